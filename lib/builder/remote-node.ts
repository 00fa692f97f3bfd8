// A buildkitd at an address, which somebody else runs. Follows docker/buildx driver/remote.

import { readFile } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { pause } from "../async/index.js";
import {
  AddressError,
  ConnectError,
  type ContainerAddress,
  type ControlClient,
  connect,
  connectOver,
  containerAddress,
  DaemonError,
  dial,
  type Endpoint,
  MissingProgramError,
  type PodAddress,
  podAddress,
  streamTransport,
  type TlsOptions,
  type TlsWords,
  transportOf,
} from "../buildkit/index.js";
import type { BuilderNode, NodeLifecycle } from "./builder.js";
import { containerTransport } from "./container.js";
import { currentDockerContext, namedDockerEndpoint } from "./docker-context.js";
import { currentDocker } from "./docker-node.js";
import { flagOption, isTrue, unknownOption } from "./driver-opts.js";
import { BuilderError } from "./errors.js";
import type { StoredNode } from "./store.js";
import type { BuilderWorld } from "./world.js";

const words: TlsWords = {
  ca: "driver option cacert",
  cert: "certificate (driver option cert)",
  key: "key (driver option key)",
  serverName: "driver option servername",
};

/** The node at `address`, spoken to without TLS. */
export function remoteNode(name: string, { address }: Endpoint, world: BuilderWorld): Promise<BuilderNode> {
  return nodeAt({ name, address, tls: async () => undefined }, world);
}

/** Options that make no sense are told when it is connected to, so that such a node can still be listed and removed. */
export async function storedRemoteNode(stored: StoredNode, world: BuilderWorld): Promise<BuilderNode> {
  const node = await nodeAt({ name: stored.name, address: stored.endpoint, tls: () => tlsOf(stored) }, world);
  return { ...node, platforms: stored.platforms, isDefaultLoad: isTrue(stored.driverOpts["default-load"]) };
}

const files = ["cacert", "cert", "key"] as const;
const options = [...files, "servername", "default-load"];

/** @throws {BuilderError} that names the option when there is none of its name, or its value makes no sense; or the address. */
export function checkRemoteNode(node: StoredNode): void {
  checkAddress(node.endpoint);
  checkOptions(node);
}

function checkAddress(address: string): void {
  try {
    if (parsed(address, containerAddress) === undefined) transportOf({ kind: "buildkitd", address });
  } catch (error) {
    if (!(error instanceof DaemonError)) throw error;
    throw new BuilderError(error.message, [], { cause: error });
  }
}

function checkOptions(node: StoredNode): void {
  const { driverOpts } = node;
  const who = `of the node "${node.name}"`;
  for (const option of Object.keys(driverOpts))
    if (!options.includes(option)) throw unknownOption(node, "remote", option, options);
  flagOption(node, "default-load", false);
  for (const option of files) {
    const path = driverOpts[option];
    // Another command reads it from another folder.
    if (path && !isAbsolute(path))
      throw new BuilderError(`The driver option ${option} ${who} is "${path}": expected an absolute path`);
  }
  const { cacert, cert, key, servername } = driverOpts;
  if (!cacert && (cert || key || servername))
    throw new BuilderError(`The node "${node.name}" has TLS options, but not the driver option cacert`, [
      "It names the file with the CA that signed the daemon's certificate.",
    ]);
  if (Boolean(cert) !== Boolean(key))
    throw new BuilderError(
      `The driver option ${cert ? "cert" : "key"} ${who} takes ${cert ? "key" : "cert"} beside it`,
    );
  if (node.flags.length > 0 || Object.keys(node.files).length > 0)
    throw new BuilderError(`The node "${node.name}" cannot have flags or a configuration for buildkitd`, [
      "The driver remote uses a daemon as it is; give them to whatever starts it.",
    ]);
}

interface RemoteAddress {
  readonly name: string;
  readonly address: string;
  readonly tls: () => Promise<TlsOptions | undefined>;
}

