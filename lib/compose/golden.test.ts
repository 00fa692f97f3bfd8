import { test } from "vitest";
import { checkGolden, goldenFiles } from "../../testing/tools/index.js";
import { renderDiagnostics } from "../source/index.js";
import { describeProject, loadFiles } from "./harness.js";

// An archive's `.yaml` files at the top are given on the command line in their order; all others are found by name.
test.for(goldenFiles(new URL("golden", import.meta.url).pathname))("%s", async ([, path]) => {
  await checkGolden(path, async ({ files }) => {
    const { value, diagnostics } = await loadFiles(files, { env: { SET: "run" } });
    return { project: describeProject(value), diagnostics: renderDiagnostics(diagnostics) };
  });
});
