// The three ways to a session's bytes. Measured with 128 MB from a file: through dockerd's /session 0.5 s and 0.16 s of our
// processor; on a connection of node:http2 1.1 s and 0.32 s; inside the grpc-js channel 1.4 s and 0.63 s.

import type { Channel } from "./channel.js";
import { sessionPath } from "./control-methods.js";
import type { SessionDialer } from "./open-session.js";
import { dial, type Transport } from "./transport.js";
import { upgrade } from "./upgrade.js";

export { sessionsBeside } from "./session-stream.js";

/** dockerd before Engine 29.2: straight on an upgraded connection, one HTTP/2 layer less than `Control.Session`. */
export function upgradedSessions(transport: Transport): SessionDialer {
  return {
    async open(headers, signal) {
      const lines = [...headers].flatMap(([name, values]) => [values].flat().map((value) => [name, value] as const));
      return upgrade(await dial(transport, signal), { path: "/session", host: transport.authority, headers: lines });
    },
    close() {},
  };
}

/** `Control.Session` on the connection of all other calls, for daemons to which a second one may not lead. */
export function sessionsInside(channel: Channel): SessionDialer {
  return {
    open: async (headers) => channel.bytes(sessionPath, Object.fromEntries(headers)),
    close() {},
  };
}
