// The lock on the index of an OCI layout directory: several targets, and several processes, may export to one.
// Follows moby/buildkit client/ociindex, which locks `index.json.lock` with flock(2) and removes it afterwards.

import type { FileHandle } from "node:fs/promises";
import { mkdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { lockedFile, takeLock } from "../builder/index.js";

/** Others write a few hundred bytes. */
const patienceMs = 60_000;

/**
 * Runs `work` while no other process changes the index of `directory`, which is made when it is missing. `searchPath` is where
 * commands are looked for.
 * @throws when somebody else keeps it locked.
 */
export async function withLayoutLock<T>(
  directory: string,
  searchPath: string | undefined,
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(directory, { recursive: true });
  const file = path.join(directory, "index.json.lock");
  const handle = await lockAt(file, searchPath);
  if (handle === "no command") {
    await using lock = await takeLock(file, { waitMs: patienceMs, path: searchPath });
    if (lock === undefined) throw lockedError(file);
    return await work();
  }
  try {
    return await work();
  } finally {
    // While we hold it, so that it is ours.
    await rm(file, { force: true });
    await handle.close();
  }
}

/** Whoever had it before may have removed the file: then the lock is on a file that nobody else finds. */
async function lockAt(file: string, searchPath: string | undefined): Promise<FileHandle | "no command"> {
  while (true) {
    const handle = await lockedFile(file, { waitMs: patienceMs, path: searchPath });
    if (handle === "held") throw lockedError(file);
    if (handle === "no command") return handle;
    const [locked, there] = await Promise.all([handle.stat(), stat(file).catch(() => undefined)]);
    if (locked.ino === there?.ino) return handle;
    await handle.close();
  }
}

function lockedError(file: string): Error {
  return new Error(`another program keeps the index locked with "${file}": remove that file when none runs`);
}
