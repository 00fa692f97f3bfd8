// Chooses how a run is shown, and keeps what is shown up to date.

import type { BuildEvent } from "../exec/index.js";
import { plainView, type View } from "./plain.js";
import { rawJson } from "./rawjson.js";
import { terminalView } from "./terminal.js";
import { emptyTrace, reduce, settled, type Trace } from "./trace.js";
import type { Size } from "./tty.js";

export type ProgressMode = "auto" | "plain" | "tty" | "quiet" | "rawjson";

export interface DisplayOptions {
  readonly mode: ProgressMode;
  /** Standard error. */
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Of the terminal, asked before each frame; without it there are lines instead of frames. */
  readonly size?: () => Size;
  /** Default: no colours. */
  readonly hasColor?: boolean;
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

/** Between two looks at what changed: quick enough to follow, slow enough to print one vertex at a time. */
const tickMs = 150;

export function openDisplay(options: DisplayOptions): Display {
  const { mode, write, now, every = onClock } = options;
  let trace = emptyTrace();
  const view = viewFor(options);
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

function viewFor({ mode, isTerminal, size, hasColor = false }: DisplayOptions): View | undefined {
  switch (mode) {
    case "quiet":
    case "rawjson":
      return undefined;
    case "plain":
      return plainView();
    case "auto":
      return isTerminal && size !== undefined ? terminalView(size, hasColor) : plainView();
    case "tty":
      return size === undefined ? plainView() : terminalView(size, hasColor);
    default:
      throw new Error(`internal error: no such progress mode: ${String(mode satisfies never)}`);
  }
}
