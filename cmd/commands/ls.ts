// `bakehouse ls`

import { type ListedBuilder, listBuilders } from "../../lib/builder/index.js";
import {
  type BuilderView,
  builderFormatted,
  builderJson,
  builderNames,
  builderProblems,
  builderTable,
  type Template,
} from "../../lib/ui/tables/index.js";
import {
  builderFlags,
  builderWorldOf,
  guarded,
  noOperands,
  timeoutFlag,
  timeoutOf,
  viewBuilder,
} from "../builder-command.js";
import type { Command } from "../command.js";
import { parseArguments } from "../flags.js";
import { formatted, templateOf } from "../format-flag.js";
import type { World } from "../world.js";

export const lsFlags = {
  // It is about all of them, but scripts set it for every command.
  builder: { ...builderFlags.builder, isHidden: true },
  debug: builderFlags.debug,
  format: {
    kind: "string",
    value: "FORM",
    description: "Form: table, json (one object a line), names, or a Go template",
  },
  "no-trunc": { kind: "bool", description: "Show every platform" },
  ...timeoutFlag,
} as const;

export const ls: Command = {
  usage: "bakehouse ls [OPTIONS]",
  description:
    "Lists builders with their nodes: those of docker buildx, docker contexts, and what was found on this machine.",
  flags: lsFlags,
  async run(args, world) {
    const { flags: given, operands } = parseArguments(lsFlags, args);
    noOperands(operands);
    const form = formOf(given.format);
    const timeoutMs = timeoutOf(given);
    return guarded(world, given, async () => {
      const listed = await listBuilders(builderWorldOf(world));
      const views = await Promise.all(listed.map((entry) => viewListed(entry, form, timeoutMs, world)));
      if (form === "names") world.stdout.write(builderNames(views));
      else if (form === "json") world.stdout.write(builderJson(views));
      else if (form !== "table") {
        const isWhole = given["no-trunc"] === true;
        world.stdout.write(formatted(() => builderFormatted(views, form, { isWhole })));
        if (form.isTable) world.stderr.write(builderProblems(views));
      } else {
        world.stdout.write(builderTable(views, { isWhole: given["no-trunc"] === true }));
        world.stderr.write(builderProblems(views));
      }
      return 0;
    });
  },
};

type Form = "table" | "json" | "names" | Template;

function formOf(format: string | undefined): Form {
  if (format === undefined || format === "") return "table";
  if (format === "table" || format === "json" || format === "names") return format;
  return templateOf(format, ["table", "json", "names"]);
}

async function viewListed(entry: ListedBuilder, form: Form, timeoutMs: number, world: World): Promise<BuilderView> {
  const { isCurrent } = entry;
  if ("error" in entry) {
    return { name: entry.name, driver: "", isCurrent, isDynamic: false, error: entry.error.message, nodes: [] };
  }
  const { builder, lastActivity } = entry;
  // For names no daemon has to be asked.
  if (form === "names") return { name: builder.name, driver: builder.driver, isCurrent, isDynamic: false, nodes: [] };
  const { reason, ...view } = await viewBuilder(builder, { isCurrent, lastActivity, timeoutMs }, world);
  return isCurrent && reason !== undefined ? { ...view, reason } : view;
}
