// Files of buildx's store, written as buildx writes them. Follows docker/buildx util/confutil.

import { randomBytes } from "node:crypto";
import { chown, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { BuilderError } from "./errors.js";
import { type BuilderWorld, buildxConfigDir } from "./world.js";

const folders = ["instances", "defaults", "activity"] as const;

export async function makeStoreFolders(world: BuilderWorld): Promise<void> {
  const root = buildxConfigDir(world);
  try {
    for (const folder of ["", ...folders]) {
      const made = await mkdir(join(root, folder), { recursive: true, mode: 0o700 });
      if (made !== undefined) await giveToUser(join(root, folder), world);
    }
  } catch (cause) {
    throw new BuilderError(`Cannot make the folder of builders ${root}`, [], { cause });
  }
}

/**
 * Puts a file in place as a whole, for nobody else to read. `path` is relative to the store.
 * The draft lies in the store's own folder: buildx takes every file of `instances/` for a builder. Waiting for the disk takes
 * tens of milliseconds, and is not worth it where a loss does no harm.
 */
export async function writeStoreFile(
  path: string,
  content: string,
  world: BuilderWorld,
  { isDurable = true }: { readonly isDurable?: boolean } = {},
): Promise<void> {
  const root = buildxConfigDir(world);
  const draft = join(root, `.tmp-${randomBytes(8).toString("hex")}`);
  try {
    const handle = await open(draft, "wx", 0o600);
    try {
      await handle.writeFile(content);
      if (isDurable) await handle.sync();
    } finally {
      await handle.close();
    }
    await giveToUser(draft, world);
    await rename(draft, join(root, path));
  } catch (cause) {
    await rm(draft, { force: true });
    throw new BuilderError(`Cannot write ${join(root, path)}`, [], { cause });
  }
}

/** Under sudo with the user's own home, what root makes there is to be the user's, or docker buildx could not read it again. */
export async function giveToUser(path: string, world: BuilderWorld): Promise<void> {
  const { SUDO_COMMAND, SUDO_UID, SUDO_GID } = world.env;
  if (!SUDO_COMMAND || !SUDO_UID || !SUDO_GID || process.getuid?.() !== 0) return;
  if (relative(world.home, buildxConfigDir(world)).startsWith("..")) return;
  if ((await stat(world.home)).uid !== Number(SUDO_UID)) return;
  await chown(path, Number(SUDO_UID), Number(SUDO_GID));
}
