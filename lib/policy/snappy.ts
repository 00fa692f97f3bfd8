// The block format of snappy, in which GitHub keeps bundles. Follows google/snappy format_description.txt.

const maxLength = 64 * 1024 * 1024;

/** @throws Error for what is no snappy block, or one that would be larger than any bundle. */
export function unsnappy(bytes: Uint8Array): Uint8Array {
  let at = 0;
  const length = readLength();
  if (length > maxLength) throw new Error("the snappy block is too large");
  const out = new Uint8Array(length);
  let end = 0;
  while (at < bytes.length) {
    const tag = byte();
    if ((tag & 3) === 0) literal(tag >> 2);
    else if ((tag & 3) === 1) copy(((tag >> 5) << 8) | byte(), ((tag >> 2) & 7) + 4);
    else copy(number((tag & 3) === 2 ? 2 : 4), (tag >> 2) + 1);
  }
  if (end !== length) throw new Error("the snappy block is shorter than it says");
  return out;

  function literal(code: number): void {
    const size = (code < 60 ? code : number(code - 59)) + 1;
    if (at + size > bytes.length || end + size > length) throw new Error("the snappy block is cut off");
    out.set(bytes.subarray(at, at + size), end);
    at += size;
    end += size;
  }

  /** May overlap with what it writes: then it repeats. */
  function copy(offset: number, size: number): void {
    if (offset === 0 || offset > end || end + size > length)
      throw new Error("the snappy block refers to what is not there");
    for (let index = 0; index < size; index += 1) out[end + index] = out[end + index - offset] ?? 0;
    end += size;
  }

  function readLength(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const next = byte();
      value += (next & 127) * 2 ** shift;
      if (next < 128) return value;
    }
    throw new Error("this is no snappy block");
  }

  function number(size: number): number {
    let value = 0;
    for (let index = 0; index < size; index += 1) value += byte() * 2 ** (8 * index);
    return value;
  }

  function byte(): number {
    const value = bytes[at];
    if (value === undefined) throw new Error("the snappy block is cut off");
    at += 1;
    return value;
  }
}
