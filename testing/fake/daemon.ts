// A buildkitd that builds nothing: real gRPC on a socket of its own, and a script that says what happens.
// For what a real one cannot be made to do: fail here, wait there, answer in that order. A script is ordinary async code, so
// a test holds a gate by awaiting its own promise in it ("finish vertex b now").

import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import * as grpc from "@grpc/grpc-js";
import { type Deferred, deferred } from "../../lib/async/index.js";
import * as gen from "../../lib/buildkit/gen/control.js";
import * as policy from "../../lib/buildkit/gen/policysession.js";
import { FakeBuild } from "./build.js";
import { FakeFailure } from "./failure.js";
import { FakeService } from "./service.js";
import { type FakeSession, fakeSession } from "./session.js";
import { bytesOfCall } from "./stream.js";

/** All parts have a plain default: every build ends well at once, with the frontend's result returned as it is. */
export interface FakeDaemonScript {
  /** Resolves to the exporter response. Throwing a {@link FakeFailure} fails the solve with that status. */
  readonly solve?: (build: FakeBuild) => Promise<Readonly<Record<string, string>>>;
  /** The frontend of a gateway build. */
  readonly gatewaySolve?: (
    build: FakeBuild,
    request: gen.GatewaySolveRequest,
  ) => Promise<gen.GatewayResult.$Properties>;
  readonly evaluate?: (build: FakeBuild, ref: string) => Promise<void>;
  readonly readFile?: (build: FakeBuild, path: string) => Promise<Uint8Array>;
  readonly resolveSourceMeta?: (
    build: FakeBuild,
    request: policy.ResolveSourceMetaRequest,
  ) => Promise<policy.ResolveSourceMetaResponse.$Properties>;
  readonly workers?: readonly gen.WorkerRecord.$Properties[];
  readonly version?: string;
  readonly frontendCaps?: readonly string[];
  readonly llbCaps?: readonly string[];
  readonly usage?: readonly gen.UsageRecord.$Properties[];
  readonly history?: readonly gen.BuildHistoryEvent.$Properties[];
  /** By digest. */
  readonly blobs?: Readonly<Record<string, Uint8Array>>;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** One call that the daemon received, in the order of arrival. */
export interface FakeCall {
  /** Such as `Control/Solve` or `LLBBridge/Evaluate`. */
  readonly method: string;
  /** Of the build, where the call has one. */
  readonly ref: string;
}

export class FakeDaemon implements AsyncDisposable {
  /** All calls so far. */
  readonly calls: FakeCall[] = [];
  readonly solves: gen.SolveRequest[] = [];
  readonly gatewaySolves: { readonly ref: string; readonly request: gen.GatewaySolveRequest }[] = [];
  readonly prunes: gen.PruneRequest[] = [];
  readonly sessions = new Map<string, FakeSession>();

  constructor(
    /** `unix://…` */
    readonly address: string,
    readonly script: FakeDaemonScript,
    private readonly shutDown: () => Promise<void>,
  ) {}

  readonly #builds = new Map<string, Deferred<FakeBuild>>();
  readonly #sessionWaiters = new Map<string, Deferred<FakeSession>>();

