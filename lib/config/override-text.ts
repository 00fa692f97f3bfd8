// Values of variables as text, from the environment or --var. Follows buildx bake/hclparser, parseOverride and its CSV.

import {
  boolValue,
  convert,
  fromJson,
  isPrimitive,
  listOf,
  mapValue,
  normalizeText,
  numberValue,
  parseNumberLikeGo,
  stringValue,
  type Type,
  tupleValue,
  typeName,
  type Value,
} from "../hcl/values/index.js";
import { parseBool } from "./bool-text.js";
import { type CsvField, parseCsv } from "./csv.js";

export type ReadText =
  | { readonly kind: "value"; readonly value: Value }
  /** A sentence about the text, and which part of it is at fault. */
  | { readonly kind: "problem"; readonly detail: string; readonly start: number; readonly end: number };

/** The text of an override of type `type`. `any` takes JSON, or else the text as it is. */
export function readText(text: string, type: Type): ReadText {
  const problem = (detail: string): ReadText => ({ kind: "problem", detail, start: 0, end: text.length });
  switch (type.kind) {
    case "any": {
      const parsed = fromJson(text);
      return parsed.kind === "parsed" ? value(parsed.value) : value(stringValue(text));
    }
    case "string":
    case "number":
    case "bool":
      return readPrimitive({ text, start: 0, end: text.length }, type);
    case "list":
    case "set":
    case "map":
      if (!isPrimitive(type.element)) break;
      return type.kind === "map" ? readMap(text, type.element) : readItems(text, type);
    case "tuple":
      return type.items.every(isPrimitive) ? readTuple(text, type.items) : problem(needsJson(type));
    case "object":
      break;
  }
  return problem(needsJson(type));
}

/** The JSON text of an override; `type` is absent for variables without one. */
export function readJson(text: string, type: Type | undefined): ReadText {
  const parsed = fromJson(text);
  if (parsed.kind !== "parsed") {
    const start = Math.min(parsed.offset, text.length);
    return { kind: "problem", detail: `It is not JSON: ${parsed.reason}.`, start, end: text.length };
  }
  if (type === undefined || type.kind === "any") return value(parsed.value);
  const unknown = unknownAttribute(parsed.value, type);
  const conversion = convert(parsed.value, type);
  if (conversion.kind === "converted" && unknown === undefined) return value(conversion.value);
  const detail =
    unknown !== undefined || conversion.kind === "converted"
      ? `The type has no attribute "${unknown}".`
      : `${pathWords(conversion.path)}${conversion.reason}.`;
  const sentence = detail.charAt(0).toUpperCase() + detail.slice(1);
  return { kind: "problem", detail: sentence, start: 0, end: text.length };
}

function value(read: Value): ReadText {
  return { kind: "value", value: read };
}

function article(type: Type): string {
  const name = typeName(type);
  return `${/^[aeio]/.test(name) ? "An" : "A"} ${name}`;
}

function pathWords(path: readonly (string | number)[]): string {
  return path.length === 0 ? "" : `at ${path.join(".")}, `;
}

function needsJson(type: Type): string {
  return `${article(type)} cannot be written as plain text; give it as JSON in a variable with _JSON behind its name.`;
}

function readPrimitive({ text, start, end }: CsvField, type: Type): ReadText {
  if (type.kind === "string") return value(stringValue(text));
  if (type.kind === "bool") {
    const flag = parseBool(text);
    if (flag !== undefined) return value(boolValue(flag));
    return { kind: "problem", detail: `${JSON.stringify(text)} is neither true nor false.`, start, end };
  }
  const number = parseNumberLikeGo(text);
  if (number !== undefined) return value(numberValue(number));
  return { kind: "problem", detail: `${JSON.stringify(text)} is not a number.`, start, end };
}

/** The fields of a record with a primitive value each, or what is wrong. */
function readFields(
  text: string,
  typeAt: (index: number) => Type,
): { readonly kind: "values"; readonly values: readonly Value[] } | Extract<ReadText, { kind: "problem" }> {
  const record = parseCsv(text);
  if (record.kind === "problem") {
    const { problem, start, end } = record;
    return { kind: "problem", detail: `Items are separated by commas, but ${problem}.`, start, end };
  }
  const values: Value[] = [];
  for (const [index, field] of record.fields.entries()) {
    const read = readPrimitive(field, typeAt(index));
    if (read.kind === "problem") return read;
    values.push(read.value);
  }
  return { kind: "values", values };
}

function readItems(text: string, type: Type & { readonly element: Type }): ReadText {
  const read = readFields(text, () => type.element);
  if (read.kind === "problem") return read;
  const conversion = convert(tupleValue(read.values), type.kind === "set" ? type : listOf(type.element));
  if (conversion.kind === "failed") throw new Error(`internal error: ${conversion.reason}`);
  return value(conversion.value);
}

function readTuple(text: string, items: readonly Type[]): ReadText {
  const record = parseCsv(text);
  if (record.kind === "fields" && record.fields.length !== items.length) {
    const detail = `It wants ${items.length} items separated by commas, but there ${record.fields.length === 1 ? "is" : "are"} ${record.fields.length}.`;
    return { kind: "problem", detail, start: 0, end: text.length };
  }
  const read = readFields(text, (index) => items[index] ?? { kind: "string" });
  return read.kind === "problem" ? read : value(tupleValue(read.values));
}

/** `key:value,key:value`; a field is itself a record, so that quotes can hold a colon. */
function readMap(text: string, element: Type): ReadText {
  const record = parseCsv(text);
  if (record.kind === "problem") {
    const { problem, start, end } = record;
    return { kind: "problem", detail: `Entries are separated by commas, but ${problem}.`, start, end };
  }
  const entries = new Map<string, Value>();
  for (const field of record.fields) {
    const { start, end } = field;
    const pair = parseCsv(field.text, ":");
    const [key, item, more] = pair.kind === "fields" ? pair.fields : [];
    if (key === undefined || item === undefined || more !== undefined) {
      const detail = `${JSON.stringify(field.text)} is not KEY:VALUE; a part with a colon or comma in it is wrapped in quotes.`;
      return { kind: "problem", detail, start, end };
    }
    const read = readPrimitive({ text: item.text, start, end }, element);
    if (read.kind === "problem") return read;
    entries.set(normalizeText(key.text), read.value);
  }
  return value(mapValue(element, entries));
}

/** A type says which attributes an object may have; `convert` would drop others in silence. */
function unknownAttribute(given: Value, type: Type): string | undefined {
  if (type.kind === "object" && given.kind === "object") {
    for (const [name, item] of given.entries) {
      const attribute = type.attributes.get(name);
      const unknown = attribute === undefined ? name : unknownAttribute(item, attribute.type);
      if (unknown !== undefined) return unknown;
    }
    return undefined;
  }
  const element = "element" in type ? type.element : undefined;
  const items = "items" in given ? given.items : "entries" in given ? [...given.entries.values()] : [];
  for (const [index, item] of items.entries()) {
    const inner = element ?? (type.kind === "tuple" ? type.items[index] : undefined);
    const unknown = inner && unknownAttribute(item, inner);
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}
