// Converts values to wanted types. Follows zclconf/go-cty cty/convert, without its two stages: the value says all.

import { numberToText, parseNumber } from "./number-text.js";
import { setValue } from "./set.js";
import {
  ANY,
  type AttributeType,
  isPrimitive,
  mapOf,
  objectOf,
  type Type,
  tupleOf,
  typeName,
  typesEqual,
  withoutOptional,
} from "./type.js";
import { type ConversionRules, elementFor, isConvertible, unify } from "./unify.js";
import { FALSE, nullValue, numberValue, stringValue, TRUE, typeOf, type Value } from "./value.js";

export type Conversion = Converted | ConversionFailure;

export interface Converted {
  readonly kind: "converted";
  readonly value: Value;
}
/** Why a value has no counterpart of the wanted type. */
export interface ConversionFailure {
  readonly kind: "failed";
  /** From the value given to the part at fault; empty: the value as a whole. */
  readonly path: readonly PathStep[];
  /** Continues a sentence: `a number is required`. */
  readonly reason: string;
}
/** An index into a tuple, list or set, or an attribute or key. */
export type PathStep = number | string;

/**
 * The value as one of type `to`: numbers and bools become text, text becomes what it says, tuples become lists, objects
 * become maps, nulls become nulls of that type. `any` leaves a value as it is; as an element type it unifies.
 */
export function convert(value: Value, to: Type): Conversion {
  return convertAt(value, to, []);
}

/** `[2].name: a number is required`; without the path when the value as a whole is at fault. */
export function conversionMessage({ path, reason }: ConversionFailure): string {
  return path.length === 0 ? reason : `${pathText(path)}: ${reason}`;
}

/** As one writes it after a name: `[2].name["a b"]`. */
export function pathText(path: readonly PathStep[]): string {
  return path
    .map((step) => {
      if (typeof step === "number") return `[${step}]`;
      return /^[\p{ID_Start}][\p{ID_Continue}-]*$/u.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
    })
    .join("");
}

function convertAt(value: Value, to: Type, path: readonly PathStep[]): Conversion {
  if (to.kind === "any" || (value.kind === to.kind && isPrimitive(to))) return converted(value);
  if (value.kind === "null") return convertNull(value.type, to, path);
  switch (to.kind) {
    case "string":
    case "number":
    case "bool":
      return convertPrimitive(value, to.kind, path);
    case "list":
    case "set":
      return convertSequence(value, to, path);
    case "map":
      return convertToMap(value, to, path);
    case "tuple":
      return convertToTuple(value, to.items, path);
    case "object":
      return convertToObject(value, to, path);
  }
}

function converted(value: Value): Converted {
  return { kind: "converted", value };
}

function failed(path: readonly PathStep[], reason: string): ConversionFailure {
  return { kind: "failed", path, reason };
}

function mismatch(value: Value, to: Type, path: readonly PathStep[]): ConversionFailure {
  return typesMismatch(typeOf(value), to, path);
}

function typesMismatch(from: Type, to: Type, path: readonly PathStep[]): ConversionFailure {
  return failed(path, `${typeName(to)} required, but this is ${typeName(from)}`);
}

function convertNull(from: Type, to: Type, path: readonly PathStep[]): Conversion {
  if (!isConvertible(from, to)) return typesMismatch(from, to, path);
  return converted(nullValue(withoutAny(withoutOptional(to), from)));
}

function convertPrimitive(value: Value, to: "string" | "number" | "bool", path: readonly PathStep[]): Conversion {
  if (to === "string") {
    if (value.kind === "number") return converted(stringValue(numberToText(value.value)));
    if (value.kind === "bool") return converted(stringValue(String(value.value)));
  }
  if (value.kind !== "string") return mismatch(value, { kind: to }, path);
  if (to === "bool") return textToBool(value.value, path);
  const number = parseNumber(value.value);
  return number === undefined ? failed(path, "a number is required") : converted(numberValue(number));
}

