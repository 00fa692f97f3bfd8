// What `--list` shows. Follows buildx commands/bake.go, printTargetList and printVars; tables are Go's text/tabwriter.

import { type Config, compareBytewise, type Group } from "../config/index.js";
import { type Json, writeJson } from "./json.js";

export type ListFormat = "table" | "json";

/** Targets and groups by name; names that begin with `_` are hidden. Descriptions are those that are written, not inherited. */
export function listTargets(config: Config, format: ListFormat): string {
  const groups = [...config.groups.values()].map((group) => ({
    name: group.name,
    description: groupDescription(group),
    isGroup: true,
  }));
  const targets = [...config.targets.values()].map(({ name, attributes }) => ({
    name,
    description: attributes.description ?? "",
    isGroup: false,
  }));
  const shown = byName([...targets, ...groups].filter(({ name }) => !name.startsWith("_")));
  if (format === "table") {
    return table([["TARGET", "DESCRIPTION"], ...shown.map(({ name, description }) => [name, description])]);
  }
  return list(
    shown.map(({ name, description, isGroup }) => [
      ["name", name],
      ["description", description === "" ? undefined : description],
      ["group", isGroup ? true : undefined],
    ]),
  );
}

/** Declared variables by name, with their values after overrides. */
export function listVariables(config: Config, format: ListFormat): string {
  const shown = byName(config.variables);
  if (format === "table") {
    const rows = shown.map(({ name, type = "", value = "<null>", description = "" }) => [
      name,
      type,
      value,
      description,
    ]);
    return table([["VARIABLE", "TYPE", "VALUE", "DESCRIPTION"], ...rows]);
  }
  return list(
    shown.map(({ name, description, type, value }) => [
      ["name", name],
      ["description", description === "" ? undefined : description],
      ["type", type],
      ["value", value],
    ]),
  );
}

/** What is said of a group, with its members. */
function groupDescription({ description, targets = [] }: Group): string {
  const members = targets
    .map(({ name }) => name)
    .sort()
    .join(", ");
  if (!description) return members;
  return `${description} (${members})`;
}

function byName<T extends { readonly name: string }>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => compareBytewise(a.name, b.name));
}

/** Columns are filled with tabs, of eight blanks each, to one more than their widest text; the last is left as it is. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column]))));
  return rows
    .map((row) => {
      const cells = row.map((text, column) => {
        if (column === row.length - 1) return text;
        const width = Math.ceil(((widths[column] ?? 0) + 1) / 8) * 8;
        return text + "\t".repeat(Math.ceil((width - widthOf(text)) / 8));
      });
      return `${cells.join("")}\n`;
    })
    .join("");
}

function widthOf(text = ""): number {
  return [...text].length;
}

function list(entries: readonly (readonly (readonly [string, Json | undefined])[])[]): string {
  const objects = entries.map(
    (fields) => new Map(fields.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))),
  );
  return `${writeJson(objects)}\n`;
}
