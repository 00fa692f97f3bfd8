import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkGolden, formatArchive, goldenFiles, parseArchive } from "./index.js";

const greeting = `A greeting.

-- name.txt --
you
-- deep/down.txt --
there
-- want/stdout --
hello you
`;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "archives-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test("an archive is its comment and its files, in order", () => {
  const archive = parseArchive(greeting);
  expect(archive.comment).toBe("A greeting.\n\n");
  expect([...archive.files]).toEqual([
    ["name.txt", "you\n"],
    ["deep/down.txt", "there\n"],
    ["want/stdout", "hello you\n"],
  ]);
  expect(formatArchive(archive)).toBe(greeting);
});

test("whatever texts an archive holds come back as they were", () => {
  const line = fc.string().filter((text) => !/^-- .+ --$/.test(text.trimEnd()) && !/[\n\r]/.test(text));
  const text = fc.tuple(fc.array(line), fc.constantFrom("", "\n")).map(([lines, end]) => lines.join("\n") + end);
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z/.]+$/), text), (files) => {
      const archive = { comment: "", files: new Map(Object.entries(files)) };
      expect(parseArchive(formatArchive(archive))).toEqual(archive);
    }),
  );
});

test("a text that would be read as two files is refused", () => {
  const files = new Map([["a", "one\n-- b --\ntwo\n"]]);
  expect(() => formatArchive({ comment: "", files })).toThrow('"a" has a line that an archive would read');
  expect(() => parseArchive("-- a --\n-- a --\n")).toThrow('two files named "a"');
});

test("a case gets its inputs as files, and passes when all that is wanted came out", async () => {
  const path = archiveOf(greeting);
  let seen = "";
  await checkGolden(path, (input) => {
    seen = input.folder;
    const name = readFileSync(join(input.folder, "name.txt"), "utf8");
    expect(readFileSync(join(input.folder, "deep/down.txt"), "utf8")).toBe(input.files.get("deep/down.txt"));
    expect(existsSync(join(input.folder, "want"))).toBe(false);
    return { stdout: `hello ${name}`, stderr: "" };
  });
  expect(existsSync(seen)).toBe(false);
});

test.for([
  ["another text", { stdout: "hello me\n" }],
  ["an output that nobody wants", { stdout: "hello you\n", stderr: "oh\n" }],
  ["an output that is missing", {}],
  ["a text without its last newline", { stdout: "hello you" }],
] as const)("%s fails the case", async ([, output]) => {
  await expect(checkGolden(archiveOf(greeting), () => ({ ...output }))).rejects.toThrow("UPDATE_GOLDEN=1 rewrites it");
});

test("the name of the temporary folder is not compared", async () => {
  const path = archiveOf("-- want/stdout --\nWORK/a and WORK\n");
  await checkGolden(path, (input) => ({ stdout: `${input.folder}/a and ${input.folder}\n` }));
});

test("an update rewrites what is wanted, at its place, and nothing else", async () => {
  vi.stubEnv("UPDATE_GOLDEN", "1");
  const path = archiveOf("Why.\n-- want/a --\nold\n-- in --\ntext\n-- want/gone --\nold\n");
  await checkGolden(path, () => ({ a: "new", b: "b\n" }));
  expect(readFileSync(path, "utf8")).toBe(
    "Why.\n-- want/a --\nnew\n\\ no newline at the end\n-- in --\ntext\n-- want/b --\nb\n",
  );
  vi.stubEnv("UPDATE_GOLDEN", "");
  await checkGolden(path, () => ({ a: "new", b: "b\n" }));
});

test("an input cannot be written outside of the case's folder", async () => {
  await expect(checkGolden(archiveOf("-- ../x --\n"), () => ({}))).rejects.toThrow('"../x" lies outside');
});

test("cases are found by their ending, and an empty folder is a mistake", () => {
  archiveOf(greeting);
  expect(goldenFiles(folder)).toEqual([["a case", join(folder, "a-case.txtar")]]);
  rmSync(join(folder, "a-case.txtar"));
  expect(() => goldenFiles(folder)).toThrow("no golden files in");
});

function archiveOf(text: string): string {
  const path = join(folder, "a-case.txtar");
  writeFileSync(path, text);
  return path;
}
