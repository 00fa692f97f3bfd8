// Runs a command as its user would: a child process with an environment of its own.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface CommandOptions {
  readonly cwd: string;
  /** All that the command sees beside PATH, and HOME, which is an empty folder unless given here. */
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads from stdin; without it stdin is at its end. */
  readonly input?: string | Uint8Array;
  /** After this time the command is killed and the run fails. Default 120,000. */
  readonly timeoutMs?: number;
}

export interface CommandResult {
  /** As a shell tells it: 128 and the signal's number when a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Stdout when it is no text. */
  readonly bytes: Buffer;
}

/** A command under way. */
export interface RunningCommand {
  readonly pid: number;
  readonly finished: Promise<CommandResult>;
  signal(name: NodeJS.Signals): void;
  /** Resolves when stdout and stderr together have shown `text`. @throws when the command ends before it did. */
  shows(text: string): Promise<void>;
}

const signalNumbers: Partial<Record<NodeJS.Signals, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/** Runs a command to its end, whatever its exit code. @throws when it cannot be started or takes too long. */
export function runCommand(argv: readonly string[], options: CommandOptions): Promise<CommandResult> {
  return startCommand(argv, options).finished;
}

/** Starts a command that the test wants to talk to while it runs. Await `finished` in any case. */
export function startCommand(argv: readonly string[], options: CommandOptions): RunningCommand {
  const [program, ...args] = argv;
  if (program === undefined) throw new Error("internal error: a command needs a program");
  const home = mkdtempSync(join(tmpdir(), "home-"));
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { PATH: process.env["PATH"] ?? "", HOME: home, ...options.env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let seen = "";
  let watchers: readonly (() => void)[] = [];
  collect(child.stdout, stdout);
  collect(child.stderr, stderr);
  // A command that ends without reading its stdin is no failure of the run.
  child.stdin.on("error", () => {});
  child.stdin.end(options.input);

  const timeoutMs = options.timeoutMs ?? 120_000;
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill("SIGKILL");
  }, timeoutMs);
  const finished = new Promise<CommandResult>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      const bytes = Buffer.concat(stdout);
      const errors = Buffer.concat(stderr).toString();
      if (isLate) reject(new Error(`${argv.join(" ")} did not end within ${timeoutMs} ms\n${bytes}${errors}`));
      const exitCode = code ?? 128 + (signalNumbers[signal ?? "SIGKILL"] ?? 0);
      resolve({ code: exitCode, stdout: bytes.toString(), stderr: errors, bytes });
    });
  }).finally(() => {
    clearTimeout(timer);
    rmSync(home, { recursive: true, force: true });
  });

  return {
    // Without a pid it was not started, and `finished` tells why.
    pid: child.pid ?? -1,
    finished,
    signal: (name) => {
      child.kill(name);
    },
    shows,
  };

  function collect(stream: NodeJS.ReadableStream, chunks: Buffer[]): void {
    stream.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      seen += chunk.toString("latin1");
      for (const watch of watchers) watch();
    });
  }

  async function shows(text: string): Promise<void> {
    const wanted = Buffer.from(text).toString("latin1");
    const shown = new Promise<true>((resolve) => {
      const watch = () => {
        if (!seen.includes(wanted)) return;
        watchers = watchers.filter((other) => other !== watch);
        resolve(true);
      };
      watchers = [...watchers, watch];
      watch();
    });
    const result = await Promise.race([shown, finished]);
    if (result !== true && !seen.includes(wanted))
      throw new Error(`the command ended with ${result.code} and never showed "${text}"\n${seen}`);
  }
}
