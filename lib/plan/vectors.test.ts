// biome-ignore-all lint/suspicious/noTemplateCurlyInString: bake files are full of them
// Definitions and what buildx 0.36 prints for them, where we do the same.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OverrideFlags } from "../config/index.js";
import { bakeFiles, essence, printed } from "./harness.js";

interface Row {
  readonly title: string;
  readonly hcl: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly vars?: readonly string[];
  readonly wanted?: readonly string[];
  readonly overrides?: OverrideFlags;
  /** Of the target "default", or of those that are named. */
  readonly want?: Readonly<Record<string, unknown>>;
  readonly targets?: Readonly<Record<string, unknown>>;
}

function body(text: string): string {
  return `target "default" {\n${text}\n}\n`;
}

const rows: readonly Row[] = [
  { title: "an empty target has its defaults", hcl: 'target "default" {}', want: {} },
  {
    title: "a variable takes its value from the environment",
    hcl: `variable "T" { default = "v" }\n${body('tags = ["a:${T}"]')}`,
    env: { T: "x" },
    want: { tags: ["a:x"] },
  },
  { title: "tags are distinct and not empty", hcl: body('tags = ["a","a","","b"]'), want: { tags: ["a", "b"] } },
  {
    title: "a secret of a later block takes the place of an earlier one",
    hcl: body('secret = ["id=s1,env=E","id=s2,env=E"]') + body('secret = ["id=s1,env=F"]'),
    want: {
      secret: [
        { id: "s1", env: "F" },
        { id: "s2", env: "E" },
      ],
    },
  },
  {
    title: "attestations are one a type",
    hcl: body('attest = ["type=provenance,mode=max","type=provenance,mode=min"]'),
    want: { attest: [{ mode: "min", type: "provenance" }] },
  },
  {
    title: "--sbom=false disables what the file asks for",
    hcl: body('attest = ["type=sbom"]'),
    overrides: { sbom: "false" },
    want: { attest: [{ disabled: true, type: "sbom" }] },
  },
  {
    title: "the host network asks for its right",
    hcl: body('network = "host"'),
    want: { network: "host", entitlements: ["network.host"] },
  },
  {
    title: "args become text, and null is none",
    hcl: body("args = {a=1, b=true, c=null, e=1.5}"),
    want: { args: { a: "1", b: "true", e: "1.5" } },
  },
  { title: "a template marker is printed escaped", hcl: body('args = {a = "$${X}"}'), want: { args: { a: "$${X}" } } },
  {
    title: "--pull=false wins over the file",
    hcl: body("pull = true"),
    overrides: { pull: false },
    want: { pull: false },
  },
  {
    title: "an archive without a destination goes to standard output",
    hcl: body('output = ["type=oci"]'),
    want: { output: [{ dest: "-", type: "oci" }] },
  },
  {
    title: "caches without fields are registry references",
    hcl: body('cache-from = ["a,b"]'),
    want: {
      "cache-from": [
        { ref: "a", type: "registry" },
        { ref: "b", type: "registry" },
      ],
    },
  },
  {
    title: "a linked target exports nothing",
    hcl: 'target "a" { contexts = {x = "target:b"} }\ntarget "b" { output=["type=docker"] }',
    wanted: ["a"],
    targets: { a: { contexts: { x: "target:b" } }, b: { output: [{ type: "cacheonly" }] } },
  },
  {
    title: "a linked target that is also wanted keeps its outputs",
    hcl: 'target "a" { contexts = {x = "target:b"} }\ntarget "b" { output=["type=docker"] }',
    wanted: ["a", "b"],
    targets: { a: { contexts: { x: "target:b" } }, b: { output: [{ type: "docker" }] } },
  },
  {
    title: "+= adds to inherited tags",
    hcl: 'target "base" { tags = ["q"] }\ntarget "a" { inherits = ["base"] }',
    wanted: ["a"],
    overrides: { set: ["*.tags+=2"] },
    targets: { a: { tags: ["q", "2"] } },
  },
  {
    title: "annotations are always added",
    hcl: 'target "base" { annotations = ["q=1"] }\ntarget "a" { inherits = ["base"] }',
    wanted: ["a"],
    overrides: { set: ["*.annotations=z=2"] },
    targets: { a: { annotations: ["q=1", "z=2"] } },
  },
  {
    title: "a typed list is read as comma separated values",
    hcl: `variable "TAGS" { type = list(string) }\n${body("tags = TAGS")}`,
    env: { TAGS: 'x,"y,z"' },
    want: { tags: ["x", "y,z"] },
  },
  {
    title: "a typed list is read as JSON from its _JSON variable",
    hcl: `variable "TAGS" { type = list(string) }\n${body("tags = TAGS")}`,
    env: { TAGS_JSON: "[1,true]" },
    want: { tags: ["1", "true"] },
  },
  {
    title: "a call expands its last argument",
    hcl: body('tags = [join("-", [["a","b"]]...)]'),
    want: { tags: ["a-b"] },
  },
  {
    title: "of two blocks with one name, references see the last",
    hcl: 'target "a" { tags = ["x"] }\ntarget "a" { args = {k = "v"} }\ntarget "b" { tags = target.a.tags }',
    wanted: ["b"],
    targets: { b: {} },
  },
  {
    title: "parents re-apply what an intermediate one overrode",
    hcl: `target "r" { args = { v = "r" } }
target "a" {
  inherits = ["r"]
  args     = { v = "a" }
}
target "b" { inherits = ["r"] }
target "default" { inherits = ["a", "b"] }`,
    want: { args: { v: "r" } },
  },
  {
    title: "of a child's empty lists only those that replace clear the parent's",
    hcl: `target "p" {
  annotations     = ["a=b"]
  attest          = ["type=sbom"]
  context         = "c"
  contexts        = { x = "y" }
  dockerfile      = "d"
  args            = { a = "1" }
  labels          = { l = "1" }
  tags            = ["t"]
  cache-from      = ["f"]
  cache-to        = ["t"]
  target          = "s"
  secret          = ["id=s,env=E"]
  ssh             = ["default"]
  platforms       = ["linux/amd64"]
  output          = ["type=image"]
  no-cache-filter = ["n"]
  ulimits         = ["core=1"]
  entitlements    = ["network.host"]
  extra-hosts     = { h = "1" }
  description     = "words"
}
target "default" {
  inherits        = ["p"]
  annotations     = []
  attest          = []
  contexts        = {}
  args            = {}
  labels          = {}
  tags            = []
  cache-from      = []
  cache-to        = []
  secret          = []
  ssh             = []
  platforms       = []
  output          = []
  no-cache-filter = []
  ulimits         = []
  entitlements    = []
  extra-hosts     = {}
  description     = ""
}`,
    want: {
      description: "words",
      annotations: ["a=b"],
      attest: [{ type: "sbom" }],
      context: "c",
      contexts: { x: "y" },
      dockerfile: "d",
      args: { a: "1" },
      labels: { l: "1" },
      "cache-from": [{ ref: "f", type: "registry" }],
      target: "s",
      secret: [{ id: "s", env: "E" }],
      ssh: [{ id: "default" }],
      "no-cache-filter": ["n"],
      ulimits: ["core=1"],
      entitlements: ["network.host"],
      "extra-hosts": { h: "1" },
    },
  },
  {
    title: "a null in a child keeps what the parent has",
    hcl: `target "p" {
  context = "c"
  tags    = ["t"]
  args    = { a = "1", b = "2" }
  pull    = true
}
target "default" {
  inherits = ["p"]
  context  = null
  tags     = null
  args     = { a = null }
  pull     = null
  output   = null
}`,
    want: { context: "c", tags: ["t"], args: { a: "1", b: "2" }, pull: true },
  },
  {
    title: "an empty value removes an inherited context",
    hcl: 'target "p" { contexts = { a = "x", b = "y" } }\ntarget "default" {\n  inherits = ["p"]\n  contexts = { a = "" }\n}',
    want: { contexts: { b: "y" } },
  },
  {
    title: "scalars that are set are printed even when empty",
    hcl: body('target = ""\n  no-cache = false\n  network = ""\n  dockerfile-inline = ""'),
    want: { target: "", "no-cache": false, network: "", "dockerfile-inline": "" },
  },
  {
    title: "bool attributes take their text",
    hcl: body('pull = "true"\n  no-cache = "0"'),
    want: { pull: true, "no-cache": false },
  },
  {
    title: "contexts are cleaned",
    hcl: 'target "a" { context = "./foo/" }\ntarget "b" { context = "cwd://foo/../x" }\ntarget "c" { context = "" }\ntarget "d" { context = "https://github.com/a/b.git#main:sub" }\ntarget "e" { context = "/a//b/" }',
    wanted: ["*"],
    targets: {
      a: { context: "foo" },
      b: { context: "x" },
      c: {},
      d: { context: "https://github.com/a/b.git#main:sub" },
      e: { context: "/a/b" },
    },
  },
  {
    title: "SOURCE_DATE_EPOCH becomes an argument of every target that has none",
    hcl: 'target "a" {}\ntarget "b" { args = { SOURCE_DATE_EPOCH = "1" } }',
    wanted: ["a", "b"],
    env: { SOURCE_DATE_EPOCH: "0" },
    targets: { a: { args: { SOURCE_DATE_EPOCH: "0" } }, b: { args: { SOURCE_DATE_EPOCH: "1" } } },
  },
  {
    title: "resources are printed in their order and merged by field",
    hcl: `target "p" { resources = { cpu-shares = "512", memory = "1g", cpuset-cpus = "0-1" } }
target "default" {
  inherits  = ["p"]
  resources = { memory = "2g", memory-swap = "-1", cpu-quota = 50000 }
}`,
    want: {
      resources: { memory: "2g", "memory-swap": "-1", "cpu-shares": 512, "cpu-quota": 50000, "cpuset-cpus": "0-1" },
    },
  },
  {
    title: "lists that have duplicates keep the first of each, in order",
    hcl: body('cache-from = ["a","b","a","c","d"]\n  output = ["type=image","type=docker","type=image"]'),
    want: {
      "cache-from": ["a", "b", "c", "d"].map((ref) => ({ ref, type: "registry" })),
      output: [{ type: "image" }, { type: "docker" }],
    },
  },
  {
    title: "attributes refer to what other blocks declare, before inheritance",
    hcl: `target "p" { labels = { x = "1" } }
target "a" {
  inherits = ["p"]
  tags     = ["a:1"]
  output   = ["type=local,dest=out"]
  args     = { X = null }
}
target "default" {
  tags   = target.a.tags
  output = target.a.output
  args   = { name = target.a.name, labels = target.a.labels == null, d = target.a.description, n = length(target.a.secret), x = target.a.args.X == null }
}`,
    want: {
      tags: ["a:1"],
      output: [{ dest: "out", type: "local" }],
      args: { name: "a", labels: "true", d: "", n: "0", x: "true" },
    },
  },
  {
    title: "top-level attributes refer to blocks, and blocks to them",
    hcl: `first = target.a.tags[0]\ntarget "a" { tags = ["t"] }\n${body("tags = [first]")}`,
    want: { tags: ["t"] },
  },
  {
    title: "a top-level attribute stands for the default of a variable of its name",
    hcl: `foo = "attr"\nvariable "foo" {\n  type = number\n  default = 5\n}\n${body("tags = [foo]")}`,
    want: { tags: ["attr"] },
  },
  {
    title: "and the environment still wins",
    hcl: `foo = "attr"\nvariable "foo" { default = "d" }\n${body("tags = [foo]")}`,
    env: { foo: "env" },
    want: { tags: ["env"] },
  },
  {
    title: "the environment does not reach top-level attributes",
    hcl: `foo = "attr"\n${body("tags = [foo]")}`,
    env: { foo: "env" },
    want: { tags: ["attr"] },
  },
  {
    title: "BAKE_CMD_CONTEXT and BAKE_LOCAL_PLATFORM are set",
    hcl: body("args = { c = BAKE_CMD_CONTEXT, p = BAKE_LOCAL_PLATFORM }"),
    env: { BAKE_CMD_CONTEXT: "x" },
    want: { args: { c: "cwd://", p: "linux/amd64" } },
  },
  {
    title: "user functions have rest parameters",
    hcl: `function "img" {
  params          = [name]
  variadic_params = rest
  result          = "\${name}:\${join("-", rest)}"
}
${body('tags = [img("app", "v1", "slim")]')}`,
    want: { tags: ["app:v1-slim"] },
  },
];

