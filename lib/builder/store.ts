// The builders that buildx keeps on disk, read. Without its lock: files there are replaced as a whole.
// Follows docker/buildx store/store.go.

import { createHash, randomBytes } from "node:crypto";
import { link, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readJson, record, text } from "./json.js";
import { giveToUser } from "./store-files.js";
import { decodeBuilder, type StoredBuilder } from "./store-format.js";
import { type BuilderWorld, buildxConfigDir, readIfThere } from "./world.js";

export type { StoredBuilder, StoredNode } from "./store-format.js";

/** undefined when buildx knows no builder of that name. */
export async function readStoredBuilder(name: string, world: BuilderWorld): Promise<StoredBuilder | undefined> {
  if (!isBuilderName(name)) return undefined;
  const stored = await readJson(instancePath(name, world));
  return stored === undefined ? undefined : decodeBuilder(stored, name);
}

/** What buildx takes as a name; also keeps names such as `../x` out of paths. */
export function isBuilderName(name: string): boolean {
  return /^[a-zA-Z][a-zA-Z0-9.\-_]*$/.test(name);
}

/** Names of all stored builders as their files have them, in lower case. */
export async function storedBuilderNames(world: BuilderWorld): Promise<readonly string[]> {
  try {
    // buildx writes its drafts there as well, under names that are none.
    return (await readdir(join(buildxConfigDir(world), "instances"))).filter(isBuilderName).sort();
  } catch {
    return [];
  }
}

/**
 * Name of the builder that was made current (`buildx use`), if it still exists. `dockerKey` is what buildx calls the docker
 * endpoint in use: the name of its context, or the address behind the context `default`.
 */
export async function currentBuilderName(dockerKey: string, world: BuilderWorld): Promise<string | undefined> {
  const folder = buildxConfigDir(world);
  const current = record(await readJson(join(folder, "current")));
  const name = text(current["Name"]);
  if (name !== "" && current["Global"] === true && (await isStored(name, world))) return name;
  // The one of this endpoint counts even when it is gone: buildx then falls back to docker's own, not to the default.
  if (name !== "" && current["Key"] === dockerKey) return (await isStored(name, world)) ? name : undefined;
  const preferred = (await readIfThere(join(folder, defaultFile(dockerKey))))?.trim() ?? "";
  return (await isStored(preferred, world)) ? preferred : undefined;
}

async function isStored(name: string, world: BuilderWorld): Promise<boolean> {
  return isBuilderName(name) && (await readIfThere(instancePath(name, world))) !== undefined;
}

function instancePath(name: string, world: BuilderWorld): string {
  return join(buildxConfigDir(world), "instances", name.toLowerCase());
}

/** Where the default builder of a docker endpoint is named, relative to the store. */
export function defaultFile(dockerKey: string): string {
  return join("defaults", createHash("sha256").update(dockerKey).digest("hex").slice(0, 20));
}

/** When builds last ran on it; undefined when that is not known. */
export async function readActivity(name: string, world: BuilderWorld): Promise<Date | undefined> {
  if (!isActivityName(name)) return undefined;
  const said = Date.parse((await readIfThere(join(buildxConfigDir(world), "activity", name))) ?? "");
  return Number.isNaN(said) ? undefined : new Date(said);
}

/** Docker contexts have activity, too; addresses have none. */
export function isActivityName(name: string): boolean {
  return /^[a-zA-Z0-9][a-zA-Z0-9_.+-]*$/.test(name);
}

/**
 * 16 hex characters that stay the same on this machine, made when there are none: the name under which daemons keep the trees
 * that we sent. The file is buildx's, so that both find the same trees.
 */
export async function readMachineId(world: BuilderWorld): Promise<string> {
  const folder = buildxConfigDir(world);
  const path = join(folder, ".buildNodeID");
  const known = await readIfThere(path);
  if (known !== undefined && known !== "") return known;
  const made = randomBytes(8).toString("hex");
  const draft = `${path}.${made}`;
  try {
    if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) await giveToUser(folder, world);
    await writeFile(draft, made, { mode: 0o600 });
    await giveToUser(draft, world);
    // Fails when another run was faster, whose id then counts.
    await link(draft, path);
    return made;
  } catch {
    // A home that cannot be written to costs the warm start of the next build, and no more.
    return (await readIfThere(path)) ?? made;
  } finally {
    await rm(draft, { force: true });
  }
}
