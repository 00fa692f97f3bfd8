import { describe, expect, test } from "vitest";
import { type FetchRemote, readBakeFiles } from "./index.js";
import { loadMemory, type MemoryFiles, memoryFileSystem } from "./testing/index.js";

interface Row {
  readonly title: string;
  readonly files: MemoryFiles;
  readonly named?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly read: readonly string[];
  readonly problems?: readonly string[];
}

const rows: readonly Row[] = [
  {
    title: "all default names are read in their order",
    files: {
      "docker-bake.override.hcl": "x",
      "docker-bake.override.json": "x",
      "docker-bake.hcl": "x",
      "docker-bake.json": "x",
      "docker-compose.yaml": "x",
      "docker-compose.yml": "x",
      "compose.yml": "x",
      "compose.yaml": "x",
      "compose.override.yaml": "x",
    },
    read: [
      "compose.yaml",
      "compose.yml",
      "docker-compose.yml",
      "docker-compose.yaml",
      "docker-bake.json",
      "docker-bake.hcl",
      "docker-bake.override.json",
      "docker-bake.override.hcl",
    ],
  },
  {
    title: "our own names come first and are warned of beside others",
    files: { "bake.hcl": "x", "bake.override.hcl": "x", "docker-bake.hcl": "x", "compose.yaml": "x" },
    read: ["bake.hcl", "bake.override.hcl"],
    problems: ["compose.yaml, docker-bake.hcl are not read, because there is bake.hcl"],
  },
  {
    title: "our own override goes over the others' files when it stands alone",
    files: { "bake.override.hcl": "x", "docker-bake.hcl": "x" },
    read: ["docker-bake.hcl", "bake.override.hcl"],
  },
  {
    title: "an empty bake.hcl does not count",
    files: { "bake.hcl": "", "docker-bake.hcl": "x" },
    read: ["docker-bake.hcl"],
  },
  {
    title: "files that are named are read as they are named, one twice if so",
    files: { "b.hcl": "x", "a.hcl": "x", "docker-bake.hcl": "x" },
    named: ["b.hcl", "cwd://a.hcl", "b.hcl"],
    read: ["b.hcl", "a.hcl", "b.hcl"],
  },
  {
    title: "- is standard input, once",
    files: { "a.hcl": "x" },
    named: ["-", "a.hcl", "-"],
    read: ["<stdin>", "a.hcl"],
  },
  { title: "an empty standard input is a definition", files: {}, named: ["-"], stdin: "", read: ["<stdin>"] },
  {
    title: "BAKE_FILE is a list with blanks and holes",
    files: { "a.hcl": "x", "b.hcl": "x" },
    env: { BUILDX_BAKE_FILE: " a.hcl : :b.hcl" },
    read: ["a.hcl", "b.hcl"],
  },
  {
    title: "its separator can be chosen",
    files: { "a.hcl": "x", "b.hcl": "x" },
    env: { BUILDX_BAKE_FILE: "a.hcl@b.hcl", BUILDX_BAKE_PATH_SEPARATOR: "@" },
    read: ["a.hcl", "b.hcl"],
  },
  {
    title: "an empty list in BAKE_FILE means the default names",
    files: { "docker-bake.hcl": "x" },
    env: { BUILDX_BAKE_FILE: " : " },
    read: ["docker-bake.hcl"],
  },
  {
    title: "-f wins over BAKE_FILE",
    files: { "a.hcl": "x", "b.hcl": "x" },
    named: ["b.hcl"],
    env: { BUILDX_BAKE_FILE: "a.hcl" },
    read: ["b.hcl"],
  },
  {
    title: "a missing file and a folder are refused",
    files: { "d/x.hcl": "x" },
    named: ["nope.hcl", "d"],
    read: [],
    problems: [
      'Cannot read the bake file "nope.hcl": it does not exist',
      'Cannot read the bake file "d": it is a directory',
    ],
  },
  {
    title: "nothing at all is refused",
    files: {},
    read: [],
    problems: ["No bake file found in the current directory"],
  },
  {
    title: "an empty file that was named is refused",
    files: { "a.hcl": "" },
    named: ["a.hcl"],
    read: [],
    problems: ['The bake file "a.hcl" is empty'],
  },
];

test.for(rows)("$title", async ({ files, named = [], env = {}, stdin = "x", read, problems = [] }) => {
  const result = await readBakeFiles({ files: named, env, fileSystem: memoryFileSystem(files, stdin) });
  expect(result.value.files.map(({ file }) => file.name)).toEqual(read);
  expect(result.diagnostics.map(({ summary }) => summary)).toEqual(problems);
});

