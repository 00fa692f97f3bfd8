// How bytes get to a daemon: streams that HTTP/2 (or docker's HTTP/1.1) is spoken on.

import net from "node:net";
import type { Duplex } from "node:stream";
import { upgrade } from "./upgrade.js";

export interface Transport {
  readonly way: Way;
  /** Name for `:authority` and `Host`. */
  readonly authority: string;
  /** Whether TLS is spoken, for `:scheme`. */
  readonly isSecure: boolean;
  /** Another connection costs nothing and meets the same daemon. Behind one TCP address there may be several. */
  readonly isLocal: boolean;
  /** What it most likely means when the other side closes before it said anything, as a sentence after a semicolon. */
  readonly silence?: string;
}

export type Way =
  /** A socket to `target`, and what has to happen on it before it can be spoken on. */
  | { readonly kind: "socket"; readonly target: SocketTarget; readonly over: (socket: Duplex) => Promise<Duplex> }
  /** Something that gives a new stream each time, such as a process with its standard streams. */
  | { readonly kind: "stream"; readonly open: (signal: AbortSignal) => Promise<Duplex> };

export type SocketTarget = { readonly path: string } | { readonly host: string; readonly port: number };

/** For streams that are not sockets and not cheap: each may be a process, or a login on another machine. */
export function streamTransport(open: (signal: AbortSignal) => Promise<Duplex>): Transport {
  return { way: { kind: "stream", open }, authority: "localhost", isSecure: false, isLocal: false };
}

/** `base` with one more thing to be done on each new stream. */
export function layered(base: Transport, layer: (stream: Duplex) => Promise<Duplex>): Transport {
  const { way } = base;
  return {
    ...base,
    way:
      way.kind === "socket"
        ? { ...way, over: async (socket) => layer(await way.over(socket)) }
        : { ...way, open: async (signal) => layer(await way.open(signal)) },
  };
}

/** The gRPC stream of dockerd before Engine 29.2: an upgraded HTTP/1.1 request. */
export function upgradedTransport(base: Transport, path: string): Transport {
  return layered(base, (stream) => upgrade(stream, { path, host: base.authority, headers: [] }));
}

/** Connects a new stream, ready to speak on. */
export async function dial({ way }: Transport, signal: AbortSignal): Promise<Duplex> {
  signal.throwIfAborted();
  return way.kind === "stream" ? way.open(signal) : dialSocket(way.target, way.over, signal);
}

async function dialSocket(
  target: SocketTarget,
  over: (socket: Duplex) => Promise<Duplex>,
  signal: AbortSignal,
): Promise<Duplex> {
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

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
