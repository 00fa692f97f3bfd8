// `bakehouse stop`

import { builderFlags, builderToShow, guarded, oneName } from "../builder-command.js";
import type { Command } from "../command.js";
import { parseArguments } from "../flags.js";

export const stopFlags = builderFlags;

export const stop: Command = {
  usage: "bakehouse stop [OPTIONS] [NAME]",
  description:
    "Stops the daemons of a builder; the next build starts them again. Daemons that somebody else runs are left alone.",
  flags: stopFlags,
  async run(args, world) {
    const { flags: given, operands } = parseArguments(stopFlags, args);
    const name = oneName(operands, given.builder);
    return guarded(world, given, async () => {
      const { nodes } = await builderToShow(name, world);
      const stopped = await Promise.allSettled(nodes.map((node) => node.lifecycle.stop(world.signal)));
      for (const result of stopped) if (result.status === "rejected") throw result.reason;
      return 0;
    });
  },
};
