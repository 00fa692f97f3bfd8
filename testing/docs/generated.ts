// The files that are made from the tables of the language, as they should be.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { bakeSchema } from "../schema/bake-schema.js";
import type { JsonSchema } from "../schema/json-schema.js";
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
    { path: "schemas/bake.schema.json", text: formatted("bake.schema.json", bakeSchema()) },
    { path: "schemas/print.schema.json", text: formatted("print.schema.json", printSchema()) },
    { path: "docs/attributes.md", text: attributeReference() },
    { path: "docs/functions.md", text: await functionReference() },
  ];
}

/** As the project's formatter leaves it. */
function formatted(name: string, schema: JsonSchema): string {
  const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  return execFileSync(process.execPath, [biome, "format", `--stdin-file-path=schemas/${name}`], {
    cwd: root,
    input: JSON.stringify(schema, null, 2),
    encoding: "utf8",
  });
}
