// Chooses how a run is shown, and keeps what is shown up to date.

import type { BuildEvent } from "../exec/index.js";
import { plainView } from "./plain.js";
import { rawJson } from "./rawjson.js";
import { emptyTrace, reduce, settled, type Trace } from "./trace.js";

export type ProgressMode = "auto" | "plain" | "tty" | "quiet" | "rawjson";

export interface DisplayOptions {
  readonly mode: ProgressMode;
  /** Standard error. */
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Calls back every so many milliseconds until the returned function is called; the clock of the machine unless given. */
  readonly every?: (ms: number, tick: () => void) => () => void;
}

export interface Display {
  readonly show: (event: BuildEvent) => void;
  /** Writes what is left. Afterwards nothing is written any more. */
  readonly close: () => void;
  /** What was shown, for reports at the end. */
  readonly trace: () => Trace;
}

/** Something that turns the trace into text to append. */
interface View {
  readonly draw: (trace: Trace, now: number) => string;
  readonly finish: (trace: Trace, now: number) => string;
}

/** Between two looks at what changed: quick enough to follow, slow enough to print one vertex at a time. */
const tickMs = 150;

export function openDisplay({ mode, write, isTerminal, now, every = onClock }: DisplayOptions): Display {
  let trace = emptyTrace();
  const view = viewFor(mode, isTerminal);
  const stop = view === undefined ? () => {} : every(tickMs, () => put(view.draw(trace, now())));

  return {
    show(event) {
      trace = reduce(trace, event);
      if (mode === "rawjson") put(rawJson(event));
    },
    close() {
      stop();
      if (view === undefined) return;
      put(view.draw(trace, now()));
      put(view.finish(trace, now()));
    },
    trace: () => trace,
  };

  function put(text: string): void {
    trace = settled(trace);
    if (text !== "") write(text);
  }
}

function onClock(ms: number, tick: () => void): () => void {
  const timer = setInterval(tick, ms);
  return () => clearInterval(timer);
}

function viewFor(mode: ProgressMode, _isTerminal: boolean): View | undefined {
  switch (mode) {
    case "quiet":
    case "rawjson":
      return undefined;
    case "auto":
    case "plain":
    case "tty":
      return plainView();
    default:
      throw new Error(`internal error: no such progress mode: ${String(mode satisfies never)}`);
  }
}
