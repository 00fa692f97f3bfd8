import { randomBytes } from "node:crypto";
import { once } from "node:events";
import net from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Certificate,
  type FakeDaemonScript,
  FakeFailure,
  makeCertificate,
  startFakeDaemon,
  startFakeDockerd,
} from "../../testing/fake/index.js";
import { deferred } from "../async/index.js";
import {
  type Attachable,
  askCapabilities,
  connect,
  DaemonError,
  type Endpoint,
  SolveError,
  type SolveEvent,
  type SolveOptions,
  type SolveRequest,
  StatusCode,
  StatusError,
  solve,
  type TlsOptions,
} from "./index.js";

const { signal } = new AbortController();

const plainRequest: SolveRequest = {
  ref: "ref1",
  frontend: "dockerfile.v0",
  frontendAttrs: { target: "app" },
  exporters: [],
  cacheExports: [],
  cacheImports: [],
  entitlements: [],
};
const { frontend: _, ...gatewayRequest } = plainRequest;

async function connected(script: FakeDaemonScript = {}) {
  const daemon = await startFakeDaemon(script);
  const control = await connect({ kind: "buildkitd", address: daemon.address }, signal);
  return {
    daemon,
    control,
    async [Symbol.asyncDispose]() {
      await control[Symbol.asyncDispose]();
      await daemon[Symbol.asyncDispose]();
    },
  };
}

