// JSON over several lines, as Go's json.MarshalIndent lays it out.

import { isArray, isObject, isSet, jsonText, type Value } from "../values/index.js";
import { goJsonString, textEntries } from "../values/json.js";

export function indentedJson(
  value: Value,
  { prefix, indent }: { readonly prefix: string; readonly indent: string },
): string {
  return write(value, 0);

  function write(each: Value, depth: number): string {
    if (isObject(each)) {
      const members = textEntries(each).map(([key, held]) => `${goJsonString(key)}: ${write(held, depth + 1)}`);
      return between("{", members, "}", depth);
    }
    if (!isArray(each) && !isSet(each)) return jsonText(each);
    const items = isArray(each) ? each : each.members();
    return between(
      "[",
      items.map((item) => write(item, depth + 1)),
      "]",
      depth,
    );
  }

  function between(open: string, parts: readonly string[], close: string, depth: number): string {
    if (parts.length === 0) return open + close;
    const line = (level: number) => `\n${prefix}${indent.repeat(level)}`;
    return open + parts.map((part) => line(depth + 1) + part).join(",") + line(depth) + close;
  }
}
