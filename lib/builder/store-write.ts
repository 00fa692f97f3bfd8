// What changes the builders that buildx keeps on disk, under its lock. Follows docker/buildx store/store.go.

import { rm } from "node:fs/promises";
import { join } from "node:path";
import { currentDockerContext, dockerContextEndpoint, dockerKey } from "./docker-context.js";
import { BuilderError } from "./errors.js";
import { readJson } from "./json.js";
import { defaultFile, isActivityName, isBuilderName, readStoredBuilder } from "./store.js";
import { makeStoreFolders, writeStoreFile } from "./store-files.js";
import { encodeBuilder, type StoredBuilder } from "./store-format.js";
import { withStoreLock } from "./store-lock.js";
import { type BuilderWorld, buildxConfigDir } from "./world.js";

/**
 * Makes or replaces a builder's file, and counts as activity. What a newer buildx wrote into it and we do not know stays there.
 * To change what was read, read it inside of {@link withStoreLock} too.
 * @throws {BuilderError} for a name that buildx would not take, or when it cannot be written.
 */
export async function writeStoredBuilder(builder: StoredBuilder, world: BuilderWorld): Promise<void> {
  const { name, nodes } = builder;
  checkName(name);
  for (const node of nodes) checkName(node.name);
  const path = join("instances", name.toLowerCase());
  await withStoreLock(world, async () => {
    const before = await readJson(join(buildxConfigDir(world), path));
    await writeStoreFile(path, JSON.stringify(encodeBuilder(builder, before)), world);
    await writeActivity(name, new Date(), world);
  });
}

/** Forgets a builder and all that is noted of it; its daemons stay. Nothing happens when there is none of that name. */
export async function removeStoredBuilder(name: string, world: BuilderWorld): Promise<void> {
  checkName(name);
  const folder = buildxConfigDir(world);
  const fileName = name.toLowerCase();
  await withStoreLock(world, async () => {
    const stored = await readStoredBuilder(name, world).catch(() => undefined);
    // Activity is noted under the name as it was given, which buildx itself forgets.
    const activities = new Set([fileName, stored?.name ?? name]);
    for (const path of [...activities].map((known) => join("activity", known)))
      await rm(join(folder, path), { force: true });
    await rm(join(folder, "refs", fileName), { recursive: true, force: true });
    await rm(join(folder, "instances", fileName), { force: true });
  });
}

/**
 * Makes a builder the current one, as `buildx use`: of the docker endpoint in use, or of all with `isGlobal`; `isDefault` brings it
 * back when that endpoint is in use again. The empty name, or that of the docker context in use, goes back to docker's own.
 * @throws {BuilderError} when there is no such builder, or it is another docker context.
 */
export async function setCurrentBuilder(
  name: string,
  { isDefault, isGlobal }: { readonly isDefault: boolean; readonly isGlobal: boolean },
  world: BuilderWorld,
): Promise<void> {
  const key = await dockerKey(world);
  const context = await currentDockerContext(world);
  await withStoreLock(world, async () => {
    if (name !== "" && (await readStoredBuilder(name, world)) !== undefined) {
      await writeStoreFile("current", JSON.stringify({ Key: key, Name: name, Global: isGlobal }), world);
      if (isDefault) await writeStoreFile(defaultFile(key), name, world);
      else await rm(join(buildxConfigDir(world), defaultFile(key)), { force: true });
    } else if (name === "" || name === context) {
      await writeStoreFile("current", JSON.stringify({ Key: key, Name: "", Global: false }), world);
      await rm(join(buildxConfigDir(world), defaultFile(key)), { force: true });
    } else if ((await dockerContextEndpoint(name, world)) !== undefined) {
      throw new BuilderError(`"${name}" is a docker context, and the one in use is "${context}"`, [
        `\`docker context use ${name}\` or DOCKER_CONTEXT=${name} switches to it.`,
      ]);
    } else {
      throw new BuilderError(`There is no builder "${name}" to use`);
    }
  });
}

/** Notes that a build ran on this builder or docker context. What cannot be noted is not: no build fails for it. */
export async function recordActivity(name: string, now: Date, world: BuilderWorld): Promise<void> {
  if (!isActivityName(name)) return;
  try {
    await makeStoreFolders(world);
    // Without the lock: it is one file put in place at once, and a build must not wait for somebody's `create`.
    await writeActivity(name, now, world);
  } catch (error) {
    if (!(error instanceof BuilderError)) throw error;
  }
}

function writeActivity(name: string, now: Date, world: BuilderWorld): Promise<void> {
  // Whole seconds, as Go's RFC3339 has them.
  return writeStoreFile(join("activity", name), `${now.toISOString().slice(0, 19)}Z`, world, { isDurable: false });
}

function checkName(name: string): void {
  if (isBuilderName(name)) return;
  throw new BuilderError(`"${name}" cannot be the name of a builder or node`, [
    "A name starts with a letter; letters, digits and . - _ may follow.",
  ]);
}
