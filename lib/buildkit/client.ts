// The verbs of one daemon over a channel.

import type { Channel } from "./channel.js";
import type { ControlClient, GatewayClient } from "./control.js";
import { infoMethod, listWorkersMethod, solveMethod, statusMethod } from "./control-methods.js";
import { SolveError, StatusCode } from "./errors.js";
import {
  buildIdHeader,
  evaluateMethod,
  failMethod,
  gatewaySolveMethod,
  pingMethod,
  readFileMethod,
  returnMethod,
  statRootMethod,
} from "./gateway-methods.js";
import { openSession, type SessionDialer } from "./open-session.js";
import { diskUsageMethod, historyMethod, pruneMethod, readContentMethod } from "./store-methods.js";

export interface ControlClientOptions {
  readonly address: string;
  readonly channel: Channel;
  readonly sessions: SessionDialer;
}

export function createControlClient({ address, channel, sessions }: ControlClientOptions): ControlClient {
  return {
    address,
    info: (signal) => channel.unary(infoMethod, undefined, { signal }),
    listWorkers: (signal) => channel.unary(listWorkersMethod, undefined, { signal }),
    solve: (request, signal) => channel.unary(solveMethod, request, { signal }),
    status: (ref, signal) => channel.serverStream(statusMethod, ref, { signal }),
    gateway: (ref) => gatewayClient(channel, ref),
    openSession: (options, signal) => openSession(address, sessions, options, signal),
    diskUsage: (filters, signal) => channel.unary(diskUsageMethod, filters, { signal }),
    prune: (request, signal) => channel.serverStream(pruneMethod, request, { signal }),
    history: (request, signal) => channel.serverStream(historyMethod, request, { signal }),
    async readContent(digest, signal) {
      const pieces: Uint8Array[] = [];
      for await (const piece of channel.serverStream(readContentMethod, digest, { signal })) pieces.push(piece);
      return Buffer.concat(pieces);
    },
    async [Symbol.asyncDispose]() {
      sessions.close();
      channel.close();
    },
  };
}

function gatewayClient(channel: Channel, ref: string): GatewayClient {
  const metadata = { [buildIdHeader]: ref };
  return {
    ping: (signal) => channel.unary(pingMethod, undefined, { signal, metadata }),
    solve: (request, signal) => channel.unary(gatewaySolveMethod, request, { signal, metadata }),
    async evaluate(id, signal) {
      try {
        await channel.unary(evaluateMethod, id, { signal, metadata });
      } catch (error) {
        // Before BuildKit 0.11 there was no method for it.
        if (!(error instanceof SolveError) || error.code !== StatusCode.unimplemented) throw error;
        await channel.unary(statRootMethod, id, { signal, metadata });
      }
    },
    readFile: (id, part, signal) => channel.unary(readFileMethod, { ref: id, ...part }, { signal, metadata }),
    async resolveSourceMeta(request, signal) {
      const { resolveSourceMetaMethod } = await import("./source-meta-methods.js");
      return await channel.unary(resolveSourceMetaMethod, request, { signal, metadata });
    },
    return: (result, signal) => channel.unary(returnMethod, result, { signal, metadata }),
    fail: (message, signal) => channel.unary(failMethod, { code: StatusCode.unknown, message }, { signal, metadata }),
  };
}
