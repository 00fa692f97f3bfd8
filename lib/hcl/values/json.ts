// Values as JSON and back. Writes as Go's encoding/json does, so that `jsonencode` gives the same bytes.

import type { ConversionFailure, PathStep } from "./convert.js";
import { isInfinite } from "./number.js";
import { numberToText } from "./number-text.js";
import { sortedEntries } from "./set.js";
import type { Value } from "./value.js";

export type JsonText = { readonly kind: "text"; readonly text: string } | ConversionFailure;

/** Compact JSON with sorted keys; `<`, `>`, `&`, U+2028 and U+2029 are escaped. Fails on an infinity. */
export function toJson(value: Value): JsonText {
  const parts: string[] = [];
  const failure = write(value, parts, []);
  return failure ?? { kind: "text", text: parts.join("") };
}

function write(value: Value, parts: string[], path: PathStep[]): ConversionFailure | undefined {
  switch (value.kind) {
    case "null":
      parts.push("null");
      return undefined;
    case "bool":
      parts.push(String(value.value));
      return undefined;
    case "string":
      parts.push(jsonString(value.value));
      return undefined;
    case "number":
      if (isInfinite(value.value)) return { kind: "failed", path: [...path], reason: "JSON has no infinity" };
      parts.push(numberToText(value.value));
      return undefined;
    case "tuple":
    case "list":
    case "set":
      return writeItems(value.items, parts, path);
    case "object":
    case "map":
      return writeEntries(value.entries, parts, path);
  }
}

function writeItems(items: readonly Value[], parts: string[], path: PathStep[]): ConversionFailure | undefined {
  parts.push("[");
  for (const [i, item] of items.entries()) {
    if (i > 0) parts.push(",");
    path.push(i);
    const failure = write(item, parts, path);
    if (failure !== undefined) return failure;
    path.pop();
  }
  parts.push("]");
  return undefined;
}

function writeEntries(
  entries: ReadonlyMap<string, Value>,
  parts: string[],
  path: PathStep[],
): ConversionFailure | undefined {
  parts.push("{");
  for (const [i, [key, item]] of sortedEntries(entries).entries()) {
    if (i > 0) parts.push(",");
    parts.push(jsonString(key), ":");
    path.push(key);
    const failure = write(item, parts, path);
    if (failure !== undefined) return failure;
    path.pop();
  }
  parts.push("}");
  return undefined;
}

/** A JSON string that is also safe inside HTML and JavaScript, as Go writes it. */
export function jsonString(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
