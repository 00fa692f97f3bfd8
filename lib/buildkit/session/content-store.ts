// An OCI layout directory as a store of blobs by digest. What is written comes to `ingest/` first, and to its place when its
// digest is right. Follows containerd plugins/content/local.

import { createHash, type Hash, randomBytes } from "node:crypto";
import { createReadStream, type Stats } from "node:fs";
import { chmod, type FileHandle, mkdir, open, rename, rm, rmdir, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { StatusCode, StatusError } from "../errors.js";

export interface ContentStore {
  /** @throws {StatusError} not found. */
  info(digest: string): Promise<Stats>;
  /** The bytes from `offset` on, `size` of them or to the end. */
  read(digest: string, offset: number, size: number): Promise<AsyncIterable<Uint8Array>>;
  /** Notes that it is used, too: whoever tidies up must know that somebody counts on it. */
  has(digest: string): Promise<boolean>;
  write(expected: string): Promise<BlobWriter>;
}

/** A blob on its way in. One of `commit` and `discard` ends it; `discard` after `commit` does nothing. */
export interface BlobWriter {
  /** Bytes so far. */
  readonly offset: number;
  write(bytes: Uint8Array): Promise<void>;
  /** Starts anew. */
  truncate(): Promise<void>;
  /** Puts the blob in its place and returns its digest. Absent expectations are not checked. */
  commit(expected: string | undefined, size: number | undefined): Promise<string>;
  discard(): Promise<void>;
}

const hexLengths: ReadonlyMap<string, number> = new Map([
  ["sha256", 64],
  ["sha384", 96],
  ["sha512", 128],
]);

/** Directories are made by the first write. */
export function contentStore(root: string): ContentStore {
  const info = async (digest: string) => {
    const found = await stat(blobPath(root, digest)).catch(() => undefined);
    if (found === undefined) throw new StatusError(StatusCode.notFound, `content ${digest} is not in "${root}"`);
    return found;
  };
  return {
    info,
    async has(digest) {
      const file = blobPath(root, digest);
      if ((await stat(file).catch(() => undefined)) === undefined) return false;
      const now = new Date();
      await utimes(file, now, now).catch(() => {});
      return true;
    },
    async read(digest, offset, size) {
      const { size: total } = await info(digest);
      const start = Math.max(offset, 0);
      if (start > total) {
        throw new StatusError(
          StatusCode.outOfRange,
          `content ${digest} has ${total} bytes, and ${start} were to be skipped`,
        );
      }
      const end = size <= 0 ? total : Math.min(start + size, total);
      // The end is inclusive, so an empty range cannot be said.
      if (end === start) return noBytes();
      return createReadStream(blobPath(root, digest), { start, end: end - 1, highWaterMark: readBytes });
    },
    write: (expected) => openWriter(root, expected),
  };
}

/** One message each: few, and below every daemon's limit. */
const readBytes = 1024 * 1024;

async function* noBytes(): AsyncGenerator<Uint8Array> {}

async function openWriter(root: string, expected: string): Promise<BlobWriter> {
  const algorithm = expected === "" ? "sha256" : algorithmOf(expected);
  const ingest = join(root, "ingest");
  const staged = join(ingest, randomBytes(16).toString("hex"));
  const handle = await openStaged(ingest, staged);
  let hash: Hash = createHash(algorithm);
  let offset = 0;
  let isCommitted = false;
  // Left for other writers as long as there are any.
  const tidy = () => rmdir(ingest).catch(() => {});
  return {
    get offset() {
      return offset;
    },
    async write(bytes) {
      hash.update(bytes);
      for (let at = 0; at < bytes.length; ) {
        const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, offset + at);
        at += bytesWritten;
      }
      offset += bytes.length;
    },
    async truncate() {
      await handle.truncate(0);
      hash = createHash(algorithm);
      offset = 0;
    },
    async commit(wanted, size) {
      const digest = `${algorithm}:${hash.digest("hex")}`;
      if (size !== undefined && size !== offset) {
        throw new StatusError(StatusCode.failedPrecondition, `content has ${offset} bytes, but ${size} were announced`);
      }
      if (wanted !== undefined && wanted !== digest) {
        throw new StatusError(
          StatusCode.failedPrecondition,
          `content has the digest ${digest}, but ${wanted} was announced`,
        );
      }
      await handle.close();
      await mkdir(join(root, "blobs", algorithm), { recursive: true });
      await chmod(staged, 0o444);
      await rename(staged, blobPath(root, digest));
      isCommitted = true;
      await tidy();
      return digest;
    },
    async discard() {
      if (isCommitted) return;
      // Closed before, when it is the commit that failed.
      await handle.close().catch(() => {});
      await rm(staged, { force: true });
      await tidy();
    },
  };
}

/** Newer daemons send several blobs at once, and whoever ends the last one under way takes the folder away. */
async function openStaged(ingest: string, staged: string): Promise<FileHandle> {
  for (let left = 100; ; left -= 1) {
    try {
      // It may be gone while it is being made, too: making a folder that is there looks at it afterwards.
      await mkdir(ingest, { recursive: true });
      return await open(staged, "wx", 0o644);
    } catch (error) {
      const isTakenAway = error instanceof Error && "code" in error && error.code === "ENOENT";
      if (!isTakenAway || left === 0) throw error;
    }
  }
}

/** Only what is a digest becomes part of a path. */
function blobPath(root: string, digest: string): string {
  return join(root, "blobs", algorithmOf(digest), digest.slice(digest.indexOf(":") + 1));
}

function algorithmOf(digest: string): string {
  const [, algorithm = "", hex = ""] = /^([a-z0-9]+):([0-9a-f]+)$/.exec(digest) ?? [];
  if (hexLengths.get(algorithm) !== hex.length) {
    throw new StatusError(StatusCode.invalidArgument, `"${digest}" is no digest`);
  }
  return algorithm;
}
