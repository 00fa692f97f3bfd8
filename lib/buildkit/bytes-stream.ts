// A byte stream carried in messages: the outer side of a session that runs inside `Control.Session`.

import { Duplex } from "node:stream";
import type { ClientDuplexStream } from "@grpc/grpc-js";

/** Below every daemon's message limit (4 MiB before BuildKit 0.14), and large enough that its cost does not count. */
const maxMessageBytes = 1024 * 1024;

/** Field 1, length-delimited: the only field of BytesMessage. */
const dataTag = 0x0a;

/**
 * The bytes inside the messages of `call`. Message boundaries mean nothing: small writes are gathered into one message.
 * The call is cancelled when the stream is destroyed before both sides ended, or when `signal` aborts.
 */
export function bytesOverMessages(call: ClientDuplexStream<Uint8Array, Uint8Array>, signal: AbortSignal): Duplex {
  const stream = new Duplex({
    // One message's worth: the windows of HTTP/2 below and above are the real buffers.
    writableHighWaterMark: maxMessageBytes,
    readableHighWaterMark: maxMessageBytes,
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
      signal.removeEventListener("abort", abort);
      call.cancel();
      done(error);
    },
  });
  const abort = (): void => void stream.destroy(signal.reason instanceof Error ? signal.reason : undefined);
  call.on("data", (message: Uint8Array) => {
    if (!stream.push(dataOf(message))) call.pause();
  });
  call.on("end", () => stream.push(null));
  call.on("error", (error) => stream.destroy(error));
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort, { once: true });
  return stream;

  function sendAll(chunks: readonly Buffer[], done: (error?: Error | null) => void): void {
    const messages = [...packed(chunks)];
    for (const [index, message] of messages.entries()) {
      call.write(message, index === messages.length - 1 ? done : () => {});
    }
  }
}

/** Encoded messages that hold the chunks in order, each as full as possible. */
function* packed(chunks: readonly Buffer[]): Generator<Buffer> {
  let batch: Buffer[] = [];
  let size = 0;
  for (const chunk of chunks) {
    for (let start = 0; start < chunk.length; ) {
      const part = chunk.subarray(start, start + maxMessageBytes - size);
      batch.push(part);
      size += part.length;
      start += part.length;
      if (size === maxMessageBytes) {
        yield encoded(batch, size);
        batch = [];
        size = 0;
      }
    }
  }
  // A write of nothing still has to be answered.
  if (size > 0 || chunks.every(({ length }) => length === 0)) yield encoded(batch, size);
}

function encoded(parts: readonly Buffer[], size: number): Buffer {
  const message = Buffer.allocUnsafe(size + 6);
  let at = message.writeUInt8(dataTag, 0);
  for (let rest = size; ; rest >>>= 7) {
    at = message.writeUInt8(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest, at);
    if (rest <= 0x7f) break;
  }
  for (const part of parts) at += part.copy(message, at);
  return message.subarray(0, at);
}

/** A view of the data in an encoded BytesMessage; grpc-go writes nothing else, and nothing at all for no data. */
function dataOf(message: Uint8Array): Uint8Array {
  if (message.length === 0) return message;
  if (message[0] !== dataTag) throw new Error("internal error: a session message starts with an unknown field");
  let at = 1;
  while ((message[at] ?? 0) > 0x7f) at++;
  return message.subarray(at + 1);
}
