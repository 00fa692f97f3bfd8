// The receiver's half of fsutil: what a local export sends, written below a fresh directory of ours.
// Follows tonistiigi/fsutil receive.go, validator.go and diskwriter.go.

import { execFile } from "node:child_process";
import * as fs from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join, sep } from "node:path";
import { promisify } from "node:util";
import type { ServerCall } from "../control.js";
import { StatusCode, StatusError } from "../errors.js";
import { fileProblem } from "./file-problem.js";
import { decodePacket, PacketType } from "./packet.js";
import { PacketWriter } from "./packet-writer.js";
import { compareNames } from "./path-order.js";
import { cleanPath } from "./pattern-matcher.js";
import { goMode, isDirectory, isRegular, isSymlink, type Stat, unixPermissions } from "./stat.js";
import { writeParts } from "./write-parts.js";

/** A file that was asked for. */
interface IncomingFile {
  readonly stat: Stat;
  readonly path: string;
  parts: Uint8Array[];
  bytes: number;
  handle?: FileHandle;
}

/** Bytes of one file that are held before they are written. */
const heldBytes = 1024 * 1024;

/**
 * Fills the empty directory `root` with what `call` sends. Files have their mode and time when this resolves; directories
 * are all writable by us, and their STATs returned, to be applied by {@link applyDirectories} once they are in place.
 * @throws {StatusError} when something cannot be written, or breaks the order or leaves the root; the daemon is told.
 */
export async function receiveTree(call: ServerCall, root: string): Promise<readonly Stat[]> {
  const writer = new PacketWriter(call.sendFramed);
  const files = new Map<number, IncomingFile>();
  const directories: Stat[] = [];
  const later: Stat[] = [];
  const check = orderCheck();
  let count = 0;
  let hasAllStats = false;
  let isDone = false;
  let hasSentFin = false;
  let isFlushPlanned = false;
  try {
    for await (const message of call.messages) {
      const packet = decodePacket(message);
      if (packet.type === PacketType.error) {
        throw new StatusError(StatusCode.unknown, `the daemon stopped the transfer: ${Buffer.from(packet.data)}`);
      }
      if (packet.type === PacketType.fin) return directories;
      if (packet.type === PacketType.data) await take(packet.id, packet.data);
      else if (packet.type === PacketType.stat && packet.stat === undefined) hasAllStats = true;
      else if (packet.stat !== undefined) see(packet.stat);
      if (!hasAllStats || files.size > 0 || isDone) continue;
      isDone = true;
      for (const stat of later) await place(stat);
      writer.fin();
      await writer.flush();
      hasSentFin = true;
    }
    throw new StatusError(StatusCode.unknown, "the daemon ended the transfer early");
  } catch (error) {
    // The daemon answers FIN with FIN and cancels the call, and the second may overtake the first.
    if (hasSentFin) return directories;
    await Promise.allSettled([...files.values()].map(({ handle }) => handle?.close()));
    call.signal.throwIfAborted();
    const problem = fileProblem("write", error);
    writer.error(problem.message);
    await writer.flush();
    throw problem;
  }

  function see(stat: Stat): void {
    const id = count++;
    check(stat);
    const path = join(root, stat.path);
    if (isDirectory(stat.mode)) {
      fs.mkdirSync(path, 0o700);
      directories.push(stat);
    } else if (isSymlink(stat.mode)) {
      fs.symlinkSync(stat.linkname, path);
      const time = secondsOf(stat);
      fs.lutimesSync(path, time, time);
    } else if (isRegular(stat.mode) && stat.linkname === "") {
      files.set(id, { stat, path, parts: [], bytes: 0 });
      writer.request(id);
      planFlush();
    } else {
      later.push(stat);
    }
  }

  /** STATs come many at a time: their requests go out together, when all that has arrived is read. */
  function planFlush(): void {
    if (isFlushPlanned) return;
    isFlushPlanned = true;
    setImmediate(() => {
      isFlushPlanned = false;
      // Fails only with the call, which the loop above notices.
      writer.flush().catch(() => {});
    });
  }

  async function take(id: number, data: Uint8Array): Promise<void> {
    const file = files.get(id);
    if (file === undefined)
      throw new StatusError(StatusCode.invalidArgument, `data came for ${id}, which was not asked for`);
    if (data.length === 0) {
      await finish(file);
      files.delete(id);
      return;
    }
    file.parts.push(data);
    file.bytes += data.length;
    if (file.bytes < heldBytes) return;
    file.handle ??= await open(file.path, "wx", 0o600);
    await writeHeld(file.handle, file);
  }

  /** Second names and devices, when all files are there. */
  async function place(stat: Stat): Promise<void> {
    const path = join(root, stat.path);
    if (stat.linkname !== "" && isRegular(stat.mode)) {
      fs.linkSync(join(root, stat.linkname), path);
      return;
    }
    await makeSpecial(path, stat);
    fs.chmodSync(path, unixPermissions(stat.mode));
    const time = secondsOf(stat);
    fs.utimesSync(path, time, time);
  }
}

