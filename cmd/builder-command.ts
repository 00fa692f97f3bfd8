// What the commands about builders have in common: how a builder is named, and how it is told that something went wrong.

import {
  type BuilderNode,
  type BuilderWorld,
  type Builder as ChosenBuilder,
  chooseBuilder,
} from "../lib/builder/index.js";
import { isOfTheWorld, nodeFeatures, readNodeState } from "../lib/builder/state/index.js";
import type { BuilderView, NodeView } from "../lib/ui/tables/index.js";
import { UsageError } from "./flags.js";
import { milliseconds } from "./quantities.js";
import type { World } from "./world.js";

/** Of the commands that are about one builder. */
export const builderFlags = {
  builder: {
    kind: "string",
    value: "NAME",
    description: "Builder: a name of buildx, a docker context or an address",
  },
  debug: { kind: "bool", short: "D", description: "Show the stack of an error" },
} as const;

/** Of the commands that ask daemons how they are. */
export const timeoutFlag = {
  timeout: { kind: "string", value: "TIME", description: "How long a daemon may take to answer (20s)" },
} as const;

export function builderWorldOf({ env, home, cwd }: World): BuilderWorld {
  return { env, home, workingDir: cwd };
}

/** The operand, or else the flag. @throws {UsageError} when there are more. */
export function oneName(operands: readonly string[], flag: string | undefined): string | undefined {
  if (operands.length > 1) throw new UsageError(`one builder can be named, but here are ${operands.join(", ")}`);
  return operands[0] ?? flag;
}

/** @throws {UsageError} when there are operands. */
export function noOperands(operands: readonly string[]): void {
  if (operands.length > 0) throw new UsageError(`there is nothing to name here, but here is ${operands.join(", ")}`);
}

/** The builder to look at, which may be a docker context that is not in use. */
export function builderToShow(name: string | undefined, world: World): Promise<ChosenBuilder> {
  return chooseBuilder(name, builderWorldOf(world), { isAnyContext: true, origin: "the command line" });
}

/** Runs `work`, and turns what the world said no to into a message and an exit code. */
export async function guarded(
  world: World,
  { debug = false }: { readonly debug?: boolean | undefined },
  work: () => Promise<number>,
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (world.signal.aborted) return 130;
    if (!isOfTheWorld(error)) throw error;
    world.stderr.write(`ERROR: ${problemText(error)}`);
    if (debug) world.stderr.write(`${error.stack}\n`);
    return 1;
  }
}

/** The message and, below it, what can be done. */
export function problemText(error: Error): string {
  const help: readonly unknown[] = "help" in error && Array.isArray(error.help) ? error.help : [];
  return `${error.message}\n${help.map((line) => `  ${line}\n`).join("")}`;
}

export function timeoutOf({ timeout }: { readonly timeout: string | undefined }): number {
  return timeout === undefined ? 20_000 : milliseconds("--timeout", timeout);
}

interface ViewOptions {
  readonly isCurrent: boolean;
  readonly lastActivity: Date | undefined;
  readonly timeoutMs: number;
}

/** Asks every node of the builder at the same time. */
export async function viewBuilder(
  builder: ChosenBuilder,
  { isCurrent, lastActivity, timeoutMs }: ViewOptions,
  { signal }: World,
): Promise<BuilderView> {
  const { name, driver, stored, reason, nodes } = builder;
  return {
    name,
    driver,
    isCurrent,
    isDynamic: stored?.isDynamic ?? false,
    ...(lastActivity === undefined ? {} : { lastActivity }),
    reason,
    nodes: await Promise.all(nodes.map((node) => viewNode(node, builder, timeoutMs, signal))),
  };
}

async function viewNode(
  node: BuilderNode,
  { stored }: ChosenBuilder,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<NodeView> {
  const state = await readNodeState(node, timeoutMs, signal);
  const { status, version, problem, workers } = state;
  const file = stored?.nodes.find(({ name }) => name === node.name);
  return {
    name: node.name,
    endpoint: file?.endpoint ?? node.endpoint,
    driverOpts: file?.driverOpts ?? {},
    flags: file?.flags ?? [],
    files: file?.files ?? {},
    fixed: node.platforms,
    ...(status === undefined ? {} : { status }),
    ...(version === undefined ? {} : { version }),
    ...(problem === undefined ? {} : { error: problem }),
    workers,
    features: nodeFeatures(node, state),
  };
}
