// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL writes its interpolations like that
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../source/index.js";
import {
  calledFunctions,
  parseExpression,
  references,
  staticList,
  staticName,
  staticString,
  typeExpression,
} from "./index.js";
import type { Type } from "./values/index.js";

function expressionOf(text: string) {
  return parseExpression({ name: "a.hcl", text }).value;
}

/** A type as it is written, with a question mark behind optional attributes. */
function show(type: Type): string {
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return `${type.kind}(${show(type.element)})`;
    case "tuple":
      return `[${type.items.map(show).join(", ")}]`;
    case "object":
      return `{${[...type.attributes].map(([name, { type: inner, isOptional }]) => `${name}${isOptional ? "?" : ""}: ${show(inner)}`).join(", ")}}`;
    default:
      return type.kind;
  }
}

describe("a type expression", () => {
  test.for([
    ["string", "string"],
    ["any", "any"],
    ["list(string)", "list(string)"],
    ["set(map(number))", "set(map(number))"],
    ["tuple([string, bool])", "[string, bool]"],
    ["tuple([])", "[]"],
    ["object({ a = string, b = optional(list(any)) })", "{a: string, b?: list(any)}"],
    ["object({})", "{}"],
  ] as const)("%s is read", ([text, wanted]) => {
    const type = typeExpression(expressionOf(text), (diagnostic) => {
      throw new Error(diagnostic.summary);
    });
    expect(type && show(type)).toBe(wanted);
  });

  test.for([
    ["strin", 'strin: There is no type "strin"', 'did you mean "string"?'],
    ["foo(string)", 'foo(string): There is no type "foo"', undefined],
    ['"string"', '"string": This is not a type', "write it without quotes"],
    ["5", "5: This is not a type", undefined],
    ["list", 'list: The type "list" needs to know of what: it is written list(string)', undefined],
    ["list()", 'list(): "list" is written list(string)', undefined],
    ["list(string, number)", 'list(string, number): "list" is written list(string)', undefined],
    ["list(nmber)", 'nmber: There is no type "nmber"', 'did you mean "number"?'],
    ["tuple(string)", 'tuple(string): "tuple" is written tuple([string, number])', undefined],
    ["object(string)", 'object(string): "object" is written object({ name = string })', undefined],
    ['object({ "a" = string })', '"a": The attributes of an object type are bare names', undefined],
    ["optional(string)", 'optional(string): "optional" stands only at an attribute of an object type', undefined],
    ["object({ a = optional(string, 1) })", '1: "optional" has no default value here', undefined],
    ["(string)", "(string): This is not a type", undefined],
  ] as const)("%s is refused", ([text, wanted, hint]) => {
    const reported: Diagnostic[] = [];
    expect(typeExpression(expressionOf(text), (diagnostic) => reported.push(diagnostic))).toBeUndefined();
    expect(
      reported.map(({ subject, summary }) => `${subject && text.slice(subject.start, subject.end)}: ${summary}`),
    ).toEqual([wanted]);
    expect(reported[0]?.hint).toBe(hint);
  });

  test("each part that is wrong is reported", () => {
    const reported: Diagnostic[] = [];
    typeExpression(expressionOf("object({ a = x, b = tuple([y, z]) })"), (diagnostic) => reported.push(diagnostic));
    expect(reported).toHaveLength(3);
  });
});

test.for([
  ["a", "a"],
  ["a + b.c.d[e].f", "a b.c.d e"],
  ["b[0].c", "b"],
  ["upper(a, [b, { c = d, (e) = f }]...)", "a b d e f"],
  ["[for a in b : a + c if d]", "b c d"],
  ["{for k, v in a.b : k => v...}", "a.b"],
  ['"${a} %{ if b }${c}%{ else }${d}%{ endif }%{ for e in f }${e}${g}%{ endfor }"', "a b c d f g"],
  ["a[*].b[c].d", "a c"],
  ["a.*.b", "a"],
  ["-(!a) ? b : c", "a b c"],
  ["convert(a, list(string))", "a"],
  ["try(a, b)", "a b"],
  ["a + a", "a a"],
  ["f(1).x", ""],
  ["true", ""],
] as const)("%s refers to: %s", ([text, wanted]) => {
  const found = references(expressionOf(text)).map(({ root, steps }) =>
    [root, ...steps.map(({ name }) => name)].join("."),
  );
  expect(found.join(" ")).toBe(wanted);
});

test("a reference knows its place", () => {
  const text = "1 + target.app.tags[0]";
  expect(references(expressionOf(text)).map(({ range }) => text.slice(range.start, range.end))).toEqual([
    "target.app.tags",
  ]);
});

test("calls are found in the order in which they are written", () => {
  const names = calledFunctions(expressionOf('a(b(1), "${c::d()}")')).map(({ name }) => name);
  expect(names).toEqual(["a", "b", "c::d"]);
});

test("names, lists and texts are known without evaluating", () => {
  expect(staticName(expressionOf("rest"))?.name).toBe("rest");
  expect(staticName(expressionOf("a.b"))).toBeUndefined();
  expect(staticName(expressionOf('"a"'))).toBeUndefined();
  expect(staticList(expressionOf("[a, 1]"))).toHaveLength(2);
  expect(staticList(expressionOf("[for a in b : a]"))).toBeUndefined();
  expect(staticString(expressionOf('"a $${b}"'))).toBe("a ${b}");
  expect(staticString(expressionOf('"a ${b}"'))).toBeUndefined();
  expect(staticString(expressionOf("a"))).toBeUndefined();
});
