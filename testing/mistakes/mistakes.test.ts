// Mistakes in bake files and on the command line, each shown whole: a file of cases/ is one.
// `UPDATE_GOLDEN=1 npx vitest run --project unit testing/mistakes` rewrites what they want; read that diff.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bake, builtCommand, checkGolden, goldenFiles, parseArchive } from "../tools/index.js";
import { runMistake } from "./case.js";

const cases = goldenFiles(join(import.meta.dirname, "cases"));
/** What only a build can run into; build.engine.test.ts and lib/exec show them. */
const buildCodes = [
  "build-failed",
  "dockerfile-check",
  "fetch-failed",
  "flag-without-effect",
  "invalid-cache",
  "invalid-policy",
  "policy-denied",
  "unsupported-by-builder",
];
/** About the configuration of builders, which tests of theirs hold. */
const createCodes = [
  "buildkitd-certificate",
  "buildkitd-syntax",
  "buildkitd-type",
  "buildkitd-unknown-key",
  "buildkitd-value",
];
/** An archive is text, so that it cannot hold the file of this one; a test below does. */
const bytesCodes = ["invalid-encoding"];

test.concurrent.for(cases)("%s", async ([, path]) => {
  await checkGolden(path, async (input) => {
    const { exit, stdout, stderr } = await runMistake(input, await builtCommand("bake", ["--print"]));
    const messages = stderr.trimEnd().split(/\n\n(?=error|warning)/);
    expect(new Set(messages).size, "each message once").toBe(messages.length);
    expect(stderr).toMatch(/^(?:error\[|warning\[|ERROR: |\{"severity":)/m);
    const isError = /^(?:error\[|ERROR: |\{"severity":"error")/m.test(stderr);
    expect({ exit, printed: stdout !== "" }).toEqual({ exit: isError ? "1\n" : "0\n", printed: !isError });
    return { exit, stdout, stderr };
  });
});

describe("bytes that are no text", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "mistake-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("a file that is not UTF-8 is shown with the place of its first wrong byte", async () => {
    writeFileSync(
      join(folder, "docker-bake.hcl"),
      Buffer.from('target "default" {\n  tags = ["caf\xe9"]\n}\n', "latin1"),
    );
    const { code, stdout, stderr } = await bake(["--print"], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatchInlineSnapshot(`
      "error[invalid-encoding]: "docker-bake.hcl" is not UTF-8
        ──▶ docker-bake.hcl:2:15
        │
      2 │   tags = ["caf�"]
        │               ^
        The byte 0xe9 is part of no character here. Save the file as UTF-8.
      "
    `);
  });
});

test("there are more than 60 of them, and every mistake that a bake file can hold is among them", () => {
  expect(cases.length).toBeGreaterThanOrEqual(60);
  const shown = new Set(cases.flatMap(([, path]) => shownCodes(path)));
  expect(declaredCodes().filter((code) => !shown.has(code))).toEqual(
    [...buildCodes, ...bytesCodes, ...createCodes].sort(),
  );
});

function shownCodes(path: string): readonly string[] {
  const stderr = parseArchive(readFileSync(path, "utf8")).files.get("want/stderr") ?? "";
  const codes = /^(?:(?:error|warning)\[|\{"severity":"\w+","code":")([a-z-]+)(?:\]: |")/gm;
  return [...stderr.matchAll(codes)].flatMap(([, code]) => code ?? []);
}

/** The list is a type, which is gone when a test runs: read from its source. */
function declaredCodes(): readonly string[] {
  const source = readFileSync(join(import.meta.dirname, "../../lib/source/codes.ts"), "utf8");
  return [...source.matchAll(/^ {2}\| "([a-z-]+)"/gm)].flatMap(([, code]) => code ?? []);
}
