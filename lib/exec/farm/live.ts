// The nodes of a builder during a run: which are there, and which have gone.

import { setMaxListeners } from "node:events";
import { basename } from "node:path";
import type { BuildNode, RunOptions } from "../options.js";
import type { NodePlatforms } from "./fitness.js";
import type { Farm } from "./place.js";

/** What a run knows of its nodes; it changes when one goes away. */
export interface LiveFarm {
  readonly node: (name: string) => BuildNode;
  /** Some node that is there. */
  readonly first: () => BuildNode;
  readonly isGone: (node: BuildNode) => boolean;
  /** Aborts when the node is left out, with what happened to it. */
  readonly goneSignal: (node: BuildNode) => AbortSignal;
  /** Whether another node is there that could take over. */
  readonly hasOthers: (node: BuildNode) => boolean;
  /** Leaves a node out from now on; false when it had gone before. */
  readonly leaveOut: (node: BuildNode, reason: Error) => boolean;
  readonly platforms: () => Farm;
}

export function openFarm({ nodes, unreachable = [], cwd }: RunOptions): LiveFarm {
  const gone = new Set<BuildNode>();
  const leaving = new Map(nodes.map((node) => [node, new AbortController()]));
  // Every job of a node listens, and there may be many.
  setMaxListeners(0, ...[...leaving.values()].map(({ signal }) => signal));
  // Of the builder, not of what is left of it: a target is built for the same platform whichever nodes are there.
  const ground = nodes[0].traits.platforms[0] ?? { os: "linux", architecture: "amd64" };
  const first = (): BuildNode => nodes.find((node) => !gone.has(node)) ?? nodes[0];
  return {
    first,
    node: (name) => nodes.find((node) => node.name === name) ?? first(),
    isGone: (node) => gone.has(node),
    goneSignal: (node) => leaving.get(node)?.signal ?? unknownNode(node),
    hasOthers: (node) => nodes.some((other) => other !== node && !gone.has(other)),
    leaveOut(node, reason) {
      if (gone.has(node)) return false;
      gone.add(node);
      leaving.get(node)?.abort(reason);
      return true;
    },
    platforms() {
      const left = nodes.filter((node) => node !== first() && !gone.has(node));
      const lost = unreachable.map(({ name, platforms }) => ({ name, stored: platforms, workers: [] }));
      return {
        nodes: [platformsOf(first()), ...left.map(platformsOf)],
        gone: [...lost, ...[...gone].map(platformsOf)],
        ground,
        project: basename(cwd),
      };
    },
  };
}

function platformsOf({ name, platforms, traits }: BuildNode): NodePlatforms {
  return { name, stored: platforms, workers: traits.platforms };
}

function unknownNode({ name }: BuildNode): never {
  throw new Error(`internal error: no node "${name}" in the builder`);
}
