import { posix } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanPath, joinPaths, parentPath } from "./path.js";

// From Go's path.Clean.
const rows: readonly (readonly [path: string, clean: string])[] = [
  ["", "."],
  ["abc/def", "abc/def"],
  ["abc/", "abc"],
  ["/", "/"],
  ["abc//def//ghi", "abc/def/ghi"],
  ["//abc", "/abc"],
  ["abc/./def", "abc/def"],
  ["/./abc/def", "/abc/def"],
  ["abc/def/ghi/../jkl", "abc/def/jkl"],
  ["abc/def/../../..", ".."],
  ["/abc/def/../../..", "/"],
  ["abc/def/../../../ghi/jkl/../../../mno", "../../mno"],
  ["../..", "../.."],
];

test.for(rows)("%s is %s", ([path, clean]) => {
  expect(cleanPath(path)).toBe(clean);
});

test("a clean path leads where the path led", () => {
  const part = fc.constantFrom("a", "b", "..", ".", "");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const path = parts.join("/");
      expect(cleanPath(cleanPath(path))).toBe(cleanPath(path));
      expect(posix.resolve("/x/y/z/q/w", cleanPath(path))).toBe(posix.resolve("/x/y/z/q/w", path));
    }),
  );
});

test("parents and joined paths", () => {
  expect(["a", "a/b", "/a", "/", "a/b/"].map(parentPath)).toEqual([".", "a", "/", "/", "a/b"]);
  expect([joinPaths("a", "", "../b"), joinPaths("", ""), joinPaths(".", "x")]).toEqual(["b", "", "x"]);
});
