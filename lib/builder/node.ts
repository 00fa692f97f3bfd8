// The nodes of a builder, one way to make them for each driver.

import { readFile } from "node:fs/promises";
import { connect, connectOver, type Endpoint, type TlsOptions } from "../buildkit/index.js";
import type { BuilderNode, DockerEngine, Driver, NodeLifecycle } from "./builder.js";
import { containerTransport } from "./container.js";
import { currentDockerContext, dockerContextEndpoint, namedDockerEndpoint } from "./docker-context.js";
import { dockerEngine } from "./docker-engine.js";
import { BuilderError } from "./errors.js";
import type { StoredBuilder, StoredNode } from "./store.js";
import type { BuilderWorld } from "./world.js";

/** Of a daemon that somebody else runs. */
const foreign: NodeLifecycle = {
  status: async () => "running",
  bootstrap: async () => {},
  stop: async () => {},
  remove: async () => {},
};

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
    default:
      throw new BuilderError(`The builder "${name}" has the driver "${driver}", which cannot be used`, [
        "Usable drivers are docker, docker-container and remote.",
      ]);
  }
}

/** The BuildKit inside the dockerd at `endpoint`. */
export function dockerNode(name: string, endpoint: Endpoint): BuilderNode {
  return {
    name,
    endpoint: endpoint.address,
    platforms: [],
    isDefaultLoad: true,
    lifecycle: foreign,
    connect: (signal) => connect(endpoint, signal),
    docker: dockerEngine(endpoint),
  };
}

/** A buildkitd at an address. */
export async function remoteNode(name: string, endpoint: Endpoint, world: BuilderWorld): Promise<BuilderNode> {
  const docker = await currentDocker(world);
  return {
    name,
    endpoint: endpoint.address,
    platforms: [],
    isDefaultLoad: false,
    lifecycle: foreign,
    connect: (signal) => connect(endpoint, signal),
    ...(docker === undefined ? {} : { docker }),
  };
}

async function storedDockerNode(node: StoredNode, world: BuilderWorld): Promise<BuilderNode> {
  const endpoint = await namedDockerEndpoint(node.endpoint, world);
  return { ...dockerNode(node.name, endpoint), platforms: node.platforms };
}

async function storedRemoteNode(node: StoredNode, world: BuilderWorld): Promise<BuilderNode> {
  const { driverOpts } = node;
  const tls = await tlsOf(driverOpts);
  const endpoint: Endpoint = { kind: "buildkitd", address: node.endpoint, ...(tls === undefined ? {} : { tls }) };
  return {
    ...(await remoteNode(node.name, endpoint, world)),
    platforms: node.platforms,
    isDefaultLoad: isTrue(driverOpts["default-load"]),
  };
}

async function storedContainerNode(node: StoredNode, world: BuilderWorld): Promise<BuilderNode> {
  const endpoint = await namedDockerEndpoint(node.endpoint, world);
  const container = `buildx_buildkit_${node.name}`;
  const docker = await currentDocker(world);
  return {
    name: node.name,
    endpoint: endpoint.address,
    platforms: node.platforms,
    isDefaultLoad: isTrue(node.driverOpts["default-load"]),
    lifecycle: foreign,
    connect: async (signal) =>
      connectOver(`docker-container://${container}`, await containerTransport(endpoint, container, signal)),
    ...(docker === undefined ? {} : { docker }),
  };
}

/** As buildx, `--load` means the engine of the docker context, wherever the build ran. */
async function currentDocker(world: BuilderWorld): Promise<DockerEngine | undefined> {
  const endpoint = await dockerContextEndpoint(await currentDockerContext(world), world);
  return endpoint === undefined ? undefined : dockerEngine(endpoint);
}

async function tlsOf(opts: Readonly<Record<string, string>>): Promise<TlsOptions | undefined> {
  const { cacert, cert, key, servername } = opts;
  if (!cacert && !cert && !key && !servername) return undefined;
  if (!cacert) throw new BuilderError("A remote builder with TLS needs the driver option cacert");
  if (Boolean(cert) !== Boolean(key))
    throw new BuilderError(`A remote builder has the driver option ${cert ? "cert without key" : "key without cert"}`);
  return {
    ca: await readFile(cacert, "utf8"),
    ...(cert ? { cert: await readFile(cert, "utf8") } : {}),
    ...(key ? { key: await readFile(key, "utf8") } : {}),
    ...(servername ? { serverName: servername } : {}),
  };
}

function isTrue(value: string | undefined): boolean {
  return /^(1|t|true)$/i.test(value ?? "");
}
