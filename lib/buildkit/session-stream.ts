// `Control.Session` on a connection of its own, by node:http2: what a session carries are whole files, and without a gRPC library
// between they go through without being copied, with the windows that we choose.

import http2 from "node:http2";
import type { Duplex } from "node:stream";
import { abortable } from "../async/index.js";
import { batches, headLength, messageHead } from "./bytes-message.js";
import { sessionPath } from "./control-methods.js";
import { StatusError } from "./errors.js";
import { messageDuplex } from "./message-duplex.js";
import type { SessionDialer, SessionHeaders } from "./open-session.js";
import { dial, type Transport } from "./transport.js";

/** As large as our receiving side and the daemon's together ever need: a layer is sent without waiting for the reader. */
const windowBytes = 16 * 1024 * 1024;

/** The prefix that gRPC puts before a message: whether it is compressed, and its length. */
const prefixBytes = 5;

/** All sessions share a connection, which is made for the first, and made anew when it broke. */
export function sessionsBeside(transport: Transport): SessionDialer {
  let connecting: Promise<http2.ClientHttp2Session> | undefined;
  const forget = (): void => {
    connecting = undefined;
  };
  return {
    async open(headers, signal) {
      connecting ??= connectHttp2(transport, forget);
      return sessionStream(await abortable(connecting, signal), headers);
    },
    close() {
      connecting?.then(
        (connection) => connection.destroy(),
        () => {},
      );
    },
  };
}

async function connectHttp2(transport: Transport, onEnd: () => void): Promise<http2.ClientHttp2Session> {
  try {
    // Whoever waits has a signal of its own; the connection is for all of them.
    const stream = await dial(transport, new AbortController().signal);
    const scheme = transport.isSecure ? "https" : "http";
    const connection = http2.connect(`${scheme}://${transport.authority}`, {
      createConnection: () => stream,
      settings: { initialWindowSize: windowBytes, enablePush: false },
    });
    connection.on("close", onEnd);
    await new Promise<void>((resolve, reject) => {
      connection.once("connect", () => resolve());
      connection.once("error", reject);
    });
    // Later errors are told by the streams, to those whom they matter.
    connection.on("error", () => {});
    connection.setLocalWindowSize(windowBytes);
    return connection;
  } catch (error) {
    onEnd();
    throw error;
  }
}

function sessionStream(connection: http2.ClientHttp2Session, headers: SessionHeaders): Duplex {
  const call = connection.request({
    ":method": "POST",
    ":path": sessionPath,
    "content-type": "application/grpc",
    te: "trailers",
    ...Object.fromEntries([...headers].map(([name, values]) => [name, [values].flat()])),
  });
  let failure: StatusError | undefined;
  const readStatus = (answered: http2.IncomingHttpHeaders): void => {
    const status = answered["grpc-status"];
    if (status === undefined || status === "0") return;
    failure = new StatusError(Number(status), String(answered["grpc-message"] ?? "the session was refused"));
  };
  const unwrap = messageReader();
  const stream = messageDuplex({
    sendAll,
    resume: () => void call.resume(),
    end: (done) => void call.end(done),
    cancel: () => call.close(http2.constants.NGHTTP2_CANCEL),
  });
  call.on("response", readStatus);
  call.on("trailers", readStatus);
  call.on("data", (chunk: Buffer) => {
    for (const part of unwrap(chunk)) if (!stream.push(part)) call.pause();
  });
  call.on("end", () => {
    if (failure === undefined) stream.push(null);
    else stream.destroy(failure);
  });
  call.on("error", (error) => stream.destroy(error));
  call.on("close", () => stream.destroy(failure));
  return stream;

  function sendAll(chunks: readonly Buffer[], done: (error?: Error | null) => void): void {
    const buffers = [...batches(chunks)].flatMap(({ parts, size }) => {
      const head = messageHead(size, prefixBytes);
      head.writeUInt32BE(head.length - prefixBytes + size, 1);
      return [head, ...parts];
    });
    if (buffers.length === 0) done();
    call.cork();
    for (const [index, buffer] of buffers.entries())
      call.write(buffer, index === buffers.length - 1 ? done : undefined);
    call.uncork();
  }
}

/** Takes gRPC messages as they come, and gives out the data in them: no message is ever put together. */
function messageReader(): (chunk: Buffer) => readonly Buffer[] {
  /** Of a head that is not complete yet. */
  let held: Buffer = Buffer.alloc(0);
  /** Data of the current message that is still to come. */
  let missing = 0;
  return (chunk) => {
    const parts: Buffer[] = [];
    let rest = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    while (rest.length > 0) {
      if (missing === 0) {
        if (rest.length < prefixBytes) break;
        const length = rest.readUInt32BE(1);
        const head = length === 0 ? 0 : headLength(rest, prefixBytes);
        if (head === undefined) break;
        missing = length - head;
        rest = rest.subarray(prefixBytes + head);
        continue;
      }
      const part = rest.subarray(0, missing);
      parts.push(part);
      missing -= part.length;
      rest = rest.subarray(part.length);
    }
    held = rest;
    return parts;
  };
}
