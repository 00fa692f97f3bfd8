// From an endpoint to a client. What it takes to talk is loaded here and not before.

import type { ControlClient } from "./control.js";
import { hasPlainGrpc, readApiVersion } from "./dockerd.js";
import { type Endpoint, transportOf } from "./endpoint.js";
import { type Transport, upgradedTransport } from "./transport.js";

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
  const { openGrpcChannel, createControlClient, sessionsInside, upgradedSessions } = await loading;
  const channel = await openGrpcChannel(address, upgradedTransport(transport, "/grpc"));
  // Where another stream is another process, or another login, sessions share the one that there is.
  const sessions = transport.way.kind === "stream" ? sessionsInside(channel) : upgradedSessions(transport);
  return createControlClient({ address, channel, sessions });
}

/** A client for the buildkitd at the other end of `transport`. `address` is what messages call it. */
export async function connectOver(address: string, transport: Transport): Promise<ControlClient> {
  const { openGrpcChannel, createControlClient, sessionsBeside, sessionsInside } = await loadClient();
  const channel = await openGrpcChannel(address, transport);
  const sessions = transport.isLocal ? sessionsBeside(transport) : sessionsInside(channel);
  return createControlClient({ address, channel, sessions });
}

async function loadClient() {
  const [channel, client, sessions] = await Promise.all([
    import("./grpc-channel.js"),
    import("./client.js"),
    import("./session-dialers.js"),
  ]);
  return { ...channel, ...client, ...sessions };
}
