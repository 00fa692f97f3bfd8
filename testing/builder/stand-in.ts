// BuildKit's image for the driver docker-container, played by busybox: its buildkitd does nothing but be there, and its buildctl
// leads to the engine's own BuildKit through a port of this machine.

import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import http from "node:http";
import net from "node:net";
import { connect } from "../../lib/buildkit/index.js";
import type { Engine } from "../engine/index.js";
import { solveDockerfile } from "./solve-dockerfile.js";

/**
 * Driver options with which a builder's container is a stand-in: `image`, `network` and `env.BRIDGE_PORT`.
 * `env.FALLS` makes its buildkitd end at once: `always`, or only when it is started for the first time (`once`).
 */
export interface StandIn extends AsyncDisposable {
  /** In the engine's open registry, as `127.0.0.1:PORT/NAME:TAG`; also in the engine itself. */
  readonly image: string;
  readonly driverOpts: Readonly<Record<string, string>>;
}

const buildkitd = `#!/bin/busybox sh
if [ "$1" = --version ]; then echo "buildkitd github.com/moby/buildkit v0.0.0 stand-in"; exit; fi
rm -rf /run/buildkit
fall() { echo "buildkitd: $1" >&2; exit 1; }
if [ "$FALLS" = always ]; then fall "could not lock /var/lib/buildkit/buildkitd.lock"; fi
if [ "$FALLS" = once ] && [ ! -e /var/lib/buildkit/fell ]; then
  : > /var/lib/buildkit/fell
  fall "first start"
fi
while [ $# -gt 0 ]; do
  if [ "$1" = --config ] && [ ! -f "$2" ]; then fall "open $2: no such file or directory"; fi
  shift
done
mkdir -p /run/buildkit
: > /run/buildkit/buildkitd.sock
exec sleep 100000
`;

const buildctl = `#!/bin/busybox sh
if [ ! -e /run/buildkit/buildkitd.sock ]; then
  echo "error: dial unix /run/buildkit/buildkitd.sock: connect: no such file or directory" >&2
  exit 1
fi
case "$1" in
debug) echo "ID PLATFORMS";;
dial-stdio) exec /bin/busybox nc 127.0.0.1 "$BRIDGE_PORT";;
esac
`;

const dockerfile = `FROM scratch
COPY --chmod=755 . /bin/
RUN ["/bin/busybox", "mkdir", "-p", "/etc", "/run", "/var/lib", "/tmp"]
RUN ["/bin/busybox", "--install", "-s", "/bin"]
ENV PATH=/bin
ENTRYPOINT ["buildkitd"]
`;

/** Builds and pushes the image, and opens the port. */
export async function openStandIn(engine: Engine): Promise<StandIn> {
  const image = `${engine.registry}/stand-in:${randomUUID()}`;
  await build(engine, image);
  const sockets = new Set<net.Socket>();
  const relay = net.createServer((client) => {
    const upstream = net.connect(engine.buildkitHost.replace("unix://", ""));
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
    }
    client.pipe(upstream).pipe(client);
    client.on("error", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
  });
  relay.listen(0, "127.0.0.1");
  await once(relay, "listening");
  const address = relay.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    image,
    driverOpts: { image, network: "host", "env.BRIDGE_PORT": String(port) },
    async [Symbol.asyncDispose]() {
      relay.close();
      for (const socket of sockets) socket.destroy();
      await dockerCall(engine, "DELETE", `/images/${image}?force=1`);
    },
  };
}

/** One call of docker's API, apart from the code under test; the answer parsed where it is JSON. */
export async function dockerCall(
  engine: Engine,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const socketPath = engine.dockerHost.replace("unix://", "");
  const request = http.request({ socketPath, method, path, headers: { "content-type": "application/json" } });
  request.end(body === undefined ? undefined : JSON.stringify(body));
  const [response] = await once(request, "response");
  let text = "";
  for await (const chunk of response) text += String(chunk);
  try {
    return { status: response.statusCode, body: JSON.parse(text) };
  } catch {
    return { status: response.statusCode, body: text };
  }
}

async function build(engine: Engine, image: string): Promise<void> {
  const endpoint = { kind: "dockerd", address: engine.dockerHost } as const;
  await using control = await connect(endpoint, new AbortController().signal);
  const files = {
    buildkitd: Buffer.from(buildkitd),
    buildctl: Buffer.from(buildctl),
    busybox: await readFile(engine.busybox),
  };
  const attrs = { name: image, push: "true", "registry.insecure": "true" };
  await solveDockerfile(control, { dockerfile, files, exporters: [{ type: "image", attrs }] });
}
