// JSON as Go's encoding/json lays it out with two blanks, which is how buildx prints.

import type { Json } from "../config/index.js";

export type { Json };

/** `json` as it stands `depth` levels deep in a document, without the blanks before it. */
export function writeJson(json: Json, depth = 0): string {
  const object = asObject(json);
  const text = object === undefined ? written(json, "  ".repeat(depth)) : nested(object, depth);
  return /[<>&\u2028\u2029]/.test(text) ? text.replace(/[<>&\u2028\u2029]/g, escapeUnit) : text;
}

export function quote(text: string): string {
  return writeJson(text);
}

/** The engine's own writer is several times faster than ours. */
function nested(object: unknown, depth: number): string {
  let whole = object;
  let before = 0;
  let after = 0;
  for (let level = 0; level < depth; level += 1) {
    whole = [whole];
    before += 4 + 2 * level;
    after += 2 + 2 * level;
  }
  const text = JSON.stringify(whole, undefined, 2);
  return depth === 0 ? text : text.slice(before, -after);
}

/** undefined: an object would show it otherwise. */
function asObject(json: Json): unknown {
  if (json === null || typeof json !== "object") return typeof json === "bigint" ? undefined : json;
  if (isList(json)) {
    if (json.every((item) => typeof item === "string")) return json;
    const items = json.map(asObject);
    return items.includes(undefined) ? undefined : items;
  }
  const object: Record<string, unknown> = {};
  for (const [key, value] of json) {
    const item = asObject(value);
    if (item === undefined || isMoved(key)) return undefined;
    object[key] = item;
  }
  return object;
}

/** Objects have numbers before all other keys, and `__proto__` not among them. */
function isMoved(key: string): boolean {
  const first = key.charCodeAt(0);
  return (first >= 48 && first <= 57) || key === "__proto__";
}

function written(json: Json, indent: string): string {
  if (json === null || typeof json !== "object") return typeof json === "string" ? JSON.stringify(json) : String(json);
  const inner = `${indent}  `;
  const items = isList(json)
    ? json.map((item) => written(item, inner))
    : [...json].map(([key, value]) => `${JSON.stringify(key)}: ${written(value, inner)}`);
  const [open, close] = isList(json) ? ["[", "]"] : ["{", "}"];
  return items.length === 0 ? `${open}${close}` : `${open}\n${inner}${items.join(`,\n${inner}`)}\n${indent}${close}`;
}

/** What HTML and JavaScript would trip over is escaped, as Go does. */
function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
