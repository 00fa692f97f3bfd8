// The provenance of a build as the metadata file shows it: from the daemon's history, not from the image.
// Follows docker/buildx build/provenance.go: always in the form of SLSA v0.2.

import type { ControlClient, HistoryResult } from "../buildkit/index.js";

export interface ProvenanceOptions {
  readonly control: ControlClient;
  readonly ref: string;
  /** `min` leaves out the build steps and the times. */
  readonly detail: "min" | "max";
}

type Json = Readonly<Record<string, unknown>>;

/** By metadata key: `buildx.build.provenance`, or one a platform behind a slash. Empty when the daemon keeps no history. */
export async function readProvenance(
  { control, ref, detail }: ProvenanceOptions,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Json>> {
  const found = new Map<string, Json>();
  for await (const { record } of control.history({ ref }, signal)) {
    for (const [platform, result] of record.results) {
      const attestation = provenanceOf(result);
      if (attestation === undefined) continue;
      const text = new TextDecoder().decode(await control.readContent(attestation.digest, signal));
      const predicate = asJson(JSON.parse(text));
      const old = attestation.isFirstVersion ? toSecondVersion(predicate) : predicate;
      const { buildConfig: _config, metadata: _metadata, ...least } = old;
      found.set(`buildx.build.provenance${platform === "" ? "" : `/${platform}`}`, detail === "max" ? old : least);
    }
  }
  return found;
}

function provenanceOf({
  attestations,
}: HistoryResult): { readonly digest: string; readonly isFirstVersion: boolean } | undefined {
  for (const { mediaType, digest, annotations } of attestations) {
    const type = annotations["in-toto.io/predicate-type"] ?? "";
    if (mediaType !== "application/vnd.in-toto+json" || !type.startsWith("https://slsa.dev/provenance/")) continue;
    return { digest, isFirstVersion: type === "https://slsa.dev/provenance/v1" };
  }
  return undefined;
}

/** SLSA v1 → v0.2. Follows moby/buildkit solver/llbsolver/provenance/types, ConvertToSLSA02. */
function toSecondVersion(predicate: Json): Json {
  const definition = asJson(predicate["buildDefinition"]);
  const external = asJson(definition["externalParameters"]);
  const { buildConfig, builderPlatform, dockerfileVersion, ...customEnvironment } = asJson(
    definition["internalParameters"],
  );
  const source = asJson(external["configSource"]);
  const details = asJson(predicate["runDetails"]);
  const dependencies = definition["resolvedDependencies"];
  const materials = (Array.isArray(dependencies) ? dependencies : []).map((dependency: unknown) => {
    const { uri, digest } = asJson(dependency);
    return { uri, digest };
  });
  return {
    builder: { id: asJson(details["builder"])["id"] ?? "" },
    buildType: "https://mobyproject.org/buildkit@v1",
    ...(materials.length > 0 && { materials }),
    invocation: {
      configSource: { uri: source["uri"], digest: source["digest"], entryPoint: source["path"] },
      parameters: asJson(external["request"]),
      environment: { platform: builderPlatform, dockerfileVersion, ...customEnvironment },
    },
    buildConfig,
    ...(details["metadata"] === undefined ? {} : { metadata: oldMetadata(asJson(details["metadata"])) }),
  };
}

function oldMetadata(metadata: Json): Json {
  const complete = asJson(metadata["buildkit_completeness"]);
  return {
    // Spelt as in SLSA by newer daemons.
    buildInvocationID: metadata["invocationId"] ?? metadata["invocationID"],
    buildStartedOn: metadata["startedOn"],
    buildFinishedOn: metadata["finishedOn"],
    completeness: { parameters: complete["request"], environment: true, materials: complete["resolvedDependencies"] },
    reproducible: metadata["buildkit_reproducible"] ?? false,
    "https://mobyproject.org/buildkit@v1#metadata": metadata["buildkit_metadata"],
    "https://mobyproject.org/buildkit@v1#hermetic": metadata["buildkit_hermetic"],
  };
}

function asJson(value: unknown): Json {
  // An object's keys are strings, and its values are looked at one by one.
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
