// What is kept of a run for the next one: a shortcut, which changes nothing that anybody sees.

import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { chown } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { builtCommand, runCommand } from "./tools/index.js";

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;
let folder: string;
let dist: string;
let cache: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "start-"));
  writeFileSync(join(folder, "bake.hcl"), 'target "default" { tags = [upper("a")] }\n');
  const [, command = ""] = await builtCommand("bake");
  dist = dirname(command);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  cache = mkdtempSync(join(folder, "cache-"));
});

/** `bake --print` of the program in `program`. */
function print(args: readonly string[] = [], program = dist) {
  const argv = [process.execPath, join(program, "bake.js"), "--print", ...args];
  return runCommand(argv, { cwd: folder, env: { XDG_CACHE_HOME: cache } });
}

function keptFiles(): readonly string[] {
  return readdirSync(cache, { recursive: true, encoding: "utf8" })
    .map((name) => join(cache, name))
    .filter((path) => statSync(path).isFile());
}

async function keptFile(): Promise<string> {
  await print();
  const [file = "", ...others] = keptFiles();
  expect(others).toEqual([]);
  return file;
}

test("the first run keeps its code where only its user reads it, and the next one leaves that alone", async () => {
  const file = await keptFile();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const { ino, mtimeMs } = statSync(file);
  expect(await print()).toMatchObject({ code: 0, stderr: "" });
  expect(statSync(file)).toMatchObject({ ino, mtimeMs });
});

test("a run that uses more of the program adds to what is kept", async () => {
  const { ino } = statSync(await keptFile());
  writeFileSync(join(folder, "more.hcl"), 'target "default" { tags = [sha256("a")] }\n');
  expect((await print(["-f", "more.hcl"])).code).toBe(0);
  expect(statSync(keptFiles()[0] ?? "").ino).not.toBe(ino);
});

test("what no release has used for a month goes when something is kept", async () => {
  const code = join(cache, "bakehouse", "code");
  mkdirSync(code, { recursive: true });
  for (const [name, days] of [
    ["old", 31],
    ["recent", 29],
  ] as const) {
    writeFileSync(join(code, name), "");
    const at = Date.now() / 1000 - days * 86_400;
    utimesSync(join(code, name), at, at);
  }
  await print();
  expect(readdirSync(code)).toEqual([expect.stringMatching(/^definition-/), "recent"]);
});

test("a run that fails keeps nothing", async () => {
  expect((await print(["nothing"])).code).toBe(1);
  expect(keptFiles()).toEqual([]);
});

describe("what is kept changes nothing when", () => {
  test.for<readonly [name: string, spoil: (bytes: Buffer) => Buffer]>([
    ["it is empty", () => Buffer.alloc(0)],
    ["it is cut off", (bytes) => bytes.subarray(0, bytes.length >> 1)],
    ["it is something else", (bytes) => Buffer.alloc(bytes.length, "x")],
    ["its end is something else", (bytes) => Buffer.concat([bytes.subarray(0, -4), Buffer.alloc(4, 0xff)])],
  ])("%s", async ([, spoil]) => {
    const wanted = await print();
    const [file = ""] = keptFiles();
    writeFileSync(file, spoil(readFileSync(file)));
    expect(await print()).toEqual(wanted);
    expect(await print()).toEqual(wanted);
  });

  test("its folder is a relative one, which does not count", async () => {
    cache = "relative";
    expect((await print()).code).toBe(0);
    expect(readdirSync(folder)).not.toContain("relative");
  });

  test("there is no place for it", async () => {
    const wanted = await print();
    writeFileSync(join(cache, "file"), "");
    cache = join(cache, "file");
    expect(await print()).toEqual(wanted);
  });
});

describe("code that another program of the same length left", () => {
  /** Runs a program that prints another word and gives what it kept. */
  async function plant(): Promise<string> {
    const other = join(cache, "other");
    cpSync(dist, other, { recursive: true });
    const [pack = ""] = readdirSync(join(other, "packs")).filter((name) => name.startsWith("definition-"));
    const path = join(other, "packs", pack);
    writeFileSync(path, readFileSync(path, "utf8").replace('"group": $', '"GROUP": $'));
    cache = join(cache, "kept");
    mkdirSync(cache);
    expect((await print([], other)).stdout).toContain('"GROUP"');
    return keptFiles()[0] ?? "";
  }

  test("is run, so what is kept is really used", async () => {
    await plant();
    expect((await print()).stdout).toContain('"GROUP"');
  });

  test.runIf(isRoot)("is not run when it belongs to somebody else", async () => {
    await chown(await plant(), nobody, nobody);
    expect((await print()).stdout).toContain('"group"');
  });
});
