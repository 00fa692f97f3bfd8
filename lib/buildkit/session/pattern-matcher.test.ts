import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { globRegExp } from "./glob.js";
import { compilePatterns, type ParentMatches, PatternError, readIgnoreFile } from "./pattern-matcher.js";

/** Whether `patterns` choose `path`, asked from the top down as a walk does. */
function chooses(patterns: readonly string[], path: string): boolean {
  const matcher = compilePatterns(patterns);
  const names = path.split("/");
  let parent: ParentMatches | undefined;
  let isMatch = false;
  for (let depth = 1; depth <= names.length; depth++) {
    const result = matcher.match(names.slice(0, depth).join("/"), parent);
    parent = result.matches;
    isMatch = result.isMatch;
  }
  return isMatch;
}

// Facts of moby/patternmatcher and of Go's regexp, not of taste.
const single: readonly (readonly [pattern: string, path: string, matches: boolean])[] = [
  ["a", "a", true],
  ["a", "a/b", true],
  ["a", "ab", false],
  ["a/b", "a", false],
  ["a/b", "a/b/c", true],
  ["*", "a/b", true],
  ["*.txt", "a.txt", true],
  ["*.txt", "d/a.txt", false],
  ["*/a.txt", "d/a.txt", true],
  ["*/a.txt", "a.txt", false],
  ["**", "a/b/c", true],
  ["**/", "a", true],
  ["**/a", "a", true],
  ["**/a", "x/y/a", true],
  ["**/a", "x/ya", false],
  ["**a", "x/ya", true],
  ["**/*.go", "a.go", true],
  ["**/*.go", "x/y/a.go", true],
  ["a/**", "a", false],
  ["a/**", "a/b/c", true],
  ["a/**/", "a/b", true],
  ["a/**/c", "a/c", true],
  ["a/**/c", "a/x/y/c", true],
  ["a**c", "ac", true],
  ["a**c", "ax/c", true],
  ["a**c", "axc", false],
  ["***", "a", true],
  ["dir/**/*", "dir/a", true],
  ["dir/**/*", "dir", false],
  ["**/foo/**", "x/foo/y", true],
  ["**/foo/**", "foo", false],
  ["?", "a", true],
  ["?", "\u{1F600}", true],
  ["?", "ab", false],
  ["a?c", "a/c", false],
  ["[a-c]x", "bx", true],
  ["[^a-c]x", "bx", false],
  ["[^a-c]x", "dx", true],
  ["[!a]x", "!x", true],
  ["[a\\]]x", "]x", true],
  ["a\\*b", "a*b", true],
  ["a\\*b", "axb", false],
  ["a.b", "axb", false],
  ["a+(b){1}|c$", "a+(b){1}|c$", true],
  ["*+(b){1}|c$", "a+(b){1}|c$", true],
  ["a^b", "a^b", true],
  ["*^b", "a^b", false],
  ["a, b", "a, b", true],
  ["./a//b/../c", "a/c", true],
  [" a ", "a", true],
  ["*.t\u00e4xt", "a.t\u00e4xt", true],
  ["*", "a\nb", true],
  ["**/*b", "a\n/b", false],
  ["x]*", "x]y", true],
  // What becomes of a class with a star inside, and of letters behind a backslash, is RE2's business.
  ["[*]a", "^]a", true],
  ["[*]a", "*a", false],
  ["\\d*", "7", true],
  ["\\d*", "d", false],
  ["[\\s]x", " x", true],
  ["\\S*", "ab", true],
  ["[[:digit:]]x", "5x", true],
];

test.for(single)("the pattern %j on the path %j: %j", ([pattern, path, matches]) => {
  expect(chooses([pattern], path)).toBe(matches);
});

const lists: readonly (readonly [patterns: readonly string[], path: string, matches: boolean])[] = [
  [["a", "!a/b"], "a/b", false],
  [["a", "!a/b"], "a/c", true],
  [["!a/b", "a"], "a/b", true],
  [["*", "!a", "a/b"], "a/b", true],
  [["*", "!a", "a/b"], "a/c", false],
  [["**", "!**/*.md", "README.md"], "docs/x.md", false],
  [["**", "!**/*.md", "README.md"], "README.md", true],
  // `!a` did nothing at `a`, where nothing was chosen yet, and so counts for nothing below it.
  [["**/x", "!a"], "a/x", true],
  [["a", "!a/x", "a"], "a/x", false],
  [["", "  "], "a", false],
];

test.for(lists)("the patterns %j on the path %j: %j", ([patterns, path, matches]) => {
  expect(chooses(patterns, path)).toBe(matches);
});

test.for(["a[", "[]a]", "[a-]", "[-a]", "[^]", "a\\", "!", " ! "])("the pattern %j is refused by name", (pattern) => {
  expect(() => compilePatterns(["fine", pattern])).toThrow(PatternError);
  expect(() => compilePatterns([pattern])).toThrow(pattern.trim());
});

