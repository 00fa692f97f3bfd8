// `{ bytes data = 1 }`, the message that carries the bytes of a session. Packed by hand: a codec would copy each byte once more.
// Message boundaries mean nothing, so small writes are gathered and large ones are cut.

/** Below every daemon's message limit (4 MiB before BuildKit 0.14), and large enough that its cost does not count. */
export const maxDataBytes = 1024 * 1024;

/** Field 1, length-delimited: the only field there is. */
const dataTag = 0x0a;

export interface Batch {
  readonly parts: readonly Buffer[];
  /** Of all parts together. */
  readonly size: number;
}

/** The chunks in order, in as few messages as possible. */
export function* batches(chunks: readonly Buffer[]): Generator<Batch, void> {
  let parts: Buffer[] = [];
  let size = 0;
  for (const chunk of chunks) {
    for (let start = 0; start < chunk.length; ) {
      const part = chunk.subarray(start, start + maxDataBytes - size);
      parts.push(part);
      size += part.length;
      start += part.length;
      if (size < maxDataBytes) continue;
      yield { parts, size };
      parts = [];
      size = 0;
    }
  }
  if (size > 0) yield { parts, size };
}

/** What stands before `size` bytes of data, with room for `reserved` bytes of the caller's in front. */
export function messageHead(size: number, reserved = 0): Buffer {
  const head = Buffer.alloc(reserved + 6);
  let at = head.writeUInt8(dataTag, reserved);
  let rest = size;
  for (; rest > 0x7f; rest >>>= 7) at = head.writeUInt8((rest & 0x7f) | 0x80, at);
  at = head.writeUInt8(rest, at);
  return head.subarray(0, at);
}

/** How long the head of a message is that starts at `at`; undefined when it is not all there. */
export function headLength(bytes: Uint8Array, at: number): number | undefined {
  if (at >= bytes.length) return undefined;
  if (bytes[at] !== dataTag) throw new Error("internal error: a session message starts with an unknown field");
  for (let end = at + 1; end < bytes.length; end++) {
    if ((bytes[end] ?? 0) <= 0x7f) return end + 1 - at;
  }
  return undefined;
}
