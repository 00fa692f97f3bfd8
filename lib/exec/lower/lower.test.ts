// What each attribute of a target becomes in the request, through the door of the room.

import { createServer } from "node:net";
import path from "node:path";
import { expect, test } from "vitest";
import {
  allCapabilities,
  endWell,
  linksTo,
  planOf,
  resultOf,
  runToEnd,
  startWorld,
  type TargetSpec,
  type WorldSpec,
} from "../../../testing/exec/index.js";
import type { Exporter } from "../../buildkit/index.js";
import type { Diagnostic } from "../../source/index.js";

interface Lowered {
  readonly frontend: string;
  /** Without those that every target has. */
  readonly attrs: Readonly<Record<string, string>>;
  readonly exporters: readonly Exporter[];
  readonly cacheExports: readonly Exporter[];
  readonly cacheImports: readonly Exporter[];
  readonly entitlements: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly notes: readonly string[];
}

const quiet: TargetSpec = { output: [{ type: "cacheonly", attrs: new Map() }] };

/** Builds one target on the fake daemon and tells what it was asked. */
async function lower(spec: TargetSpec, world: WorldSpec = {}): Promise<Lowered> {
  await using made = await startWorld(world);
  const { result, events } = await runToEnd(planOf({ app: { ...quiet, ...spec } }), made.options);
  const request = made.daemon.solves.find(({ frontendAttrs }) => frontendAttrs["label:step"] === "app");
  const { "label:step": _step, ...attrs } = request?.frontendAttrs ?? {};
  return {
    frontend: request?.frontend ?? "",
    attrs,
    exporters: (request?.exporters ?? []).map(({ type, attrs: own }) => ({ type: type ?? "", attrs: { ...own } })),
    cacheExports: (request?.cache?.exports ?? []).map(({ type, attrs: own }) => ({
      type: type ?? "",
      attrs: { ...own },
    })),
    cacheImports: (request?.cache?.imports ?? []).map(({ type, attrs: own }) => ({
      type: type ?? "",
      attrs: { ...own },
    })),
    entitlements: [...(request?.entitlements ?? [])],
    diagnostics: result.diagnostics,
    notes: events.flatMap((event) => (event.kind === "note" ? [event.text] : [])),
  };
}

/** Of every local target in a new world. */
const plainAttrs = { filename: "Dockerfile", "attest:provenance": "mode=min,inline-only=true" };

const map = (pairs: Readonly<Record<string, string>>): ReadonlyMap<string, string> => new Map(Object.entries(pairs));
const output = (type: string, attrs: Readonly<Record<string, string>> = {}) => ({ type, attrs: map(attrs) });

