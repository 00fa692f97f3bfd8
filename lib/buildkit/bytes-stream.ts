// A byte stream carried in messages: the outer side of a session that runs inside `Control.Session`.

import { Duplex } from "node:stream";
import type { ClientDuplexStream } from "@grpc/grpc-js";
import { batches, headLength, maxDataBytes, messageHead } from "./bytes-message.js";

/**
 * The bytes inside the messages of `call`. Message boundaries mean nothing: small writes are gathered into one message.
 * The call is cancelled when the stream is destroyed before both sides ended.
 */
export function bytesOverMessages(call: ClientDuplexStream<Uint8Array, Uint8Array>): Duplex {
  const stream = new Duplex({
    // One message's worth: the windows of HTTP/2 below and above are the real buffers.
    writableHighWaterMark: maxDataBytes,
    readableHighWaterMark: maxDataBytes,
    read() {
      call.resume();
    },
    write(chunk: Buffer, _encoding, done) {
      sendAll([chunk], done);
    },
    writev(chunks, done) {
      sendAll(
        chunks.map(({ chunk }) => chunk),
        done,
      );
    },
    final(done) {
      call.end();
      done();
    },
    destroy(error, done) {
      call.cancel();
      done(error);
    },
  });
  call.on("data", (message: Uint8Array) => {
    if (!stream.push(dataOf(message))) call.pause();
  });
  call.on("end", () => stream.push(null));
  call.on("error", (error) => stream.destroy(error));
  return stream;

  function sendAll(chunks: readonly Buffer[], done: (error?: Error | null) => void): void {
    const messages = [...batches(chunks)].map(({ parts, size }) => Buffer.concat([messageHead(size), ...parts]));
    if (messages.length === 0) done();
    for (const [index, message] of messages.entries()) {
      call.write(message, index === messages.length - 1 ? done : () => {});
    }
  }
}

/** A view of the data; nothing at all stands for no data. */
function dataOf(message: Uint8Array): Uint8Array {
  return message.subarray(headLength(message, 0) ?? 0);
}
