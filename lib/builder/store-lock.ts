// The lock of buildx's store, on its file `.lock`. Follows docker/buildx store/store.go, which takes it through gofrs/flock.

import { AsyncLocalStorage } from "node:async_hooks";
import { join } from "node:path";
import { BuilderError } from "./errors.js";
import { takeLock } from "./file-lock.js";
import { giveToUser, makeStoreFolders } from "./store-files.js";
import { type BuilderWorld, buildxConfigDir } from "./world.js";

interface Hold {
  readonly folder: string;
  isHeld: boolean;
}

/** What the work that runs now has already locked, so that it may call others that lock. */
const holds = new AsyncLocalStorage<Hold>();

/** How long others may take. `docker buildx create --bootstrap` keeps the lock while it pulls an image. */
const patienceMs = 60_000;

/**
 * Runs `work` while no other process, docker buildx included, changes the store. Inside of `work` it may be taken again.
 * Where no `flock` is on PATH it keeps processes of ours apart, and not buildx.
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
  const file = join(folder, ".lock");
  await using lock = await takeLock(file, { waitMs, path: world.env["PATH"] });
  if (lock === undefined) {
    throw new BuilderError(`Another program keeps the builders locked with ${file}`, [
      "`docker buildx create --bootstrap` does so while it pulls an image. Wait for it, or end it, and try again.",
    ]);
  }
  // Whoever cannot be given it has it locked all the same.
  await giveToUser(file, world).catch(() => {});
  const hold: Hold = { folder, isHeld: true };
  try {
    return await holds.run(hold, work);
  } finally {
    hold.isHeld = false;
  }
}
