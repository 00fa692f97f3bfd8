// Conversions and unification: the tables of the bake language, with the words that messages use.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ANY,
  BOOL,
  type Conversion,
  conversionMessage,
  convert,
  fromJson,
  isConvertible,
  listOf,
  listValue,
  mapOf,
  mapValue,
  NULL,
  NUMBER,
  nullValue,
  objectOf,
  STRING,
  setOf,
  setValue,
  stringValue,
  type Type,
  toJson,
  tupleOf,
  typeName,
  typeOf,
  typesEqual,
  unify,
  unifyBranches,
  type Value,
} from "./index.js";

const withOptional: Type = {
  kind: "object",
  attributes: new Map([
    ["a", { type: STRING, isOptional: false }],
    ["b", { type: listOf(STRING), isOptional: true }],
  ]),
};

describe("converts", () => {
  const cases: readonly (readonly [title: string, from: Value, to: Type, result: string])[] = [
    ["a number to text", json("1.50"), STRING, '"1.5"'],
    ["a large number to text without an exponent", json("1e21"), STRING, '"1000000000000000000000"'],
    ["a bool to text", json("true"), STRING, '"true"'],
    ["text to a number", json('"5.0"'), NUMBER, "5"],
    ["text to a bool", json('"true"'), BOOL, "true"],
    ['"0" to a bool', json('"0"'), BOOL, "false"],
    ["a tuple to a list", json('[1,"a",true]'), listOf(STRING), '["1","a","true"]'],
    ["a tuple to a set, sorted and distinct by number", json('[10,9,"10",1]'), setOf(NUMBER), "[1,9,10]"],
    ["a tuple to a set, sorted by bytes as text", json("[10,9,1]"), setOf(STRING), '["1","10","9"]'],
    ["a set to a list", setValue(STRING, [stringValue("b"), stringValue("a")]), listOf(STRING), '["a","b"]'],
    ["a tuple to a list of the type in common", json('[1,"a"]'), listOf(ANY), '["1","a"]'],
    ["lists of objects to maps of one type", json('[{"a":1},{"b":"x"}]'), listOf(mapOf(ANY)), '[{"a":"1"},{"b":"x"}]'],
    ["an object to a map", json('{"a":1,"b":"x"}'), mapOf(STRING), '{"a":"1","b":"x"}'],
    ["a map to an object", mapValue(STRING, new Map([["a", stringValue("1")]])), objectOf([["a", NUMBER]]), '{"a":1}'],
    ["an object to one with fewer attributes", json('{"a":1,"c":2}'), objectOf([["a", STRING]]), '{"a":"1"}'],
    ["an object to one with an optional attribute", json('{"a":1}'), withOptional, '{"a":"1","b":null}'],
    ["a tuple to a tuple", json("[1,2]"), tupleOf([STRING, NUMBER]), '["1",2]'],
    ["nulls inside", json('{"a":null}'), mapOf(STRING), '{"a":null}'],
    ["anything to any type", json('[1,{"a":true}]'), ANY, '[1,{"a":true}]'],
    ["nothing to a list", json("[]"), listOf(NUMBER), "[]"],
  ];
  test.for(cases)("%s", ([, from, to, result]) => {
    const converted = must(convert(from, to));
    expect(toJson(converted)).toEqual({ kind: "text", text: result });
    expect(must(convert(converted, to))).toEqual(converted);
  });
  test("null to a null of the type", () => {
    expect(must(convert(NULL, listOf(STRING)))).toEqual(nullValue(listOf(STRING)));
    expect(must(convert(nullValue(NUMBER), STRING))).toEqual(nullValue(STRING));
    expect(must(convert(nullValue(tupleOf([NUMBER, STRING])), listOf(ANY)))).toEqual(nullValue(listOf(STRING)));
  });
  test("what is of the type already stays the same value", () => {
    const list = listValue(STRING, [stringValue("a")]);
    expect(must(convert(list, listOf(STRING)))).toBe(list);
  });
});

describe("refuses", () => {
  const cases: readonly (readonly [from: Value, to: Type, message: string])[] = [
    [json('"x"'), NUMBER, "a number is required"],
    [json('"x"'), BOOL, "a bool is required"],
    [json('"True"'), BOOL, 'a bool is required; write "true" in lower case'],
    [json('"FALSE"'), BOOL, 'a bool is required; write "false" in lower case'],
    [json("1"), BOOL, "a bool is required, but this is a number"],
    [json("true"), NUMBER, "a number is required, but this is a bool"],
    [json('"a"'), listOf(STRING), "a list of string is required, but this is a string"],
    [json('["a"]'), STRING, "a string is required, but this is a tuple"],
    [json('{"a":1}'), setOf(STRING), "a set of string is required, but this is an object"],
    [json('[1,"x"]'), listOf(NUMBER), "[1]: a number is required"],
    [json('{"a b":[1,[2]]}'), mapOf(listOf(STRING)), '["a b"][1]: a string is required, but this is a tuple'],
    [json('{"x":{"y":"z"}}'), mapOf(mapOf(NUMBER)), ".x.y: a number is required"],
    [json("[1,[2]]"), listOf(ANY), "all elements of a list must have the same type"],
    [json("[1,[2]]"), setOf(ANY), "all elements of a set must have the same type"],
    [json('{"a":1,"b":[1]}'), mapOf(ANY), "all elements of a map must have the same type"],
    [json("{}"), objectOf([["a", STRING]]), 'attribute "a" is required'],
    [
      json("{}"),
      objectOf([
        ["a", STRING],
        ["b", STRING],
        ["c", STRING],
      ]),
      'attributes "a", "b" and "c" are required',
    ],
    [json("[1]"), tupleOf([STRING, NUMBER]), "a tuple of 2 elements is required, but this has 1"],
    [listValue(NUMBER, []), tupleOf([]), "a tuple is required, but this is a list of number"],
    [
      listValue(listOf(STRING), []),
      listOf(NUMBER),
      "a list of number is required, but this is a list of list of string",
    ],
    [nullValue(NUMBER), BOOL, "a bool is required, but this is a number"],
  ];
  test.for(cases)("$2", ([from, to, message]) => {
    const result = convert(from, to);
    expect(result.kind === "failed" && conversionMessage(result)).toBe(message);
  });
});

