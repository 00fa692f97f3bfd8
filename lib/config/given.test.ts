import { expect, test } from "vitest";
import { type Diagnostic, renderDiagnostics } from "../source/index.js";
import { type Given, givenTarget } from "./index.js";

function given(attribute: Given["attribute"], value: Given["value"], typed = String(value)): Given {
  return { attribute, value, place: { file: { name: "flag", text: typed }, start: 0, end: typed.length } };
}

function read(...values: readonly Given[]) {
  const diagnostics: Diagnostic[] = [];
  const target = givenTarget("default", values, (diagnostic) => diagnostics.push(diagnostic));
  const { origins: _origins, ...attributes } = target;
  return { attributes, diagnostics };
}

const plain = { name: "default", context: ".", dockerfile: "Dockerfile" };

test.for<readonly [title: string, values: readonly Given[], wanted: object]>([
  ["nothing gives a target of defaults", [], {}],
  ["items add up, each once", [given("tags", "a"), given("tags", "b"), given("tags", "a")], { tags: ["a", "b"] }],
  [
    "a later entry of a key counts",
    [given("args", ["A", "1"]), given("args", ["B", ""]), given("args", ["A", "2"])],
    {
      args: new Map([
        ["A", "2"],
        ["B", ""],
      ]),
    },
  ],
  ["of one text the last counts", [given("target", "a"), given("target", "b")], { target: "b" }],
  ["a bool is one", [given("pull", true), given("noCache", false)], { pull: true, noCache: false }],
  [
    "an item may be short for an entry",
    [given("output", "out"), given("output", "type=oci")],
    {
      output: [
        { type: "local", attrs: new Map([["dest", "out"]]) },
        { type: "oci", attrs: new Map([["dest", "-"]]) },
      ],
    },
  ],
  [
    "rights follow from what needs them",
    [given("network", "host")],
    { network: "host", entitlements: ["network.host"] },
  ],
])("%s", ([, values, wanted]) => {
  expect(read(...values)).toEqual({ attributes: { ...plain, ...wanted }, diagnostics: [] });
});

test("what is wrong is shown in what was typed, and the rest is kept", () => {
  const { attributes, diagnostics } = read(
    given("output", "type=oci,x"),
    given("ulimits", "nofile=1:2:3"),
    given("ulimits", "core=0"),
    given("tags", "a"),
  );
  expect(attributes).toMatchObject({ tags: ["a"] });
  expect(
    renderDiagnostics(diagnostics, { color: false }),
  ).toBe(`error[invalid-value]: The output "type=oci,x" has a field that is not key=value: "x"
  ──▶ flag:1:10
  │
1 │ type=oci,x
  │          ^

error[invalid-value]: "nofile=1:2:3" in "ulimits" of target "default" cannot be used
  ──▶ flag:1:1
  │
1 │ nofile=1:2:3
  │ ^^^^^^^^^^^^
  There is a soft limit and a hard limit, and no third.
`);
});