test.for(rows)("$title", async ({ hcl, want, targets = { default: want }, ...options }) => {
  const { target } = await printed(hcl, options);
  expect(Object.fromEntries(Object.entries(target).map(([name, json]) => [name, essence(json)]))).toEqual(targets);
});

test.for(rows)(
  "the same with lines that end in CRLF: $title",
  async ({ hcl, want, targets = { default: want }, ...options }) => {
    const { target } = await printed(hcl.replaceAll("\n", "\r\n"), options);
    expect(Object.fromEntries(Object.entries(target).map(([name, json]) => [name, essence(json)]))).toEqual(targets);
  },
);

test("the order of blocks does not matter to what they refer to", async () => {
  const blocks = [
    'variable "V" { default = "${W}-v" }',
    'variable "W" { default = up(x) }',
    'x = "w"',
    'function "up" {\n params = [t]\n result = upper(t)\n}',
    'target "default" {\n inherits = ["base"]\n tags = [V, target.base.args.A]\n}',
    'target "base" { args = { A = target.deep.context } }',
    'target "deep" { context = "c-${V}" }',
  ];
  const wanted = { args: { A: "c-W-v" }, tags: ["W-v", "c-W-v"] };
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(blocks, { minLength: blocks.length }), async (order) => {
      const { target } = await printed(order.join("\n"));
      expect(essence(target["default"])).toEqual(wanted);
    }),
    { numRuns: 50 },
  );
});