const attrCases: readonly (TargetSpec & { readonly is: string; readonly gives: Readonly<Record<string, string>> })[] = [
  { is: "nothing", gives: {} },
  { is: "args", args: map({ A: "1", B: "" }), gives: { "build-arg:A": "1", "build-arg:B": "" } },
  { is: "labels", labels: map({ "a.b": "c" }), gives: { "label:a.b": "c" } },
  { is: "target", target: "stage", gives: { target: "stage" } },
  { is: "an empty target", target: "", gives: {} },
  {
    is: "platforms in normal form",
    platforms: ["linux/arm64/v8,linux/x86_64", "linux/arm"],
    gives: { platform: "linux/arm64,linux/amd64,linux/arm/v7" },
  },
  { is: "the daemon's platform", platforms: ["local"], gives: { platform: "linux/amd64" } },
  { is: "no-cache", noCache: true, gives: { "no-cache": "" } },
  { is: "no-cache-filter", noCacheFilter: ["a", "b"], gives: { "no-cache": "a,b" } },
  { is: "no-cache over its filter", noCache: true, noCacheFilter: ["a"], gives: { "no-cache": "" } },
  { is: "pull", pull: true, gives: { "image-resolve-mode": "pull" } },
  { is: "network none", network: "none", gives: { "force-network-mode": "none" } },
  { is: "network default", network: "default", gives: {} },
  {
    is: "extra hosts",
    extraHosts: map({ b: "[::1]", a: "1.2.3.4,5.6.7.8" }),
    gives: { "add-hosts": "a=1.2.3.4,a=5.6.7.8,b=::1" },
  },
  { is: "shm-size", shmSize: "1.5m", gives: { "shm-size": "1572864" } },
  { is: "ulimits", ulimits: ["nofile=9", "core=0:-1", "nofile=1024"], gives: { ulimit: "core=0:-1,nofile=1024:1024" } },
  {
    is: "resources",
    resources: { memory: "1g", memorySwap: "-1", cpuShares: 2n, cpuQuota: 0n, cpusetCpus: "0-1" },
    gives: { memory: "1073741824", memswap: "-1", cpushares: "2", cpusetcpus: "0-1" },
  },
  {
    is: "attestations",
    attest: [
      { type: "provenance", isDisabled: false, attrs: map({ version: "v1", mode: "max" }) },
      { type: "sbom", isDisabled: false, attrs: map({ generator: "a,b" }) },
    ],
    gives: { "attest:provenance": "type=provenance,mode=max,version=v1", "attest:sbom": `type=sbom,"generator=a,b"` },
  },
  {
    is: "a frontend of one's own",
    args: map({ BUILDKIT_SYNTAX: "me/frontend:1 --flag" }),
    gives: {
      "build-arg:BUILDKIT_SYNTAX": "me/frontend:1 --flag",
      source: "me/frontend:1",
      cmdline: "me/frontend:1 --flag",
    },
  },
  {
    is: "a list of one platform",
    args: map({ BUILDKIT_MULTI_PLATFORM: "1" }),
    gives: { "build-arg:BUILDKIT_MULTI_PLATFORM": "1", "multi-platform": "true" },
  },
  {
    is: "a git context",
    context: "https://github.com/me/app.git#main",
    gives: { context: "https://github.com/me/app.git#main" },
  },
  {
    is: "an http context",
    context: "https://host/app.tar",
    dockerfile: "sub/Dockerfile",
    gives: { context: "https://host/app.tar", filename: "sub/Dockerfile" },
  },
  {
    is: "a git context with a query",
    context: "https://host/app.git?ref=v1",
    gives: { context: "https://host/app.git?ref=v1", "frontend.caps": "moby.buildkit.frontend.gitquerystring" },
  },
  { is: "a Dockerfile below the context", dockerfile: "sub/Other", gives: { filename: "Other" } },
  { is: "a Dockerfile that is written small", context: "small", gives: { filename: "dockerfile" } },
  { is: "an inline Dockerfile", dockerfileInline: "FROM scratch", gives: { dockerfilekey: "dockerfile" } },
  {
    is: "an inline Dockerfile for a git context",
    context: "git://host/app",
    dockerfileInline: "FROM scratch",
    gives: { context: "git://host/app", dockerfilekey: "dockerfile" },
  },
  {
    is: "named contexts that are fetched",
    contexts: map({ "docker.io/library/alpine:latest": "docker-image://busybox", src: "https://host/x.git?tag=a" }),
    gives: {
      "context:alpine": "docker-image://busybox",
      "context:src": "https://host/x.git?tag=a",
      "frontend.caps": "moby.buildkit.frontend.contexts+forward,moby.buildkit.frontend.gitquerystring+forward",
    },
  },
];

const contextFiles = {
  "sub/Other": "FROM scratch",
  "sub/Dockerfile": "FROM scratch",
  "small/dockerfile": "FROM scratch",
};

test.for(attrCases)("$is becomes frontend attributes", async ({ is: _is, gives, ...spec }) => {
  const { attrs, diagnostics } = await lower(spec, { files: contextFiles });
  expect(diagnostics).toEqual([]);
  expect(attrs).toEqual({ ...plainAttrs, ...gives });
});

test("proxies of docker's config become build arguments, but for those that are given", async () => {
  const config = { proxies: { default: { httpProxy: "http://p:1", noProxy: "a,b", ftpProxy: "" } } };
  const { attrs } = await lower(
    { args: map({ no_proxy: "mine" }) },
    { files: { "docker/config.json": JSON.stringify(config) } },
  );
  expect(attrs).toEqual({ ...plainAttrs, "build-arg:HTTP_PROXY": "http://p:1", "build-arg:no_proxy": "mine" });
});

test("the default provenance can be turned off by the environment", async () => {
  const { attrs } = await lower({}, { options: { env: { BUILDX_NO_DEFAULT_ATTESTATIONS: "1" } } });
  expect(attrs).toEqual({ filename: "Dockerfile" });
});

test("disabled provenance is not asked for", async () => {
  const { attrs } = await lower({ attest: [{ type: "provenance", isDisabled: true, attrs: new Map() }] });
  expect(attrs).toEqual({ filename: "Dockerfile" });
});

test("what a build asks for beside its frontend is in the request", async () => {
  const { entitlements } = await lower({ network: "host", entitlements: ["network.host", "security.insecure"] });
  expect(entitlements).toEqual(["network.host", "security.insecure"]);
});

test("host-gateway is the address that dockerd knows", async () => {
  const spec: TargetSpec = { extraHosts: map({ host: "host-gateway" }) };
  const known = await lower(spec, { traits: { hostGatewayIp: "172.17.0.1" } });
  expect(known.attrs["add-hosts"]).toBe("host=172.17.0.1");
  const { diagnostics } = await lower(spec);
  expect(diagnostics.map(({ code }) => code)).toEqual(["unsupported-by-builder"]);
});

