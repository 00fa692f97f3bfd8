import fc from "fast-check";
import { expect, test } from "vitest";
import { includePatterns } from "./follow-paths.js";
import { compareNames, comparePaths } from "./path-order.js";
import { compilePatterns, type ParentMatches } from "./pattern-matcher.js";
import { goMode, type Stat } from "./stat.js";
import type { Tree } from "./tree.js";
import { openWalk } from "./walk.js";

/** A tree from paths: `dir/` is a directory, `link -> target` a symlink, `name = first` another name of the file `first`. */
function treeOf(lines: readonly string[]): Tree {
  const entries = new Map<string, { mode: number; linkname: string; inode?: string }>();
  const add = (path: string, entry: { mode: number; linkname: string; inode?: string }) => {
    for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) {
      entries.set(path.slice(0, at), { mode: goMode.directory + 0o755, linkname: "" });
    }
    entries.set(path, entry);
  };
  for (const line of lines) {
    const [link = "", target] = line.split(" -> ");
    const [name = "", first] = line.split(" = ");
    if (target !== undefined) add(link, { mode: goMode.symlink + 0o777, linkname: target });
    else if (first !== undefined) {
      add(name, { mode: 0o644, linkname: "", inode: first });
      add(first, { mode: 0o644, linkname: "", inode: first });
    } else if (line.endsWith("/")) add(line.slice(0, -1), { mode: goMode.directory + 0o755, linkname: "" });
    else if (!entries.has(line)) add(line, { mode: 0o644, linkname: "" });
  }
  const missing = () => Object.assign(new Error("no such entry"), { code: "ENOENT" });
  return {
    list: (directory) =>
      [...entries]
        .filter(([path]) => path.slice(0, Math.max(path.lastIndexOf("/"), 0)) === directory)
        .map(([path, { mode }]) => ({
          name: path.slice(path.lastIndexOf("/") + 1),
          isDirectory: mode >= goMode.directory,
        })),
    stat(path) {
      const entry = entries.get(path);
      if (entry === undefined) throw missing();
      return { size: 0, modTime: 0n, devMajor: 0, devMinor: 0, inode: undefined, ...entry };
    },
    open: () => {
      throw missing();
    },
    display: (path) => path,
  };
}

interface Filters {
  readonly includes?: readonly string[];
  readonly excludes?: readonly string[];
  readonly follow?: readonly string[];
}

function walked(tree: Tree, { includes = [], excludes = [], follow = [] }: Filters = {}): readonly Stat[] {
  const patterns = includePatterns(tree, includes, follow);
  const next = openWalk(tree, {
    includes: patterns === undefined ? undefined : compilePatterns(patterns),
    excludes: excludes.length === 0 ? undefined : compilePatterns(excludes),
  });
  const stats: Stat[] = [];
  for (let stat = next(); stat !== undefined; stat = next()) stats.push(stat);
  return stats;
}

function pathsOf(tree: Tree, filters: Filters = {}): readonly string[] {
  return walked(tree, filters).map(({ path }) => path);
}

test("entries come in the byte order of their UTF-8 names, a directory before what is in it", () => {
  const names = ["b", "a.b", "a-b", "a/z", "a/\u{1F600}", "a/\uFB00", "a/\uE000", "a b", "A", "\u00e9", "a!", "a0"];
  expect(pathsOf(treeOf(names))).toEqual([
    "A",
    "a",
    "a/z",
    "a/\uE000",
    "a/\uFB00",
    "a/\u{1F600}",
    "a b",
    "a!",
    "a-b",
    "a.b",
    "a0",
    "b",
    "\u00e9",
  ]);
});

test("comparing names and paths is comparing their bytes", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "b", "/", "-", "\u00e9", "\uD7FF", "\uE000", "\uFFFF", "\u{10000}", "\u{10FFFF}"),
  });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareNames(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      const lowered = (path: string) => Buffer.from(path.replaceAll("/", "\0"));
      expect(Math.sign(comparePaths(a, b))).toBe(Buffer.compare(lowered(a), lowered(b)));
    }),
  );
});

