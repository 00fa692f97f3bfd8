// What kinds of values a term can have, as far as that is known before a policy is evaluated.
// Follows open-policy-agent/opa v1/types/types.go.

import type { Scalar, Term } from "../../syntax/tree.js";
import { formatValue, isNumber } from "../../values/index.js";

export interface SimpleType {
  readonly kind: "null" | "boolean" | "number" | "string";
}

/** `items` are the first of it; without `rest` there are no others. */
export interface ArrayType {
  readonly kind: "array";
  readonly items: readonly MaybeType[];
  readonly rest: MaybeType;
}

/** A key that a policy names. */
export interface Key {
  /** The same for equal keys. */
  readonly id: string;
  readonly type: Type;
  readonly scalar?: Scalar;
}

/** `entries` by the ids of their keys, in their order. Without `rest` there are no others. */
export interface ObjectType {
  readonly kind: "object";
  readonly entries: ReadonlyMap<string, { readonly key: Key; readonly type: MaybeType }>;
  readonly rest: { readonly key: MaybeType; readonly value: MaybeType } | undefined;
}

export interface SetType {
  readonly kind: "set";
  readonly of: MaybeType;
}

/** One of several, sorted; of none: any. */
export interface UnionType {
  readonly kind: "union";
  readonly of: readonly Type[];
}

/** Without `result` a call of it is no value. */
export interface FunctionType {
  readonly kind: "function";
  readonly args: readonly MaybeType[];
  readonly result: MaybeType;
}

export type Type = SimpleType | ArrayType | ObjectType | SetType | UnionType | FunctionType;
/** undefined: nothing is known, not even that it can be anything. */
export type MaybeType = Type | undefined;

export const ANY: Type = { kind: "union", of: [] };
export const NULL: Type = { kind: "null" };
export const BOOLEAN: Type = { kind: "boolean" };
export const NUMBER: Type = { kind: "number" };
export const STRING: Type = { kind: "string" };

const ORDER: Readonly<Record<Type["kind"], number>> = {
  null: 0,
  boolean: 1,
  number: 2,
  string: 3,
  array: 4,
  object: 5,
  set: 6,
  union: 7,
  function: 8,
};

export function isAny(type: MaybeType): boolean {
  return type?.kind === "union" && type.of.length === 0;
}

export function arrayType(items: readonly MaybeType[], rest?: MaybeType): ArrayType {
  return { kind: "array", items, rest };
}

export function objectType(
  entries: readonly { readonly key: Key; readonly type: MaybeType }[],
  rest?: ObjectType["rest"],
): ObjectType {
  const sorted = entries.length < 2 ? entries : entries.toSorted((a, b) => compareTexts(a.key.id, b.key.id));
  return { kind: "object", entries: new Map(sorted.map((entry) => [entry.key.id, entry])), rest };
}

/** Either of the two. */
export function either(a: MaybeType, b: MaybeType): MaybeType {
  if (a === undefined || a === b) return b;
  if (b === undefined) return a;
  if (a.kind === "function" || b.kind === "function") return eitherFunction(a, b);
  if (a.kind === "union") return b.kind === "union" ? union(a, b.of) : union(a, [b]);
  if (b.kind === "union") return union(b, [a]);
  const order = compareTypes(a, b);
  if (order === 0) return a;
  return { kind: "union", of: order < 0 ? [a, b] : [b, a] };
}

function eitherFunction(a: Type, b: Type): MaybeType {
  if (a.kind !== "function" || b.kind !== "function" || a.args.length !== b.args.length) return undefined;
  const args = a.args.map((arg, i) => either(arg, b.args[i]));
  return { kind: "function", args, result: either(a.result, b.result) };
}

/** `more` of none stands for any, as in a union. */
function union(known: UnionType, more: readonly Type[]): Type {
  if (known.of.length === 0 || more.length === 0) return ANY;
  const added = more.filter((type) => !known.of.some((one) => compareTypes(one, type) === 0));
  return added.length === 0 ? known : { kind: "union", of: [...known.of, ...added].sort(compareTypes) };
}

export function compareTypes(a: MaybeType, b: MaybeType): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  switch (a.kind) {
    case "array":
      if (b.kind === "array") return compareTypes(a.rest, b.rest) || compareLists(a.items, b.items);
      break;
    case "object":
      if (b.kind === "object") return compareObjects(a, b);
      break;
    case "set":
      if (b.kind === "set") return compareTypes(a.of, b.of);
      break;
    case "union":
      if (b.kind === "union") return compareLists(a.of, b.of);
      break;
    case "function":
      if (b.kind === "function") return compareLists(a.args, b.args) || compareTypes(a.result, b.result);
      break;
    default:
  }
  return ORDER[a.kind] - ORDER[b.kind];
}

