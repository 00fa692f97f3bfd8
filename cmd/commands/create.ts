// `bakehouse create`

import { type BuilderWish, createBuilder, leaveBuilder } from "../../lib/builder/create/index.js";
import { builderFromStore, setCurrentBuilder } from "../../lib/builder/index.js";
import { bootstrapBuilder } from "../bootstrap.js";
import { builderFlags, builderWorldOf, guarded } from "../builder-command.js";
import type { Command } from "../command.js";
import { type FlagValues, parseArguments, UsageError } from "../flags.js";
import { makeReporter } from "../report.js";
import type { World } from "../world.js";

export const createFlags = {
  append: { kind: "bool", description: "Add a node to a builder" },
  bootstrap: { kind: "bool", description: "Start the daemons of the builder, too" },
  // Names the builder of other commands, and scripts set it for every one.
  builder: { ...builderFlags.builder, isHidden: true },
  "buildkitd-config": { kind: "string", value: "FILE", description: "Configuration of buildkitd (buildkitd.toml)" },
  "buildkitd-flags": { kind: "string", value: "FLAGS", description: "Command line of buildkitd, as one text" },
  config: { kind: "string", value: "FILE", description: "As --buildkitd-config", isHidden: true },
  debug: builderFlags.debug,
  driver: { kind: "string", value: "DRIVER", description: "Driver: docker-container, kubernetes or remote" },
  "driver-opt": { kind: "list", value: "KEY=VALUE", description: "Option of the driver; several with commas" },
  leave: { kind: "bool", description: "Take a node out of a builder" },
  name: { kind: "string", value: "NAME", description: "Name of the builder; by default one is made up" },
  node: { kind: "string", value: "NAME", description: "Name of the node to add or to change" },
  platform: { kind: "list", value: "PLATFORMS", description: "Platforms that the node builds, separated by commas" },
  timeout: { kind: "string", value: "TIME", description: "Has no effect", isHidden: true },
  use: { kind: "bool", description: "Make it the current builder" },
} as const;

export const create: Command = {
  usage: "bakehouse create [OPTIONS] [CONTEXT|ENDPOINT]",
  description:
    "Creates a builder, or adds a node to one. The endpoint is a docker context or the address of an engine, and for the driver remote the address of a buildkitd.",
  flags: createFlags,
  async run(args, world) {
    const { flags: given, operands } = parseArguments(createFlags, args);
    if (operands.length > 1) throw new UsageError(`there can be one endpoint, but here are ${operands.join(", ")}`);
    return guarded(world, given, () =>
      given.leave === true ? runLeave(given, world) : runCreate(wishOf(given, operands[0], world), given, world),
    );
  },
};

type CreateFlags = FlagValues<typeof createFlags>;

function wishOf(given: CreateFlags, endpoint: string | undefined, { cwd }: World): BuilderWish {
  const { name, driver, node, platform, append } = given;
  const buildkitdFlags = given["buildkitd-flags"];
  const config = given["buildkitd-config"] ?? given.config;
  return {
    ...(name === undefined ? {} : { name }),
    ...(driver === undefined ? {} : { driver }),
    ...(node === undefined ? {} : { node }),
    ...(buildkitdFlags === undefined ? {} : { buildkitdFlags }),
    ...(config === undefined ? {} : { config }),
    ...(endpoint === undefined ? {} : { endpoint }),
    platforms: platform,
    driverOpts: given["driver-opt"],
    isAppended: append === true,
    cwd,
  };
}

async function runLeave({ name, node }: CreateFlags, world: World): Promise<number> {
  await leaveBuilder({ name, node }, builderWorldOf(world));
  return 0;
}

async function runCreate(wish: BuilderWish, { use, bootstrap }: CreateFlags, world: World): Promise<number> {
  const builderWorld = builderWorldOf(world);
  const { value: created, diagnostics } = await createBuilder(wish, builderWorld);
  makeReporter(world, "text").show(diagnostics);
  if (created === undefined) return 1;
  const { builder, isChanged } = created;
  if (isChanged) {
    world.stderr.write(
      `WARNING: a daemon that runs keeps its old settings; \`bakehouse rm --keep-state\` and another create bring the new ones\n`,
    );
  }
  if (use === true) await setCurrentBuilder(builder.name, { isDefault: false, isGlobal: false }, builderWorld);
  if (bootstrap === true)
    await bootstrapBuilder(await builderFromStore(builder, "it was just created", builderWorld), world);
  world.stdout.write(`${builder.name}\n`);
  return 0;
}
