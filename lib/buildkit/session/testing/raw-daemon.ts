// The daemon's side of a session, for tests: a bare node:http2 client that calls what we serve over a pair of duplexes.

import http2 from "node:http2";
import { duplexPair } from "node:stream";
import type { Attachable } from "../../control.js";
import { frameMessage, readMessages } from "../framing.js";
import { type ServedSession, serveSession } from "../index.js";

export interface RawDaemon extends AsyncDisposable {
  readonly served: ServedSession;
  /** Opens a call such as `/grpc.health.v1.Health/Check`. */
  call(path: string, headers?: Readonly<Record<string, string | readonly string[]>>): RawCall;
  /** Ends the byte stream, as a daemon does that lets the session go. */
  end(): void;
  /** Breaks the byte stream, as a daemon that died does. */
  breakOff(): void;
}

export interface RawCall {
  send(message: Uint8Array): void;
  /** Bytes as they are, without a prefix of ours. */
  sendRaw(bytes: Uint8Array): void;
  /** Resolves when all that was written so far was taken by the connection. */
  sent(): Promise<void>;
  halfClose(): void;
  cancel(): void;
  readonly messages: AsyncIterable<Uint8Array>;
  readonly status: Promise<{ readonly code: number; readonly message: string }>;
}

export function rawDaemon(attachables: readonly Attachable[]): RawDaemon {
  const [ours, theirs] = duplexPair({ highWaterMark: 1024 * 1024 });
  const served = serveSession(ours, attachables);
  const client = http2.connect("http://localhost", {
    createConnection: () => theirs,
    maxSessionMemory: 1024,
    maxSendHeaderBlockLength: 1 << 30,
    settings: { initialWindowSize: 16 * 1024 * 1024 },
  });
  client.on("error", () => {});
  return {
    served,
    end: () => void theirs.end(),
    breakOff: () => {
      theirs.destroy();
      ours.destroy();
    },
    call(path, headers = {}) {
      const lists = Object.entries(headers).map(([name, value]) => [
        name,
        typeof value === "string" ? value : [...value],
      ]);
      const stream = client.request(
        {
          ":method": "POST",
          ":path": path,
          "content-type": "application/grpc",
          te: "trailers",
          ...Object.fromEntries(lists),
        },
        { endStream: false },
      );
      const status = new Promise<{ code: number; message: string }>((resolve, reject) => {
        const take = (from: Readonly<Record<string, unknown>>) => {
          if (from["grpc-status"] === undefined) return;
          resolve({
            code: Number(from["grpc-status"]),
            message: decodeURIComponent(String(from["grpc-message"] ?? "")),
          });
        };
        stream.on("response", take);
        stream.on("trailers", take);
        stream.on("error", reject);
        stream.on("close", () => reject(new Error("the call closed without a status")));
      });
      status.catch(() => {});
      return {
        send: (message) => stream.write(frameMessage(message)),
        sendRaw: (bytes) => stream.write(bytes),
        sent: () => new Promise((resolve) => stream.write(Buffer.of(), () => resolve())),
        halfClose: () => stream.end(),
        // A reset alone, as grpc-go sends it; `close()` would half-close first.
        cancel: () => stream.destroy(),
        messages: { [Symbol.asyncIterator]: () => readMessages(stream.iterator({ destroyOnReturn: false })) },
        status,
      };
    },
    async [Symbol.asyncDispose]() {
      client.destroy();
      await served[Symbol.asyncDispose]();
    },
  };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
