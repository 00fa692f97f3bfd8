// Goes through a tree in fsutil's order and hands out what the filters keep, one entry at a time.
// Follows tonistiigi/fsutil filter.go, fs.go and hardlinks.go.

import { compareNames } from "./path-order.js";
import type { ParentMatches, Pattern, PatternMatcher } from "./pattern-matcher.js";
import { isStagingName } from "./staging.js";
import type { Stat } from "./stat.js";
import type { EntryStat, ListedEntry, Tree } from "./tree.js";

/** Absent means: no filter of that kind. */
export interface WalkFilter {
  readonly includes: PatternMatcher | undefined;
  readonly excludes: PatternMatcher | undefined;
}

/** One directory that is being gone through. */
interface OpenDirectory {
  readonly path: string;
  readonly entries: readonly ListedEntry[];
  next: number;
  readonly included: ParentMatches | undefined;
  readonly excluded: ParentMatches | undefined;
  /** A directory that the filters drop is still sent when something below it is, just before. */
  isSent: boolean;
}

/**
 * Returns a function that gives the next kept entry, undefined at the end. Owner and group are 0, as for every build
 * context. Entries that vanish meanwhile are left out; so are unreadable directories that the filters drop anyway.
 * @throws what the tree throws, for an unreadable directory; PatternError for a pattern that cannot be read.
 */
export function openWalk(tree: Tree, { includes, excludes }: WalkFilter): () => Stat | undefined {
  const mayHoldIncluded = belowTest(includes?.patterns.filter(({ isException }) => !isException));
  const mayHoldException = belowTest(excludes?.patterns.filter(({ isException }) => isException));
  const namesByInode = new Map<string, string>();
  const stack: OpenDirectory[] = [];
  const ready: Stat[] = [];
  enter("", undefined, undefined, true);
  return () => {
    while (ready.length === 0) {
      const directory = stack.at(-1);
      if (directory === undefined) return undefined;
      const entry = directory.entries[directory.next++];
      if (entry === undefined) stack.pop();
      else visit(directory, entry);
    }
    return ready.shift();
  };

  function visit(directory: OpenDirectory, { name, isDirectory }: ListedEntry): void {
    const path = directory.path === "" ? name : `${directory.path}/${name}`;
    const included = includes?.match(path, directory.included);
    const excluded = excludes?.match(path, directory.excluded);
    const isMissed = included?.isMatch === false;
    if (isMissed && isDirectory && !mayHoldIncluded(path)) return;
    const isDropped = excluded?.isMatch === true;
    if (isDropped && isDirectory && !mayHoldException(path)) return;
    const isKept = !isMissed && !isDropped;
    if (isKept && !send(path)) return;
    if (isDirectory) enter(path, included?.matches, excluded?.matches, isKept);
  }

  /** Whether the entry was still there. */
  function send(path: string): boolean {
    const stats: Stat[] = [];
    for (const parent of stack) {
      if (parent.isSent) continue;
      const stat = unlessVanished(() => tree.stat(parent.path));
      if (stat === undefined) return false;
      parent.isSent = true;
      stats.push(sent(parent.path, stat));
    }
    ready.push(...stats);
    const stat = unlessVanished(() => tree.stat(path));
    if (stat === undefined) return false;
    ready.push(sent(path, stat));
    return true;
  }

  function sent(path: string, stat: EntryStat): Stat {
    const { inode, mode, size, modTime, devMajor, devMinor } = stat;
    let { linkname } = stat;
    if (inode !== undefined) {
      // Only names that are kept come here, so the first of them is the one that carries the data.
      linkname = namesByInode.get(inode) ?? "";
      if (linkname === "") namesByInode.set(inode, path);
    }
    return { path, mode, uid: 0, gid: 0, size, modTime, linkname, devMajor, devMinor };
  }

  function enter(
    path: string,
    included: ParentMatches | undefined,
    excluded: ParentMatches | undefined,
    isSent: boolean,
  ): void {
    const entries = unlessVanished(() => {
      try {
        return tree.list(path);
      } catch (error) {
        if (!isSent && codeOf(error) === "EACCES") return [];
        throw error;
      }
    });
    if (entries === undefined) return;
    const sorted = entries.filter(({ name }) => !isStagingName(name)).sort((a, b) => compareNames(a.name, b.name));
    stack.push({ path, entries: sorted, next: 0, included, excluded, isSent });
  }
}

/**
 * Whether one of `patterns` could match below a directory. Only plain prefixes are compared; with a wildcard among them
 * everything could. As in the original, a pattern that ends in one star and then two counts as the prefix before both, so
 * that what is in its subdirectories is passed by: a context must not depend on the client.
 */
function belowTest(patterns: readonly Pattern[] = []): (directory: string) => boolean {
  const prefixes = patterns.map(({ text }) => text.replace(/\/\*\*$/, "").replace(/\/\*$/, ""));
  if (prefixes.some((prefix) => /[*[\]?^\\]/.test(prefix))) return () => true;
  return (directory) => prefixes.some((prefix) => `${prefix}/`.startsWith(`${directory}/`));
}

function unlessVanished<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
