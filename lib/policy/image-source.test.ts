import { describe, expect, test } from "vitest";
import { amd64, ask, op, provenanceChain, shownInput, testPolicy } from "../../testing/policies/ask.js";

const digest = `sha256:${"d".repeat(64)}`;
const env = { filename: "Dockerfile", depth: 0 };
const onAmd64 = { platform: "linux/amd64", os: "linux", arch: "amd64" };

const names: readonly { readonly written: string; readonly image: object }[] = [
  {
    written: "alpine",
    image: {
      ref: "docker.io/library/alpine",
      host: "docker.io",
      repo: "alpine",
      fullRepo: "docker.io/library/alpine",
    },
  },
  {
    written: "docker.io/library/alpine:3.20",
    image: {
      ref: "docker.io/library/alpine:3.20",
      host: "docker.io",
      repo: "alpine",
      fullRepo: "docker.io/library/alpine",
      tag: "3.20",
    },
  },
  {
    written: "index.docker.io/moby/buildkit:latest",
    image: {
      ref: "docker.io/moby/buildkit:latest",
      host: "docker.io",
      repo: "moby/buildkit",
      fullRepo: "docker.io/moby/buildkit",
      tag: "latest",
    },
  },
  {
    written: `localhost:5000/a/b__c:1@${digest}`,
    image: {
      ref: `localhost:5000/a/b__c:1@${digest}`,
      host: "localhost:5000",
      repo: "localhost:5000/a/b__c",
      fullRepo: "localhost:5000/a/b__c",
      tag: "1",
      isCanonical: true,
      checksum: digest,
    },
  },
  {
    written: `[fd00::1]:5000/a@${digest}`,
    image: {
      ref: `[fd00::1]:5000/a@${digest}`,
      host: "[fd00::1]:5000",
      repo: "[fd00::1]:5000/a",
      fullRepo: "[fd00::1]:5000/a",
      isCanonical: true,
      checksum: digest,
    },
  },
];

test.for(names)("of $written the name tells", async ({ written, image }) => {
  expect(await shownInput({ source: op(`docker-image://${written}`) })).toEqual({
    env,
    image: { ...onAmd64, ...image },
  });
});

test.for(["", "Alpine", "a_/b", "x.io_/a", "a@sha256:abc", `a@sha256:${"d".repeat(63)}`, "a:", "-a", "a//b", "x y/a"])(
  "%j is no name of an image",
  async (written) => {
    const policy = await testPolicy("decision := {}");
    await expect(ask(policy, { source: op(`docker-image://${written}`) })).rejects.toThrow(
      `"${written}" is no name of an image`,
    );
  },
);

test("the platform is in normal form, without the version of its system", async () => {
  const platform = { ...amd64, os: "Linux", architecture: "aarch64", variant: "v8", osVersion: "1" };
  expect(await shownInput({ source: op("docker-image://a.io/b") }, { platform })).toMatchObject({
    image: { platform: "linux/arm64", os: "linux", arch: "arm64" },
  });
  const arm = { ...amd64, architecture: "arm", variant: "v7" };
  expect(await shownInput({ source: op("docker-image://a.io/b") }, { platform: arm })).toMatchObject({
    image: { platform: "linux/arm/v7", variant: "v7" },
  });
});

const source = op("docker-image://a.io/b:1");
const named = { ...onAmd64, ref: "a.io/b:1", host: "a.io", repo: "a.io/b", fullRepo: "a.io/b", tag: "1" };
const configOf = (config: unknown) => ({ source, image: { digest, config: Buffer.from(JSON.stringify(config)) } });

const configurations: readonly { readonly title: string; readonly config: unknown; readonly image: object }[] = [
  { title: "empty", config: {}, image: {} },
  {
    title: "full",
    config: {
      created: "2025-01-02T03:04:05.678901234Z",
      config: {
        Labels: { "a.b": "c", ["__proto__"]: "x" },
        Env: ["PATH=/bin", "A="],
        User: "nobody",
        Volumes: { "/b": {}, "/a": {} },
        WorkingDir: "/src",
      },
    },
    image: {
      createdTime: "2025-01-02T03:04:05Z",
      labels: { "a.b": "c", ["__proto__"]: "x" },
      env: ["PATH=/bin", "A="],
      user: "nobody",
      volumes: ["/a", "/b"],
      workingDir: "/src",
    },
  },
  {
    title: "made in another zone",
    config: { created: "2025-01-02T03:04:05.5+02:00" },
    image: { createdTime: "2025-01-02T03:04:05+02:00" },
  },
  {
    title: "made in no zone",
    config: { created: "2025-01-02T03:04:05+00:00" },
    image: { createdTime: "2025-01-02T03:04:05Z" },
  },
  {
    // The daemon would run it as root, and so has the policy to be told.
    title: "spelt to be passed over",
    config: { CONFIG: { user: "nobody", USER: "root", labels: null, Env: [1, "A=1"] } },
    image: { user: "root", env: ["A=1"] },
  },
  { title: "of no use", config: [1], image: {} },
];

