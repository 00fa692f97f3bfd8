// Objects by their keys. Follows open-policy-agent/opa v1/topdown/object.go and subset.go.

import { type BuiltinDeclaration, BuiltinError } from "../builtin.js";
import {
  equalValues,
  isArray,
  isObject,
  isSet,
  objectOf,
  setOf,
  type Value,
  type ValueObject,
  type ValueSet,
} from "../values/index.js";
import { argument, arrayAt, declare, objectAt, refuse } from "./arguments.js";

export const objectFunctions: readonly BuiltinDeclaration[] = [
  declare("object.get", "(object[any: any], any, any) -> any", (args) => {
    const object = objectAt(args, 0);
    const key = argument(args, 1);
    const path = isArray(key) ? key : [key];
    const found = path.reduce<Value | undefined>(
      (value, step) => (value === undefined ? value : child(value, step)),
      object,
    );
    return found === undefined ? argument(args, 2) : found;
  }),
  declare("object.keys", "(object[any: any]) -> set[any]", (args) =>
    setOf(
      objectAt(args, 0)
        .entries()
        .map(([key]) => key),
    ),
  ),
  declare("object.remove", "(object[any: any], array[any] | set[any] | object[any: any]) -> any", (args) => {
    const object = objectAt(args, 0);
    const keys = keysAt(args, 1);
    return objectOf(object.entries().filter(([key]) => !keys.has(key)));
  }),
  declare("object.filter", "(object[any: any], array[any] | set[any] | object[any: any]) -> any", (args) => {
    const object = objectAt(args, 0);
    const keys = keysAt(args, 1);
    return objectOf(object.entries().filter(([key]) => keys.has(key)));
  }),
  declare("object.union", "(object[any: any], object[any: any]) -> any", (args) =>
    merge(objectAt(args, 0), objectAt(args, 1)),
  ),
  declare("object.union_n", "(array[object[any: any]]) -> any", (args) =>
    arrayAt(args, 0)
      .map((item) => (isObject(item) ? item : refuse(0, item, "object")))
      .reduce(merge, objectOf([])),
  ),
  declare(
    "object.subset",
    "(object[any: any] | set[any] | array[any], object[any: any] | set[any] | array[any]) -> any",
    (args) => {
      const isSubset = subset(argument(args, 0), argument(args, 1));
      if (isSubset === undefined) throw new BuiltinError("the arguments must be of one type, or an array and a set");
      return isSubset;
    },
  ),
];

/** What a step of a path leads to. */
function child(value: Value, key: Value): Value | undefined {
  if (isObject(value)) return value.get(key);
  if (isArray(value)) return typeof key === "number" ? value[key] : undefined;
  return isSet(value) && value.has(key) ? key : undefined;
}

function keysAt(args: readonly Value[], index: number): ValueSet {
  const value = argument(args, index);
  if (isSet(value)) return value;
  if (isArray(value)) return setOf(value);
  return isObject(value) ? setOf(value.entries().map(([key]) => key)) : refuse(index, value, "object", "set", "array");
}

/** Objects below are merged, too; of all else the right one counts. */
function merge(left: ValueObject, right: ValueObject): ValueObject {
  const merged = right.entries().map(([key, value]): readonly [Value, Value] => {
    const before = isObject(value) ? left.get(key) : undefined;
    return [key, isObject(value) && before !== undefined && isObject(before) ? merge(before, value) : value];
  });
  return objectOf([...left.entries(), ...merged]);
}

/** Undefined for types that cannot be compared. */
function subset(whole: Value, part: Value): boolean | undefined {
  if (isObject(whole) && isObject(part)) {
    return part.entries().every(([key, value]) => {
      const held = whole.get(key);
      if (held === undefined) return false;
      return equalValues(held, value) || (isSameKind(held, value) && subset(held, value) === true);
    });
  }
  if (isSet(whole) && isSet(part)) return part.members().every((member) => whole.has(member));
  if (isArray(whole) && isArray(part)) return containsRun(whole, part);
  if (isArray(whole) && isSet(part)) return containsAll(whole, part);
  return undefined;
}

function isSameKind(a: Value, b: Value): boolean {
  return (isObject(a) && isObject(b)) || (isSet(a) && isSet(b)) || (isArray(a) && isArray(b));
}

/** OPA counts each item that is in the set, so that one twice in the array stands for another; and an empty array holds no set. */
function containsAll(whole: readonly Value[], part: ValueSet): boolean {
  if (part.size === 0) return whole.length > 0;
  return whole.filter((item) => part.has(item)).length >= part.size;
}

/** One behind the other. */
function containsRun(whole: readonly Value[], part: readonly Value[]): boolean {
  return Array.from({ length: Math.max(0, whole.length - part.length + 1) }).some((_, start) =>
    part.every((item, i) => {
      const held = whole[start + i];
      return held !== undefined && equalValues(held, item);
    }),
  );
}
