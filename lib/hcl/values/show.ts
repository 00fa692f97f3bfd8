// Values as messages quote them.

import { numberToText } from "./number-text.js";
import { sortedEntries } from "./set.js";
import type { Value } from "./value.js";

/** A value as it could stand in a bake file, on one line, cut after about `limit` characters. */
export function showValue(value: Value, limit = 60): string {
  const text = show(value, limit);
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}

function show(value: Value, limit: number): string {
  switch (value.kind) {
    case "null":
      return "null";
    case "bool":
      return String(value.value);
    case "number":
      return numberToText(value.value);
    case "string":
      return showString(value.value);
    case "tuple":
    case "list":
    case "set":
      return `[${showSome(value.items, (item) => show(item, limit), limit)}]`;
    case "object":
    case "map": {
      const entries = sortedEntries(value.entries);
      if (entries.length === 0) return "{}";
      return `{ ${showSome(entries, ([key, item]) => `${showKey(key)} = ${show(item, limit)}`, limit)} }`;
    }
  }
}

function showString(text: string): string {
  return JSON.stringify(text).replace(/\$\{|%\{/g, (opening) => `${opening.charAt(0)}${opening}`);
}

function showKey(key: string): string {
  return /^[\p{ID_Start}][\p{ID_Continue}-]*$/u.test(key) ? key : showString(key);
}

/** Stops when there is enough for the limit, so that a list of a million elements costs no more than a short one. */
function showSome<T>(items: readonly T[], showOne: (item: T) => string, limit: number): string {
  const shown: string[] = [];
  let length = 0;
  for (const item of items) {
    if (length > limit) break;
    const text = showOne(item);
    shown.push(text);
    length += text.length + 2;
  }
  return shown.join(", ");
}
