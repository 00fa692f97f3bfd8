// A step that fails is told in a trailer with the whole Dockerfile in it, encoded as base64 twice. The HTTP/2 library under Node
// (nghttp2) takes a header field of 64 KiB at most: at a larger one it stops reading the connection, without a word to anybody,
// and every build on it hangs. So such fields are taken out of the bytes before they get there, and found again by a number.

import { Duplex } from "node:stream";
import { decodeHuffman, headerFields, literalField } from "./hpack.js";

/** The header that stands where a large one was; its value is for `take`. */
export const largeHeader = "bakehouse-large-header";

/** Values that were taken out of the headers of one connection. */
export interface LargeValues {
  /** Once for each value: it is forgotten then. */
  take(number: string): string | undefined;
  keep(value: string): string;
}

export function largeValues(): LargeValues {
  const values = new Map<string, string>();
  let count = 0;
  return {
    keep(value) {
      const number = String(++count);
      values.set(number, value);
      return number;
    },
    take(number) {
      const value = values.get(number);
      values.delete(number);
      return value;
    },
  };
}

/** Half of what nghttp2 takes. */
const maxValueBytes = 32 * 1024;

/** The stream to hand to an HTTP/2 client in place of `raw`. */
export function withoutLargeHeaders(raw: Duplex, values: LargeValues): Duplex {
  const take = headerFilter(values);
  const filtered = new Duplex({
    read() {
      raw.resume();
    },
    write(chunk: Buffer, _encoding, done) {
      raw.write(chunk, done);
    },
    writev(chunks, done) {
      raw.cork();
      for (const [index, { chunk }] of chunks.entries()) {
        raw.write(chunk, index === chunks.length - 1 ? done : undefined);
      }
      raw.uncork();
    },
    final(done) {
      raw.end(done);
    },
    destroy(error, done) {
      raw.destroy();
      done(error);
    },
  });
  raw.on("data", (chunk: Buffer) => {
    for (const part of take(chunk)) if (!filtered.push(part)) raw.pause();
  });
  raw.on("end", () => filtered.push(null));
  raw.on("error", (error) => filtered.destroy(error));
  raw.on("close", () => filtered.destroy());
  return filtered;
}

const frameHeaderBytes = 9;
const maxFrameBytes = 16 * 1024;
const headersFrame = 1;
const continuationFrame = 9;
const endStream = 0x1;
const endHeaders = 0x4;
const padded = 0x8;
const hasPriority = 0x20;

/** Takes the bytes of a server as they come, and gives out the same without large header fields. */
export function headerFilter(values: LargeValues): (chunk: Buffer) => readonly Buffer[] {
  /** A frame header or header block that is not complete yet. */
  let held: Buffer = Buffer.alloc(0);
  /** Bytes of a frame that go through as they are. */
  let passing = 0;
  return (chunk) => {
    const parts: Buffer[] = [];
    let rest = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    held = Buffer.alloc(0);
    while (rest.length > 0) {
      if (passing === 0) {
        if (rest.length < frameHeaderBytes) break;
        const isWhole = rest[3] !== headersFrame || ((rest[4] ?? 0) & endHeaders) !== 0;
        // What fits into one frame is small enough.
        if (isWhole) passing = frameHeaderBytes + rest.readUIntBE(0, 3);
        else {
          const block = headerBlock(rest);
          if (block === undefined) break;
          parts.push(smaller(block, values) ?? rest.subarray(0, block.end));
          rest = rest.subarray(block.end);
          continue;
        }
      }
      const part = rest.subarray(0, passing);
      parts.push(part);
      passing -= part.length;
      rest = rest.subarray(part.length);
    }
    held = rest;
    return parts;
  };
}

interface HeaderBlock {
  readonly fields: Buffer;
  readonly isLast: boolean;
  readonly streamId: number;
  /** Where its frames end in the bytes that it was read from. */
  readonly end: number;
}

/** The HEADERS frame that `bytes` start with and the CONTINUATION frames after it; undefined when they are not all there. */
function headerBlock(bytes: Buffer): HeaderBlock | undefined {
  const fragments: Buffer[] = [];
  for (let at = 0; at + frameHeaderBytes <= bytes.length; ) {
    const end = at + frameHeaderBytes + bytes.readUIntBE(at, 3);
    if (end > bytes.length) return undefined;
    const flags = bytes.readUInt8(at + 4);
    const payload = bytes.subarray(at + frameHeaderBytes, end);
    fragments.push(at === 0 ? withoutPadding(payload, flags) : payload);
    at = end;
    if ((flags & endHeaders) === 0) continue;
    const isLast = (bytes.readUInt8(4) & endStream) !== 0;
    return { fields: Buffer.concat(fragments), isLast, streamId: bytes.readUInt32BE(5), end };
  }
  return undefined;
}

function withoutPadding(payload: Buffer, flags: number): Buffer {
  const isPadded = (flags & padded) !== 0;
  const start = (isPadded ? 1 : 0) + ((flags & hasPriority) !== 0 ? 5 : 0);
  return payload.subarray(start, payload.length - (isPadded ? payload.readUInt8(0) : 0));
}

/** Frames of the block with its large fields replaced; undefined when there is none. */
function smaller({ fields, isLast, streamId }: HeaderBlock, values: LargeValues): Buffer | undefined {
  let hasLarge = false;
  const kept: Buffer[] = [];
  for (const { start, end, value } of headerFields(fields)) {
    if (value === undefined || value.bytes.length <= maxValueBytes) kept.push(fields.subarray(start, end));
    else {
      hasLarge = true;
      const text = value.isHuffman ? decodeHuffman(value.bytes) : value.bytes.toString("latin1");
      kept.push(literalField(largeHeader, values.keep(text)));
    }
  }
  return hasLarge ? frames(Buffer.concat(kept), isLast, streamId) : undefined;
}

function frames(block: Buffer, isLast: boolean, streamId: number): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at === 0 || at < block.length; at += maxFrameBytes) {
    const payload = block.subarray(at, at + maxFrameBytes);
    const header = Buffer.alloc(frameHeaderBytes);
    header.writeUIntBE(payload.length, 0, 3);
    header.writeUInt8(at === 0 ? headersFrame : continuationFrame, 3);
    const isEnd = at + maxFrameBytes >= block.length;
    header.writeUInt8((isEnd ? endHeaders : 0) | (at === 0 && isLast ? endStream : 0), 4);
    header.writeUInt32BE(streamId, 5);
    parts.push(header, payload);
  }
  return Buffer.concat(parts);
}