/** Gives directories below `root` their mode and time, the deepest first, since making entries changes the time. */
export function applyDirectories(root: string, directories: readonly Stat[]): void {
  for (const stat of [...directories].reverse()) {
    const path = join(root, stat.path);
    const time = secondsOf(stat);
    fs.chmodSync(path, unixPermissions(stat.mode));
    fs.utimesSync(path, time, time);
  }
}

/** A small file is opened, written and closed in one go: the trips to the thread pool would cost more than the writing. */
async function finish(file: IncomingFile): Promise<void> {
  const { handle, stat } = file;
  const time = secondsOf(stat);
  if (handle !== undefined) {
    await writeHeld(handle, file);
    await handle.chmod(unixPermissions(stat.mode));
    await handle.utimes(time, time);
    await handle.close();
    return;
  }
  const fd = fs.openSync(file.path, "wx", 0o600);
  try {
    for (const part of file.parts) {
      for (let at = 0; at < part.length; ) at += fs.writeSync(fd, part, at);
    }
    // After the bytes: writing clears setuid and setgid.
    fs.fchmodSync(fd, unixPermissions(stat.mode));
    fs.futimesSync(fd, time, time);
  } finally {
    fs.closeSync(fd);
  }
}

async function writeHeld(handle: FileHandle, file: IncomingFile): Promise<void> {
  const { parts } = file;
  file.parts = [];
  file.bytes = 0;
  await writeParts(handle, parts);
}

/** Node makes neither devices nor pipes. */
async function makeSpecial(path: string, { mode, devMajor, devMinor }: Stat): Promise<void> {
  const isPipe = (mode & goMode.namedPipe) !== 0;
  const kind = (mode & goMode.charDevice) !== 0 ? "c" : "b";
  const device = isPipe ? ["p"] : [kind, String(devMajor), String(devMinor)];
  try {
    await promisify(execFile)("mknod", [path, ...device]);
  } catch (error) {
    throw new StatusError(
      StatusCode.unknown,
      `cannot make the ${isPipe ? "pipe" : "device"} "${path}" of the result: export it as an archive (type=tar) instead`,
      { cause: error },
    );
  }
}

/** Refuses entries that are out of order, leave the root, or come before their directory or the file that they link to. */
function orderCheck(): (stat: Stat) => void {
  const open: { readonly path: string; last: string | undefined }[] = [{ path: "", last: undefined }];
  const linkable = new Set<string>();
  return ({ path, mode, linkname }) => {
    const isClean = path !== "" && path !== "." && cleanPath(path) === path && !/^\/|^\.\.(\/|$)|\0/.test(path);
    if (!isClean || (sep !== "/" && /[\\:]/.test(path))) throw refused(path, "it is no clean path below the root");
    const slash = path.lastIndexOf("/");
    const parent = path.slice(0, Math.max(slash, 0));
    const name = path.slice(slash + 1);
    while (open.length > 1 && open.at(-1)?.path !== parent) open.pop();
    const directory = open.at(-1);
    if (directory?.path !== parent) throw refused(path, "its directory was not announced");
    if (directory.last !== undefined && compareNames(directory.last, name) >= 0)
      throw refused(path, "it is out of order");
    directory.last = name;
    if (isDirectory(mode)) open.push({ path, last: undefined });
    if (isDirectory(mode) || isSymlink(mode)) return;
    if (linkname === "") linkable.add(path);
    else if (!linkable.has(linkname)) throw refused(path, `it links to "${linkname}", which was not announced`);
  };
}

function refused(path: string, reason: string): StatusError {
  return new StatusError(StatusCode.invalidArgument, `the daemon sent "${path}", which is refused: ${reason}`);
}

/** A double holds the seconds of today to about a quarter of a microsecond; Node takes no better. */
function secondsOf({ modTime }: Stat): number {
  return Number(modTime) / 1e9;
}
