// The cache of a whole builder: what its nodes keep, and removing it, on all of them at once.

import { askCapabilities, type ControlClient, type PruneRequest, type UsageRecord } from "../../buildkit/index.js";
import type { Builder, BuilderNode } from "../builder.js";
import { BuilderError } from "../errors.js";
import { embeddedName } from "../world.js";

/** Of every node, in the order of the nodes. `filters` in containerd's syntax. @throws when a node does not answer. */
export async function diskUsage(
  builder: Builder,
  filters: readonly string[],
  signal: AbortSignal,
): Promise<readonly UsageRecord[]> {
  const usages = await Promise.all(
    builder.nodes.map(async (node) => {
      await using control = await connectRunning(node, builder, signal);
      return await control.diskUsage(filters, signal);
    }),
  );
  return usages.flat();
}

/** Removes on every node what `request` says; `removed` gets each record. The limits are for each node. */
export async function pruneCache(
  builder: Builder,
  request: PruneRequest,
  removed: (record: UsageRecord) => void,
  signal: AbortSignal,
): Promise<void> {
  // All answer before the first one removes anything: a node that is away must not show when others are empty already.
  const opened = await Promise.allSettled(builder.nodes.map((node) => connectRunning(node, builder, signal)));
  const controls = opened.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  try {
    for (const result of opened) if (result.status === "rejected") throw result.reason;
    // A connection alone may not have reached anything yet.
    await Promise.all(controls.map((control) => control.listWorkers(signal)));
    await Promise.all(controls.map((control) => checkLimits(control, request, signal)));
    await Promise.all(
      controls.map(async (control) => {
        for await (const record of control.prune(request, signal)) removed(record);
      }),
    );
  } finally {
    await Promise.all(controls.map((control) => control[Symbol.asyncDispose]()));
  }
}

/** A daemon that stands still is not started to tell what it has. That of somebody else is never started, and tells best itself. */
async function connectRunning(
  node: BuilderNode,
  { name: builder, driver }: Builder,
  signal: AbortSignal,
): Promise<ControlClient> {
  if (driver === "docker" || (driver === "remote" && builder !== embeddedName)) return node.connect(signal);
  const status = await node.lifecycle.status(signal);
  if (status === "running") return node.connect(signal);
  throw new BuilderError(`The node "${node.name}" of the builder "${builder}" is ${status}`, [
    `\`bakehouse inspect --bootstrap ${builder}\` starts it.`,
  ]);
}

async function checkLimits(control: ControlClient, request: PruneRequest, signal: AbortSignal): Promise<void> {
  const { maxUsedSpaceBytes, minFreeSpaceBytes } = request;
  if (maxUsedSpaceBytes === undefined && minFreeSpaceBytes === undefined) return;
  const { llb } = await askCapabilities(control, signal);
  // An older daemon would not see the limit, and remove everything.
  if (llb.has("gc.freespacefilter")) return;
  throw new BuilderError(`The BuildKit at ${control.address} knows neither --max-used-space nor --min-free-space`, [
    "BuildKit 0.17 and later do. --reserved-space works with every one.",
  ]);
}
