// Bundles the two commands into dist/, split so that a verb loads only the chunks it needs.

import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { build, transform } from "esbuild";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }; // Ours.

const common = {
  platform: "node",
  target: "node20.19",
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: "warning",
} as const;

/**
 * What is loaded together, by the modules that other code imports lazily: with all that these import, but for what an earlier
 * pack has. Chunks of no pack are files of their own.
 */
const packs: readonly { readonly name: string; readonly has: (module: string) => boolean }[] = [
  {
    name: "definition",
    has: (module) =>
      ["cmd/bake.ts", "cmd/bakehouse.ts", "cmd/commands/bake.ts"].includes(module) ||
      // These two bring large libraries along for a few functions.
      (module.startsWith("lib/hcl/functions/") && !/\/(?:regex|bcrypt)\.ts$/.test(module)),
  },
  {
    name: "build",
    has: (module) =>
      ["cmd/build.ts", "cmd/commands/build.ts"].includes(module) ||
      /^lib\/buildkit\/(?:grpc-channel|client|session-dialers|gen\/control)\.[jt]s$/.test(module),
  },
  {
    name: "builders",
    has: (module) => /^cmd\/commands\/(?:du|inspect|ls|prune|rm|stop|use)\.ts$/.test(module),
  },
];

const { outputFiles, metafile } = await build({
  ...common,
  absWorkingDir: root,
  entryPoints: ["cmd/bake.ts", "cmd/bakehouse.ts"],
  outdir: dist,
  write: false,
  metafile: true,
  bundle: true,
  splitting: true,
  format: "esm",
  legalComments: "linked",
  // grpc-js asks for it only where somebody loads protos at run time, which nobody here does.
  external: ["@grpc/proto-loader"],
  alias: { "node-fetch": "./lib/builder/kubernetes/platform-fetch.ts" },
  chunkNames: "chunks/[name]-[hash]",
  define: { BAKEHOUSE_VERSION: JSON.stringify(version) },
});

// Written aside and put in place at once, so that a command which runs meanwhile finds its chunks for all but a moment.
const draft = `${dist}.${process.pid}.tmp`;
const texts = new Map<string, string>();
for (const { path, text } of outputFiles) {
  if (path.endsWith(".js")) texts.set(relative(dist, path), await commonJs(text));
  else write(relative(dist, path), text);
}
const packOf: Record<string, string> = {};
for (const { name, has } of packs) {
  const chunks = chunksOf(has).filter((chunk) => packOf[chunk] === undefined);
  const bodies = chunks.map((chunk) => `${JSON.stringify(chunk)}:function(exports,require,module){${body(chunk)}\n}`);
  const pack = `({${bodies.join(",\n")}})\n`;
  // A pack with other text is another pack: what was kept of the old one does not fit it.
  const file = `${name}-${createHash("sha256").update(pack).digest("hex").slice(0, 12)}`;
  write(`packs/${file}.js`, pack);
  for (const chunk of chunks) packOf[chunk] = file;
}
for (const [chunk, text] of texts) {
  const start = chunk.startsWith("chunks/") ? "../start.js" : "./start.js";
  const stub = `module.exports=require("${start}").chunk(${JSON.stringify(chunk)});\n`;
  const isEntry = !chunk.startsWith("chunks/");
  write(chunk, packOf[chunk] === undefined ? text : `${isEntry ? "#!/usr/bin/env node\n" : ""}${stub}`);
}
const start = await build({
  ...common,
  absWorkingDir: root,
  entryPoints: ["cmd/start.ts"],
  write: false,
  bundle: true,
  format: "cjs",
  define: { BAKEHOUSE_PACKS: JSON.stringify(packOf) },
});
write("start.js", start.outputFiles[0]?.text ?? "");
for (const name of ["bake.js", "bakehouse.js"]) chmodSync(join(draft, name), 0o755);
// Only ES modules can be split by esbuild; CommonJS is what Node starts a tenth faster. So one is made into the other.
write("package.json", '{ "type": "commonjs" }\n');
rmSync(dist, { recursive: true, force: true });
renameSync(draft, dist);

function write(name: string, text: string): void {
  const file = join(draft, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function commonJs(text: string): Promise<string> {
  const { code } = await transform(text, { ...common, format: "cjs", supported: { "dynamic-import": false } });
  return code;
}

/** The chunks that begin with a module of the pack, and all that they import at once. */
function chunksOf(has: (module: string) => boolean): readonly string[] {
  const found = new Set<string>();
  for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) {
    if (entryPoint !== undefined && has(entryPoint)) visit(path);
  }
  return [...found].map((path) => relative("dist", path));

  function visit(path: string): void {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: imported, kind, external } of metafile.outputs[path]?.imports ?? []) {
      if (kind === "import-statement" && external !== true) visit(imported);
    }
  }
}

function body(chunk: string): string {
  return (texts.get(chunk) ?? "").replace(/^#!.*\n/, "");
}