  /** The build with this ref, as soon as its solve arrived. */
  build(ref: string): Promise<FakeBuild> {
    return entry(this.#builds, ref).promise;
  }

  session(id: string): Promise<FakeSession> {
    return entry(this.#sessionWaiters, id).promise;
  }

  /** Ends as a daemon that is killed does: every connection breaks. */
  async kill(): Promise<void> {
    await this.shutDown();
    for (const session of this.sessions.values()) session.drop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }

  /** For the services: a new build arrived. */
  addBuild(build: FakeBuild): void {
    entry(this.#builds, build.ref).resolve(build);
  }

  /** For the services: a session was opened. */
  addSession(session: FakeSession): void {
    this.sessions.set(session.id, session);
    entry(this.#sessionWaiters, session.id).resolve(session);
  }
}

/** How it is reached: by a socket of its own, or on a port of this machine. */
export type FakeListener = { readonly kind: "unix" } | { readonly kind: "tcp"; readonly tls?: tls.TlsOptions };

export async function startFakeDaemon(
  script: FakeDaemonScript = {},
  at: FakeListener = { kind: "unix" },
): Promise<FakeDaemon> {
  const folder = await mkdtemp(join(tmpdir(), "fake-buildkitd-"));
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  // Connections are ours, so that they can be broken; grpc-js would say goodbye on each.
  const injector = server.createConnectionInjector(grpc.ServerCredentials.createInsecure());
  const open = new Set<net.Socket>();
  const accept = (connection: net.Socket): void => {
    open.add(connection);
    connection.on("close", () => open.delete(connection));
    // A client that does not like our certificate just goes.
    connection.on("error", () => {});
    injector.injectConnection(connection);
  };
  const listener =
    at.kind === "tcp" && at.tls !== undefined ? tls.createServer(at.tls, accept) : net.createServer(accept);
  const daemon = new FakeDaemon(await listen(listener, at, folder), script, async () => {
    for (const connection of open) connection.destroy();
    listener.close();
    server.forceShutdown();
    await rm(folder, { recursive: true, force: true });
  });
  addControl(server, daemon);
  addGateway(server, daemon);
  addContent(server, daemon);
  return daemon;
}

async function listen(listener: net.Server, at: FakeListener, folder: string): Promise<string> {
  const socket = join(folder, "buildkitd.sock");
  if (at.kind === "unix") listener.listen(socket);
  else listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  return typeof address === "object" && address !== null ? `tcp://127.0.0.1:${address.port}` : `unix://${socket}`;
}

function addControl(server: grpc.Server, daemon: FakeDaemon): void {
  const { script } = daemon;
  const service = new FakeService("moby.buildkit.v1.Control");
  service.unary("Solve", gen.SolveRequest, gen.SolveResponse, async (request, { signal }) => {
    daemon.calls.push({ method: "Control/Solve", ref: request.ref });
    daemon.solves.push(request);
    const session = (id = request.session) => daemon.session(id);
    const build = new FakeBuild(request, signal, session, script.now ?? Date.now);
    daemon.addBuild(build);
    try {
      return { exporterResponse: await (script.solve ?? solveAtOnce)(build) };
    } finally {
      build.end();
    }
  });
  service.serverStream("Status", gen.StatusRequest, gen.StatusResponse, async function* ({ ref }) {
    daemon.calls.push({ method: "Control/Status", ref });
    yield* (await daemon.build(ref)).watch();
  });
  service.unary("Info", gen.InfoRequest, gen.InfoResponse, async () => ({
    buildkitVersion: { package: "fake", version: script.version ?? "v0.0.0-fake", revision: "fake" },
  }));
  service.unary("ListWorkers", gen.ListWorkersRequest, gen.ListWorkersResponse, async () => ({
    record: [...(script.workers ?? [{ id: "fake", platforms: [{ os: "linux", architecture: "amd64" }] }])],
  }));
  service.unary("DiskUsage", gen.DiskUsageRequest, gen.DiskUsageResponse, async () => ({
    record: [...(script.usage ?? [])],
  }));
  service.serverStream("Prune", gen.PruneRequest, gen.UsageRecord, async function* (request) {
    daemon.prunes.push(request);
    yield* script.usage ?? [];
  });
  service.serverStream("ListenBuildHistory", gen.BuildHistoryRequest, gen.BuildHistoryEvent, async function* ({ ref }) {
    for (const event of script.history ?? []) if (ref === "" || event.record?.ref === ref) yield event;
  });
  service.bytes("Session", (call) => {
    const header = (name: string): string => call.metadata.get(name).map(String).join(", ");
    const id = header("x-docker-expose-session-uuid");
    daemon.calls.push({ method: "Control/Session", ref: "" });
    daemon.addSession(
      fakeSession(
        {
          id,
          sharedKey: header("x-docker-expose-session-sharedkey"),
          // grpc-js joins what was sent as several lines.
          methods: header("x-docker-expose-session-grpc-method").split(", "),
        },
        bytesOfCall(call),
      ),
    );
  });
  service.addTo(server);
}

async function solveAtOnce(build: FakeBuild): Promise<Readonly<Record<string, string>>> {
  if (build.isGateway) await build.returned;
  return {};
}

function addGateway(server: grpc.Server, daemon: FakeDaemon): void {
  const { script } = daemon;
  const service = new FakeService("moby.buildkit.v1.frontend.LLBBridge");
  service.unary("Ping", gen.PingRequest, gen.PongResponse, async () => ({
    frontendApiCaps: (script.frontendCaps ?? []).map((id) => ({ id, enabled: true })),
    llbCaps: (script.llbCaps ?? []).map((id) => ({ id, enabled: true })),
    workers: [...(script.workers ?? [])],
  }));
  service.unary("Solve", gen.GatewaySolveRequest, gen.GatewaySolveResponse, async (request, { buildId }) => {
    const ref = buildId();
    daemon.calls.push({ method: "LLBBridge/Solve", ref });
    daemon.gatewaySolves.push({ ref, request });
    const result = await (script.gatewaySolve ?? emptyResult)(await daemon.build(ref), request);
    return { result };
  });
  service.unary("Evaluate", gen.EvaluateRequest, gen.PingRequest, async (request, { buildId }) => {
    daemon.calls.push({ method: "LLBBridge/Evaluate", ref: buildId() });
    await script.evaluate?.(await daemon.build(buildId()), request.ref);
    return {};
  });
  service.unary("StatFile", gen.StatFileRequest, gen.PingRequest, async () => ({}));
  service.unary("ReadFile", gen.ReadFileRequest, gen.ReadFileResponse, async ({ filePath }, { buildId }) => {
    if (script.readFile === undefined) throw new FakeFailure(grpc.status.NOT_FOUND, `no file ${filePath}`);
    return { data: await script.readFile(await daemon.build(buildId()), filePath) };
  });
  service.unary(
    "ResolveSourceMeta",
    policy.ResolveSourceMetaRequest,
    policy.ResolveSourceMetaResponse,
    async (request, { buildId }) => {
      daemon.calls.push({ method: "LLBBridge/ResolveSourceMeta", ref: buildId() });
      const build = await daemon.build(buildId());
      return (await script.resolveSourceMeta?.(build, request)) ?? { source: request.source };
    },
  );
  service.unary("Return", gen.ReturnRequest, gen.PingRequest, async (request, { buildId }) => {
    daemon.calls.push({ method: "LLBBridge/Return", ref: buildId() });
    (await daemon.build(buildId())).settleReturn(request);
    return {};
  });
  service.addTo(server);
}

async function emptyResult(): Promise<gen.GatewayResult.$Properties> {
  return { ref: { id: "" } };
}

function addContent(server: grpc.Server, daemon: FakeDaemon): void {
  const service = new FakeService("containerd.services.content.v1.Content");
  service.serverStream("Read", gen.ContentReadRequest, gen.ContentReadResponse, async function* ({ digest, offset }) {
    const blob = daemon.script.blobs?.[digest];
    if (blob === undefined) throw new FakeFailure(grpc.status.NOT_FOUND, `content ${digest}: not found`);
    yield { offset, data: blob };
  });
  service.addTo(server);
}

function entry<T>(map: Map<string, Deferred<T>>, key: string): Deferred<T> {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = deferred<T>();
  map.set(key, made);
  return made;
}
