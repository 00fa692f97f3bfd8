// The files that are made from the tables of the language, as they should be.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { bakeSchema } from "../schema/bake-schema.js";
import { printSchema } from "../schema/print-schema.js";
import { attributeReference } from "./attribute-reference.js";
import { functionReference } from "./function-reference.js";

export const root = join(import.meta.dirname, "..", "..");

export interface GeneratedFile {
  /** Relative to the root. */
  readonly path: string;
  readonly text: string;
}

export async function generatedFiles(): Promise<readonly GeneratedFile[]> {
  return [
    { path: "schemas/bake.schema.json", text: JSON.stringify(bakeSchema(), null, 2) },
    { path: "schemas/print.schema.json", text: JSON.stringify(printSchema(), null, 2) },
    { path: "docs/attributes.md", text: attributeReference() },
    { path: "docs/functions.md", text: await functionReference() },
  ].map(({ path, text }) => ({ path, text: formatted(path, text) }));
}

/** As the project's formatter leaves it. */
function formatted(path: string, text: string): string {
  const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  return execFileSync(process.execPath, [biome, "format", `--stdin-file-path=${path}`], {
    cwd: root,
    input: text,
    encoding: "utf8",
  });
}
