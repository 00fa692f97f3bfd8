// A daemon at the other end of a program's stdin and stdout, as ssh and kubectl give one.
// Follows docker/cli cli/connhelper/commandconn.

import { spawn } from "node:child_process";
import { Duplex } from "node:stream";
import { ConnectError } from "./errors.js";

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

/** The program is not on the PATH. */
export class MissingProgramError extends ConnectError {
  constructor(program: string, options?: ErrorOptions) {
    super(`it takes the program "${program}", which is not on the PATH`, options);
    this.name = "MissingProgramError";
  }
}

const maxComplaint = 4096;

/**
 * Starts the command, with the environment of this process, and gives its stdin and stdout as one stream. Destroying the stream
 * ends the process. `signal` only ends the start. An end that was not asked for
 * destroys the stream with a {@link ConnectError}: its message has the command line and what was written to stderr.
 */
export async function commandStream(command: Command, signal: AbortSignal): Promise<Duplex> {
  signal.throwIfAborted();
  const child = spawn(command.program, command.args, {
    stdio: "pipe",
    windowsHide: true,
    // A session of its own: the Ctrl-C that cancels a build must not cut the line on which it is cancelled.
    detached: process.platform !== "win32",
  });
  // Written to when it was already gone: its end tells more.
  child.stdin.on("error", () => child.kill());
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", (cause) => reject(startError(command, cause)));
  });
  child.on("error", () => {});
  let hasOutput = false;
  let complaint = "";
  const stream = new Duplex({
    read() {
      child.stdout.resume();
    },
    write(chunk: Buffer, _encoding, done) {
      child.stdin.write(chunk, () => done());
    },
    final(done) {
      child.stdin.end(() => done());
    },
    destroy(error, done) {
      child.stdin.destroy();
      child.stdout.destroy();
      child.stderr.destroy();
      child.kill();
      done(error);
    },
  });
  child.stdout.on("data", (chunk: Buffer) => {
    hasOutput = true;
    if (!stream.push(chunk)) child.stdout.pause();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-maxComplaint);
  });
  const outputEnd = new Promise<void>((resolve) => child.stdout.once("close", resolve));
  child.once("exit", async (code, signalName) => {
    await outputEnd;
    // ssh may leave a process behind that shares its connection, and that keeps stderr open for as long as it lives.
    await Promise.race([new Promise((resolve) => child.stderr.once("close", resolve)), afterGrace()]);
    if (stream.destroyed) return;
    if (hasOutput && code === 0) stream.push(null);
    else stream.destroy(new ConnectError(endProblem(command, { code, signalName, complaint })));
  });
  return stream;
}

/** As one would type it. */
export function commandLine({ program, args }: Command): string {
  return [program, ...args].map(shellWord).join(" ");
}

/** The word for a POSIX shell: as it is when nothing in it is special. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function startError(command: Command, cause: Error): ConnectError {
  if ("code" in cause && cause.code === "ENOENT") return new MissingProgramError(command.program, { cause });
  return new ConnectError(`\`${commandLine(command)}\` does not start: ${cause.message}`, { cause });
}

interface End {
  readonly code: number | null;
  readonly signalName: string | null;
  readonly complaint: string;
}

function endProblem(command: Command, { code, signalName, complaint }: End): string {
  const how = signalName === null ? `ended with exit code ${code}` : `was ended by ${signalName}`;
  const said = complaint
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .slice(-5)
    .join("; ");
  return `\`${commandLine(command)}\` ${how}${said === "" ? " and said nothing" : `: ${said}`}`;
}

function afterGrace(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 200);
  });
}
