// What a build left behind, as plain data that can be compared: without what differs from build to build of the same program.

import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { type Descriptor, type Image, type ImageSet, type Index, readOciLayout, readTar } from "../tools/index.js";
import { changedAt } from "./project.js";

type Json = Readonly<Record<string, unknown>>;

/** All that lies in a target's folder, by name: archives and layouts as images, the rest as trees. */
export async function productsOf(folder: string): Promise<Json> {
  const products: Record<string, unknown> = {};
  for (const name of readdirSync(folder).sort()) products[name] = await productOf(join(folder, name));
  return products;
}

async function productOf(path: string): Promise<unknown> {
  if (path.endsWith("cache.layout")) return cacheLayout(path);
  if (path.endsWith(".layout") || path.endsWith(".oci.tar")) {
    const layout = await readOciLayout(path);
    return { ...imageSet(layout, layout.blob), index: indexSummary(layout.index, layout) };
  }
  if (path.endsWith(".docker.tar")) return await tarEntries(path, (name) => name !== "index.json");
  if (path.endsWith(".tar")) return await tarEntries(path, () => true);
  return tree(path);
}

/** The images under a name, and what is attested of them if `blob` can read it. */
export function imageSet(set: ImageSet, blob?: (digest: string) => Buffer): Json {
  return {
    indexes: set.indexes.map((index) => indexSummary(index, set)),
    images: set.images.map(imageSummary),
    attestations: set.attestations.map((image) => attestationSummary(image, blob)),
    others: set.others.map(({ mediaType }) => mediaType),
  };
}

function imageSummary(image: Image): Json {
  const { platform, descriptor, manifest, configDigest, config } = image;
  if (!hasInlineCache(image)) return { platform, descriptor, manifest, configDigest, config };
  // Such a cache tells when each layer was made, so the config that holds it is never the same.
  const cache = without(JSON.parse(inlineCacheOf(image) ?? "[]"), new Set(["createdAt"]));
  return {
    platform,
    descriptor: unstable(descriptor),
    manifest: { ...manifest, config: unstable(manifest.config) },
    config: { ...config, [inlineCacheKey]: cache },
  };
}

const inlineCacheKey = "moby.buildkit.cache.v0";

function hasInlineCache(image: Image): boolean {
  return inlineCacheOf(image) !== undefined;
}

function inlineCacheOf({ config }: Image): string | undefined {
  const text = new Map<string, unknown>(Object.entries(config)).get(inlineCacheKey);
  return typeof text === "string" ? Buffer.from(text, "base64").toString() : undefined;
}

/** Attestations tell when and by which build they were made, so neither they nor an index of them can be the same. */
function indexSummary(index: Index, { images, attestations }: ImageSet): Json {
  const isUnstable = attestations.length > 0 || images.some(hasInlineCache);
  const stable = new Set(images.filter((image) => !hasInlineCache(image)).map(({ descriptor }) => descriptor.digest));
  return {
    ...index,
    manifests: index.manifests.map((entry) => (isUnstable && !stable.has(entry.digest) ? unstable(entry) : entry)),
  };
}

function unstable({ digest, size, ...rest }: Descriptor): Json {
  return rest;
}

function attestationSummary({ platform, manifest, descriptor }: Image, blob?: (digest: string) => Buffer): Json {
  return {
    platform,
    annotations: descriptor.annotations,
    statements: manifest.layers.map(({ mediaType, annotations, digest }) => ({
      mediaType,
      annotations,
      statement: blob === undefined ? undefined : statement(JSON.parse(blob(digest).toString())),
    })),
  };
}

/**
 * A statement without the times, ids and digests of one build. Steps are numbered by digests that hold sessions, so
 * they are compared as a set. Which layers it knows depends on which of the targets built at once was exported first.
 */
function statement(value: unknown): unknown {
  return unnumbered(without(value, singular));
}

const singular: ReadonlySet<string> = new Set([
  ...["buildInvocationID", "invocationId", "buildStartedOn", "startedOn", "buildFinishedOn", "finishedOn"],
  ...["local.session", "local.sharedkeyhint", "local.unique", "oci.session", "oci.store"],
  ...["digestMapping", "layers"],
]);

