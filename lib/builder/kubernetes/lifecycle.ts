// Making the pods of a node, waiting for them, and taking them away. Follows docker/buildx driver/kubernetes/driver.go.

import { linkedAbort, pause } from "../../async/index.js";
import type { NodeLifecycle } from "../builder.js";
import { BuilderError } from "../errors.js";
import type { ClusterApi } from "./api.js";
import type { Manifest } from "./manifest.js";
import { delayOf } from "./pods.js";

export interface LifecycleOptions {
  readonly manifest: Manifest;
  readonly replicas: number;
  readonly timeoutMs: number;
  /** Loads what it takes to talk to the cluster. */
  readonly open: () => Promise<ClusterApi>;
}

const firstPauseMs = 100;
const longestPauseMs = 500;
/** Pods that come up at once need no explanation. */
const quietPolls = 3;

export function kubernetesLifecycle(options: LifecycleOptions): NodeLifecycle {
  const { manifest, open } = options;
  const { name, workload, configMaps } = manifest;
  return {
    async status(signal) {
      const state = await (await open()).readWorkload(workload.kind, name, signal);
      if (state === undefined) return "inactive";
      if (state.ready > 0) return "running";
      // buildx calls both stopped.
      return state.wanted > 0 ? "starting" : "stopped";
    },
    async bootstrap(say, signal) {
      const api = await open();
      if ((await api.readWorkload(workload.kind, name, signal)) === undefined) {
        for (const map of configMaps) await api.putConfigMap(map, signal);
        await api.createWorkload(workload, signal);
      }
      await waitUntilReady(api, options, say, signal);
    },
    // As buildx, which leaves the pods running.
    stop: async () => {},
    // Volumes of a stateful set stay, whatever is to be kept: as buildx does, the cluster's administrator decides about them.
    async remove({ keepDaemon }, signal) {
      if (keepDaemon) return;
      const api = await open();
      await api.deleteWorkload(workload.kind, name, signal);
      for (const { metadata } of configMaps) await api.deleteConfigMap(metadata?.name ?? "", signal);
    },
  };
}

async function waitUntilReady(
  api: ClusterApi,
  { manifest: { name, workload, podLabels }, replicas, timeoutMs }: LifecycleOptions,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  using limited = linkedAbort(signal);
  const timer = setTimeout(() => limited.abort(), timeoutMs);
  let ready = 0;
  let delay: string | undefined;
  let said: string | undefined;
  try {
    for (let poll = 1; ; poll += 1) {
      ready = (await api.readWorkload(workload.kind, name, limited))?.ready ?? 0;
      if (ready >= replicas) return;
      if (poll > quietPolls) delay = delayOf(await api.listPods(podLabels, limited));
      const line = `waiting for ${podCount(replicas)} of ${name}: ${ready} ready${delay === undefined ? "" : `; ${delay}`}`;
      if (line !== said) say(line);
      said = line;
      await pause(Math.min(firstPauseMs * 1.5 ** (poll - 1), longestPauseMs), limited);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!limited.aborted) throw error;
    const pods = await api.listPods(podLabels, signal).catch(() => []);
    const why = delayOf(pods) ?? delay;
    const help = [
      ...(why === undefined ? [] : [why]),
      `\`kubectl --namespace ${api.namespace} describe pods --selector app=${name}\` tells more.`,
      "The driver option timeout=5m waits longer.",
    ];
    throw new BuilderError(
      `The ${workload.kind} "${name}" in the namespace "${api.namespace}" has ${ready} of ${podCount(replicas)} ready after ` +
        `${timeoutMs / 1000} s`,
      help,
    );
  } finally {
    clearTimeout(timer);
  }
}

function podCount(count: number): string {
  return count === 1 ? "1 pod" : `${count} pods`;
}
