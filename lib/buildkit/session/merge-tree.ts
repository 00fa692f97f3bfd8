// Moves a received tree into the directory where it belongs, entry by entry, without following symlinks in it.

import type { Stats } from "node:fs";
import { lstat, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { isStagingName } from "./staging.js";

export interface MergeOptions {
  /** Removes what the tree does not have, so that both are equal afterwards. */
  readonly isMirror: boolean;
}

/**
 * Moves what is in `from` into the existing directory `to`, on the same file system. A directory on both sides is gone into;
 * anything else is replaced, files without a moment in which they are missing.
 */
export async function mergeTree(from: string, to: string, options: MergeOptions): Promise<void> {
  const names = await readdir(from);
  if (options.isMirror) {
    const wanted = new Set(names);
    for (const name of await readdir(to)) {
      if (!wanted.has(name) && !isStagingName(name)) await rm(join(to, name), { recursive: true, force: true });
    }
  }
  for (const name of names) {
    const source = join(from, name);
    const target = join(to, name);
    const [incoming, existing] = await Promise.all([lstat(source), lstatOrNone(target)]);
    if (incoming.isDirectory() && existing?.isDirectory()) {
      await mergeTree(source, target, options);
      continue;
    }
    if (existing !== undefined && incoming.isDirectory() !== existing.isDirectory()) {
      await rm(target, { recursive: true, force: true });
    }
    if (!incoming.isDirectory()) await rename(source, target);
    else if (!(await moveDirectory(source, target))) await mergeTree(source, target, options);
  }
}

/** False when somebody put something there in the meantime. */
export async function moveDirectory(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOTEMPTY" || error.code === "EEXIST"))
      return false;
    throw error;
  }
}

async function lstatOrNone(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
