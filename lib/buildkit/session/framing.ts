// gRPC's length-prefixed messages: a zero byte (not compressed), four bytes of big-endian length, the message.

import { StatusCode, StatusError } from "../errors.js";

export const prefixBytes = 5;

/** The daemon sends up to 16 MiB; the limit only stops a corrupt length from being believed. */
const maxMessageBytes = 256 * 1024 * 1024;

/** `message` with its prefix, in one new buffer. */
export function frameMessage(message: Uint8Array): Uint8Array {
  const framed = Buffer.allocUnsafe(prefixBytes + message.length);
  writePrefix(framed, 0, message.length);
  framed.set(message, prefixBytes);
  return framed;
}

export function writePrefix(target: Buffer, at: number, length: number): void {
  target[at] = 0;
  target.writeUInt32BE(length, at + 1);
}

/**
 * Cuts a byte stream into messages. A message that lies in one chunk is a view of it, not a copy.
 * @throws {StatusError} when the stream ends inside a message, or a message is compressed or too long.
 */
export async function* readMessages(chunks: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array, void> {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  /** Bytes that the message at the front takes with its prefix, once the prefix is there. */
  let wanted = prefixBytes;
  for await (const chunk of chunks) {
    pending.push(chunk);
    pendingBytes += chunk.length;
    if (pendingBytes < wanted) continue;
    const bytes = pending.length === 1 ? chunk : Buffer.concat(pending, pendingBytes);
    let at = 0;
    for (;;) {
      wanted = prefixBytes;
      if (bytes.length - at < wanted) break;
      if (bytes[at] !== 0) throw new StatusError(StatusCode.unimplemented, "compressed messages are not supported");
      const length = bytes.readUInt32BE(at + 1);
      if (length > maxMessageBytes) {
        throw new StatusError(StatusCode.resourceExhausted, `a message of ${length} bytes is longer than can be taken`);
      }
      wanted = prefixBytes + length;
      if (bytes.length - at < wanted) break;
      yield bytes.subarray(at + prefixBytes, at + wanted);
      at += wanted;
    }
    pending = at === bytes.length ? [] : [bytes.subarray(at)];
    pendingBytes = bytes.length - at;
  }
  if (pendingBytes > 0) throw new StatusError(StatusCode.internal, "the stream ended inside a message");
}
