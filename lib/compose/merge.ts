// Two canonical models, or two services, into one. Follows compose-go override/merge.go: mappings by key, lists appended,
// anything else replaced; null says nothing, except among args, labels and the like, where a key without a value is one.

import type { Report } from "../source/index.js";
import type { Model } from "./canonical.js";
import { inside, memberPlace, type Place, reportAt } from "./mistake.js";
import { type Entry, firstLineOf, type MapTree, type Tree } from "./tree.js";

/** How two trees at one place become one. */
interface Rule {
  /** `base` is there and not null; `over` has no mark of its own. */
  readonly merge: (base: Tree, over: Tree, context: Context) => Tree;
  readonly doesNullReplace?: boolean;
}

interface Context {
  readonly place: Place;
  /** `!reset` and `!override` are carried out once, but kept while what they are about may still come. */
  readonly marks: "apply" | "keep";
}

const plain: Rule = { merge: mergePlain };
const replacing: Rule = { merge: (_, over) => over, doesNullReplace: true };
const pairs = byKey(() => replacing);
const build = byKey((key) => (key === "additional_contexts" || key === "args" || key === "labels" ? pairs : plain));
const service = byKey((key) => (key === "build" ? build : key === "environment" ? pairs : plain));

/** `over`, a later file, on top of `base`. */
export function mergeModels(base: Model, over: Model, report: Report): Model {
  return mergeSections(base, over, { marks: "apply", report });
}

/**
 * What a file says itself, on top of what it includes, which comes behind its own.
 * The marks of `own` stay: they are also about earlier files.
 */
export function mergeImported(imported: Model, own: Model, report: Report): Model {
  const { services, ...rest } = mergeSections(imported, own, { marks: "keep", report });
  if (services === undefined) return rest;
  const names = new Set([...(own.services?.entries.keys() ?? []), ...services.entries.keys()]);
  const entries = new Map(
    [...names].flatMap((name) => {
      const entry = services.entries.get(name);
      return entry === undefined ? [] : [[name, entry]];
    }),
  );
  return { ...rest, services: { ...services, entries } };
}

/** `over` on top of `base`, which it extends; the marks of `over` stay, those of `base` were about other places. */
export function mergeServices(base: MapTree, over: MapTree, place: Place): MapTree {
  const clean = withoutMarks(base);
  const merged = clean?.kind === "map" ? service.merge(clean, over, { place, marks: "keep" }) : over;
  if (merged.kind !== "map") throw new Error("internal error: two services merged into something else");
  return over.mark === undefined ? merged : { ...merged, mark: over.mark };
}

function mergeSections(
  base: Model,
  over: Model,
  { marks, report }: { readonly marks: Context["marks"]; readonly report: Report },
): Model {
  const merged: { services?: MapTree; secrets?: MapTree } = {};
  for (const section of ["services", "secrets"] as const) {
    const member = section === "services" ? service : plain;
    const rule = byKey((key) => ({
      ...member,
      merge: (b, o) => (isSameNode(b, o) ? o : member.merge(b, o, { place: memberPlace(section, key, report), marks })),
    }));
    const overTree = over[section];
    const tree =
      overTree === undefined
        ? base[section]
        : mergeAt(base[section], overTree, rule, { place: { path: section, step: section, report }, marks });
    if (tree?.kind === "map") merged[section] = tree;
  }
  return merged;
}

/** A file that is included by two others brings each of its services twice. */
function isSameNode(a: Tree, b: Tree): boolean {
  return a.range.file.name === b.range.file.name && a.range.start === b.range.start && a.range.end === b.range.end;
}

function mergeAt(base: Tree | undefined, over: Tree, rule: Rule, context: Context): Tree | undefined {
  const settled = () => (context.marks === "keep" ? over : withoutMarks(over));
  if (over.mark !== undefined || base === undefined) return settled();
  if (over.kind === "null" && rule.doesNullReplace !== true) return base;
  if (base.kind === "null") return settled();
  return rule.merge(base, over, context);
}

function byKey(ruleFor: (key: string) => Rule): Rule {
  return {
    merge: (base, over, context) => {
      if (base.kind !== "map" || over.kind !== "map") return mergePlain(base, over, context);
      const entries = new Map(base.entries);
      for (const entry of over.entries.values()) {
        const { key } = entry;
        const value = mergeAt(entries.get(key)?.value, entry.value, ruleFor(key), {
          ...context,
          place: inside(context.place, key),
        });
        const known = entries.get(key);
        // What is merged was declared where it stood first; what is replaced, where it stands now.
        const isMerged = known !== undefined && entry.value.mark === undefined && entry.value.kind === "map";
        if (value === undefined) entries.delete(key);
        else entries.set(key, { key, keyRange: isMerged ? known.keyRange : entry.keyRange, value });
      }
      return { ...over, entries };
    },
  };
}

function mergePlain(base: Tree, over: Tree, context: Context): Tree {
  if (base.kind === "map" && over.kind === "map") return byKey(() => plain).merge(base, over, context);
  if (base.kind === "list" && over.kind === "list") {
    const added = context.marks === "keep" ? over.items : over.items.flatMap((item) => withoutMarks(item) ?? []);
    return { ...over, items: [...base.items, ...added] };
  }
  if (base.kind === "map" || base.kind === "list") {
    reportAt(context.place, firstLineOf(over.range), {
      code: "compose-conflict",
      summary: `"${context.place.step}" is a ${base.kind === "map" ? "mapping" : "list"} in what this is merged with`,
      advice: "Write it in the same form, or put !override before the value to replace what was there.",
      related: [{ message: "merged with this", range: firstLineOf(base.range) }],
    });
  }
  return over;
}

/** `tree` without what `!reset` takes away and without marks; undefined when nothing is left of it. */
function withoutMarks(tree: Tree): Tree | undefined {
  if (tree.mark === "reset") return undefined;
  const { mark, ...bare } = tree;
  switch (bare.kind) {
    case "map": {
      const entries = new Map<string, Entry>();
      for (const [key, entry] of bare.entries) {
        const value = withoutMarks(entry.value);
        if (value !== undefined) entries.set(key, { ...entry, value });
      }
      return { ...bare, entries };
    }
    case "list":
      return { ...bare, items: bare.items.flatMap((item) => withoutMarks(item) ?? []) };
    default:
      return mark === undefined ? tree : bare;
  }
}
