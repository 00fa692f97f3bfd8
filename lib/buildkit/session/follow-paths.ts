// The daemon names the paths that a build copies; what they mean is decided here, where the symlinks are.
// Follows tonistiigi/fsutil followlinks.go and filter.go.

import { posix } from "node:path";
import { globRegExp, hasWildcards } from "./glob.js";
import { isSymlink } from "./stat.js";
import type { Tree } from "./tree.js";

/**
 * `includes` and what `paths` lead to, as one list of patterns: each path itself, and every symlink on the way with what
 * it points to inside the root. Undefined when that is the whole tree.
 */
export function includePatterns(
  tree: Tree,
  includes: readonly string[],
  paths: readonly string[],
): readonly string[] | undefined {
  if (paths.length === 0) return includes.length === 0 ? undefined : includes;
  const followed = withoutNested([...followPaths(tree, paths)].sort());
  if (followed === undefined) return includes.length === 0 ? undefined : includes;
  return withoutNested([...includes, ...followed]);
}

/** As many symlinks on one path as Linux follows. */
const maxHops = 40;

function followPaths(tree: Tree, paths: readonly string[]): ReadonlySet<string> {
  const resolved = new Set<string>();
  const followed = new Set<string>();
  for (const path of paths) follow(path, 0);
  return resolved;

  function follow(path: string, hops: number): void {
    const clean = insideRoot(path);
    // The original remembers symlinks instead of whole paths, and so loses the second path that goes through one.
    if (followed.has(clean) || hops > maxHops) return;
    followed.add(clean);
    const names = clean.split("/");
    let current = "";
    for (const [at, name] of names.entries()) {
      current = posix.join(current, name);
      const targets = linkTargets(tree, current);
      const isLast = at === names.length - 1;
      if (targets.length > 0 || isLast) resolved.add(current);
      for (const target of targets) follow([target, ...names.slice(at + 1)].join("/"), hops + 1);
      if (targets.length > 0) return;
    }
  }
}

/** Where the symlink at `path` points, from the root; a wildcard in its last name stands for every symlink it matches. */
function linkTargets(tree: Tree, path: string): readonly string[] {
  const directory = parentOf(path);
  const name = posix.basename(path);
  if (!hasWildcards(name)) return linkTarget(tree, path);
  const matches = globRegExp(name);
  return entriesOf(tree, directory)
    .filter((entry) => matches?.test(entry))
    .flatMap((entry) => linkTarget(tree, posix.join(directory, entry)));
}

function linkTarget(tree: Tree, path: string): readonly string[] {
  if (path === ".") return [];
  const stat = unlessMissing(() => tree.stat(path));
  if (stat === undefined || !isSymlink(stat.mode)) return [];
  return [stat.linkname.startsWith("/") ? stat.linkname : posix.join("/", parentOf(path), stat.linkname)];
}

function entriesOf(tree: Tree, directory: string): readonly string[] {
  const listed = unlessMissing(() => tree.list(directory)) ?? [];
  return listed.map(({ name }) => name).sort();
}

/** A clean relative path that does not leave the root; "." for the root. */
function insideRoot(path: string): string {
  return posix.join("/", path).replace(/\/$/, "").slice(1) || ".";
}

function parentOf(path: string): string {
  const directory = posix.dirname(path);
  return directory === "." ? "" : directory;
}

/** Drops what lies below the entry before it; undefined when the root is among them. */
function withoutNested(paths: readonly string[]): readonly string[] | undefined {
  if (paths.includes(".")) return undefined;
  const kept: string[] = [];
  for (const path of paths) {
    if (!path.startsWith(`${kept.at(-1) ?? ""}/`)) kept.push(path);
  }
  return kept;
}

function unlessMissing<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
