// containerd.services.content.v1.Content: OCI layout directories of ours, which the daemon reads caches and images from and
// writes them to. Follows containerd plugins/services/content/contentserver and moby/buildkit session/content.

import type { Stats } from "node:fs";
import type { Attachable, ServerCall } from "../control.js";
import { StatusCode, StatusError } from "../errors.js";
import * as gen from "../gen/content.js";
import { numberOf } from "../scalars.js";
import { type BlobWriter, type ContentStore, contentStore } from "./content-store.js";
import { fileProblem } from "./file-problem.js";
import { unary } from "./unary.js";

const action = { stat: 0, write: 1, commit: 2 } as const;

/**
 * Serves directories as stores by their ids: `local:DIRECTORY` as in `src` or `dest` for caches, `oci:NAME` for contexts,
 * `export` for an exporter that writes a layout. A directory need not exist before it is written to.
 */
export function contentStores(directories: ReadonlyMap<string, string>): Attachable {
  const stores = new Map([...directories].map(([id, directory]) => [id, contentStore(directory)]));
  const storeFor = ({ header }: ServerCall): ContentStore => {
    const [id] = header("buildkit-attachable-store-id");
    if (id === undefined) throw new StatusError(StatusCode.invalidArgument, "the call names no store");
    const store = stores.get(id);
    if (store === undefined) throw new StatusError(StatusCode.notFound, `unknown store ${id}`);
    return store;
  };
  return {
    service: "containerd.services.content.v1.Content",
    methods: {
      Info: unary(gen.ContentInfoRequest, gen.ContentInfoResponse, async ({ digest }, call) => {
        const found = await storeFor(call).info(digest);
        return { info: { digest, size: found.size, createdAt: timestamp(found), updatedAt: timestamp(found) } };
      }),
      Read: (call) => read(call, storeFor(call)),
      Write: (call) => write(call, storeFor(call)),
      Status: noOpenWrite,
      Abort: noOpenWrite,
    },
  };
}

/** A write that was given up is removed when its call ends: there is never one to go on with, or to take back. */
async function noOpenWrite(): Promise<void> {
  throw new StatusError(StatusCode.notFound, "no write of that ref is open");
}

async function read(call: ServerCall, store: ContentStore): Promise<void> {
  for await (const message of call.messages) {
    const { digest, offset, size } = gen.ContentReadRequest.decode(message);
    let at = numberOf(offset);
    for await (const data of await store.read(digest, at, numberOf(size))) {
      await call.send(gen.ContentReadResponse.encode({ offset: at, data }).finish());
      at += data.length;
    }
    return;
  }
}

/** Lock-step: one answer to each request, the last to the commit. */
async function write(call: ServerCall, store: ContentStore): Promise<void> {
  let writer: BlobWriter | undefined;
  let expected: string | undefined;
  let total: number | undefined;
  try {
    for await (const message of call.messages) {
      const request = gen.ContentWriteRequest.decode(message);
      if (writer === undefined && request.ref === "") {
        throw new StatusError(StatusCode.invalidArgument, "the first message of a write names no ref");
      }
      if (request.expected !== "") {
        expected = request.expected;
        if (await store.has(expected))
          throw new StatusError(StatusCode.alreadyExists, `content ${expected} is there already`);
      }
      if (numberOf(request.total) > 0) total = numberOf(request.total);
      writer ??= await store.write(request.expected);
      if (request.action !== action.stat) await append(writer, numberOf(request.offset), request.data);
      const digest = request.action === action.commit ? await writer.commit(expected, total) : "";
      const { offset } = writer;
      const answer = { action: request.action, offset, total: total ?? 0, digest };
      await call.send(gen.ContentWriteResponse.encode(answer).finish());
      if (request.action === action.commit) return;
    }
  } catch (error) {
    call.signal.throwIfAborted();
    throw fileProblem("write", error);
  } finally {
    await writer?.discard();
  }
}

async function append(writer: BlobWriter, offset: number, data: Uint8Array): Promise<void> {
  if (offset > 0 && offset !== writer.offset) {
    throw new StatusError(StatusCode.outOfRange, `a write at ${offset} comes when ${writer.offset} bytes are there`);
  }
  if (offset === 0 && writer.offset > 0) await writer.truncate();
  if (data.length > 0) await writer.write(data);
}

function timestamp({ mtimeMs }: Stats): { seconds: number; nanos: number } {
  const seconds = Math.floor(mtimeMs / 1000);
  return { seconds, nanos: Math.floor((mtimeMs - seconds * 1000) * 1e6) };
}
