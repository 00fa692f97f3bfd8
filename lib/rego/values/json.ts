// Values ⇄ JSON. Follows open-policy-agent/opa v1/ast/term.go (InterfaceToValue, JSON).

import { objectOf } from "./collections.js";
import { isArray } from "./compare.js";
import { normalNumber, numberFromText } from "./numbers.js";
import type { Value, ValueObject } from "./value.js";

export type JsonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** Reads what `JSON.parse` gives; bigints are taken, too, and members that are undefined are left out. Half a surrogate pair becomes U+FFFD. */
export function valueFromJson(json: unknown): Value {
  switch (typeof json) {
    case "boolean":
      return json;
    case "number":
      return normalNumber(json);
    case "bigint":
      return numberFromText(String(json));
    case "string":
      return wellFormed(json);
    case "object":
      if (json === null) return null;
      if (Array.isArray(json)) return json.map(valueFromJson);
      return objectFrom(Object.entries(json));
    default:
      throw new Error(`internal error: ${typeof json} is not JSON`);
  }
}

/** Integers beyond 2^53 keep their digits. @throws SyntaxError as `JSON.parse` does; RangeError for a number beyond all measure */
export function parseJsonValue(text: string): Value {
  const parsed: unknown = JSON.parse(text);
  // Only numbers that are long or have exponents can lose something in JSON.parse. Such digits in a string cost the slower reader, nothing else.
  return /\d{16}|\d[eE]/.test(text) ? readExactly(text) : valueFromJson(parsed);
}

/** Sets become arrays, and keys that are no strings their JSON text. Numbers beyond 2^53 stay bigints. */
export function jsonFromValue(value: Value): JsonValue {
  if (value === null || typeof value !== "object") return value;
  if (isArray(value)) return value.map(jsonFromValue);
  if (value.kind === "set") return value.members().map(jsonFromValue);
  return Object.fromEntries(value.entries().map(([key, held]) => [keyText(key), jsonFromValue(held)]));
}

/** One line. Keys in the order of their text, as Go writes maps. */
export function jsonText(value: Value): string {
  if (typeof value === "string") return goJsonString(value);
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (value === null || typeof value !== "object") return String(value);
  if (isArray(value)) return `[${value.map(jsonText).join()}]`;
  if (value.kind === "set") return `[${value.members().map(jsonText).join()}]`;
  return `{${textEntries(value)
    .map(([key, held]) => `${goJsonString(key)}:${jsonText(held)}`)
    .join()}}`;
}

/** As objects are in JSON: keys that have the same text become one. In the order of the keys' bytes. */
export function textEntries(object: ValueObject): readonly (readonly [string, Value])[] {
  const texts = objectOf(object.entries().map(([key, held]) => [keyText(key), held] as const));
  return texts.entries().map(([key, held]) => [String(key), held]);
}

/** A key of an object in JSON. */
export function keyText(key: Value): string {
  return typeof key === "string" ? key : jsonText(key);
}

/** Go escapes what HTML could take for markup, and writes control characters its own way. */
export function goJsonString(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

export function wellFormed(text: string): string {
  return /[\ud800-\udfff]/.test(text) ? Buffer.from(text, "utf8").toString("utf8") : text;
}

function objectFrom(entries: readonly (readonly [string, unknown])[]): ValueObject {
  const present = entries.filter(([, held]) => held !== undefined);
  return objectOf(present.map(([key, held]) => [wellFormed(key), valueFromJson(held)] as const));
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[[\]{},:]/g;

/** For text that JSON.parse took: what is wrong here is a mistake of ours. */
function readExactly(text: string): Value {
  const tokens = [...text.matchAll(TOKEN)].map(([token]) => token);
  let at = 0;
  return read();

  function read(): Value {
    const token = tokens[at++] ?? "";
    if (token === "[") return readArray();
    if (token === "{") return readObject();
    if (token.startsWith('"')) return wellFormed(String(JSON.parse(token)));
    if (token === "null") return null;
    if (token === "true" || token === "false") return token === "true";
    return numberFromText(token);
  }

  function readArray(): Value {
    const items: Value[] = [];
    while (tokens[at] !== "]") {
      items.push(read());
      if (tokens[at] === ",") at++;
    }
    at++;
    return items;
  }

  function readObject(): Value {
    const entries: (readonly [Value, Value])[] = [];
    while (tokens[at] !== "}") {
      const key = read();
      at++;
      entries.push([key, read()]);
      if (tokens[at] === ",") at++;
    }
    at++;
    return objectOf(entries);
  }
}
