import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { StatusCode } from "../errors.js";
import * as gen from "../gen/content.js";
import { contentStores } from "./index.js";
import { collect, type RawCall, type RawDaemon, rawDaemon } from "./testing/raw-daemon.js";
import { layOut, scratch } from "./testing/scratch.js";

const service = "/containerd.services.content.v1.Content";
const store = { "buildkit-attachable-store-id": "local:dir" };

function daemonFor(root: string): RawDaemon {
  return rawDaemon([contentStores(new Map([["local:dir", root]]))]);
}

function digestOf(data: string | Uint8Array): string {
  return `sha256:${createHash("sha256").update(data).digest("hex")}`;
}

function blobFile(digest: string): string {
  return `blobs/sha256/${digest.slice("sha256:".length)}`;
}

function read(daemon: RawDaemon, digest: string, offset = 0, size = 0): RawCall {
  const call = daemon.call(`${service}/Read`, store);
  call.send(gen.ContentReadRequest.encode({ digest, offset, size }).finish());
  call.halfClose();
  return call;
}

/** A write, one answer for each request. */
function writing(daemon: RawDaemon) {
  const call = daemon.call(`${service}/Write`, store);
  const answers = call.messages[Symbol.asyncIterator]();
  return {
    call,
    async ask(request: gen.ContentWriteRequest.$Properties) {
      call.send(gen.ContentWriteRequest.encode(request).finish());
      const { value, done } = await answers.next();
      if (done === true) return undefined;
      const { action, offset, total, digest } = gen.ContentWriteResponse.decode(value);
      return { action, offset: Number(offset), total: Number(total), digest };
    },
  };
}

test("a blob is read whole or in part, and one that is missing is not found", async () => {
  const root = scratch();
  const data = Buffer.alloc(3_000_000, "blob ");
  const digest = digestOf(data);
  layOut(root, { [blobFile(digest)]: data });
  await using daemon = daemonFor(root);
  const messages = (await collect(read(daemon, digest).messages)).map((message) =>
    gen.ContentReadResponse.decode(message),
  );
  expect(Buffer.concat(messages.map((message) => message.data)).equals(data)).toBe(true);
  expect(messages.map(({ offset }) => Number(offset))).toEqual([0, 1_048_576, 2_097_152]);
  const part = async (offset: number, size: number) =>
    Buffer.concat(
      (await collect(read(daemon, digest, offset, size).messages)).map(
        (message) => gen.ContentReadResponse.decode(message).data,
      ),
    ).toString();
  expect(await part(5, 4)).toBe("blob");
  expect(await part(2_999_995, 100)).toBe("blob ");
  expect(await part(3_000_000, 0)).toBe("");
  expect(await read(daemon, digest, 3_000_001).status).toMatchObject({ code: StatusCode.outOfRange });
  const missing = digestOf("missing");
  expect(await read(daemon, missing).status).toEqual({
    code: StatusCode.notFound,
    message: `content ${missing} is not in "${root}"`,
  });
});

test("a blob is described by its size", async () => {
  const root = scratch();
  layOut(root, { [blobFile(digestOf("x"))]: "x" });
  await using daemon = daemonFor(root);
  const call = daemon.call(`${service}/Info`, store);
  call.send(gen.ContentInfoRequest.encode({ digest: digestOf("x") }).finish());
  call.halfClose();
  const [message] = await collect(call.messages);
  const info = gen.ContentInfoResponse.decode(message ?? Buffer.of()).info;
  expect([info?.digest, Number(info?.size)]).toEqual([digestOf("x"), 1]);
  expect(Number(info?.createdAt?.seconds)).toBeGreaterThan(1_600_000_000);
});

test.for(["../../../etc/passwd", "sha256:../../x", "sha256:abc", "md5:d41d8cd98f00b204e9800998ecf8427e", ""])(
  "%j is refused, because it is no digest",
  async (digest) => {
    await using daemon = daemonFor(scratch());
    expect(await read(daemon, digest).status).toEqual({
      code: StatusCode.invalidArgument,
      message: `"${digest}" is no digest`,
    });
  },
);

