// Which pod of a node builds. Follows docker/buildx driver/kubernetes/podchooser and serialx/hashring, so that both programs
// send a directory to the same pod, whose cache knows it.

import { createHash, randomInt } from "node:crypto";
import type { V1Pod } from "@kubernetes/client-node";

/** Names of pods that can be built on, in order. One that is being deleted still runs, and would take a build with it. */
export function runningPods(pods: readonly V1Pod[]): readonly string[] {
  return pods
    .filter(({ metadata, status }) => status?.phase === "Running" && metadata?.deletionTimestamp === undefined)
    .flatMap(({ metadata }) => metadata?.name ?? [])
    .sort();
}

/**
 * One of the pods: for `sticky` always the same for the same key, and when a pod comes or goes few keys move.
 * undefined when there is none.
 */
export function choosePod(
  pods: readonly string[],
  { loadBalance, key }: { readonly loadBalance: "sticky" | "random"; readonly key: string },
): string | undefined {
  if (pods.length === 0) return undefined;
  if (loadBalance === "random") return pods[randomInt(pods.length)];
  // Each pod has one place on the ring, and a key belongs to the first place behind it.
  const ring = pods.map((pod) => ({ pod, place: place(`${pod}-0`) })).sort((a, b) => compare(a.place, b.place));
  const wanted = place(key);
  return (ring.find((entry) => compare(wanted, entry.place) < 0) ?? ring[0])?.pod;
}

/** Why pods are not ready, the first reason that one tells; undefined when none does. */
export function delayOf(pods: readonly V1Pod[]): string | undefined {
  for (const { metadata, status } of pods) {
    const scheduled = status?.conditions?.find(({ type }) => type === "PodScheduled");
    if (scheduled?.status === "False") return reasonText(metadata?.name, scheduled);
    for (const { state } of [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]) {
      const { waiting } = state ?? {};
      // What every pod goes through is no reason.
      if (waiting !== undefined && waiting.reason !== "ContainerCreating" && waiting.reason !== "PodInitializing")
        return reasonText(metadata?.name, waiting);
    }
  }
  return undefined;
}

function reasonText(
  pod: string | undefined,
  { reason, message }: { readonly reason?: string; readonly message?: string },
): string {
  return `${pod}: ${[reason, message].filter(Boolean).join(": ")}`;
}

/** MD5 as two signed numbers of 64 bits, little end first. */
function place(text: string): readonly [bigint, bigint] {
  const digest = createHash("md5").update(text).digest();
  return [digest.readBigInt64LE(0), digest.readBigInt64LE(8)];
}

function compare(a: readonly [bigint, bigint], b: readonly [bigint, bigint]): number {
  const at = a[0] === b[0] ? 1 : 0;
  return a[at] < b[at] ? -1 : a[at] > b[at] ? 1 : 0;
}