test.for<{ title: string; tree: readonly string[]; filters: Filters; paths: readonly string[] }>([
  {
    title: "an excluded directory goes with all that is in it",
    tree: ["a/b/c", "d"],
    filters: { excludes: ["a"] },
    paths: ["d"],
  },
  {
    title: "an excluded directory is sent when an exception is in it",
    tree: ["a/b/c", "a/b/d", "a/e", "f"],
    filters: { excludes: ["a", "!a/b/c"] },
    paths: ["a", "a/b", "a/b/c", "f"],
  },
  {
    title: "an exception with a wildcard reaches into excluded directories",
    tree: ["a/b/c.md", "a/b/c.go", "d/e"],
    filters: { excludes: ["*", "!**/*.md"] },
    paths: ["a", "a/b", "a/b/c.md"],
  },
  {
    title: "an included file brings its directories, not its siblings",
    tree: ["a/b/c", "a/b/d", "a/e", "f"],
    filters: { includes: ["a/b/c"] },
    paths: ["a", "a/b", "a/b/c"],
  },
  {
    title: "what is included and excluded is left out",
    tree: ["a/b", "a/c"],
    filters: { includes: ["a"], excludes: ["a/b"] },
    paths: ["a", "a/c"],
  },
  {
    title: "a directory that is included stays when it is empty",
    tree: ["a/", "b/"],
    filters: { includes: ["a"] },
    paths: ["a"],
  },
  {
    title: "a followed path that is missing matches nothing",
    tree: ["a"],
    filters: { follow: ["b/c"] },
    paths: [],
  },
  {
    title: "following the root sends everything",
    tree: ["a", "b/c"],
    filters: { follow: ["b", "."] },
    paths: ["a", "b", "b/c"],
  },
  {
    title: "a followed symlink brings what it points to",
    tree: ["link -> dir/real", "dir/real", "dir/other"],
    filters: { follow: ["link"] },
    paths: ["dir", "dir/real", "link"],
  },
  {
    title: "symlinks on the way and absolute ones stay inside the root",
    tree: ["l -> ../../x", "x/m -> /y", "y/f", "y/g", "z"],
    filters: { follow: ["l/m/f"] },
    paths: ["l", "x", "x/m", "y", "y/f"],
  },
  {
    title: "several paths go through one symlink",
    tree: ["l -> x", "x/a", "x/b", "x/c"],
    filters: { follow: ["l/a", "l/b"] },
    paths: ["l", "x", "x/a", "x/b"],
  },
  {
    title: "a symlink into itself ends",
    tree: ["a -> a/x", "c"],
    filters: { follow: ["a"] },
    paths: ["a"],
  },
  {
    title: "symlinks in a circle end",
    tree: ["a -> b", "b -> a", "c"],
    filters: { follow: ["a"] },
    paths: ["a", "b"],
  },
  {
    title: "a wildcard in a followed path follows each symlink that it matches",
    tree: ["d/a1 -> ../t1", "d/a2 -> ../t2", "d/b -> ../t3", "d/a3", "t1", "t2", "t3"],
    filters: { follow: ["d/a*"] },
    paths: ["d", "d/a1", "d/a2", "d/a3", "t1", "t2"],
  },
  {
    title: "a followed path cannot leave the root",
    tree: ["x", "y"],
    filters: { follow: ["../../x"] },
    paths: ["x"],
  },
])("$title", ({ tree, filters, paths }) => {
  expect(pathsOf(treeOf(tree), filters)).toEqual(paths);
});

test("a second name of a file says the first, and the first kept one carries the data", () => {
  const tree = treeOf(["a/two = a/one", "b = a/one"]);
  const linknames = (filters: Filters) => walked(tree, filters).map(({ path, linkname }) => [path, linkname]);
  expect(linknames({})).toEqual([
    ["a", ""],
    ["a/one", ""],
    ["a/two", "a/one"],
    ["b", "a/one"],
  ]);
  expect(linknames({ excludes: ["a/one"] })).toEqual([
    ["a", ""],
    ["a/two", ""],
    ["b", "a/two"],
  ]);
});

test("what vanishes during the walk is left out, and its siblings stay", () => {
  const tree = treeOf(["a", "b/c", "d"]);
  const shrinking: Tree = {
    ...tree,
    stat: (path) => tree.stat(path === "a" || path === "b" ? "gone" : path),
  };
  expect(pathsOf(shrinking)).toEqual(["d"]);
});

test("an unreadable directory is an error, unless the filters drop it", () => {
  const tree = treeOf(["secret/x", "a"]);
  const guarded: Tree = {
    ...tree,
    list(directory) {
      if (directory === "secret") throw Object.assign(new Error("no"), { code: "EACCES" });
      return tree.list(directory);
    },
  };
  expect(() => pathsOf(guarded)).toThrow("no");
  expect(pathsOf(guarded, { excludes: ["secret", "!**/b"] })).toEqual(["a"]);
});

/** The kept paths by the definition: every path is judged from the top, nothing is pruned. */
function plainlyKept(paths: readonly string[], { includes = [], excludes = [] }: Filters): readonly string[] {
  const chosen = (patterns: readonly string[], path: string): boolean => {
    const matcher = compilePatterns(patterns);
    const names = path.split("/");
    let parent: ParentMatches | undefined;
    let isMatch = false;
    for (let depth = 1; depth <= names.length; depth++) {
      ({ isMatch, matches: parent } = matcher.match(names.slice(0, depth).join("/"), parent));
    }
    return isMatch;
  };
  const kept = paths.filter(
    (path) => (includes.length === 0 || chosen(includes, path)) && (excludes.length === 0 || !chosen(excludes, path)),
  );
  const all = new Set(kept.flatMap((path) => path.split("/").map((_, at, names) => names.slice(0, at + 1).join("/"))));
  return [...all].sort(comparePaths);
}

test("directories below a pattern that ends in */** are passed by, as by every client", () => {
  expect(pathsOf(treeOf(["a/b/c"]), { includes: ["a/*/**"] })).toEqual([]);
});

test("pruning whole directories never changes what is kept", () => {
  const name = fc.constantFrom("a", "b", "ab", "a.b", "c");
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join("/"));
  const part = fc.constantFrom("a", "b", "ab", "a.b", "*", "a*", "?", "**", "[ab]");
  const pattern = fc
    .tuple(fc.boolean(), fc.array(part, { minLength: 1, maxLength: 3 }), fc.constantFrom("", "", "/*", "/**"))
    .map(([isException, parts, end]) => `${isException ? "!" : ""}${parts.join("/")}${end}`)
    .filter((text) => !/\*\/\*\*?$/.test(text));
  fc.assert(
    fc.property(
      fc.array(path, { maxLength: 12 }),
      fc.array(pattern, { maxLength: 3 }),
      fc.array(pattern, { maxLength: 4 }),
      (files, includes, excludes) => {
        // A file cannot hold others.
        const leaves = files.filter((file) => !files.some((other) => other.startsWith(`${file}/`)));
        const every = [
          ...new Set(leaves.flatMap((file) => file.split("/").map((_, at, names) => names.slice(0, at + 1).join("/")))),
        ];
        expect(pathsOf(treeOf(leaves), { includes, excludes })).toEqual(plainlyKept(every, { includes, excludes }));
      },
    ),
    { numRuns: 2000 },
  );
});
