import { expect, test } from "vitest";
import {
  askPolicy,
  type FakeDaemonScript,
  FakeFailure,
  type FakeSource,
  startFakeDaemon,
} from "../../testing/fake/index.js";
import {
  connect,
  type PolicyAnswer,
  type PolicyQuestion,
  SolveError,
  type SourceMeta,
  type SourceMetaRequest,
  StatusCode,
  StatusError,
  solve,
} from "./index.js";
import { type CheckPolicy, policyVerifier } from "./session/index.js";

const { signal } = new AbortController();
const empty = { frontendAttrs: {}, exporters: [], cacheExports: [], cacheImports: [], entitlements: [] };
const platform = { os: "linux", architecture: "arm64", variant: "v8", osVersion: "1", osFeatures: ["a"] };
const image = { identifier: "docker-image://docker.io/library/alpine:3", attrs: { "image.resolvemode": "local" } };

/** A daemon that asks about `source` before it builds, and a session that answers with `check`. */
async function built(source: FakeSource, check: CheckPolicy) {
  const script: FakeDaemonScript = {
    solve: async ({ request, session }) => {
      const { identifier } = await askPolicy(await session(request.sourcePolicySession), source);
      return { identifier: identifier ?? "" };
    },
  };
  await using daemon = await startFakeDaemon(script);
  await using control = await connect({ kind: "buildkitd", address: daemon.address }, signal);
  await using session = await control.openSession(
    { sharedKey: "", attachables: [await policyVerifier(check)] },
    signal,
  );
  const request = { ...empty, ref: "r", frontend: "dockerfile.v0", sourcePolicySession: session.id };
  for await (const event of solve(control, { request }, signal)) {
    if (event.kind === "solved") return event.response.exporterResponse["identifier"];
  }
  throw new Error("the build ended without an answer");
}

function failureOf(source: FakeSource, check: CheckPolicy): Promise<unknown> {
  return built(source, check).then(
    () => undefined,
    (error: unknown) => error,
  );
}

function decision(action: "allow" | "deny", ...messages: readonly string[]): PolicyAnswer {
  return { kind: "decision", action, messages };
}

test("a question arrives with its source and platform, and an allowed source is read as it is", async () => {
  const questions: PolicyQuestion[] = [];
  const source = { source: image, platform };
  const read = await built(source, async (question) => {
    questions.push(question);
    return decision("allow");
  });
  expect(read).toBe(image.identifier);
  expect(questions).toEqual([{ platform, source: { source: image } }]);
});

test("a source of no platform has none", async () => {
  const questions: PolicyQuestion[] = [];
  await built({ source: { identifier: "git://example.com/a.git" } }, async (question) => {
    questions.push(question);
    return decision("allow");
  });
  expect(questions).toEqual([{ source: { source: { identifier: "git://example.com/a.git", attrs: {} } } }]);
});

test("a denied source fails the build with the messages of the policy", async () => {
  const error = await failureOf({ source: image }, async () => decision("deny", "unsigned", "too old"));
  expect(error).toBeInstanceOf(SolveError);
  expect(error).toMatchObject({
    message: `source "${image.identifier}" not allowed by policy: action DENY`,
    details: { denials: ["unsigned", "too old"] },
  });
});

test("without messages nothing but the refusal is told", async () => {
  const error = await failureOf({ source: image }, async () => decision("deny"));
  expect(error).toMatchObject({ message: `source "${image.identifier}" not allowed by policy: action DENY` });
  expect(error instanceof SolveError && "denials" in error.details).toBe(false);
});

test("what a source is converted to is asked about and read", async () => {
  const asked: string[] = [];
  const update = { identifier: "docker-image://docker.io/library/alpine:3@sha256:1", attrs: { a: "b" } };
  const read = await built({ source: image }, async ({ source: { source } }) => {
    asked.push(source.identifier);
    if (source.identifier === update.identifier) return decision("allow");
    return { kind: "decision", action: "convert", messages: [], update };
  });
  expect(read).toBe(update.identifier);
  expect(asked).toEqual([image.identifier, update.identifier]);
});

