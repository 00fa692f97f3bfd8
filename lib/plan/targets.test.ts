// biome-ignore-all lint/suspicious/noTemplateCurlyInString: bake files are full of them
// Groups, patterns, matrices, parents and links.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bakeFiles, essence, printed } from "./harness.js";

function declare(...names: readonly string[]): string {
  return names.map((name) => `target "${name}" {}\n`).join("");
}

function group(name: string, ...targets: readonly string[]): string {
  return `group "${name}" { targets = ${JSON.stringify(targets)} }\n`;
}

describe("the groups that are shown", () => {
  const rows: readonly (readonly [hcl: string, wanted: string, groups: unknown])[] = [
    [declare("default"), "", { default: ["default"] }],
    [declare("a", "b"), "b a", { default: ["a", "b"] }],
    [declare("a", "b"), "b a b", { default: ["a", "b"] }],
    [
      group("default", "g1", "t3") + group("g1", "t2", "t1") + declare("t1", "t2", "t3"),
      "",
      { default: ["g1", "t3"], g1: ["t2", "t1"] },
    ],
    [group("default", "a") + declare("a", "b"), "default b", { default: ["a", "b"] }],
    [
      group("default", "a") + group("all", "default", "b") + declare("a", "b"),
      "all",
      { all: ["default", "b"], default: ["a", "all"] },
    ],
    [declare("a1", "a2", "z", "b") + group("a3", "z"), "a*", { a3: ["z"], default: ["a1", "a2", "a3"] }],
    [group("x", "x", "y") + declare("x", "y"), "x", { default: ["x"], x: ["x", "y"] }],
    [group("g", "b", "b", "a") + declare("a", "b"), "g", { default: ["g"], g: ["b", "a"] }],
    [declare("default", "b"), "b default", { default: ["b"] }],
    [declare("default", "b"), "default b", { default: ["b", "default"] }],
    [declare("a_b"), "a.b", { default: ["a_b"] }],
    [group("z", "n") + group("n") + declare("a"), "z a", { default: ["a", "z"], n: [], z: ["n"] }],
  ];
  test.for(rows)("%s asked for %s", async ([hcl, wanted, groups]) => {
    const shown = await printed(hcl, { wanted: wanted === "" ? [] : wanted.split(" ") });
    const members = Object.entries(shown.group).map(([name, { targets }]) => [name, targets]);
    expect(Object.fromEntries(members)).toEqual(groups);
  });

  test("carry their description; members that were never set are null", async () => {
    const hcl = `group "g" {\n  targets = null\n  description = "words"\n}\n${declare("a")}`;
    const shown = await printed(hcl, { wanted: ["g", "a"] });
    expect(shown.group["g"]).toEqual({ description: "words", targets: null });
  });
});