test.for(["\\q*", "[z-a]*", "[[:nonsense:]]*"])("the pattern %j is refused when it is first needed", (pattern) => {
  expect(() => chooses(["a", pattern], "b")).toThrow(PatternError);
  expect(chooses(["a", pattern], "a")).toBe(true);
});

/** One pattern on one whole path, by trying every split: slow and plain. */
function plainMatch(pattern: string, path: string): boolean {
  if (pattern === "") return path === "";
  if (pattern.startsWith("**")) {
    const rest = pattern.slice(pattern[2] === "/" ? 3 : 2);
    if (rest === "") return true;
    if (plainMatch(rest, path)) return true;
    return [...path].some((char, at) => char === "/" && plainMatch(rest, path.slice(at + 1)));
  }
  if (pattern.startsWith("*")) {
    if (plainMatch(pattern.slice(1), path)) return true;
    return path !== "" && path[0] !== "/" && plainMatch(pattern, path.slice(1));
  }
  if (path === "") return false;
  if (pattern.startsWith("?")) return path[0] !== "/" && plainMatch(pattern.slice(1), path.slice(1));
  const [, set, chars = ""] = /^(\[([a-z]+)\])/.exec(pattern) ?? [];
  if (set !== undefined) return chars.includes(path[0] ?? "/") && plainMatch(pattern.slice(set.length), path.slice(1));
  const literal = pattern.startsWith("\\") ? pattern.slice(1) : pattern;
  return literal[0] === path[0] && plainMatch(literal.slice(1), path.slice(1));
}

const name = fc.string({ unit: fc.constantFrom("a", "b", ".", "+"), minLength: 1, maxLength: 3 });
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join("/"));
const part = fc.string({
  unit: fc.constantFrom("a", "b", ".", "+", "*", "?", "[ab]", "\\*"),
  minLength: 1,
  maxLength: 4,
});
const pattern = fc
  .array(fc.oneof({ weight: 3, arbitrary: part }, { weight: 1, arbitrary: fc.constant("**") }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join("/"))
  .filter((text) => !/(^|\/)\.{1,2}(\/|$)/.test(text) && !text.includes("***"));

describe("against a plain model", () => {
  test("one pattern matches the same paths", () => {
    fc.assert(
      fc.property(pattern, path, (text, where) => {
        fc.pre(!/(^|\/)\.{1,2}(\/|$)/.test(where));
        const [compiled] = compilePatterns([text]).patterns;
        // `**foo` without anything else that is special is the one form in which a leading ** reaches into a name.
        const isSuffix = /^\*\*[^/*?[\\][^*?[\\]*$/.test(text);
        const plain = isSuffix ? where.endsWith(text.slice(2)) : plainMatch(text, where);
        fc.pre(!/^\*\*[^/]*[*?[\\]/.test(text));
        expect(compiled?.matches(where)).toBe(plain);
      }),
      { numRuns: 3000 },
    );
  });

  test("a list chooses the same paths, and what is below a chosen directory with it", () => {
    const lines = fc.array(fc.tuple(fc.boolean(), pattern), { maxLength: 5 });
    fc.assert(
      fc.property(lines, path, (texts, where) => {
        fc.pre(texts.every(([, text]) => !/^\*\*[^/]/.test(text)));
        const flags = (names: readonly string[]): readonly boolean[] => {
          const above = names.length > 1 ? flags(names.slice(0, -1)) : [];
          const found: boolean[] = [];
          let isMatch = false;
          for (const [at, [isException, text]] of texts.entries()) {
            const here = above[at] === true || (isException === isMatch && plainMatch(text, names.join("/")));
            if (here) isMatch = !isException;
            found.push(here);
          }
          return found;
        };
        const last = texts.findLast((_, at) => flags(where.split("/"))[at]);
        const patterns = texts.map(([isException, text]) => (isException ? "!" : "") + text);
        expect(chooses(patterns, where)).toBe(last !== undefined && !last[0]);
      }),
      { numRuns: 2000 },
    );
  });
});

test.for([
  ["*.go", "a.go", true],
  ["*.go", "a/b.go", false],
  ["[a-c-e]", "e", undefined],
  ["[\\-x]", "-", true],
  ["[z-a]", "m", false],
  ["[^z-a]", "m", true],
  ["a\\", "a", undefined],
] as const)("the file name pattern %j on %j: %j", ([text, fileName, matches]) => {
  expect(globRegExp(text)?.test(fileName)).toBe(matches);
});

test("an ignore file is read as its other readers read it", () => {
  const text = [
    "\uFEFF# not this",
    "# nor this",
    " # but this",
    "",
    "  /abs/path/ ",
    "! /taken/back ",
    "!",
    "a//b/./c/../d",
    "node_modules\r",
    "/",
    "..",
    "a, b",
    "\u00a0 wide \u0085",
  ].join("\n");
  expect(readIgnoreFile(text)).toEqual([
    "# but this",
    "abs/path",
    "!taken/back",
    "!",
    "a/b/d",
    "node_modules",
    "/",
    "..",
    "a, b",
    "wide",
  ]);
});
