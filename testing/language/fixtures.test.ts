// The project's own bake files, against what docker-buildx printed for them, and how much of the language they cover.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { attributeNames, attributes, blockAttributes } from "../../lib/config/index.js";
import { standardFunctionNames } from "../../lib/hcl/functions/index.js";
import { answerOf, printCase, readCases, readJson, recordedAnswer, wantedAnswer } from "./recorded.js";

const folder = new URL("../fixtures/language/", import.meta.url).pathname;
const cases = readCases(folder);

test.for(cases.map((recorded) => [recorded.title, recorded] as const))("%s", async ([, recorded]) => {
  const printed = await printCase(recorded);
  expect(answerOf(printed, recorded.invocation), printed.stderr).toEqual(wantedAnswer(recorded));
  if (printed.code !== 0) expect(printed.stderr).not.toBe("");
});

describe("what was recorded", () => {
  const meantToDiffer = cases.filter(({ invocation }) => invocation.wanted !== undefined);
  test.for(meantToDiffer.map((recorded) => [recorded.title, recorded] as const))(
    "%s differs from docker-buildx for a reason",
    ([, recorded]) => {
      expect(wantedAnswer(recorded)).not.toEqual(recordedAnswer(recorded));
      expect(recorded.invocation.because).toMatch(/^10\b/);
    },
  );

  test("there is an answer to every invocation, from a version that is known", () => {
    for (const { directory, invocation } of cases) {
      const answer = invocation.expected ?? invocation.expectedError ?? "none";
      expect(readFileSync(join(directory, answer), "utf8")).not.toBe("");
      expect(readJson(join(directory, "case.json"))).toMatchObject({ buildx: expect.stringMatching(/^\d+\.\d+/) });
      expect(dirname(answer)).toBe("expected");
    }
  });
});

describe("the fixtures together", () => {
  test("print every attribute of a target", () => {
    const printed = new Set(
      cases.flatMap((recorded) => {
        const answer = wantedAnswer(recorded);
        return answer === undefined ? [] : Object.values(printedTargets(answer)).flatMap(Object.keys);
      }),
    );
    expect(attributeNames.map((name) => attributes[name].name).filter((name) => !printed.has(name))).toEqual([]);
  });

  test("use every attribute of every block, in HCL and in JSON", () => {
    const names = Object.values(blockAttributes).flatMap((block) => block.map(({ name }) => name));
    const used = namesIn(/\.hcl$/, /(?:^|[{\s])([\w-]+) *= /gm);
    expect(names.filter((name) => !used.has(name))).toEqual([]);
    const usedInJson = namesIn(/\.json$/, /"([\w-]+)": ?/g);
    expect(["type", "default", "validation", "params", "variadic_params", "result", "matrix", "name"]).toSatisfy(
      (wanted: readonly string[]) => wanted.every((name) => usedInJson.has(name)),
    );
  });

  test("call every standard function", () => {
    const called = namesIn(/\.hcl$/, /\b(\w+)\(/g);
    expect([...standardFunctionNames].filter((name) => !called.has(name))).toEqual([]);
  });

  test("override with every key", () => {
    const given = new Set(
      cases.flatMap(({ invocation: { args } }) =>
        args.flatMap((arg, at) => (args[at - 1] === "--set" ? (/^[^.]+\.([\w-]+)/.exec(arg)?.[1] ?? []) : [])),
      ),
    );
    const keys = attributeNames.flatMap((name) => attributes[name].overrides.flatMap((rule) => rule.keys));
    expect(keys.length).toBeGreaterThan(25);
    expect(keys.filter((key) => !given.has(key))).toEqual([]);
  });
});

function printedTargets(answer: unknown): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  // What `bake --print` writes has this form.
  return (answer as { readonly target: Readonly<Record<string, Readonly<Record<string, unknown>>>> }).target;
}

/** What `pattern` captures in the fixtures' files whose names match. */
function namesIn(fileName: RegExp, pattern: RegExp): ReadonlySet<string> {
  const files = new Set(cases.map(({ directory }) => join(directory, "files")));
  return new Set(
    [...files].flatMap((root) =>
      readdirSync(root, { recursive: true, encoding: "utf8" })
        .filter((name) => fileName.test(name))
        .flatMap((name) =>
          [...readFileSync(join(root, name), "utf8").matchAll(pattern)].flatMap(([, found]) => found ?? []),
        ),
    ),
  );
}
