// Equality, order, normal form, JSON and what messages show.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ANY,
  compareBytewise,
  fromJson,
  integerValue,
  listValue,
  NULL,
  NUMBER,
  normalizeText,
  nullValue,
  numberFromDouble,
  numberValue,
  objectValue,
  STRING,
  setOf,
  setValue,
  showValue,
  sortedEntries,
  stringValue,
  toJson,
  tupleOf,
  tupleValue,
  typeName,
  typeOf,
  type Value,
  valuesEqual,
} from "./index.js";

describe("equality", () => {
  const cases: readonly (readonly [Value, Value, boolean])[] = [
    [json("1"), json("1.0"), true],
    [json('"1"'), json("1"), false],
    [json("true"), json('"true"'), false],
    [json('["a"]'), listValue(STRING, [stringValue("a")]), false],
    [json('{"a":1,"b":2}'), json('{"b":2,"a":1}'), true],
    [json('{"a":1}'), json('{"a":"1"}'), false],
    [NULL, NULL, true],
    [NULL, nullValue(STRING), true],
    [json("[]"), json("[]"), true],
    [json("[null]"), json("[null]"), true],
    [json("[1]"), json("[1,2]"), false],
    [stringValue("é"), stringValue("e\u0301"), true],
    [numberValue(numberFromDouble(0.1) ?? { kind: "small", value: 0, prec: 53 }), json("0.1"), true],
  ];
  test.for(cases)("%#", ([a, b, isEqual]) => {
    expect(valuesEqual(a, b)).toBe(isEqual);
    expect(valuesEqual(b, a)).toBe(isEqual);
  });
});

describe("sets", () => {
  test("strings are sorted by bytes, not by code units", () => {
    const set = setValue(STRING, ["\u{1f600}", "\ufffd", "b", "a", "B", "b"].map(stringValue));
    expect(toJson(set)).toEqual({ kind: "text", text: '["B","a","b","\ufffd","\u{1f600}"]' });
  });
  test("nulls come last", () => {
    expect(toJson(setValue(STRING, [nullValue(STRING), stringValue("a")]))).toEqual({
      kind: "text",
      text: '["a",null]',
    });
  });
  test("tuples that look alike in their first ten digits are told apart", () => {
    const pairs = [12345678901n, 12345678902n, 12345678901n].map((n) => tupleValue([integerValue(n)]));
    expect(toJson(setValue(tupleOf([NUMBER]), pairs))).toEqual({ kind: "text", text: "[[12345678901],[12345678902]]" });
  });
  test("neither the order nor repeats of what is given matter", () => {
    const element = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" })).map(stringValue);
    fc.assert(
      fc.property(fc.array(element), fc.func(fc.integer()), (items, rank) => {
        const set = setValue(STRING, items);
        const shuffled = [...items, ...items].sort((a, b) => rank(a) - rank(b));
        expect(setValue(STRING, shuffled)).toEqual(set);
        for (const [i, item] of set.items.entries()) {
          const before = set.items[i - 1];
          if (before?.kind === "string" && item.kind === "string") {
            expect(compareBytewise(before.value, item.value)).toBe(-1);
          }
        }
      }),
    );
  });
});

describe("text", () => {
  test("is ordered as its UTF-8 bytes", () => {
    const text = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(compareBytewise(a, b)).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
  test("is in normal form C, with no half characters", () => {
    expect(normalizeText("e\u0301")).toBe("é");
    expect(normalizeText("\u212b")).toBe("Å");
    expect(normalizeText("a\ud800b")).toBe("a\ufffdb");
    expect(normalizeText("plain")).toBe("plain");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(normalizeText(text)).toBe(text.normalize("NFC"));
      }),
    );
  });
});

