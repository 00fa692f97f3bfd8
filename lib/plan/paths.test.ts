// biome-ignore-all lint/suspicious/noTemplateCurlyInString: bake files are full of them
// What relative paths are about: files in other folders, and definitions that were fetched.

import { describe, expect, test } from "vitest";
import { type FetchRemote, loadConfig, parseRemoteUrl, readBakeFiles, splitOperands } from "../config/index.js";
import { localPlatform, memoryFileSystem } from "../config/testing/index.js";
import { bakeFiles, essence } from "./harness.js";
import { makePlan, printPlan } from "./index.js";

describe("BUILDX_BAKE_FILE_RELATIVE_PATHS", () => {
  const env = { BUILDX_BAKE_FILE_RELATIVE_PATHS: "1" };
  const rows: readonly (readonly [
    title: string,
    sub: string,
    other: string,
    want: Readonly<Record<string, unknown>>,
  ])[] = [
    ["a context", 'target "a" { context = "x" }', "", { context: "sub/x" }],
    ["no context at all", 'target "a" {}', "", { context: "sub" }],
    [
      "named contexts",
      'target "a" { contexts = { x = "y", z = "target:b" } }\ntarget "b" {}',
      "",
      { context: "sub", contexts: { x: "sub/y", z: "target:b" } },
    ],
    [
      "a context that is inherited",
      'target "base" { context = "x" }',
      'target "a" { inherits = ["base"] }',
      { context: "sub/x" },
    ],
    ["a parent without context", 'target "base" {}', 'target "a" { inherits = ["base"] }', {}],
    [
      "a reference as it is",
      'target "base" { context = "x" }',
      'target "a" { context = target.base.context }',
      { context: "sub/x" },
    ],
    [
      "a reference in a text",
      'target "base" { context = "x" }',
      'target "a" { context = "${target.base.context}/q" }',
      { context: "x/q" },
    ],
    ["an empty context", 'target "a" { context = "" }', "", {}],
    ["cwd://", 'target "a" { context = "cwd://x" }', "", { context: "x" }],
    ["an absolute path", 'target "a" { context = "/x" }', "", { context: "/x" }],
    ["a URL", 'target "a" { context = "https://e.com/x.git" }', "", { context: "https://e.com/x.git" }],
    [
      "other paths",
      'target "a" {\n dockerfile = "D"\n secret = ["id=s,src=f"]\n context = "."\n}',
      "",
      { context: "sub", dockerfile: "D", secret: [{ id: "s", src: "f" }] },
    ],
  ];
  test.for(rows)("%s", async ([, sub, other, want]) => {
    const { text, diagnostics } = await bakeFiles({
      files: { "sub/a.hcl": sub, "b.hcl": other || "x = 1" },
      named: ["sub/a.hcl", "b.hcl"],
      wanted: ["a"],
      env,
    });
    expect(diagnostics).toEqual([]);
    expect(essence(JSON.parse(text).target.a)).toEqual(want);
  });

  test("--set is about the directory of the run", async () => {
    const { text } = await bakeFiles({
      files: { "sub/a.hcl": 'target "a" { context = "x" }' },
      named: ["sub/a.hcl"],
      wanted: ["a"],
      overrides: { set: ["a.context=foo"] },
      env,
    });
    expect(JSON.parse(text).target.a.context).toBe("foo");
  });

  test("compose contexts are about the folder of the first compose file", async () => {
    const { text } = await bakeFiles({
      files: { "sub/compose.yaml": "services: { a: { build: { context: x, additional_contexts: { n: y } } } }" },
      named: ["sub/compose.yaml"],
      env,
    });
    expect(essence(JSON.parse(text).target.a)).toEqual({ context: "sub/x", contexts: { n: "sub/y" } });
  });

  test("must be true or false", async () => {
    const { diagnostics } = await bakeFiles({
      files: { "docker-bake.hcl": 'target "default" {}' },
      env: { BUILDX_BAKE_FILE_RELATIVE_PATHS: "maybe" },
    });
    expect(diagnostics.map(({ summary }) => summary)).toEqual([
      'The environment variable BUILDX_BAKE_FILE_RELATIVE_PATHS is "maybe", which is neither true nor false',
    ]);
  });
});

