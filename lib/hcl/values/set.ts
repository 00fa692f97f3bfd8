// The order in which sets and maps are walked. Follows cty/set_internals.go.

import { valuesEqual } from "./equality.js";
import { compareNumbers } from "./number.js";
import { numberToGeneral, numberToText } from "./number-text.js";
import { compareBytewise } from "./text.js";
import { isPrimitive, type Type } from "./type.js";
import type { SetValue, Value } from "./value.js";

/** Sorts `items`, which are of type `element` already, and drops duplicates. */
export function setValue(element: Type, items: readonly Value[]): SetValue {
  const sorted = isPrimitive(element) ? [...items].sort(comparePrimitives) : sortedByKey(items);
  const distinct = sorted.filter((item, i) => {
    const before = sorted[i - 1];
    return before === undefined || !valuesEqual(before, item);
  });
  return { kind: "set", element, items: distinct };
}

/** Entries in bytewise order of their keys: the order in which maps and objects are walked and shown. */
export function sortedEntries(entries: ReadonlyMap<string, Value>): (readonly [string, Value])[] {
  return [...entries].sort(([a], [b]) => compareBytewise(a, b));
}

/** Strings by bytes, numbers by value, false before true, nulls last. */
function comparePrimitives(a: Value, b: Value): number {
  if (a.kind === "string" && b.kind === "string") return compareBytewise(a.value, b.value);
  if (a.kind === "number" && b.kind === "number") return compareNumbers(a.value, b.value);
  if (a.kind === "bool" && b.kind === "bool") return Number(a.value) - Number(b.value);
  return Number(a.kind === "null") - Number(b.kind === "null");
}

/** Compound values have no meaningful order, but buildx shows one; the rough key gives the same. */
function sortedByKey(items: readonly Value[]): readonly Value[] {
  const keyed = items.map((item) => ({
    item,
    rough: keyOf(item, (n) => numberToGeneral(n.value, 10)),
    exact: keyOf(item, (n) => numberToText(n.value)),
  }));
  keyed.sort(
    (a, b) =>
      Number(a.item.kind === "null") - Number(b.item.kind === "null") ||
      compareBytewise(a.rough, b.rough) ||
      compareBytewise(a.exact, b.exact),
  );
  return keyed.map(({ item }) => item);
}

function keyOf(value: Value, numberKey: (value: Value & { readonly kind: "number" }) => string): string {
  switch (value.kind) {
    case "null":
      return "~";
    case "string":
      return quoted(value.value);
    case "number":
      return numberKey(value);
    case "bool":
      return value.value ? "T" : "F";
    case "list":
    case "set":
      return `[${value.items.map((item) => `${keyOf(item, numberKey)};`).join("")}]`;
    case "tuple":
      return `<${value.items.map((item) => `${keyOf(item, numberKey)};`).join("")}>`;
    case "map": {
      const entries = sortedEntries(value.entries);
      return `{${entries.map(([key, item]) => `${quoted(key)}:${keyOf(item, numberKey)};`).join("")}}`;
    }
    case "object": {
      const entries = sortedEntries(value.entries);
      return `<${entries.map(([, item]) => `${keyOf(item, numberKey)};`).join("")}>`;
    }
  }
}

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\x07", "\\a"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\v", "\\v"],
]);

/** As Go's %q writes text. */
function quoted(text: string): string {
  const escaped = text.replace(/["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (char) => {
    const code = char.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    const short = SHORT_ESCAPES.get(char);
    if (short !== undefined) return short;
    if (code < 0x80) return `\\x${hex.padStart(2, "0")}`;
    return code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
  });
  return `"${escaped}"`;
}