async function collect(events: AsyncIterable<SolveEvent>): Promise<readonly SolveEvent[]> {
  const all: SolveEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

test("a solve request arrives whole", async () => {
  await using world = await connected({ solve: async () => ({ "containerimage.digest": "sha256:1" }) });
  const definition = {
    def: [new Uint8Array([1, 2, 3])],
    metadata: { "sha256:a": new Uint8Array([0xff, 0x07, 1, 2]) },
    source: new Uint8Array([9]),
  };
  const answer = await world.control.solve(
    {
      ...plainRequest,
      session: "s",
      frontendInputs: { base: definition },
      definition,
      exporters: [{ type: "image", attrs: { name: "a,b" } }],
      cacheExports: [{ type: "inline", attrs: {} }],
      cacheImports: [{ type: "registry", attrs: { ref: "r" } }],
      entitlements: ["network.host"],
      isInternal: true,
      sourcePolicy: new Uint8Array([8, 1]),
      sourcePolicySession: "p",
      proxyNetwork: true,
    },
    signal,
  );
  expect(answer).toEqual({ exporterResponse: { "containerimage.digest": "sha256:1" } });
  const message = { def: [Buffer.from([1, 2, 3])], metadata: { "sha256:a": Buffer.from([0xff, 0x07, 1, 2]) } };
  expect(world.daemon.solves).toMatchObject([
    {
      ref: "ref1",
      session: "s",
      frontend: "dockerfile.v0",
      frontendAttrs: { target: "app" },
      definition: { ...message, source: Buffer.from([9]) },
      frontendInputs: { base: message },
      exporters: [{ type: "image", attrs: { name: "a,b" } }],
      exporterDeprecated: "image",
      exporterAttrsDeprecated: { name: "a,b" },
      cache: { exports: [{ type: "inline" }], imports: [{ type: "registry", attrs: { ref: "r" } }] },
      entitlements: ["network.host"],
      internal: true,
      sourcePolicy: Buffer.from([8, 1]),
      sourcePolicySession: "p",
      proxyNetwork: true,
    },
  ]);
});

test("status updates are told in our nouns", async () => {
  await using world = await connected({
    now: () => 1_700_000_000_123.5,
    async solve(build) {
      build.started({ digest: "v1", name: "[1/2] RUN x", inputs: ["v0"] });
      build.log("v1", "hi\n", 2);
      build.send({
        vertexes: [{ digest: "v2", progressGroup: { id: "g", name: "group", weak: true } }],
        statuses: [{ id: "extracting", vertex: "v1", name: "n", current: 5_000_000_000, total: 2 ** 52 }],
        warnings: [
          {
            vertex: "v1",
            level: 1,
            short: Buffer.from("short"),
            detail: [Buffer.from("long ü")],
            url: "u",
            info: { filename: "Dockerfile", data: Buffer.from("FROM x"), language: "Dockerfile" },
            ranges: [{ start: { line: 1 }, end: { line: 2, character: 3 } }],
          },
        ],
      });
      build.completed({ digest: "v1", error: "context canceled" });
      return { k: "v" };
    },
  });
  const at = 1_700_000_000_123.5;
  const update = { vertexes: [], statuses: [], logs: [], warnings: [] };
  expect(await collect(solve(world.control, { request: plainRequest }, signal))).toEqual([
    {
      kind: "status",
      update: {
        ...update,
        vertexes: [{ digest: "v1", name: "[1/2] RUN x", inputs: ["v0"], isCached: false, started: at, error: "" }],
      },
    },
    {
      kind: "status",
      update: { ...update, logs: [{ vertex: "v1", timestamp: at, stream: 2, data: Buffer.from("hi\n") }] },
    },
    {
      kind: "status",
      update: {
        vertexes: [
          {
            digest: "v2",
            name: "",
            inputs: [],
            isCached: false,
            error: "",
            progressGroup: { id: "g", name: "group", isWeak: true },
          },
        ],
        statuses: [{ id: "extracting", vertex: "v1", name: "n", current: 5_000_000_000, total: 2 ** 52 }],
        logs: [],
        warnings: [
          {
            vertex: "v1",
            level: 1,
            short: "short",
            detail: ["long ü"],
            url: "u",
            source: { filename: "Dockerfile", data: Buffer.from("FROM x"), language: "Dockerfile" },
            ranges: [{ start: { line: 1, character: 0 }, end: { line: 2, character: 3 } }],
          },
        ],
      },
    },
    {
      kind: "status",
      update: {
        ...update,
        vertexes: [
          {
            digest: "v1",
            name: "v1",
            inputs: [],
            isCached: false,
            started: at,
            completed: at,
            error: "context canceled",
          },
        ],
      },
    },
    { kind: "solved", response: { exporterResponse: { k: "v" } } },
  ]);
});

test("a failing build tells where, in which vertex and with which exit code", async () => {
  const source = (filename: string) => ({
    info: { filename, data: Buffer.from("FROM x\nRUN false").toString("base64"), language: "Dockerfile" },
    ranges: [{ start: { line: 2 }, end: { line: 2, character: 9 } }],
  });
  await using world = await connected({
    async solve() {
      throw new FakeFailure(2, 'process "false" did not complete successfully: exit code: 7', [
        { name: "stack.Stack", json: { frames: [] } },
        { name: "errdefs.Source", json: source("Dockerfile") },
        { name: "errdefs.Vertex", json: { digest: "sha256:v" } },
        { name: "gatewayapi.ExitMessage", json: { Code: 7 } },
        { name: "errdefs.Unheard", json: {} },
      ]);
    },
  });
  const error = await world.control.solve(plainRequest, signal).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SolveError);
  expect(error).toMatchObject({
    code: StatusCode.unknown,
    message: 'process "false" did not complete successfully: exit code: 7',
    details: {
      sources: [
        {
          info: { filename: "Dockerfile", data: Buffer.from("FROM x\nRUN false"), language: "Dockerfile" },
          ranges: [{ start: { line: 2, character: 0 }, end: { line: 2, character: 9 } }],
        },
      ],
      vertex: "sha256:v",
      exitCode: 7,
    },
  });
});

test("UNAVAILABLE with details is the daemon's own answer, and not a lost connection", async () => {
  await using world = await connected({
    async solve() {
      throw new FakeFailure(StatusCode.unavailable, "registry is down", [
        { name: "errdefs.Vertex", json: { digest: "v" } },
      ]);
    },
  });
  await expect(world.control.solve(plainRequest, signal)).rejects.toBeInstanceOf(SolveError);
});

test("aborting a solve cancels it on the daemon and tells what still comes", async () => {
  await using world = await connected({
    async solve(build) {
      build.started({ digest: "v" });
      await new Promise((resolve) => build.signal.addEventListener("abort", resolve));
      build.completed({ digest: "v", error: "context canceled" });
      throw new FakeFailure(StatusCode.cancelled, "context canceled");
    },
  });
  const controller = new AbortController();
  const errors: string[] = [];
  const reason = await (async () => {
    for await (const event of solve(world.control, { request: plainRequest }, controller.signal)) {
      if (event.kind === "status") errors.push(...event.update.vertexes.map(({ error }) => error));
      if (errors.length === 1) controller.abort(new Error("stop"));
    }
  })().catch((error: unknown) => error);
  expect(reason).toEqual(new Error("stop"));
  expect(errors).toEqual(["", "context canceled"]);
});

