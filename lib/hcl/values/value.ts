// The values that expressions have, as plain data. Follows zclconf/go-cty docs/concepts.md; no unknown or marked values.

import type { HclNumber } from "./number.js";
import { numberFromInteger } from "./number-native.js";
import { normalizeText } from "./text.js";
import { ANY, BOOL, NUMBER, objectOf, STRING, type Type, tupleOf } from "./type.js";

export type Value =
  | StringValue
  | NumberValue
  | BoolValue
  | NullValue
  | TupleValue
  | ListValue
  | SetValue
  | ObjectValue
  | MapValue;

/** Text in Unicode normal form C: make one with `stringValue`, which normalises. */
export interface StringValue {
  readonly kind: "string";
  readonly value: string;
}
export interface NumberValue {
  readonly kind: "number";
  readonly value: HclNumber;
}
export interface BoolValue {
  readonly kind: "bool";
  readonly value: boolean;
}
/** `type` is `any` for the literal `null`. */
export interface NullValue {
  readonly kind: "null";
  readonly type: Type;
}
export interface TupleValue {
  readonly kind: "tuple";
  readonly items: readonly Value[];
}
export interface ListValue {
  readonly kind: "list";
  readonly element: Type;
  readonly items: readonly Value[];
}
/** `items` are sorted and distinct: make one with `setValue` of set.ts. */
export interface SetValue {
  readonly kind: "set";
  readonly element: Type;
  readonly items: readonly Value[];
}
/** `entries` keep the order in which they were made; whoever shows or walks them sorts by key, bytewise. */
export interface ObjectValue {
  readonly kind: "object";
  readonly entries: ReadonlyMap<string, Value>;
}
export interface MapValue {
  readonly kind: "map";
  readonly element: Type;
  readonly entries: ReadonlyMap<string, Value>;
}

export const TRUE: BoolValue = { kind: "bool", value: true };
export const FALSE: BoolValue = { kind: "bool", value: false };
/** The literal `null`. */
export const NULL: NullValue = { kind: "null", type: ANY };

export function stringValue(text: string): StringValue {
  return { kind: "string", value: normalizeText(text) };
}

export function numberValue(value: HclNumber): NumberValue {
  return { kind: "number", value };
}

/** A whole number, exact. */
export function integerValue(value: number | bigint): NumberValue {
  return { kind: "number", value: numberFromInteger(value) };
}

export function boolValue(value: boolean): BoolValue {
  return value ? TRUE : FALSE;
}

export function nullValue(type: Type): NullValue {
  return type.kind === "any" ? NULL : { kind: "null", type };
}

export function tupleValue(items: readonly Value[]): TupleValue {
  return { kind: "tuple", items };
}

/** All `items` are of type `element` already; `convert` brings them there. */
export function listValue(element: Type, items: readonly Value[]): ListValue {
  return { kind: "list", element, items };
}

/** Keys are normalised text, as from `stringValue`. */
export function objectValue(entries: ReadonlyMap<string, Value>): ObjectValue {
  return { kind: "object", entries };
}

/** Keys are normalised text; all values are of type `element` already. */
export function mapValue(element: Type, entries: ReadonlyMap<string, Value>): MapValue {
  return { kind: "map", element, entries };
}

/** The type of a value. That of a tuple or object is made on each call, in time linear to its parts. */
export function typeOf(value: Value): Type {
  switch (value.kind) {
    case "string":
      return STRING;
    case "number":
      return NUMBER;
    case "bool":
      return BOOL;
    case "null":
      return value.type;
    case "tuple":
      return tupleOf(value.items.map(typeOf));
    case "object":
      return objectOf([...value.entries].map(([name, item]) => [name, typeOf(item)]));
    default:
      return { kind: value.kind, element: value.element };
  }
}