const outputCases: readonly (TargetSpec & {
  readonly is: string;
  readonly world?: WorldSpec;
  readonly gives: readonly Exporter[];
})[] = [
  {
    is: "an image",
    output: [output("image")],
    tags: ["a", "b:1"],
    gives: [{ type: "image", attrs: { name: "a,b:1" } }],
  },
  {
    is: "a registry",
    output: [output("registry")],
    tags: ["h:5000/a"],
    gives: [{ type: "image", attrs: { push: "true", unpack: "false", name: "h:5000/a" } }],
  },
  {
    is: "an archive",
    output: [output("oci", { dest: "x.tar", name: "n" })],
    gives: [{ type: "oci", attrs: { name: "n" } }],
  },
  { is: "a tree", output: [output("local", { dest: "out" })], gives: [{ type: "local", attrs: {} }] },
  {
    is: "an exporter that we do not know",
    output: [output("custom", { a: "b" })],
    gives: [{ type: "custom", attrs: { a: "b" } }],
  },
  { is: "cacheonly", output: [output("cacheonly")], gives: [] },
  { is: "no output", output: [], gives: [] },
  {
    is: "no output, with a builder that loads",
    output: [],
    world: {
      node: {
        isDefaultLoad: true,
        loader: { takesOci: async () => false, load: async () => {}, push: async () => "" },
      },
    },
    gives: [{ type: "docker", attrs: {} }],
  },
  {
    is: "a load into a store that takes OCI",
    output: [output("docker")],
    world: { node: { loader: { takesOci: async () => true, load: async () => {}, push: async () => "" } } },
    gives: [{ type: "oci", attrs: { "prefer-image-digest": "true" } }],
  },
  {
    is: "no output, with dockerd",
    output: [],
    tags: ["a"],
    world: { node: { driver: "docker" }, traits: { isDocker: true, hasContainerdStore: true } },
    gives: [{ type: "moby", attrs: { name: "a", "prefer-image-digest": "true" } }],
  },
  {
    is: "a load into dockerd, with dockerd",
    output: [output("docker")],
    world: { node: { driver: "docker" }, traits: { isDocker: true, hasContainerdStore: false } },
    gives: [{ type: "moby", attrs: {} }],
  },
  {
    is: "several at once, annotated",
    output: [output("image"), output("tar", { dest: "x.tar" })],
    annotations: ["a=b", "index,manifest[linux/arm64/v8]:c=d=e", "manifest-descriptor:f="],
    gives: ["image", "tar"].map((type) => ({
      type,
      attrs: {
        "annotation.a": "b",
        "annotation-index.c": "d=e",
        "annotation-manifest[linux/arm64].c": "d=e",
        "annotation-manifest-descriptor.f": "",
      },
    })),
  },
  {
    is: "an image without the artifact type",
    output: [output("image")],
    world: { options: { env: { BUILDX_NO_DEFAULT_OCI_ARTIFACT: "true" } } },
    gives: [{ type: "image", attrs: { "oci-artifact": "false" } }],
  },
];

test.for(outputCases)("$is becomes exporters", async ({ is: _is, gives, world, ...spec }) => {
  const { exporters, diagnostics } = await lower(spec, world);
  expect(diagnostics).toEqual([]);
  expect(exporters).toEqual(gives);
});

test("a target whose result goes nowhere is told of once", async () => {
  await using world = await startWorld();
  const { events } = await runToEnd(planOf({ a: {}, b: {}, c: quiet }), world.options);
  const notes = events.flatMap((event) => (event.kind === "note" ? [event.text] : []));
  expect(notes).toHaveLength(1);
  expect(notes[0]).toMatch(/^Targets "a", "b" have no output/);
});

