// `bakehouse version`

import { type Command, version } from "../command.js";
import { parseArguments } from "../flags.js";

export const versionFlags = {
  builder: { kind: "string", value: "NAME", description: "Also the BuildKit of each node of this builder" },
  debug: { kind: "bool", short: "D", description: "Show the stack of an error" },
} as const;

export const versionCommand: Command = {
  usage: "bakehouse version [OPTIONS]",
  description: "Shows the version of bakehouse.",
  flags: versionFlags,
  async run(args, world) {
    const { flags: given } = parseArguments(versionFlags, args);
    world.stdout.write(`bakehouse ${version}\n`);
    if (given.builder === undefined) return 0;
    const { showNodeVersions } = await import("../node-versions.js");
    return showNodeVersions(given.builder, given, world);
  },
};
