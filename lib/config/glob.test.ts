import { expect, test } from "vitest";
import { compileGlob, isGlob } from "./glob.js";

// From Go's path.Match, without its rows about slashes.
const rows: readonly (readonly [pattern: string, name: string, matches: boolean | undefined])[] = [
  ["abc", "abc", true],
  ["*", "abc", true],
  ["*c", "abc", true],
  ["a*", "a", true],
  ["a*b*c*d*e*f", "axbxcxdxexf", true],
  ["a*b?c*x", "abxbbxdbxebxczzx", true],
  ["a*b?c*x", "abxbbxdbxebxczzy", false],
  ["ab[c]", "abc", true],
  ["ab[b-d]", "abc", true],
  ["ab[e-g]", "abc", false],
  ["ab[^c]", "abc", false],
  ["ab[^e-g]", "abc", true],
  ["a\\*b", "a*b", true],
  ["a\\*b", "ab", false],
  ["a?b", "a☺b", true],
  ["a[^a]b", "a☺b", true],
  ["a???b", "a☺b", false],
  ["[a-ζ]*", "α", true],
  ["*[a-ζ]", "A", false],
  ["[\\]a]", "]", true],
  ["[\\-]", "-", true],
  ["[x\\-]", "z", false],
  ["[\\-x]", "a", false],
  ["[]a]", "]", undefined],
  ["[-]", "-", undefined],
  ["[x-]", "x", undefined],
  ["[-x]", "x", undefined],
  ["\\", "a", undefined],
  ["[", "a", undefined],
  ["[^", "a", undefined],
  ["[^bc", "a", undefined],
  ["a[", "a", undefined],
  ["*x", "xxx", true],
  ["[b-a]", "a", false],
  ["a.c", "abc", false],
  ["a|b", "a", false],
];

test.for(rows)("%s and %s", ([pattern, name, matches]) => {
  expect(compileGlob(pattern)?.(name)).toBe(matches);
});

test("a name without special signs is no pattern", () => {
  expect(["a-b_c", "a*", "a?", "[a]", "a]"].map(isGlob)).toEqual([false, true, true, true, true]);
});
