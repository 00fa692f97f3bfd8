// Finding the place of a part of a value that was put together from several places.

import type { Range } from "../source/index.js";
import { entrySite, findText, itemSite, type Site } from "./site.js";
import type { Origin } from "./target.js";

export function originOf(site: Site): Origin {
  return { ...site.range, site };
}

/** Where the item `text` was written; the whole of the newest place when it was worked out. */
export function placeOfItem(origin: Origin | undefined, text: string): Range | undefined {
  return findIn(origin, (site) => findText(site, text)) ?? origin;
}

/** Where item `index` of `count` was written; the whole of the newest place when the items are not there one by one. */
export function placeOfIndex(origin: Origin | undefined, index: number, count: number): Range | undefined {
  const site = origin?.earlier === undefined ? origin?.site : undefined;
  const isWritten = site?.kind === "tuple" && site.items.length === count;
  return isWritten ? itemSite(site, index).range : origin;
}

/** Where the value of `key` was written; the whole of the newest place when it was worked out. */
export function placeOfEntry(origin: Origin | undefined, key: string): Range | undefined {
  return (
    findIn(origin, (site) => {
      const entry = entrySite(site, key);
      return entry === site || entry.range === site.range ? undefined : entry.range;
    }) ?? origin
  );
}

/** The first answer, newest place first. */
function findIn(origin: Origin | undefined, ask: (site: Site) => Range | undefined): Range | undefined {
  const pending = origin === undefined ? [] : [origin];
  const seen = new Set<Origin>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const found = next.site === undefined ? undefined : ask(next.site);
    if (found !== undefined) return found;
    pending.push(...(next.earlier ?? []));
  }
  return undefined;
}
