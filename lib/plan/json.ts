// JSON as Go's encoding/json lays it out with two blanks, which is how buildx prints.

import type { Json } from "../config/index.js";

export type { Json };

/** What one text is before it is quoted. */
export type Prepare = (text: string) => string;

/** `json` as text; lines after the first begin with `indent`. Keys and texts go through `prepare` before they are quoted. */
export function writeJson(json: Json, indent: string, prepare: Prepare = asItIs): string {
  if (typeof json === "string") return quote(prepare(json));
  if (json === null || typeof json !== "object") return String(json);
  const inner = `${indent}  `;
  let text = "";
  if (isList(json)) {
    for (const item of json) text += `${text === "" ? "" : ","}\n${inner}${writeJson(item, inner, prepare)}`;
    return text === "" ? "[]" : `[${text}\n${indent}]`;
  }
  for (const [key, value] of json)
    text += `${text === "" ? "" : ","}\n${inner}${quote(prepare(key))}: ${writeJson(value, inner, prepare)}`;
  return text === "" ? "{}" : `{${text}\n${indent}}`;
}

function asItIs(text: string): string {
  return text;
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
