// Bundles the two commands into dist/, split so that a verb loads only the chunks it needs.

import { chmodSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }; // Ours.
const dist = join(root, "dist");

rmSync(dist, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ["cmd/bake.ts", "cmd/bakehouse.ts"],
  outdir: dist,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  minifySyntax: true,
  minifyWhitespace: true,
  keepNames: true,
  legalComments: "linked",
  // grpc-js asks for it only where somebody loads protos at run time, which nobody here does.
  external: ["@grpc/proto-loader"],
  chunkNames: "chunks/[name]-[hash]",
  define: { BAKEHOUSE_VERSION: JSON.stringify(version) },
  // CommonJS packages inside the bundle ask for Node's own modules with require().
  banner: {
    js: `import{createRequire as bakehouseRequire}from"node:module";const require=bakehouseRequire(import.meta.url);`,
  },
  logLevel: "warning",
});
for (const name of ["bake.js", "bakehouse.js"]) chmodSync(join(dist, name), 0o755);
