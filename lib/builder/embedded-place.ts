// Where a buildkitd of our own keeps what it has, one for each user and state folder.

import { createHash } from "node:crypto";
import { lstat, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { BuilderError } from "./errors.js";
import { type BuilderWorld, readIfThere } from "./world.js";

export interface Place {
  /** What is kept over its starts; for nobody else to read. */
  readonly folder: string;
  /** Of buildkitd: images, layers and cache. */
  readonly root: string;
  readonly log: string;
  /** Where it listens, or would. */
  readonly socket: string;
}

export async function embeddedPlace(world: BuilderWorld): Promise<Place> {
  const state = world.env["XDG_STATE_HOME"] ?? "";
  const folder = join(isAbsolute(state) ? state : join(world.home, ".local/state"), "bakehouse/buildkitd");
  // A run without XDG_RUNTIME_DIR, as from cron, must find the daemon of one with it.
  const known = (await readIfThere(join(folder, "socket")))?.trim() ?? "";
  const socket = (await isSocket(known)) ? known : await plannedSocket(folder, world);
  return { folder, root: join(folder, "root"), log: join(folder, "log"), socket };
}

/** Makes the folders, or sees that they are ours alone. @throws {BuilderError} when they cannot be. */
export async function makePlace({ folder, socket }: Place, world: BuilderWorld): Promise<void> {
  for (const path of [folder, join(socket, "..")]) {
    try {
      await mkdir(path, { recursive: true, mode: 0o700 });
    } catch (cause) {
      throw new BuilderError(`Cannot make ${path} for a buildkitd of our own`, [], { cause });
    }
    // In a folder for everybody somebody else may have been first, and would then be who we send our files to.
    const { uid, mode } = await lstat(path);
    const own = process.getuid?.() ?? uid;
    if (uid === own && (mode & 0o022) === 0) continue;
    throw new BuilderError(`${path} belongs to somebody else, or others may write to it`, [
      `Remove it, or set ${world.env["XDG_RUNTIME_DIR"] ? "XDG_STATE_HOME" : "XDG_RUNTIME_DIR"} to a folder of your own.`,
    ]);
  }
}

/** The path of a socket has so many bytes on Linux, the zero at its end among them; on others less. */
const longestPath = process.platform === "linux" ? 107 : 103;

async function plannedSocket(folder: string, { env }: BuilderWorld): Promise<string> {
  // Two state folders of one user are two daemons.
  const name = `buildkitd-${createHash("sha256").update(folder).digest("hex").slice(0, 8)}.sock`;
  const runtimeDir = env["XDG_RUNTIME_DIR"] ?? "";
  const candidates = [
    ...(isAbsolute(runtimeDir) && (await isFolder(runtimeDir)) ? [join(runtimeDir, "bakehouse", name)] : []),
    join(folder, name),
    join(tmpdir(), `bakehouse-${process.getuid?.() ?? 0}`, name),
  ];
  const short = candidates.find((path) => Buffer.byteLength(path) <= longestPath);
  if (short !== undefined) return short;
  throw new BuilderError(`No path for a socket is short enough: ${candidates.join(", ")}`, [
    `Set XDG_RUNTIME_DIR to a folder whose path has fewer than ${longestPath - name.length - "/bakehouse/".length} bytes.`,
  ]);
}

async function isSocket(path: string): Promise<boolean> {
  return path !== "" && (await lstat(path).catch(() => undefined))?.isSocket() === true;
}

async function isFolder(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isDirectory() === true;
}
