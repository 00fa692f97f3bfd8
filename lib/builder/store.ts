// The builders that buildx keeps on disk. Read only, and without its lock: files there are replaced as a whole.
// Follows docker/buildx store/store.go and store/nodegroup.go.

import { createHash, randomBytes } from "node:crypto";
import { link, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Platform } from "../buildkit/index.js";
import { list, readJson, record, text } from "./json.js";
import { type BuilderWorld, buildxConfigDir, readIfThere } from "./world.js";

/** One file of `instances/`. */
export interface StoredBuilder {
  readonly name: string;
  readonly driver: string;
  readonly nodes: readonly StoredNode[];
  /** Nodes come and go as they are found, as `buildx create --driver kubernetes` writes for pods. */
  readonly isDynamic: boolean;
}

export interface StoredNode {
  readonly name: string;
  /** A docker context or an address; what it means depends on the driver. */
  readonly endpoint: string;
  readonly platforms: readonly Platform[];
  readonly driverOpts: Readonly<Record<string, string>>;
  /** For buildkitd's command line. */
  readonly flags: readonly string[];
  /** Files of buildkitd's configuration folder by their names: `buildkitd.toml` and certificates. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** undefined when buildx knows no builder of that name. */
export async function readStoredBuilder(name: string, world: BuilderWorld): Promise<StoredBuilder | undefined> {
  // Also keeps names such as `../x` out of the path.
  if (!/^[a-zA-Z][a-zA-Z0-9.\-_]*$/.test(name)) return undefined;
  const stored = await readJson(join(buildxConfigDir(world), "instances", name.toLowerCase()));
  if (stored === undefined) return undefined;
  const { Name, Driver, Nodes, Dynamic } = record(stored);
  const nodes = list(Nodes).map(storedNode);
  return { name: text(Name) || name, driver: text(Driver), nodes, isDynamic: Dynamic === true };
}

/** Names of all stored builders, for messages. */
export async function storedBuilderNames(world: BuilderWorld): Promise<readonly string[]> {
  try {
    return (await readdir(join(buildxConfigDir(world), "instances"))).sort();
  } catch {
    return [];
  }
}

/**
 * The builder that was made current (`buildx use`), if it still exists. `dockerKey` is what buildx calls the docker endpoint in
 * use: the name of its context, or the address behind the context `default`.
 */
export async function readCurrentBuilder(dockerKey: string, world: BuilderWorld): Promise<StoredBuilder | undefined> {
  const folder = buildxConfigDir(world);
  const current = record(await readJson(join(folder, "current")));
  const name = text(current["Name"]);
  if (name !== "" && (current["Global"] === true || current["Key"] === dockerKey)) {
    const builder = await readStoredBuilder(name, world);
    if (builder !== undefined) return builder;
  }
  const hash = createHash("sha256").update(dockerKey).digest("hex").slice(0, 20);
  const preferred = await readIfThere(join(folder, "defaults", hash));
  return preferred === undefined ? undefined : readStoredBuilder(preferred.trim(), world);
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
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(draft, made, { mode: 0o600 });
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

function storedNode(node: unknown): StoredNode {
  const { Name, Endpoint, Platforms, DriverOpts, Flags, Files } = record(node);
  return {
    name: text(Name),
    endpoint: text(Endpoint),
    platforms: list(Platforms).map(platform),
    driverOpts: Object.fromEntries(Object.entries(record(DriverOpts)).map(([key, value]) => [key, text(value)])),
    flags: list(Flags).map(text),
    files: Object.fromEntries(
      Object.entries(record(Files)).map(([key, value]) => [key, Buffer.from(text(value), "base64")]),
    ),
  };
}

function platform(stored: unknown): Platform {
  const { os, architecture, variant } = record(stored);
  return {
    os: text(os),
    architecture: text(architecture),
    ...(text(variant) === "" ? {} : { variant: text(variant) }),
  };
}
