import { expect, test } from "vitest";
import { checkGolden, goldenFiles } from "../../testing/tools/index.js";
import { renderDiagnostics } from "../source/index.js";
import { describeProject, loadFiles } from "./harness.js";

// An archive's files at the top are given on the command line in their order; those in folders are found by name.
test.for(goldenFiles(new URL("golden", import.meta.url).pathname))("%s", async ([, path]) => {
  await checkGolden(path, async ({ files }) => {
    const { value, diagnostics } = await loadFiles(files, { env: { SET: "run" } });
    return { project: describeProject(value), diagnostics: renderDiagnostics(diagnostics) };
  });
});

test("what is underlined lies in its file", async () => {
  for (const [, path] of goldenFiles(new URL("golden", import.meta.url).pathname)) {
    await checkGolden(path, async ({ files }) => {
      const { value, diagnostics } = await loadFiles(files, { env: { SET: "run" } });
      for (const { subject } of diagnostics) {
        expect(subject).toBeDefined();
        expect(subject?.end).toBeLessThanOrEqual(subject?.file.text.length ?? 0);
      }
      return { project: describeProject(value), diagnostics: renderDiagnostics(diagnostics) };
    });
  }
});
