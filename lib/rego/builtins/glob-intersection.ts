// Whether some text matches two patterns of characters, `.`, `[a-z]`, `*` and `+`.
// Follows yashtewari/glob-intersection, where it finds no common text though there is one as well (`a` and `ab*`).

import { BuiltinError } from "../builtin.js";

export function globsIntersect(left: string, right: string): boolean {
  const [a, b] = [tokens(left), tokens(right)];
  const start = plainPrefix(a, b);
  if (start === undefined) return false;
  const end = plainSuffix(a, b, start);
  return end !== undefined && intersect(a.slice(start, a.length - end), b.slice(start, b.length - end));
}

interface Token {
  /** Undefined: any. */
  readonly characters: ReadonlySet<string> | undefined;
  readonly isDot: boolean;
  readonly times: "once" | "+" | "*";
}

type Glob = readonly Token[];

function tokens(pattern: string): Glob {
  const characters = Array.from(pattern);
  const read: Token[] = [];
  let at = 0;
  while (at < characters.length) {
    const { character, isEscaped } = next();
    let token: Omit<Token, "times"> = { characters: new Set([character]), isDot: false };
    if (!isEscaped) {
      if ("]+*".includes(character)) throw new BuiltinError("the pattern is wrong");
      if (character === ".") token = { characters: undefined, isDot: true };
      if (character === "[") token = { characters: readSet(), isDot: false };
    }
    const flag = characters[at];
    const times = flag === "+" || flag === "*" ? flag : "once";
    if (times !== "once") at++;
    push({ ...token, times });
  }
  return read;

  function next(): { readonly character: string; readonly isEscaped: boolean } {
    const character = characters[at++];
    if (character === undefined) throw new BuiltinError("the pattern ends too early");
    if (character !== "\\") return { character, isEscaped: false };
    const escaped = characters[at++];
    if (escaped === undefined) throw new BuiltinError("the pattern ends too early");
    return { character: escaped, isEscaped: true };
  }

  function readSet(): ReadonlySet<string> {
    const set = new Set<string>();
    let before: string | undefined;
    for (;;) {
      const { character, isEscaped } = next();
      if (!isEscaped && character === "]") return set;
      if (isEscaped || character !== "-") {
        set.add(character);
        before = character;
        continue;
      }
      const last = next();
      if (before === undefined || (!last.isEscaped && "]-".includes(last.character)))
        throw new BuiltinError("a range is wrong");
      addRange(set, before, last.character);
      before = undefined;
    }
  }

  /** What repeats twice in a row repeats once. */
  function push(token: Token): void {
    const last = read.at(-1);
    if (last !== undefined && last.times !== "once" && token.times !== "once" && isSame(last, token)) {
      read[read.length - 1] = { ...last, times: last.times === "+" || token.times === "+" ? "+" : "*" };
    } else read.push(token);
  }
}

function addRange(set: Set<string>, first: string, last: string): void {
  const [from, to] = [first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0];
  if (to < from) throw new BuiltinError("a range is out of order");
  for (let code = from; code <= to; code++) set.add(String.fromCodePoint(code));
}

function isSame(a: Token, b: Token): boolean {
  if (a.isDot || b.isDot) return a.isDot === b.isDot;
  const [left, right] = [a.characters ?? new Set<string>(), b.characters ?? new Set<string>()];
  return left.size === right.size && [...left].every((character) => right.has(character));
}

function overlaps(a: Token, b: Token): boolean {
  if (a.characters === undefined || b.characters === undefined) return true;
  for (const character of a.characters) if (b.characters.has(character)) return true;
  return false;
}

/** How many tokens to drop in front; one that matches stays. Undefined: they do not match. */
function plainPrefix(a: Glob, b: Glob): number | undefined {
  let length = 0;
  for (const [i, left] of a.entries()) {
    const right = b[i];
    if (right === undefined || left.times !== "once" || right.times !== "once") break;
    if (!overlaps(left, right)) return undefined;
    length++;
  }
  return Math.max(0, length - 1);
}

function plainSuffix(a: Glob, b: Glob, start: number): number | undefined {
  let length = 0;
  while (Math.min(a.length, b.length) - length > start) {
    const [left, right] = [a[a.length - 1 - length], b[b.length - 1 - length]];
    if (left === undefined || right === undefined || left.times !== "once" || right.times !== "once") break;
    if (!overlaps(left, right)) return undefined;
    length++;
  }
  return Math.max(0, length - 1);
}

function intersect(a: Glob, b: Glob): boolean {
  // Pairs of rests that were tried, so that patterns of many stars stay quick.
  const known = new Map<string, boolean>();
  return plain(0, 0, false);

  /** `isSwapped`: `i` counts in the right pattern. */
  function plain(i: number, j: number, isSwapped: boolean): boolean {
    const [left, right] = isSwapped ? [b, a] : [a, b];
    for (let k = 0; ; k++) {
      const [one, other] = [left[i + k], right[j + k]];
      if (one === undefined || other === undefined) return one === other;
      if (one.times !== "once") return remembered(i + k, j + k, isSwapped);
      if (other.times !== "once") return remembered(j + k, i + k, !isSwapped);
      if (!overlaps(one, other)) return false;
    }
  }

  function remembered(i: number, j: number, isSwapped: boolean): boolean {
    const key = `${isSwapped} ${i} ${j}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const result = (isSwapped ? b : a)[i]?.times === "+" ? plus(i, j, isSwapped) : star(i, j, isSwapped);
    known.set(key, result);
    return result;
  }

  function plus(i: number, j: number, isSwapped: boolean): boolean {
    const [left, right] = isSwapped ? [b, a] : [a, b];
    const [one, other] = [left[i], right[j]];
    if (one === undefined || other === undefined || !overlaps(one, other)) return false;
    return star(i, j + 1, isSwapped) || (other.times !== "once" && plain(i + 1, j, isSwapped));
  }

  function star(i: number, j: number, isSwapped: boolean): boolean {
    const [left, right] = isSwapped ? [b, a] : [a, b];
    const [starred, following] = [left[i], left[i + 1]];
    for (let k = j; k < right.length; k++) {
      const other = right[k];
      if (other === undefined || starred === undefined) return false;
      if (following !== undefined && overlaps(other, following) && plain(i + 1, k, isSwapped)) return true;
      if (!overlaps(other, starred)) return false;
    }
    return following === undefined;
  }
}
