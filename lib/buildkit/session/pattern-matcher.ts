// Which paths a list of patterns chooses, as in a .dockerignore: the last pattern that matches decides, `!` takes back.
// Follows moby/patternmatcher patternmatcher.go, above all MatchesUsingParentResults.

import { posix } from "node:path";
import { globRegExp } from "./glob.js";
import { compilePattern } from "./pattern-source.js";

/** A pattern that cannot be read. The message quotes it. */
export class PatternError extends Error {
  constructor(
    readonly pattern: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "PatternError";
  }
}

export interface Pattern {
  /** Clean, without the `!`. */
  readonly text: string;
  readonly isException: boolean;
  readonly matches: (path: string) => boolean;
}

export interface PatternMatcher {
  readonly patterns: readonly Pattern[];
  /** Whether a pattern chooses the path, given what the patterns said of its parent. Walks must go down from the top. */
  readonly match: (path: string, parent: ParentMatches | undefined) => MatchResult;
}

export interface MatchResult {
  readonly isMatch: boolean;
  /** For the entries below this path. */
  readonly matches: ParentMatches;
}

/** For each pattern 1 when it matched the directory, so that it matches all below. */
export type ParentMatches = Uint8Array;

/** @throws {PatternError} when a pattern cannot be read. */
export function compilePatterns(texts: readonly string[]): PatternMatcher {
  const patterns = texts.flatMap((text) => {
    const trimmed = trimSpace(text);
    return trimmed === "" ? [] : [readPattern(trimmed)];
  });
  return { patterns, match: (path, parent) => match(patterns, path, parent) };
}

/**
 * The patterns of a .dockerignore, clean and relative to the root of the context, in order.
 * Follows moby/patternmatcher ignorefile/ignorefile.go.
 */
export function readIgnoreFile(text: string): readonly string[] {
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  return lines.flatMap((line) => {
    // Only in the first column: an indented # is a pattern.
    if (line.startsWith("#")) return [];
    const trimmed = trimSpace(line);
    if (trimmed === "") return [];
    const isException = trimmed.startsWith("!");
    const rest = isException ? trimSpace(trimmed.slice(1)) : trimmed;
    const clean = rest === "" ? "" : cleanPath(rest);
    return [(isException ? "!" : "") + (clean.length > 1 ? clean.replace(/^\//, "") : clean)];
  });
}

/** `path` without empty, `.` and inner `..` components and without a `/` at its end, as Go's filepath.Clean. */
export function cleanPath(path: string): string {
  const clean = posix.normalize(path);
  return clean.length > 1 && clean.endsWith("/") ? clean.slice(0, -1) : clean;
}

function readPattern(trimmed: string): Pattern {
  const clean = cleanPath(trimmed);
  const isException = clean.startsWith("!");
  const text = isException ? clean.slice(1) : clean;
  if (text === "") {
    throw new PatternError(trimmed, `the ignore pattern "${trimmed}" has nothing after its !: name what to take back`);
  }
  if (globRegExp(text) === undefined) throw unreadable(trimmed);
  let matches: Pattern["matches"] | undefined;
  return {
    text,
    isException,
    // Compiled when first asked, as in the original: a wrong escape behind a pattern that decides goes unnoticed.
    matches(path) {
      matches ??= compile(text, trimmed);
      return matches(path);
    },
  };
}

function compile(text: string, quoted: string): Pattern["matches"] {
  try {
    return compilePattern(text);
  } catch (error) {
    throw unreadable(quoted, error);
  }
}

function unreadable(pattern: string, cause?: unknown): PatternError {
  return new PatternError(
    pattern,
    `the ignore pattern "${pattern}" cannot be read: a [ needs a list of characters and a ], and a \\ the character that it escapes`,
    { cause },
  );
}

function match(patterns: readonly Pattern[], path: string, parent: ParentMatches | undefined): MatchResult {
  const matches = new Uint8Array(patterns.length);
  let isMatch = false;
  patterns.forEach((pattern, at) => {
    if (parent?.[at] !== 1) {
      // It could not change the answer. That it is then not noted as matched is part of the behaviour: below this
      // directory it counts for what it matches there, not for having matched here.
      if (pattern.isException !== isMatch) return;
      if (!pattern.matches(path)) return;
    }
    matches[at] = 1;
    isMatch = !pattern.isException;
  });
  return { isMatch, matches };
}

/** As Go's strings.TrimSpace, which knows U+0085 but not the byte order mark. */
function trimSpace(text: string): string {
  return text.replace(/^(?:[^\S\uFEFF]|\u0085)+|(?:[^\S\uFEFF]|\u0085)+$/gu, "");
}