test("leaving the loop cancels the build", async () => {
  const cancelled = deferred();
  await using world = await connected({
    async solve(build) {
      build.started({ digest: "v" });
      await new Promise((resolve) => build.signal.addEventListener("abort", resolve));
      cancelled.resolve();
      return {};
    },
  });
  for await (const _event of solve(world.control, { request: plainRequest }, signal)) break;
  await cancelled.promise;
});

test("a status stream that stays silent after the build ended is not waited for", async () => {
  await using world = await connected({
    async solve(build) {
      build.holdStatusOpen();
      build.started({ digest: "v" });
      return {};
    },
  });
  const events = await collect(solve(world.control, { request: plainRequest, silenceMs: 300 }, signal));
  expect(events.map(({ kind }) => kind)).toEqual(["status", "solved"]);
});

test("a build that is refused before it began does not wait for its progress", async () => {
  await using world = await connected({
    async solve(build) {
      build.holdStatusOpen();
      throw new FakeFailure(StatusCode.invalidArgument, "duplicate cache export");
    },
  });
  const events = collect(solve(world.control, { request: plainRequest, silenceMs: 1e9 }, signal));
  await expect(events).rejects.toThrow("duplicate cache export");
});

const driven: SolveOptions = {
  request: gatewayRequest,
  async drive(gateway, driving) {
    const result = await gateway.solve(
      { frontend: "dockerfile.v0", frontendOpt: { target: "x" }, frontendInputs: {}, cacheImports: [] },
      driving,
    );
    for (const { id } of result.refs.values()) await gateway.evaluate(id, driving);
    return result;
  },
};

test("a gateway build is driven by its client, and its result goes back byte for byte", async () => {
  const returned = deferred<unknown>();
  const opMetadata = Buffer.from([0xfa, 0x3f, 1, 7]);
  const result = {
    refs: {
      refs: {
        "linux/amd64": { id: "r1", def: { def: [Buffer.from([1])], metadata: { d: opMetadata } } },
        "linux/arm64": { id: "" },
      },
    },
    metadata: { "refs.platforms": Buffer.from("{}") },
    attestations: { "linux/amd64": Buffer.from([10, 0]) },
  };
  await using world = await connected({
    async solve(build) {
      returned.resolve(await build.returned);
      return { done: "yes" };
    },
    gatewaySolve: async () => result,
  });
  const events = await collect(solve(world.control, driven, signal));
  expect(events).toEqual([{ kind: "solved", response: { exporterResponse: { done: "yes" } } }]);
  expect(await returned.promise).toMatchObject(result);
  expect(world.daemon.gatewaySolves).toMatchObject([
    {
      ref: "ref1",
      request: { frontend: "dockerfile.v0", frontendOpt: { target: "x" }, allowResultReturn: true },
    },
  ]);
  expect(world.daemon.calls.filter(({ method }) => method.startsWith("LLBBridge"))).toEqual(
    ["Solve", "Evaluate", "Evaluate", "Return"].map((name) => ({ method: `LLBBridge/${name}`, ref: "ref1" })),
  );
});

test("a gateway step that fails ends the build, and is what is told", async () => {
  const told = deferred<unknown>();
  await using world = await connected({
    async solve(build) {
      await build.returned.catch((error: unknown) => {
        told.resolve(error);
        throw new FakeFailure(StatusCode.unknown, "from return");
      });
      return {};
    },
    async gatewaySolve() {
      throw new FakeFailure(StatusCode.unknown, "no such stage", [{ name: "errdefs.Vertex", json: { digest: "v" } }]);
    },
  });
  await expect(collect(solve(world.control, driven, signal))).rejects.toMatchObject({
    message: "no such stage",
    details: { vertex: "v" },
  });
  expect(await told.promise).toEqual(new Error("no such stage"));
});

