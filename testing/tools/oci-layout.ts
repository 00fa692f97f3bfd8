// Reads an OCI image layout, from a tar or from a folder (an `oci` export, a local cache, what `docker save` gives).

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type Descriptor, type ImageSet, type Index, readImages, readTar } from "./image.js";

const indexMediaType = "application/vnd.oci.image.index.v1+json";

export interface OciLayout extends ImageSet {
  /** The `index.json` of the layout. */
  readonly index: Index;
  /** Every blob that lies in the layout, also those that the index does not lead to. Sorted digests. */
  readonly digests: readonly string[];
  blob(digest: string): Buffer;
}

/** Reads a layout whole. @throws when it is damaged or misses something. */
export async function readOciLayout(layout: string | Buffer): Promise<OciLayout> {
  const files = await layoutFiles(layout);
  const read = (path: string): Buffer => {
    const bytes = files.get(path)?.();
    if (bytes === undefined) throw new Error(`the layout has no ${path}`);
    return bytes;
  };
  const blob = (digest: string) => read(`blobs/${digest.replace(":", "/")}`);
  const version: unknown = JSON.parse(read("oci-layout").toString());
  if (JSON.stringify(version) !== '{"imageLayoutVersion":"1.0.0"}')
    throw new Error(`this is no OCI layout of version 1.0.0: ${JSON.stringify(version)}`);
  const bytes = read("index.json");
  const root: Descriptor = { mediaType: indexMediaType, digest: "index.json", size: bytes.length };
  const content = async ({ digest }: Descriptor) => (digest === root.digest ? bytes : blob(digest));
  const { indexes, ...found } = await readImages({ content }, root);
  const [index, ...inner] = indexes;
  if (index === undefined) throw new Error("the layout's index.json is no index");
  const digests = [...files.keys()]
    .filter((path) => path.startsWith("blobs/"))
    .map((path) => path.slice("blobs/".length).replace("/", ":"))
    .sort();
  return { index, indexes: inner, ...found, digests, blob };
}

/** The files of a layout by path, each read when it is asked for. */
async function layoutFiles(layout: string | Buffer): Promise<ReadonlyMap<string, () => Buffer>> {
  if (typeof layout === "string" && statSync(layout).isDirectory()) {
    const entries = readdirSync(layout, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = entries.map((entry) => join(entry.parentPath, entry.name));
    return new Map(paths.map((path) => [relative(layout, path).split(sep).join("/"), () => readFileSync(path)]));
  }
  const entries = await readTar(typeof layout === "string" ? readFileSync(layout) : layout);
  return new Map(entries.filter(({ type }) => type === "file").map(({ path, content }) => [path, () => content]));
}
