// The bytes of an archive that the daemon sends, written to a file or handed to somebody.

import { type FileHandle, open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Writable } from "node:stream";
import type { ServerCall } from "../control.js";
import { StatusCode, StatusError } from "../errors.js";
import { bytesOf } from "./bytes-message.js";
import { fileProblem } from "./file-problem.js";
import { makeParents, stagingName } from "./staging.js";
import { writeParts } from "./write-parts.js";

/** Takes the bytes of one archive. Exactly one of `close` and `abort` is called at the end. */
export interface ByteSink {
  /** Resolves when there is room for more. */
  write(bytes: Uint8Array): Promise<void>;
  /** Resolves when all is where it belongs: only then is the daemon told that the export went well. */
  close(): Promise<void>;
  abort(reason: unknown): Promise<void>;
}

/** A sink that keeps its bytes aside until `commit`. */
export interface StagedSink extends ByteSink {
  /** After `close`. */
  commit(): Promise<void>;
  /** Instead of `commit`. */
  discard(): Promise<void>;
}

/** Pours the call's messages into `sink`. On failure the sink is aborted; it is closed when this resolves. */
export async function receiveBytes({ messages, signal }: ServerCall, sink: ByteSink): Promise<void> {
  try {
    for await (const message of messages) await sink.write(bytesOf(message));
    signal.throwIfAborted();
    await sink.close();
  } catch (error) {
    await sink.abort(error);
    throw error;
  }
}

/** A writable as a sink. With `isShared`, as for standard output, it is left open. */
export function writableSink(writable: Writable, { isShared = false } = {}): ByteSink {
  let failure: Error | undefined;
  const onError = (error: Error) => {
    failure ??= error;
  };
  writable.on("error", onError);
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) return reject(failure);
        writable.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    close: () =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) return reject(failure);
        if (isShared) {
          writable.off("error", onError);
          resolve();
          return;
        }
        writable.once("error", reject);
        writable.end(() => resolve());
      }),
    async abort(reason) {
      if (isShared) writable.off("error", onError);
      else writable.destroy(reason instanceof Error ? reason : new Error(String(reason)));
    },
  };
}

/** Chunks arrive in 32 KiB; one trip to the thread pool for each would cost more than the write. */
const batchBytes = 1024 * 1024;

/**
 * A file that appears whole or not at all: written beside its place from the first byte on, renamed by `commit`.
 * Parents are made. A device or pipe in its place is written to directly; a symlink is followed.
 */
export function fileSink(path: string): StagedSink {
  let opened: Promise<OpenedFile> | undefined;
  let batch: Uint8Array[] = [];
  let batched = 0;
  let writing: Promise<unknown> = Promise.resolve();
  const file = () => {
    opened ??= openStaged(path);
    return opened;
  };
  const flush = async () => {
    const { handle } = await file();
    await writing;
    writing = writeParts(handle, batch);
    // Waited for by the next flush.
    writing.catch(() => {});
    batch = [];
    batched = 0;
  };
  const discard = async () => {
    const staged = await opened?.catch(() => undefined);
    if (staged === undefined) return;
    await writing.catch(() => {});
    await staged.handle.close().catch(() => {});
    await staged.discard();
  };
  return {
    async write(bytes) {
      batch.push(bytes);
      batched += bytes.length;
      if (opened !== undefined && batched < batchBytes) return;
      await named(path, flush);
    },
    close: () =>
      named(path, async () => {
        await flush();
        await writing;
        await (await file()).handle.close();
      }),
    abort: discard,
    commit: () => named(path, async () => (await file()).commit()),
    discard,
  };
}

interface OpenedFile {
  readonly handle: FileHandle;
  readonly commit: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

async function openStaged(path: string): Promise<OpenedFile> {
  const existing = await stat(path).catch(() => undefined);
  if (existing?.isDirectory()) throw Object.assign(new Error("it is a directory"), { code: "EISDIR" });
  if (existing !== undefined && !existing.isFile()) {
    return { handle: await open(path, "w"), commit: async () => {}, discard: async () => {} };
  }
  const place = existing === undefined ? path : await realpath(path);
  const removeParents = await makeParents(place, 0o777);
  const staged = join(dirname(place), stagingName());
  try {
    const handle = await open(staged, "wx", existing === undefined ? 0o666 : existing.mode & 0o777);
    return {
      handle,
      commit: () => rename(staged, place),
      async discard() {
        await rm(staged, { force: true });
        await removeParents();
      },
    };
  } catch (error) {
    await removeParents();
    throw error;
  }
}

async function named<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw fileProblem("write", error, path);
  }
}

/** Said to the daemon by a receiver that does not want what it offers; no error for the build. */
export function notWanted(): StatusError {
  return new StatusError(StatusCode.alreadyExists, "the target already exists");
}