test("a build that is refused stops its driver", async () => {
  await using world = await connected({
    async solve() {
      throw new FakeFailure(StatusCode.invalidArgument, "duplicate exporter");
    },
  });
  const options: SolveOptions = {
    request: gatewayRequest,
    drive: (_gateway, driving) =>
      new Promise((_, reject) => driving.addEventListener("abort", () => reject(driving.reason))),
  };
  await expect(collect(solve(world.control, options, signal))).rejects.toMatchObject({
    message: "duplicate exporter",
  });
});

test("capabilities are those that are enabled, asked in a build that leaves no trace", async () => {
  await using world = await connected({ frontendCaps: ["solve.base"], llbCaps: ["exporter.multiple", "mergeop"] });
  expect(await askCapabilities(world.control, signal)).toEqual({
    frontend: new Set(["solve.base"]),
    llb: new Set(["exporter.multiple", "mergeop"]),
  });
  expect(world.daemon.solves).toMatchObject([{ internal: true, frontend: "" }]);
});

test("workers and versions are told", async () => {
  await using world = await connected({
    version: "v0.32.0",
    workers: [
      {
        id: "w",
        labels: { a: "b" },
        platforms: [{ os: "linux", architecture: "arm", variant: "v7" }],
        gcPolicy: [
          { keepDuration: 48 * 3600e9, filters: ["type==source.local"], maxUsedSpace: 2 ** 40 },
          { all: true, reservedSpace: 1, minFreeSpace: 2 },
        ],
        cdiDevices: [{ name: "vendor.test/gpu=0", onDemand: true, annotations: { a: "b" } }],
      },
    ],
  });
  expect(await world.control.info(signal)).toEqual({ version: "v0.32.0", revision: "fake" });
  expect(await world.control.listWorkers(signal)).toEqual([
    {
      id: "w",
      labels: { a: "b" },
      platforms: [{ os: "linux", architecture: "arm", variant: "v7" }],
      gcPolicy: [
        {
          isAll: false,
          filters: ["type==source.local"],
          keepDurationMs: 48 * 3600e3,
          reservedSpaceBytes: 0,
          maxUsedSpaceBytes: 2 ** 40,
          minFreeSpaceBytes: 0,
        },
        {
          isAll: true,
          filters: [],
          keepDurationMs: 0,
          reservedSpaceBytes: 1,
          maxUsedSpaceBytes: 0,
          minFreeSpaceBytes: 2,
        },
      ],
      devices: [{ name: "vendor.test/gpu=0", isAllowed: false, isOnDemand: true, annotations: { a: "b" } }],
    },
  ]);
});

test("cache records, history and blobs are read", async () => {
  const descriptor = { mediaType: "application/json", digest: "sha256:b", size: 3, annotations: { k: "v" } };
  await using world = await connected({
    usage: [
      { id: "u1", size: 2 ** 40, inUse: true, usageCount: 3, parent: "old", createdAt: { seconds: 5, nanos: 0 } },
      { id: "u2", parents: ["a", "b"], recordType: "regular", description: "d" },
    ],
    history: [
      { type: 0, record: { ref: "other" } },
      {
        type: 1,
        record: {
          ref: "r",
          frontend: "dockerfile.v0",
          results: { "linux/amd64": { attestations: [descriptor] } },
          error: { code: 2, message: "no" },
          numTotalSteps: 4,
        },
      },
    ],
    blobs: { "sha256:b": Buffer.from("abc") },
  });
  const usage = await world.control.diskUsage([], signal);
  expect(usage).toMatchObject([
    { id: "u1", size: 2 ** 40, isInUse: true, usageCount: 3, parents: ["old"], createdAt: 5000 },
    { id: "u2", parents: ["a", "b"], recordType: "regular", description: "d" },
  ]);
  const prune = { filters: ["type==regular"], isAll: true, keepDurationMs: 1000, maxUsedSpaceBytes: 10 };
  const pruned: string[] = [];
  for await (const { id } of world.control.prune(prune, signal)) pruned.push(id);
  expect(pruned).toEqual(["u1", "u2"]);
  expect(world.daemon.prunes[0]?.filter).toEqual(["type==regular"]);
  expect(Number(world.daemon.prunes[0]?.keepDuration)).toBe(1e9);

  const events = [];
  for await (const event of world.control.history({ ref: "r" }, signal)) events.push(event);
  expect(events).toMatchObject([
    {
      kind: "complete",
      record: {
        ref: "r",
        results: new Map([["linux/amd64", { attestations: [descriptor] }]]),
        error: { code: 2, message: "no" },
        totalSteps: 4,
      },
    },
  ]);
  expect(Buffer.from(await world.control.readContent("sha256:b", signal)).toString()).toBe("abc");
});

