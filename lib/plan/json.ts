// JSON as Go's encoding/json lays it out with two blanks, which is how buildx prints.

import type { Json } from "../config/index.js";

export type { Json };

/** What one text is before it is quoted. */
export type Prepare = (text: string) => string;

/** `json` as text; lines after the first begin with `indent`. Keys and texts go through `prepare` before they are quoted. */
export function writeJson(json: Json, indent: string, prepare: Prepare = (text) => text): string {
  const parts: string[] = [];
  write(json, indent, prepare, parts);
  return parts.join("");
}

function write(json: Json, indent: string, prepare: Prepare, parts: string[]): void {
  if (typeof json === "string") parts.push(quote(prepare(json)));
  else if (isList(json)) writeBlock("[]", json, indent, parts, (item, inner) => write(item, inner, prepare, parts));
  else if (json !== null && typeof json === "object") {
    writeBlock("{}", [...json], indent, parts, ([key, value], inner) => {
      parts.push(quote(prepare(key)), ": ");
      write(value, inner, prepare, parts);
    });
  } else parts.push(String(json));
}

function writeBlock<T>(
  braces: "[]" | "{}",
  items: readonly T[],
  indent: string,
  parts: string[],
  writeItem: (item: T, indent: string) => void,
): void {
  const inner = `${indent}  `;
  parts.push(braces.charAt(0));
  for (const [index, item] of items.entries()) {
    parts.push(index === 0 ? "\n" : ",\n", inner);
    writeItem(item, inner);
  }
  parts.push(items.length === 0 ? braces.charAt(1) : `\n${indent}${braces.charAt(1)}`);
}

/** What HTML and JavaScript would trip over is escaped, as Go does. */
export function quote(text: string): string {
  // Nearly all texts have nothing to escape.
  if (/^[\w ./:@+=,;()[\]{}$%*-]*$/.test(text)) return `"${text}"`;
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, escapeUnit);
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
