import { describe, expect, test } from "vitest";
import { amd64, ask, converse, op, provenanceChain, shownInput, testPolicy } from "../../testing/policies/ask.js";
import type { SourceMeta, SourceMetaRequest } from "../buildkit/index.js";

const version1 = "https://slsa.dev/provenance/v1";
const digest = `sha256:${"d".repeat(64)}`;
const hex = "e".repeat(64);
const image = op("docker-image://a.io/b:1");

interface Dependency {
  readonly uri: string;
  readonly digest?: Readonly<Record<string, string>>;
}

function madeOf(...resolvedDependencies: readonly Dependency[]): Omit<SourceMeta, "source"> {
  const predicate = { buildDefinition: { buildType: "t", resolvedDependencies } };
  return { image: { digest, attestationChain: provenanceChain(version1, predicate) } };
}

const env = { filename: "Dockerfile", depth: 1 };
const alpine = {
  host: "docker.io",
  repo: "alpine",
  fullRepo: "docker.io/library/alpine",
  platform: "linux/amd64",
  os: "linux",
  arch: "amd64",
};
const repository = { schema: "https", host: "github.com", remote: "https://github.com/a/b.git" };

const materials: readonly { readonly material: Dependency; readonly input: object }[] = [
  {
    material: { uri: "pkg:docker/alpine@3.20?platform=linux%2Fs390x" },
    input: {
      image: {
        ...alpine,
        ref: "docker.io/library/alpine:3.20",
        tag: "3.20",
        platform: "linux/s390x",
        arch: "s390x",
      },
    },
  },
  {
    material: { uri: "pkg:docker/alpine@3.20", digest: { sha256: hex } },
    input: {
      image: {
        ...alpine,
        ref: `docker.io/library/alpine:3.20@sha256:${hex}`,
        tag: "3.20",
        isCanonical: true,
        checksum: `sha256:${hex}`,
      },
    },
  },
  {
    material: { uri: `pkg:docker/alpine@sha256%3A${hex}`, digest: { sha256: `sha256:${hex}` } },
    input: {
      image: {
        ...alpine,
        ref: `docker.io/library/alpine@sha256:${hex}`,
        isCanonical: true,
        checksum: `sha256:${hex}`,
      },
    },
  },
  {
    material: { uri: "pkg:docker/alpine" },
    input: { image: { ...alpine, ref: "docker.io/library/alpine:latest", tag: "latest" } },
  },
  {
    material: { uri: "https://github.com/a/b.git#refs/heads/main:sub" },
    input: {
      git: {
        ...repository,
        fullURL: "https://github.com/a/b.git#refs/heads/main:sub",
        branch: "main",
        ref: "refs/heads/main",
        subDir: "sub",
      },
    },
  },
  {
    material: { uri: "git@github.com:a/b" },
    input: { git: { schema: "ssh", host: "github.com", remote: "git@github.com:a/b", fullURL: "git@github.com:a/b" } },
  },
  {
    material: { uri: "https://example.com/a.tgz", digest: { sha256: hex } },
    input: { http: { url: "https://example.com/a.tgz", schema: "https", host: "example.com", path: "/a.tgz" } },
  },
];

test.for(materials)("$material.uri", async ({ material, input }) => {
  const shown = await shownInput({ source: image, ...madeOf(material) });
  expect(shown).toMatchObject({ image: { provenance: { materials: [{ env, ...input }] } } });
});

test.for<Dependency>([
  { uri: "" },
  { uri: "pkg:docker/" },
  { uri: "pkg:docker/Alpine@1" },
  { uri: "pkg:docker/alpine@3?platform=a%2F%2Fb" },
  { uri: "pkg:docker/alpine@3?digest=sha256:abc" },
  { uri: "pkg:docker/%zz@1" },
  { uri: `pkg:docker/alpine@sha256:${hex}`, digest: { sha256: "d".repeat(64) } },
  { uri: "pkg:docker/alpine@3", digest: { sha256: "zz" } },
  { uri: "pkg:npm/a@1" },
  { uri: "ftp://example.com/a" },
  { uri: "local://context" },
])("$uri ($digest) is passed over, and the log says so", async (material) => {
  const policy = await testPolicy(
    'decision := {"allow": count(object.get(input.image.provenance, "materials", [])) == 1}',
  );
  const next = { uri: "https://example.com/a" };
  expect(await ask(policy, { source: image, ...madeOf(material, next) })).toMatchObject({ action: "allow" });
  expect(policy.log).toContain(
    `warn: the material "${material.uri}" of the provenance is passed over: nobody can be asked about it`,
  );
});

describe("more about a material", () => {
  function resolverOf(answers: Readonly<Record<string, Omit<SourceMeta, "source">>>, asked: SourceMetaRequest[]) {
    return {
      resolveMeta: async (request: SourceMetaRequest) => {
        asked.push(request);
        return { source: request.source, ...answers[request.source.identifier] };
      },
      fetch: () => Promise.reject(new Error("not asked")),
    };
  }
  const base = { uri: "pkg:docker/base@1" };
  const baseSource = "docker-image://docker.io/library/base:1";
  const rule = (body: string) => `default allow := false\nallow if { ${body} }\ndecision := {"allow": allow}`;

  test("is asked of the daemon by whoever evaluates the policy", async () => {
    const asked: SourceMetaRequest[] = [];
    const config = Buffer.from(JSON.stringify({ config: { User: "nobody" } }));
    const resolver = resolverOf({ [baseSource]: { image: { digest, config } } }, asked);
    const policy = await testPolicy(
      rule('material := input.image.provenance.materials[_]; material.image.user == "nobody"; material.env.depth == 1'),
      { resolver },
    );
    const { requests, decision } = await converse(policy, image, [madeOf(base)]);
    expect(decision).toMatchObject({ action: "allow" });
    expect(requests).toHaveLength(1);
    expect(asked).toEqual([
      {
        source: { identifier: baseSource, attrs: {} },
        platform: amd64,
        image: { noConfig: false, attestationChain: false, resolveAttestations: [] },
      },
    ]);
  });

  test("goes on into what the material was made of", async () => {
    const asked: SourceMetaRequest[] = [];
    const ground = "docker-image://docker.io/library/ground:1";
    const resolver = resolverOf({ [baseSource]: madeOf({ uri: "pkg:docker/ground@1" }), [ground]: madeOf() }, asked);
    const policy = await testPolicy(
      rule(
        "ground := input.image.provenance.materials[0].image.provenance.materials[0]; ground.env.depth == 2; ground.image.hasProvenance",
      ),
      { resolver },
    );
    expect(await converse(policy, image, [madeOf(base)])).toMatchObject({ decision: { action: "allow" } });
    expect(asked.map(({ source }) => source.identifier)).toEqual([baseSource, ground]);
  });

  test("that never ends is given up", async () => {
    const asked: SourceMetaRequest[] = [];
    const resolver = resolverOf({ [baseSource]: madeOf(base) }, asked);
    const policy = await testPolicy(rule(`input${".image.provenance.materials[0]".repeat(12)}.image.user`), {
      resolver,
    });
    await expect(converse(policy, image, [madeOf(base)])).rejects.toThrow("after 10 rounds of questions");
    expect(asked).toHaveLength(10);
  });

  test("cannot be asked where there is nobody to ask", async () => {
    const policy = await testPolicy(rule("input.image.provenance.materials[0].image.labels.x"));
    await expect(converse(policy, image, [madeOf(base)])).rejects.toThrow(
      `nobody can be asked about the material ${baseSource}`,
    );
  });
});
