import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeFile } from "./index.js";

const utf8 = new TextEncoder();

function utf16(text: string, options: { readonly isBig?: boolean; readonly hasMark?: boolean }): Uint8Array {
  const { isBig = false, hasMark = false } = options;
  const marked = hasMark ? `\ufeff${text}` : text;
  const bytes = new Uint8Array(marked.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < marked.length; at += 1) view.setUint16(at * 2, marked.charCodeAt(at), !isBig);
  return bytes;
}

test("any text comes back as it was, a byte order mark included", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (raw) => {
      const text = raw.replaceAll(/\p{Surrogate}/gu, "");
      expect(decodeFile("a", utf8.encode(text))).toEqual({ value: { name: "a", text }, diagnostics: [] });
    }),
  );
  expect(decodeFile("a", utf8.encode("\ufeffx = 1\n")).value.text).toBe("\ufeffx = 1\n");
});

test("a replacement character that the user wrote is no mistake", () => {
  expect(decodeFile("a", utf8.encode('x = "\ufffd"')).diagnostics).toEqual([]);
});

test.for([
  ["a byte of Latin-1", [0x61, 0x0a, 0xe9, 0x62], 2, "0xe9"],
  ["a lone continuation", [0x61, 0x80], 1, "0x80"],
  ["an overlong form", [0xc0, 0xaf], 0, "0xc0"],
  ["a longer overlong form", [0xe0, 0x80, 0xaf], 0, "0xe0"],
  ["half of a surrogate pair", [0xed, 0xa0, 0x80], 0, "0xed"],
  ["a code point too high", [0xf4, 0x90, 0x80, 0x80], 0, "0xf4"],
  ["a character that is cut off", [0x61, 0xe2, 0x82], 1, "0xe2"],
  ["a wrong byte behind wide characters", [0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80, 0xff], 3, "0xff"],
] as const)("%s is reported at its place", ([, bytes, start, byte]) => {
  const { diagnostics } = decodeFile("a.hcl", Uint8Array.from(bytes));
  expect(diagnostics.map(({ code, summary, detail, subject }) => [code, summary, detail, subject?.start])).toEqual([
    [
      "invalid-encoding",
      '"a.hcl" is not UTF-8',
      `The byte ${byte} is part of no character here. Save the file as UTF-8.`,
      start,
    ],
  ]);
});

test("several wrong bytes are one message", () => {
  expect(decodeFile("a", Uint8Array.from([0xff, 0x61, 0xff])).diagnostics).toHaveLength(1);
});

test.for([
  ["with a mark", { hasMark: true }],
  ["with a mark, big end first", { hasMark: true, isBig: true }],
  ["without a mark", {}],
  ["without a mark, big end first", { isBig: true }],
] as const)("UTF-16 %s is told from other bytes and decoded", ([, options]) => {
  const { value, diagnostics } = decodeFile("a.hcl", utf16("x = 1\n", options));
  expect(value.text).toBe("x = 1\n");
  expect(diagnostics.map(({ summary }) => summary)).toEqual(['"a.hcl" is UTF-16, not UTF-8']);
});

test("an empty file and short ones are text", () => {
  for (const text of ["", "a", "ab"]) expect(decodeFile("a", utf8.encode(text)).value.text).toBe(text);
});
