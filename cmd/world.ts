// All that a command may know of the machine: handed to it, so that nothing below cmd reads a global.

import { homedir } from "node:os";
import type { Readable, Writable } from "node:stream";

export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Aborted by the first Ctrl-C; the second ends the process. */
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly argv: readonly string[];
}

/** The world of this process. Signals are taken over from here on. */
export function processWorld(): World {
  const abort = new AbortController();
  const interrupt = (): void => {
    if (abort.signal.aborted) process.exit(130);
    abort.abort(new Interrupted());
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  return {
    env: process.env,
    cwd: process.cwd(),
    home: homedir(),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    signal: abort.signal,
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
