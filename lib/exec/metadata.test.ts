import { expect, test } from "vitest";
import { planOf, runToEnd, startWorld } from "../../testing/exec/index.js";
import { type MetadataOptions, metadataText, type RunResult } from "./index.js";

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64");

function textOf(
  metadata: Readonly<Record<string, string>>,
  options: MetadataOptions = { hasWarnings: false },
): unknown {
  const result: RunResult = {
    outcomes: new Map([
      ["b", { kind: "built", metadata: new Map(Object.entries(metadata)) }],
      ["a", { kind: "built", metadata: new Map() }],
      ["c", { kind: "cancelled" }],
    ]),
    diagnostics: [],
    isCancelled: false,
    calls: new Map(),
    warnings: new Map([["a", [{ vertex: "v", level: 1, short: "Rule: x", detail: ["why"], url: "u", ranges: [] }]]]),
  };
  return JSON.parse(metadataText(result, options));
}

test("targets that were built are there, by name, and their keys too", () => {
  const text = metadataText(
    {
      outcomes: new Map([
        [
          "b",
          {
            kind: "built",
            metadata: new Map([
              ["z", "1"],
              ["y", "2"],
            ]),
          },
        ],
        ["a", { kind: "built", metadata: new Map() }],
      ]),
      diagnostics: [],
      isCancelled: false,
      calls: new Map(),
      warnings: new Map(),
    },
    { hasWarnings: true },
  );
  expect(text).toBe(`{
  "a": {},
  "b": {
    "y": "2",
    "z": "1"
  }
}
`);
});

test.for([
  { is: "base64 of an object", value: base64({ a: 1 }), shown: { a: 1 } },
  { is: "base64 of a list of objects", value: base64([{ a: 1 }]), shown: [{ a: 1 }] },
  { is: "base64 of an empty object", value: base64({}), shown: base64({}) },
  { is: "base64 of a number", value: base64(12345678), shown: base64(12345678) },
  { is: "a digest", value: "sha256:0123", shown: "sha256:0123" },
  { is: "JSON that is not base64", value: `{"a":1}`, shown: `{"a":1}` },
  { is: "words that could be base64", value: "abcd", shown: "abcd" },
])("$is is shown as it should be", ({ value, shown }) => {
  expect(textOf({ key: value })).toEqual({ a: {}, b: { key: shown } });
});

test("the JSON of a frontend's answer is shown as that", () => {
  expect(textOf({ "result.json": `{"a":1}` })).toEqual({ a: {}, b: { "result.json": { a: 1 } } });
});

test("warnings stand beside the targets when they are wanted", () => {
  expect(textOf({}, { hasWarnings: true })).toEqual({
    a: {},
    b: {},
    "buildx.build.warnings": [
      {
        vertex: "v",
        level: 1,
        short: Buffer.from("Rule: x").toString("base64"),
        detail: [Buffer.from("why").toString("base64")],
        url: "u",
      },
    ],
  });
});

test("what the frontend warns about is collected once, by target", async () => {
  const warning = { vertex: "v", level: 1n, short: Buffer.from("Rule"), url: "u" };
  await using world = await startWorld({
    script: {
      solve: async (build) => {
        build.send({ warnings: [{ ...warning, level: 1 }] });
        build.send({ warnings: [{ ...warning, level: 1 }] });
        return {};
      },
    },
  });
  const { result } = await runToEnd(planOf({ a: {}, b: {} }), world.options);
  expect([...result.warnings.values()].flat().map(({ short }) => short)).toEqual(["Rule"]);
});

test.for([
  ["of BuildKit 0.23", { invocationID: "i" }],
  ["of newer ones", { invocationId: "i" }],
] as const)("provenance is read from the history, and v1 %s is shown in the form of v0.2", async ([, invocation]) => {
  const predicate = {
    buildDefinition: {
      externalParameters: { configSource: { path: "Dockerfile" }, request: { frontend: "dockerfile.v0" } },
      internalParameters: { builderPlatform: "linux/amd64", buildConfig: { llbDefinition: [] }, extra: 1 },
      resolvedDependencies: [{ uri: "pkg:docker/alpine", digest: { sha256: "0" }, name: "dropped" }],
    },
    runDetails: {
      builder: { id: "me" },
      metadata: { ...invocation, buildkit_completeness: { request: true, resolvedDependencies: false } },
    },
  };
  const attestation = (version: string) => ({
    attestations: [
      {
        mediaType: "application/vnd.in-toto+json",
        digest: "sha256:p",
        annotations: { "in-toto.io/predicate-type": `https://slsa.dev/provenance/${version}` },
      },
    ],
  });
  await using world = await startWorld({
    script: {
      history: [{ record: { ref: "id1", results: { "linux/amd64": attestation("v1") } } }],
      blobs: { "sha256:p": Buffer.from(JSON.stringify(predicate)) },
    },
  });
  const least = {
    builder: { id: "me" },
    buildType: "https://mobyproject.org/buildkit@v1",
    materials: [{ uri: "pkg:docker/alpine", digest: { sha256: "0" } }],
    invocation: {
      configSource: { entryPoint: "Dockerfile" },
      parameters: { frontend: "dockerfile.v0" },
      environment: { platform: "linux/amd64", extra: 1 },
    },
  };
  const min = await runToEnd(planOf({ a: {} }), { ...world.options, newId: () => "id1", metadataProvenance: "min" });
  expect(JSON.parse(metadataText(min.result, { hasWarnings: false }))).toEqual({
    a: { "buildx.build.ref": "builder/node/id1", "buildx.build.provenance/linux/amd64": least },
  });
  const max = await runToEnd(planOf({ a: {} }), { ...world.options, newId: () => "id1", metadataProvenance: "max" });
  expect(JSON.parse(metadataText(max.result, { hasWarnings: false }))).toEqual({
    a: {
      "buildx.build.ref": "builder/node/id1",
      "buildx.build.provenance/linux/amd64": {
        ...least,
        buildConfig: { llbDefinition: [] },
        metadata: {
          buildInvocationID: "i",
          completeness: { parameters: true, environment: true, materials: false },
          reproducible: false,
        },
      },
    },
  });
});

test("a target without a name of its own has its values at the top", () => {
  const { "buildx.build.warnings": warnings, ...values } = asRecord(
    textOf({ "image.name": "app", digest: base64({ a: 1 }) }, { hasWarnings: true, isSingle: true }),
  );
  expect(values).toEqual({ "image.name": "app", digest: { a: 1 } });
  expect(warnings).toHaveLength(1);
});

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  expect(value).toBeTypeOf("object");
  return value as Readonly<Record<string, unknown>>; // An object, as was just seen.
}