const cacheCases: readonly (TargetSpec & {
  readonly is: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly imports?: readonly Exporter[];
  readonly exports?: readonly Exporter[];
})[] = [
  {
    is: "a registry",
    cacheFrom: [output("registry", { ref: "a" })],
    cacheTo: [output("registry", { ref: "a", mode: "max" })],
    imports: [{ type: "registry", attrs: { ref: "a" } }],
    exports: [{ type: "registry", attrs: { ref: "a", mode: "max" } }],
  },
  { is: "the image itself", cacheTo: [output("inline")], exports: [{ type: "inline", attrs: {} }] },
  {
    is: "the image itself, by argument",
    args: map({ BUILDKIT_INLINE_CACHE: "1" }),
    exports: [{ type: "inline", attrs: {} }],
  },
  {
    is: "GitHub's cache",
    env: { ACTIONS_RUNTIME_TOKEN: "t", ACTIONS_RESULTS_URL: "u", ACTIONS_CACHE_SERVICE_V2: "true" },
    cacheTo: [output("gha", { scope: "s" })],
    exports: [{ type: "gha", attrs: { scope: "s", token: "t", url: "u", url_v2: "u" } }],
  },
  {
    is: "S3",
    env: { AWS_ACCESS_KEY_ID: "k", AWS_SECRET_ACCESS_KEY: "s", AWS_SESSION_TOKEN: "t" },
    cacheFrom: [
      output("s3", { bucket: "b" }),
      output("s3", { bucket: "c", access_key_id: "x", secret_access_key: "y" }),
    ],
    imports: [
      { type: "s3", attrs: { bucket: "b", access_key_id: "k", secret_access_key: "s", session_token: "t" } },
      { type: "s3", attrs: { bucket: "c", access_key_id: "x", secret_access_key: "y" } },
    ],
  },
  {
    is: "Azure",
    cacheTo: [output("azblob", { name: "n" })],
    exports: [{ type: "azblob", attrs: { name: "n" } }],
  },
  {
    is: "a folder to write",
    cacheTo: [output("local", { dest: "c" })],
    exports: [{ type: "local", attrs: { dest: "c" } }],
  },
];

test.for(cacheCases)("$is becomes a cache", async ({ is: _is, env = {}, imports = [], exports = [], ...spec }) => {
  const lowered = await lower(spec, { options: { env } });
  expect(lowered.diagnostics).toEqual([]);
  expect(lowered.cacheImports).toEqual(imports);
  expect(lowered.cacheExports).toEqual(exports);
  // The frontend has a copy of its own.
  const copy = imports.map(({ type, attrs }) => ({ Type: type, Attrs: attrs }));
  expect(JSON.parse(lowered.attrs["cache-imports"] ?? "[]")).toEqual(copy);
});

test("a cache in a folder is imported by digest", async () => {
  const digest = `sha256:${"a".repeat(64)}`;
  const index = { manifests: [{ digest, annotations: { "org.opencontainers.image.ref.name": "t" } }] };
  const files = { "c/index.json": JSON.stringify(index), [`c/blobs/sha256/${"a".repeat(64)}`]: "{}" };
  const { cacheImports } = await lower({ cacheFrom: [output("local", { src: "c", tag: "t" })] }, { files });
  expect(cacheImports).toEqual([{ type: "local", attrs: { src: "c", tag: "t", digest } }]);
});

test.for([
  { is: "a folder that is not there", entry: output("local", { src: "c" }), said: /is not used: it has no "latest"/ },
  { is: "GitHub's cache elsewhere", entry: output("gha"), said: /ACTIONS_RUNTIME_TOKEN is not set/ },
  { is: "a service the daemon lacks", entry: output("s3"), llb: [], said: /BuildKit has it since 0\.11/ },
])("$is is left out as a cache, and that is said", async ({ entry, llb, said }) => {
  const traits = llb === undefined ? {} : { capabilities: { frontend: new Set<string>(), llb: new Set<string>(llb) } };
  const { cacheImports, notes } = await lower({ cacheFrom: [entry] }, { traits });
  expect(cacheImports).toEqual([]);
  expect(notes).toEqual([expect.stringMatching(said)]);
});

test("a named context in a folder is served, and keeps its name apart from the main ones", async () => {
  const { attrs } = await lower({ contexts: map({ src: "sub", context: "sub" }) }, { files: contextFiles });
  expect(attrs["context:src"]).toBe("local:src");
  expect(attrs["context:context"]).toBe("local:_context");
  expect(attrs["local-sessionid:src"]).toMatch(/./);
  expect(attrs["sharedkey:localdir:context"]).toMatch(/^sub:machine:[0-9a-f]{16}$/);
});

test("an image in an OCI layout is named by digest, in a store of its own", async () => {
  const digest = `sha256:${"b".repeat(64)}`;
  const files = { "l/index.json": JSON.stringify({ manifests: [{ digest }] }) };
  const { attrs } = await lower(
    { contexts: map({ a: "oci-layout://l:v1", b: `oci-layout://l@${digest}` }) },
    { files },
  );
  expect(attrs["context:a"]).toBe(`oci-layout://id1:v1@${digest}`);
  expect(attrs["context:b"]).toBe(`oci-layout://id2@${digest}`);
});

