import { expect, test } from "vitest";
import {
  compareValues,
  equalValues,
  formatValue,
  jsonFromValue,
  jsonText,
  numberFromText,
  objectOf,
  parseJsonValue,
  setOf,
  typeName,
  type Value,
  valueFromJson,
} from "./index.js";

const ascending: readonly Value[] = [
  null,
  false,
  true,
  -(10n ** 30n),
  -1.5,
  0,
  0.5,
  1,
  Number.MAX_SAFE_INTEGER,
  2n ** 53n,
  10n ** 30n,
  "",
  "A",
  "a",
  "aa",
  "\ue000",
  "\u{10000}",
  [],
  [1],
  [1, 2],
  [2],
  objectOf([]),
  objectOf([["a", 1]]),
  objectOf([
    ["a", 1],
    ["b", 1],
  ]),
  objectOf([["a", 2]]),
  setOf([]),
  setOf([1, 2]),
  setOf([1, 3]),
  setOf([2]),
];

test("types, numbers of both forms and strings by code point are in OPA's order", () => {
  const shuffled = [...ascending].sort((a, b) => formatValue(a).length - formatValue(b).length);
  expect(shuffled.sort(compareValues).map(formatValue)).toEqual(ascending.map(formatValue));
  for (const [i, a] of ascending.entries()) {
    for (const [j, b] of ascending.entries()) {
      expect(Math.sign(compareValues(a, b))).toBe(Math.sign(i - j));
      expect(equalValues(a, b)).toBe(i === j);
    }
  }
});

test("members are found by value, however deep", () => {
  const nested = (n: number): Value => [n, objectOf([[setOf(["x", n]), "y"]])];
  const set = setOf([nested(1), nested(2), nested(1), "1", 1]);
  expect(set.size).toBe(4);
  expect(set.has(nested(2))).toBe(true);
  expect(set.has(nested(3))).toBe(false);
  expect(set.members().slice(0, 2)).toEqual([1, "1"]);
  const object = objectOf([
    [nested(1), "old"],
    [nested(1), "new"],
    ["[1]", "text"],
    [[1], "array"],
  ]);
  expect([object.size, object.get(nested(1)), object.get("[1]"), object.get([1]), object.get([2])]).toEqual([
    3,
    "new",
    "text",
    "array",
    undefined,
  ]);
});

test.for<[text: string, value: Value]>([
  ["1", 1],
  ["-0", 0],
  ["1.0", 1],
  ["1e3", 1000],
  ["1.5e1", 15],
  ["0.1", 0.1],
  ["9007199254740991", 9007199254740991],
  ["9007199254740993", 9007199254740993n],
  ["-12345678901234567890", -12345678901234567890n],
  ["1e30", 10n ** 30n],
  ["1.2345e22", 12345n * 10n ** 18n],
  ["9007199254740993.7", 9007199254740993n],
  ["1e-400", 0],
])("the number %s has one form", ([text, value]) => {
  expect(numberFromText(text)).toBe(value);
  expect(parseJsonValue(text)).toBe(value);
});

test("a number of a hundred thousand digits and more is refused", () => {
  expect(() => parseJsonValue("1e999999999")).toThrow(RangeError);
});

test("JSON is read with all digits and printed as OPA prints it", () => {
  const text = '{"b":[1,2.50,"\\ud800 \\"x\\"",12345678901234567890],"a":{"__proto__":null,"":true}}';
  const value = parseJsonValue(text);
  expect(formatValue(value)).toBe(
    '{"a": {"": true, "__proto__": null}, "b": [1, 2.5, "\ufffd \\"x\\"", 12345678901234567890]}',
  );
  expect(equalValues(value, valueFromJson(jsonFromValue(value)))).toBe(true);
  expect(() => parseJsonValue('{"a":1e5,}')).toThrow(SyntaxError);
});

test("sets and keys of all kinds have a form in JSON", () => {
  const value = objectOf([
    [setOf([2, 1]), setOf(["b", "a"])],
    [1, objectOf([[["x"], null]])],
  ]);
  expect(jsonFromValue(value)).toEqual({ "1": { '["x"]': null }, "[1,2]": ["a", "b"] });
  expect(jsonText(value)).toBe('{"1":{"[\\"x\\"]":null},"[1,2]":["a","b"]}');
  expect(jsonText("<&>\u2028\n\x01")).toBe('"\\u003c\\u0026\\u003e\\u2028\\n\\u0001"');
});

test.for<[value: Value, text: string, type: string]>([
  [null, "null", "null"],
  [true, "true", "boolean"],
  [1e-7, "1e-07", "number"],
  [10n ** 21n, "1000000000000000000000", "number"],
  ["é\x00\x7f\u00a0\u{1f600}\u{e0001}a", '"é\\x00\\x7f\\u00a0\u{1f600}\\U000e0001a"', "string"],
  [[1, [2]], "[1, [2]]", "array"],
  [objectOf([]), "{}", "object"],
  [setOf([]), "set()", "set"],
  [setOf([2, 1]), "{1, 2}", "set"],
])("%s is printed as a term", ([value, text, type]) => {
  expect(formatValue(value)).toBe(text);
  expect(typeName(value)).toBe(type);
});

test("ten thousand members are added and found at once", () => {
  const set = setOf(Array.from({ length: 10_000 }, (_, i) => [i, `m${i}`]));
  expect(set.size).toBe(10_000);
  expect(set.members()[9_999]).toEqual([9_999, "m9999"]);
});
