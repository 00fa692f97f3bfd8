// Typed reading of the fields of a mapping. A value of another shape is reported and counts as not set; so does null.

import { inside, type Place, reportAt, reportShape } from "./mistake.js";
import type { Ranged } from "./project.js";
import { get, type MapTree, scalarText, type Tree } from "./tree.js";

/** A text; an empty one counts as not set. */
export function readText(map: MapTree, key: string, place: Place): Ranged<string> | undefined {
  const tree = get(map, key);
  if (tree === undefined) return undefined;
  if (tree.kind !== "text") {
    reportShape(inside(place, key), tree, "a text");
    return undefined;
  }
  return tree.value === "" ? undefined : { value: tree.value, range: tree.range };
}

/** A list of texts. */
export function readTexts(map: MapTree, key: string, place: Place): readonly Ranged<string>[] {
  const tree = get(map, key);
  if (tree === undefined) return [];
  if (tree.kind !== "list") {
    reportShape(inside(place, key), tree, "a list");
    return [];
  }
  return textsOf(tree.items, inside(place, key));
}

/** A list of texts, or one text. */
export function readTextOrTexts(map: MapTree, key: string, place: Place): readonly Ranged<string>[] {
  const tree = get(map, key);
  return tree?.kind === "text" ? [{ value: tree.value, range: tree.range }] : readTexts(map, key, place);
}

export function textsOf(items: readonly Tree[], place: Place): readonly Ranged<string>[] {
  return items.flatMap((item, index) => {
    if (item.kind === "text") return [{ value: item.value, range: item.range }];
    reportShape(inside(place, index), item, "a text");
    return [];
  });
}

/** true or false, also as text, which is all that a variable can give. */
export function readBoolean(map: MapTree, key: string, place: Place): Ranged<boolean> | undefined {
  const tree = get(map, key);
  if (tree === undefined) return undefined;
  const value = tree.kind === "boolean" ? tree.value : tree.kind === "text" ? booleanOf(tree.value) : undefined;
  if (value !== undefined) return { value, range: tree.range };
  reportShape(inside(place, key), tree, "true or false");
  return undefined;
}

function booleanOf(text: string): boolean | undefined {
  if (/^(?:true|yes|y|on)$/i.test(text)) return true;
  return /^(?:false|no|n|off)$/i.test(text) ? false : undefined;
}

/** A mapping of scalars; undefined as a value: the key stands alone. */
export function readPairs(map: MapTree, key: string, place: Place): ReadonlyMap<string, Ranged<string | undefined>> {
  const pairs = new Map<string, Ranged<string | undefined>>();
  const tree = get(map, key);
  if (tree === undefined) return pairs;
  const at = inside(place, key);
  if (tree.kind !== "map") {
    reportShape(at, tree, "a mapping");
    return pairs;
  }
  for (const { key: name, keyRange, value } of tree.entries.values()) {
    if (value.kind === "null") pairs.set(name, { value: undefined, range: keyRange });
    else {
      const text = scalarText(value);
      if (text === undefined) reportShape(inside(at, name), value, "a text, a number or a boolean");
      else pairs.set(name, { value: text, range: value.range });
    }
  }
  return pairs;
}

/** A whole number, also as text; 0 is a number, not absence. */
export function readInteger(map: MapTree, key: string, place: Place): Ranged<number> | undefined {
  const tree = get(map, key);
  if (tree?.kind === "number" && tree.isInteger) return { value: tree.value, range: tree.range };
  if (tree?.kind === "text" && /^[-+]?[0-9]+$/.test(tree.value))
    return { value: Number(tree.value), range: tree.range };
  if (tree === undefined) {
    reportAt(place, map.range, { code: "compose-invalid", summary: `"${place.step}" needs "${key}"` });
  } else {
    reportShape(inside(place, key), tree, "a whole number");
  }
  return undefined;
}