describe("a remote definition", () => {
  const tree: MemoryFiles = { "docker-bake.hcl": "x", "sub/b.hcl": "x" };
  const fetch: FetchRemote = async (url, names) => {
    const content = new TextEncoder().encode("x");
    if (url.url.endsWith(".hcl")) return { kind: "http", files: [{ name: url.url, content }] };
    const files = names.flatMap((name) => (name in tree ? [{ name, content }] : []));
    return { kind: url.kind === "http" ? "archive" : "git", files };
  };
  const cases: readonly (readonly [
    url: string,
    named: readonly string[],
    read: readonly string[],
    problems: readonly string[],
  ])[] = [
    ["https://example.com/a.git#main", [], ["docker-bake.hcl"], []],
    ["https://example.com/a.git", ["sub/b.hcl", "cwd://local.hcl"], ["sub/b.hcl", "local.hcl"], []],
    ["https://example.com/a.git", ["cwd://local.hcl"], ["docker-bake.hcl", "local.hcl"], []],
    ["https://example.com/a.git", ["no.hcl"], [], ['There is no bake file "no.hcl" in https://example.com/a.git']],
    ["https://example.com/docker-bake.hcl", [], ["https://example.com/docker-bake.hcl"], []],
    ["https://example.com/a.tar.gz", [], ["docker-bake.hcl"], []],
    ["https://example.com/a.tar", ["no.hcl"], [], ['There is no bake file "no.hcl" in https://example.com/a.tar']],
  ];
  test.for(cases)("%s with -f %j", async ([url, named, read, problems]) => {
    const kind = url.includes(".git") ? "git" : "http";
    const result = await readBakeFiles({
      files: named,
      env: {},
      fileSystem: memoryFileSystem({ "local.hcl": "x" }),
      remote: { url: { kind, url }, fetch },
    });
    expect(result.value.files.map(({ file }) => file.name)).toEqual(read);
    expect(result.diagnostics.map(({ summary }) => summary)).toEqual(problems);
  });
});

describe("the language of a file whose name tells nothing", () => {
  const cases: readonly (readonly [stdin: string, targets: readonly string[]])[] = [
    ['target "a" {}', ["a"]],
    ['{"target": {"b": {}}}', ["b"]],
    ["services:\n  c:\n    build: .\n", ["c"]],
    ["", []],
    [" \n", []],
    ['\uFEFFtarget "a" {}', ["a"]],
  ];
  test.for(cases)("%j", async ([stdin, targets]) => {
    const { value, diagnostics } = await loadMemory({ files: {}, named: ["-"], stdin });
    expect(diagnostics).toEqual([]);
    expect([...value.targets.keys()]).toEqual(targets);
  });

  test("mistakes are told in the language that was meant", async () => {
    const native = await loadMemory({ files: {}, named: ["-"], stdin: 'target "a" { tags = [' });
    expect(native.diagnostics[0]?.subject?.file.name).toBe("<stdin>");
    const json = await loadMemory({ files: {}, named: ["-"], stdin: '{"target": {"a": {},}}' });
    expect(json.diagnostics).toHaveLength(1);
  });
});

describe("several files", () => {
  test("variables are seen in all of them, whatever their order", async () => {
    const { value, diagnostics } = await loadMemory({
      files: { "a.hcl": 'target "a" { tags = [V] }', "b.hcl": 'variable "V" { default = "v" }' },
      named: ["a.hcl", "b.hcl"],
    });
    expect(diagnostics).toEqual([]);
    expect(value.targets.get("a")?.attributes.tags).toEqual(["v"]);
  });

  test("a later group takes the place of an earlier one; a later target is merged over it", async () => {
    const { value } = await loadMemory({
      files: {
        "a.hcl": 'group "g" { targets = ["x"] }\ntarget "t" {\n tags = ["1"]\n inherits = ["p"]\n}',
        "b.hcl": 'group "g" { targets = ["y"] }\ntarget "t" {\n pull = true\n inherits = ["q"]\n}',
      },
      named: ["a.hcl", "b.hcl"],
    });
    expect(value.groups.get("g")?.targets?.map(({ name }) => name)).toEqual(["y"]);
    expect(value.targets.get("t")?.attributes).toEqual({ tags: ["1"], pull: true });
    expect(value.targets.get("t")?.inherits.map(({ name }) => name)).toEqual(["p", "q"]);
  });

  test("HCL goes over compose, even when it is named first", async () => {
    const { value } = await loadMemory({
      files: {
        "docker-bake.hcl": 'target "app" { args = { A = "h" } }',
        "compose.yaml": "services: {app: {build: {context: ., args: {A: c, B: c}, tags: [ct]}}}",
      },
      named: ["docker-bake.hcl", "compose.yaml"],
    });
    expect(value.targets.get("app")?.attributes).toMatchObject({
      args: new Map([
        ["A", "h"],
        ["B", "c"],
      ]),
      tags: ["ct"],
    });
  });
});
