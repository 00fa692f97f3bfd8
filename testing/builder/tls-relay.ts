// TLS in front of a daemon, as somebody who runs one for others sets it up.

import { once } from "node:events";
import net from "node:net";
import tls from "node:tls";
import type { Certificate } from "../fake/index.js";

export interface TlsRelayOptions {
  /** The path of the socket that is led to. */
  readonly to: string;
  readonly server: Certificate;
  /** Who signs the clients that are let in; everybody is, when absent. */
  readonly clientAuthority?: Certificate;
  /** By default a free port of `localhost`. */
  readonly listenAt?: { readonly host: string; readonly port: number };
}

export interface TlsRelay extends AsyncDisposable {
  /** As `tcp://HOST:PORT`. */
  readonly address: string;
}

export async function openTlsRelay({ to, server, clientAuthority, listenAt }: TlsRelayOptions): Promise<TlsRelay> {
  const { host, port } = listenAt ?? { host: "localhost", port: 0 };
  const sockets = new Set<net.Socket>();
  const clients =
    clientAuthority === undefined ? {} : { ca: clientAuthority.cert, requestCert: true, rejectUnauthorized: true };
  const listener = tls.createServer(
    { cert: server.cert, key: server.key, ALPNProtocols: ["h2"], ...clients },
    (client) => {
      const upstream = net.connect(to);
      for (const socket of [client, upstream]) {
        sockets.add(socket);
        socket.on("error", () => {});
      }
      client.pipe(upstream).pipe(client);
      client.on("close", () => upstream.destroy());
    },
  );
  listener.on("connection", (socket) => sockets.add(socket));
  listener.listen(port, host);
  await once(listener, "listening");
  const address = listener.address();
  const bound = typeof address === "object" && address !== null ? address.port : 0;
  return {
    address: `tcp://${host}:${bound}`,
    async [Symbol.asyncDispose]() {
      listener.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