function compareLists(a: readonly MaybeType[], b: readonly MaybeType[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compareTypes(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareObjects(a: ObjectType, b: ObjectType): number {
  const order = compareTypes(a.rest?.key, b.rest?.key) || compareTypes(a.rest?.value, b.rest?.value);
  if (order !== 0) return order;
  const [left, right] = [[...a.entries.values()], [...b.entries.values()]];
  for (const [i, { key, type }] of left.entries()) {
    const other = right[i];
    if (other === undefined) return 1;
    const next = compareTexts(key.id, other.key.id) || compareTypes(type, other.type);
    if (next !== 0) return next;
  }
  return left.length - right.length;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Of what a reference into such a value can ask. undefined: it has nothing in it. */
export function keysOf(type: MaybeType): MaybeType {
  switch (type?.kind) {
    case "array":
      return NUMBER;
    case "object": {
      let keys: MaybeType = type.rest?.key;
      for (const { key } of type.entries.values()) keys = either(keys, key.type);
      return keys;
    }
    case "set":
      return type.of;
    case "union":
      return eitherOf(type, keysOf);
    default:
      return undefined;
  }
}

/** What is in such a value. */
export function valuesOf(type: MaybeType): MaybeType {
  switch (type?.kind) {
    case "array":
      return either(type.items.reduce(either, undefined), type.rest);
    case "object": {
      let values: MaybeType;
      for (const entry of type.entries.values()) values = either(values, entry.type);
      // In this order: functions among the entries leave nothing known, and then the rest can be anything.
      return either(values, type.rest?.value);
    }
    case "set":
      return type.of;
    case "union":
      return eitherOf(type, valuesOf);
    default:
      return undefined;
  }
}

function eitherOf({ of }: UnionType, ask: (type: Type) => MaybeType): MaybeType {
  return of.length === 0 ? ANY : of.reduce<MaybeType>((found, type) => either(found, ask(type)), undefined);
}

/** What such a value has at `key`. */
export function memberOf(type: MaybeType, key: Key): MaybeType {
  switch (type?.kind) {
    case "array": {
      const index = key.scalar;
      if (typeof index !== "number" || !Number.isInteger(index) || index < 0) return undefined;
      return index < type.items.length ? type.items[index] : type.rest;
    }
    case "object": {
      const entry = type.entries.get(key.id);
      if (entry !== undefined) return entry.type;
      return type.rest !== undefined && includes(type.rest.key, key.type) ? type.rest.value : undefined;
    }
    case "set":
      return includes(type.of, key.type) ? key.type : undefined;
    case "union":
      return eitherOf(type, (one) => memberOf(one, key));
    default:
      return undefined;
  }
}

function includes(type: MaybeType, other: Type): boolean {
  if (type?.kind !== "union") return compareTypes(type, other) === 0;
  return type.of.length === 0 || type.of.some((one) => compareTypes(one, other) === 0);
}

/** Nothing is known about it, or about a part of it. */
export function isUnknown(type: MaybeType): boolean {
  switch (type?.kind) {
    case undefined:
      return true;
    case "array":
      return type.items.some(isUnknown) || (type.rest !== undefined && isUnknown(type.rest));
    case "object":
      if (type.rest !== undefined && (isUnknown(type.rest.key) || isUnknown(type.rest.value))) return true;
      return [...type.entries.values()].some((entry) => isUnknown(entry.type));
    case "set":
      return isUnknown(type.of);
    case "function":
      return type.args.some(isUnknown) || isUnknown(type.result);
    default:
      return false;
  }
}

/** A term as a key; undefined where it has variables in it. Sets count as arrays, being arrays in JSON. */
export function keyOf(term: Term): Key | undefined {
  switch (term.kind) {
    case "scalar":
      return { id: formatValue(term.value), type: typeOfScalar(term.value), scalar: term.value };
    case "array":
    case "set": {
      const keys = term.items.map(keyOf);
      const known = keys.filter((key) => key !== undefined);
      if (known.length < keys.length) return undefined;
      if (term.kind === "set") known.sort((a, b) => compareTypes(a.type, b.type) || compareTexts(a.id, b.id));
      return { id: `[${known.map(({ id }) => id).join(", ")}]`, type: arrayType(known.map(({ type }) => type)) };
    }
    case "object": {
      const entries: { key: Key; type: Type; id: string }[] = [];
      for (const [name, value] of term.entries) {
        const [key, member] = [keyOf(name), keyOf(value)];
        if (key === undefined || member === undefined) return undefined;
        const asText = typeof key.scalar === "string" ? key : { id: formatValue(key.id), type: STRING, scalar: key.id };
        entries.push({ key: asText, type: member.type, id: `${asText.id}: ${member.id}` });
      }
      const ids = entries.map(({ id }) => id).sort();
      return { id: `{${ids.join(", ")}}`, type: objectType(entries) };
    }
    default:
      return undefined;
  }
}

export function typeOfScalar(value: Scalar): Type {
  if (value === null) return NULL;
  if (typeof value === "boolean") return BOOLEAN;
  return isNumber(value) ? NUMBER : STRING;
}
