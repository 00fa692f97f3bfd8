import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generatedFiles, root } from "./generated.js";

test("what is made from the tables is up to date; npm run gen:docs makes it anew", async () => {
  for (const { path, text } of await generatedFiles()) expect(readFileSync(join(root, path), "utf8"), path).toBe(text);
});
