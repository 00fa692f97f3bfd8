// The compose projects of fixtures/compose, read, planned and printed, against what docker-buildx printed for them.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bakeFiles } from "../lib/plan/harness.js";
import { hasErrors } from "../lib/source/index.js";

const folder = new URL("fixtures/compose/", import.meta.url).pathname;

interface Invocation {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly expected?: string;
  readonly expectedError?: string;
}

const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: project }) =>
    readJson<readonly Invocation[]>(join(folder, project, "invocations.json")).map(
      (invocation) => [`${project}/${invocation.name}`, project, invocation] as const,
    ),
  );

test.for(cases)("%s is as docker-buildx has it", async ([, project, { args, env, expected }]) => {
  const named = args.filter((_, index) => args[index - 1] === "-f");
  const wanted = args.filter((arg, index) => arg !== "-f" && args[index - 1] !== "-f");
  const { text, diagnostics } = await bakeFiles({ files: filesOf(join(folder, project, "files")), named, wanted, env });
  expect(hasErrors(diagnostics)).toBe(expected === undefined);
  if (expected === undefined) return;
  expect(JSON.parse(text)).toEqual(readJson(join(folder, project, expected)));
});

test("every project was recorded, and with a version", () => {
  expect(cases.length).toBeGreaterThan(40);
  for (const [, project, { expected, expectedError }] of cases) {
    expect(expected ?? expectedError).toBeDefined();
    expect(readJson(join(folder, project, "case.json"))).toMatchObject({ buildx: expect.stringMatching(/^\d+\.\d+/) });
  }
});

function filesOf(root: string): Readonly<Record<string, string>> {
  const names = readdirSync(root, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(root.length + 1), readFileSync(path, "utf8")];
      }),
  );
}

function readJson<T>(path: string): T {
  // Written by fixtures/compose/record.mjs, which README.md there describes.
  return JSON.parse(readFileSync(path, "utf8")) as T;
}
