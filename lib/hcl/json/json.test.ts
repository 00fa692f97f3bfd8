// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL writes its interpolations like that
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../source/index.js";
import {
  type Block,
  type Body,
  type BodySchema,
  bodyContent,
  evaluate,
  parseJson,
  type Scope,
  staticName,
  staticString,
  typeExpression,
} from "../index.js";
import { showValue, stringValue, typeName } from "../values/index.js";

const scope: Scope = {
  variable: (name) => (name === "L" ? { kind: "tuple", items: [stringValue("a"), stringValue("b")] } : undefined),
  function: () => undefined,
  variableNames: () => ["L"],
  functionNames: () => [],
  world: { now: 0, homeDir: "/", random: (count) => new Uint8Array(count) },
};

const schema: BodySchema = {
  blocks: [
    { type: "target", labels: ["name"] },
    { type: "validation", labels: [] },
  ],
};

/** Reads a file whole: its blocks by `type.label`, and the values of all attributes. */
function read(text: string) {
  const diagnostics: Diagnostic[] = [];
  const parsed = parseJson({ name: "bake.json", text });
  diagnostics.push(...parsed.diagnostics);
  return { read: readBody(parsed.value), diagnostics };

  function readBody(body: Body): Record<string, unknown> {
    const content = bodyContent(body, schema, (diagnostic) => diagnostics.push(diagnostic));
    const out: Record<string, unknown> = {};
    for (const [name, { expression }] of content.attributes) {
      const value = evaluate(expression, scope, (diagnostic) => diagnostics.push(diagnostic));
      out[name] = value && showValue(value, Number.POSITIVE_INFINITY);
    }
    const blocks = content.blocks.map((block) => [titleOf(block), readBody(block.body)]);
    return blocks.length === 0 ? out : { ...out, blocks };
  }
}

function titleOf({ type, labels }: Block): string {
  return [type, ...labels.map(({ value }) => value)].join(".");
}

const body = { x: "1" };
const values: readonly (readonly [title: string, text: string, wanted: unknown])[] = [
  ["an empty object", "{}", {}],
  [
    "numbers with all their digits",
    '{"a": 9007199254740993, "b": -1.50, "c": 1e3}',
    { a: "9007199254740993", b: "-1.5", c: "1000" },
  ],
  ["keywords", '{"a": true, "b": false, "c": null}', { a: "true", b: "false", c: "null" }],
  ["arrays and objects", '{"a": [1, {"b": []}]}', { a: "[1, { b = [] }]" }],
  ["escapes", '{"a": "\\u00e9\\n\\t\\"\\\\\\/\\ud83d\\ude00"}', { a: '"é\\n\\t\\"\\\\/😀"' }],
  ["half of a surrogate pair", '{"a": "\\ud83d"}', { a: '"\ufffd"' }],
  ["a template", '{"a": "x-${1 + 1}-%{ if true }y%{ endif }"}', { a: '"x-2-y"' }],
  ["a single interpolation", '{"a": "${L}", "b": "${1+1}"}', { a: '["a", "b"]', b: "2" }],
  ["escaped templates", '{"a": "$${x} %%{y}"}', { a: '"$${x} %%{y}"' }],
  ["templates in names of an attribute's value", '{"a": {"k${1}": 2, "$${": 3}}', { a: '{ "$${" = 3, k1 = 2 }' }],
  ["comments", '{"//": "x", "target": {"app": {"//": ["y"], "x": 1}}}', { blocks: [["target.app", body]] }],
  ["a comment's name in an attribute's value", '{"a": {"//": 1}}', { a: '{ "//" = 1 }' }],
  ["a block", '{"target": {"app": {"x": 1}}}', { blocks: [["target.app", body]] }],
  [
    "blocks in an array of labels",
    '{"target": [{"a": {"x": 1}}, {"b": {"x": 1}}]}',
    {
      blocks: [
        ["target.a", body],
        ["target.b", body],
      ],
    },
  ],
  [
    "blocks in an array of bodies",
    '{"target": {"a": [{"x": 1}, {"x": 1}]}}',
    {
      blocks: [
        ["target.a", body],
        ["target.a", body],
      ],
    },
  ],
  [
    "a type that is given twice",
    '{"target": {"a": {}}, "target": {"a": {}}}',
    {
      blocks: [
        ["target.a", {}],
        ["target.a", {}],
      ],
    },
  ],
  [
    "a label that is given twice",
    '{"target": {"a": {}, "a": {}}}',
    {
      blocks: [
        ["target.a", {}],
        ["target.a", {}],
      ],
    },
  ],
  ["null instead of a body", '{"target": {"a": null}, "validation": null}', {}],
  ["a block without labels", '{"validation": {"x": 1}}', { blocks: [["validation", body]] }],
  [
    "blocks without labels",
    '{"validation": [{"x": 1}, {}]}',
    {
      blocks: [
        ["validation", body],
        ["validation", {}],
      ],
    },
  ],
  ["a label with template marks", '{"target": {"${a}": {}}}', { blocks: [["target.${a}", {}]] }],
  ["a block that the schema has not", '{"group": {"g": {}}}', { group: "{ g = {} }" }],
];

test.for(values)("%s", ([, text, wanted]) => {
  expect(read(text)).toEqual({ read: wanted, diagnostics: [] });
});

