// The values that expressions have, as plain data. Follows zclconf/go-cty docs/concepts.md; no unknown or marked values.

import type { HclNumber } from "./number.js";
import type { Type } from "./type.js";

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
/** `items` are sorted and distinct: make one with `setValue`. */
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