const greeter: Attachable = {
  service: "test.Greeter",
  methods: {
    async Greet({ header, messages, send }) {
      const lengths: number[] = [];
      for await (const message of messages) lengths.push(message.length);
      if (lengths.length === 0) throw new StatusError(StatusCode.notFound, "nobody: 100%");
      await send(Buffer.from(JSON.stringify({ lengths, names: header("name") })));
    },
  },
};

const sessionWays = [
  { title: "inside the control connection of a TCP address", at: "tcp", call: "Control/Session" },
  { title: "beside the control connection of a socket", at: "unix", call: "Control/Session" },
  { title: "through /session of an older dockerd", at: "unix", apiVersion: "1.52", call: "/session" },
  {
    title: "beside the control connection of a newer dockerd",
    at: "unix",
    apiVersion: "1.53",
    call: "Control/Session",
  },
] as const;

test.for<{
  readonly title: string;
  readonly at: "unix" | "tcp";
  readonly apiVersion?: string;
  readonly call: string;
}>(sessionWays)("a session is served $title", async ({ at, apiVersion, call }) => {
  await using daemon = await startFakeDaemon({}, { kind: at });
  await using dockerd = apiVersion === undefined ? undefined : await startFakeDockerd(daemon, { apiVersion });
  await using control = await connect(
    dockerd === undefined
      ? { kind: "buildkitd", address: daemon.address }
      : { kind: "dockerd", address: dockerd.address },
    signal,
  );
  await using session = await control.openSession({ sharedKey: "größe:1", attachables: [greeter] }, signal);
  const served = await daemon.session(session.id);
  expect(daemon.calls.map(({ method }) => method)).toEqual([call]);
  expect(served.sharedKey).toBe("gr%C3%B6%C3%9Fe:1");
  expect(served.methods).toContain("/test.Greeter/Greet");
  expect(served.methods).toContain("/grpc.health.v1.Health/Check");

  const big = Buffer.alloc(3 * 1024 * 1024 + 1, 7);
  const answer = await served.call("/test.Greeter/Greet", [big, Buffer.alloc(0)], { name: ["a, b", "c"] });
  expect(answer).toMatchObject({ code: 0 });
  expect(JSON.parse(String(answer.messages[0]))).toEqual({ lengths: [big.length, 0], names: ["a, b", "c"] });
  expect(await served.call("/test.Greeter/Greet", [])).toMatchObject({ code: 5, message: "nobody: 100%" });
});

test("a session sends as much as it was sent, byte for byte and in any pieces", async () => {
  const echo: Attachable = {
    service: "test.Echo",
    methods: {
      async Echo({ messages, send }) {
        for await (const message of messages) await send(message);
      },
    },
  };
  for (const at of ["unix", "tcp"] as const) {
    await using daemon = await startFakeDaemon({}, { kind: at });
    await using control = await connect({ kind: "buildkitd", address: daemon.address }, signal);
    await using session = await control.openSession({ sharedKey: "", attachables: [echo] }, signal);
    const served = await daemon.session(session.id);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(300_000), { maxLength: 8 }), async (sizes) => {
        const sent = sizes.map((size) => randomBytes(size));
        const { code, messages } = await served.call("/test.Echo/Echo", sent);
        expect(code).toBe(0);
        expect(Buffer.concat(messages).equals(Buffer.concat(sent))).toBe(true);
        expect(messages.map(({ length }) => length)).toEqual(sizes);
      }),
      { numRuns: 20 },
    );
  }
});

test("a session that the daemon ends is told as lost, and one that we close is not", async () => {
  await using world = await connected();
  const options = { sharedKey: "", attachables: [greeter] };
  const dropped = await world.control.openSession(options, signal);
  (await world.daemon.session(dropped.id)).drop();
  await expect(dropped.lost).rejects.toBeInstanceOf(DaemonError);
  await dropped[Symbol.asyncDispose]();

  const closed = await world.control.openSession(options, signal);
  await closed[Symbol.asyncDispose]();
  const first = await Promise.race([closed.lost.catch(() => "lost"), Promise.resolve("silent")]);
  expect(first).toBe("silent");
});

