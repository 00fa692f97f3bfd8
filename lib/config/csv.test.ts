import fc from "fast-check";
import { expect, test } from "vitest";
import { formatCsv, parseCsv } from "./csv.js";

const rows: readonly (readonly [text: string, fields: readonly string[] | undefined])[] = [
  ["", []],
  ["a", ["a"]],
  ["a,b", ["a", "b"]],
  [" a ,,b,", [" a ", "", "b", ""]],
  ['"a,b",c', ["a,b", "c"]],
  ['"a""b"', ['a"b']],
  ['a,""', ["a", ""]],
  ['a"b', undefined],
  ['"a"b', undefined],
  ['"a', undefined],
  [' "a"', undefined],
];

test.for(rows)("%j", ([text, fields]) => {
  const record = parseCsv(text);
  expect(record.kind === "fields" ? record.fields.map((field) => field.text) : undefined).toEqual(fields);
});

test("what is written is read again, and each field knows its place", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (fields) => {
      const text = formatCsv(fields);
      const record = parseCsv(text);
      if (record.kind === "problem") throw new Error(record.problem);
      expect(record.fields.map((field) => field.text)).toEqual(fields);
      expect(record.fields.map(({ start, end }) => text.slice(start, end)).join(",")).toBe(text);
    }),
  );
});
