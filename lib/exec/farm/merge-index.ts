// One index of the images that several nodes pushed by digest. Follows docker/buildx util/imagetools/create.go.

import { type Attrs, formatPlatform } from "../../buildkit/index.js";
import {
  digestOf,
  type ManifestBytes,
  type RegistryClient,
  RegistryError,
  type Repository,
  repositoryIn,
} from "./registry-client.js";
import { type IndexWish, repositoryOf } from "./share.js";

/** As in an index; fields that we do not read are kept. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations?: Attrs;
  readonly platform?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

const ociIndex = "application/vnd.oci.image.index.v1+json";
const dockerList = "application/vnd.docker.distribution.manifest.list.v2+json";
const dockerManifest = "application/vnd.docker.distribution.manifest.v2+json";

/**
 * Reads what the nodes pushed (`digests`, in the order of the index) and gives all names of `wish` to an index of it.
 * Every node pushed to every repository, so that all of them hold what the index names.
 * @throws {RegistryError} when a registry refuses.
 */
export async function mergeIndex(
  digests: readonly string[],
  wish: IndexWish,
  registry: RegistryClient,
  signal: AbortSignal,
): Promise<Descriptor> {
  const [first] = wish.names;
  if (first === undefined) throw new Error("internal error: an image without a name was pushed");
  const source = repositoryIn(repositoryOf(first));
  const pushed = await Promise.all(digests.map((digest) => registry.manifest(source, digest, signal)));
  const entries = await Promise.all(pushed.map((manifest) => entriesOf(manifest, source, registry, signal)));
  const index = indexOf(distinct(entries.flat()), wish.annotations);
  for (const name of wish.names) {
    const repository = repositoryOf(name);
    const tag = name.slice(repository.length + 1).replace(/@.*$/, "") || "latest";
    await registry.putManifest(repositoryIn(repository), wish.isByDigest ? index.digest : tag, index, signal);
  }
  return { mediaType: index.mediaType, digest: index.digest, size: index.bytes.length };
}

/** The digest of one platform's manifest in an index. @throws {RegistryError} when a registry refuses, or the index lacks it. */
export async function manifestFor(
  { repository, digest, platform }: { readonly repository: string; readonly digest: string; readonly platform: string },
  registry: RegistryClient,
  signal: AbortSignal,
): Promise<string> {
  const source = repositoryIn(repository);
  const entries = await entriesOf(await registry.manifest(source, digest, signal), source, registry, signal);
  const found = entries.find((entry) => platformName(entry) === platform);
  if (found === undefined) throw new RegistryError(`${repository}@${digest} has no image for ${platform}`);
  return found.digest;
}

function platformName({ platform = {} }: Descriptor): string {
  const { os, architecture, variant } = platform;
  const text = (part: unknown): string => (typeof part === "string" ? part : "");
  const parts = { os: text(os), architecture: text(architecture) };
  return formatPlatform(variant === undefined ? parts : { ...parts, variant: text(variant) });
}

/** An index contributes what it lists, a manifest itself. */
async function entriesOf(
  { mediaType, digest, bytes }: ManifestBytes,
  source: Repository,
  registry: RegistryClient,
  signal: AbortSignal,
): Promise<readonly Descriptor[]> {
  const content = fieldsOf(JSON.parse(new TextDecoder().decode(bytes)));
  const manifests = content["manifests"];
  if (Array.isArray(manifests)) return manifests.map(asDescriptor);
  const config = fieldsOf(content["config"])["digest"];
  if (typeof config !== "string")
    throw new RegistryError(`${source.host} answered something that is no image: ${digest}`);
  const image = fieldsOf(JSON.parse(new TextDecoder().decode(await registry.blob(source, config, signal))));
  const platform = Object.fromEntries(
    ["architecture", "os", "os.version", "os.features", "variant"].flatMap((key) =>
      image[key] === undefined ? [] : [[key, image[key]]],
    ),
  );
  return [{ mediaType, digest, size: bytes.length, platform }];
}

/** One entry for each digest, with the annotations of all that had it. */
function distinct(entries: readonly Descriptor[]): readonly Descriptor[] {
  const merged = new Map<string, Descriptor>();
  for (const entry of entries) {
    const known = merged.get(entry.digest);
    const annotations = { ...known?.annotations, ...entry.annotations };
    const hasAny = Object.keys(annotations).length > 0;
    merged.set(entry.digest, { ...entry, ...known, ...(hasAny ? { annotations } : {}) });
  }
  return [...merged.values()];
}

/** Docker's own list when it lists nothing else; it knows no annotations. */
function indexOf(entries: readonly Descriptor[], annotations: Attrs): ManifestBytes {
  const isDocker = entries.every(({ mediaType }) => mediaType === dockerManifest);
  const own = annotationsOf("annotation-index.", annotations);
  const manifests = isDocker ? entries : entries.map((entry) => annotated(entry, annotations));
  const mediaType = isDocker ? dockerList : ociIndex;
  const index = {
    schemaVersion: 2,
    mediaType,
    manifests: manifests.map(inOrder),
    ...(isDocker || Object.keys(own).length === 0 ? {} : { annotations: own }),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(index, null, 2));
  return { mediaType, digest: digestOf(bytes), bytes };
}

/** Attestations are about an image and get nothing of its annotations. */
function annotated(entry: Descriptor, annotations: Attrs): Descriptor {
  if (entry.annotations?.["vnd.docker.reference.type"] !== undefined) return entry;
  const { os, architecture, variant } = entry.platform ?? {};
  const platform = [os, architecture, ...(variant === undefined ? [] : [variant])].join("/");
  const own = {
    ...annotationsOf("annotation-manifest-descriptor.", annotations),
    ...annotationsOf(`annotation-manifest-descriptor[${platform}].`, annotations),
  };
  if (Object.keys(own).length === 0) return entry;
  return { ...entry, annotations: sorted({ ...entry.annotations, ...own }) };
}

function annotationsOf(prefix: string, attrs: Attrs): Readonly<Record<string, string>> {
  const found = Object.entries(attrs).filter(([key]) => key.startsWith(prefix));
  return sorted(Object.fromEntries(found.map(([key, value]) => [key.slice(prefix.length), value])));
}

function sorted(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** As the types of the OCI specification in Go have them: the same entries give the same digest as buildx's. */
const fieldOrder: readonly string[] = [
  "mediaType",
  "digest",
  "size",
  "urls",
  "annotations",
  "data",
  "platform",
  "artifactType",
];

function inOrder(entry: Descriptor): Readonly<Record<string, unknown>> {
  const known = fieldOrder.flatMap((key) => (entry[key] === undefined ? [] : [[key, entry[key]] as const]));
  return {
    ...Object.fromEntries(known),
    ...Object.fromEntries(Object.entries(entry).filter(([key]) => !fieldOrder.includes(key))),
  };
}

function asDescriptor(value: unknown): Descriptor {
  const fields = fieldsOf(value);
  const { mediaType, digest, size } = fields;
  if (typeof mediaType !== "string" || typeof digest !== "string" || typeof size !== "number")
    throw new RegistryError("an index in the registry has an entry without media type, digest or size");
  // Annotations and platform are what the specification says they are; they are handed on, not looked into.
  return fields as Descriptor;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  // An object's keys are strings, and its values are looked at one by one.
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