test("a target that only asks the frontend builds and exports nothing", async () => {
  await using world = await startWorld({
    script: {
      solve: endWell,
      gatewaySolve: async (_build, { frontendOpt }) => ({
        metadata: { "result.txt": Buffer.from(frontendOpt["requestid"] ?? ""), "result.statuscode": Buffer.from("3") },
      }),
    },
  });
  const plan = planOf({
    base: { isLinked: true, call: "lint" },
    app: { call: "check", contexts: linksTo("base"), output: [output("image")] },
  });
  const { result, outcomes } = await runToEnd(plan, world.options);
  expect(outcomes).toEqual({ base: "built", app: "built" });
  expect([...result.calls]).toEqual([
    [
      "app",
      {
        method: "lint",
        answer: new Map([
          ["result.txt", "frontend.lint"],
          ["result.statuscode", "3"],
        ]),
      },
    ],
  ]);
  expect(world.daemon.solves.map(({ internal, exporters }) => ({ internal, exporters }))).toEqual(
    ["base", "app"].map(() => ({ internal: true, exporters: [] })),
  );
  expect(world.daemon.calls.filter(({ method }) => method === "LLBBridge/Evaluate")).toEqual([]);
});

test("steps that ask for the same of a folder share a session, and those that ask for other files have trees of their own", async () => {
  const contexts = map({ src: "sub" });
  await using world = await startWorld({
    files: contextFiles,
    script: { gatewaySolve: async (build) => resultOf(build.ref), solve: endWell },
  });
  const plan = planOf({
    one: { ...quiet, contexts, args: map({ V: "1" }) },
    two: { ...quiet, contexts, args: map({ V: "2" }) },
    other: { ...quiet, target: "stage", contexts },
  });
  const first = await sessionsOf();
  expect(first["one"]?.sessions).toEqual(first["two"]?.sessions);
  expect(first["one"]?.sessions).not.toEqual(first["other"]?.sessions);
  expect(first["one"]?.sessions["dockerfile"]).toEqual(first["other"]?.sessions["dockerfile"]);
  // The daemon finds the same trees again in the next run.
  const second = await sessionsOf();
  for (const step of ["one", "two", "other"]) expect(second[step]?.keys).toEqual(first[step]?.keys);
  expect(first["one"]?.keys["src"]).not.toEqual(first["other"]?.keys["src"]);

  async function sessionsOf() {
    const before = world.daemon.solves.length;
    await runToEnd(plan, world.options);
    return Object.fromEntries(
      world.daemon.solves.slice(before).map(({ frontendAttrs }) => {
        const ids = Object.entries(frontendAttrs).flatMap(([key, id]) => {
          const [, local] = /^local-sessionid:(.*)$/.exec(key) ?? [];
          return local === undefined ? [] : [[local, id] as const];
        });
        const keys = ids.map(([local, id]) => [local, world.daemon.sessions.get(id)?.sharedKey ?? ""] as const);
        return [
          frontendAttrs["label:step"] ?? "",
          { sessions: Object.fromEntries(ids), keys: Object.fromEntries(keys) },
        ];
      }),
    );
  }
});

test.for([
  { is: "copied by name", dockerfile: `FROM scratch\nARG SERVICE\nCOPY services/\${SERVICE} /`, isApart: true },
  {
    is: "copied through another argument",
    dockerfile: "ARG SERVICE\nARG DIR=services/$SERVICE\nFROM scratch\nADD \\\n  $DIR /",
    isApart: true,
  },
  { is: "what the stage is chosen by", dockerfile: "FROM a AS x-1\nFROM x-$SERVICE", isApart: true },
  { is: "only used in a RUN", dockerfile: "FROM scratch\nARG SERVICE\nCOPY . /\nRUN make $SERVICE", isApart: false },
  { is: "only a comment", dockerfile: "FROM scratch\n# COPY $SERVICE /\n", isApart: false },
])(
  "targets that differ in an argument that is $is have trees of their own: $isApart",
  async ({ dockerfile, isApart }) => {
    await using world = await startWorld({ files: { Dockerfile: dockerfile } });
    const target = (service: string): TargetSpec => ({ ...quiet, args: map({ SERVICE: service, VERSION: service }) });
    await runToEnd(planOf({ a: target("1"), b: target("2") }), world.options);
    const keys = [...world.daemon.sessions.values()].map(({ sharedKey }) => sharedKey);
    const contexts = world.daemon.solves.map(({ frontendAttrs }) => frontendAttrs["local-sessionid:context"]);
    // Those who share a tree share the session that serves it.
    expect(new Set(contexts).size === 1 && contexts[0] !== undefined).toBe(!isApart);
    expect(new Set(keys).size).toBe(isApart ? 3 : 2);
  },
);

