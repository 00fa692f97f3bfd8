// `bakehouse use`

import { setCurrentBuilder } from "../../lib/builder/index.js";
import { builderFlags, builderWorldOf, guarded, oneName } from "../builder-command.js";
import type { Command } from "../command.js";
import { parseArguments, UsageError } from "../flags.js";

export const useFlags = {
  ...builderFlags,
  default: { kind: "bool", description: "Keep it for the docker context in use, also after others were used" },
  global: { kind: "bool", description: "Keep it when the docker context changes" },
} as const;

export const use: Command = {
  usage: "bakehouse use [OPTIONS] NAME",
  description:
    "Makes a builder the current one, for docker buildx too. The name of the docker context in use goes back to it.",
  flags: useFlags,
  async run(args, world) {
    const { flags: given, operands } = parseArguments(useFlags, args);
    const name = oneName(operands, given.builder);
    if (!name) throw new UsageError("there is no builder named: bakehouse ls shows those there are");
    return guarded(world, given, async () => {
      const kind = { isDefault: given.default === true, isGlobal: given.global === true };
      await setCurrentBuilder(name, kind, builderWorldOf(world));
      return 0;
    });
  },
};
