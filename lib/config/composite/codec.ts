// The attributes whose items are a text of comma separated fields or an object: what the kinds of them have in common.

import { mapValue, numberToText, STRING, stringValue, type Type, type Value } from "../../hcl/values/index.js";
import type { Range } from "../../source/index.js";
import { parseCsv } from "../csv.js";
import type { Json } from "../json.js";
import { entrySite, rangeOfText, type Site } from "../site.js";

/** How items of one attribute are read and shown. `problem` is called at most once for an item that gives undefined. */
export interface EntryCodec<E> {
  /** What an item is called in messages, such as `output`. */
  readonly noun: string;
  /** The fields that we know; for the reference and the JSON Schema. */
  readonly fields: readonly FieldDescription[];
  /** What becomes of other fields in the object form; in the text form all but `kept` are refused. */
  readonly unknownFields: "kept" | "ignored" | "refused";
  /** What a text means, in words, when it is not a list of fields. */
  readonly shortForms: readonly string[];
  readonly fromText: (text: string, source: Source) => readonly E[];
  readonly fromObject: (object: ObjectReader) => E | undefined;
  /** What references between blocks see, which can be read again; of type `type`. */
  readonly toValue: (entry: E) => Value;
  readonly type: Type;
  readonly toJson: (entry: E) => Json;
  /** Items with the same key are one: the later replaces the earlier in its place. */
  readonly keyOf?: (entry: E) => string;
}

export interface FieldDescription {
  readonly name: string;
  readonly description: string;
  readonly isRequired?: boolean;
  /** Another name that is taken for it. */
  readonly alias?: string;
  readonly values?: readonly string[];
}

/** Where an item was written and what to call when it is wrong. */
export interface Source {
  readonly site: Site;
  readonly problem: (problem: EntryProblem) => void;
}

export interface EntryProblem {
  readonly summary: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly range: Range;
}

/** One `key=value` of a text form. */
export interface Field {
  /** Trimmed, in lower case. */
  readonly key: string;
  /** Trimmed only. */
  readonly rawKey: string;
  readonly value: string;
  readonly range: Range;
}

/** The fields of `text`; undefined when one is not `key=value`, which is reported. */
export function readFields(text: string, noun: string, source: Source): readonly Field[] | undefined {
  const record = parseCsv(text);
  if (record.kind === "problem") {
    source.problem({
      summary: `The ${noun} ${JSON.stringify(text)} cannot be split into fields: ${record.problem}`,
      range: rangeOfText(source.site, text, record.start, record.end),
    });
    return undefined;
  }
  const fields: Field[] = [];
  for (const { text: part, start, end } of record.fields) {
    const equals = part.indexOf("=");
    const range = rangeOfText(source.site, text, start, end);
    if (equals === -1) {
      source.problem({
        summary: `The ${noun} ${JSON.stringify(text)} has a field that is not key=value: ${JSON.stringify(part)}`,
        range,
      });
      return undefined;
    }
    const rawKey = part.slice(0, equals).trim();
    fields.push({ key: rawKey.toLowerCase(), rawKey, value: part.slice(equals + 1), range });
  }
  return fields;
}

/** An item in its object form, with values as text. */
export interface ObjectReader extends Source {
  readonly entries: ReadonlyMap<string, Value>;
  /** Of the value of `key`, or of the whole. */
  readonly rangeOf: (key?: string) => Range;
}

export function objectReader(entries: ReadonlyMap<string, Value>, source: Source): ObjectReader {
  return {
    ...source,
    entries,
    rangeOf: (key) => (key === undefined ? source.site : entrySite(source.site, key)).range,
  };
}

/** The value of `key` as text: undefined when it is absent, or no scalar, which is reported. */
export function textField(object: ObjectReader, key: string, noun: string): string | undefined {
  const value = object.entries.get(key);
  if (value === undefined) return undefined;
  const text = scalarText(value);
  if (text === undefined) {
    object.problem({
      summary: `The field "${key}" of ${noun} must be a string, not ${kindName(value)}`,
      range: object.rangeOf(key),
    });
  }
  return text;
}

/** All values as text; undefined when one is no scalar, which is reported. */
export function textFields(object: ObjectReader, noun: string): ReadonlyMap<string, string> | undefined {
  const texts = new Map<string, string>();
  for (const key of object.entries.keys()) {
    const text = textField(object, key, noun);
    if (text === undefined) return undefined;
    texts.set(key, text);
  }
  return texts;
}

/** Fields as the language's map of strings. */
export function fieldsValue(fields: Iterable<readonly [string, string]>): Value {
  return mapValue(STRING, new Map([...fields].map(([key, text]) => [key, stringValue(text)])));
}

/** A string, number or bool as text. */
export function scalarText(value: Value): string | undefined {
  switch (value.kind) {
    case "string":
      return value.value;
    case "number":
      return numberToText(value.value);
    case "bool":
      return value.value ? "true" : "false";
    default:
      return undefined;
  }
}

/** A value's kind with its article, for messages. */
export function kindName(value: Value): string {
  switch (value.kind) {
    case "null":
      return "null";
    case "object":
      return "an object";
    // What one writes in brackets is a list to its reader.
    case "tuple":
      return "a list";
    default:
      return `a ${value.kind}`;
  }
}
