// Writes what is made from the tables of the language: `npm run gen:docs`. Tests hold the files to the tables.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedFiles, root } from "./generated.js";

for (const { path, text } of await generatedFiles()) {
  const file = join(root, path);
  const before = readIfThere(file);
  if (before === text) continue;
  writeFileSync(file, text);
  console.log(`wrote ${path}`);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
