// TOML with places: a tree in which every key and value has its range. The parser is a library; what tables of a file amount to
// together is put together here.

import { type AST, ParseError, parseTOML } from "toml-eslint-parser";
import type { Diagnostic, Range, SourceFile, WithDiagnostics } from "../../source/index.js";

export type TomlValue =
  | { readonly kind: "string"; readonly value: string; readonly range: Range }
  | { readonly kind: "integer"; readonly value: number; readonly range: Range }
  | { readonly kind: "boolean"; readonly value: boolean; readonly range: Range }
  /** What no key of buildkitd takes: a fraction, a date. */
  | { readonly kind: "other"; readonly what: string; readonly range: Range }
  | TomlList
  | TomlTable;

export interface TomlList {
  readonly kind: "list";
  readonly items: readonly TomlValue[];
  readonly range: Range;
}

export interface TomlTable {
  readonly kind: "table";
  readonly entries: ReadonlyMap<string, TomlEntry>;
  /** Of the head or the braces; for a table that dots in a key made, of that key. */
  readonly range: Range;
}

export interface TomlEntry {
  readonly key: Range;
  readonly value: TomlValue;
}

/** The whole file as one table. A mistake in the syntax is reported, the first alone, and the table is then empty. */
export function readToml(file: SourceFile): WithDiagnostics<TomlTable> {
  const root = newTable({ file, start: 0, end: 0 });
  try {
    const [top] = parseTOML(file.text, { tomlVersion: "1.0" }).body;
    for (const item of top.body) {
      if (item.type === "TOMLKeyValue") put(root, item, file);
      else fill(openTable(root, item, file), item.body, file);
    }
    return { value: root, diagnostics: [] };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { value: newTable(root.range), diagnostics: [syntaxMistake(file, error)] };
  }
}

/** While it is built up. */
interface OpenTable extends TomlTable {
  readonly entries: Map<string, TomlEntry>;
}

interface OpenList extends TomlList {
  readonly items: TomlValue[];
}

function newTable(range: Range): OpenTable {
  return { kind: "table", entries: new Map(), range };
}

/** The table that `[a.b]` or `[[a.b]]` opens. */
function openTable(root: OpenTable, { key, kind }: AST.TOMLTable, file: SourceFile): OpenTable {
  const [last, ...before] = [...key.keys].reverse();
  if (last === undefined) throw new Error("internal error: a table without a name");
  const parent = descend(root, before.reverse(), file);
  const name = nameOf(last);
  const range = rangeOf(key, file);
  const known = parent.entries.get(name)?.value;
  if (kind === "standard") return known === undefined ? add(parent, last, newTable(range), file) : lastTable(known);
  const list: OpenList =
    known === undefined ? add(parent, last, { kind: "list", items: [], range }, file) : openList(known);
  const table = newTable(range);
  list.items.push(table);
  return table;
}

function fill(table: OpenTable, items: readonly AST.TOMLKeyValue[], file: SourceFile): void {
  for (const item of items) put(table, item, file);
}

function put(table: OpenTable, { key, value }: AST.TOMLKeyValue, file: SourceFile): void {
  const [last, ...before] = [...key.keys].reverse();
  if (last === undefined) throw new Error("internal error: a value without a key");
  add(descend(table, before.reverse(), file), last, tomlValue(value, file), file);
}

function descend(table: OpenTable, keys: readonly Key[], file: SourceFile): OpenTable {
  let at = table;
  for (const key of keys) {
    const known = at.entries.get(nameOf(key))?.value;
    at = known === undefined ? add(at, key, newTable(rangeOf(key, file)), file) : lastTable(known);
  }
  return at;
}

function add<V extends TomlValue>(table: OpenTable, key: Key, value: V, file: SourceFile): V {
  table.entries.set(nameOf(key), { key: rangeOf(key, file), value });
  return value;
}

function tomlValue(node: AST.TOMLContentNode, file: SourceFile): TomlValue {
  const range = rangeOf(node, file);
  if (node.type === "TOMLArray")
    return { kind: "list", items: node.elements.map((item) => tomlValue(item, file)), range };
  if (node.type === "TOMLInlineTable") {
    const table = newTable(range);
    fill(table, node.body, file);
    return table;
  }
  if (node.kind === "string") return { kind: "string", value: node.value, range };
  if (node.kind === "integer") return { kind: "integer", value: node.value, range };
  if (node.kind === "boolean") return { kind: "boolean", value: node.value, range };
  return { kind: "other", what: node.kind === "float" ? "a fraction" : "a date", range };
}

type Key = AST.TOMLBare | AST.TOMLQuoted;

function nameOf(key: Key): string {
  return key.type === "TOMLBare" ? key.name : key.value;
}

function rangeOf({ range: [start, end] }: { readonly range: readonly [number, number] }, file: SourceFile): Range {
  return { file, start, end };
}

/** A head `[a.b]` behind `[[a]]` is about the last of them. */
function lastTable(value: TomlValue): OpenTable {
  const found = value.kind === "list" ? value.items.at(-1) : value;
  if (found?.kind !== "table") throw new Error("internal error: the parser let a value be a table, too");
  // All tables are made by `newTable`.
  return found as OpenTable;
}

function openList(value: TomlValue): OpenList {
  if (value.kind !== "list") throw new Error("internal error: the parser let a table be a list, too");
  // Lists that heads refer to are made by `openTable`.
  return value as OpenList;
}

/** What the parser says, and what that means to somebody who writes a configuration. */
const hints: readonly (readonly [says: RegExp, detail: string])[] = [
  [/^Defining a key multiple times/, "It is there already; keep one of them."],
  [/^Unspecified values/, "Nothing stands behind the equals sign."],
  [/^Unexpected character/, 'This cannot stand here. Strings are written in quotes, as in snapshotter = "native".'],
  [/^The key, equals sign/, "A head ends on its line with ], and a value begins on the line of its key."],
  [/^Unterminated string/, "The string does not end on its line."],
  [/^Unterminated array/, "The list is not closed with ]."],
];

function syntaxMistake(file: SourceFile, { message, index }: ParseError): Diagnostic {
  // What is missing at the end of a line is told of at the next one.
  const before = file.text.slice(0, index).trimEnd();
  const isMissing = /^(?:Un(?:specified|terminated)|The key, equals sign)/.test(message);
  const isPast = index >= file.text.length || (isMissing && file.text.slice(before.length, index).includes("\n"));
  const start = isPast ? Math.max(0, before.length - 1) : index;
  return {
    severity: "error",
    code: "buildkitd-syntax",
    summary: `"${file.name}" is not TOML`,
    detail: hints.find(([says]) => says.test(message))?.[1] ?? `${message}.`,
    subject: { file, start, end: Math.min(file.text.length, start + 1) },
  };
}
