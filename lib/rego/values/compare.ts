// The order of values. Follows open-policy-agent/opa v1/ast/compare.go.

import type { Value } from "./value.js";

export type TypeName = "null" | "boolean" | "number" | "string" | "array" | "object" | "set";

/** null < boolean < number < string < array < object < set; strings by code point. */
export function compareValues(a: Value, b: Value): number {
  if (typeof a === "string" && typeof b === "string") return compareStrings(a, b);
  if (isNumber(a) && isNumber(b)) return a < b ? -1 : a > b ? 1 : 0;
  if (a === b) return 0;
  const byType = RANKS[typeName(a)] - RANKS[typeName(b)];
  if (byType !== 0) return byType;
  if (typeof a === "boolean") return a ? 1 : -1;
  if (isArray(a) && isArray(b)) return compareSequences(a, b, compareValues);
  if (isObject(a) && isObject(b)) return compareSequences(a.entries(), b.entries(), compareEntries);
  if (isSet(a) && isSet(b)) return compareSequences(a.members(), b.members(), compareValues);
  return 0;
}

export function equalValues(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object") return false;
  return compareValues(a, b) === 0;
}

export function typeName(value: Value): TypeName {
  if (value === null) return "null";
  switch (typeof value) {
    case "boolean":
      return "boolean";
    case "number":
    case "bigint":
      return "number";
    case "string":
      return "string";
    default:
      return isArray(value) ? "array" : value.kind;
  }
}

/** `Array.isArray` alone does not tell readonly arrays from the rest. */
export function isArray(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isObject(value: Value): value is Extract<Value, { kind: "object" }> {
  return typeof value === "object" && value !== null && !isArray(value) && value.kind === "object";
}

export function isSet(value: Value): value is Extract<Value, { kind: "set" }> {
  return typeof value === "object" && value !== null && !isArray(value) && value.kind === "set";
}

export function isNumber(value: Value): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

const RANKS: Readonly<Record<TypeName, number>> = {
  null: 0,
  boolean: 1,
  number: 2,
  string: 3,
  array: 4,
  object: 5,
  set: 6,
};

function compareEntries(a: readonly [Value, Value], b: readonly [Value, Value]): number {
  return compareValues(a[0], b[0]) || compareValues(a[1], b[1]);
}

function compareSequences<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): number {
  for (const [i, member] of a.entries()) {
    const other = b[i];
    if (other === undefined) break;
    const order = compare(member, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** JavaScript compares UTF-16 units, which puts U+10000 before U+E000. */
function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return unitRank(left) - unitRank(right);
  }
  return a.length - b.length;
}

/** Surrogates behind all other units, as the characters that they make up are. */
function unitRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
