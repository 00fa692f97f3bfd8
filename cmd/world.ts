// All that a command may know of the machine: handed to it, so that nothing below cmd reads a global.

import { writeSync } from "node:fs";
import { homedir } from "node:os";
import type { Readable, Writable } from "node:stream";

export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };
  /** Writes all of `text` to stdout at once. For what ends with it: a stream costs more to set up than a short answer takes. */
  readonly print: (text: string) => void;
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
      return standardOutput();
    },
    print,
    get stderr() {
      isStreaming = true;
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

/**
 * Ends the process with `code`: at once when all that was said went out by `print`, else when the streams are done. Left to
 * itself, Node first waits for what its threads compile and collect for a program that is over.
 */
export function endProcess(code: number): void {
  process.exitCode = code;
  if (!isStreaming) process.exit();
}

// A stream may still hold what was written to it.
let isStreaming = false;
let isOutputOpen = false;

function standardOutput(): World["stdout"] {
  if (!isOutputOpen) process.stdout.on("error", endOutput);
  isOutputOpen = true;
  isStreaming = true;
  return process.stdout;
}

/** A reader that went away (`bake --print | head -1`) is no failure of ours. */
function endOutput({ code }: NodeJS.ErrnoException): never {
  process.exit(code === "EPIPE" ? 0 : 1);
}

function print(text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  try {
    while (!isOutputOpen && written < bytes.length) written += writeSync(1, bytes, written);
  } catch (error) {
    // Whoever started us may have made the pipe one that does not wait; streams know how to. What else is wrong they tell, too.
    if (error instanceof Error && "code" in error && error.code === "EPIPE") process.exit(0);
  }
  if (written < bytes.length) standardOutput().write(bytes.subarray(written));
}

/** The user pressed Ctrl-C, or the process was asked to end. */
export class Interrupted extends Error {
  constructor() {
    super("cancelled");
    this.name = "Interrupted";
  }
}
