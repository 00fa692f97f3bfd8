// Images as they were made: an index, manifests, configs, and the files of their layers.
// Follows the OCI image and image layout specifications.

import { gunzipSync } from "node:zlib";
import { Parser } from "tar";

/** Where the content of an image lies: a layout, a registry, a daemon. */
export interface ContentSource {
  /** The bytes of a manifest or blob. @throws when it is not there. */
  content(descriptor: Descriptor): Promise<Buffer>;
}

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
}

export interface Image {
  /** As `linux/arm64`; of an attestation `unknown/unknown`. */
  readonly platform: string;
  readonly descriptor: Descriptor;
  readonly manifest: Manifest;
  /** The digest of the config, which is what docker calls the image's id. */
  readonly configDigest: string;
  readonly config: ImageConfig;
  readonly layers: readonly Layer[];
}

export interface Layer {
  readonly descriptor: Descriptor;
  readonly digest: string;
  /** In the order of the layer's tar. */
  files(): Promise<readonly LayerFile[]>;
}

export interface LayerFile {
  /** Without a slash at either end. */
  readonly path: string;
  readonly type: "file" | "directory" | "symlink" | "hardlink" | "other";
  /** Permission bits, with those for setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtime: Date | undefined;
  /** Where a link points. */
  readonly target: string;
  readonly content: Buffer;
}

