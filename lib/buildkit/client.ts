// The verbs of one daemon over a channel.

import type { Duplex } from "node:stream";
import type { Channel } from "./channel.js";
import type { ControlClient, GatewayClient } from "./control.js";
import { infoMethod, listWorkersMethod, sessionPath, solveMethod, statusMethod } from "./control-methods.js";
import { StatusCode } from "./errors.js";
import {
  buildIdHeader,
  evaluateMethod,
  failMethod,
  gatewaySolveMethod,
  pingMethod,
  readFileMethod,
  returnMethod,
} from "./gateway-methods.js";
import { openSession, type SessionHeaders } from "./open-session.js";
import { diskUsageMethod, historyMethod, pruneMethod, readContentMethod } from "./store-methods.js";

export interface ControlClientOptions {
  readonly address: string;
  readonly channel: Channel;
  /** A faster way to a session's bytes than a stream inside the channel, where the daemon has one. */
  readonly dialSession?: (headers: SessionHeaders, signal: AbortSignal) => Promise<Duplex>;
}

export function createControlClient({ address, channel, dialSession }: ControlClientOptions): ControlClient {
  return {
    address,
    info: (signal) => channel.unary(infoMethod, undefined, { signal }),
    listWorkers: (signal) => channel.unary(listWorkersMethod, undefined, { signal }),
    solve: (request, signal) => channel.unary(solveMethod, request, { signal }),
    status: (ref, signal) => channel.serverStream(statusMethod, ref, { signal }),
    gateway: (ref) => gatewayClient(channel, ref),
    openSession: (options, signal) => openSession(address, dialSession ?? sessionInside(channel), options, signal),
    diskUsage: (filters, signal) => channel.unary(diskUsageMethod, filters, { signal }),
    prune: (request, signal) => channel.serverStream(pruneMethod, request, { signal }),
    history: (request, signal) => channel.serverStream(historyMethod, request, { signal }),
    async readContent(digest, signal) {
      const pieces: Uint8Array[] = [];
      for await (const piece of channel.serverStream(readContentMethod, digest, { signal })) pieces.push(piece);
      return Buffer.concat(pieces);
    },
    async [Symbol.asyncDispose]() {
      channel.close();
    },
  };
}

function gatewayClient(channel: Channel, ref: string): GatewayClient {
  const metadata = { [buildIdHeader]: ref };
  return {
    ping: (signal) => channel.unary(pingMethod, undefined, { signal, metadata }),
    solve: (request, signal) => channel.unary(gatewaySolveMethod, request, { signal, metadata }),
    evaluate: (id, signal) => channel.unary(evaluateMethod, id, { signal, metadata }),
    readFile: (id, path, signal) => channel.unary(readFileMethod, { ref: id, path }, { signal, metadata }),
    return: (result, signal) => channel.unary(returnMethod, result, { signal, metadata }),
    fail: (message, signal) => channel.unary(failMethod, { code: StatusCode.unknown, message }, { signal, metadata }),
  };
}

function sessionInside(channel: Channel): (headers: SessionHeaders) => Promise<Duplex> {
  // The session closes the stream itself; the signal that opened it has no say any more.
  const { signal } = new AbortController();
  return async (headers) => channel.bytes(sessionPath, { signal, metadata: Object.fromEntries(headers) });
}
