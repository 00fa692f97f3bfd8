// A plan as the JSON that `--print` shows. Layout and escapes are those of Go's encoding/json, which buildx prints with.

import { type AttributeName, attributeNames, type Group, type Json, specOf, type Target } from "../config/index.js";
import type { Plan } from "./plan.js";

/** The JSON of `--print`, which can be read back as a bake file; ends with a newline. */
export function printPlan(plan: Plan): string {
  const groups = plan.groups.map((group) => [group.name, groupJson(group)] as const);
  const targets = plan.steps.map(({ target }) => [target.name, targetJson(target)] as const);
  const parts: string[] = [];
  write(
    new Map([
      ["group", byName(groups)],
      ["target", byName(targets)],
    ]),
    "",
    parts,
  );
  parts.push("\n");
  return parts.join("");
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

/** Names of targets and groups are ASCII, so their order is that of their bytes. */
function byName(entries: readonly (readonly [string, Json])[]): ReadonlyMap<string, Json> {
  return new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
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
  const literal = text.includes("{") ? text.replace(/[$%]\{/g, (opening) => `${opening.charAt(0)}${opening}`) : text;
  return JSON.stringify(literal).replace(/[<>&\u2028\u2029]/g, escapeUnit);
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