function textToBool(text: string, path: readonly PathStep[]): Conversion {
  if (text === "true" || text === "1") return converted(TRUE);
  if (text === "false" || text === "0") return converted(FALSE);
  const lower = text.toLowerCase();
  const isCased = lower === "true" || lower === "false";
  return failed(path, isCased ? `a bool is required; write "${lower}" in lower case` : "a bool is required");
}

function convertSequence(
  value: Value,
  to: Type & { readonly kind: "list" | "set" | "map" },
  path: readonly PathStep[],
): Conversion {
  if (value.kind !== "tuple" && value.kind !== "list" && value.kind !== "set") return mismatch(value, to, path);
  if (value.kind === to.kind && typesEqual(value.element, withoutOptional(to.element))) return converted(value);
  if (value.kind !== "tuple" && !isConvertible(value.element, to.element)) return mismatch(value, to, path);
  const element = value.kind === "tuple" ? elementFor(value.items.map(typeOf), to.element) : to.element;
  if (element === undefined) return failed(path, `all elements of a ${to.kind} must have the same type`);
  const items: Value[] = [];
  for (const [i, item] of value.items.entries()) {
    const result = convertAt(item, element, [...path, i]);
    if (result.kind === "failed") return result;
    items.push(result.value);
  }
  const fallback = value.kind === "tuple" ? element : element.kind === "any" ? value.element : element;
  const uniform = uniformItems(items, fallback, {});
  if (uniform === undefined) return failed(path, `all elements of a ${to.kind} must have the same type`);
  if (to.kind === "set") return converted(setValue(uniform.element, uniform.items));
  return converted({ kind: "list", ...uniform });
}

/** An element type with `any` in it leaves the elements with types of their own; they need one. */
function uniformItems(
  items: readonly Value[],
  element: Type,
  rules: ConversionRules,
): { readonly element: Type; readonly items: readonly Value[] } | undefined {
  const wanted = withoutOptional(element);
  if (!hasAny(wanted) || items.length === 0) return { element: wanted, items };
  const unified = unify(items.map(typeOf), rules);
  if (unified === undefined) return undefined;
  const result: Value[] = [];
  for (const item of items) {
    const again = convertAt(item, unified, []);
    if (again.kind === "failed") return undefined;
    result.push(again.value);
  }
  return { element: unified, items: result };
}

function convertToMap(value: Value, to: Type & { readonly element: Type }, path: readonly PathStep[]): Conversion {
  if (value.kind !== "object" && value.kind !== "map") return mismatch(value, to, path);
  if (value.kind === "map" && typesEqual(value.element, withoutOptional(to.element))) return converted(value);
  if (value.kind === "map" && !isConvertible(value.element, to.element)) return mismatch(value, to, path);
  const isUnified = value.kind === "object" && to.element.kind === "any" && value.entries.size > 0;
  const element = isUnified ? unify([...value.entries.values()].map(typeOf)) : to.element;
  if (element === undefined) return failed(path, "all elements of a map must have the same type");
  const items: Value[] = [];
  for (const [key, item] of value.entries) {
    const result = convertAt(item, element, [...path, key]);
    if (result.kind === "failed") return result;
    items.push(result.value);
  }
  const fallback = value.kind === "map" && element.kind === "any" ? value.element : element;
  const uniform = uniformItems(items, fallback, { isSafeOnly: value.kind === "map" });
  if (uniform === undefined) return failed(path, "all elements of a map must have the same type");
  const entries = new Map<string, Value>();
  for (const [i, key] of [...value.entries.keys()].entries()) {
    const item = uniform.items[i];
    if (item !== undefined) entries.set(key, item);
  }
  return converted({ kind: "map", element: uniform.element, entries });
}

