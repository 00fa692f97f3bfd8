// Bundles the two commands into dist/, split so that a verb loads only the chunks it needs.

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

const { outputFiles } = await build({
  ...common,
  absWorkingDir: root,
  entryPoints: ["cmd/bake.ts", "cmd/bakehouse.ts"],
  outdir: dist,
  write: false,
  bundle: true,
  splitting: true,
  format: "esm",
  legalComments: "linked",
  // grpc-js asks for it only where somebody loads protos at run time, which nobody here does.
  external: ["@grpc/proto-loader"],
  chunkNames: "chunks/[name]-[hash]",
  define: { BAKEHOUSE_VERSION: JSON.stringify(version) },
});

// Written aside and put in place at once, so that a command which runs meanwhile finds its chunks for all but a moment.
const draft = `${dist}.${process.pid}.tmp`;
for (const { path, text } of outputFiles) {
  const file = join(draft, relative(dist, path));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, path.endsWith(".js") ? await commonJs(text) : text);
}
for (const name of ["bake.js", "bakehouse.js"]) chmodSync(join(draft, name), 0o755);
// Only ES modules can be split by esbuild; CommonJS is what Node starts a tenth faster. So one is made into the other.
writeFileSync(join(draft, "package.json"), '{ "type": "commonjs" }\n');
rmSync(dist, { recursive: true, force: true });
renameSync(draft, dist);

async function commonJs(text: string): Promise<string> {
  const { code } = await transform(text, { ...common, format: "cjs", supported: { "dynamic-import": false } });
  return code;
}
