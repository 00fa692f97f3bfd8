// The nodes of a builder during a run: which are there, and which have gone.

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
  /** Whether another node is there that could take over. */
  readonly hasOthers: (node: BuildNode) => boolean;
  /** Leaves a node out from now on; false when it had gone before. */
  readonly leaveOut: (node: BuildNode) => boolean;
  readonly platforms: () => Farm;
}

export function openFarm({ nodes, unreachable = [], cwd }: RunOptions): LiveFarm {
  const gone = new Set<BuildNode>();
  // Of the builder, not of what is left of it: a target is built for the same platform whichever nodes are there.
  const ground = nodes[0].traits.platforms[0] ?? { os: "linux", architecture: "amd64" };
  const first = (): BuildNode => nodes.find((node) => !gone.has(node)) ?? nodes[0];
  return {
    first,
    node: (name) => nodes.find((node) => node.name === name) ?? first(),
    isGone: (node) => gone.has(node),
    hasOthers: (node) => nodes.some((other) => other !== node && !gone.has(other)),
    leaveOut(node) {
      if (gone.has(node)) return false;
      gone.add(node);
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