describe("a definition from a Git URL or an archive", () => {
  const rows: readonly (readonly [url: string, body: string, want: Readonly<Record<string, unknown>>])[] = [
    ["https://e.com/r.git", "", { context: "https://e.com/r.git" }],
    ["https://e.com/r.git", 'context = "."', { context: "https://e.com/r.git" }],
    ["https://e.com/r.git", 'context = "sub"', { context: "https://e.com/r.git#:sub" }],
    ["https://e.com/r.git#v1", 'context = "sub"', { context: "https://e.com/r.git#v1:sub" }],
    ["https://e.com/r.git#v1:a", 'context = "sub"', { context: "https://e.com/r.git#v1:a/sub" }],
    ["https://e.com/r.git?subdir=a&ref=v", 'context = "b"', { context: "https://e.com/r.git?subdir=a%2Fb&ref=v" }],
    ["https://e.com/r.git", 'context = "cwd://d"', { context: "d" }],
    ["https://e.com/r.git", 'context = "https://e.com/x.git"', { context: "https://e.com/x.git" }],
    ["https://e.com/r.git", "context = BAKE_CMD_CONTEXT", {}],
    [
      "git@e.com:r.git",
      'contexts = { x = ".", y = "sub", z = "cwd://d" }\n dockerfile = "cwd://D"',
      { context: "git@e.com:r.git", contexts: { x: ".", y: "sub", z: "cwd://d" }, dockerfile: "cwd://D" },
    ],
  ];
  const archives: typeof rows = [
    ["https://e.com/r.tar.gz", "", { context: "https://e.com/r.tar.gz" }],
    ["https://e.com/r.tar.gz", 'context = "a/../sub"', { context: "https://e.com/r.tar.gz#:sub" }],
    ["https://e.com/r.tar.gz", 'context = "cwd://d"', { context: "d" }],
  ];
  test.for([...rows, ...archives])("%s with %s", async ([text, body, want]) => {
    const url = parseRemoteUrl(text);
    if (url === undefined) throw new Error("not a URL");
    const content = new TextEncoder().encode(`target "default" {\n ${body}\n}`);
    const kind = text.includes(".git") || text.includes("@") ? "git" : "archive";
    const fetch: FetchRemote = async () => ({ kind, files: [{ name: "docker-bake.hcl", content }] });
    const fileSystem = memoryFileSystem({});
    const read = await readBakeFiles({ files: [], env: {}, fileSystem, remote: { url, fetch } });
    const { value: config, diagnostics } = await loadConfig({
      files: read.value.files,
      env: {},
      builtins: { BAKE_CMD_CONTEXT: "cwd://", BAKE_LOCAL_PLATFORM: localPlatform },
      world: { now: 0, homeDir: "/home/baker", random: (count) => new Uint8Array(count) },
      fileSystem,
      directory: "/project",
      ...(read.value.remote && { remote: read.value.remote }),
    });
    expect(diagnostics).toEqual([]);
    const { value: plan } = makePlan(config, { wanted: [], overrides: {}, env: {}, localPlatform });
    expect(plan.remote).toEqual({ ...url, kind });
    expect(essence(JSON.parse(printPlan(plan)).target.default)).toEqual(want);
  });
});

describe("the operands of a command", () => {
  const git = { kind: "git", url: "https://e.com/r.git#main" } as const;
  const rows: readonly (readonly [operands: readonly string[], want: ReturnType<typeof splitOperands>])[] = [
    [["a", "b"], { wanted: ["a", "b"] }],
    [[git.url], { definition: git, wanted: [] }],
    [[git.url, "a"], { definition: git, wanted: ["a"] }],
    [[git.url, "https://e.com/c.git", "a"], { definition: git, commandContext: "https://e.com/c.git", wanted: ["a"] }],
    [["https://e.com/bake.hcl"], { definition: { kind: "http", url: "https://e.com/bake.hcl" }, wanted: [] }],
    [["./a:b"], { wanted: ["./a:b"] }],
    [["github.com/a/b"], { definition: { kind: "git", url: "github.com/a/b" }, wanted: [] }],
    [["ssh://git@e.com/r"], { definition: { kind: "git", url: "ssh://git@e.com/r" }, wanted: [] }],
    [["HTTP://e.com/x"], { wanted: ["HTTP://e.com/x"] }],
  ];
  test.for(rows)("%j", ([operands, want]) => {
    expect(splitOperands(operands)).toEqual(want);
  });
});
