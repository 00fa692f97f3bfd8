// SLSA provenance of an image, versions 0.2 and 1, as policies see it. Follows docker/buildx policy/provenance.go.

import type { AttestationChain } from "../buildkit/index.js";
import { type Fields, withoutEmpty } from "./fields.js";
import { items, member, text, textsByName } from "./json-members.js";
import { type Material, materialOf } from "./material.js";

export const provenanceTypes = ["https://slsa.dev/provenance/v0.2", "https://slsa.dev/provenance/v1"] as const;
const [version02, version1] = provenanceTypes;

export interface Provenance {
  /** Without its materials. */
  readonly fields: Fields;
  readonly materials: readonly Material[];
}

interface Predicate extends Provenance {
  /** What is told when it is false or empty, too. */
  readonly told: Fields;
}

/** Of the first attestation that is provenance. */
export function provenanceOf(
  { blobs }: AttestationChain,
  log: (level: string, text: string) => void,
): Provenance | undefined {
  for (const { annotations, data } of blobs.values()) {
    const type = annotations["in-toto.io/predicate-type"] ?? "";
    if (!provenanceTypes.some((known) => known === type) || data.length === 0) continue;
    const statement = jsonOf(data);
    const predicate = member(statement, "predicate");
    const said = text(member(statement, "predicateType")) || type;
    const read =
      said === version1 ? readVersion1(predicate) : said === version02 ? readVersion02(predicate) : undefined;
    if (read === undefined) continue;
    const materials = read.materials.filter((material) => {
      const isKnown = materialOf(material) !== undefined;
      if (!isKnown)
        log("warn", `the material "${material.uri}" of the provenance is passed over: nobody can be asked about it`);
      return isKnown;
    });
    return { fields: { ...withoutEmpty({ predicateType: said, ...read.fields }), ...read.told }, materials };
  }
  return undefined;
}

function readVersion1(predicate: unknown): Predicate | undefined {
  const definition = member(predicate, "buildDefinition");
  const details = member(predicate, "runDetails");
  const external = member(definition, "externalParameters");
  const request = member(external, "request");
  const buildType = text(member(definition, "buildType"));
  const builderID = text(member(member(details, "builder"), "id"));
  if (buildType === "" && builderID === "") return undefined;
  const source = member(external, "configSource");
  const metadata = member(details, "metadata");
  const completeness = member(metadata, "buildkit_completeness");
  return {
    fields: {
      buildType,
      builderID,
      ...requestFields(request),
      ...(isObject(metadata) && {
        invocationID: text(member(metadata, "invocationId")),
        startedOn: timeOf(member(metadata, "startedOn")),
        finishedOn: timeOf(member(metadata, "finishedOn")),
      }),
    },
    told: {
      configSource: configSource(source, "path"),
      ...(isObject(metadata) && {
        reproducible: isTrue(member(metadata, "buildkit_reproducible")),
        hermetic: isTrue(member(metadata, "buildkit_hermetic")),
        completeness: {
          parameters: isTrue(member(completeness, "request")),
          materials: isTrue(member(completeness, "resolvedDependencies")),
        },
      }),
    },
    materials: materialsOf(member(definition, "resolvedDependencies")),
  };
}

function readVersion02(predicate: unknown): Predicate | undefined {
  const invocation = member(predicate, "invocation");
  const buildType = text(member(predicate, "buildType"));
  const builderID = text(member(member(predicate, "builder"), "id"));
  if (buildType === "" && builderID === "") return undefined;
  const metadata = member(predicate, "metadata");
  const completeness = member(metadata, "completeness");
  return {
    fields: {
      buildType,
      builderID,
      ...requestFields(member(invocation, "parameters")),
      ...(isObject(metadata) && {
        invocationID: text(member(metadata, "buildInvocationID")),
        startedOn: timeOf(member(metadata, "buildStartedOn")),
        finishedOn: timeOf(member(metadata, "buildFinishedOn")),
      }),
    },
    told: {
      configSource: configSource(member(invocation, "configSource"), "entryPoint"),
      ...(isObject(metadata) && {
        reproducible: isTrue(member(metadata, "reproducible")),
        hermetic: isTrue(member(metadata, "https://mobyproject.org/buildkit@v1#hermetic")),
        completeness: {
          parameters: isTrue(member(completeness, "parameters")),
          environment: isTrue(member(completeness, "environment")),
          materials: isTrue(member(completeness, "materials")),
        },
      }),
    },
    materials: materialsOf(member(predicate, "materials")),
  };
}

function configSource(source: unknown, pathName: string): Fields {
  return withoutEmpty({
    uri: text(member(source, "uri")),
    digest: textsByName(member(source, "digest")),
    path: text(member(source, pathName)),
  });
}

function requestFields(request: unknown): Fields {
  const args = textsByName(member(request, "args"));
  const prefix = "build-arg:";
  const named = Object.entries(args).flatMap(([key, value]) =>
    key.startsWith(prefix) && key !== prefix ? [[key.slice(prefix.length), value] as const] : [],
  );
  return { frontend: text(member(request, "frontend")), buildArgs: Object.fromEntries(named), rawArgs: args };
}

function materialsOf(value: unknown): readonly Material[] {
  return items(value).map((item) => ({
    uri: text(member(item, "uri")),
    sha256: textsByName(member(item, "digest"))["sha256"] ?? "",
  }));
}

function timeOf(value: unknown): string {
  const time = new Date(text(value));
  return Number.isNaN(time.getTime()) ? "" : `${time.toISOString().slice(0, 19)}Z`;
}

function isTrue(value: unknown): boolean {
  return value === true;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return undefined;
  }
}