function convertToTuple(value: Value, items: readonly Type[], path: readonly PathStep[]): Conversion {
  if (value.kind !== "tuple") return mismatch(value, tupleOf(items), path);
  if (value.items.length !== items.length) {
    const wanted = `${items.length} ${items.length === 1 ? "element" : "elements"}`;
    return failed(path, `a tuple of ${wanted} is required, but this has ${value.items.length}`);
  }
  const result: Value[] = [];
  for (const [i, item] of value.items.entries()) {
    const step = convertAt(item, items[i] ?? ANY, [...path, i]);
    if (step.kind === "failed") return step;
    result.push(step.value);
  }
  return converted({ kind: "tuple", items: result });
}

function convertToObject(value: Value, to: Type & { readonly kind: "object" }, path: readonly PathStep[]): Conversion {
  if (value.kind !== "object" && value.kind !== "map") return mismatch(value, to, path);
  if (value.kind === "map" && !isConvertible(value.element, to)) {
    const misfit = [...to.attributes.values()].find(
      ({ type, isOptional }) => !isOptional && !isConvertible(value.element, type),
    );
    if (misfit !== undefined) return mismatch(value, to, path);
  }
  const missing = missingAttributes(value.entries, to.attributes);
  if (missing.length > 0) return failed(path, missingText(missing));
  const entries = new Map<string, Value>();
  for (const [name, { type }] of to.attributes) {
    const item = value.entries.get(name);
    if (item === undefined) {
      entries.set(name, nullValue(withoutOptional(type)));
      continue;
    }
    const result = convertAt(item, type, [...path, name]);
    if (result.kind === "failed") return result;
    entries.set(name, result.value);
  }
  return converted({ kind: "object", entries });
}

function missingAttributes(
  entries: ReadonlyMap<string, Value>,
  attributes: ReadonlyMap<string, AttributeType>,
): readonly string[] {
  return [...attributes].filter(([name, { isOptional }]) => !isOptional && !entries.has(name)).map(([name]) => name);
}

function missingText(names: readonly string[]): string {
  const quoted = names.map((name) => JSON.stringify(name));
  const last = quoted.pop() ?? "";
  return quoted.length === 0
    ? `attribute ${last} is required`
    : `attributes ${quoted.join(", ")} and ${last} are required`;
}

function hasAny(type: Type): boolean {
  switch (type.kind) {
    case "any":
      return true;
    case "list":
    case "set":
    case "map":
      return hasAny(type.element);
    case "tuple":
      return type.items.some(hasAny);
    case "object":
      return [...type.attributes.values()].some((attribute) => hasAny(attribute.type));
    default:
      return false;
  }
}

/** `to`, where each `any` in it takes the type that `from` has there. */
function withoutAny(to: Type, from: Type): Type {
  if (from.kind === "any" || !hasAny(to)) return to;
  switch (to.kind) {
    case "any":
      return from;
    case "map": {
      const element = from.kind === "map" ? from.element : from.kind === "object" ? unify(partTypes(from)) : undefined;
      return element === undefined ? to : mapOf(withoutAny(to.element, element));
    }
    case "list":
    case "set": {
      const isCollection = from.kind === "list" || from.kind === "set";
      const element = isCollection ? from.element : from.kind === "tuple" ? unify(from.items) : undefined;
      return element === undefined ? to : { kind: to.kind, element: withoutAny(to.element, element) };
    }
    case "tuple":
      return from.kind === "tuple" ? tupleOf(to.items.map((item, i) => withoutAny(item, from.items[i] ?? item))) : to;
    case "object":
      return objectOf(
        [...to.attributes].map(([name, { type }]) => {
          const given =
            from.kind === "map" ? from.element : from.kind === "object" ? from.attributes.get(name)?.type : undefined;
          return [name, given === undefined ? type : withoutAny(type, given)];
        }),
      );
    default:
      return to;
  }
}

function partTypes(type: Type & { readonly kind: "object" }): Type[] {
  return [...type.attributes.values()].map((attribute) => attribute.type);
}
