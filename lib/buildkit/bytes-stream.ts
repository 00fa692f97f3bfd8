// A byte stream carried in messages: the outer side of a session that runs inside `Control.Session`.

import type { Duplex } from "node:stream";
import type { ClientDuplexStream } from "@grpc/grpc-js";
import { batches, headLength, messageHead } from "./bytes-message.js";
import { messageDuplex } from "./message-duplex.js";

/**
 * The bytes inside the messages of `call`. Message boundaries mean nothing: small writes are gathered into one message.
 * The call is cancelled when the stream is destroyed before both sides ended.
 */
export function bytesOverMessages(call: ClientDuplexStream<Uint8Array, Uint8Array>): Duplex {
  const stream = messageDuplex({
    sendAll,
    resume: () => void call.resume(),
    end(done) {
      call.end();
      done();
    },
    cancel: () => call.cancel(),
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
