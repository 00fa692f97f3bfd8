// Definitions that are not on this machine, fetched through the builder.

import { BuilderError, chooseBuilder, FetchError, fetchFiles } from "../lib/builder/index.js";
import { type ControlClient, DaemonError } from "../lib/buildkit/index.js";
import type { FetchRemote } from "../lib/config/index.js";
import type { BakeFlags } from "./bake-flags.js";
import type { Reporter } from "./report.js";
import { type Say, waitingQuietly } from "./wait.js";
import type { World } from "./world.js";

/** Fetches with the first node of the builder that answers. */
export function fetchWith({ builder: name }: BakeFlags, world: World): FetchRemote {
  const { env, home, cwd, signal } = world;
  return async (url, names) => {
    const { nodes } = await chooseBuilder(name, { env, home, workingDir: cwd });
    return await waitingQuietly(world, "Fetching the definition", async (say) => {
      await using control = await firstOf(nodes, say, signal);
      return await fetchFiles(control, { url, names, env }, signal);
    });
  };
}

/** Shows why nothing was fetched, and gives the exit code. @throws `error` when it is none of fetching. */
export function fetchFailure(error: unknown, world: World, reporter: Reporter): number {
  if (world.signal.aborted) return 130;
  if (!(error instanceof FetchError || error instanceof BuilderError || error instanceof DaemonError)) throw error;
  const code = error instanceof FetchError ? "fetch-failed" : "no-builder";
  reporter.fail({ code, message: error.message, help: error instanceof BuilderError ? error.help : [] });
  return 1;
}

async function firstOf(
  nodes: Awaited<ReturnType<typeof chooseBuilder>>["nodes"],
  say: Say,
  signal: AbortSignal,
): Promise<ControlClient> {
  const [first, ...others] = nodes;
  let failure: unknown;
  for (const node of [first, ...others]) {
    try {
      return await node.connect(signal, say);
    } catch (error) {
      if (!(error instanceof DaemonError)) throw error;
      failure ??= error;
    }
  }
  throw failure;
}
