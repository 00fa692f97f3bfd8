// Converts values to wanted types. Follows zclconf/go-cty cty/convert, without its two stages: the value says all.

import { hasAny, withoutAny } from "./any.js";
import { numberToText, parseNumber } from "./number-text.js";
import { setValue } from "./set.js";
import {
  ANY,
  type AttributeType,
  isPrimitive,
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
  if (to.kind === "any" || (value.kind === to.kind && isPrimitive(to))) return converted(value);
  if (value.kind === "null") return convertNull(value.type, to);
  switch (to.kind) {
    case "string":
    case "number":
    case "bool":
      return convertPrimitive(value, to.kind);
    case "list":
    case "set":
      return convertSequence(value, to);
    case "map":
      return convertToMap(value, to);
    case "tuple":
      return convertToTuple(value, to.items);
    case "object":
      return convertToObject(value, to);
  }
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

function converted(value: Value): Converted {
  return { kind: "converted", value };
}

function failed(reason: string): ConversionFailure {
  return { kind: "failed", path: [], reason };
}

/** The failure of a part, seen from the whole. Paths are made only on the way out, so that success costs nothing. */
function inside(step: PathStep, { path, reason }: ConversionFailure): ConversionFailure {
  return { kind: "failed", path: [step, ...path], reason };
}

function mismatch(value: Value, to: Type): ConversionFailure {
  return typesMismatch(typeOf(value), to);
}

function typesMismatch(from: Type, to: Type): ConversionFailure {
  return failed(`${withArticle(to)} is required, but this is ${withArticle(from)}`);
}

function withArticle(type: Type): string {
  const name = typeName(type);
  return `${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`;
}

function convertNull(from: Type, to: Type): Conversion {
  if (!isConvertible(from, to)) return typesMismatch(from, to);
  return converted(nullValue(withoutAny(withoutOptional(to), from)));
}

function convertPrimitive(value: Value, to: "string" | "number" | "bool"): Conversion {
  if (to === "string") {
    if (value.kind === "number") return converted(stringValue(numberToText(value.value)));
    if (value.kind === "bool") return converted(stringValue(String(value.value)));
  }
  if (value.kind !== "string") return mismatch(value, { kind: to });
  if (to === "bool") return textToBool(value.value);
  const number = parseNumber(value.value);
  return number === undefined ? failed("a number is required") : converted(numberValue(number));
}

function textToBool(text: string): Conversion {
  if (text === "true" || text === "1") return converted(TRUE);
  if (text === "false" || text === "0") return converted(FALSE);
  const lower = text.toLowerCase();
  const isCased = lower === "true" || lower === "false";
  return failed(isCased ? `a bool is required; write "${lower}" in lower case` : "a bool is required");
}

function convertSequence(value: Value, to: Type & { readonly kind: "list" | "set" | "map" }): Conversion {
  if (value.kind !== "tuple" && value.kind !== "list" && value.kind !== "set") return mismatch(value, to);
  if (value.kind === to.kind && typesEqual(value.element, withoutOptional(to.element))) return converted(value);
  if (value.kind !== "tuple" && !isConvertible(value.element, to.element)) return mismatch(value, to);
  const isUnified = value.kind === "tuple" && to.element.kind === "any";
  const element = isUnified ? elementFor(value.items.map(typeOf), to.element) : to.element;
  if (element === undefined) return withoutCommonType(to);
  const items = convertItems(value.items.entries(), element);
  if ("kind" in items) return items;
  const fallback = value.kind !== "tuple" && element.kind === "any" ? value.element : element;
  const uniform = uniformItems(items, fallback, {});
  if (uniform === undefined) return withoutCommonType(to);
  if (to.kind === "set") return converted(setValue(uniform.element, uniform.items));
  return converted({ kind: "list", ...uniform });
}

function withoutCommonType({ kind }: Type): ConversionFailure {
  return failed(`all elements of a ${kind} must have the same type`);
}

function convertItems(
  items: Iterable<readonly [PathStep, Value]>,
  element: Type,
): readonly Value[] | ConversionFailure {
  const results: Value[] = [];
  for (const [step, item] of items) {
    const result = convert(item, element);
    if (result.kind === "failed") return inside(step, result);
    results.push(result.value);
  }
  return results;
}

/** An element type with `any` in it leaves the elements with types of their own; they need one. */
function uniformItems(
  items: readonly Value[],
  element: Type,
  rules: ConversionRules,
): { readonly element: Type; readonly items: readonly Value[] } | undefined {
  const wanted = withoutOptional(element);
  if (!hasAny(wanted) || items.length === 0) return { element: wanted, items };
  const types = items.map(typeOf);
  // Literal nulls beside others leave the type open, but then those others say it.
  const open = unify(types, rules);
  const unified =
    open?.kind === "any"
      ? (unify(
          types.filter(({ kind }) => kind !== "any"),
          rules,
        ) ?? open)
      : open;
  if (unified === undefined) return undefined;
  const results = convertItems(items.entries(), unified);
  return "kind" in results ? undefined : { element: unified, items: results };
}

function convertToMap(value: Value, to: Type & { readonly element: Type }): Conversion {
  if (value.kind !== "object" && value.kind !== "map") return mismatch(value, to);
  if (value.kind === "map" && typesEqual(value.element, withoutOptional(to.element))) return converted(value);
  if (value.kind === "map" && !isConvertible(value.element, to.element)) return mismatch(value, to);
  const isUnified = value.kind === "object" && to.element.kind === "any" && value.entries.size > 0;
  const element = isUnified ? unify([...value.entries.values()].map(typeOf)) : to.element;
  if (element === undefined) return withoutCommonType(to);
  const items = convertItems(value.entries, element);
  if ("kind" in items) return items;
  const fallback = value.kind === "map" && element.kind === "any" ? value.element : element;
  const uniform = uniformItems(items, fallback, { isSafeOnly: value.kind === "map" });
  if (uniform === undefined) return withoutCommonType(to);
  return converted({ kind: "map", element: uniform.element, entries: zip(value.entries.keys(), uniform.items) });
}

/** As many keys as items. */
function zip(keys: Iterable<string>, items: readonly Value[]): ReadonlyMap<string, Value> {
  const entries = new Map<string, Value>();
  const rest = items.values();
  for (const key of keys) {
    const next = rest.next();
    if (!next.done) entries.set(key, next.value);
  }
  return entries;
}

function convertToTuple(value: Value, items: readonly Type[]): Conversion {
  if (value.kind !== "tuple") return mismatch(value, tupleOf(items));
  if (value.items.length !== items.length) {
    const wanted = `${items.length} ${items.length === 1 ? "element" : "elements"}`;
    return failed(`a tuple of ${wanted} is required, but this has ${value.items.length}`);
  }
  const results: Value[] = [];
  for (const [i, item] of value.items.entries()) {
    const result = convert(item, items[i] ?? ANY);
    if (result.kind === "failed") return inside(i, result);
    results.push(result.value);
  }
  return converted({ kind: "tuple", items: results });
}

function convertToObject(value: Value, to: Type & { readonly kind: "object" }): Conversion {
  if (value.kind !== "object" && value.kind !== "map") return mismatch(value, to);
  if (value.kind === "map" && !isConvertible(typeOf(value), to)) return mismatch(value, to);
  const missing = missingAttributes(value.entries, to.attributes);
  if (missing.length > 0) return failed(missingText(missing));
  const entries = new Map<string, Value>();
  for (const [name, { type }] of to.attributes) {
    const item = value.entries.get(name);
    const result = item === undefined ? converted(nullValue(withoutOptional(type))) : convert(item, type);
    if (result.kind === "failed") return inside(name, result);
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
