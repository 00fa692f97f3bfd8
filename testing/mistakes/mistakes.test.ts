// Mistakes in bake files and on the command line, each shown whole: a file of cases/ is one.
// `UPDATE_GOLDEN=1 npx vitest run --project unit testing/mistakes` rewrites what they want; read that diff.

import { join } from "node:path";
import { expect, test } from "vitest";
import { builtCommand, checkGolden, goldenFiles } from "../tools/index.js";
import { runMistake } from "./case.js";

test.for(goldenFiles(join(import.meta.dirname, "cases")))("%s", async ([, path]) => {
  await checkGolden(path, async (input) => {
    const output = await runMistake(input, await builtCommand("bake", ["--print"]));
    expect(output["stderr"]).not.toBe("");
    return output;
  });
});
