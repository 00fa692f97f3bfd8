// Sets and objects. Lookups are hashed: scalars by themselves, all others by a text that is theirs alone. Sorted when first walked.

import { compareValues, isArray } from "./compare.js";
import type { Value, ValueObject, ValueSet } from "./value.js";

export function setOf(values: Iterable<Value>): ValueSet {
  const index = createIndex<Value>();
  for (const value of values) {
    if (index.get(value) === undefined) index.set(value, value);
  }
  let sorted: readonly Value[] | undefined;
  return {
    kind: "set",
    size: index.size(),
    has: (value) => index.get(value) !== undefined,
    members: () => {
      sorted ??= [...index.values()].sort(compareValues);
      return sorted;
    },
  };
}

/** The last of several entries with one key counts. */
export function objectOf(entries: Iterable<readonly [Value, Value]>): ValueObject {
  const index = createIndex<readonly [Value, Value]>();
  for (const entry of entries) index.set(entry[0], entry);
  let sorted: readonly (readonly [Value, Value])[] | undefined;
  return {
    kind: "object",
    size: index.size(),
    get: (key) => index.get(key)?.[1],
    entries: () => {
      sorted ??= [...index.values()].sort((a, b) => compareValues(a[0], b[0]));
      return sorted;
    },
  };
}

interface Index<T> {
  readonly get: (key: Value) => T | undefined;
  readonly set: (key: Value, item: T) => void;
  readonly size: () => number;
  readonly values: () => Iterable<T>;
}

function createIndex<T>(): Index<T> {
  const scalars = new Map<Value, T>();
  const others = new Map<string, T>();
  return {
    get: (key) => (isScalar(key) ? scalars.get(key) : others.size === 0 ? undefined : others.get(identity(key))),
    set: (key, item) => {
      if (isScalar(key)) scalars.set(key, item);
      else others.set(identity(key), item);
    },
    size: () => scalars.size + others.size,
    values: function* () {
      yield* scalars.values();
      yield* others.values();
    },
  };
}

function isScalar(value: Value): boolean {
  return value === null || typeof value !== "object";
}

/** A text that equal values share and no two others do. */
function identity(value: Value): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (value === null || typeof value !== "object") return String(value);
  if (isArray(value)) return `[${value.map(identity).join()}]`;
  if (value.kind === "set") return `<${value.members().map(identity).join()}>`;
  return `{${value
    .entries()
    .map(([key, held]) => `${identity(key)}:${identity(held)}`)
    .join()}}`;
}
