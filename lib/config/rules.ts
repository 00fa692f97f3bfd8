// How the values of one attribute come together, and what is tidied in the result.

/** The child's value counts. */
export const replace = { kind: "replace" as const, merge: <T>(_parent: T, child: T): T => child };

/** The items of the parent, then those of the child. */
export const append = {
  kind: "append" as const,
  merge: <E>(parent: readonly E[], child: readonly E[]): readonly E[] =>
    child.length === 0 ? parent : parent.length === 0 ? child : [...parent, ...child],
};

/** The entries of both; the child wins. */
export const mergeKeys = {
  kind: "merge" as const,
  merge: <V>(parent: ReadonlyMap<string, V>, child: ReadonlyMap<string, V>): ReadonlyMap<string, V> =>
    child.size === 0 ? parent : parent.size === 0 ? child : withEntries(new Map(parent), child),
};

function withEntries<V>(entries: Map<string, V>, others: ReadonlyMap<string, V>): ReadonlyMap<string, V> {
  for (const [key, value] of others) entries.set(key, value);
  return entries;
}

/** The fields of both; the child wins. */
export const mergeFields = {
  kind: "merge" as const,
  merge: <T extends object>(parent: T, child: T): T => ({ ...parent, ...child }),
};

/** Drops empty texts and all but the first of equal ones. */
export function distinctTexts(items: readonly string[]): readonly string[] {
  const kept = new Set(items);
  kept.delete("");
  return kept.size === items.length ? items : [...kept];
}

/** Drops all but the first of items with equal keys. */
export function distinctBy<E>(keyOf: (item: E) => string): (items: readonly E[]) => readonly E[] {
  return (items) => {
    if (items.length < 2) return items;
    const kept = new Map<string, E>();
    for (const item of items) {
      const key = keyOf(item);
      if (!kept.has(key)) kept.set(key, item);
    }
    return kept.size === items.length ? items : [...kept.values()];
  };
}

/** One item a key: in the place of the first, with the value of the last. */
export function lastOfKey<E>(keyOf: (item: E) => string): (items: readonly E[]) => readonly E[] {
  return (items) => {
    if (items.length < 2) return items;
    // Setting a key again keeps its place.
    const kept = new Map<string, E>();
    for (const item of items) kept.set(keyOf(item), item);
    return kept.size === items.length ? items : [...kept.values()];
  };
}

/** Drops entries whose value is empty. */
export function filledEntries(entries: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  for (const value of entries.values())
    if (value === "") return new Map([...entries].filter(([, text]) => text !== ""));
  return entries;
}
