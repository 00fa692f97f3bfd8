// From an endpoint to a client. What it takes to talk is loaded here and not before.

import type { ControlClient } from "./control.js";
import { hasPlainGrpc, readApiVersion } from "./dockerd.js";
import { type Endpoint, type Transport, transportOf, upgradedTransport } from "./endpoint.js";

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
  const { openGrpcChannel, createControlClient, upgradedSessions } = await loading;
  const channel = openGrpcChannel(address, upgradedTransport(transport, "/grpc"));
  return createControlClient({ address, channel, sessions: upgradedSessions(transport) });
}

/** A client for the buildkitd at the other end of `transport`. `address` is what messages call it. */
export async function connectOver(address: string, transport: Transport): Promise<ControlClient> {
  const { openGrpcChannel, createControlClient, sessionsBeside, sessionsInside } = await loadClient();
  const channel = openGrpcChannel(address, transport);
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
