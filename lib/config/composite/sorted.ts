// Maps in the order in which they are shown: by key, bytewise.

import { compareBytewise } from "../../hcl/values/index.js";
import type { Json } from "../json.js";

export function sortedJson(entries: Iterable<readonly [string, Json]>): ReadonlyMap<string, Json> {
  return new Map([...entries].sort(([a], [b]) => compareBytewise(a, b)));
}
