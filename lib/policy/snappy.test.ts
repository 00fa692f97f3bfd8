import fc from "fast-check";
import { expect, test } from "vitest";
import { unsnappy } from "./snappy.js";

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part))));
const run = "x".repeat(300);

// Written by hand after the description of the format.
const blocks: readonly { readonly title: string; readonly block: Buffer; readonly text: string }[] = [
  { title: "nothing", block: bytes([0]), text: "" },
  { title: "a short literal", block: bytes([3, 2 << 2], "abc"), text: "abc" },
  {
    title: "a literal with its length in a byte",
    block: bytes([100, 60 << 2, 99], "y".repeat(100)),
    text: "y".repeat(100),
  },
  { title: "a literal with its length in two", block: bytes([0xac, 2, 61 << 2, 43, 1], run), text: run },
  { title: "a copy of one byte of offset", block: bytes([8, 3 << 2], "abcd", [1, 4]), text: "abcdabcd" },
  { title: "a copy that repeats itself", block: bytes([9, 0], "a", [(4 << 2) | 1, 1]), text: "aaaaaaaaa" },
  { title: "a copy of two", block: bytes([8, 3 << 2], "abcd", [(3 << 2) | 2, 4, 0]), text: "abcdabcd" },
  { title: "a copy of four", block: bytes([7, 3 << 2], "abcd", [(2 << 2) | 3, 4, 0, 0, 0]), text: "abcdabc" },
  { title: "two pieces", block: bytes([4, 1 << 2], "ab", [1 << 2], "cd"), text: "abcd" },
];

test.for(blocks)("$title", ({ block, text }) => {
  expect(Buffer.from(unsnappy(block)).toString("latin1")).toBe(text);
});

const broken: readonly (readonly [string, Buffer])[] = [
  ["the snappy block is cut off", bytes([])],
  ["this is no snappy block", bytes([0x80, 0x80, 0x80, 0x80, 0x80, 1])],
  ["the snappy block is too large", bytes([0xff, 0xff, 0xff, 0xff, 0x0f])],
  ["the snappy block is shorter than it says", bytes([4, 0], "a")],
  ["the snappy block is cut off", bytes([4, 3 << 2], "abc")],
  ["the snappy block is cut off", bytes([2, 3 << 2], "abcd")],
  ["the snappy block is cut off", bytes([8, 3 << 2], "abcd", [1])],
  ["the snappy block refers to what is not there", bytes([8, 3 << 2], "abcd", [1, 5])],
  ["the snappy block refers to what is not there", bytes([8, 3 << 2], "abcd", [1, 0])],
  ["the snappy block refers to what is not there", bytes([7, 3 << 2], "abcd", [1, 4])],
];

test.for(broken)("%s", ([message, block]) => {
  expect(() => unsnappy(block)).toThrow(message);
});

test("of whatever bytes it makes what they say is the length, or an error", () => {
  fc.assert(
    fc.property(fc.nat(127), fc.uint8Array({ maxLength: 60 }), (length, rest) => {
      try {
        expect(unsnappy(Buffer.from([length, ...rest])).length).toBe(length);
      } catch (error) {
        expect(String(error)).toMatch(/^Error: .*snappy/);
      }
    }),
  );
});
