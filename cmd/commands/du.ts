// `bakehouse du`

import { diskUsage } from "../../lib/builder/state/index.js";
import {
  type Template,
  usageDetails,
  usageFormatted,
  usageJson,
  usageSummary,
  usageTable,
} from "../../lib/ui/tables/index.js";
import { builderFlags, builderToShow, guarded, noOperands, timeoutFlag, timeoutOf } from "../builder-command.js";
import { cacheFilters } from "../cache-filters.js";
import type { Command } from "../command.js";
import { type FlagValues, parseArguments, UsageError } from "../flags.js";
import { formatted, templateOf } from "../format-flag.js";

export const duFlags = {
  ...builderFlags,
  filter: { kind: "list", value: "KEY=VALUE", description: "Only records for which this holds (type=source.local)" },
  format: {
    kind: "string",
    value: "FORM",
    description: "Form: table, pretty, json (one object a line), or a Go template",
  },
  ...timeoutFlag,
  verbose: { kind: "bool", short: "v", description: "Everything that is known, as --format=pretty" },
} as const;

export const du: Command = {
  usage: "bakehouse du [OPTIONS]",
  description: "Shows what the nodes of a builder keep of their cache, and how much of it can be removed.",
  flags: duFlags,
  async run(args, world) {
    const { flags: given, operands } = parseArguments(duFlags, args);
    noOperands(operands);
    const form = formOf(given);
    const { filters, unusedForMs = 0 } = cacheFilters(given.filter);
    const patience = AbortSignal.timeout(timeoutOf(given));
    return guarded(world, given, async () => {
      const builder = await builderToShow(given.builder, world);
      const now = world.now();
      const all = await diskUsage(builder, filters, AbortSignal.any([world.signal, patience]));
      const records = all.filter(({ lastUsedAt = 0 }) => now - lastUsedAt >= unusedForMs);
      if (form === "json") world.stdout.write(usageJson(records, now));
      else if (typeof form === "object") world.stdout.write(formatted(() => usageFormatted(records, form, now)));
      else {
        world.stdout.write(form === "table" ? usageTable(records, now) : usageDetails(records, now));
        if (given.filter.length === 0) world.stdout.write(usageSummary(records));
      }
      return 0;
    });
  },
};

function formOf({ format, verbose }: FlagValues<typeof duFlags>): "table" | "pretty" | "json" | Template {
  if (verbose === true && format) throw new UsageError("--format and --verbose exclude each other");
  if (verbose === true) return "pretty";
  if (!format) return "table";
  if (format === "table" || format === "pretty" || format === "json") return format;
  return templateOf(format, ["table", "pretty", "json"]);
}