test("a request for more is answered by asking again", async () => {
  const requests: unknown[] = [];
  const metas: SourceMeta[] = [];
  const suffix = new Uint8Array([1, 2]);
  const wanted: SourceMetaRequest = {
    source: image,
    platform,
    git: { returnObject: true },
    image: { noConfig: true, attestationChain: true, resolveAttestations: ["https://slsa.dev/provenance/v1"] },
    http: { checksumRequest: { algorithm: "sha512", suffix } },
  };
  const blob = { mediaType: "m", digest: "sha256:b", size: 3, annotations: { k: "v" }, data: Buffer.from("abc") };
  const { mediaType, digest, size, annotations, data } = blob;
  const chain = { root: "r", imageManifest: "i", attestationManifest: "a", signatureManifests: ["s"] };
  await built(
    {
      source: image,
      platform,
      resolve(request) {
        requests.push(request);
        return {
          image: {
            digest: "sha256:1",
            config: Buffer.from("{}"),
            attestationChain: {
              ...chain,
              blobs: { "sha256:b": { descriptor: { mediaType, digest, size, annotations }, data } },
            },
          },
          git: { checksum: "c", ref: "refs/heads/main", commitChecksum: "d", commitObject: Buffer.from("o") },
          http: { checksum: "sha256:2", filename: "f", checksumResponse: { digest: "sha512:3", suffix } },
        };
      },
    },
    async ({ source }) => {
      metas.push(source);
      return metas.length === 1 ? { kind: "request", request: wanted } : decision("allow");
    },
  );
  expect(requests).toMatchObject([
    { ...wanted, http: { checksumRequest: { algo: 2, suffix: Buffer.from(suffix) } }, resolveMode: "" },
  ]);
  expect(metas).toEqual([
    { source: image },
    {
      source: image,
      image: {
        digest: "sha256:1",
        config: Buffer.from("{}"),
        attestationChain: { ...chain, blobs: new Map([["sha256:b", blob]]) },
      },
      git: { checksum: "c", ref: "refs/heads/main", commitChecksum: "d", commitObject: Buffer.from("o") },
      http: {
        checksum: "sha256:2",
        filename: "f",
        checksumResponse: { digest: "sha512:3", suffix: Buffer.from(suffix) },
      },
    },
  ]);
});

test("a policy that never decides is given up by the daemon", async () => {
  let questions = 0;
  const error = await failureOf({ source: image }, async ({ source: { source } }) => {
    questions += 1;
    return { kind: "request", request: { source } };
  });
  expect(error).toMatchObject({ message: "too many policy requests" });
  expect(questions).toBe(10);
});

test("what the policy fails with ends the build", async () => {
  const error = await failureOf({ source: image }, async () => {
    throw new StatusError(StatusCode.invalidArgument, "Dockerfile.rego:3: x is not defined");
  });
  expect(error).toMatchObject({ message: "Dockerfile.rego:3: x is not defined" });
});

test("the gateway tells what is known of a source", async () => {
  await using daemon = await startFakeDaemon({
    resolveSourceMeta: async ({ ref }, { source, image: wanted }) => {
      if (wanted?.noConfig !== true) throw new FakeFailure(2, "what else was wanted?");
      return { source: source ?? null, image: { digest: ref } };
    },
  });
  await using control = await connect({ kind: "buildkitd", address: daemon.address }, signal);
  let meta: SourceMeta | undefined;
  const run = solve(
    control,
    {
      request: { ...empty, ref: "r" },
      async drive(gateway, driving) {
        const wanted = { noConfig: true, attestationChain: false, resolveAttestations: [] };
        meta = await gateway.resolveSourceMeta({ source: image, image: wanted }, driving);
        return { refs: new Map(), isMultiPlatform: false, metadata: {}, attestations: {} };
      },
    },
    signal,
  );
  for await (const _ of run);
  expect(meta).toEqual({ source: image, image: { digest: "r" } });
});
