// The index.json of an OCI layout directory: which manifest a tag names.
// Follows moby/buildkit client/ociindex, whose files other clients of these folders read and write.

import { randomBytes } from "node:crypto";
import { access, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";

/** An entry of index.json, or a descriptor as a solve answers it. Fields that we do not read are kept. */
export interface Descriptor {
  readonly digest: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

const imageName = "io.containerd.image.name";
const refName = "org.opencontainers.image.ref.name";
const indexType = "application/vnd.oci.image.index.v1+json";

/** Digest of the manifest that `tag` names, else of the only one; undefined when there is none or no layout. */
export async function findManifest(directory: string, tag: string): Promise<string | undefined> {
  const manifests = await readIndex(directory);
  const named =
    manifests.find(({ annotations }) => annotations?.[imageName] === tag) ??
    manifests.find(({ annotations }) => annotations?.[refName] === tag);
  if (named !== undefined) return named.digest;
  return manifests.length === 1 ? manifests[0]?.digest : undefined;
}

export async function hasBlob(directory: string, digest: string): Promise<boolean> {
  return await access(blobPath(directory, digest)).then(
    () => true,
    () => false,
  );
}

/**
 * Puts `descriptor` into index.json under each of `names`: a tag, or a whole image name. What they named before is replaced.
 * Readers see the old file or the new one. Call it with the index locked.
 */
export async function nameManifest(directory: string, descriptor: Descriptor, names: readonly string[]): Promise<void> {
  const entries = names.map((name) => ({ ...descriptor, annotations: annotationsOf(descriptor, name) }));
  const kept = (await readIndex(directory)).filter((old) => !entries.some((entry) => isSameName(old, entry)));
  await replaceFile(path.join(directory, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
  const index = { schemaVersion: 2, mediaType: indexType, manifests: [...kept, ...entries] };
  await replaceFile(path.join(directory, "index.json"), JSON.stringify(index));
}

function annotationsOf(descriptor: Descriptor, name: string): Readonly<Record<string, string>> {
  const tag = /[:/]/.test(name) ? /:([\w][\w.-]*)$/.exec(name)?.[1] : name;
  const full = /[:/]/.test(name) ? { [imageName]: name } : {};
  return { ...descriptor.annotations, ...full, ...(tag === undefined ? {} : { [refName]: tag }) };
}

function isSameName(left: Descriptor, right: Descriptor): boolean {
  return (
    left.annotations?.[imageName] === right.annotations?.[imageName] &&
    left.annotations?.[refName] === right.annotations?.[refName]
  );
}

/** Its entries; none when there is no layout. */
export async function readIndex(directory: string): Promise<readonly Descriptor[]> {
  const text = await readFile(path.join(directory, "index.json"), "utf8").catch(() => undefined);
  if (text === undefined) return [];
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== "object" || parsed === null || !("manifests" in parsed)) return [];
  return Array.isArray(parsed.manifests) ? parsed.manifests.filter(isDescriptor) : [];
}

export function isDescriptor(value: unknown): value is Descriptor {
  return typeof value === "object" && value !== null && "digest" in value && typeof value.digest === "string";
}

export function blobPath(directory: string, digest: string): string {
  const [algorithm = "", hex = ""] = digest.split(":");
  return path.join(directory, "blobs", algorithm, hex);
}

async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, file);
}
