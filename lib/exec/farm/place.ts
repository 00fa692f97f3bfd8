// What is decided of each step before anything is built: the nodes it goes to, and what goes between them.

import type { Platform } from "../../buildkit/index.js";
import type { NodePlatforms } from "./fitness.js";
import type { Reach } from "./reach.js";

/** A part of a step, on one node. */
export interface Place {
  readonly node: string;
  /** `share`: others of the target's platforms are built elsewhere, or not at all. `offer`: it is only asked about there. */
  readonly role: "whole" | "share" | "offer";
  /** What is asked of the daemon, in normal form. Empty: what the target says, or what the daemon builds when that is nothing. */
  readonly platforms: readonly string[];
  /** What is handed over from here: by platform, the nodes that use it. */
  readonly gives: ReadonlyMap<string, readonly string[]>;
  /** What is handed over to here: by the step that is used, its platforms. */
  readonly takes: ReadonlyMap<string, readonly string[]>;
}

/** What a node builds of a target, before anybody looked at links: all of these platforms, named. */
export type Part = Pick<Place, "node" | "role" | "platforms">;

/** Steps that are linked to each other. */
export interface LinkedGroup {
  /** What tells it from others in each run. */
  readonly key: string;
  /** Where each platform goes. */
  readonly nodeOf: Map<string, string>;
}

export interface Farm {
  readonly nodes: readonly [NodePlatforms, ...NodePlatforms[]];
  /** Nodes of the builder that cannot be built on any more. */
  readonly gone: readonly NodePlatforms[];
  /** What targets without platforms are built for, wherever they are built. */
  readonly ground: Platform;
  /** What tells projects apart whose targets have the same names. */
  readonly project: string;
  /** Which platforms of what it links to a step may ask for; by default those that it is built for. */
  readonly reach?: ReadonlyMap<string, Reach>;
  /** Platforms of steps that another round handed over. */
  readonly handed?: (step: string) => ReadonlySet<string>;
}

/** What a target asks for. */
export interface Wish {
  /** In normal form; what is built when nothing is said, if nothing is. */
  readonly platforms: readonly string[];
  /** Those that decide where it goes. */
  readonly placed: readonly Platform[];
  readonly isSaid: boolean;
  readonly isCall: boolean;
}