test.for(configurations)("a configuration that is $title", async ({ config, image }) => {
  expect(await shownInput(configOf(config))).toEqual({ env, image: { ...named, checksum: digest, ...image } });
});

test("a configuration that is not JSON", async () => {
  const policy = await testPolicy("decision := {}");
  await expect(ask(policy, { source, image: { digest, config: Buffer.from("{") } })).rejects.toThrow(
    'the configuration of the image "a.io/b:1" is not JSON',
  );
});

describe("provenance", () => {
  const version1 = "https://slsa.dev/provenance/v1";
  const version02 = "https://slsa.dev/provenance/v0.2";
  const shown = async (type: string, predicate: unknown) =>
    shownInput({ source, image: { digest, attestationChain: provenanceChain(type, predicate) } });

  test("of version 1", async () => {
    const predicate = {
      buildDefinition: {
        buildType: "https://example.com/type",
        externalParameters: {
          configSource: { uri: "https://example.com/r.git#main", digest: { sha1: "1234" }, path: "Dockerfile" },
          request: { frontend: "dockerfile.v0", args: { "build-arg:A": "1", "build-arg:": "2", target: "x" } },
        },
        resolvedDependencies: [],
      },
      runDetails: {
        builder: { id: "https://example.com/builder" },
        metadata: {
          invocationId: "i",
          startedOn: "2025-01-02T03:04:05.6+01:00",
          finishedOn: "2025-01-02T03:04:06Z",
          buildkit_reproducible: true,
          buildkit_completeness: { request: true },
        },
      },
    };
    expect(await shown(version1, predicate)).toEqual({
      env,
      image: {
        ...named,
        checksum: digest,
        hasProvenance: true,
        provenance: {
          predicateType: version1,
          buildType: "https://example.com/type",
          builderID: "https://example.com/builder",
          invocationID: "i",
          startedOn: "2025-01-02T02:04:05Z",
          finishedOn: "2025-01-02T03:04:06Z",
          configSource: { uri: "https://example.com/r.git#main", digest: { sha1: "1234" }, path: "Dockerfile" },
          frontend: "dockerfile.v0",
          buildArgs: { A: "1" },
          rawArgs: { "build-arg:A": "1", "build-arg:": "2", target: "x" },
          reproducible: true,
          hermetic: false,
          completeness: { parameters: true, materials: false },
        },
      },
    });
  });

  test("of version 0.2", async () => {
    const predicate = {
      buildType: "t",
      builder: { id: "b" },
      invocation: {
        configSource: { entryPoint: "Dockerfile" },
        parameters: { frontend: "gateway.v0", args: { "build-arg:A": "1" } },
      },
      metadata: {
        buildInvocationID: "i",
        buildStartedOn: "2025-01-02T03:04:05Z",
        completeness: { parameters: true, environment: true },
        "https://mobyproject.org/buildkit@v1#hermetic": true,
      },
    };
    expect(await shown(version02, predicate)).toMatchObject({
      image: {
        hasProvenance: true,
        provenance: {
          predicateType: version02,
          buildType: "t",
          builderID: "b",
          invocationID: "i",
          startedOn: "2025-01-02T03:04:05Z",
          configSource: { path: "Dockerfile" },
          frontend: "gateway.v0",
          buildArgs: { A: "1" },
          reproducible: false,
          hermetic: true,
          completeness: { parameters: true, environment: true, materials: false },
        },
      },
    });
  });

  test("that says little has members for what it does not say", async () => {
    expect(await shown(version02, { buildType: "t" })).toEqual({
      env,
      image: {
        ...named,
        checksum: digest,
        hasProvenance: true,
        provenance: { predicateType: version02, buildType: "t", configSource: {} },
      },
    });
  });

  test.for<readonly [string, unknown]>([
    ["https://spdx.dev/Document", { buildType: "t" }],
    [version1, {}],
    [version1, null],
    [version02, { buildDefinition: { buildType: "t" } }],
  ])("of %s that says nothing is there and not shown", async ([type, predicate]) => {
    expect(await shown(type, predicate)).toEqual({ env, image: { ...named, checksum: digest, hasProvenance: true } });
  });
});