describe("unifies", () => {
  const cases: readonly (readonly [types: readonly Type[], result: string | undefined])[] = [
    [[NUMBER, NUMBER], "number"],
    [[NUMBER, STRING, BOOL], "string"],
    [[NUMBER, BOOL], undefined],
    [[ANY, NUMBER], "number"],
    [[STRING, listOf(STRING)], undefined],
    [[listOf(NUMBER), listOf(STRING)], "list of string"],
    [[listOf(NUMBER), tupleOf([STRING])], "list of string"],
    [[setOf(NUMBER), tupleOf([STRING])], "set of number"],
    [[setOf(STRING), tupleOf([STRING])], "set of string"],
    [[setOf(STRING), listOf(STRING)], "list of string"],
    [[mapOf(NUMBER), objectOf([["a", STRING]])], "map of string"],
    [[tupleOf([NUMBER, STRING]), tupleOf([])], "list of string"],
    [[objectOf([["a", NUMBER]]), objectOf([["b", STRING]])], "map of string"],
    [[objectOf([]), tupleOf([])], undefined],
    [[], undefined],
  ];
  test.for(cases)("%o", ([types, result]) => {
    const unified = unify(types);
    expect(unified && typeName(unified)).toBe(result);
  });
});

describe("branches of a conditional", () => {
  test.for([
    ["1", '"a"', '"1"'],
    ['[1,"a"]', "[]", '["1","a"]'],
    ['{"a":1}', '{"b":"x"}', '{"a":"1"}'],
    ['[1,["b"]]', '["a",[true]]', '["1",["b"]]'],
    ["null", "1", "null"],
    ["1", "null", "1"],
  ] as const)("%s beside %s is %s", ([whenTrue, whenFalse, result]) => {
    const branches = unifyBranches(typeOf(json(whenTrue)), typeOf(json(whenFalse)));
    if (branches.kind === "differ") throw new Error(branches.reason);
    expect(toJson(must(convert(json(whenTrue), branches.type)))).toEqual({ kind: "text", text: result });
  });
  test.for([
    ["1", "true", "the value when true is number, but the value when false is bool"],
    ["{}", "[]", "the value when true is object, but the value when false is tuple"],
    ["1", "[1]", "the value when true is number, but the value when false is tuple"],
    [
      '{"a":{"b":1}}',
      '{"a":{"b":[]}}',
      'attribute "a", attribute "b": the value when true is number, but the value when false is tuple',
    ],
    ['{"a":1,"b":[]}', '{"a":1}', 'only the value when true has the attribute "b"'],
    ["[1,2]", "[1,[2]]", "element 1: the value when true is number, but the value when false is tuple"],
  ] as const)("%s beside %s differ: %s", ([whenTrue, whenFalse, reason]) => {
    const branches = unifyBranches(typeOf(json(whenTrue)), typeOf(json(whenFalse)));
    expect(branches).toEqual({ kind: "differ", reason });
  });
});

const primitive = fc.constantFrom(STRING, NUMBER, BOOL);
const { type } = fc.letrec<{ type: Type }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    primitive,
    tie("type").map(listOf),
    tie("type").map(setOf),
    tie("type").map(mapOf),
    fc.array(tie("type"), { maxLength: 3 }).map(tupleOf),
    fc.dictionary(fc.constantFrom("a", "b", "c"), tie("type")).map((parts) => objectOf(Object.entries(parts))),
  ),
}));
const value = fc.jsonValue({ maxDepth: 3 }).map((data) => json(JSON.stringify(data)));

describe("laws", () => {
  test("converting twice is converting once, and the result is of the type", () => {
    fc.assert(
      fc.property(value, type, (from, to) => {
        const once = convert(from, to);
        if (once.kind === "failed") return;
        expect(typesEqual(typeOf(once.value), to)).toBe(true);
        expect(convert(once.value, to)).toEqual(once);
      }),
      { numRuns: 1000 },
    );
  });
  test("what converts was said to be convertible", () => {
    fc.assert(
      fc.property(value, type, (from, to) => {
        if (convert(from, to).kind === "converted") expect(isConvertible(typeOf(from), to)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
  test("types convert to what they unify to", () => {
    fc.assert(
      fc.property(fc.array(type, { minLength: 1, maxLength: 3 }), (types) => {
        const unified = unify(types);
        if (unified === undefined) return;
        for (const each of types) expect(isConvertible(each, unified)).toBe(true);
        expect(unify([...types, unified])).toEqual(unified);
      }),
      { numRuns: 3000 },
    );
  });
});

function json(text: string): Value {
  const parsed = fromJson(text);
  if (parsed.kind === "malformed") throw new Error(`${text}: ${parsed.reason}`);
  return parsed.value;
}

function must(result: Conversion): Value {
  if (result.kind === "failed") throw new Error(conversionMessage(result));
  return result.value;
}
