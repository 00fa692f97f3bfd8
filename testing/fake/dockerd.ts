// dockerd in front of a fake daemon: HTTP/1.1 with `/_ping`, and `/grpc` and `/session` by upgrade.

import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Duplex, duplexPair } from "node:stream";
import type { FakeDaemon } from "./daemon.js";
import { fakeSession } from "./session.js";

export interface FakeDockerd extends AsyncDisposable {
  /** `unix://…` */
  readonly address: string;
  /** First lines of the requests so far, such as `POST /grpc HTTP/1.1`; gRPC without upgrade is `PRI * HTTP/2.0`. */
  readonly requests: readonly string[];
}

/** `apiVersion` decides as for real: before 1.53 only upgrades reach BuildKit. */
export async function startFakeDockerd(
  daemon: FakeDaemon,
  { apiVersion }: { readonly apiVersion: string },
): Promise<FakeDockerd> {
  const folder = await mkdtemp(path.join(tmpdir(), "fake-dockerd-"));
  const socket = path.join(folder, "docker.sock");
  const requests: string[] = [];
  const open = new Set<net.Socket>();
  const server = net.createServer((client) => {
    open.add(client);
    client.on("close", () => open.delete(client));
    client.on("error", () => {});
    client.once("data", (first) => {
      const text = first.toString("latin1");
      const [requestLine = "", ...lines] = text.split("\r\n");
      requests.push(requestLine);
      serve(client, first, { requestLine, lines });
    });
  });
  server.listen(socket);
  await once(server, "listening");
  return {
    address: `unix://${socket}`,
    requests,
    async [Symbol.asyncDispose]() {
      for (const client of open) client.destroy();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };

  function serve(client: net.Socket, first: Buffer, request: RequestHead): void {
    const [method, target] = request.requestLine.split(" ");
    if (method === "GET" && target === "/_ping") {
      client.end(`HTTP/1.1 200 OK\r\nApi-Version: ${apiVersion}\r\nContent-Length: 2\r\n\r\nOK`);
    } else if (method === "POST" && target === "/grpc") {
      join(client, connectToDaemon(client), switching);
    } else if (method === "POST" && target === "/session") {
      daemon.calls.push({ method: "/session", ref: "" });
      const [ours, theirs] = duplexPair();
      daemon.addSession(fakeSession(sessionHeaders(request.lines), ours));
      join(client, theirs, switching);
    } else if (method === "PRI") {
      const upstream = connectToDaemon(client);
      upstream.write(first);
      join(client, upstream, "");
    } else {
      client.end('HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\n\r\n{"message":"page not found"}');
    }
  }

  function connectToDaemon(client: net.Socket): net.Socket {
    const upstream = net.connect(daemon.address.replace("unix://", ""));
    upstream.on("error", () => client.destroy());
    return upstream;
  }
}

/** What comes first from behind goes out in one piece with `preamble`, so that a client must not lose what comes after the 101. */
function join(client: net.Socket, behind: Duplex, preamble: string): void {
  client.on("close", () => behind.destroy());
  behind.on("close", () => client.destroy());
  behind.once("data", (greeting: Buffer) => {
    client.write(Buffer.concat([Buffer.from(preamble, "latin1"), greeting]));
    behind.pipe(client);
    client.pipe(behind);
  });
}

const switching = "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";

interface RequestHead {
  readonly requestLine: string;
  readonly lines: readonly string[];
}

function sessionHeaders(lines: readonly string[]) {
  const values = (name: string): readonly string[] =>
    lines.flatMap((line) => (line.toLowerCase().startsWith(`${name}: `) ? [line.slice(name.length + 2)] : []));
  return {
    id: values("x-docker-expose-session-uuid")[0] ?? "",
    sharedKey: values("x-docker-expose-session-sharedkey")[0] ?? "",
    methods: values("x-docker-expose-session-grpc-method"),
  };
}
