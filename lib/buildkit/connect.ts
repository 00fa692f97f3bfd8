// From an endpoint to a client. What it takes to talk is loaded here and not before.

import type { Duplex } from "node:stream";
import type { ControlClient } from "./control.js";
import { type ApiVersion, hasPlainGrpc, readApiVersion } from "./dockerd.js";
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
  const loading = Promise.all([import("./grpc-channel.js"), import("./client.js")]);
  // Awaited below; a daemon that does not answer is told first.
  loading.catch(() => {});
  const version: ApiVersion | undefined =
    endpoint.kind === "dockerd" ? await readApiVersion(address, transport, signal) : undefined;
  const [{ openGrpcChannel }, { createControlClient }] = await loading;
  if (version === undefined || hasPlainGrpc(version)) {
    return createControlClient({ address, channel: openGrpcChannel(address, transport) });
  }
  return createControlClient({
    address,
    channel: openGrpcChannel(address, upgradedTransport(transport, "/grpc")),
    dialSession: (headers, opening) => dialSession(transport, headers, opening),
  });
}

/** A session straight on a connection of its own: one HTTP/2 layer less than `Control.Session`, and twice as fast. */
async function dialSession(transport: Transport, headers: SessionHeaders, signal: AbortSignal): Promise<Duplex> {
  const lines = [...headers].flatMap(([name, values]) => [values].flat().map((value) => [name, value] as const));
  return upgrade(await dial(transport, signal), { path: "/session", host: transport.authority, headers: lines });
}
