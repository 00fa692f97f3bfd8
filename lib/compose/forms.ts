// The several ways to write one thing, and the one that the rest of the room reads. Follows compose-go transform/ and types/.

import { inside, type Place, reportAt, reportShape } from "./mistake.js";
import { type PathBase, resolveContext, resolvePath } from "./paths.js";
import {
  type Entry,
  type ListTree,
  listOf,
  type MapTree,
  mapEntries,
  mapItems,
  mapOf,
  markOf,
  scalarText,
  type Tree,
  unmarked,
} from "./tree.js";

export function additionalContexts(tree: Tree, base: PathBase, place: Place): Tree | undefined {
  const pairs = keyValues(tree, place);
  if (pairs === undefined) return undefined;
  return mapEntries(pairs, ({ key, keyRange, value }) => {
    const text = scalarText(value);
    if (text !== undefined)
      return { kind: "text", range: value.range, value: resolveContext(text, base), ...markOf(value) };
    if (value.mark !== undefined) return value;
    const subject = value.kind === "null" ? keyRange : value.range;
    reportAt(inside(place, key), subject, {
      code: "compose-invalid",
      summary: `The additional context "${key}" has no value`,
      advice: "Expected NAME=PATH, or a mapping of names to paths, URLs or service:NAME.",
    });
    return undefined;
  });
}

/** To a mapping of ids to paths; the running agent has none. */
export function sshKeys(tree: Tree, base: PathBase, place: Place): Tree | undefined {
  const pairs = keyValues(tree, place);
  if (pairs === undefined) return undefined;
  return mapEntries(pairs, ({ key, value }) => {
    if (value.kind === "null" && tree.kind === "list" && key !== "default") {
      reportAt(place, value.range, {
        code: "compose-invalid",
        summary: `The ssh key "${key}" has no path`,
        advice: 'Write ID=PATH; only "default" may stand alone, for the running agent.',
      });
      return undefined;
    }
    const path = scalarText(value);
    return path === undefined
      ? value
      : { kind: "text", range: value.range, value: resolvePath(path, base), ...markOf(value) };
  });
}

/** To a mapping of host names to lists of addresses. */
export function extraHosts(tree: Tree, place: Place): Tree | undefined {
  if (tree.kind === "map") return mapEntries(tree, ({ value }) => (value.kind === "text" ? listOf(value) : value));
  if (tree.kind !== "list") {
    reportShape(place, tree, "a list of HOST=ADDRESS or a mapping");
    return undefined;
  }
  const hosts = new Map<string, Entry>();
  for (const [index, item] of tree.items.entries()) {
    if (item.mark === "reset") continue;
    if (item.kind !== "text") {
      reportShape(inside(place, index), item, "a text HOST=ADDRESS");
      continue;
    }
    const [, host = "", address] = /^([^=]*)=(.*)$/s.exec(item.value) ?? /^([^:]*):(.*)$/s.exec(item.value) ?? [];
    if (address === undefined || host === "" || host.includes(":")) {
      reportAt(inside(place, index), item.range, {
        code: "compose-invalid",
        summary: `"${item.value}" is not a host with an address`,
        advice: "Expected HOST=ADDRESS, as in db=10.0.0.2 or db=[::1].",
      });
      continue;
    }
    const known = hosts.get(host)?.value;
    const items = known?.kind === "list" ? known.items : [];
    const added: Tree[] = address.split(",").map((value) => ({ kind: "text", range: item.range, value }));
    const value: ListTree = { kind: "list", range: item.range, items: [...items, ...added] };
    hosts.set(host, { key: host, keyRange: item.range, value });
  }
  return { kind: "map", range: tree.range, entries: hosts, ...markOf(tree) };
}

/** A single number is both limits; buildx makes 0:0 of it. */
export function ulimits(tree: Tree): Tree {
  if (tree.kind !== "map") return tree;
  return mapEntries(tree, ({ value, keyRange }) => {
    if (value.kind !== "number" && !(value.kind === "text" && /^[-+]?\d+$/.test(value.value))) return value;
    const both = unmarked(value);
    const limits = ["soft", "hard"].map((key): Entry => ({ key, keyRange, value: both }));
    return { ...mapOf(value.range, limits), ...markOf(value) };
  });
}

/** To a list of mappings, where a text stands for a mapping with `key` alone. */
export function objects(tree: Tree, place: Place, key: string): Tree | undefined {
  if (tree.kind !== "list") {
    reportShape(place, tree, "a list");
    return undefined;
  }
  return mapItems(tree, (item, index) => {
    if (item.kind === "map" || item.mark === "reset") return item;
    if (item.kind === "text") return mapOf(item.range, [{ key, keyRange: item.range, value: unmarked(item) }]);
    reportShape(inside(place, index), item, "a text or a mapping");
    return undefined;
  });
}

/** A mapping, or a list of `KEY=VALUE` and `KEY`, as a mapping; a bare key has null. */
export function keyValues(tree: Tree, place: Place): MapTree | undefined {
  if (tree.kind === "map") return tree;
  if (tree.kind !== "list") {
    reportShape(place, tree, "a mapping or a list of KEY=VALUE");
    return undefined;
  }
  const entries: Entry[] = [];
  for (const [index, item] of tree.items.entries()) {
    if (item.mark === "reset") continue;
    if (item.kind !== "text") {
      reportShape(inside(place, index), item, "a text KEY=VALUE");
      continue;
    }
    const equals = item.value.indexOf("=");
    const key = equals === -1 ? item.value : item.value.slice(0, equals);
    const value: Tree =
      equals === -1
        ? { kind: "null", range: item.range }
        : { kind: "text", range: item.range, value: item.value.slice(equals + 1) };
    entries.push({ key, keyRange: item.range, value });
  }
  return { ...mapOf(tree.range, entries), ...markOf(tree) };
}
