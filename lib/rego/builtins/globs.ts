// Patterns with `*`, `**`, `?`, `[a-z]` and `{a,b}`. Follows open-policy-agent/opa v1/topdown/glob.go and gobwas/glob.

import { type BuiltinDeclaration, BuiltinError } from "../builtin.js";
import { isArray, type Value } from "../values/index.js";
import { argument, declare, refuse, stringAt } from "./arguments.js";

export const globFunctions: readonly BuiltinDeclaration[] = [
  declare("glob.match", "(string, array[string] | null, string) -> boolean", (args) => {
    const pattern = stringAt(args, 0);
    const delimiters = delimitersOf(argument(args, 1));
    const text = Array.from(stringAt(args, 2));
    return matchParts(parseGlob(pattern), text, new Set([0]), delimiters).has(text.length);
  }),
  declare("glob.quote_meta", "(string) -> string", (args) => stringAt(args, 0).replace(/[*?\\[\]{}]/g, "\\$&")),
];

type Part =
  | { readonly kind: "text"; readonly characters: readonly string[] }
  /** `**` does not stop at delimiters. */
  | { readonly kind: "star"; readonly isSuper: boolean }
  | { readonly kind: "single" }
  | { readonly kind: "class"; readonly has: (character: string) => boolean }
  | { readonly kind: "alternatives"; readonly options: readonly (readonly Part[])[] };

/** None with null; a dot where the array is empty. */
function delimitersOf(value: Value): ReadonlySet<string> {
  if (value === null) return new Set();
  if (!isArray(value)) return refuse(1, value, "array", "null");
  if (value.length === 0) return new Set(["."]);
  return new Set(
    value.map((item) => {
      if (typeof item !== "string") return refuse(1, item, "string");
      if (Array.from(item).length !== 1) throw new BuiltinError("a delimiter must be one character");
      return item;
    }),
  );
}

function parseGlob(pattern: string): readonly Part[] {
  // The zero character ends a pattern there, and the replacement character cannot be told from what is no character.
  const [source = ""] = pattern.split("\0");
  if (source.includes("\ufffd")) throw new BuiltinError("the pattern has a character that cannot be read");
  const characters = Array.from(source);
  let at = 0;
  return parts(false);

  function parts(isInner: boolean): Part[] {
    const read: Part[] = [];
    for (let character = characters[at]; character !== undefined; character = characters[at]) {
      if (isInner && (character === "," || character === "}")) break;
      if (character === "*") {
        at++;
        const isSuper = characters[at] === "*";
        if (isSuper) at++;
        read.push({ kind: "star", isSuper });
      } else if (character === "?") {
        at++;
        read.push({ kind: "single" });
      } else if (character === "[") {
        at++;
        read.push({ kind: "class", has: characterClass() });
      } else if (character === "{") {
        at++;
        read.push({ kind: "alternatives", options: alternatives() });
      } else read.push({ kind: "text", characters: text(isInner ? "?*[{}," : "?*[{") });
    }
    return read;
  }

  /** A pattern that ends within is taken as closed. */
  function alternatives(): readonly (readonly Part[])[] {
    const options = [parts(true)];
    while (characters[at] === ",") {
      at++;
      options.push(parts(true));
    }
    at++;
    return options;
  }

  function text(breakers: string): readonly string[] {
    const read: string[] = [];
    for (let character = characters[at]; character !== undefined; character = characters[at]) {
      if (breakers.includes(character)) break;
      at++;
      const literal = character === "\\" ? characters[at++] : character;
      if (literal !== undefined) read.push(literal);
    }
    return read;
  }

  function characterClass(): (character: string) => boolean {
    const isNegated = characters[at] === "!";
    if (isNegated) at++;
    const first = characters[at];
    if (first !== undefined && characters[at + 1] === "-") {
      const last = characters[at + 2];
      at += 3;
      if (last === undefined) throw new BuiltinError("a range is wrong");
      close();
      const [low, high] = [codeOf(first), codeOf(last)];
      if (high < low) throw new BuiltinError("a range is out of order");
      return (character) => (codeOf(character) >= low && codeOf(character) <= high) !== isNegated;
    }
    const listed = new Set(text("]"));
    close();
    if (listed.size === 0) throw new BuiltinError("a class is empty");
    return (character) => listed.has(character) !== isNegated;
  }

  function close(): void {
    if (characters[at++] !== "]") throw new BuiltinError("a class is not closed");
  }
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

/** Where the parts can end when they begin at one of `starts`; all at once, so that many stars cost no more than one. */
function matchParts(
  parts: readonly Part[],
  text: readonly string[],
  starts: ReadonlySet<number>,
  delimiters: ReadonlySet<string>,
): ReadonlySet<number> {
  return parts.reduce((positions, part) => step(part, positions), starts);

  function step(part: Part, positions: ReadonlySet<number>): ReadonlySet<number> {
    const ends = new Set<number>();
    for (const position of positions) {
      const character = text[position];
      if (part.kind === "text") {
        if (part.characters.every((each, i) => text[position + i] === each))
          ends.add(position + part.characters.length);
      } else if (part.kind === "star") {
        for (let end = position; !ends.has(end); end++) {
          ends.add(end);
          const next = text[end];
          if (next === undefined || (!part.isSuper && delimiters.has(next))) break;
        }
      } else if (part.kind === "single") {
        if (character !== undefined && !delimiters.has(character)) ends.add(position + 1);
      } else if (part.kind === "class") {
        if (character !== undefined && part.has(character)) ends.add(position + 1);
      }
    }
    if (part.kind !== "alternatives") return ends;
    return new Set(part.options.flatMap((option) => [...matchParts(option, text, positions, delimiters)]));
  }
}
