// How a node is just now: whether its daemon runs, and what the daemon says of itself.

import { DaemonError, SolveError, type Worker } from "../../buildkit/index.js";
import type { BuilderNode, NodeStatus } from "../builder.js";
import { BuilderError, DockerError } from "../errors.js";
import { engineTraits } from "../traits.js";

export interface NodeState {
  /** undefined when even that could not be found out. */
  readonly status?: NodeStatus;
  /** Of BuildKit; dockerd's may be `v0.0.0+unknown`, and before 0.11 there was none. */
  readonly version?: string;
  readonly workers: readonly Worker[];
  /** Why there is no more of it, in one line. */
  readonly problem?: string;
}

/** Starts nothing. What goes wrong is told in the state; only cancelling throws. */
export async function readNodeState(node: BuilderNode, timeoutMs: number, signal: AbortSignal): Promise<NodeState> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  let status: NodeStatus | undefined;
  try {
    status = await node.lifecycle.status(patience);
    if (status !== "running") return { status, workers: [] };
    await using control = await node.connect(patience);
    const workers = await control.listWorkers(patience);
    const version = await control.info(patience).then(
      (info) => info.version,
      (error: unknown) => {
        // Before 0.11 daemons did not tell.
        if (error instanceof SolveError) return "";
        throw error;
      },
    );
    return { status, workers, version };
  } catch (error) {
    signal.throwIfAborted();
    const known = status === undefined ? {} : { status };
    if (patience.aborted) return { ...known, workers: [], problem: `no answer within ${timeoutMs / 1000} seconds` };
    if (!isOfTheWorld(error)) throw error;
    return { ...known, workers: [], problem: error.message.replaceAll(/\s*\n\s*/g, "; ") };
  }
}

/** What no mistake of ours can be: a daemon that is away or says no, a builder that cannot be used. */
export function isOfTheWorld(error: unknown): error is BuilderError | DockerError | DaemonError | SolveError {
  return (
    error instanceof BuilderError ||
    error instanceof DockerError ||
    error instanceof DaemonError ||
    error instanceof SolveError
  );
}

/** What builds on a running node can do, by the names of docker/buildx driver/features.go. Empty when it does not run. */
export function nodeFeatures(node: BuilderNode, { workers }: NodeState): Readonly<Record<string, boolean>> {
  if (workers.length === 0) return {};
  const { isDocker, hasContainerdStore } = engineTraits(workers);
  const isWhole = !isDocker || hasContainerdStore;
  return {
    "Automatically load images to the Docker Engine image store": node.isDefaultLoad,
    "Cache export": isWhole,
    "Direct push": isWhole,
    "Docker exporter": isWhole,
    "Multi-platform build": isWhole,
    "OCI exporter": isWhole,
    // Docker's store finds images by the digests of their indexes.
    ...(isDocker && { "Prefer image digest": hasContainerdStore }),
  };
}
