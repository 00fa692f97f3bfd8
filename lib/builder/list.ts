// All builders there are, with the one that a command would take.

import type { Builder } from "./builder.js";
import { chooseBuilder } from "./choose.js";
import { dockerContextEndpoint, dockerContextNames } from "./docker-context.js";
import { BuilderError } from "./errors.js";
import { dockerNode, storedNodes } from "./node.js";
import { readActivity, readStoredBuilder, storedBuilderNames } from "./store.js";
import type { BuilderWorld } from "./world.js";

/** `error` when its file is broken, or it needs a driver that we do not know; the others are not hurt by that. */
export type ListedBuilder =
  | { readonly builder: Builder; readonly isCurrent: boolean; readonly lastActivity?: Date }
  | { readonly name: string; readonly isCurrent: boolean; readonly error: BuilderError };

/**
 * Every stored builder and, behind them, one for each docker context whose name none of them has, each part by name.
 * Connects to nothing but what chooseBuilder would, to find the current one.
 */
export async function listBuilders(world: BuilderWorld): Promise<readonly ListedBuilder[]> {
  const chosen = await chooseBuilder(undefined, world).catch(() => undefined);
  const stored = await Promise.all(
    (await storedBuilderNames(world)).map((name) => listed(name, chosen, world, () => storedBuilder(name, world))),
  );
  const taken = new Set(stored.map((entry) => ("error" in entry ? entry.name : entry.builder.name)));
  const contexts = await Promise.all(
    (await dockerContextNames(world))
      .filter((name) => !taken.has(name))
      .map((name) => listed(name, chosen, world, () => contextBuilder(name, world))),
  );
  const found = chosen !== undefined && ![...stored, ...contexts].some(({ isCurrent }) => isCurrent);
  return [...stored, ...contexts, ...(found ? [{ builder: chosen, isCurrent: true }] : [])];
}

async function listed(
  name: string,
  chosen: Builder | undefined,
  world: BuilderWorld,
  read: () => Promise<Builder>,
): Promise<ListedBuilder> {
  try {
    const builder = await read();
    const isCurrent = chosen?.name === builder.name && (chosen.stored === undefined) === (builder.stored === undefined);
    const lastActivity = await readActivity(builder.name, world);
    return {
      builder: isCurrent ? { ...builder, reason: chosen.reason } : builder,
      isCurrent,
      ...(lastActivity === undefined ? {} : { lastActivity }),
    };
  } catch (error) {
    if (!(error instanceof BuilderError)) throw error;
    return { name, isCurrent: chosen?.name === name, error };
  }
}

async function storedBuilder(name: string, world: BuilderWorld): Promise<Builder> {
  const stored = await readStoredBuilder(name, world);
  if (stored === undefined) throw new BuilderError(`"${name}" in the folder of builders is not the name of one`);
  const { driver, nodes } = await storedNodes(stored, world);
  const [first, ...others] = nodes;
  if (first === undefined) throw new BuilderError(`The builder "${stored.name}" has no nodes`);
  return { name: stored.name, driver, reason: "it is in buildx's store", stored, nodes: [first, ...others] };
}

async function contextBuilder(name: string, world: BuilderWorld): Promise<Builder> {
  const endpoint = await dockerContextEndpoint(name, world);
  if (endpoint === undefined) throw new BuilderError(`There is no docker context "${name}"`);
  return { name, driver: "docker", reason: "it is a docker context", nodes: [dockerNode(name, endpoint)] };
}
