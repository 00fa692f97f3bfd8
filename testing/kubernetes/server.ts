// A Kubernetes API for tests: HTTPS with client certificates or tokens, a websocket for exec, and a cluster behind it in which
// pods come up when the test says so.

import type { IncomingMessage } from "node:http";
import { createServer } from "node:https";
import net, { type AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import { WebSocketServer } from "ws";
import { type Certificate, makeCertificate } from "../fake/index.js";
import { type Answer, Cluster, failure, type Json, type PodState, record } from "./cluster.js";
import { execProtocols, failExec, serveExec } from "./exec.js";
import { decodeProtobuf } from "./protobuf.js";

export interface RecordedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Parsed; undefined when there was none. */
  readonly body?: unknown;
}

export interface RecordedExec {
  readonly pod: string;
  readonly container: string;
  readonly command: readonly string[];
  readonly protocol: string;
}

export interface KubernetesOptions {
  /** What a pod's buildkitd is: by its name, the path of a socket on which BuildKit listens. Without one, it does not. */
  readonly buildkit?: (pod: string) => string | undefined;
  /** By default v5. */
  readonly execProtocol?: (typeof execProtocols)[number];
  /** Stands in front of every request that is let in; undefined lets it go on. */
  readonly refuse?: (method: string, path: string) => Answer | undefined;
}

export interface Kubernetes extends AsyncDisposable {
  /** Its certificate is for `localhost`, by `authority`. */
  readonly server: string;
  readonly authority: Certificate;
  readonly token: string;
  readonly requests: readonly RecordedRequest[];
  readonly execs: readonly RecordedExec[];
  /** The objects there are by their paths, as they were sent. */
  readonly objects: ReadonlyMap<string, Json>;
  /** What was wrong with objects that were sent, by the published types. */
  readonly problems: readonly string[];
  readonly podNames: readonly string[];
  /** How pods come up from now on; by default they are ready at once. */
  startPodsAs(state: PodState): void;
  setPod(name: string, state: PodState): void;
  /** Takes an object away by its path, with its pods, as somebody does by hand. */
  forget(path: string): void;
  /** Ends the connections of all execs, as a network does. */
  cutExecs(): void;
}

const objectPath = /^\/(api\/v1|apis\/apps\/v1)\/namespaces\/([^/]+)\/([^/]+)(?:\/([^/]+))?$/;

export async function startKubernetes(options: KubernetesOptions = {}): Promise<Kubernetes> {
  const authority = makeCertificate({ name: "test authority" });
  const own = makeCertificate({ name: "localhost", issuer: authority });
  const token = "a-token-of-the-test";
  const cluster = new Cluster();
  const requests: RecordedRequest[] = [];
  const execs: RecordedExec[] = [];
  const sockets = new Set<Duplex>();
  const protocol = options.execProtocol ?? execProtocols[0];
  const websockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => offered.has(protocol) && protocol,
  });
  const server = createServer(
    { cert: own.cert, key: own.key, ca: authority.cert, requestCert: true, rejectUnauthorized: false },
    async (request, response) => {
      const sent = parseBody(await readAll(request));
      const { method = "", url = "" } = request;
      requests.push({ method, path: url, ...(sent === undefined ? {} : { body: sent }) });
      const { status, body } = answer(request, record(sent));
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    },
  );
  server.on("upgrade", (request, socket, head) => {
    const { method = "", url = "" } = request;
    requests.push({ method, path: url });
    const refusal = denied(request);
    const { pathname, searchParams } = new URL(url, "https://localhost");
    const [, pod] = /^\/api\/v1\/namespaces\/[^/]+\/pods\/([^/]+)\/exec$/.exec(pathname) ?? [];
    const isThere = pod !== undefined && cluster.pods.has(pod);
    const problem = refusal ?? (isThere ? undefined : failure(404, "NotFound", `pods "${pod}" not found`));
    // The older way of exec, which the peer speaks, is not spoken here.
    const isWebsocket = request.headers.upgrade?.toLowerCase() === "websocket";
    const ending = problem ?? (isWebsocket ? undefined : failure(400, "BadRequest", "only websockets are spoken"));
    if (ending !== undefined || pod === undefined) {
      const { status, body } = ending ?? failure(404, "NotFound", "no pod");
      const text = JSON.stringify(body);
      socket.end(
        `HTTP/1.1 ${status} Refused\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
      );
      return;
    }
    websockets.handleUpgrade(request, socket, head, (websocket) => {
      const command = searchParams.getAll("command");
      execs.push({ pod, container: searchParams.get("container") ?? "", command, protocol: websocket.protocol });
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      const path = options.buildkit?.(pod);
      if (path === undefined) failExec(websocket, "error: failed to dial: connect: no such file or directory\n");
      else serveExec(websocket, net.connect(path));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // It listens on TCP, so its address is no text.
  const { port } = server.address() as AddressInfo;
  return {
    server: `https://localhost:${port}`,
    authority,
    token,
    requests,
    execs,
    objects: cluster.objects,
    problems: cluster.problems,
    get podNames() {
      return [...cluster.pods.keys()];
    },
    startPodsAs(state) {
      cluster.firstState = state;
    },
    setPod: (name, state) => cluster.setPod(name, state),
    forget(path) {
      const [, group = "", namespace = "", plural = "", name = ""] = objectPath.exec(path) ?? [];
      const { status, body } = cluster.remove(`${group}/${plural}`, namespace, name);
      if (status !== 200) throw new Error(String(body["message"]));
    },
    cutExecs() {
      for (const socket of sockets) socket.destroy();
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function denied(request: IncomingMessage): Answer | undefined {
    // A server of TLS has such sockets.
    const hasCertificate = (request.socket as TLSSocket).authorized;
    if (!hasCertificate && request.headers.authorization !== `Bearer ${token}`)
      return failure(401, "Unauthorized", "Unauthorized");
    return options.refuse?.(request.method ?? "", request.url ?? "");
  }

  function answer(request: IncomingMessage, body: Json): Answer {
    const refusal = denied(request);
    if (refusal !== undefined) return refusal;
    const { pathname, searchParams } = new URL(request.url ?? "", "https://localhost");
    const [, group, namespace, plural, name] = objectPath.exec(pathname) ?? [];
    if (group === undefined || namespace === undefined || plural === undefined)
      return failure(404, "NotFound", `there is nothing at ${pathname}`);
    const collection = `${group}/${plural}`;
    switch (`${request.method} ${name === undefined ? "all" : "one"}`) {
      case "POST all":
        return cluster.create(collection, namespace, body);
      case "GET all":
        return plural === "pods"
          ? cluster.listPods(namespace, searchParams.get("labelSelector") ?? "")
          : failure(405, "MethodNotAllowed", `${plural} are not listed here`);
      case "GET one":
        return cluster.read(collection, namespace, name ?? "");
      case "PUT one":
        return cluster.replace(collection, namespace, name ?? "", body);
      case "DELETE one":
        return cluster.remove(collection, namespace, name ?? "");
      default:
        return failure(405, "MethodNotAllowed", `${request.method} is not done here`);
    }
  }
}

/** undefined when nothing was sent. */
function parseBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  return bytes.toString("latin1", 0, 3) === "k8s" ? decodeProtobuf(bytes) : JSON.parse(bytes.toString("utf8"));
}

async function readAll(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
