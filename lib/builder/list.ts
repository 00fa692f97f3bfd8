// All builders there are, with the one that a command would take.

import { basename, dirname } from "node:path";
import type { Builder } from "./builder.js";
import { builderFromStore, builderOfContext, chooseBuilder } from "./choose.js";
import { dockerKey, listDockerContexts } from "./docker-context.js";
import { BuilderError } from "./errors.js";
import { currentBuilderName, readActivity, readStoredBuilder, storedBuilderNames } from "./store.js";
import type { BuilderWorld } from "./world.js";

/** `error` when its file is broken, or it needs what is not there; the others are not hurt by that. */
export type ListedBuilder =
  | { readonly builder: Builder; readonly isCurrent: boolean; readonly lastActivity?: Date }
  | { readonly name: string; readonly isCurrent: boolean; readonly error: BuilderError };

/**
 * Every stored builder and, behind them, one for each docker context whose name none of them has, each part by name; last what
 * chooseBuilder would take if that is none of them. Connects to nothing but what that would.
 */
export async function listBuilders(world: BuilderWorld): Promise<readonly ListedBuilder[]> {
  const choice = await currentChoice(world);
  const names = await storedBuilderNames(world);
  const stored = await listAll(names, choice, world, storedBuilder);
  const taken = new Set(stored.map((entry) => ("error" in entry ? entry.name : entry.builder.name)));
  const contexts = await listDockerContexts(world);
  const others = contexts.names.filter((name) => !taken.has(name));
  const ofContexts = await listAll(others, choice, world, contextBuilder);
  const broken = contexts.broken.map(({ path, cause }) => ({
    name: basename(dirname(path)).slice(0, 12),
    isCurrent: false,
    error: asBuilderError(cause),
  }));
  const known: readonly ListedBuilder[] = [...stored, ...ofContexts, ...broken];
  const { chosen } = choice;
  if (chosen === undefined || known.some(({ isCurrent }) => isCurrent)) return known;
  return [...known, { builder: chosen, isCurrent: true }];
}

interface Choice {
  readonly chosen: Builder | undefined;
  /** The stored builder that would be chosen, could it be read. */
  readonly name: string | undefined;
}

async function currentChoice(world: BuilderWorld): Promise<Choice> {
  try {
    const chosen = await chooseBuilder(undefined, world);
    return { chosen, name: undefined };
  } catch {
    // Told with the entry that is to blame, or by the command that builds.
    const named =
      world.env["BUILDX_BUILDER"] || (await currentBuilderName(await dockerKey(world), world).catch(() => undefined));
    return { chosen: undefined, name: named?.toLowerCase() };
  }
}

type Read = (name: string, world: BuilderWorld) => Promise<Builder | undefined>;

async function listAll(
  names: readonly string[],
  choice: Choice,
  world: BuilderWorld,
  read: Read,
): Promise<readonly ListedBuilder[]> {
  const entries = await Promise.all(names.map((name) => listOne(name, choice, world, read)));
  return entries.filter((entry) => entry !== undefined);
}

/** undefined when it has gone since its name was read. */
async function listOne(
  name: string,
  { chosen, name: chosenName }: Choice,
  world: BuilderWorld,
  read: Read,
): Promise<ListedBuilder | undefined> {
  try {
    const builder = await read(name, world);
    if (builder === undefined) return undefined;
    const isCurrent = chosen !== undefined && isSame(builder, chosen);
    const lastActivity = await readActivity(builder.name, world);
    return {
      builder: isCurrent ? chosen : builder,
      isCurrent,
      ...(lastActivity === undefined ? {} : { lastActivity }),
    };
  } catch (cause) {
    return { name, isCurrent: name === chosenName, error: asBuilderError(cause) };
  }
}

/** A daemon that was found may be called like a docker context and be another. */
function isSame(one: Builder, other: Builder): boolean {
  if (one.stored !== undefined || other.stored !== undefined) return one.stored?.name === other.stored?.name;
  return one.name === other.name && one.nodes[0].endpoint === other.nodes[0].endpoint;
}

async function storedBuilder(name: string, world: BuilderWorld): Promise<Builder | undefined> {
  const stored = await readStoredBuilder(name, world);
  return stored === undefined ? undefined : builderFromStore(stored, "it is a builder of docker buildx", world);
}

function contextBuilder(name: string, world: BuilderWorld): Promise<Builder | undefined> {
  return builderOfContext(name, "it is a docker context", world);
}

/** What the world said no to is told with the builder; a fault of ours is not hidden. */
function asBuilderError(cause: unknown): BuilderError {
  if (cause instanceof BuilderError) return cause;
  if (!(cause instanceof Error) || cause.message.startsWith("internal error")) throw cause;
  return new BuilderError(cause.message, [], { cause });
}
