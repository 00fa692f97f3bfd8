// Arguments as the functions want them. The evaluator has converted them, so another kind is our mistake.

import {
  type HclNumber,
  isWhole,
  numberToInteger,
  numberToText,
  showValue,
  type Type,
  typeName,
  typeOf,
  type Value,
} from "../values/index.js";
import { CallError, type Parameter } from "./declare.js";

export function parameter(name: string, type: Type, description?: string): Parameter {
  return { name, type, ...(description !== undefined && { description }) };
}

export function argumentAt(args: readonly Value[], index: number): Value {
  const value = args[index];
  if (value === undefined) throw new Error(`internal error: argument ${index} is missing`);
  return value;
}

export function textAt(args: readonly Value[], index: number): string {
  const value = argumentAt(args, index);
  if (value.kind !== "string") throw unconverted(value, index);
  return value.value;
}

export function numberAt(args: readonly Value[], index: number): HclNumber {
  const value = argumentAt(args, index);
  if (value.kind !== "number") throw unconverted(value, index);
  return value.value;
}

export function boolAt(args: readonly Value[], index: number): boolean {
  const value = argumentAt(args, index);
  if (value.kind !== "bool") throw unconverted(value, index);
  return value.value;
}

/** @throws {CallError} for a fraction, an infinity, or a number beyond what counts anything. */
export function integerAt(args: readonly Value[], index: number): number {
  const number = numberAt(args, index);
  const integer = numberToInteger(number);
  if (integer !== undefined) return integer;
  if (isWhole(number)) throw new CallError(`${numberToText(number)} is too large`, index);
  throw new CallError(`a whole number is required, but this is ${showValue(argumentAt(args, index))}`, index);
}

/** The elements of a list, tuple or set; undefined for anything else. */
export function itemsOf(value: Value): readonly Value[] | undefined {
  return value.kind === "list" || value.kind === "tuple" || value.kind === "set" ? value.items : undefined;
}

/** @throws {CallError} unless it is a list, tuple or set. */
export function collectionAt(args: readonly Value[], index: number): readonly Value[] {
  const value = argumentAt(args, index);
  const items = itemsOf(value);
  if (items === undefined) throw wrongKind(value, "a list, tuple or set", index);
  return items;
}

/** @throws {CallError} unless it is a list or tuple. */
export function sequenceAt(args: readonly Value[], index: number): Value & { readonly kind: "list" | "tuple" } {
  const value = argumentAt(args, index);
  if (value.kind !== "list" && value.kind !== "tuple") throw wrongKind(value, "a list or tuple", index);
  return value;
}

/** @throws {CallError} unless it is a map or object. */
export function mappingAt(args: readonly Value[], index: number): Value & { readonly kind: "map" | "object" } {
  const value = argumentAt(args, index);
  if (value.kind !== "map" && value.kind !== "object") throw wrongKind(value, "a map or object", index);
  return value;
}

export function wrongKind(value: Value, wanted: string, index: number): CallError {
  return new CallError(
    `${wanted} is required, but this is ${value.kind === "null" ? "null" : typeName(typeOf(value))}`,
    index,
  );
}

/** `1 element`, `2 elements`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function unconverted(value: Value, index: number): Error {
  return new Error(`internal error: argument ${index} arrived as ${typeName(typeOf(value))}`);
}