test("a blob is written in steps, each answered, and is there when it is committed", async () => {
  const root = join(scratch(), "new");
  const digest = digestOf("hello world");
  await using daemon = daemonFor(root);
  const { call, ask } = writing(daemon);
  const none = { total: 11, digest: "" };
  expect(await ask({ action: 0, ref: "layer", total: 11, expected: digest })).toEqual({
    action: 0,
    offset: 0,
    ...none,
  });
  expect(await ask({ action: 1, data: Buffer.from("hello ") })).toEqual({ action: 1, offset: 6, ...none });
  expect(await ask({ action: 1, offset: 6, data: Buffer.from("world") })).toEqual({ action: 1, offset: 11, ...none });
  expect(fs.existsSync(join(root, blobFile(digest)))).toBe(false);
  expect(await ask({ action: 2, offset: 11, total: 11, expected: digest })).toEqual({
    action: 2,
    offset: 11,
    total: 11,
    digest,
  });
  expect(await call.status).toMatchObject({ code: 0 });
  expect(fs.readFileSync(join(root, blobFile(digest)), "utf8")).toBe("hello world");
  expect(fs.readdirSync(root)).toEqual(["blobs"]);
});

test("a blob that is there already is not written again", async () => {
  const root = scratch();
  layOut(root, { [blobFile(digestOf("x"))]: "x" });
  await using daemon = daemonFor(root);
  const { call, ask } = writing(daemon);
  expect(await ask({ action: 0, ref: "layer", expected: digestOf("x") })).toBeUndefined();
  expect(await call.status).toMatchObject({ code: StatusCode.alreadyExists });
});

test("blobs that come at once do not take the folder away from each other", async () => {
  const root = scratch();
  await using daemon = daemonFor(root);
  const texts = Array.from({ length: 400 }, (_, at) => `blob ${at}`);
  const waiting = [...texts];
  const stored = new Set<string | undefined>();
  const send = async () => {
    for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
      const answer = await writing(daemon).ask({ action: 2, ref: text, data: Buffer.from(text) });
      stored.add(answer?.digest);
    }
  };
  await Promise.all([send(), send(), send(), send()]);
  expect(stored).toEqual(new Set(texts.map(digestOf)));
  expect(fs.readdirSync(root)).toEqual(["blobs"]);
});

test("a blob without a given digest gets its own", async () => {
  const root = scratch();
  await using daemon = daemonFor(root);
  const { ask } = writing(daemon);
  await ask({ action: 1, ref: "x", data: Buffer.from("wrong") });
  // Offset 0 starts anew.
  await ask({ action: 1, offset: 0, data: Buffer.from("right") });
  expect(await ask({ action: 2, offset: 5 })).toMatchObject({ digest: digestOf("right") });
});

test.for([
  { title: "with another digest", commit: { expected: digestOf("other") }, code: StatusCode.failedPrecondition },
  { title: "with another size", commit: { total: 4 }, code: StatusCode.failedPrecondition },
  { title: "at another offset", commit: { offset: 4 }, code: StatusCode.outOfRange },
])("a commit $title fails and leaves nothing", async ({ commit, code }) => {
  const root = scratch();
  await using daemon = daemonFor(root);
  const { call, ask } = writing(daemon);
  await ask({ action: 1, ref: "x", data: Buffer.from("hello") });
  expect(await ask({ action: 2, offset: 5, ...commit })).toBeUndefined();
  expect(await call.status).toMatchObject({ code });
  expect(fs.readdirSync(root)).toEqual([]);
});

test("a write that is cancelled or given up leaves nothing", async () => {
  const root = scratch();
  await using daemon = daemonFor(root);
  const cancelled = writing(daemon);
  await cancelled.ask({ action: 1, ref: "x", data: Buffer.from("hello") });
  cancelled.call.cancel();
  const ended = writing(daemon);
  await ended.ask({ action: 1, ref: "y", data: Buffer.from("hello") });
  ended.call.halfClose();
  expect(await ended.call.status).toMatchObject({ code: 0 });
  await daemon.served[Symbol.asyncDispose]();
  expect(fs.readdirSync(root)).toEqual([]);
});

test("a store that was not given is not found, and one must be named", async () => {
  await using daemon = daemonFor(scratch());
  const status = async (headers: Readonly<Record<string, string>>) => {
    const call = daemon.call(`${service}/Info`, headers);
    call.send(gen.ContentInfoRequest.encode({ digest: digestOf("x") }).finish());
    return call.status;
  };
  expect(await status({ "buildkit-attachable-store-id": "oci:other" })).toEqual({
    code: StatusCode.notFound,
    message: "unknown store oci:other",
  });
  expect(await status({})).toMatchObject({ code: StatusCode.invalidArgument });
});
