// Bundles the two commands into dist/, split so that a verb loads only the chunks it needs.

import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
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

rmSync(dist, { recursive: true, force: true });
for (const { path, text } of outputFiles) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, path.endsWith(".js") ? await commonJs(text) : text);
}
for (const name of ["bake.js", "bakehouse.js"]) chmodSync(join(dist, name), 0o755);
// Only ES modules can be split by esbuild; CommonJS is what Node starts a tenth faster. So one is made into the other.
writeFileSync(join(dist, "package.json"), '{ "type": "commonjs" }\n');

async function commonJs(text: string): Promise<string> {
  const { code } = await transform(text, { ...common, format: "cjs", supported: { "dynamic-import": false } });
  return code;
}
