// The plan: which targets to build, and which of them need the results of others.

import type { Group, RemoteUrl, Target } from "../config/index.js";

/** One solve to run. `needs` names the steps whose results its named contexts read. */
export interface Step {
  readonly name: string;
  readonly target: Target;
  readonly needs: readonly string[];
  /** Built only because another target links to it: it exports nothing of its own. */
  readonly isLinked: boolean;
}

/** Steps are ordered: each comes after those it needs, and the same files always give the same order. */
export interface Plan {
  readonly steps: readonly Step[];
  /** The groups that were visited, and always `default`: what `--print` shows. */
  readonly groups: readonly Group[];
  /** Where the bake files came from, when not from this machine: relative named contexts and Dockerfiles are about that. */
  readonly remote?: RemoteUrl;
}
