// moby.filesync.v1.FileSend: the daemon hands over what its exporters made. Files and trees wait beside their place until
// the build is known to have succeeded, so that a failed or cancelled build leaves nothing half done.
// Follows moby/buildkit session/filesync/filesync.go.

import { mkdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Attachable, ServerCall } from "../control.js";
import { StatusCode, StatusError } from "../errors.js";
import { type ByteSink, fileSink, notWanted, receiveBytes } from "./byte-receiver.js";
import { fileProblem } from "./file-problem.js";
import { mergeTree, moveDirectory } from "./merge-tree.js";
import { makeParents, stagingName } from "./staging.js";
import { applyDirectories, receiveTree } from "./tree-receiver.js";

/** Where the bytes or the tree of one exporter go. Paths are absolute. */
export type ExportTarget =
  /** An archive. It appears whole, at `commit`. */
  | { readonly kind: "file"; readonly path: string }
  /** A tree, merged into what is there; `isMirror` removes what it does not have. It appears at `commit`. */
  | { readonly kind: "directory"; readonly path: string; readonly isMirror: boolean }
  /** An archive for somebody else, such as standard output or an engine that loads it. Not held back. */
  | { readonly kind: "stream"; readonly open: OpenSink };

/** Called at the first byte, with what the exporter says of the result. No sink: the result is not wanted. */
export type OpenSink = (about: ReadonlyMap<string, string>, signal: AbortSignal) => Promise<ByteSink | undefined>;

/** Disposing removes what was not committed. */
export interface ExportReceiver extends AsyncDisposable {
  readonly attachable: Attachable;
  /** Why something was not taken, if that is the matter on this side. Of a solve that failed for it the daemon may tell less. */
  refusal(): StatusError | undefined;
  /**
   * Puts everything that was received in its place. Call it when the solve answered.
   * @throws {StatusError} naming what cannot be written.
   */
  commit(): Promise<void>;
}

/** Something received that waits. */
interface Staged {
  readonly commit: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/** Takes what exporters send. Keys of `targets` are the exporters' indexes in the request. */
export function receiveExports(targets: ReadonlyMap<number, ExportTarget>): ExportReceiver {
  let staged: Staged[] = [];
  let isClosed = false;
  let refusal: StatusError | undefined;
  const open = new Set<Promise<void>>();

  async function take(call: ServerCall): Promise<void> {
    const received = await receive(call, targets).catch((error: unknown) => {
      if (isOurs(error)) refusal ??= error;
      throw error;
    });
    if (received === undefined) return;
    if (isClosed) await received.discard();
    else staged.push(received);
  }

  return {
    attachable: {
      service: "moby.filesync.v1.FileSend",
      methods: {
        async DiffCopy(call) {
          const taken = take(call);
          open.add(taken);
          await taken.finally(() => open.delete(taken));
        },
      },
    },
    refusal: () => refusal,
    async commit() {
      // The daemon has sent all, and may answer the solve before the last of it has been written here.
      await Promise.allSettled(open);
      for (let next = staged.shift(); next !== undefined; next = staged.shift()) {
        try {
          await next.commit();
        } catch (error) {
          await next.discard();
          throw fileProblem("write", error);
        }
      }
    },
    async [Symbol.asyncDispose]() {
      isClosed = true;
      const rest = staged;
      staged = [];
      await Promise.allSettled(rest.map(({ discard }) => discard()));
    },
  };
}

/** Not what the daemon did, such as ending the call: Node's own codes begin with `ERR_`, those of the system do not. */
function isOurs(error: unknown): error is StatusError {
  if (!(error instanceof StatusError)) return false;
  const code = error.cause instanceof Error && "code" in error.cause ? String(error.cause.code) : "";
  return error.code === StatusCode.failedPrecondition || /^E(?!RR_)[A-Z\d]+$/.test(code);
}

async function receive(call: ServerCall, targets: ReadonlyMap<number, ExportTarget>): Promise<Staged | undefined> {
  // Daemons before 0.13 know one exporter and send no id.
  const id = Number(call.header("buildkit-attachable-exporter-id")[0] ?? 0);
  const target = targets.get(id);
  if (target === undefined) throw new StatusError(StatusCode.notFound, `exporter ${id} sends nothing to this client`);
  switch (target.kind) {
    case "file": {
      const sink = fileSink(target.path);
      await receiveBytes(call, sink);
      return sink;
    }
    case "stream":
      await receiveBytes(call, openAtFirstByte(target.open, call));
      return undefined;
    case "directory":
      return receiveDirectory(call, target.path, target.isMirror);
  }
}

function openAtFirstByte(open: OpenSink, call: ServerCall): ByteSink {
  let opened: Promise<ByteSink | undefined> | undefined;
  const sink = async () => {
    opened ??= open(aboutResult(call), call.signal);
    const taken = await opened;
    if (taken === undefined) throw notWanted();
    return taken;
  };
  return {
    write: async (bytes) => (await sink()).write(bytes),
    close: async () => (await sink()).close(),
    abort: async (reason) => (await opened?.catch(() => undefined))?.abort(reason),
  };
}

/** The exporter's response, which travels ahead of the bytes: `containerimage.digest` and the like. */
function aboutResult({ headerNames, header }: ServerCall): ReadonlyMap<string, string> {
  const prefix = "exporter-md-";
  const names = headerNames().filter((name) => name.startsWith(prefix));
  return new Map(names.map((name) => [name.slice(prefix.length), header(name).join(",")]));
}

async function receiveDirectory(call: ServerCall, path: string, isMirror: boolean): Promise<Staged> {
  if (isMirror && call.header("buildkit-exporter-multi-platform")[0] !== "1") {
    throw new StatusError(
      StatusCode.failedPrecondition,
      "mode=delete of a local output needs BuildKit 0.31: this daemon sends each platform alone, and they would delete each other",
    );
  }
  const place = await stagingFor(path);
  try {
    const directories = await receiveTree(call, place.staged);
    return {
      async commit() {
        await place.put(isMirror);
        applyDirectories(path, directories);
      },
      discard: place.discard,
    };
  } catch (error) {
    await place.discard();
    throw error;
  }
}

interface StagingPlace {
  readonly staged: string;
  readonly put: (isMirror: boolean) => Promise<void>;
  readonly discard: () => Promise<void>;
}

/**
 * A directory to receive into: inside `path` when that exists, for its parent may be another file system or closed to us;
 * else beside it. Directories made here have mode 0700, as other clients make them.
 */
async function stagingFor(path: string): Promise<StagingPlace> {
  try {
    const existing = await stat(path).catch(() => undefined);
    if (existing !== undefined && !existing.isDirectory())
      throw Object.assign(new Error("no directory"), { code: "ENOTDIR" });
    const removeParents = existing === undefined ? await makeParents(path, 0o700) : async () => {};
    const staged = join(existing === undefined ? dirname(path) : path, stagingName());
    await mkdir(staged, 0o700);
    return {
      staged,
      async put(isMirror) {
        // Another platform of the same export, or another node, may have made it meanwhile.
        const isMade = (await stat(path).catch(() => undefined)) !== undefined;
        if (!isMade && (await moveDirectory(staged, path))) return;
        await mergeTree(staged, path, { isMirror });
        await rm(staged, { recursive: true, force: true });
      },
      async discard() {
        await rm(staged, { recursive: true, force: true });
        await removeParents();
      },
    };
  } catch (error) {
    throw fileProblem("write", error, path);
  }
}
