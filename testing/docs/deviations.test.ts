// biome-ignore-all lint/suspicious/noTemplateCurlyInString: bake files are full of them
// docs/deviations.md names a test for each place where we differ from buildx on purpose. Those that no other room holds
// are here; titles say what we do.

import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { type BakeOptions, bakeFiles, essence } from "../../lib/plan/harness.js";
import { root } from "./generated.js";
import { tables } from "./markdown.js";

const page = readFileSync(join(root, "docs", "deviations.md"), "utf8");

interface Row extends Omit<BakeOptions, "files"> {
  readonly title: string;
  readonly hcl: string;
  /** The target `default`. */
  readonly want?: Readonly<Record<string, unknown>>;
  /** Members of the printed group `default`. */
  readonly members?: readonly string[];
  /** Codes of the diagnostics. Default none. */
  readonly codes?: readonly string[];
}

const rows: readonly Row[] = [
  {
    title: "what is asked of a frontend is printed by the name that was given",
    hcl: "",
    overrides: { call: "check,format=json" },
    want: { call: "check" },
  },
  {
    title: "--set of an empty policy takes policies away, as with other lists",
    hcl: 'policy = ["filename=p.rego"]',
    overrides: { set: ["default.policy="] },
    want: {},
  },
  {
    title: "a secret that is not there, and an agent that does not run, do not keep --print from printing",
    hcl: 'secret = ["id=a,src=missing"]\n  ssh = ["default"]',
    want: { secret: [{ id: "a", src: "missing" }], ssh: [{ id: "default" }] },
  },
  {
    title: "a secret written as an object has a type as one written as text has",
    hcl: 'secret = [{ type = "env", id = "a", src = "X" }]',
    want: { secret: [{ id: "a", env: "X" }] },
  },
  {
    title: "an attestation written as an object needs a type, too",
    hcl: 'attest = [{ mode = "max" }]',
    codes: ["invalid-value"],
  },
  {
    title: "null is as good as not written, for every attribute",
    hcl: "description = null\n  output = null\n  attest = null\n  secret = null\n  resources = null",
    want: {},
  },
  {
    title: "the last axis of a matrix varies fastest",
    hcl: 'name = "x-${b}-${a}"\n  matrix = {\n    b = ["1", "2"]\n    a = ["3", "4"]\n  }',
    members: ["x-1-3", "x-1-4", "x-2-3", "x-2-4"],
  },
  {
    title: "platforms are compared by what they mean",
    hcl: 'contexts = { b = "target:b" }\n  platforms = ["linux/amd64", "linux/arm64"]\n}\ntarget "b" {\n  platforms = ["linux/arm64/v8", "linux/x86_64"]',
    want: { contexts: { b: "target:b" }, platforms: ["linux/amd64", "linux/arm64"] },
  },
  {
    title: "--set knows platforms by the name that the file has, too",
    hcl: "",
    overrides: { set: ["default.platforms=linux/arm64"] },
    want: { platforms: ["linux/arm64"] },
  },
  {
    title: "an argument without a value is left alone when the environment is turned off",
    hcl: 'args = { X = "file" }',
    env: { X: "environment", BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP: "1" },
    overrides: { set: ["default.args.X"] },
    want: { args: { X: "file" } },
  },
  {
    title: "types in convert, and names in can, are no variables",
    hcl: 'args = { a = convert("1", number), b = convert("2", number), c = can(nope), d = can(nope) }',
    want: { args: { a: "1", b: "2", c: "false", d: "false" } },
  },
  {
    title: "functions take null",
    hcl: 'args = { a = f(null) }\n}\nfunction "f" {\n  params = [x]\n  result = x == null',
    want: { args: { a: "true" } },
  },
  { title: "null is no operand of && and ||", hcl: "pull = null && true", codes: ["null-value"] },
  {
    title: "a range that goes nowhere is told as that",
    hcl: "args = { a = length(range(0, 5, 0)) }",
    codes: ["call-failed"],
  },
  { title: "merge refuses lists", hcl: "args = merge(null, [])", codes: ["call-failed"] },
  {
    title: "two groups of a pattern cannot have one name",
    hcl: 'args = regex("(?P<a>x)(?P<a>y)", "xy")',
    codes: ["call-failed"],
  },
  {
    title: "instants are held to RFC 3339",
    hcl: 'args = { a = formattimestamp("X", "2018-01-02T23:12:01,5Z") }',
    codes: ["call-failed"],
  },
  {
    title: "a number with an exponent of 400,000 is too large",
    hcl: "args = { a = 1e400000 }",
    codes: ["invalid-number"],
  },
];

