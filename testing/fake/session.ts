// The daemon's end of a session: an HTTP/2 and gRPC client on the bytes that the client under test serves.

import http2 from "node:http2";
import type { Duplex } from "node:stream";

export interface SessionAnswer {
  readonly code: number;
  readonly message: string;
  /** Messages without their gRPC prefix. */
  readonly messages: readonly Buffer[];
}

export interface FakeSession {
  readonly id: string;
  readonly sharedKey: string;
  /** `/package.Service/Method` each, as the client listed them. */
  readonly methods: readonly string[];
  /** Calls the client: all requests are sent, then the call's end is waited for. A header given several values is repeated. */
  call(
    path: string,
    requests: readonly Uint8Array[],
    headers?: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<SessionAnswer>;
  /** Ends the session from the daemon's side. */
  drop(): void;
}

export interface SessionHeaders {
  readonly id: string;
  readonly sharedKey: string;
  readonly methods: readonly string[];
}

/** Serves as the daemon on `stream`. */
export function fakeSession({ id, sharedKey, methods }: SessionHeaders, stream: Duplex): FakeSession {
  const connection = http2.connect("http://session", { createConnection: () => stream });
  // A client that closes its session is what tests do all the time.
  connection.on("error", () => {});
  stream.on("error", () => {});
  stream.on("close", () => connection.destroy());
  return {
    id,
    sharedKey,
    methods,
    call: (path, requests, headers = {}) => call(connection, path, requests, headers),
    drop() {
      connection.destroy();
      stream.destroy();
    },
  };
}

function call(
  connection: http2.ClientHttp2Session,
  path: string,
  requests: readonly Uint8Array[],
  headers: Readonly<Record<string, string | readonly string[]>>,
): Promise<SessionAnswer> {
  return new Promise((resolve, reject) => {
    const stream = connection.request({
      ":method": "POST",
      ":path": path,
      "content-type": "application/grpc",
      te: "trailers",
      ...Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, [values].flat()])),
    });
    let received: Buffer = Buffer.alloc(0);
    let trailers: http2.IncomingHttpHeaders = {};
    stream.on("response", (answered) => {
      // An error without messages comes in the headers.
      if (answered["grpc-status"] !== undefined) trailers = answered;
    });
    stream.on("trailers", (sent) => {
      trailers = sent;
    });
    stream.on("data", (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
    });
    stream.on("error", reject);
    stream.on("close", () =>
      resolve({
        code: Number(trailers["grpc-status"] ?? 2),
        message: decodeURIComponent(String(trailers["grpc-message"] ?? "")),
        messages: unframed(received),
      }),
    );
    for (const request of requests) stream.write(framed(request));
    stream.end();
  });
}

function framed(message: Uint8Array): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}

function unframed(bytes: Buffer): readonly Buffer[] {
  const messages: Buffer[] = [];
  for (let at = 0; at + 5 <= bytes.length; ) {
    const end = at + 5 + bytes.readUInt32BE(at + 1);
    messages.push(bytes.subarray(at + 5, end));
    at = end;
  }
  return messages;
}