test.for(["1.51", "1.53"])("the BuildKit of a dockerd with API %s is reached", async (apiVersion) => {
  await using daemon = await startFakeDaemon({ version: "v0.25.2" });
  await using dockerd = await startFakeDockerd(daemon, { apiVersion });
  await using control = await connect({ kind: "dockerd", address: dockerd.address }, signal);
  expect(await control.info(signal)).toEqual({ version: "v0.25.2", revision: "fake" });
  expect(dockerd.requests).toEqual([
    "GET /_ping HTTP/1.1",
    apiVersion === "1.51" ? "POST /grpc HTTP/1.1" : "PRI * HTTP/2.0",
  ]);
});

test("a daemon that is killed during a build is told by its address", async () => {
  const arrived = deferred();
  await using world = await connected({
    async solve() {
      arrived.resolve();
      return new Promise(() => {});
    },
  });
  const events = collect(solve(world.control, { request: plainRequest }, signal));
  events.catch(() => {});
  await arrived.promise;
  await world.daemon.kill();
  await expect(events).rejects.toBeInstanceOf(DaemonError);
  await expect(events).rejects.toMatchObject({ address: world.daemon.address });
  await expect(events).rejects.toThrow(`The daemon at ${world.daemon.address} closed the connection`);
});

const hostName = "buildkitd.test";
const authority = makeCertificate({ name: "authority" });
const serverCertificate = makeCertificate({ name: hostName, issuer: authority });
const clientCertificate = makeCertificate({ name: "client", issuer: authority });
const stranger = makeCertificate({ name: "stranger" });
const expired = makeCertificate({ name: "client", issuer: authority, isExpired: true });
const { cert, key } = clientCertificate;
const goodTls: TlsOptions = { ca: authority.cert, cert, key, serverName: hostName };

const tlsCases: readonly {
  readonly title: string;
  readonly server?: Certificate;
  readonly options?: TlsOptions;
  /** The whole message. */
  readonly error?: string;
}[] = [
  { title: "a client with a good certificate is let in" },
  {
    title: "a daemon that another authority vouches for is refused",
    options: { ...goodTls, ca: stranger.cert },
    error:
      "Cannot reach BuildKit at ADDRESS: the daemon's certificate is not signed by the CA that we were given; set the CA file to the one that signed it",
  },
  {
    title: "a daemon that no public authority vouches for is refused",
    options: { cert, key, serverName: hostName },
    error:
      "Cannot reach BuildKit at ADDRESS: the daemon's certificate is signed by nobody whom this machine trusts; set the CA file to the CA that signed it",
  },
  {
    title: "a daemon whose certificate has expired is refused",
    server: makeCertificate({ name: hostName, issuer: authority, isExpired: true }),
    error: "Cannot reach BuildKit at ADDRESS: the daemon's certificate has expired; renew it there",
  },
  {
    title: "a daemon of another name is refused",
    options: { ca: authority.cert, cert, key },
    error:
      'Cannot reach BuildKit at ADDRESS: the daemon\'s certificate is not for "127.0.0.1", but for buildkitd.test; set the server name to a name that it has',
  },
  {
    title: "a client without a certificate is not let in",
    options: { ca: authority.cert, serverName: hostName },
    error:
      "Cannot reach BuildKit at ADDRESS: the daemon asks for a certificate of ours; set the certificate and the key",
  },
  {
    title: "a client with a certificate of another authority is not let in",
    options: { ...goodTls, cert: stranger.cert, key: stranger.key },
    error:
      "Cannot reach BuildKit at ADDRESS: it closed the connection before it said anything; it may refuse our certificate: has the certificate expired, or does the daemon trust another CA?",
  },
  {
    title: "a client with an expired certificate is not let in",
    options: { ...goodTls, cert: expired.cert, key: expired.key },
    error:
      "Cannot reach BuildKit at ADDRESS: it closed the connection before it said anything; it may refuse our certificate: has the certificate expired, or does the daemon trust another CA?",
  },
  {
    title: "a key that is not the certificate's is told before anything is sent",
    options: { ...goodTls, key: stranger.key },
    error: "Cannot reach BuildKit at ADDRESS: the key does not belong to the certificate",
  },
  {
    title: "a client without TLS is not let in",
    options: {},
    error:
      "Cannot reach BuildKit at ADDRESS: it closed the connection before it said anything; if it speaks TLS, set the CA file",
  },
];

