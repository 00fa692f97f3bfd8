// Tells when the daemon has taken a result's vertices into the build whose status we read.
//
// Whoever evaluates a vertex first decides whose secrets, agents and caches it can see. So others may start on a linked result
// only when its own build has its vertices; buildx waits until they are built, this is the earliest moment. The daemon sends
// each vertex as soon as it takes it in, and takes in all of a definition at once.

import type { GatewayResult, StatusUpdate } from "../buildkit/index.js";

export interface LoadWatch {
  readonly see: (update: StatusUpdate) => void;
  /** Says what to look for. A result without vertices counts as loaded. */
  readonly expect: (result: GatewayResult) => void;
}

/** Calls `onLoaded` once. Where the daemon names vertices otherwise, it never does: something else must say so in the end. */
export function loadWatch(onLoaded: () => void): LoadWatch {
  const seen = new Set<string>();
  let missing: readonly (readonly string[])[] | undefined;

  const look = (): void => {
    if (missing === undefined) return;
    missing = missing.filter((digests) => !digests.some((digest) => seen.has(digest)));
    if (missing.length > 0) return;
    missing = undefined;
    onLoaded();
  };

  return {
    see({ vertexes }) {
      for (const { digest } of vertexes) seen.add(digest);
      look();
    },
    expect(result) {
      missing = ownDigests(result);
      look();
    },
  };
}

/** For each platform the digests that no other has: several platforms share a context, which tells nothing about the rest. */
function ownDigests(result: GatewayResult): readonly (readonly string[])[] {
  const all = [...result.refs.values()].flatMap(({ id, definition }) =>
    id === "" || definition === undefined ? [] : [Object.keys(definition.metadata)],
  );
  const counts = new Map<string, number>();
  for (const digest of all.flat()) counts.set(digest, (counts.get(digest) ?? 0) + 1);
  return all.map((digests) => {
    const own = digests.filter((digest) => counts.get(digest) === 1);
    return own.length > 0 ? own : digests;
  });
}
