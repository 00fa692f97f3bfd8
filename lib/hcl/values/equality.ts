// When two values are the same. Follows cty/value_ops.go: no conversion, so values of different types differ.

import { compareNumbers, type HclNumber, isWhole, signOf } from "./number.js";
import { numberToText } from "./number-text.js";
import { typesEqual } from "./type.js";
import { typeOf, type Value } from "./value.js";

/** What `==` means: same type and same content. Nulls are equal whatever their types. */
export function valuesEqual(a: Value, b: Value): boolean {
  if (a.kind === "null" || b.kind === "null") return a.kind === b.kind;
  if (a.kind !== b.kind) return false;
  const isCompound = a.kind !== "string" && a.kind !== "number" && a.kind !== "bool";
  if (isCompound && !typesEqual(typeOf(a), typeOf(b))) return false;
  return sameContent(a, b);
}

/** Compares values of one type. */
function sameContent(a: Value, b: Value): boolean {
  switch (a.kind) {
    case "null":
      return b.kind === "null";
    case "string":
    case "bool":
      return b.kind === a.kind && a.value === b.value;
    case "number":
      return b.kind === "number" && numbersEqual(a.value, b.value);
    case "tuple":
    case "list":
    case "set":
      return b.kind === a.kind && sameItems(a.items, b.items);
    case "object":
    case "map":
      return b.kind === a.kind && sameEntries(a.entries, b.entries);
  }
}

/**
 * Two numbers with fractions are the same when they are written the same, so that 0.1 from a variable's double equals
 * the literal 0.1. Follows cty/primitive_type.go.
 */
export function numbersEqual(a: HclNumber, b: HclNumber): boolean {
  if (compareNumbers(a, b) === 0) return true;
  if (signOf(a) !== signOf(b) || isWhole(a) || isWhole(b)) return false;
  return numberToText(a) === numberToText(b);
}

function sameItems(a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((item, i) => {
    const other = b[i];
    return other !== undefined && sameContent(item, other);
  });
}

function sameEntries(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, item] of a) {
    const other = b.get(key);
    if (other === undefined || !sameContent(item, other)) return false;
  }
  return true;
}
