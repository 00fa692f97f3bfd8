// grpc-js connects a socket before it lets us give it a stream. For a stream that is no socket it connects to this: a port of our
// own on the loopback, on which nothing is ever said.

import { once } from "node:events";
import net from "node:net";
import type { SocketTarget } from "./transport.js";

export interface Doorstep {
  readonly target: SocketTarget;
  close(): void;
}

export async function openDoorstep(): Promise<Doorstep> {
  const visitors = new Set<net.Socket>();
  const server = net.createServer((visitor) => {
    visitors.add(visitor);
    visitor.unref();
    visitor.on("error", () => {});
    visitor.on("close", () => visitors.delete(visitor));
    visitor.resume();
  });
  server.unref();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("internal error: a TCP server without a port");
  return {
    target: { host: "127.0.0.1", port: address.port },
    close() {
      server.close();
      for (const visitor of visitors) visitor.destroy();
    },
  };
}
