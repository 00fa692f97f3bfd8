import { expect, test } from "vitest";
import { StatusCode } from "../errors.js";
import { GetSecretRequest, GetSecretResponse } from "../gen/session.js";
import { bytesOf } from "./bytes-message.js";
import { secrets, uploads } from "./index.js";
import { collect, rawDaemon } from "./testing/raw-daemon.js";

async function secret(id: string, values: Readonly<Record<string, () => Promise<Uint8Array>>>) {
  await using daemon = rawDaemon([secrets(new Map(Object.entries(values)))]);
  const call = daemon.call("/moby.buildkit.secrets.v1.Secrets/GetSecret");
  call.send(GetSecretRequest.encode({ id }).finish());
  call.halfClose();
  const [message] = await collect(call.messages);
  return { status: await call.status, data: message && Buffer.from(GetSecretResponse.decode(message).data) };
}

test("a secret is read when the daemon asks for it", async () => {
  let reads = 0;
  const values = {
    token: async () => {
      reads++;
      return Buffer.from([0, 255, 10]);
    },
  };
  expect(await secret("token", values)).toEqual({ status: { code: 0, message: "" }, data: Buffer.from([0, 255, 10]) });
  expect(reads).toBe(1);
  expect((await secret("empty", { empty: async () => Buffer.of() })).data).toEqual(Buffer.of());
});

test("a secret that was not given is not found", async () => {
  expect((await secret("other", {})).status).toEqual({
    code: StatusCode.notFound,
    message: 'secret "other" was not given to this build',
  });
});

test("a secret that is too large, or cannot be read, is told", async () => {
  expect((await secret("large", { large: async () => Buffer.alloc(512_001) })).status.message).toBe(
    'secret "large" has 512001 bytes: the daemon takes at most 512000',
  );
  expect((await secret("gone", { gone: () => Promise.reject(new Error("no such file")) })).status.message).toBe(
    "no such file",
  );
});

test("an upload is served once, in messages that every daemon takes", async () => {
  const data = Buffer.alloc(7_000_000, "tar");
  async function* stream() {
    yield data.subarray(0, 10);
    yield data.subarray(10);
  }
  await using daemon = rawDaemon([uploads(new Map([["id1", stream]]))]);
  const pull = () => {
    const call = daemon.call("/moby.upload.v1.Upload/Pull", { urlpath: "/id1", urlhost: "buildkit-session" });
    call.halfClose();
    return call;
  };
  const messages = await collect(pull().messages);
  expect(Buffer.concat(messages.map(bytesOf)).equals(data)).toBe(true);
  expect(Math.max(...messages.map(({ length }) => length))).toBeLessThan(3.1 * 1024 * 1024);
  expect(await pull().status).toEqual({
    code: StatusCode.notFound,
    message: 'nothing to upload has the id "id1", or it was fetched before',
  });
});
