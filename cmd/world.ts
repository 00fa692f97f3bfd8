// All that a command may know of the machine: handed to it, so that nothing below cmd reads a global.

import { homedir } from "node:os";
import type { Readable, Writable } from "node:stream";

export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };
  /** Aborted by the first Ctrl-C; the second ends the process. */
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly argv: readonly string[];
}

/** The world of this process. Signals are taken over from here on. */
export function processWorld(): World {
  let abort: AbortController | undefined;
  let isInterrupted = false;
  const interrupt = (): void => {
    // Whoever waits for no signal is not held up by cleaning up after it.
    if (isInterrupted || abort === undefined) process.exit(130);
    isInterrupted = true;
    abort.abort(new Interrupted());
  };
  return {
    env: process.env,
    cwd: process.cwd(),
    home: homedir(),
    // Node opens a stream when it is first asked for.
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return process.stdout;
    },
    get stderr() {
      return process.stderr;
    },
    // Made when first asked for: it costs a good part of what --print takes in all.
    get signal() {
      if (abort === undefined) {
        abort = new AbortController();
        process.on("SIGINT", interrupt);
        process.on("SIGTERM", interrupt);
      }
      return abort.signal;
    },
    now: Date.now,
    argv: process.argv,
  };
}

/** The user pressed Ctrl-C, or the process was asked to end. */
export class Interrupted extends Error {
  constructor() {
    super("cancelled");
    this.name = "Interrupted";
  }
}
