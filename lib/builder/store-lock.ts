// The lock of buildx's store: flock(2) on the file `.lock`, as docker/buildx store/store.go takes it through gofrs/flock.
// Node has no call for it, and an addon in C would have to be built for every system. But the lock belongs to the open file, not
// to a process: the command `flock` of util-linux or busybox, given our descriptor, locks it for us and ends. Systems of the BSD
// family have a flag of open(2) that does the same.

import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import net from "node:net";
import { join } from "node:path";
import { pause } from "../async/index.js";
import { BuilderError } from "./errors.js";
import { makeStoreFolders } from "./store-files.js";
import { type BuilderWorld, buildxConfigDir } from "./world.js";

interface Hold {
  readonly folder: string;
  isHeld: boolean;
}

/** What the work that runs now has already locked, so that it may call others that lock. */
const holds = new AsyncLocalStorage<Hold>();

/** How long others may take. `docker buildx create --bootstrap` keeps the lock while it pulls an image. */
const patienceMs = 60_000;

const retryMs = 20;

/**
 * Runs `work` while no other process, docker buildx included, changes the store. Inside of `work` it may be taken again.
 * Without a command `flock` on PATH (Windows, images without a shell) it keeps processes of ours apart, and not buildx.
 * @throws {BuilderError} when somebody else keeps it for longer than `waitMs`.
 */
export async function withStoreLock<T>(
  world: BuilderWorld,
  work: () => Promise<T>,
  { waitMs = patienceMs }: { readonly waitMs?: number } = {},
): Promise<T> {
  const folder = buildxConfigDir(world);
  const outer = holds.getStore();
  if (outer?.folder === folder && outer.isHeld) return work();
  await makeStoreFolders(world);
  await using _lock = await takeLock(join(folder, ".lock"), { waitMs, path: world.env["PATH"] });
  const hold: Hold = { folder, isHeld: true };
  try {
    return await holds.run(hold, work);
  } finally {
    hold.isHeld = false;
  }
}

interface Patience {
  readonly waitMs: number;
  /** Where commands are looked for. */
  readonly path: string | undefined;
}

/** Locks this file for as long as what it gives is not disposed; a process that dies lets go of it. */
export async function takeLock(file: string, patience: Patience): Promise<AsyncDisposable> {
  if (/^(darwin|(free|open|net)bsd)$/.test(process.platform)) return lockedOpen(file, patience);
  const handle = await open(file, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    const answer = await lockByCommand(handle, file, patience);
    if (answer === "locked") return { [Symbol.asyncDispose]: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
  await handle.close();
  return lockByName(file, patience);
}

async function lockByCommand(
  handle: FileHandle,
  file: string,
  { waitMs, path }: Patience,
): Promise<"locked" | "no command"> {
  const { spawn } = await import("node:child_process");
  const env = path === undefined ? {} : { PATH: path };
  const child = spawn("flock", ["-x", "3"], { stdio: ["ignore", "ignore", "pipe", handle.fd], env });
  let complaint = "";
  child.stderr?.setEncoding("utf8").on("data", (part: string) => {
    complaint += part;
  });
  let isTooLate = false;
  const timer = setTimeout(() => {
    isTooLate = true;
    child.kill();
  }, waitMs);
  try {
    const [code] = await once(child, "close");
    if (code === 0) return "locked";
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "no command";
    throw new BuilderError(`Cannot run flock for ${file}`, [], { cause: error });
  } finally {
    clearTimeout(timer);
  }
  throw isTooLate ? heldByOthers(file) : new BuilderError(`Cannot lock ${file}: ${complaint.trim() || "flock failed"}`);
}

/** O_EXLOCK of open(2); Node names no constant for it, and its value is the same on all systems that have it. */
const openLocked = 0x20;

async function lockedOpen(file: string, { waitMs }: Patience): Promise<AsyncDisposable> {
  // Without O_NONBLOCK the open would wait where nothing can call it off, in one of four threads that all files share.
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | openLocked;
  return untilFree(file, waitMs, async () => {
    const handle = await open(file, flags, 0o600);
    return { [Symbol.asyncDispose]: () => handle.close() };
  });
}

/** A name that only one process can listen on, and that goes with it: an abstract socket of Linux, a pipe of Windows. */
async function lockByName(file: string, { waitMs }: Patience): Promise<AsyncDisposable> {
  const hash = createHash("sha256").update(file).digest("hex");
  const name = process.platform === "win32" ? `\\\\.\\pipe\\bakehouse-${hash}` : `\0bakehouse-${hash}`;
  return untilFree(file, waitMs, async () => {
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

/** Tries until nobody else has it. */
async function untilFree<T>(file: string, waitMs: number, take: () => Promise<T>): Promise<T> {
  const patience = AbortSignal.timeout(waitMs);
  while (true) {
    try {
      return await take();
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code !== "EAGAIN" && code !== "EADDRINUSE" && code !== "EACCES")
        throw new BuilderError(`Cannot lock ${file}`, [], { cause: error });
    }
    if (patience.aborted) throw heldByOthers(file);
    await pause(retryMs, new AbortController().signal);
  }
}

function heldByOthers(file: string): BuilderError {
  return new BuilderError(`Another program keeps the builders locked with ${file}`, [
    "`docker buildx create --bootstrap` does so while it pulls an image. Wait for it, or end it, and try again.",
  ]);
}
