// Texts and numbers as ssh writes them. Follows RFC 4251 section 5.

/** `value` with its length before it. */
export function sshString(value: Uint8Array): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(value.length);
  return Buffer.concat([head, value]);
}

/** The string that starts at `at`. @throws {RangeError} when it is cut short. */
export function readString(bytes: Buffer, at: number): { readonly value: Buffer; readonly end: number } {
  const end = at + 4 + bytes.readUInt32BE(at);
  if (end > bytes.length) throw new RangeError("an ssh string is cut short");
  return { value: bytes.subarray(at + 4, end), end };
}

/** A positive number as a string: no leading zeros, but one before a set top bit, which would be a sign. */
export function sshNumber(bytes: Uint8Array): Buffer {
  let start = 0;
  while (start < bytes.length && bytes[start] === 0) start++;
  const digits = bytes.subarray(start);
  return sshString((digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), digits]) : digits);
}
