// Takes out of an OCI layout directory what no manifest of its index refers to, for caches with `reset=true`.
// Follows moby/buildkit client/solve.go resetCacheStore.

import { readdir, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { blobPath, readIndex } from "./oci-index.js";

/**
 * Removes blobs of before `since` (milliseconds since the epoch); later ones may belong to a build that has yet to write its
 * index. Nothing is removed when a manifest cannot be read. Call it with the index locked.
 */
export async function pruneLayout(directory: string, since: number): Promise<void> {
  const referenced = new Set<string>();
  const open = (await readIndex(directory)).map(({ digest }) => digest);
  for (let digest = open.pop(); digest !== undefined; digest = open.pop()) {
    if (referenced.has(digest)) continue;
    referenced.add(digest);
    open.push(...(await childrenOf(blobPath(directory, digest))));
  }
  for (const algorithm of await readdir(path.join(directory, "blobs"))) {
    for (const hex of await readdir(path.join(directory, "blobs", algorithm))) {
      const digest = `${algorithm}:${hex}`;
      if (referenced.has(digest)) continue;
      const file = blobPath(directory, digest);
      if ((await stat(file)).mtimeMs < since) await rm(file, { force: true });
    }
  }
}

/** Manifests are small; what is larger is a layer and refers to nothing. */
const largestManifestBytes = 8 * 1024 * 1024;

async function childrenOf(file: string): Promise<readonly string[]> {
  if ((await stat(file)).size > largestManifestBytes) return [];
  const bytes = await readFile(file);
  // An object in JSON; compressed layers begin otherwise.
  if (bytes[0] !== 0x7b) return [];
  const manifest: unknown = parsed(bytes.toString("utf8"));
  return ["manifests", "layers", "config", "subject", "blobs"].flatMap((name) =>
    [field(manifest, name)].flat().flatMap((child) => {
      const digest = field(child, "digest");
      return typeof digest === "string" ? [digest] : [];
    }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
