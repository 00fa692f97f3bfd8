// Text. Positions count characters, not UTF-16 units. Follows open-policy-agent/opa v1/topdown/strings.go and Go's strings.

import { type BuiltinDeclaration, BuiltinError } from "../builtin.js";
import { compareValues, type Value } from "../values/index.js";
import { argument, declare, intAt, numberAt, objectAt, refuse, stringAt, stringsAt } from "./arguments.js";
import { floatFrom, truncate } from "./binary-float.js";
import { toLower, toUpper } from "./letter-case.js";
import { sprintf } from "./sprintf.js";

/** Of functions on two texts that do not give one back. */
const RESULTS: Readonly<Record<string, string>> = {
  contains: "boolean",
  startswith: "boolean",
  endswith: "boolean",
  "strings.count": "number",
  indexof: "number",
  indexof_n: "array[number]",
  split: "array[string]",
};

export const stringFunctions: readonly BuiltinDeclaration[] = [
  ...onTwoTexts(),
  declare("lower", "(string) -> string", (args) => toLower(stringAt(args, 0))),
  declare("upper", "(string) -> string", (args) => toUpper(stringAt(args, 0))),
  declare("trim_space", "(string) -> string", (args) => trimSpace(stringAt(args, 0))),
  declare("strings.reverse", "(string) -> string", (args) => Array.from(stringAt(args, 0)).reverse().join("")),
  declare("concat", "(string, set[string] | array[string]) -> string", (args) => {
    const separator = stringAt(args, 0);
    return stringsAt(args, 1).join(separator);
  }),
  declare("replace", "(string, string, string) -> string", (args) =>
    replaceAll(stringAt(args, 0), [[stringAt(args, 1), stringAt(args, 2)]]),
  ),
  declare("strings.replace_n", "(object[string: string], string) -> string", (args) => {
    const pairs = objectAt(args, 0)
      .entries()
      .map(([from, to]) => [textOf(from), textOf(to)] as const);
    return replaceAll(stringAt(args, 1), pairs);
  }),
  declare("substring", "(string, number, number) -> string", (args) => {
    const text = stringAt(args, 0);
    const start = intAt(args, 1);
    const length = intAt(args, 2);
    if (start < 0) throw new BuiltinError("argument 2 must not be negative");
    const characters = Array.from(text);
    return characters.slice(start, length < 0 ? undefined : start + length).join("");
  }),
  declare("format_int", "(number, number) -> string", (args) => {
    const value = truncate(floatFrom(numberAt(args, 0)));
    const base = numberAt(args, 1);
    if (base !== 2 && base !== 8 && base !== 10 && base !== 16)
      throw new BuiltinError("argument 2 must be 2, 8, 10 or 16");
    return value.toString(base);
  }),
  declare("sprintf", "(string, array[any]) -> string", (args) => {
    const format = stringAt(args, 0);
    const values = argument(args, 1);
    return Array.isArray(values) ? sprintf(format, values) : refuse(1, values, "array");
  }),
  declare(
    "strings.any_prefix_match",
    "(string | set[string] | array[string], string | set[string] | array[string]) -> boolean",
    (args) => anyOf(args, (text, prefix) => text.startsWith(prefix)),
  ),
  declare(
    "strings.any_suffix_match",
    "(string | set[string] | array[string], string | set[string] | array[string]) -> boolean",
    (args) => anyOf(args, (text, suffix) => text.endsWith(suffix)),
  ),
];

function onTwoTexts(): readonly BuiltinDeclaration[] {
  const functions: Readonly<Record<string, (text: string, other: string) => Value>> = {
    contains: (text, part) => text.includes(part),
    startswith: (text, prefix) => text.startsWith(prefix),
    endswith: (text, suffix) => text.endsWith(suffix),
    "strings.count": (text, part) => (part === "" ? Array.from(text).length + 1 : text.split(part).length - 1),
    indexof: (text, part) => positions(text, part)[0] ?? -1,
    indexof_n: positions,
    split: (text, separator) => (separator === "" ? Array.from(text) : text.split(separator)),
    trim: (text, set) => trimRight(trimLeft(text, set), set),
    trim_left: trimLeft,
    trim_right: trimRight,
    trim_prefix: (text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text),
    trim_suffix: (text, suffix) => (text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text),
  };
  return Object.entries(functions).map(([name, call]) =>
    declare(name, `(string, string) -> ${RESULTS[name] ?? "string"}`, (args) =>
      call(stringAt(args, 0), stringAt(args, 1)),
    ),
  );
}

/** Of a text or several. Without any of either, nothing matches. */
function anyOf(args: readonly Value[], matches: (text: string, part: string) => boolean): boolean {
  const texts = oneOrMore(args, 0);
  const parts = oneOrMore(args, 1);
  return texts.some((text) => parts.some((part) => matches(text, part)));
}

function oneOrMore(args: readonly Value[], index: number): readonly string[] {
  const value = argument(args, index);
  return typeof value === "string" ? [value] : stringsAt(args, index);
}

/** Counted in characters; matches may overlap. */
function positions(text: string, part: string): readonly number[] {
  if (part === "") throw new BuiltinError("argument 2 must not be empty");
  const found: number[] = [];
  let position = 0;
  let at = 0;
  for (let next = text.indexOf(part); next >= 0; next = text.indexOf(part, next + 1)) {
    position += Array.from(text.slice(at, next)).length;
    at = next;
    found.push(position);
  }
  return found;
}

function trimLeft(text: string, set: string): string {
  const characters = Array.from(text);
  const start = characters.findIndex((character) => !set.includes(character));
  return start < 0 ? "" : characters.slice(start).join("");
}

function trimRight(text: string, set: string): string {
  const characters = Array.from(text);
  return characters.slice(0, characters.findLastIndex((character) => !set.includes(character)) + 1).join("");
}

/** JavaScript trims the byte order mark, too, and Go the next line (U+0085). */
export function trimSpace(text: string): string {
  return text.replace(/^[\s\u0085]+|[\s\u0085]+$/g, (spaces) => (spaces.includes("\ufeff") ? trimAround(spaces) : ""));
}

function trimAround(spaces: string): string {
  return spaces.slice(spaces.indexOf("\ufeff"), spaces.lastIndexOf("\ufeff") + 1);
}

function textOf(value: Value): string {
  return typeof value === "string" ? value : refuse(0, value, "string");
}

/** Where several fit, the first in the order of the pairs wins. An empty one fits where no other does, and between all characters. */
function replaceAll(text: string, pairs: readonly (readonly [from: string, to: string])[]): string {
  const sorted = pairs.toSorted(([a], [b]) => compareValues(a, b));
  let result = "";
  let at = 0;
  let wasMatch = false;
  while (at <= text.length) {
    const pair = sorted.find(([from]) => (from === "" ? !wasMatch : text.startsWith(from, at)));
    const [from, to] = pair ?? [undefined, ""];
    result += to;
    wasMatch = from !== undefined && from !== "";
    if (wasMatch) {
      at += from?.length ?? 0;
      continue;
    }
    const width = (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    result += text.slice(at, at + width);
    at += width;
  }
  return result;
}
