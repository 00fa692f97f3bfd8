// Maps in the order in which they are shown: by key, bytewise.

import { compareBytewise } from "../../hcl/values/index.js";
import type { Json } from "../json.js";

export function sortedJson<V extends Json>(entries: ReadonlyMap<string, V>): ReadonlyMap<string, V> {
  const keys = [...entries.keys()];
  // The order of units is that of bytes unless surrogates are among them.
  if (/[\ud800-\udfff]/.test(keys.join(""))) keys.sort(compareBytewise);
  else keys.sort();
  const sorted = new Map<string, V>();
  for (const key of keys) {
    const value = entries.get(key);
    if (value !== undefined) sorted.set(key, value);
  }
  return sorted;
}
