// Counting, summing and finding in arrays, sets and objects. Follows open-policy-agent/opa v1/topdown/aggregates.go.

import type { BuiltinDeclaration } from "../builtin.js";
import { compareValues, equalValues, isArray, isNumber, isObject, isSet, type Value } from "../values/index.js";
import { argument, declare, itemsAt, refuse } from "./arguments.js";
import { add, type BinaryFloat, floatFrom, multiply, numberOf } from "./binary-float.js";

export const aggregateFunctions: readonly BuiltinDeclaration[] = [
  declare("count", "(set[any] | array[any] | object[any: any] | string) -> number", (args) => {
    const value = argument(args, 0);
    if (typeof value === "string") return Array.from(value).length;
    if (isArray(value)) return value.length;
    return isSet(value) || isObject(value) ? value.size : refuse(0, value, "array", "object", "set", "string");
  }),
  declare("sum", "(set[number] | array[number]) -> number", (args) => fold(args, 0n, add)),
  declare("product", "(set[number] | array[number]) -> number", (args) => fold(args, 1n, multiply)),
  declare("max", "(set[any] | array[any]) -> any", (args) => extreme(itemsAt(args, 0), 1)),
  declare("min", "(set[any] | array[any]) -> any", (args) => {
    const items = itemsAt(args, 0);
    // OPA's loop over a set starts from null, so a null among other members never is the least of them.
    const isSetOfMore = isSet(argument(args, 0)) && items.length > 1;
    return extreme(isSetOfMore ? items.filter((item) => item !== null) : items, -1);
  }),
  declare("sort", "(array[any] | set[any]) -> array[any]", (args) => itemsAt(args, 0).toSorted(compareValues)),
  declare("all", "(set[any] | array[any]) -> boolean", (args) => itemsAt(args, 0).every((item) => item === true)),
  declare("any", "(set[any] | array[any]) -> boolean", (args) => itemsAt(args, 0).includes(true)),
  declare("internal.member_2", "(any, any) -> boolean", (args) => {
    const member = argument(args, 0);
    const place = argument(args, 1);
    if (isSet(place)) return place.has(member);
    if (isArray(place)) return place.some((item) => equalValues(item, member));
    return isObject(place) && place.entries().some(([, held]) => equalValues(held, member));
  }),
  declare("internal.member_3", "(any, any, any) -> boolean", (args) => {
    const held = valueAtKey(argument(args, 2), argument(args, 0));
    return held !== undefined && equalValues(held, argument(args, 1));
  }),
];

function fold(
  args: readonly Value[],
  start: bigint,
  combine: (a: BinaryFloat, b: BinaryFloat) => BinaryFloat,
): number | bigint {
  let result: BinaryFloat = { mantissa: start, exponent: 0 };
  for (const item of itemsAt(args, 0)) {
    result = combine(result, floatFrom(isNumber(item) ? item : refuse(0, item, "number")));
  }
  return numberOf(result);
}

function extreme(items: readonly Value[], sign: number): Value | undefined {
  return items.reduce<Value | undefined>(
    (best, item) => (best === undefined || compareValues(item, best) * sign >= 0 ? item : best),
    undefined,
  );
}

function valueAtKey(place: Value, key: Value): Value | undefined {
  if (isObject(place)) return place.get(key);
  if (isArray(place)) return typeof key === "number" ? place[key] : undefined;
  return undefined;
}
