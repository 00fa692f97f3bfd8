// `bakehouse inspect`

import { readActivity } from "../../lib/builder/index.js";
import { builderDetails, builderObject } from "../../lib/ui/tables/index.js";
import { bootstrapBuilder } from "../bootstrap.js";
import {
  builderFlags,
  builderToShow,
  builderWorldOf,
  guarded,
  oneName,
  timeoutFlag,
  timeoutOf,
  viewBuilder,
} from "../builder-command.js";
import type { Command } from "../command.js";
import { parseArguments, UsageError } from "../flags.js";

export const inspectFlags = {
  ...builderFlags,
  bootstrap: { kind: "bool", description: "Make and start the daemons first" },
  format: { kind: "string", value: "FORM", description: "Form: text or json" },
  ...timeoutFlag,
} as const;

export const inspect: Command = {
  usage: "bakehouse inspect [OPTIONS] [NAME]",
  description:
    "Shows a builder and its nodes, and why it is the one: status, version of BuildKit, platforms, features, garbage collection and configuration. Without a name that which bake builds on.",
  flags: inspectFlags,
  async run(args, world) {
    const { flags: given, operands } = parseArguments(inspectFlags, args);
    const name = oneName(operands, given.builder);
    const { format = "text" } = given;
    if (format !== "text" && format !== "json")
      throw new UsageError(`invalid value "${format}" for --format: it is text or json`);
    const timeoutMs = timeoutOf(given);
    return guarded(world, given, async () => {
      const found = await builderToShow(name, world);
      const builder = operands.length === 0 ? found : { ...found, reason: "it was named" };
      if (given.bootstrap === true) await bootstrapBuilder(builder, world);
      const lastActivity = await readActivity(builder.name, builderWorldOf(world));
      const view = await viewBuilder(builder, { isCurrent: name === undefined, lastActivity, timeoutMs }, world);
      world.stdout.write(
        format === "json" ? `${JSON.stringify(builderObject(view), undefined, 2)}\n` : builderDetails(view),
      );
      return 0;
    });
  },
};
