// BytesMessage { bytes data = 1 }, the message of every byte stream in a session.

const dataTag = 0x0a;

/** A view of the data in an encoded message. */
export function bytesOf(message: Uint8Array): Uint8Array {
  if (message.length === 0) return message;
  if (message[0] !== dataTag) throw new RangeError("a message of a byte stream starts with an unknown field");
  let at = 1;
  while ((message[at] ?? 0) >= 0x80) at++;
  return message.subarray(at + 1);
}

/** Encodes `data`; the daemon takes at most 3 MiB in one message. */
export function bytesMessage(data: Uint8Array): Uint8Array {
  const head = [dataTag];
  let rest = data.length;
  for (; rest >= 0x80; rest >>>= 7) head.push((rest & 0x7f) | 0x80);
  head.push(rest);
  return Buffer.concat([Uint8Array.from(head), data]);
}