test("secrets are read when the daemon asks, and one without a value was not given", async () => {
  const answers = new Map<string, string>();
  const secret = [
    { id: "FROM_ENV" },
    { id: "named", env: "OTHER" },
    { id: "unset", env: "NOT_SET" },
    { id: "file", src: "s.txt" },
    { id: "s.txt" },
  ];
  const { diagnostics } = await lower(
    { secret },
    {
      files: { "s.txt": "of file" },
      options: { env: { FROM_ENV: "of env", OTHER: "of other" } },
      script: {
        solve: async (build) => {
          const session = await build.session();
          for (const { id } of secret) {
            const request = Buffer.concat([Buffer.from([0x0a, id.length]), Buffer.from(id)]);
            const { code, messages } = await session.call("/moby.buildkit.secrets.v1.Secrets/GetSecret", [request]);
            answers.set(id, code === 0 ? (messages[0]?.subarray(2).toString() ?? "") : `code ${code}`);
          }
          return {};
        },
      },
    },
  );
  expect(diagnostics).toEqual([]);
  expect(Object.fromEntries(answers)).toEqual({
    FROM_ENV: "of env",
    named: "of other",
    unset: "code 5",
    file: "of file",
    "s.txt": "of file",
  });
});

test("the context - is the archive that was handed over, with a Dockerfile in it or beside it", async () => {
  const files = { "own.Dockerfile": "FROM scratch\n" };
  const open = async function* () {
    yield Buffer.from("the tar");
  };
  let answer = "";
  const world: WorldSpec = {
    files,
    options: { standardContext: { kind: "archive", open } },
    script: {
      solve: async (build) => {
        const urlpath = new URL(build.request.frontendAttrs["context"] ?? "").pathname;
        const session = await build.session();
        const { messages } = await session.call("/moby.upload.v1.Upload/Pull", [], { urlpath });
        answer = Buffer.concat(messages.map((message) => message.subarray(2))).toString();
        return {};
      },
    },
  };
  const inside = await lower({ context: "-", dockerfile: "d/Dockerfile" }, world);
  expect(inside.diagnostics).toEqual([]);
  expect(inside.attrs).toEqual({
    ...plainAttrs,
    context: expect.stringMatching(/^http:\/\/buildkit-session\/id\d+$/),
    filename: "d/Dockerfile",
  });
  expect(answer).toBe("the tar");
  const beside = await lower({ context: "-", dockerfile: "cwd://own.Dockerfile" }, world);
  expect(beside.attrs).toMatchObject({ filename: "own.Dockerfile", dockerfilekey: "dockerfile" });
});

test("the context - without an archive is an empty folder", async () => {
  const spec: TargetSpec = { context: "-", dockerfileInline: "FROM scratch" };
  const { attrs, diagnostics } = await lower(spec, { options: { standardContext: { kind: "empty" } } });
  expect(diagnostics).toEqual([]);
  expect(attrs).toMatchObject({ filename: "Dockerfile", dockerfilekey: "dockerfile" });
  expect(attrs["context"]).toBeUndefined();
});

test("a git context over ssh reads with the default agent", async () => {
  const agent = createServer();
  await using world = await startWorld();
  const socket = path.join(world.cwd, "agent");
  await new Promise<void>((resolve) => agent.listen(socket, resolve));
  try {
    const env = { SSH_AUTH_SOCK: socket };
    const plan = planOf({ app: { ...quiet, context: "ssh://git@host/app.git" } });
    await runToEnd(plan, { ...world.options, env });
    const [session] = [...world.daemon.sessions.values()];
    expect(session?.methods).toContain("/moby.sshforward.v1.SSH/CheckAgent");
  } finally {
    agent.close();
  }
});

