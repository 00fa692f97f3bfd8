// One ignore pattern as a test of paths. The daemon's other clients translate a pattern to a regular expression of Go's
// RE2 with little care for what stands between: characters go over as they are, so `[*]` or `\d` mean what RE2 makes of
// the result. A build context must not depend on the client, so this goes the same two steps.
// Follows moby/patternmatcher patternmatcher.go (compile, match) and Go's regexp/syntax/parse.go.

import { literalSource } from "./glob.js";

/** @throws {SyntaxError} when the pattern makes no regular expression. */
export function compilePattern(pattern: string): (path: string) => boolean {
  const { kind, re2 } = re2Source(pattern);
  switch (kind) {
    case "exact":
      return (path) => path === pattern;
    case "prefix": {
      const prefix = pattern.slice(0, -2);
      return (path) => path.startsWith(prefix);
    }
    case "suffix": {
      const suffix = pattern.slice(2);
      // `**/a` matches `a` too.
      const whole = suffix.startsWith("/") ? suffix.slice(1) : undefined;
      return (path) => path.endsWith(suffix) || path === whole;
    }
    case "regexp": {
      const regExp = new RegExp(jsSource(re2), "u");
      return (path) => regExp.test(path);
    }
  }
}

type MatchKind = "exact" | "prefix" | "suffix" | "regexp";

/** The pattern as RE2 text, and whether a plain comparison does instead. */
function re2Source(pattern: string): { readonly kind: MatchKind; readonly re2: string } {
  const chars = [...pattern];
  let kind: MatchKind = "exact";
  let re2 = "^";
  for (let at = 0; at < chars.length; ) {
    const start = at;
    const char = chars[at++] ?? "";
    if (char === "*" && chars[at] === "*") {
      at++;
      if (chars[at] === "/") at++;
      if (at < chars.length) {
        re2 += "(.*/)?";
        kind = "regexp";
      } else if (kind === "exact") {
        kind = "prefix";
      } else {
        re2 += ".*";
        kind = "regexp";
      }
      // Plain comparison is enough as long as nothing special follows.
      if (start === 0) kind = "suffix";
    } else if (char === "*") {
      re2 += "[^/]*";
      kind = "regexp";
    } else if (char === "?") {
      re2 += "[^/]";
      kind = "regexp";
    } else if (".+()|{}$".includes(char)) {
      re2 += `\\${char}`;
    } else if (char === "\\") {
      re2 += `\\${chars[at++] ?? ""}`;
      kind = "regexp";
    } else {
      re2 += char;
      if (char === "[" || char === "]") kind = "regexp";
    }
  }
  return { kind, re2: `${re2}$` };
}

/** RE2 text as a JavaScript one with the flag `u`, for what {@link re2Source} can make. */
function jsSource(re2: string): string {
  const chars = [...re2];
  let source = "";
  for (let at = 0; at < chars.length; ) {
    const char = chars[at++] ?? "";
    if (char === "\\") {
      const name = chars[at++] ?? "";
      const set = perlSets.get(name);
      source += assertions.get(name) ?? (set === undefined ? literalSource(escaped(name)) : `[${set}]`);
    } else if (char === "[") {
      const parsed = parseClass(chars, at);
      source += parsed.source;
      at = parsed.end;
    } else if (char === ".") source += "[^\\n]";
    else if ("^$()*?".includes(char)) source += char;
    else source += literalSource(char);
  }
  return source;
}

/** Between brackets, where RE2 takes a first `]` and any lone `[` or `-` for themselves. */
function parseClass(chars: readonly string[], from: number): { readonly source: string; readonly end: number } {
  let at = from;
  let items = "";
  const isNegated = chars[at] === "^";
  if (isNegated) at++;
  for (let isFirst = true; isFirst || chars[at] !== "]"; isFirst = false) {
    const set = namedSet();
    if (set !== undefined) {
      items += set;
      continue;
    }
    const low = classChar();
    let high = low;
    if (chars[at] === "-" && chars[at + 1] !== "]" && chars[at + 1] !== undefined) {
      at++;
      high = classChar();
    }
    items += `${literalSource(low)}-${literalSource(high)}`;
  }
  return { source: `[${isNegated ? "^" : ""}${items}]`, end: at + 1 };

  function namedSet(): string | undefined {
    if (chars[at] === "\\") {
      const perl = perlSets.get(chars[at + 1] ?? "");
      if (perl !== undefined) at += 2;
      return perl;
    }
    const [posix] = /^\[:\^?[a-z]+:\]/.exec(chars.slice(at, at + 12).join("")) ?? [];
    if (posix === undefined) return undefined;
    const set = posixSets.get(posix.slice(2, -2));
    if (set === undefined) throw new SyntaxError(`${posix} names no set of characters`);
    at += posix.length;
    return set;
  }

  function classChar(): string {
    const char = chars[at++];
    if (char === undefined) throw new SyntaxError("a [ is not closed");
    return char === "\\" ? escaped(chars[at++] ?? "") : char;
  }
}

const assertions: ReadonlyMap<string, string> = new Map([
  ["A", "^"],
  ["z", "$"],
  ["b", "\\b"],
  ["B", "\\B"],
]);

/** Written out, because JavaScript's `\s` knows more than ASCII. */
const perlSets: ReadonlyMap<string, string> = new Map([
  ["d", "0-9"],
  ["D", "\\D"],
  ["w", "0-9A-Za-z_"],
  ["W", "\\W"],
  ["s", "\\t\\n\\f\\r "],
  ["S", "\\0-\\x08\\x0b\\x0e-\\x1f!-\\u{10ffff}"],
]);

const controls: ReadonlyMap<string, string> = new Map([
  ["a", "\x07"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

function escaped(name: string): string {
  const control = controls.get(name);
  if (control !== undefined) return control;
  if (name !== "" && (name.codePointAt(0) ?? 0) < 0x80 && !/[0-9A-Za-z]/.test(name)) return name;
  throw new SyntaxError(`\\${name} is no escape that a pattern can have`);
}

const posixSets: ReadonlyMap<string, string> = new Map([
  ["alnum", "0-9A-Za-z"],
  ["alpha", "A-Za-z"],
  ["digit", "0-9"],
  ["lower", "a-z"],
  ["upper", "A-Z"],
  ["punct", "!-\\/:-@\\[-`\\{-~"],
  ["space", "\\t\\n\\v\\f\\r "],
  ["word", "0-9A-Za-z_"],
  ["xdigit", "0-9A-Fa-f"],
]);
