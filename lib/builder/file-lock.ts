// A lock on a file among all processes, flock(2), which ends with the process that has it.
// Node has no call for it, and an addon in C would have to be built for every system. But the lock belongs to the open file, not
// to a process: the command `flock` of util-linux or busybox, given our descriptor, locks it for us and ends. Systems of the BSD
// family have a flag of open(2) that does the same.

import { createHash } from "node:crypto";
import { once } from "node:events";
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import net from "node:net";
import { pause } from "../async/index.js";
import { BuilderError } from "./errors.js";

export interface Patience {
  readonly waitMs: number;
  /** Where commands are looked for. */
  readonly path: string | undefined;
}

/**
 * Locks this file until what it gives is disposed; undefined when others have it for longer than that.
 * Without a command `flock` (Windows, images without a shell) a name that only one process of the system can have stands for the
 * file: that keeps processes of ours apart, and no others.
 * @throws {BuilderError} when it cannot be locked at all.
 */
export async function takeLock(file: string, patience: Patience): Promise<AsyncDisposable | undefined> {
  const answer = await lockedFile(file, patience);
  if (answer === "no command") return lockByName(file, patience);
  return answer === "held" ? undefined : { [Symbol.asyncDispose]: () => answer.close() };
}

/**
 * The file, locked for as long as this handle, or one that a child inherits, is open.
 * @throws {BuilderError} when it cannot be locked at all.
 */
export async function lockedFile(file: string, patience: Patience): Promise<FileHandle | "held" | "no command"> {
  if (/^(darwin|(free|open|net)bsd)$/.test(process.platform)) return (await lockedOpen(file, patience)) ?? "held";
  const handle = await open(file, constants.O_RDWR | constants.O_CREAT, 0o600).catch((cause: unknown) => {
    throw new BuilderError(`Cannot open ${file} to lock it`, [], { cause });
  });
  try {
    const answer = await lockByCommand(handle, file, patience);
    if (answer === "locked") return handle;
    await handle.close();
    return answer;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function lockByCommand(
  handle: FileHandle,
  file: string,
  { waitMs, path }: Patience,
): Promise<"locked" | "held" | "no command"> {
  const { spawn } = await import("node:child_process");
  const args = waitMs === 0 ? ["-x", "-n", "3"] : ["-x", "3"];
  const env = path === undefined ? {} : { PATH: path };
  const child = spawn("flock", args, { stdio: ["ignore", "ignore", "pipe", handle.fd], env });
  let complaint = "";
  child.stderr?.setEncoding("utf8").on("data", (part: string) => {
    complaint += part;
  });
  let isTooLate = waitMs === 0;
  const timer = setTimeout(() => {
    isTooLate = true;
    child.kill();
  }, waitMs || neverMs);
  try {
    const [code] = await once(child, "close");
    if (code === 0) return "locked";
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "no command";
    throw new BuilderError(`Cannot run flock to lock ${file}`, [], { cause: error });
  } finally {
    clearTimeout(timer);
  }
  // flock(1) says nothing when the lock is held, and all else on stderr.
  if (isTooLate && complaint === "") return "held";
  throw new BuilderError(`Cannot lock ${file}: ${complaint.trim() || "flock failed"}`);
}

/** The longest that a timer takes. */
const neverMs = 2 ** 31 - 1;

/** O_EXLOCK of open(2); Node names no constant for it, and its value is the same on all systems that have it. */
const openLocked = 0x20;

function lockedOpen(file: string, patience: Patience): Promise<FileHandle | undefined> {
  // Without O_NONBLOCK the open would wait where nothing can call it off, in one of the few threads that all files share.
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | openLocked;
  return untilFree(file, patience, () => open(file, flags, 0o600));
}

/** A socket of Linux without a file, or a pipe of Windows: it goes with the process that listens on it. */
function lockByName(file: string, patience: Patience): Promise<AsyncDisposable | undefined> {
  const hash = createHash("sha256").update(file).digest("hex");
  const name = process.platform === "win32" ? `\\\\.\\pipe\\bakehouse-${hash}` : `\0bakehouse-${hash}`;
  return untilFree(file, patience, async () => {
    const server = net.createServer((socket) => socket.destroy()).listen(name);
    await once(server, "listening");
    return {
      async [Symbol.asyncDispose]() {
        server.close();
        await once(server, "close");
      },
    };
  });
}

const retryMs = 20;

/** Tries until nobody else has it. */
async function untilFree<T>(file: string, { waitMs }: Patience, take: () => Promise<T>): Promise<T | undefined> {
  const { signal } = new AbortController();
  for (let waitedMs = 0; ; waitedMs += retryMs) {
    try {
      return await take();
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code !== "EAGAIN" && code !== "EADDRINUSE" && code !== "EACCES")
        throw new BuilderError(`Cannot lock ${file}`, [], { cause: error });
    }
    if (waitedMs >= waitMs) return undefined;
    await pause(retryMs, signal);
  }
}