describe("JSON", () => {
  test("is written with sorted keys and with what HTML minds escaped", () => {
    const value = objectValue(
      new Map<string, Value>([
        ["b", stringValue('<a href="x">&\u2028\b\f\n\u0001\u007f/é')],
        ["a", json("[1,true,null]")],
        ["\u{1f600}", json("{}")],
        ["\ufffd", json("[]")],
      ]),
    );
    expect(toJson(value)).toEqual({
      kind: "text",
      text: `{"a":[1,true,null],"b":"\\u003ca href=\\"x\\"\\u003e\\u0026\\u2028\\b\\f\\n\\u0001\u007f/é","\ufffd":[],"\u{1f600}":{}}`,
    });
  });
  test("has no infinity, and the failure says where it stands", () => {
    const value = json('{"a":[1]}');
    const infinite = numberValue({ kind: "infinite", isNegative: false, prec: 512 });
    expect(toJson(tupleValue([value, objectValue(new Map([["x", infinite]]))]))).toEqual({
      kind: "failed",
      path: [1, "x"],
      reason: "JSON has no infinity",
    });
  });
  test("keeps all digits of a number", () => {
    expect(toJson(json("[12345678901234567890.12345678901234567890,1e3,-0]"))).toEqual({
      kind: "text",
      text: "[12345678901234567890.1234567890123456789,1000,-0]",
    });
  });
  test("takes the last of repeated names, if their types agree", () => {
    expect(toJson(json('{"a":1,"a":2}'))).toEqual({ kind: "text", text: '{"a":2}' });
    expect(fromJson('{"a":1, "a":"2"}')).toEqual({
      kind: "malformed",
      offset: 8,
      reason: 'property "a" is there twice, with values of different types',
    });
  });
  test.for([
    ["", 0],
    ["  ", 2],
    ["[1,]", 3],
    ["[1 2]", 3],
    ["{a:1}", 1],
    ['{"a" 1}', 5],
    ['{"a":1,}', 7],
    ["[1] 2", 4],
    ["01", 1],
    ["+1", 0],
    [".5", 0],
    ["-", 0],
    ["tru", 0],
    ['"a\nb"', 0],
    ['"\\x"', 0],
    ['"abc', 0],
    ["nullx", 0],
  ] as const)("refuses %j", ([text, offset]) => {
    expect(fromJson(text)).toMatchObject({ kind: "malformed", offset });
  });
  test("is nested a thousand deep at most", () => {
    expect(fromJson(`${"[".repeat(1000)}${"]".repeat(1000)}`).kind).toBe("parsed");
    expect(fromJson("[".repeat(1001))).toMatchObject({ kind: "malformed", offset: 1000 });
  });
  test("what is written reads back as itself", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        const value = json(JSON.stringify(data));
        const written = toJson(value);
        if (written.kind === "failed") throw new Error(written.reason);
        expect(json(written.text)).toEqual(json(JSON.stringify(JSON.parse(written.text))));
        expect(valuesEqual(json(written.text), value)).toBe(true);
      }),
    );
  });
  test("reads what JavaScript's parser reads, and nothing else", () => {
    const text = fc.oneof(fc.json(), fc.string({ unit: fc.constantFrom(...'[]{},:"0123e+-. \ntruefalsn\\u') }));
    fc.assert(
      fc.property(text, (candidate) => {
        expect(fromJson(candidate).kind).toBe(isJson(candidate) ? "parsed" : "malformed");
      }),
      { numRuns: 2000 },
    );
  });
});

test("keys are walked in the order of their bytes", () => {
  const entries = new Map(["b", "\u{1f600}", "a", "\ufffd"].map((key) => [key, NULL]));
  expect(sortedEntries(entries).map(([key]) => key)).toEqual(["a", "b", "\ufffd", "\u{1f600}"]);
});

test("types have friendly names", () => {
  expect(typeName(typeOf(json('{"a":1}')))).toBe("object");
  expect(typeName(setOf(tupleOf([])))).toBe("set of tuple");
  expect(typeName(ANY)).toBe("any type");
});

describe("shown in a message", () => {
  test.for([
    ['"a$\\u007bb}\\n"', `"a$$${"{"}b}\\n"`],
    ['{"b":[1,true],"a":null,"x y":"z"}', '{ a = null, b = [1, true], "x y" = "z" }'],
    ["{}", "{}"],
    ["[]", "[]"],
    ["1e3", "1000"],
    [JSON.stringify("x".repeat(100)), `"${"x".repeat(58)}…`],
  ] as const)("%s", ([text, shown]) => {
    expect(showValue(json(text))).toBe(shown);
  });
  test("a long list is cut", () => {
    const list = tupleValue(Array.from({ length: 100_000 }, (_, i) => integerValue(i)));
    expect(showValue(list, 20)).toBe("[0, 1, 2, 3, 4, 5, …");
  });
});

function json(text: string): Value {
  const parsed = fromJson(text);
  if (parsed.kind === "malformed") throw new Error(`${text}: ${parsed.reason}`);
  return parsed.value;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