export interface Manifest {
  readonly mediaType?: string;
  /** Of what is no image, but lies in an index in the form of one. */
  readonly artifactType?: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  /** What an artifact is about. */
  readonly subject?: Descriptor;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Index {
  readonly mediaType?: string;
  readonly manifests: readonly Descriptor[];
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface ImageConfig {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly created?: string;
  readonly config?: {
    readonly Env?: readonly string[];
    readonly Cmd?: readonly string[];
    readonly Entrypoint?: readonly string[];
    readonly Labels?: Readonly<Record<string, string>>;
    readonly User?: string;
    readonly WorkingDir?: string;
    readonly ExposedPorts?: Readonly<Record<string, unknown>>;
    readonly Volumes?: Readonly<Record<string, unknown>>;
    readonly StopSignal?: string;
  };
  readonly rootfs: { readonly type: string; readonly diff_ids: readonly string[] };
  readonly history?: readonly { readonly created_by?: string; readonly comment?: string }[];
}

/** What a name stands for: the images for each platform, with the indexes on the way to them. */
export interface ImageSet {
  /** Outermost first; empty when the name stands for a manifest. */
  readonly indexes: readonly Index[];
  readonly images: readonly Image[];
  readonly attestations: readonly Image[];
  /** What is no image, such as a build cache. */
  readonly others: readonly Descriptor[];
}

/** Reads all that lies below a descriptor of an index or a manifest. */
export async function readImages(source: ContentSource, root: Descriptor): Promise<ImageSet> {
  const indexes: Index[] = [];
  const images: Image[] = [];
  const attestations: Image[] = [];
  const others: Descriptor[] = [];
  await visit(root);
  return { indexes, images, attestations, others };

  async function visit(descriptor: Descriptor): Promise<void> {
    const json = await readJson(source, descriptor);
    if (isIndex(json)) {
      indexes.push(json);
      for (const child of json.manifests) await visit(child);
      return;
    }
    const image = isManifest(json) ? await readImage(source, descriptor, json) : undefined;
    const isAttestation = descriptor.annotations?.["vnd.docker.reference.type"] === "attestation-manifest";
    if (image === undefined) others.push(descriptor);
    else (isAttestation ? attestations : images).push(image);
  }
}

/** The image for a platform. @throws when there is none, naming those there are. */
export function imageFor({ images }: Pick<ImageSet, "images">, platform: string): Image {
  const image = images.find((candidate) => candidate.platform === platform);
  if (image === undefined)
    throw new Error(`no image for ${platform}, only for ${images.map((candidate) => candidate.platform).join(", ")}`);
  return image;
}

/** The file system of an image, by path: its layers one over the other, with what they delete taken away. */
export async function rootFiles(image: Image): Promise<ReadonlyMap<string, LayerFile>> {
  const root = new Map<string, LayerFile>();
  for (const layer of image.layers) {
    const files = await layer.files();
    // What a layer deletes lies in the layers below, whatever the order of its tar.
    for (const { path } of files) {
      const [folder, name] = splitPath(path);
      if (name === ".wh..wh..opq") removeBelow(root, folder);
      else if (name.startsWith(".wh.")) {
        const deleted = joinPath(folder, name.slice(".wh.".length));
        root.delete(deleted);
        removeBelow(root, deleted);
      }
    }
    for (const file of files) if (!splitPath(file.path)[1].startsWith(".wh.")) root.set(file.path, file);
  }
  return root;
}

/** The entries of a tar, gzipped or not. An empty layer is one, too: nothing but zeros. */
export async function readTar(packed: Buffer): Promise<readonly LayerFile[]> {
  const bytes = packed[0] === 0x1f && packed[1] === 0x8b ? gunzipSync(packed) : packed;
  // The parser takes an archive without entries for none.
  if (bytes.length > 0 && bytes.every((byte) => byte === 0)) return [];
  const files: LayerFile[] = [];
  return new Promise((resolve, reject) => {
    const parser = new Parser({
      strict: true,
      onReadEntry: (entry) => {
        const chunks: Buffer[] = [];
        entry.on("data", (chunk: Buffer) => chunks.push(chunk));
        entry.on("end", () =>
          files.push({
            path: entry.path.replace(/^\.?\/+|\/+$/g, ""),
            type: entryTypes.get(entry.type) ?? "other",
            mode: entry.mode ?? 0,
            uid: entry.uid ?? 0,
            gid: entry.gid ?? 0,
            mtime: entry.mtime,
            target: entry.linkpath ?? "",
            content: Buffer.concat(chunks),
          }),
        );
      },
    });
    parser.on("end", () => resolve(files));
    parser.on("error", reject);
    parser.end(bytes);
  });
}

const entryTypes = new Map<string, LayerFile["type"]>([
  ["File", "file"],
  ["OldFile", "file"],
  ["ContiguousFile", "file"],
  ["Directory", "directory"],
  ["SymbolicLink", "symlink"],
  ["Link", "hardlink"],
]);

/** Nothing when the manifest is that of something else than an image. */
async function readImage(
  source: ContentSource,
  descriptor: Descriptor,
  manifest: Manifest,
): Promise<Image | undefined> {
  const json = await readJson(source, manifest.config);
  if (manifest.config.mediaType === emptyMediaType) return readArtifact(descriptor, manifest);
  if (!isImageConfig(json)) return undefined;
  const variant = json.variant === undefined ? "" : `/${json.variant}`;
  return {
    platform:
      descriptor.platform === undefined ? `${json.os}/${json.architecture}${variant}` : platformOf(descriptor.platform),
    descriptor,
    manifest,
    configDigest: manifest.config.digest,
    config: json,
    layers: manifest.layers.map((layer) => ({
      descriptor: layer,
      digest: layer.digest,
      files: async () => readTar(unpackable(layer, await source.content(layer))),
    })),
  };
}

const emptyMediaType = "application/vnd.oci.empty.v1+json";

/** Newer daemons make artifacts of attestations, which have no config. */
function readArtifact(descriptor: Descriptor, manifest: Manifest): Image {
  return {
    platform: descriptor.platform === undefined ? "unknown/unknown" : platformOf(descriptor.platform),
    descriptor,
    manifest,
    configDigest: manifest.config.digest,
    config: { os: "unknown", architecture: "unknown", rootfs: { type: "layers", diff_ids: [] } },
    layers: [],
  };
}

function unpackable({ mediaType, digest }: Descriptor, bytes: Buffer): Buffer {
  // Node 20 has no zstd; a test that needs it can ask for another compression.
  if (mediaType.endsWith("zstd")) throw new Error(`the layer ${digest} is packed with zstd, which cannot be read here`);
  return bytes;
}

function platformOf({ os, architecture, variant }: NonNullable<Descriptor["platform"]>): string {
  return [os, architecture, ...(variant === undefined ? [] : [variant])].join("/");
}

function removeBelow(root: Map<string, LayerFile>, folder: string): void {
  for (const path of [...root.keys()]) if (path.startsWith(`${folder}/`) || folder === "") root.delete(path);
}

function splitPath(path: string): readonly [folder: string, name: string] {
  const slash = path.lastIndexOf("/");
  return [path.slice(0, Math.max(slash, 0)), path.slice(slash + 1)];
}

function joinPath(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

/** Nothing when the content is not JSON, as that of a layer. */
async function readJson(source: ContentSource, descriptor: Descriptor): Promise<unknown> {
  if (!descriptor.mediaType.endsWith("json")) return undefined;
  return JSON.parse((await source.content(descriptor)).toString());
}

// The specifications demand what these look for; the rest of the types is optional or read as it is.

function isIndex(json: unknown): json is Index {
  return hasArray(json, "manifests");
}

function isManifest(json: unknown): json is Manifest {
  return hasArray(json, "layers") && "config" in json;
}

function isImageConfig(json: unknown): json is ImageConfig {
  return typeof json === "object" && json !== null && "rootfs" in json && "architecture" in json;
}

function hasArray<K extends string>(json: unknown, key: K): json is Record<K, unknown[]> {
  return typeof json === "object" && json !== null && Array.isArray(new Map(Object.entries(json)).get(key));
}