describe("a matrix", () => {
  const rows: readonly (readonly [title: string, body: string, members: readonly string[] | undefined])[] = [
    [
      "varies its last axis fastest",
      'name = "app-${os}-${v}"\n matrix = { v = ["1", "2"], os = ["a", "b"] }',
      ["app-a-1", "app-b-1", "app-a-2", "app-b-2"],
    ],
    [
      "takes maps in the order of their keys",
      'name = "app-${i}"\n matrix = { i = { z = "1", a = "2" } }',
      ["app-2", "app-1"],
    ],
    [
      "takes objects as values",
      'name = "app-${i.os}"\n matrix = { i = [{ os = "x" }, { os = "y" }] }',
      ["app-x", "app-y"],
    ],
    ["of one variant may have other names", 'name = "x"\n matrix = { i = ["1"] }', ["x"]],
    ["of one variant needs no name", 'matrix = { i = ["1"] }', undefined],
    ["of one variant named as the block makes no group", 'name = "app"\n matrix = { i = ["1"] }', undefined],
    ["that is empty makes one target", "matrix = {}", undefined],
    ["that is null makes one target", "matrix = null", undefined],
  ];
  test.for(rows)("%s", async ([, body, members]) => {
    const shown = await printed(`target "app" {\n ${body}\n}`, { wanted: ["app"] });
    expect(shown.group["app"]?.targets).toEqual(members);
    expect(Object.keys(shown.target)).toEqual([...(members ?? ["app"])].sort());
  });

  test("shows its axes to every attribute, over variables of the same names", async () => {
    const hcl = `variable "v" { default = "outer" }
target "app" {
  name   = "app-\${v}"
  matrix = { v = ["1", "2"], none = [null] }
  args   = { V = v, isNull = none == null }
}`;
    const { target } = await printed(hcl, { wanted: ["app"] });
    expect(essence(target["app-2"])).toEqual({ args: { V: "2", isNull: "true" } });
  });

  test("gathers the variants of all blocks with one label", async () => {
    const hcl = ["ab", "ac"]
      .map((prefix) => `target "app" {\n name = "${prefix}-\${i}"\n matrix = { i = ["1", "2"] }\n}\n`)
      .join("");
    const shown = await printed(hcl, { wanted: ["app"] });
    expect(shown.group["app"]?.targets).toEqual(["ab-1", "ab-2", "ac-1", "ac-2"]);
  });

  test("gives way to a group that somebody wrote", async () => {
    const hcl = `target "app" {\n name = "app-\${i}"\n matrix = { i = ["1", "2"] }\n}\n${group("app", "app-2")}`;
    const shown = await printed(hcl, { wanted: ["app"] });
    expect(Object.keys(shown.target)).toEqual(["app-2"]);
  });

  test("merges variants with blocks of their name", async () => {
    const hcl = `target "app" {\n name = "app-\${i}"\n matrix = { i = ["1"] }\n tags = [i]\n}\ntarget "app-1" { args = { x = "y" } }`;
    const shown = await printed(hcl, { wanted: ["app"] });
    expect(essence(shown.target["app-1"])).toEqual({ tags: ["1"], args: { x: "y" } });
  });

  test("gives each variant chance values of its own", async () => {
    const hcl = `function "id" {\n params = []\n result = uuidv4()\n}
target "app" {\n name = "app-\${i}"\n matrix = { i = ["1", "2"] }\n args = { ID = id() }\n}`;
    let count = 0;
    const random = (length: number): Uint8Array => new Uint8Array(length).fill(++count);
    const { target } = await printed(hcl, { wanted: ["app"], random });
    expect(target["app-1"]?.["args"]).not.toEqual(target["app-2"]?.["args"]);
  });

  test("makes of each attribute what it makes when nothing is shared between variants", async () => {
    const axis = fc.constantFrom("a", "b", "c");
    const item = fc.oneof(
      fc.constantFrom('"x"', "V", "target.other.tags[0]", 'upper("y")'),
      axis.map((name) => `"${name}-\${${name}}"`),
      fc.tuple(axis, axis).map(([one, two]) => `join("-", [${one}, ${two}, strlen(${one})])`),
      axis.map((name) => `[for ${name} in ["p", "q"] : ${name}][0]`),
      axis.map((name) => `${name} == "1" ? V : ${name}`),
    );
    const attributes = fc.record({
      tags: fc.array(item, { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
      args: fc
        .array(item, { maxLength: 3 })
        .map((items) => `{ ${items.map((one, at) => `K${at} = ${one}`).join(", ")} }`),
      context: item,
      target: item,
      inherits: fc.constantFrom("[]", '["other"]', 'a == "1" ? ["other"] : []'),
    });
    await fc.assert(
      fc.asyncProperty(attributes, async (wanted) => {
        const lines = Object.entries(wanted).map(([name, value]) => `  ${name} = ${value}`);
        const hcl = `variable "V" { default = "v" }
target "other" {\n tags = ["o"]\n args = { O = "o" }\n}
target "app" {
  name   = "app-\${a}\${b}\${c}"
  matrix = { a = ["1", "2"], b = ["1", "2", "3"], c = ["1"] }
${lines.join("\n")}
}
`;
        // With a call by chance anywhere, every variant is worked out for itself.
        const alone = await printed(`${hcl}variable "ID" { default = uuidv4() }\n`, { wanted: ["app"] });
        expect(await printed(hcl, { wanted: ["app"] })).toEqual(alone);
      }),
    );
  });
});

describe("inheriting", () => {
  test("an override of a parent reaches its children", async () => {
    const hcl = 'target "p" { args = { x = "1" } }\ntarget "c" { inherits = ["p"] }';
    const { target } = await printed(hcl, { wanted: ["c"], overrides: { set: ["p.args.x=2"] } });
    expect(essence(target["c"])).toEqual({ args: { x: "2" } });
  });

  test("a parent's network gives its right to a child that has another", async () => {
    const hcl = 'target "p" { network = "host" }\ntarget "c" {\n inherits = ["p"]\n network = "none"\n}';
    const { target } = await printed(hcl, { wanted: ["c"] });
    expect(essence(target["c"])).toEqual({ network: "none", entitlements: ["network.host"] });
  });

  test("a parent that clears what it inherits clears nothing of the parents before it", async () => {
    const hcl = `target "a" { output = ["type=docker"] }
target "b" {
  inherits = ["a"]
  output   = []
}
target "c" { inherits = ["a", "b"] }
`;
    const { target } = await printed(hcl, { wanted: ["b", "c"] });
    expect(target["b"]?.["output"]).toBeUndefined();
    expect(target["c"]?.["output"]).toEqual([{ type: "docker" }]);
  });

  test("a chain of a thousand is one like any other, written in either order", async () => {
    const blocks = Array.from({ length: 1000 }, (_, i) =>
      i === 0
        ? 'target "t0" { args = { first = "0" } }'
        : `target "t${i}" {\n inherits = ["t${i - 1}"]\n args = { last = target.t${i - 1}.name }\n contexts = { up = "target:t${i - 1}" }\n}`,
    );
    for (const order of [blocks, blocks.toReversed()]) {
      const { target } = await printed(order.join("\n"), { wanted: ["t999"] });
      expect(Object.keys(target)).toHaveLength(1000);
      expect(target["t999"]?.["args"]).toEqual({ first: "0", last: "t998" });
    }
  });

  test("what no wanted target inherits may be missing", async () => {
    const { target } = await printed(`target "a" { inherits = ["gone"] }\n${declare("b")}`, { wanted: ["b"] });
    expect(Object.keys(target)).toEqual(["b"]);
  });
});

describe("links", () => {
  test("bring the rights of what they lead to, each once", async () => {
    const hcl = `target "c" { network = "host" }
target "b" { contexts = { c = "target:c" } }
target "a" {
  contexts     = { b = "target:b", c = "target:c" }
  entitlements = ["security.insecure"]
}`;
    const { target } = await printed(hcl, { wanted: ["a"] });
    expect(target["a"]?.["entitlements"]).toEqual(["security.insecure", "network.host"]);
    expect(target["b"]?.["entitlements"]).toEqual(["network.host"]);
  });

  test("put the steps in an order in which each comes after what it needs", async () => {
    const size = 12;
    // A target links only to later ones, so there is no circle.
    const links = fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(links, async (pairs) => {
        const contexts = pairs.flatMap(([a, b]) => (a === b ? [] : [[Math.min(a, b), Math.max(a, b)] as const]));
        const hcl = Array.from({ length: size }, (_, i) => {
          const uses = contexts.filter(([from]) => from === i).map(([, to]) => `c${to} = "target:t${to}"`);
          return `target "t${i}" { contexts = { ${[...new Set(uses)].join(", ")} } }\n`;
        }).join("");
        const { plan, diagnostics } = await bakeFiles({ files: { "docker-bake.hcl": hcl }, wanted: ["*"] });
        expect(diagnostics).toEqual([]);
        const names = plan.steps.map(({ name }) => name);
        expect(names).toHaveLength(size);
        for (const [from, to] of contexts) expect(names.indexOf(`t${to}`)).toBeLessThan(names.indexOf(`t${from}`));
      }),
      { numRuns: 50 },
    );
  });

  const platforms: readonly (readonly [own: string, linked: string, problem: string | undefined])[] = [
    ['["linux/amd64", "linux/arm64"]', '["linux/arm64/v8", "linux/amd64", "linux/s390x"]', undefined],
    ['["linux/amd64", "linux/arm64"]', '["linux/amd64"]', undefined],
    ['["linux/amd64", "linux/arm64"]', "[]", undefined],
    ['["linux/amd64"]', '["linux/arm64", "linux/s390x"]', undefined],
    ['["local", "linux/arm64"]', '["linux/amd64,linux/arm64"]', undefined],
    [
      '["linux/amd64", "linux/arm64"]',
      '["linux/amd64", "linux/s390x"]',
      'Target "a" is built for linux/arm64, but "b", which it links to, is not',
    ],
  ];
  test.for(platforms)("from %s to %s", async ([own, linked, problem]) => {
    const hcl = `target "a" {\n platforms = ${own}\n contexts = { b = "target:b" }\n}\ntarget "b" { platforms = ${linked} }`;
    const { diagnostics } = await bakeFiles({ files: { "docker-bake.hcl": hcl }, wanted: ["a"] });
    expect(diagnostics.map(({ summary }) => summary)).toEqual(problem === undefined ? [] : [problem]);
  });
});

test("a group without members is warned of", async () => {
  const { text, diagnostics } = await bakeFiles({ files: { "docker-bake.hcl": group("default") } });
  expect(diagnostics.map(({ severity, summary }) => [severity, summary])).toEqual([
    ["warning", "There is nothing to build: default has no targets"],
  ]);
  expect(JSON.parse(text)).toEqual({ group: { default: { targets: [] } }, target: {} });
});
