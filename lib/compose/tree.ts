// A compose document as a tree of our own: aliases followed, merge keys applied, scalars resolved, every node with its range.
// Trees are never changed; an anchored node is shared by all its aliases.

import { lineStarts, type Range } from "../source/index.js";

export type Tree = MapTree | ListTree | TextTree | NumberTree | BooleanTree | NullTree;

/** `!reset` takes away what earlier files said here; `!override` replaces it instead of merging. */
export type Mark = "reset" | "override";

interface Placed {
  readonly range: Range;
  readonly mark?: Mark;
}

export interface MapTree extends Placed {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface Entry {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: Tree;
}

export interface ListTree extends Placed {
  readonly kind: "list";
  readonly items: readonly Tree[];
}

export interface TextTree extends Placed {
  readonly kind: "text";
  readonly value: string;
}

export interface NumberTree extends Placed {
  readonly kind: "number";
  readonly value: number;
  readonly isInteger: boolean;
  /** As it reads where text is wanted: 1.10 is "1.1", 0777 is "511". Exact for integers of any 64 bits. */
  readonly text: string;
}

export interface BooleanTree extends Placed {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface NullTree extends Placed {
  readonly kind: "null";
}

/** The value under `key`; undefined when absent or null, which mean the same nearly everywhere. */
export function get(tree: MapTree | undefined, key: string): Tree | undefined {
  const value = tree?.entries.get(key)?.value;
  return value === undefined || value.kind === "null" ? undefined : value;
}

export function mapOf(range: Range, entries: Iterable<Entry>): MapTree {
  return { kind: "map", range, entries: new Map([...entries].map((entry) => [entry.key, entry])) };
}

/** `map` with other values; an entry for which `form` gives none is left out. */
export function mapEntries(map: MapTree, form: (entry: Entry) => Tree | undefined): MapTree {
  const entries: Entry[] = [];
  for (const entry of map.entries.values()) {
    const value = form(entry);
    if (value !== undefined) entries.push({ ...entry, value });
  }
  return { ...map, entries: mapOf(map.range, entries).entries };
}

export function mapItems(list: ListTree, form: (item: Tree, index: number) => Tree | undefined): ListTree {
  return { ...list, items: list.items.flatMap((item, index) => form(item, index) ?? []) };
}

export function mapText(tree: Tree, change: (text: string) => string): Tree {
  return tree.kind === "text" ? { ...tree, value: change(tree.value) } : tree;
}

/** The list of `tree` alone. */
export function listOf(tree: Tree): ListTree {
  return { kind: "list", range: tree.range, items: [unmarked(tree)], ...markOf(tree) };
}

export function unmarked<T extends Tree>(tree: T): T {
  const { mark: _, ...rest } = tree;
  // Only the optional mark is gone, so what is left is still a T.
  return rest as T;
}

export function markOf(tree: Tree): { readonly mark?: Mark } {
  return tree.mark === undefined ? {} : { mark: tree.mark };
}

/** `map` with `value` under `key`. */
export function putEntry(map: MapTree, key: string, value: Tree): MapTree {
  const keyRange = map.entries.get(key)?.keyRange ?? value.range;
  return { ...map, entries: new Map(map.entries).set(key, { key, keyRange, value }) };
}

/** The text that a scalar gives where text is wanted; undefined for collections and null. */
export function scalarText(tree: Tree): string | undefined {
  switch (tree.kind) {
    case "text":
      return tree.value;
    case "number":
      return tree.text;
    case "boolean":
      return String(tree.value);
    default:
      return undefined;
  }
}

/** What to underline for `tree`: itself, or its first line when it has several. */
export function firstLineOf({ file, start, end }: Range): Range {
  const text = file.text.slice(start, end);
  const firstBreak = text.indexOf("\n");
  const line = firstBreak === -1 ? text : text.slice(0, firstBreak);
  return { file, start, end: start + (line.trimEnd().length || line.length) };
}

/** A point at the start of `file`, for what is missing from it. */
export function startOf(file: Range["file"]): Range {
  const start = file.text.startsWith("\uFEFF") ? 1 : (lineStarts(file)[0] ?? 0);
  return { file, start, end: start };
}