describe("unlike buildx", () => {
  test.for(rows)("$title", async ({ title: _title, hcl, want, members, codes = [], ...options }) => {
    const { text, diagnostics } = await bakeFiles({
      files: { "docker-bake.hcl": `target "default" {\n  ${hcl}\n}\n` },
      ...options,
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(codes);
    if (text === "") return;
    const printed = JSON.parse(text);
    if (want !== undefined) expect(essence(printed.target.default)).toEqual(want);
    if (members !== undefined) expect(printed.group.default.targets).toEqual(members);
  });
});

describe("as buildx, though it surprises", () => {
  const print = async (files: Readonly<Record<string, string>>, wanted: readonly string[] = []) =>
    await bakeFiles({ files, wanted });

  test("a target default behind other names is built, and is not in the group that is printed", async () => {
    const { text } = await print({ "docker-bake.hcl": 'target "default" {}\ntarget "app" {}\n' }, ["app", "default"]);
    const printed = JSON.parse(text);
    expect(printed.group).toEqual({ default: { targets: ["app"] } });
    expect(Object.keys(printed.target)).toEqual(["app", "default"]);
  });

  test("a group around default is printed as one of two that hold each other", async () => {
    const hcl = 'group "default" {\n  targets = ["a"]\n}\ngroup "all" {\n  targets = ["default"]\n}\ntarget "a" {}\n';
    const { text } = await print({ "docker-bake.hcl": hcl }, ["all"]);
    expect(JSON.parse(text).group).toEqual({ all: { targets: ["default"] }, default: { targets: ["a", "all"] } });
    const { diagnostics } = await print({ "docker-bake.json": text }, ["all"]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["reference-cycle"]);
  });

  test("no targets are printed as a block without a name", async () => {
    const { text } = await print({ "docker-bake.hcl": 'group "default" {\n  targets = []\n}\n' });
    expect(JSON.parse(text).target).toEqual({});
    const { diagnostics } = await print({ "docker-bake.json": text });
    expect(diagnostics.map(({ code }) => code)).toContain("missing-label");
  });
});

describe("unlike buildx, the command", () => {
  const cases = [
    {
      title: "asks for consent whatever --progress says",
      hcl: 'target "default" {\n  context = ".."\n}\n',
      args: ["--progress=rawjson", "--builder=unix:///nowhere/buildkitd.sock"],
      code: 1,
      says: /--allow=fs\.read=\.\./,
    },
    {
      title: "takes --progress=none for quiet",
      hcl: 'group "default" {\n  targets = []\n}\n',
      args: ["--progress=none"],
      code: 0,
      says: /nothing to build/i,
    },
    {
      title: "does not build for an empty --list",
      hcl: 'target "default" {}\n',
      args: ["--list="],
      code: 1,
      says: /invalid --list ""/,
    },
  ];
  test.for(cases)("$title", async ({ hcl, args, code, says }) => {
    const folder = mkdtempSync(join(tmpdir(), "bake-"));
    try {
      writeFileSync(join(folder, "docker-bake.hcl"), hcl);
      const ended = await run(folder, args);
      expect(ended.stderr).toMatch(says);
      expect(ended.code).toBe(code);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function run(cwd: string, args: readonly string[]): Promise<{ readonly code: number; readonly stderr: string }> {
  const tsx = import.meta.resolve("tsx");
  const env = { PATH: process.env["PATH"], HOME: cwd };
  return new Promise((done) => {
    const command = ["--import", tsx, join(root, "cmd", "bake.ts"), ...args];
    execFile(process.execPath, command, { cwd, env }, (error, _stdout, stderr) => {
      done({ code: typeof error?.code === "number" ? error.code : 0, stderr });
    }).stdin?.end();
  });
}

describe("docs/deviations.md", () => {
  const differing = tables(page).filter(({ head }) => head.at(-1) === "Held by");

  test("tells of each difference what buildx does, what we do, why, and which test holds it", () => {
    expect(differing.flatMap((table) => table.rows).length).toBeGreaterThan(40);
    for (const row of differing.flatMap((table) => table.rows)) {
      expect(row).toHaveLength(4);
      expect(row).not.toContain("");
    }
  });

  test("names tests that are there", () => {
    for (const row of differing.flatMap((table) => table.rows)) {
      const links = [...(row[3] ?? "").matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)];
      expect(links, row.join(" | ")).not.toEqual([]);
      for (const [, title = "", target = ""] of links) {
        const path = resolve(root, "docs", target);
        expect(existsSync(path), target).toBe(true);
        // A title is a string of its own, in whatever form the tests are written.
        if (path.endsWith(".txtar")) continue;
        expect(readFileSync(path, "utf8").includes(`"${title}"`), `"${title}" in ${target}`).toBe(true);
      }
    }
  });
});
