// The nodes of a builder, one way to make them for each driver.

import type { BuilderNode, Driver } from "./builder.js";
import { containerNode } from "./container-node.js";
import { containerOptions } from "./container-options.js";
import { namedDockerEndpoint } from "./docker-context.js";
import { currentDocker, dockerNode } from "./docker-node.js";
import { isTrue } from "./driver-opts.js";
import { BuilderError } from "./errors.js";
import { checkRemoteNode, storedRemoteNode } from "./remote-node.js";
import type { StoredBuilder, StoredNode } from "./store.js";
import type { BuilderWorld } from "./world.js";

export { dockerNode } from "./docker-node.js";
export { remoteNode } from "./remote-node.js";

/** @throws {BuilderError} when the driver is one that we cannot drive, or a stored value makes no sense. */
export async function storedNodes(
  { name, driver, nodes }: StoredBuilder,
  world: BuilderWorld,
): Promise<{ readonly driver: Driver; readonly nodes: readonly BuilderNode[] }> {
  switch (driver) {
    case "docker":
      return { driver, nodes: await Promise.all(nodes.map((node) => storedDockerNode(node, world))) };
    case "remote":
      return { driver, nodes: await Promise.all(nodes.map((node) => storedRemoteNode(node, world))) };
    case "docker-container":
      return { driver, nodes: await Promise.all(nodes.map((node) => storedContainerNode(node, world))) };
    case "kubernetes": {
      const { kubernetesNodes } = await import("./kubernetes/index.js");
      return { driver, nodes: await kubernetesNodes({ nodes }, world) };
    }
    default:
      throw new BuilderError(`The builder "${name}" has the driver "${driver}", which cannot be used`, [
        "Usable drivers are docker, docker-container, kubernetes and remote.",
      ]);
  }
}

/**
 * Whether a node of this driver can be what its options and its address say; nothing is connected to.
 * @throws {BuilderError} that names what makes no sense.
 */
export function checkDriverOptions(driver: string, node: StoredNode): void {
  if (driver === "docker-container") containerOptions(node);
  else if (driver === "remote") checkRemoteNode(node);
  else if (driver === "docker" && Object.keys(node.driverOpts).length > 0)
    throw new BuilderError(`The driver docker of the node "${node.name}" has no driver options`, [
      "Its BuildKit is dockerd's own, and is configured in docker's daemon.json.",
    ]);
}

async function storedDockerNode(node: StoredNode, world: BuilderWorld): Promise<BuilderNode> {
  const endpoint = await namedDockerEndpoint(node.endpoint, world);
  return { ...dockerNode(node.name, endpoint), platforms: node.platforms };
}

async function storedContainerNode(node: StoredNode, world: BuilderWorld): Promise<BuilderNode> {
  const endpoint = await namedDockerEndpoint(node.endpoint, world);
  const docker = await currentDocker(world);
  return {
    name: node.name,
    endpoint: endpoint.address,
    platforms: node.platforms,
    isDefaultLoad: isTrue(node.driverOpts["default-load"]),
    ...containerNode({ endpoint, container: `buildx_buildkit_${node.name}`, node, world }),
    ...(docker === undefined ? {} : { docker }),
  };
}
