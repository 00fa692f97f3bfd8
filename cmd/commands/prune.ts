// `bakehouse prune`

import type { Builder } from "../../lib/builder/index.js";
import { configuredPruneFilters, pruneCache } from "../../lib/builder/state/index.js";
import type { PruneRequest, UsageRecord } from "../../lib/buildkit/index.js";
import { decimalSize, usageDetails, usageHead, usageLine } from "../../lib/ui/tables/index.js";
import { askYes } from "../ask.js";
import { builderFlags, builderToShow, builderWorldOf, guarded, noOperands } from "../builder-command.js";
import { cacheFilters } from "../cache-filters.js";
import type { Command } from "../command.js";
import { type FlagValues, parseArguments } from "../flags.js";
import { bytes } from "../quantities.js";
import { waiting } from "../wait.js";
import type { World } from "../world.js";

export const pruneFlags = {
  ...builderFlags,
  all: { kind: "bool", short: "a", description: "Also internal and frontend images" },
  filter: { kind: "list", value: "KEY=VALUE", description: "Only what this holds for (until=24h, type=source.local)" },
  force: { kind: "bool", short: "f", description: "Do not ask" },
  // The old name of --reserved-space.
  "keep-storage": { kind: "string", value: "SIZE", description: "As --reserved-space", isHidden: true },
  "max-used-space": { kind: "string", value: "SIZE", description: "Remove until the cache takes no more than this" },
  "min-free-space": { kind: "string", value: "SIZE", description: "Remove until this much of the disk is free" },
  "reserved-space": { kind: "string", value: "SIZE", description: "Leave this much of the cache in any case" },
  timeout: { kind: "string", value: "TIME", description: "Has no effect", isHidden: true },
  verbose: { kind: "bool", description: "Show everything that is known of what is removed" },
} as const;

type PruneFlags = FlagValues<typeof pruneFlags>;

export const prune: Command = {
  usage: "bakehouse prune [OPTIONS]",
  description: "Removes cache that is not in use from all nodes of a builder. Limits are for each node.",
  flags: pruneFlags,
  async run(args, world) {
    const { flags: given, operands } = parseArguments(pruneFlags, args);
    noOperands(operands);
    // What is wrong with a flag is told whatever else there is.
    requestOf(given, []);
    if (given["keep-storage"] !== undefined)
      world.stderr.write("WARNING: --keep-storage is called --reserved-space now\n");
    return guarded(world, given, async () => {
      const request = requestOf(given, await configuredPruneFilters(builderWorldOf(world)));
      const builder = await builderToShow(given.builder, world);
      const what = given.all === true ? "all build cache" : "all dangling build cache";
      const question = `WARNING! This will remove ${what} of ${builder.name}. Are you sure you want to continue?`;
      if (given.force !== true && !(await askYes(question, "--force", world))) return 0;
      const total = await show(builder, request, given, world);
      world.stdout.write(`Total:\t${decimalSize(total)}\n`);
      return 0;
    });
  },
};

function requestOf(given: PruneFlags, configured: readonly string[]): PruneRequest {
  const { filters, unusedForMs } = cacheFilters(given.filter, configured);
  const reserved = sizeOf(given, "reserved-space") ?? sizeOf(given, "keep-storage");
  const maxUsed = sizeOf(given, "max-used-space");
  const minFree = sizeOf(given, "min-free-space");
  return {
    filters,
    isAll: given.all === true,
    ...(unusedForMs === undefined ? {} : { keepDurationMs: unusedForMs }),
    ...(reserved === undefined ? {} : { reservedSpaceBytes: reserved }),
    ...(maxUsed === undefined ? {} : { maxUsedSpaceBytes: maxUsed }),
    ...(minFree === undefined ? {} : { minFreeSpaceBytes: minFree }),
  };
}

/** 0 is no limit, as in buildx. */
function sizeOf(
  given: PruneFlags,
  flag: "keep-storage" | "max-used-space" | "min-free-space" | "reserved-space",
): number | undefined {
  const text = given[flag];
  return text === undefined ? undefined : bytes(`--${flag}`, text) || undefined;
}

/** What is removed is shown as it goes; the sum in bytes comes back. */
async function show(builder: Builder, request: PruneRequest, given: PruneFlags, world: World): Promise<number> {
  const isTerminal = world.stdout.isTTY === true && world.stderr.isTTY === true;
  let total = 0;
  let count = 0;
  let kept = "";
  const write = (text: string): void => {
    // Between the frames of a spinner nothing else can be written.
    if (isTerminal) kept += text;
    else world.stdout.write(text);
  };
  const removed = (record: UsageRecord): void => {
    total += record.size;
    count += 1;
    if (given.verbose === true) write(usageDetails([record], world.now()));
    else write(`${count === 1 ? usageHead : ""}${usageLine(record, world.now())}`);
  };
  if (!isTerminal) {
    await pruneCache(builder, request, removed, world.signal);
    return total;
  }
  try {
    await waiting(world, `Removing cache of ${builder.name}`, (say) =>
      pruneCache(
        builder,
        request,
        (record) => {
          removed(record);
          say(`Removing cache of ${builder.name}: ${count} records, ${decimalSize(total)}`);
        },
        world.signal,
      ),
    );
  } finally {
    world.stdout.write(kept);
  }
  return total;
}
