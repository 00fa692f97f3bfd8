// What a node can do, asked once for each connection.

import { askCapabilities, type ControlClient, type Worker } from "../buildkit/index.js";
import type { NodeTraits } from "./builder.js";

const hostGatewayLabel = "org.mobyproject.buildkit.worker.moby.host-gateway-ip";
const snapshotterLabel = "org.mobyproject.buildkit.worker.snapshotter";

/** Two calls at the same time, answered within a few milliseconds. */
export async function readTraits(control: ControlClient, signal: AbortSignal): Promise<NodeTraits> {
  const [capabilities, workers] = await Promise.all([askCapabilities(control, signal), control.listWorkers(signal)]);
  return {
    capabilities,
    platforms: workers.flatMap(({ platforms }) => platforms),
    ...engineTraits(workers),
  };
}

/** What workers' labels tell of the engine that they are part of. */
export function engineTraits(
  workers: readonly Worker[],
): Pick<NodeTraits, "isDocker" | "hasContainerdStore" | "hostGatewayIp"> {
  // The first worker is the one that builds; nobody runs two since the OCI and containerd workers are chosen by configuration.
  const labels = workers[0]?.labels ?? {};
  const hostGatewayIp = labels[hostGatewayLabel];
  const isDocker = hostGatewayIp !== undefined;
  return {
    isDocker,
    hasContainerdStore: isDocker && labels[snapshotterLabel] !== undefined,
    ...(hostGatewayIp === undefined ? {} : { hostGatewayIp }),
  };
}