const mistakes: readonly (readonly [title: string, text: string, wanted: readonly string[]])[] = [
  ["a trailing comma in an array", '{"a": [1,]}', [',: There is a "," before "]"']],
  ["a trailing comma in an object", '{"a": 1,}', [',: There is a "," before "}"']],
  ["a missing comma", '{"a": 1 "b": 2}', [': A "," is missing before a string']],
  ["a missing colon", '{"a" 1}', ['1: Expected ":" after "a", found "1"']],
  ["an equals sign", '{"a" = 1}', ['=: Expected ":" after "a", found "="']],
  ["a name without quotes", "{a: 1}", ["a: Names of properties are strings, in quotes"]],
  ["single quotes", "{\"a\": 'b'}", ["'b': JSON strings are written with double quotes, not with '"]],
  ["comments, however many", '{"a": 1 // x\n, "b": 2 // y\n}', ["// x: JSON has no comments"]],
  ["a string that is not closed", '{"a": "b\n, "c": 1}', ['"b: This string is not closed']],
  ["a tab in a string", '{"a": "b\tc"}', ["\t: A tab cannot stand in a JSON string"]],
  ["a wrong escape", '{"a": "\\x"}', ['\\x: "\\x" is no escape of JSON']],
  ["a wrong keyword", '{"a": True}', ['True: "True" is not a JSON value']],
  [
    "a wrong number",
    '{"a": 01, "b": .5, "c": +1}',
    ['01: "01" is not a JSON number', '.5: ".5" is not a JSON number', '+1: "+1" is not a JSON number'],
  ],
  ["an object that is not closed", '{"a": 1', ['{: This "{" is not closed']],
  ["an empty file", "", [": Expected a value, found the end of the file"]],
  ["more than one value", "{} {}", ['{: Expected the end of the file, found "{"']],
  ["an array at the root", '[{"a": 1}]', ['[{"a": 1}]: A bake file in JSON is an object']],
  ["a byte order mark", "\ufeff{}", ["\ufeff: A JSON file may not begin with a byte order mark"]],
  ["an attribute that is given twice", '{"a": 1, "a": 2}', ['"a": "a" is set a second time']],
  ["a key that is given twice", '{"a": {"b": 1, "b": 2}}', ['"b": The key "b" is given a second time']],
  [
    "a scalar instead of a body",
    '{"target": {"a": 5}}',
    ["5: Expected an object with the attributes of the target, or an array of such, found the number 5"],
  ],
  [
    "a scalar instead of labels",
    '{"target": "x"}',
    ['"x": Expected an object whose properties are named by the name of a target, found a string'],
  ],
  ["no label", '{"target": {}}', ["{}: This target block has no name"]],
  ["two mistakes", '{"a": [1,], "b": tru}', [',: There is a "," before "]"', 'tru: "tru" is not a JSON value']],
  ["a mistake in a template", '{"a": "x ${b c}"}', ['c: Expected "}" after the expression, found "c"']],
  ["a mistake behind an escape", '{"a": "\\n\\u00e9 ${b c}"}', ['c: Expected "}" after the expression, found "c"']],
  ["an unknown name behind an escape", '{"a": "\\t${nosuch}"}', ['nosuch: There is no variable "nosuch"']],
  ["an escaped quote in a template", '{"a": "${nosuch[\\"b\\"]}"}', ['nosuch: There is no variable "nosuch"']],
  ["a sequence that is not closed", '{"a": "x ${b"}', ['${: This "${" is not closed']],
];

test.for(mistakes)("%s is reported", ([, text, wanted]) => {
  const { diagnostics } = read(text);
  expect(
    diagnostics.map(({ subject, summary }) => `${subject && text.slice(subject.start, subject.end)}: ${summary}`),
  ).toEqual(wanted);
});

test("any text is read without throwing, and any JSON without a complaint", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom(...'{}[]:,"\\ \n1-t/u') })),
      (text) => {
        read(text);
      },
    ),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(fc.object({ withNullPrototype: false }), (value) => {
      const text = JSON.stringify(value);
      expect(parseJson({ name: "a.json", text }).diagnostics).toEqual([]);
    }),
  );
});

test.for(["[", '{"a":'])("%s nested too deep is reported and not followed", (opening) => {
  const { diagnostics } = parseJson({ name: "a.json", text: opening.repeat(100_000) });
  expect(diagnostics.map(({ code }) => code)).toEqual(["nesting-too-deep"]);
});

test("ranges lie inside of the string that they are from", () => {
  const text = '{"a": "\\t\\u00e9${L[0]} %{ for x in L }${x}%{ endfor }"}';
  const { value } = parseJson({ name: "a.json", text });
  const attribute = bodyContent(value, { blocks: [] }, () => {}).attributes.get("a");
  const parts = attribute?.expression.kind === "template" ? attribute.expression.parts : [];
  expect(parts.map(({ range }) => text.slice(range.start, range.end))).toEqual([
    "\\t\\u00e9",
    "${L[0]}",
    " ",
    "%{ for x in L }${x}%{ endfor }",
  ]);
});

describe("what a string says without being evaluated", () => {
  const expressionOf = (json: string) => {
    const { value } = parseJson({ name: "a.json", text: `{"a": ${json}}` });
    const attribute = bodyContent(value, { blocks: [] }, () => {}).attributes.get("a");
    if (attribute === undefined) throw new Error(`no attribute: ${json}`);
    return attribute.expression;
  };

  test("a type", () => {
    const type = typeExpression(expressionOf('"list(string)"'), () => {});
    expect(type && typeName(type)).toBe("list of string");
    const reported: Diagnostic[] = [];
    expect(typeExpression(expressionOf('"${string}"'), (diagnostic) => reported.push(diagnostic))).toBeUndefined();
    expect(reported).toHaveLength(1);
  });

  test("a name", () => {
    expect(staticName(expressionOf('"rest"'))?.name).toBe("rest");
    expect(staticName(expressionOf('"a b"'))).toBeUndefined();
    expect(staticName(expressionOf("5"))).toBeUndefined();
  });

  test("a text", () => {
    expect(staticString(expressionOf('"a ${b}"'))).toBe("a ${b}");
    expect(staticString(expressionOf("5"))).toBeUndefined();
  });
});
