// `build.x-bake`: what bake knows and the Compose specification does not. Follows docker/buildx bake/compose.go.

import { readBoolean, readPairs } from "./fields.js";
import { inside, type Place, reportShape, reportUnknownKeys } from "./mistake.js";
import type { ComposeBake, Ranged } from "./project.js";
import { get, type MapTree, scalarText } from "./tree.js";

const known = [
  "tags",
  "cache-from",
  "cache-to",
  "secret",
  "ssh",
  "platforms",
  "output",
  "pull",
  "no-cache",
  "no-cache-filter",
  "contexts",
];

export function readXBake(build: MapTree, buildPlace: Place): ComposeBake | undefined {
  const tree = get(build, "x-bake");
  if (tree === undefined) return undefined;
  const place = inside(buildPlace, "x-bake");
  if (tree.kind !== "map") {
    reportShape(place, tree, "a mapping");
    return undefined;
  }
  reportUnknownKeys(place, tree, { known, severity: "warning" });
  const pull = readBoolean(tree, "pull", place);
  const noCache = readBoolean(tree, "no-cache", place);
  const list = (key: string) => readList(tree, key, place);
  return {
    range: tree.range,
    tags: list("tags"),
    platforms: list("platforms"),
    cacheFrom: list("cache-from"),
    cacheTo: list("cache-to"),
    secret: list("secret"),
    ssh: list("ssh"),
    output: list("output"),
    ...(pull === undefined ? {} : { pull }),
    ...(noCache === undefined ? {} : { noCache }),
    noCacheFilter: list("no-cache-filter"),
    contexts: new Map(
      [...readPairs(tree, "contexts", place)].map(([name, { value, range }]) => [name, { value: value ?? "", range }]),
    ),
  };
}

/** A list of scalars, or one text that is split on blanks. */
function readList(map: MapTree, key: string, place: Place): readonly Ranged<string>[] {
  const tree = get(map, key);
  if (tree === undefined) return [];
  if (tree.kind !== "list") {
    const text = scalarText(tree);
    if (text === undefined) reportShape(inside(place, key), tree, "a list, or a text with blanks between its items");
    return (text ?? "").split(/\s+/).flatMap((value) => (value === "" ? [] : [{ value, range: tree.range }]));
  }
  return tree.items.flatMap((item, index) => {
    const value = scalarText(item);
    if (value !== undefined) return [{ value, range: item.range }];
    if (item.kind !== "null") reportShape(inside(inside(place, key), index), item, "a text");
    return [];
  });
}
