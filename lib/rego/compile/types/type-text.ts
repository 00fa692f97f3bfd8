// Types as messages show them.

import type { MaybeType } from "./type.js";

/** `string`, `array[number]`, `[number, string]`, `object{"a": string}`, `number or string`. */
export function typeText(type: MaybeType): string {
  if (type === undefined) return "unknown";
  switch (type.kind) {
    case "array":
      if (type.items.length === 0) return type.rest === undefined ? "[]" : `array[${typeText(type.rest)}]`;
      return `[${type.items.map(typeText).join(", ")}${type.rest === undefined ? "" : `, ${typeText(type.rest)}...`}]`;
    case "object": {
      const entries = [...type.entries.values()].map(({ key, type: value }) => `${key.id}: ${typeText(value)}`);
      const { rest } = type;
      if (entries.length > 0) return `object{${shortened(entries).join(", ")}}`;
      return rest === undefined ? "object{}" : `object[${typeText(rest.key)}: ${typeText(rest.value)}]`;
    }
    case "set":
      return `set[${typeText(type.of)}]`;
    case "union":
      return type.of.length === 0 ? "any" : shortened(type.of.map(typeText)).join(" or ");
    case "function":
      return "a function";
    default:
      return type.kind;
  }
}

/** A long list says no more than its beginning. */
export function shortened(items: readonly string[]): readonly string[] {
  return items.length > 8 ? [...items.slice(0, 7), "…"] : items;
}
