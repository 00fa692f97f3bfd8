// What happens during a run. exec emits these; ui and the metadata file only read them.

import type { StatusUpdate } from "../buildkit/index.js";

/** In order. `at` is milliseconds since the epoch by our clock. */
export type BuildEvent =
  /** First; absent when mistakes in the plan kept the run from starting. */
  | {
      readonly kind: "run-started";
      readonly at: number;
      readonly builder: string;
      readonly driver: string;
      readonly steps: readonly string[];
    }
  | { readonly kind: "step-started"; readonly step: string; readonly at: number }
  | { readonly kind: "status"; readonly step: string; readonly at: number; readonly update: StatusUpdate }
  /** A line of our own for the user: a warning, such as a cache that was left out, or what is going on. */
  | {
      readonly kind: "note";
      readonly severity: "info" | "warning";
      readonly step: string | undefined;
      readonly at: number;
      readonly text: string;
    }
  | { readonly kind: "step-finished"; readonly step: string; readonly at: number; readonly outcome: StepOutcome }
  | { readonly kind: "run-finished"; readonly at: number };

export type StepOutcome =
  | { readonly kind: "built"; readonly metadata: ReadonlyMap<string, string> }
  | { readonly kind: "failed"; readonly error: Error }
  /** Not built, because the step that it names failed. */
  | { readonly kind: "skipped"; readonly because: string }
  /** Stopped because another step failed or the user cancelled. */
  | { readonly kind: "cancelled" };