function unnumbered(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/^step\d+(:\d+)?$/, "step");
  if (Array.isArray(value)) {
    const items = value.map(unnumbered);
    const areSteps = value.some((item) => typeof item === "object" && item !== null && "op" in item);
    return areSteps ? sorted(items) : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, unnumbered(inner)] as const);
  const areSteps = entries.length > 0 && entries.every(([name]) => /^step\d+$/.test(name));
  return areSteps ? sorted(entries.map(([, inner]) => inner)) : Object.fromEntries(entries);
}

function sorted(items: readonly unknown[]): readonly unknown[] {
  const order = new Map(items.map((item) => [item, JSON.stringify(item)]));
  return [...items].sort((left, right) => ((order.get(left) ?? "") < (order.get(right) ?? "") ? -1 : 1));
}

function without(value: unknown, names: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, names));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !names.has(name))
      .map(([name, inner]) => [name, without(inner, names)]),
  );
}

/** A cache names the moments its steps ran in its config, so what can be the same are its layers and its index. */
function cacheLayout(path: string): Json {
  const index = JSON.parse(readFileSync(join(path, "index.json"), "utf8")) as Index; // As the OCI layout specifies.
  const roots = index.manifests.map(({ digest, mediaType, annotations, platform }) => {
    const manifest = JSON.parse(readFileSync(join(path, "blobs", digest.replace(":", "/")), "utf8")) as Json; // A manifest or an index.
    return { mediaType, annotations, platform, keys: Object.keys(manifest).sort(), ...cacheParts(manifest) };
  });
  return { ...index, entries: Object.fromEntries(readdirSync(path).map((name) => [name, "entry"])), manifests: roots };
}

function cacheParts({ mediaType, layers, manifests }: Json): Json {
  const parts = (layers ?? manifests) as readonly Descriptor[]; // One of the two is there, in either kind of document.
  return {
    inner: mediaType,
    parts: parts.map((part) => `${part.mediaType} ${isConfig(part) ? "" : part.digest}`).sort(),
  };
}

function isConfig({ mediaType }: Descriptor): boolean {
  return mediaType.includes("config");
}

async function tarEntries(path: string, isContent: (name: string) => boolean): Promise<readonly string[]> {
  const entries = await readTar(readFileSync(path));
  return entries.map((entry) =>
    [
      entry.path,
      entry.type,
      entry.mode.toString(8),
      `${entry.uid}:${entry.gid}`,
      timeText(entry.mtime ?? new Date()),
      entry.target,
      isContent(entry.path) ? digest(entry.content) : "",
    ].join(" "),
  );
}

/** Names, kinds, modes, owners, link targets, contents and, for what was copied, times. */
function tree(folder: string): readonly unknown[] {
  const inodes = new Map<bigint, string>();
  const lines: unknown[] = [];
  visit(folder, "");
  return lines;

  function visit(path: string, name: string): void {
    const stat = lstatSync(path, { bigint: true });
    const line = [name, Number(stat.mode).toString(8), `${stat.uid}:${stat.gid}`];
    if (stat.isDirectory()) {
      lines.push(line.join(" "));
      for (const child of readdirSync(path).sort()) visit(join(path, child), `${name}/${child}`);
      return;
    }
    if (/provenance.*\.json$/.test(name)) {
      lines.push(line.join(" "), statement(JSON.parse(readFileSync(path, "utf8"))));
      return;
    }
    if (stat.isSymbolicLink()) line.push(readlinkSync(path));
    else {
      const first = inodes.get(stat.ino) ?? name;
      inodes.set(stat.ino, first);
      line.push(timeText(stat.mtime), first === name ? digest(readFileSync(path)) : `is ${first}`);
    }
    lines.push(line.join(" "));
  }
}

function timeText(time: Date): string {
  return time.getTime() === 0 || time.getTime() === changedAt.getTime() ? time.toISOString() : "new";
}

function digest(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
