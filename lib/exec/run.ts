// Runs a plan: the story of one run from its first event to its result.

import type { Plan } from "../plan/index.js";
import type { BuildEvent } from "./event.js";
import type { RunOptions, RunResult } from "./options.js";

/** A run under way. Leaving the iteration early cancels it. */
export interface Run extends AsyncIterable<BuildEvent> {
  /** Settles after the last event. Rejects only for faults of our own. */
  readonly result: Promise<RunResult>;
}

/** Builds all steps of `plan`, each as soon as what it links to is there. Starts at once; events wait until they are read. */
export function runPlan(_plan: Plan, _options: RunOptions): Run {
  throw new Error("internal error: the executor follows");
}
