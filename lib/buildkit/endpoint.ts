// Where a daemon is, and how bytes get there.

import net from "node:net";
import type { Duplex } from "node:stream";
import tls from "node:tls";
import { DaemonError } from "./errors.js";
import { upgrade } from "./upgrade.js";

/** One daemon. */
export interface Endpoint {
  /** `buildkitd` speaks BuildKit's gRPC on the address itself; `dockerd` behind docker's HTTP API. */
  readonly kind: "buildkitd" | "dockerd";
  /** As the user knows it: `unix:///PATH` or `tcp://HOST:PORT`. */
  readonly address: string;
  /** Present when the address speaks TLS. */
  readonly tls?: TlsOptions;
}

/** Certificates as PEM text. `cert` and `key` come together; `ca` replaces the system's roots. */
export interface TlsOptions {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Name in the daemon's certificate when it is not the host of the address. */
  readonly serverName?: string;
  /** Takes any certificate, as docker does without `DOCKER_TLS_VERIFY`. */
  readonly skipVerify?: boolean;
}

/** How HTTP/2 (or docker's HTTP/1.1) reaches an endpoint: a socket to `target`, and what has to happen on it first. */
export interface Transport {
  readonly target: SocketTarget;
  /** Name for `:authority` and `Host`. */
  readonly authority: string;
  /** Whether TLS is spoken, for `:scheme`. */
  readonly isSecure: boolean;
  /** Another connection costs nothing and meets the same daemon. Behind one TCP address there may be several. */
  readonly isLocal: boolean;
  /** Turns a connected socket into the stream to speak on. */
  readonly over: (socket: net.Socket) => Promise<Duplex>;
}

export type SocketTarget = { readonly path: string } | { readonly host: string; readonly port: number };

/** @throws {DaemonError} when the address has no form that we know. */
export function transportOf(endpoint: Endpoint): Transport {
  const target = socketTarget(endpoint.address);
  const { tls: options } = endpoint;
  const host = "host" in target ? target.host : "localhost";
  return {
    target,
    isLocal: "path" in target,
    authority: options?.serverName ?? host,
    isSecure: options !== undefined,
    over: options === undefined ? (socket) => Promise.resolve(socket) : (socket) => secure(socket, host, options),
  };
}

/** The gRPC stream of dockerd before Engine 29.2: an upgraded HTTP/1.1 request. */
export function upgradedTransport(base: Transport, path: string): Transport {
  return {
    ...base,
    over: async (socket) => upgrade(await base.over(socket), { path, host: base.authority, headers: [] }),
  };
}

/** Connects a new stream, ready to speak on. */
export async function dial({ target, over }: Transport, signal: AbortSignal): Promise<Duplex> {
  signal.throwIfAborted();
  const socket = net.connect({ ...target, noDelay: true });
  const stop = (): void => void socket.destroy(asError(signal.reason));
  signal.addEventListener("abort", stop, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("error", reject);
    });
    return await over(socket);
  } catch (error) {
    socket.destroy();
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function socketTarget(address: string): SocketTarget {
  const [, scheme, rest = ""] = /^([a-z]+):\/\/(.*)$/.exec(address) ?? [];
  if (scheme === "unix" && rest !== "") return { path: rest };
  // A named pipe is connected to as a socket file is, under its Windows name.
  if (scheme === "npipe" && rest !== "") return { path: rest.replaceAll("/", "\\") };
  if (scheme === "tcp" && URL.canParse(`tcp://${rest}`)) {
    const { hostname, port } = new URL(`tcp://${rest}`);
    if (hostname !== "" && port !== "") return { host: hostname.replace(/^\[(.*)\]$/, "$1"), port: Number(port) };
  }
  throw new DaemonError(address, `"${address}" is no address of a daemon: expected unix:///PATH or tcp://HOST:PORT`);
}

function secure(socket: net.Socket, host: string, options: TlsOptions): Promise<Duplex> {
  const servername = options.serverName ?? host;
  return new Promise((resolve, reject) => {
    const secured = tls.connect({
      socket,
      // grpc-go refuses a connection on which HTTP/2 was not agreed on.
      ALPNProtocols: ["h2"],
      ...(net.isIP(servername) === 0 ? { servername } : {}),
      ...(options.ca === undefined ? {} : { ca: options.ca }),
      ...(options.cert === undefined ? {} : { cert: options.cert }),
      ...(options.key === undefined ? {} : { key: options.key }),
      checkServerIdentity: (_, certificate) => tls.checkServerIdentity(servername, certificate),
      rejectUnauthorized: options.skipVerify !== true,
    });
    secured.once("secureConnect", () => {
      secured.off("error", reject);
      resolve(secured);
    });
    secured.once("error", reject);
  });
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