async function nodeAt({ name, address, tls }: RemoteAddress, world: BuilderWorld): Promise<BuilderNode> {
  const docker = await currentDocker(world);
  const open = async (signal: AbortSignal): Promise<ControlClient> => {
    const container = parsed(address, containerAddress);
    if (container !== undefined) return connectToContainer(address, container, world);
    const pod = parsed(address, podAddress);
    if (pod !== undefined) return connectToPod(address, pod, world);
    const options = await tls();
    return connect({ kind: "buildkitd", address, words, ...(options === undefined ? {} : { tls: options }) }, signal);
  };
  return {
    name,
    endpoint: address,
    platforms: [],
    isDefaultLoad: false,
    lifecycle: remoteLifecycle(address, open),
    connect: open,
    ...(docker === undefined ? {} : { docker }),
  };
}

/** @throws {DaemonError} */
function parsed<T>(address: string, parse: (address: string) => T): T {
  try {
    return parse(address);
  } catch (error) {
    if (!(error instanceof AddressError)) throw error;
    throw new DaemonError(address, `"${address}" is no address of a daemon: ${error.message}`);
  }
}

/** A container of somebody else's, which we do not start. */
async function connectToContainer(
  address: string,
  { container, context }: ContainerAddress,
  world: BuilderWorld,
): Promise<ControlClient> {
  const endpoint = await namedDockerEndpoint(context || (await currentDockerContext(world)), world);
  return connectOver(address, containerTransport(endpoint, container));
}

/** As buildx through kubectl, which knows logins of its own; where there is none, through the API itself. */
async function connectToPod(address: string, pod: PodAddress, world: BuilderWorld): Promise<ControlClient> {
  const kubectl = transportOf({ kind: "buildkitd", address });
  const transport = streamTransport(async (signal) => {
    try {
      return await dial(kubectl, signal);
    } catch (error) {
      if (!(error instanceof MissingProgramError)) throw error;
      const { podTransport } = await import("./kubernetes/index.js");
      return dial(await podTransport(pod, world), signal);
    }
  });
  return connectOver(address, transport);
}

type Open = (signal: AbortSignal) => Promise<ControlClient>;

function remoteLifecycle(address: string, open: Open): NodeLifecycle {
  return {
    async status(signal) {
      try {
        await ask(open, signal);
        return "running";
      } catch (error) {
        if (error instanceof DaemonError) return "inactive";
        throw error;
      }
    },
    bootstrap: (say, signal) => waitFor(address, open, { say, signal }),
    stop: async () => {},
    remove: async () => {},
  };
}

async function ask(open: Open, signal: AbortSignal): Promise<void> {
  await using control = await open(signal);
  await control.listWorkers(signal);
}

/** As long as buildx does. */
const waitMs = 20_000;
const pauseMs = 250;

/** A daemon that is just being started is waited for; what waiting cannot mend is told at once. */
async function waitFor(
  address: string,
  open: Open,
  { say, signal }: { readonly say: (line: string) => void; readonly signal: AbortSignal },
): Promise<void> {
  for (let waited = 0; ; waited += pauseMs) {
    try {
      return await ask(open, signal);
    } catch (error) {
      if (!(error instanceof DaemonError) || error.cause instanceof ConnectError || waited >= waitMs) throw error;
      if (waited === 0) say(`waiting for ${address}`);
    }
    await pause(pauseMs, signal);
  }
}

async function tlsOf(node: StoredNode): Promise<TlsOptions | undefined> {
  checkOptions(node);
  const { cacert, cert, key, servername } = node.driverOpts;
  if (!cacert) return undefined;
  const [caText, certText, keyText] = await Promise.all([
    readOption("cacert", cacert),
    cert ? readOption("cert", cert) : undefined,
    key ? readOption("key", key) : undefined,
  ]);
  return {
    ca: caText,
    ...(certText === undefined ? {} : { cert: certText }),
    ...(keyText === undefined ? {} : { key: keyText }),
    ...(servername ? { serverName: servername } : {}),
  };
}

async function readOption(option: string, path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new BuilderError(`The driver option ${option} names "${path}", which cannot be read: ${why}`, [], { cause });
  }
}
