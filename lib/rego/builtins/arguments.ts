// Reads the arguments of calls. One of the wrong type makes the call undefined. Follows open-policy-agent/opa v1/topdown/builtins/builtins.go.

import { arityOf, type Builtin, type BuiltinDeclaration, BuiltinError } from "../builtin.js";
import {
  isArray,
  isNumber,
  isObject,
  isSet,
  type TypeName,
  typeName,
  type Value,
  type ValueObject,
  type ValueSet,
} from "../values/index.js";
import { floatFrom, truncate } from "./binary-float.js";

/** `type` as in BuiltinDeclaration. */
export function declare(name: string, type: string, call: Builtin): BuiltinDeclaration {
  return { name, arity: arityOf(type), type, call };
}

export function argument(args: readonly Value[], index: number): Value {
  const value = args[index];
  if (value === undefined) throw new Error(`internal error: a call without argument ${index + 1}`);
  return value;
}

export function stringAt(args: readonly Value[], index: number): string {
  const value = argument(args, index);
  return typeof value === "string" ? value : refuse(index, value, "string");
}

export function numberAt(args: readonly Value[], index: number): number | bigint {
  const value = argument(args, index);
  return isNumber(value) ? value : refuse(index, value, "number");
}

/** An integer of 64 bits. One beyond 2^53 loses its last digits, which no caller minds. */
export function intAt(args: readonly Value[], index: number): number {
  const value = numberAt(args, index);
  if (typeof value === "number" ? Number.isInteger(value) : BigInt.asIntN(64, value) === value) return Number(value);
  throw new BuiltinError(`argument ${index + 1} must be an integer of 64 bits`);
}

export function integerAt(args: readonly Value[], index: number): bigint {
  const value = numberAt(args, index);
  if (typeof value === "number" && !Number.isInteger(value))
    throw new BuiltinError(`argument ${index + 1} must be an integer`);
  // OPA reads it as a number of 64 bits before.
  return truncate(floatFrom(value));
}

export function arrayAt(args: readonly Value[], index: number): readonly Value[] {
  const value = argument(args, index);
  return isArray(value) ? value : refuse(index, value, "array");
}

export function setAt(args: readonly Value[], index: number): ValueSet {
  const value = argument(args, index);
  return isSet(value) ? value : refuse(index, value, "set");
}

export function objectAt(args: readonly Value[], index: number): ValueObject {
  const value = argument(args, index);
  return isObject(value) ? value : refuse(index, value, "object");
}

/** The items of an array or the members of a set. */
export function itemsAt(args: readonly Value[], index: number): readonly Value[] {
  const value = argument(args, index);
  if (isArray(value)) return value;
  return isSet(value) ? value.members() : refuse(index, value, "array", "set");
}

/** The items of an array or a set, all of them strings. */
export function stringsAt(args: readonly Value[], index: number): readonly string[] {
  return itemsAt(args, index).map((item) => (typeof item === "string" ? item : refuse(index, item, "string")));
}

export function refuse(index: number, value: Value, ...wanted: readonly TypeName[]): never {
  throw new BuiltinError(`argument ${index + 1} must be ${wanted.join(" or ")} but is ${typeName(value)}`);
}
