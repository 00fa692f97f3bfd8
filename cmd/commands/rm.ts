// `bakehouse rm`

import {
  type Builder,
  BuilderError,
  embeddedName,
  listBuilders,
  removeStoredBuilder,
  storedBuilderNames,
} from "../../lib/builder/index.js";
import { isOfTheWorld } from "../../lib/builder/state/index.js";
import { askYes } from "../ask.js";
import { builderFlags, builderToShow, builderWorldOf, guarded, problemText } from "../builder-command.js";
import type { Command } from "../command.js";
import { type FlagValues, parseArguments, UsageError } from "../flags.js";
import type { World } from "../world.js";

export const rmFlags = {
  ...builderFlags,
  "all-inactive": { kind: "bool", description: "Remove every builder of which no node runs" },
  force: { kind: "bool", short: "f", description: "Do not ask" },
  "keep-daemon": { kind: "bool", description: "Let the daemons run" },
  "keep-state": { kind: "bool", description: "Keep the cache, for a builder of the same name" },
  timeout: { kind: "string", value: "TIME", description: "Has no effect", isHidden: true },
} as const;

type RmFlags = FlagValues<typeof rmFlags>;

export const rm: Command = {
  usage: "bakehouse rm [OPTIONS] [NAME...]",
  description:
    "Removes builders with the daemons and the cache that were made for them. Without a name the current one.",
  flags: rmFlags,
  async run(args, world) {
    const { flags: given, operands } = parseArguments(rmFlags, args);
    const isAll = given["all-inactive"] === true;
    if (isAll && operands.length > 0) throw new UsageError("--all-inactive and names exclude each other");
    return guarded(world, given, () => (isAll ? removeInactive(given, world) : removeNamed(operands, given, world)));
  },
};

async function removeNamed(operands: readonly string[], given: RmFlags, world: World): Promise<number> {
  const names = operands.length > 0 ? [...new Set(operands)] : [given.builder];
  const ended = await Promise.all(names.map((name) => removeOne(name, given, world)));
  if (ended.every((isRemoved) => isRemoved)) return 0;
  world.stderr.write("ERROR: not every builder was removed\n");
  return 1;
}

async function removeOne(name: string | undefined, given: RmFlags, world: World): Promise<boolean> {
  let shown = name ?? "the current builder";
  try {
    const builder = await usableBuilder(name, world);
    if (builder === undefined) return true;
    shown = builder.name;
    // A buildkitd of our own goes only by its name: without one nobody has thought of its cache.
    if (builder.stored === undefined && !(isEmbedded(builder) && name === builder.name)) {
      throw new BuilderError(`"${builder.name}" is no builder that was created: ${builder.reason}`, [
        ...(builder.driver === "docker" ? [`\`docker context rm ${builder.name}\` removes a docker context.`] : []),
        ...(isEmbedded(builder) ? [`\`bakehouse rm ${builder.name}\` stops it and removes its cache.`] : []),
      ]);
    }
    if (isEmbedded(builder) && given["keep-daemon"] === true) {
      throw new BuilderError(`"${builder.name}" is its daemon and no more: --keep-daemon leaves nothing to remove`, [
        `\`bakehouse rm --keep-state ${builder.name}\` stops it and leaves its cache.`,
      ]);
    }
    await removeBuilder(builder, given, world);
    world.stderr.write(`${builder.name} removed\n`);
    return true;
  } catch (error) {
    world.signal.throwIfAborted();
    if (!isOfTheWorld(error)) throw error;
    world.stderr.write(`failed to remove ${shown}: ${problemText(error)}`);
    return false;
  }
}

/** undefined: its file tells of nothing that can be used, and is gone now. */
async function usableBuilder(name: string | undefined, world: World): Promise<Builder | undefined> {
  try {
    return await builderToShow(name, world);
  } catch (error) {
    const stored = await storedBuilderNames(builderWorldOf(world));
    if (!isOfTheWorld(error) || name === undefined || !stored.includes(name.toLowerCase())) throw error;
    await removeStoredBuilder(name, builderWorldOf(world));
    world.stderr.write(
      `${name} removed. Daemons of it are left as they are, because it could not be used: ${problemText(error)}`,
    );
    return undefined;
  }
}

function isEmbedded({ name, stored, driver }: Builder): boolean {
  return name === embeddedName && stored === undefined && driver === "remote";
}

/** The builder is forgotten even when a daemon of it cannot be reached any more, which is then told. */
async function removeBuilder({ name, stored, nodes }: Builder, given: RmFlags, world: World): Promise<void> {
  const keep = { keepState: given["keep-state"] === true, keepDaemon: given["keep-daemon"] === true };
  const ended = await Promise.allSettled(
    nodes.map(async (node) => {
      if (!keep.keepDaemon) await node.lifecycle.remove(keep, world.signal);
    }),
  );
  world.signal.throwIfAborted();
  if (stored !== undefined) await removeStoredBuilder(name, builderWorldOf(world));
  for (const result of ended) if (result.status === "rejected") throw result.reason;
}

async function removeInactive(given: RmFlags, world: World): Promise<number> {
  const question = "This removes all builders of which no node runs. Remove them?";
  if (given.force !== true && !(await askYes(question, "--force", world))) return 0;
  const listed = await listBuilders(builderWorldOf(world));
  const inactive = await Promise.all(
    listed.map(async (entry) => {
      if ("error" in entry || entry.builder.stored === undefined || entry.builder.stored.isDynamic) return [];
      return (await isInactive(entry.builder, world)) ? [entry.builder.name] : [];
    }),
  );
  const names = inactive.flat();
  return names.length === 0 ? 0 : removeNamed(names, given, world);
}

/** A daemon of which nothing can be said is not running either. */
async function isInactive({ nodes }: Builder, world: World): Promise<boolean> {
  const statuses = await Promise.allSettled(nodes.map((node) => node.lifecycle.status(world.signal)));
  world.signal.throwIfAborted();
  return statuses.every((result) => result.status === "rejected" || result.value !== "running");
}
