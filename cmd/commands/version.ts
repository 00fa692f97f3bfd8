// `bakehouse version`

import { type Command, version } from "../command.js";
import { parseArguments } from "../flags.js";

const flags = {} as const;

export const versionCommand: Command = {
  usage: "bakehouse version",
  description: "Shows the version of bakehouse.",
  flags,
  async run(args, world) {
    parseArguments(flags, args);
    world.stdout.write(`bakehouse ${version}\n`);
    return 0;
  },
};
