// Mistakes as the user sees them. `env` holds one NAME=VALUE a line, `wanted` and `set` one word a line.

import { expect, test } from "vitest";
import { checkGolden, goldenFiles } from "../../testing/tools/index.js";
import { renderDiagnostics } from "../source/index.js";
import { bakeFiles } from "./harness.js";

const settings = new Set(["env", "wanted", "set"]);

test.for(goldenFiles(new URL("golden", import.meta.url).pathname))("%s", async ([, path]) => {
  await checkGolden(path, async ({ files }) => {
    const { diagnostics } = await bakeFiles({
      files: Object.fromEntries([...files].filter(([name]) => !settings.has(name))),
      env: Object.fromEntries(lines(files.get("env")).map(pair)),
      wanted: lines(files.get("wanted")),
      overrides: { set: lines(files.get("set")) },
    });
    for (const { subject } of diagnostics) {
      expect(subject?.end ?? 0).toBeLessThanOrEqual(subject?.file.text.length ?? 0);
    }
    return { diagnostics: renderDiagnostics(diagnostics) };
  });
});

function lines(text = ""): readonly string[] {
  return text.split("\n").filter((line) => line !== "");
}

function pair(line: string): readonly [string, string] {
  const at = line.indexOf("=");
  return [line.slice(0, at), line.slice(at + 1)];
}