test.for(tlsCases)("TLS: $title", async ({ server = serverCertificate, options = goodTls, error }) => {
  const tls = {
    cert: server.cert,
    key: server.key,
    ca: authority.cert,
    requestCert: true,
    rejectUnauthorized: true,
    ALPNProtocols: ["h2"],
  };
  await using daemon = await startFakeDaemon({ version: "v1" }, { kind: "tcp", tls });
  const endpoint = { kind: "buildkitd", address: daemon.address } as const;
  await using control = await connect(
    Object.keys(options).length === 0 ? endpoint : { ...endpoint, tls: options },
    signal,
  );
  const info = control.info(signal);
  if (error === undefined) expect(await info).toEqual({ version: "v1", revision: "fake" });
  else {
    await expect(info).rejects.toBeInstanceOf(DaemonError);
    await expect(info).rejects.toMatchObject({ message: error.replace("ADDRESS", daemon.address) });
  }
});

const unreachableCases: readonly { readonly title: string; readonly endpoint: Endpoint; readonly message: string }[] = [
  {
    title: "a socket that is not there",
    endpoint: { kind: "buildkitd", address: "unix:///nowhere/buildkitd.sock" },
    message:
      "Cannot reach BuildKit at unix:///nowhere/buildkitd.sock: there is no such socket; is the daemon running? (connect ENOENT /nowhere/buildkitd.sock)",
  },
  {
    title: "a docker socket that is not there",
    endpoint: { kind: "dockerd", address: "unix:///nowhere/docker.sock" },
    message:
      "Cannot reach BuildKit at unix:///nowhere/docker.sock: there is no such socket; is the daemon running? (connect ENOENT /nowhere/docker.sock)",
  },
  {
    title: "a port that nobody listens on",
    endpoint: { kind: "buildkitd", address: "tcp://127.0.0.1:1" },
    message:
      "Cannot reach BuildKit at tcp://127.0.0.1:1: nothing listens there; is the daemon running? (connect ECONNREFUSED 127.0.0.1:1)",
  },
  {
    title: "an address of no known form",
    endpoint: { kind: "buildkitd", address: "ftp://x" },
    message:
      '"ftp://x" is no address of a daemon: expected unix:///PATH, tcp://HOST:PORT, ssh://USER@HOST, docker-container://NAME, podman-container://NAME, nerdctl-container://NAME or kube-pod://POD',
  },
];

test.for(unreachableCases)("$title is told by its address, and what may be done", async ({ endpoint, message }) => {
  const told = await (async () => {
    await using control = await connect(endpoint, signal);
    await control.info(signal);
  })().catch((error: unknown) => error);
  expect(told).toBeInstanceOf(DaemonError);
  expect(told).toMatchObject({ message, address: endpoint.address });
});

test("what is not dockerd is told", async () => {
  await using daemon = await startFakeDaemon();
  const endpoint = { kind: "dockerd", address: daemon.address } as const;
  await expect(connect(endpoint, signal)).rejects.toThrow(`Cannot reach BuildKit at ${daemon.address}: `);
});

test("a dockerd that wants TLS is told, with what turns it on", async () => {
  const answer = "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n";
  const server = net.createServer((client) => client.on("error", () => {}).once("data", () => client.end(answer)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const listening = server.address();
  const port = typeof listening === "object" && listening !== null ? listening.port : 0;
  const address = `tcp://127.0.0.1:${port}`;
  await expect(connect({ kind: "dockerd", address }, signal)).rejects.toMatchObject({
    name: "DaemonError",
    message: `Cannot reach BuildKit at ${address}: it speaks TLS; set DOCKER_TLS_VERIFY=1, or use a docker context with certificates`,
  });
  server.close();
});

test("a session cannot be opened on a daemon that is gone", async () => {
  await using world = await connected();
  await world.daemon.kill();
  const opening = world.control.openSession({ sharedKey: "", attachables: [] }, signal);
  await expect(opening).rejects.toBeInstanceOf(DaemonError);
});