const mistakes: readonly (TargetSpec & { readonly is: string; readonly world?: WorldSpec; readonly says: string })[] = [
  { is: "a context that is not there", context: "nope", says: `Context "nope" does not exist` },
  { is: "a context that is a file", context: "Dockerfile", says: `Context "Dockerfile" is not a folder` },
  {
    is: "an image as context",
    context: "docker-image://a",
    says: `"docker-image://a" cannot be the context of a target`,
  },
  { is: "a Dockerfile that is not there", dockerfile: "D", says: `Dockerfile "D" does not exist` },
  { is: "a Dockerfile that is a folder", dockerfile: "sub", says: `Dockerfile "sub" is a folder` },
  {
    is: "a named context that is not there",
    contexts: map({ a: "no" }),
    says: `Named context "a": "no" does not exist`,
  },
  {
    is: "an empty OCI layout",
    contexts: map({ a: "oci-layout://l:v" }),
    says: `Named context "a": no image "v" in the OCI layout "l"`,
  },
  { is: "a platform", platforms: ["linux/amd64", "nonsense"], says: `"nonsense" is no platform` },
  { is: "a network", network: "mine", says: `"mine" is no network of a build` },
  { is: "a host without an address", extraHosts: map({ h: "x" }), says: `"x" of host "h" is no IP address` },
  { is: "a tag", tags: ["Me/App"], says: `Tag "Me/App" is no image reference` },
  { is: "a push without a name", output: [output("registry")], says: "An image that is pushed needs a name" },
  {
    is: "two outputs to stdout",
    output: [output("tar", { dest: "-" }), output("oci", { dest: "-" })],
    world: { options: { stdout: { isTerminal: false, write: async () => {} } } },
    says: "Two outputs go to standard output",
  },
  {
    is: "an archive for the terminal",
    output: [output("tar", { dest: "-" })],
    says: "Output type=tar would write an archive to the terminal",
  },
  { is: "a file that is a folder", output: [output("tar", { dest: "sub" })], says: `Output "sub" is a folder` },
  {
    is: "a folder that is a file",
    output: [output("local", { dest: "Dockerfile" })],
    says: `Output "Dockerfile" is a file`,
  },
  {
    is: "a docker archive of two platforms",
    platforms: ["linux/amd64", "linux/arm64"],
    output: [output("docker", { dest: "x" })],
    says: "A docker archive holds one image and no attestations",
  },
  {
    is: "a load without an engine",
    output: [output("docker")],
    says: "This builder has no docker to load the image into",
  },
  {
    is: "a layout folder beside an image",
    output: [output("oci", { dest: "x", tar: "false" }), output("image")],
    says: "A layout folder (tar=false) cannot stand beside another image output",
  },
  {
    is: "a load into an engine that is away",
    output: [output("docker")],
    world: {
      node: {
        loader: {
          takesOci: () => Promise.reject(new Error("no such socket")),
          load: async () => {},
          push: async () => "",
        },
      },
    },
    says: "The docker to load the image into does not answer",
  },
  {
    is: "a secret that is nowhere",
    secret: [{ id: "s" }],
    says: `Secret "s" is neither an environment variable nor a file`,
  },
  {
    is: "a secret without its file",
    secret: [{ id: "s", src: "f" }],
    says: `The file "f" of secret "s" does not exist`,
  },
  {
    is: "an agent without a socket",
    ssh: [{ id: "default", paths: [] }],
    says: `ssh agent "default" has no path, and SSH_AUTH_SOCK is not set`,
  },
  { is: "a key that is not there", ssh: [{ id: "k", paths: ["f"] }], says: `"f" of ssh agent "k" does not exist` },
  { is: "a local cache without its folder", cacheTo: [output("local")], says: `A cache of type=local needs "dest"` },
  {
    is: "an environment variable",
    world: { options: { env: { BUILDX_NO_DEFAULT_ATTESTATIONS: "maybe" } } },
    says: `Environment variable BUILDX_NO_DEFAULT_ATTESTATIONS is "maybe", which is neither true nor false`,
  },
  {
    is: "a source policy that is not there",
    policy: [{ filenames: ["p"], reset: false, disabled: false }],
    says: 'Policy "p" does not exist',
  },
  ...inOldDocker("This docker cannot build several platforms at once", { platforms: ["linux/amd64", "linux/arm64"] }),
  ...inOldDocker("Docker's own image store cannot write OCI archives", { output: [output("oci", { dest: "x" })] }),
  ...inOldDocker("Docker's own image store cannot write docker archives", {
    output: [output("docker", { dest: "x" })],
  }),
  ...inOldDocker("Docker's own image store cannot hold attestations", {
    attest: [{ type: "sbom", isDisabled: false, attrs: new Map() }],
  }),
  ...inOldDocker("Docker cannot push by digest alone", {
    tags: ["a"],
    output: [output("registry", { "push-by-digest": "true" })],
  }),
  ...inOldDocker("Docker's own image store cannot export a cache of type=registry", {
    cacheTo: [output("registry", { ref: "a" })],
  }),
];

function inOldDocker(says: string, spec: TargetSpec) {
  const world: WorldSpec = { node: { driver: "docker" }, traits: { isDocker: true, hasContainerdStore: false } };
  return [{ is: "docker's own image store", says, world, ...spec }];
}

test.for(mistakes)("$is is a mistake before anything is built: $says", async ({ is: _is, says, world, ...spec }) => {
  await using made = await startWorld({ ...world, files: contextFiles });
  const { outcomes, result } = await runToEnd(planOf({ app: { ...quiet, ...spec }, other: quiet }), made.options);
  const mine = result.diagnostics.filter(({ where }) => where === `target "app"`);
  expect(mine.map(({ summary }) => summary)).toEqual([says]);
  expect(outcomes["app"]).toBe(`failed: ${says}`);
  expect(outcomes["other"]).not.toBe("built");
  expect(made.daemon.calls).toEqual([]);
});

