// A plan as the JSON that `--print` shows. Layout and escapes are those of Go's encoding/json, which buildx prints with.

import { type AttributeName, attributeNames, type Group, type Json, specOf, type Target } from "../config/index.js";
import type { Plan } from "./plan.js";

/** The JSON of `--print`, which can be read back as a bake file; ends with a newline. */
export function printPlan(plan: Plan): string {
  const groups = sorted(plan.groups).map((group) => entry(group.name, groupJson(group)));
  const targets = sorted(plan.steps).map(({ target }) => entry(target.name, targetJson(target)));
  return `{\n  "group": ${block(groups)},\n  "target": ${block(targets)}\n}\n`;
}

/** Names of targets and groups are ASCII, so their order is that of their bytes. */
function sorted<T extends { readonly name: string }>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The text of one property of the second level. Each is made by itself, so that a large plan is never a tree of JSON. */
function entry(name: string, json: Json): string {
  const parts = [quote(name), ": "];
  write(json, "    ", parts);
  return parts.join("");
}

function block(entries: readonly string[]): string {
  return entries.length === 0 ? "{}" : `{\n    ${entries.join(",\n    ")}\n  }`;
}

/** One target as `--print` shows it. */
export function targetJson(target: Target): Json {
  const json = new Map<string, Json>();
  for (const key of attributeNames) add(key);
  return json;

  function add<K extends AttributeName>(key: K): void {
    const value = target[key];
    const { name, shape } = specOf(key);
    if (value !== undefined && !shape.isEmpty(value)) json.set(name, shape.toJson(value));
  }
}

function groupJson({ description, targets }: Group): Json {
  const members: Json = targets === undefined ? null : targets.map(({ name }) => name);
  return new Map<string, Json>([...(description ? [["description", description] as const] : []), ["targets", members]]);
}

function write(json: Json, indent: string, parts: string[]): void {
  if (typeof json === "string") parts.push(quote(json));
  else if (isList(json)) writeBlock("[", "]", json, indent, parts, (item, inner) => write(item, inner, parts));
  else if (json !== null && typeof json === "object") {
    writeBlock("{", "}", [...json], indent, parts, ([key, value], inner) => {
      parts.push(quote(key), ": ");
      write(value, inner, parts);
    });
  } else parts.push(String(json));
}

function writeBlock<T>(
  open: string,
  close: string,
  items: readonly T[],
  indent: string,
  parts: string[],
  writeItem: (item: T, indent: string) => void,
): void {
  const inner = `${indent}  `;
  parts.push(open);
  for (const [index, item] of items.entries()) {
    parts.push(index === 0 ? "\n" : ",\n", inner);
    writeItem(item, inner);
  }
  parts.push(items.length === 0 ? close : `\n${indent}${close}`);
}

/** What marks a template is doubled, so that reading the output again gives the same text. */
function quote(text: string): string {
  // Nearly all texts have nothing to escape.
  if (/^[\w ./:@+=,;()[\]*-]*$/.test(text)) return `"${text}"`;
  const literal = text.replace(/[$%]\{/g, (opening) => `${opening.charAt(0)}${opening}`);
  return JSON.stringify(literal).replace(/[<>&\u2028\u2029]/g, escapeUnit);
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
