// From an endpoint to a client. What it takes to talk is loaded here and not before.

import type { Duplex } from "node:stream";
import type { ControlClient } from "./control.js";
import { hasPlainGrpc, readApiVersion } from "./dockerd.js";
import { dial, type Endpoint, type Transport, transportOf, upgradedTransport } from "./endpoint.js";
import type { SessionHeaders } from "./open-session.js";
import { upgrade } from "./upgrade.js";

/**
 * A client for the daemon at `endpoint`. A plain buildkitd is connected to at the first call; dockerd is asked for its version
 * first, since that decides how its BuildKit is reached.
 * @throws {DaemonError} when the address has no form that we know, or dockerd does not answer.
 */
export async function connect(endpoint: Endpoint, signal: AbortSignal): Promise<ControlClient> {
  const { address } = endpoint;
  const transport = transportOf(endpoint);
  if (endpoint.kind === "buildkitd") return connectOver(address, transport);
  // While dockerd is asked; a daemon that does not answer is told before a fault of ours.
  const loading = loadClient();
  loading.catch(() => {});
  if (hasPlainGrpc(await readApiVersion(address, transport, signal))) return connectOver(address, transport);
  const { openGrpcChannel, createControlClient } = await loading;
  return createControlClient({
    address,
    channel: openGrpcChannel(address, upgradedTransport(transport, "/grpc")),
    dialSession: (headers, opening) => dialSession(transport, headers, opening),
  });
}

/** A client for the buildkitd at the other end of `transport`. `address` is what messages call it. */
export async function connectOver(address: string, transport: Transport): Promise<ControlClient> {
  const { openGrpcChannel, createControlClient } = await loadClient();
  return createControlClient({ address, channel: openGrpcChannel(address, transport) });
}

async function loadClient() {
  const [channel, client] = await Promise.all([import("./grpc-channel.js"), import("./client.js")]);
  return { ...channel, ...client };
}

/** A session straight on a connection of its own: one HTTP/2 layer less than `Control.Session`, and twice as fast. */
async function dialSession(transport: Transport, headers: SessionHeaders, signal: AbortSignal): Promise<Duplex> {
  const lines = [...headers].flatMap(([name, values]) => [values].flat().map((value) => [name, value] as const));
  return upgrade(await dial(transport, signal), { path: "/session", host: transport.authority, headers: lines });
}
