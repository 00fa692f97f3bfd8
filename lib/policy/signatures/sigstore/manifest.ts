// The parts of OCI indexes and manifests that tell what was signed. Follows opencontainers/image-spec.

import { createHash } from "node:crypto";
import { MalformedError } from "../problem.js";

export interface Descriptor {
  readonly mediaType: string;
  /** "sha256:" and 64 hexadecimal digits. */
  readonly digest: string;
  readonly size: number;
  readonly artifactType: string;
  readonly annotations: ReadonlyMap<string, string>;
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant: string };
}

export interface Manifest {
  readonly artifactType: string;
  readonly annotations: ReadonlyMap<string, string>;
  readonly layers: readonly Descriptor[];
  readonly subject?: Descriptor;
}

export interface Index {
  readonly annotations: ReadonlyMap<string, string>;
  readonly manifests: readonly Descriptor[];
}

export const mediaTypes = {
  index: "application/vnd.oci.image.index.v1+json",
  manifest: "application/vnd.oci.image.manifest.v1+json",
  bundle: "application/vnd.dev.sigstore.bundle.v0.3+json",
  simpleSigning: "application/vnd.dev.cosign.simplesigning.v1+json",
  inToto: "application/vnd.in-toto+json",
} as const;

/** Of provenance, in both versions that are read. */
export const provenanceTypes: readonly string[] = [
  "https://slsa.dev/provenance/v0.2",
  "https://slsa.dev/provenance/v1",
];

/** @throws {MalformedError} */
export function readIndex(bytes: Uint8Array): Index {
  const json = readJson(bytes, "the image index");
  return { annotations: texts(json["annotations"]), manifests: list(json["manifests"]).map(descriptor) };
}

/** @throws {MalformedError} naming `what`. */
export function readManifest(bytes: Uint8Array, what: string): Manifest {
  const json = readJson(bytes, what);
  const manifest = {
    artifactType: text(json["artifactType"]),
    annotations: texts(json["annotations"]),
    layers: list(json["layers"]).map(descriptor),
  };
  return isRecord(json["subject"]) ? { ...manifest, subject: descriptor(json["subject"]) } : manifest;
}

/** @throws {MalformedError} when it is no object of JSON. */
export function readJson(bytes: Uint8Array, what: string): Readonly<Record<string, unknown>> {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(bytes).toString());
  } catch (cause) {
    throw new MalformedError(`${what} is not JSON`, { cause });
  }
  if (!isRecord(json)) throw new MalformedError(`${what} is no object`);
  return json;
}

export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function descriptor(value: unknown): Descriptor {
  const json = isRecord(value) ? value : {};
  const read = {
    mediaType: text(json["mediaType"]),
    digest: text(json["digest"]),
    size: typeof json["size"] === "number" ? json["size"] : -1,
    artifactType: text(json["artifactType"]),
    annotations: texts(json["annotations"]),
  };
  const { platform } = json;
  if (!isRecord(platform)) return read;
  const { os, architecture, variant } = platform;
  return { ...read, platform: { os: text(os), architecture: text(architecture), variant: text(variant) } };
}

function texts(value: unknown): ReadonlyMap<string, string> {
  const entries = Object.entries(isRecord(value) ? value : {});
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
