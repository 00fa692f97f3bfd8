// A plan as the JSON that `--print` shows.

import { type AttributeName, type Group, namesIn, specOf, type Target } from "../config/index.js";
import { type Json, quote, writeJson } from "./json.js";
import type { Plan } from "./plan.js";

/** The JSON of `--print`, which can be read back as a bake file; ends with a newline. */
export function printPlan(plan: Plan): string {
  const groups = sorted(plan.groups).map((group) => entry(group.name, groupJson(group)));
  const targets = sorted(plan.steps).map(({ target }) => entry(target.name, targetJson(target)));
  return `{\n  "group": ${block(groups)},\n  "target": ${block(targets)}\n}\n`;
}

/** One target as `--print` shows it. */
export function targetJson(target: Target): Json {
  const json = new Map<string, Json>();
  for (const key of namesIn(target)) add(key);
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
function sorted<T extends { readonly name: string }>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The text of one property of the second level. Each is made by itself, so that a large plan is never a tree of JSON. */
function entry(name: string, json: Json): string {
  return `${quote(name)}: ${literal(writeJson(json, 2))}`;
}

function block(entries: readonly string[]): string {
  return entries.length === 0 ? "{}" : `{\n    ${entries.join(",\n    ")}\n  }`;
}

/**
 * What opens a template is doubled, so that reading the output again gives the same text. buildx leaves out some. In JSON it
 * can only stand inside a string.
 */
function literal(json: string): string {
  const hasOpening = json.includes("${") || json.includes("%{");
  return hasOpening ? json.replace(/[$%]\{/g, (opening) => `${opening.charAt(0)}${opening}`) : json;
}