describe("--strict", () => {
  const hcl = 'target "default" { tagz = ["a"] }\nlocals {}';
  test("turns what would be ignored into errors", async () => {
    const severities = async (isStrict: boolean) => {
      const { diagnostics } = await bakeFiles({ files: { "docker-bake.hcl": hcl }, isStrict });
      return diagnostics.map(({ code, severity }) => `${severity} ${code}`);
    };
    expect(await severities(false)).toEqual(["warning unknown-attribute", "warning unknown-block"]);
    expect(await severities(true)).toEqual(["error unknown-attribute", "error unknown-block"]);
  });
});

describe("a JSON file", () => {
  const cases = [
    {
      title: "unwraps a string that is one interpolation",
      json: { variable: { L: { default: ["a", "b"] } }, target: { default: { tags: "${L}" } } },
      want: { tags: ["a", "b"] },
    },
    {
      title: "has comments in bodies and plain keys in values",
      json: { "//": "words", target: { default: { "//": "words", args: { "//": "kept" } } } },
      want: { args: { "//": "kept" } },
    },
    {
      title: "has templates in keys and values",
      json: { variable: { K: { default: "k" } }, target: { default: { labels: { "${K}-x": "${upper(K)}" } } } },
      want: { labels: { "k-x": "K" } },
    },
    {
      title: "repeats blocks as arrays",
      json: { target: { default: [{ tags: ["a"] }, { args: { x: "1" } }] } },
      want: { tags: ["a"], args: { x: "1" } },
    },
    {
      title: "declares typed variables and functions",
      json: {
        variable: { N: { type: "list(number)", default: ["1", 2] } },
        function: { double: { params: ["x"], result: "${x * 2}" } },
        target: { default: { args: { n: "${double(N[1])}" } } },
      },
      want: { args: { n: "4" } },
    },
    {
      title: "may use its functions in the defaults of variables",
      json: {
        variable: { V: { default: '${greet("you")}' } },
        function: { greet: { params: ["x"], result: "hello ${x}" } },
        target: { default: { args: { v: "${V}" } } },
      },
      want: { args: { v: "hello you" } },
    },
  ];
  test.for(cases)("$title", async ({ json, want }) => {
    const { text, diagnostics } = await bakeFiles({ files: { "docker-bake.json": JSON.stringify(json) } });
    expect(diagnostics).toEqual([]);
    expect(essence(JSON.parse(text).target.default)).toEqual(want);
  });
});
