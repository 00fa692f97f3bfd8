// Picks the command, runs it, and turns what comes out into an exit code. A command's file is loaded only when it is named.

import { type Command, version } from "./command.js";
import { describeFlags, UsageError } from "./flags.js";
import { endProcess, processWorld, type World } from "./world.js";

interface Verb {
  readonly summary: string;
  readonly aliases?: readonly string[];
  readonly load: () => Promise<Command>;
}

const verbs: Readonly<Record<string, Verb>> = {
  bake: {
    summary: "Build targets from bake files",
    aliases: ["f"],
    load: async () => (await import("./commands/bake.js")).bake,
  },
  build: {
    summary: "Build one image from a Dockerfile",
    aliases: ["b"],
    load: async () => (await import("./commands/build.js")).build,
  },
  create: {
    summary: "Create a builder, or add a node to one",
    load: async () => (await import("./commands/create.js")).create,
  },
  du: {
    summary: "Show what a builder keeps of its cache",
    load: async () => (await import("./commands/du.js")).du,
  },
  inspect: {
    summary: "Show a builder and why it is the one",
    load: async () => (await import("./commands/inspect.js")).inspect,
  },
  ls: {
    summary: "List builders",
    load: async () => (await import("./commands/ls.js")).ls,
  },
  prune: {
    summary: "Remove cache of a builder",
    load: async () => (await import("./commands/prune.js")).prune,
  },
  rm: {
    summary: "Remove builders",
    load: async () => (await import("./commands/rm.js")).rm,
  },
  stop: {
    summary: "Stop the daemons of a builder",
    load: async () => (await import("./commands/stop.js")).stop,
  },
  use: {
    summary: "Make a builder the current one",
    load: async () => (await import("./commands/use.js")).use,
  },
  version: {
    summary: "Show the version",
    load: async () => (await import("./commands/version.js")).versionCommand,
  },
};

/** Runs `bakehouse ARGS` and sets the exit code of the process. */
export async function main(args: readonly string[]): Promise<void> {
  const world = processWorld();
  endProcess(await runMain(args, world));
}

async function runMain(args: readonly string[], world: World): Promise<number> {
  const { before, behind } = splitAtVerb(args);
  const [name, ...own] = behind;
  const rest = [...before, ...own];
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    world.print(overview());
    return 0;
  }
  if (name === "--version" || name === "-v") {
    world.print(`bakehouse ${version}\n`);
    return 0;
  }
  const verb = Object.hasOwn(verbs, name)
    ? verbs[name]
    : Object.values(verbs).find(({ aliases }) => aliases?.includes(name));
  if (verb === undefined) {
    world.stderr.write(`ERROR: unknown command "${name}"\n\n${overview()}`);
    return 1;
  }
  const command = await verb.load();
  if (asksForHelp(rest)) {
    world.print(help(command));
    return 0;
  }
  try {
    return await command.run(rest, world);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const help = `See "${helpOf(name, world)}" for the flags there are.`;
    const { makeReporter, wantedForm } = await import("./report.js");
    if (wantedForm(rest) === "json") {
      makeReporter(world, "json").fail({ code: "usage", message: error.message, help: [help] });
    } else world.stderr.write(`ERROR: ${error.message}\n${help}\n`);
    return 1;
  }
}

/**
 * The flags that every command has may stand before it, too, as in `bakehouse --builder NAME ls`. What else begins with a dash
 * there is taken for the command, and told of as such.
 */
function splitAtVerb(args: readonly string[]): {
  readonly before: readonly string[];
  readonly behind: readonly string[];
} {
  let at = 0;
  while (at < args.length) {
    const arg = args[at] ?? "";
    if (arg === "--builder" && at + 1 < args.length) at += 2;
    else if (/^(?:--builder=|--debug$|-D$)/.test(arg)) at += 1;
    else break;
  }
  return { before: args.slice(0, at), behind: args.slice(at) };
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return (end === -1 ? args : args.slice(0, end)).some((arg) => arg === "--help" || arg === "-h");
}

function helpOf(name: string, world: World): string {
  return world.argv[1]?.replace(/\.js$/, "").endsWith("/bake") ? "bake --help" : `bakehouse ${name} --help`;
}

function help(command: Command): string {
  const epilogue = command.epilogue === undefined ? "" : `\n${command.epilogue}`;
  return `Usage: ${command.usage}\n\n${command.description}\n\nOptions:\n${describeFlags(command.flags)}${epilogue}`;
}

function overview(): string {
  const rows = Object.entries(verbs).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}\n`);
  return `Usage: bakehouse COMMAND\n\nBuilds what bake files declare, on any BuildKit. "bake" alone is "bakehouse bake".\n\nCommands:\n${rows.join("")}\nRun "bakehouse COMMAND --help" for its flags.\n`;
}
