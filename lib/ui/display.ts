// Chooses how a run is shown, and keeps what is shown up to date.

import type { BuildEvent } from "../exec/index.js";

export type ProgressMode = "auto" | "plain" | "tty" | "quiet" | "rawjson";

export interface DisplayOptions {
  readonly mode: ProgressMode;
  /** Standard error. */
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  readonly now: () => number;
}

export interface Display {
  readonly show: (event: BuildEvent) => void;
  /** Writes what is left. */
  readonly close: () => void;
}

export function openDisplay(_options: DisplayOptions): Display {
  throw new Error("internal error: the display follows");
}
