// The kinds of values that attributes have: how each is read from the language, seen by references, and printed.

import {
  BOOL,
  boolValue,
  convert,
  listOf,
  listValue,
  mapOf,
  nullValue,
  STRING,
  showValue,
  stringValue,
  type Type,
  type Value,
} from "../hcl/values/index.js";
import type { Diagnostic, Range, Report } from "../source/index.js";
import { kindName, scalarText } from "./composite/codec.js";
import { sortedJson } from "./composite/sorted.js";
import type { Json } from "./json.js";
import { entrySite, itemSite, type Site } from "./site.js";

export interface Shape<T> {
  /** For the reference and the JSON Schema. */
  readonly kind: "string" | "bool" | "strings" | "string-map" | "entries" | "resources";
  /** As messages say it: `a list of strings`. */
  readonly wanted: string;
  /** undefined: null, which is as good as not written; or wrong, which is reported. */
  readonly decode: (value: Value, site: Site, attribute: AttributeReport) => T | undefined;
  /** What references between blocks see, from the value as it was written. */
  readonly reference: (written: Value, decoded: T | undefined) => Value;
  readonly toJson: (data: T) => Json;
  /** Not printed, and the same as not set once all is merged. */
  readonly isEmpty: (data: T) => boolean;
}

/** Where the mistakes in the value of one attribute go. */
export interface AttributeReport {
  /** As in the bake file. */
  readonly name: string;
  readonly report: Report;
}

export const text: Shape<string> = {
  kind: "string",
  wanted: "a string",
  decode: (value, site, attribute) => decodeText(value, site.range, attribute, `"${attribute.name}"`),
  reference: (written) => converted(written, STRING),
  toJson: (data) => data,
  isEmpty: () => false,
};

/** As `text`, but an empty one is as good as not written. */
export const filledText: Shape<string> = {
  ...text,
  decode: (value, site, attribute) => text.decode(value, site, attribute) || undefined,
  reference: (_written, decoded) => stringValue(decoded ?? ""),
};

export const bool: Shape<boolean> = {
  kind: "bool",
  wanted: "true or false",
  decode: (value, site, attribute) => {
    if (value.kind === "null") return undefined;
    const conversion = convert(value, BOOL);
    if (conversion.kind === "converted" && conversion.value.kind === "bool") return conversion.value.value;
    const given = scalarText(value) === undefined ? kindName(value) : showValue(value, 30);
    attribute.report({
      severity: "error",
      code: "wrong-type",
      summary: `"${attribute.name}" must be true or false, not ${given}`,
      subject: site.range,
    });
    return undefined;
  },
  reference: (_written, decoded) => (decoded === undefined ? nullValue(BOOL) : boolValue(decoded)),
  toJson: (data) => data,
  isEmpty: () => false,
};

export const texts: Shape<readonly string[]> = {
  kind: "strings",
  wanted: "a list of strings",
  decode: (value, site, attribute) => {
    const items = itemsOf(value, site, attribute, "a list of strings");
    if (items === undefined) return undefined;
    const decoded: string[] = [];
    let index = 0;
    for (const item of items) {
      const word = item.kind === "string" ? item.value : decodeItem(item, itemSite(site, index).range, attribute);
      if (word !== undefined) decoded.push(word);
      index += 1;
    }
    return decoded;
  },
  reference: (_written, decoded) =>
    decoded === undefined ? nullValue(listOf(STRING)) : listValue(STRING, decoded.map(stringValue)),
  toJson: (data) => data,
  isEmpty: (data) => data.length === 0,
};

/** Null entries are as good as not written, unless `refusesNull`. */
export function textMap({ refusesNull }: { readonly refusesNull: boolean }): Shape<ReadonlyMap<string, string>> {
  return {
    kind: "string-map",
    wanted: "a map of strings",
    decode: (value, site, attribute) => {
      if (value.kind === "null") return undefined;
      if (value.kind !== "object" && value.kind !== "map") {
        attribute.report(wrongType(attribute.name, "a map of strings", value, site.range));
        return undefined;
      }
      const entries = new Map<string, string>();
      for (const [key, item] of value.entries) {
        if (item.kind === "null" && !refusesNull) continue;
        const word =
          item.kind === "string" ? item.value : decodeEntry(item, key, entrySite(site, key).range, attribute);
        if (word !== undefined) entries.set(key, word);
      }
      return entries;
    },
    reference: (written) => converted(written, mapOf(STRING)),
    toJson: (data) => sortedJson(data),
    isEmpty: (data) => data.size === 0,
  };
}

/** The items of a list; undefined for null, or for what is no list, which is reported. */
export function itemsOf(
  value: Value,
  site: Site,
  attribute: AttributeReport,
  wanted: string,
): readonly Value[] | undefined {
  if (value.kind === "tuple" || value.kind === "list" || value.kind === "set") return value.items;
  if (value.kind === "null") return undefined;
  const diagnostic = wrongType(attribute.name, wanted, value, site.range);
  const isEntry = wanted.includes("objects") && value.kind === "object";
  const item = scalarText(value) === undefined ? (isEntry ? "{ … }" : undefined) : showValue(value, 30);
  attribute.report(item === undefined ? diagnostic : { ...diagnostic, hint: `write [${item}]` });
  return undefined;
}

function decodeText(value: Value, range: Range, attribute: AttributeReport, name: string): string | undefined {
  if (value.kind === "null") return undefined;
  const word = scalarText(value);
  if (word !== undefined) return word;
  attribute.report({
    severity: "error",
    code: "wrong-type",
    summary: `${name} must be a string, not ${kindName(value)}`,
    subject: range,
  });
  return undefined;
}

function decodeItem(item: Value, range: Range, attribute: AttributeReport): string | undefined {
  const name = `Each item of "${attribute.name}"`;
  if (item.kind === "null") {
    attribute.report({
      severity: "error",
      code: "wrong-type",
      summary: `${name} must be a string, not null`,
      detail: "Leave the item out.",
      subject: range,
    });
  }
  return decodeText(item, range, attribute, name);
}

function decodeEntry(item: Value, key: string, range: Range, attribute: AttributeReport): string | undefined {
  const name = `"${key}" in "${attribute.name}"`;
  if (item.kind === "null") {
    attribute.report({
      severity: "error",
      code: "wrong-type",
      summary: `${name} must be a string, not null`,
      subject: range,
    });
  }
  return decodeText(item, range, attribute, name);
}

function wrongType(name: string, wanted: string, value: Value, subject: Range): Diagnostic {
  return {
    severity: "error",
    code: "wrong-type",
    summary: `"${name}" must be ${wanted}, not ${kindName(value)}`,
    subject,
  };
}

function converted(value: Value, type: Type): Value {
  const conversion = convert(value, type);
  return conversion.kind === "converted" ? conversion.value : nullValue(type);
}