test("a mistake is shown where it was written, as tightly as can be said", async () => {
  await using world = await startWorld();
  const file = { name: "bake.hcl", text: `tags = ["a", "B"]\nplatforms = ["x", "x"]` };
  const origins = new Map([
    ["tags" as const, { file, start: 7, end: 17 }],
    ["platforms" as const, { file, start: 30, end: 40 }],
  ]);
  const plan = planOf({ app: { ...quiet, origins, tags: ["a", "B"], platforms: ["x", "x"] } });
  const { result } = await runToEnd(plan, world.options);
  const places = result.diagnostics.map(({ subject }) => subject && file.text.slice(subject.start, subject.end));
  expect(places).toContain("B");
  // Written twice: it cannot be said which is meant.
  expect(places).toContain(`["x", "x"]`);
});

test("archives of two targets cannot share standard output", async () => {
  await using world = await startWorld({ options: { stdout: { isTerminal: false, write: async () => {} } } });
  const toStdout = { output: [output("tar", { dest: "-" })] };
  const { result } = await runToEnd(planOf({ a: toStdout, b: toStdout }), world.options);
  expect(result.diagnostics.map(({ summary }) => summary)).toEqual([
    `Targets "a" and "b" both write to standard output`,
  ]);
});

const someDigest = `sha256:${"a".repeat(64)}`;

/** What releases of BuildKit brought that a daemon tells as capabilities, and what asks for it. */
const requiring: readonly (TargetSpec & {
  readonly capability: string;
  readonly says: string;
  readonly cgroupParent?: string;
})[] = [
  { capability: "exec.meta.ulimit", ulimits: ["nofile=1"], says: `"ulimits" needs BuildKit 0.10` },
  { capability: "exec.mount.tmpfs.size", shmSize: "1m", says: `"shm-size" needs BuildKit 0.10` },
  { capability: "exec.meta.cgroup.parent", cgroupParent: "a", says: "--cgroup-parent needs BuildKit 0.10" },
  {
    capability: "exporter.image.attestations",
    attest: [{ type: "sbom", isDisabled: false, attrs: new Map() }],
    says: `"attest" needs BuildKit 0.11`,
  },
  {
    capability: "exporter.image.annotations",
    annotations: ["a=b"],
    output: [output("image")],
    says: `"annotations" needs BuildKit 0.11`,
  },
  {
    capability: "source.ocilayout",
    contexts: map({ a: `oci-layout://x@${someDigest}`, b: `oci-layout://y@${someDigest}` }),
    says: `An "oci-layout" of "contexts" needs BuildKit 0.11`,
  },
  {
    capability: "exporter.multiple",
    output: [output("image"), output("image")],
    says: `More than one "output" of a target needs BuildKit 0.13`,
  },
  {
    capability: "exporter.sourcedateepoch",
    output: [output("image", { "rewrite-timestamp": "true" })],
    says: `"rewrite-timestamp" of "output" needs BuildKit 0.13`,
  },
  {
    capability: "exec.meta.cdi",
    entitlements: ["device=vendor.com/gpu=0"],
    says: `"device" of "entitlements" needs BuildKit 0.20`,
  },
  {
    capability: "exec.meta.linux.resources",
    resources: { memory: "1g" },
    says: `"resources" needs BuildKit 0.31`,
  },
];

test.for(requiring)(
  "without $capability it is said that $says",
  async ({ capability, says, cgroupParent, ...spec }) => {
    const options = cgroupParent === undefined ? {} : { cgroupParent };
    const told = async (llb: readonly string[]) => {
      const traits = { capabilities: { frontend: new Set<string>(), llb: new Set(llb) } };
      const { diagnostics } = await lower(spec, { traits, options });
      return diagnostics.map(({ code, summary, detail }) => ({ code, summary, detail }));
    };
    expect(await told(allCapabilities)).toEqual([]);
    expect(await told(allCapabilities.filter((id) => id !== capability))).toEqual([
      {
        code: "unsupported-by-builder",
        summary: expect.stringMatching(new RegExp(`^${says} or later, which is in Docker Engine \\d+\\.\\d+$`)),
        detail: `The daemon of this builder has no capability "${capability}".`,
      },
    ]);
  },
);

test("what nobody asks for is not missed", async () => {
  const traits = { capabilities: { frontend: new Set<string>(), llb: new Set<string>() } };
  const { diagnostics } = await lower({ output: [output("image")], tags: ["a"], labels: map({ a: "b" }) }, { traits });
  expect(diagnostics).toEqual([]);
});
