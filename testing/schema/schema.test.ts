// biome-ignore-all lint/suspicious/noTemplateCurlyInString: bake files are full of them
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { bakeFiles } from "../../lib/plan/harness.js";
import { root } from "../docs/generated.js";

const ajv = new Ajv({ allowUnionTypes: true });
const acceptsBake = ajv.compile(schema("bake.schema.json"));
const acceptsPrint = ajv.compile(schema("print.schema.json"));

function schema(name: string): object {
  return json(join(root, "schemas", name)) as object; // Ours; ajv refuses what is no schema.
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** All forms that bake files have; each is also loaded, so that the schema accepts nothing that bake refuses. */
const good: readonly { readonly title: string; readonly file: unknown }[] = [
  { title: "an empty file", file: {} },
  { title: "comments in bodies", file: { "//": "a", target: { default: { "//": ["b"] } } } },
  { title: "a schema for editors", file: { $schema: "bake.schema.json", target: { default: {} } } },
  { title: "no body at all", file: { target: { default: {}, a: null } } },
  {
    title: "blocks in arrays, by name and by body",
    file: {
      target: [{ default: { tags: ["a"] } }, { a: [{ pull: true }, { tags: ["b"] }, null] }],
      group: [{ g: { targets: ["a"] } }],
    },
  },
  {
    title: "texts written as numbers and bools",
    file: { target: { default: { tags: ["a", 1, true], target: 1, args: { a: 1, b: true, c: null } } } },
  },
  {
    title: "bools and numbers written as texts",
    file: { target: { default: { pull: "true", "no-cache": "0", resources: { "cpu-shares": "12" } } } },
  },
  {
    title: "templates where there is no text",
    file: {
      variable: { L: { default: ["a"] } },
      target: {
        default: {
          tags: "${L}",
          pull: "${1 == 1}",
          "no-cache": "%{ if true }true%{ else }false%{ endif }",
          args: "${{ a = 1 }}",
          output: '${["type=image"]}',
          resources: '${{ memory = "1g" }}',
          inherits: "${[]}",
        },
      },
    },
  },
  {
    title: "null for every attribute",
    file: { target: { default: { tags: null, pull: null, args: null, output: null, resources: null, matrix: null } } },
  },
  {
    title: "items as objects and as texts",
    file: {
      target: {
        default: {
          output: [{ type: "image", push: true, name: "a,b", anything: 1 }, "type=local,dest=out", "-", ""],
          "cache-from": ["user/app:cache", { type: "s3", bucket: "b" }],
          attest: [{ type: "provenance", mode: "max" }, "type=sbom"],
          secret: [{ id: "a", env: "A" }, { id: "b", source: "f" }, "id=c,src=f"],
          ssh: ["default", { id: "a", paths: ["k"] }],
          policy: [{ filename: "p.rego", strict: true, "log-level": "warn" }],
        },
      },
    },
  },
  {
    title: "a matrix",
    file: {
      variable: { V: { default: ["1"] } },
      target: { default: { name: "a-${os.n}-${v}", matrix: { os: [{ n: "x" }], v: "${V}", m: { k: "v" } } } },
    },
  },
  {
    title: "variables, validation and functions",
    file: {
      variable: {
        A: {},
        B: { type: "list(object({ a = string }))", default: null, description: "what" },
        C: { type: "number", default: 1, validation: { condition: "${C > 0}", error_message: "too small" } },
        D: { validation: [{ condition: true }, { condition: "${D == D}", error_message: "no" }] },
      },
      function: {
        f: { params: ["a"], variadic_params: "rest", result: "${a}" },
        none: { params: [], result: 1 },
      },
      target: { default: {} },
    },
  },
  {
    title: "values of one's own",
    file: { version: "1", list: [1, 2], target: { default: { tags: ["a:${version}"] } } },
  },
];

describe("the schema of bake files accepts", () => {
  test.for(good)("$title", async ({ file }) => {
    expect(acceptsBake(file) ? [] : acceptsBake.errors).toEqual([]);
    const { diagnostics } = await bakeFiles({
      files: { "bake.json": JSON.stringify(file), f: "x", k: "x" },
      wanted: [],
    });
    // The files that have no default target are about something else.
    const wrong = diagnostics.filter(({ severity, code }) => severity === "error" && code !== "unknown-target");
    expect(wrong).toEqual([]);
  });
});

const bad: readonly { readonly title: string; readonly file: unknown }[] = [
  { title: "a list", file: [] },
  { title: "a target that is a text", file: { target: { a: "x" } } },
  { title: "a target without a name", file: { target: "x" } },
  { title: "a comment where names stand", file: { target: { "//": "x" } } },
  { title: "a comment where variables stand", file: { variable: { "//": "x" } } },
  { title: "no target at all", file: { target: {} } },
  { title: "null for all groups", file: { group: null } },
  { title: "a name with a blank", file: { target: { "a b": {} } } },
  { title: "an unknown attribute", file: { target: { a: { tag: ["x"] } } } },
  { title: "a misspelt attribute", file: { target: { a: { "cache-form": [] } } } },
  { title: "a text for a list", file: { target: { a: { tags: "x" } } } },
  { title: "a text around an interpolation for a list", file: { target: { a: { tags: "x${L}" } } } },
  { title: "a list for a text", file: { target: { a: { context: ["."] } } } },
  { title: "null in a list", file: { target: { a: { tags: [null] } } } },
  { title: "null among contexts", file: { target: { a: { contexts: { x: null } } } } },
  { title: "a list for a map", file: { target: { a: { args: ["A=1"] } } } },
  { title: "a list as an argument", file: { target: { a: { args: { A: ["1"] } } } } },
  { title: "a number for a bool", file: { target: { a: { pull: 1 } } } },
  { title: "a word for a bool", file: { target: { a: { pull: "yes" } } } },
  { title: "one output for a list", file: { target: { a: { output: "type=image" } } } },
  { title: "an output without a type", file: { target: { a: { output: [{ dest: "x" }] } } } },
  { title: "an unknown field of a secret", file: { target: { a: { secret: [{ id: "a", file: "x" }] } } } },
  { title: "one path for the paths of ssh", file: { target: { a: { ssh: [{ id: "a", paths: "k" }] } } } },
  { title: "a broken share of CPUs", file: { target: { a: { resources: { "cpu-shares": 1.5 } } } } },
  { title: "an unknown resource", file: { target: { a: { resources: { cpus: 2 } } } } },
  { title: "a name without a matrix", file: { target: { a: { name: "b" } } } },
  { title: "an axis that is a text", file: { target: { a: { name: "b", matrix: { x: "y" } } } } },
  { title: "a group without targets", file: { group: { g: {} } } },
  { title: "a matrix of groups", file: { group: { g: { targets: [], matrix: {} } } } },
  { title: "a type that is none", file: { variable: { V: { type: "strings" } } } },
  { title: "a type in an interpolation", file: { variable: { V: { type: "${string}" } } } },
  { title: "a validation without a condition", file: { variable: { V: { validation: { error_message: "x" } } } } },
  { title: "a function without a result", file: { function: { f: { params: [] } } } },
  { title: "parameters that are a text", file: { function: { f: { params: "a", result: 1 } } } },
];

describe("the schema of bake files refuses", () => {
  test.for(bad)("$title", async ({ file }) => {
    expect(acceptsBake(file)).toBe(false);
    // What is wrong for an editor is wrong, or at least worth a warning, for bake.
    const { diagnostics } = await bakeFiles({ files: { "bake.json": JSON.stringify(file), "x.hcl": "L = []" } });
    expect(diagnostics.filter(({ code }) => code !== "unknown-target")).not.toEqual([]);
  });
});

const corpus = join(root, "..", "shared", "corpus", "case");
const fixtures = join(root, "testing", "fixtures");

/** The JSON bake files and what --print wrote, of recorded cases. */
function recorded(folder: string): { readonly bake: readonly string[]; readonly print: readonly string[] } {
  const paths = existsSync(folder) ? (readdirSync(folder, { recursive: true }) as string[]) : []; // No buffers were asked for.
  const jsons = paths.filter((path) => path.endsWith(".json"));
  return {
    bake: jsons
      .filter((path) => /(^|\/)files\//.test(path) && /bake|build/.test(basename(path)))
      .map((path) => join(folder, path)),
    print: jsons.filter((path) => /(^|\/)expected\//.test(path)).map((path) => join(folder, path)),
  };
}

test("JSON bake files of our own fixtures are accepted", () => {
  const { bake } = recorded(fixtures);
  expect(bake).not.toEqual([]);
  for (const path of bake) expect([path, acceptsBake(json(path)) ? [] : acceptsBake.errors]).toEqual([path, []]);
});

test.skipIf(!existsSync(corpus))("JSON bake files of public projects are accepted (needs the corpus)", () => {
  const { bake } = recorded(corpus);
  expect(bake).not.toEqual([]);
  for (const path of bake) expect([path, acceptsBake(json(path)) ? [] : acceptsBake.errors]).toEqual([path, []]);
});

test("what docker-buildx printed for our own fixtures keeps the schema of --print", () => {
  // Where we print something else on purpose, ours stands beside it: policies have names of Go's there.
  expectPrinted(recorded(fixtures).print.filter((path) => !existsSync(path.replace("/expected/", "/wanted/"))));
});

test.skipIf(!existsSync(corpus))("and so does what it printed for public projects (needs the corpus)", () => {
  expectPrinted(recorded(corpus).print);
});

function expectPrinted(paths: readonly string[]): void {
  expect(paths).not.toEqual([]);
  for (const path of paths) expect([path, acceptsPrint(json(path)) ? [] : acceptsPrint.errors]).toEqual([path, []]);
}

describe("what --print writes for the examples", () => {
  const examples = ["bake.example.hcl", ...readdirSync(join(root, "examples")).map((name) => `examples/${name}`)];
  test.for(examples)("%s keeps both schemas", (example) => {
    const isFile = example.endsWith(".hcl");
    const args = ["--import", "tsx", join(root, "cmd", "bake.ts"), "--print", ...(isFile ? ["-f", example] : []), "*"];
    const text = execFileSync(process.execPath, args, {
      cwd: isFile ? root : join(root, example),
      encoding: "utf8",
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"] },
    });
    const printed: unknown = JSON.parse(text);
    expect(acceptsPrint(printed) ? [] : acceptsPrint.errors).toEqual([]);
    expect(acceptsBake(printed) ? [] : acceptsBake.errors).toEqual([]);
  });
});

test("a target with every attribute is printed as the schema of --print says", async () => {
  const { text } = await bakeFiles({ files: { "bake.json": JSON.stringify(everything) } });
  const printed: unknown = JSON.parse(text);
  expect(acceptsPrint(printed) ? [] : acceptsPrint.errors).toEqual([]);
  expect(acceptsBake(printed) ? [] : acceptsBake.errors).toEqual([]);
});

const everything = {
  group: { g: { description: "d", targets: ["default"] } },
  target: {
    default: {
      description: "d",
      annotations: ["a=b"],
      attest: [{ type: "sbom", disabled: true, x: "1" }],
      contexts: { x: "docker-image://alpine" },
      "dockerfile-inline": "FROM scratch",
      args: { a: "1" },
      labels: { a: "1" },
      tags: ["t"],
      "cache-from": ["a"],
      "cache-to": ["type=inline"],
      target: "s",
      secret: ["id=a,env=A"],
      ssh: ["default"],
      platforms: ["linux/amd64"],
      output: ["type=image,push=true"],
      pull: true,
      "no-cache": false,
      network: "none",
      "no-cache-filter": ["s"],
      "shm-size": "1m",
      ulimits: ["core=1"],
      resources: { memory: "1g", "cpu-shares": 1, "cpuset-cpus": "0" },
      call: "check",
      entitlements: ["network.host"],
      "extra-hosts": { h: "10.0.0.1" },
      policy: ["filename=p.rego"],
    },
  },
};

test("the schema of --print refuses what bake does not print", () => {
  const target = { context: ".", dockerfile: "Dockerfile" };
  expect(acceptsPrint({ group: {}, target: { a: target } })).toBe(true);
  expect(acceptsPrint({ group: {}, target: { a: { ...target, inherits: [] } } })).toBe(false);
  expect(acceptsPrint({ group: {}, target: { a: { context: "." } } })).toBe(false);
  expect(acceptsPrint({ group: {}, target: { a: { ...target, tags: [1] } } })).toBe(false);
  expect(acceptsPrint({ target: {} })).toBe(false);
});
