// Cuts OpenPGP data into packets. Follows RFC 9580, section 4.2.

import { ByteReader } from "../byte-reader.js";
import { MalformedError } from "../problem.js";

export interface Packet {
  readonly tag: number;
  readonly body: Uint8Array;
}

export const tags = {
  signature: 2,
  secretKey: 5,
  publicKey: 6,
  secretSubkey: 7,
  marker: 10,
  trust: 12,
  userId: 13,
  publicSubkey: 14,
  padding: 21,
} as const;

/**
 * Lengths that come in parts or are left open are for data that is streamed, which keys and signatures are not: they are refused.
 * @throws {MalformedError}
 */
export function readPackets(data: Uint8Array): readonly Packet[] {
  const packets: Packet[] = [];
  const reader = new ByteReader(data, "OpenPGP data");
  while (reader.left > 0) {
    const header = reader.byte();
    if ((header & 0x80) === 0) throw new MalformedError("this is no OpenPGP data: a packet begins with another byte");
    const packet =
      (header & 0x40) === 0
        ? { tag: (header >> 2) & 0x0f, body: reader.take(oldLength(header & 3, reader)) }
        : { tag: header & 0x3f, body: reader.take(newLength(reader)) };
    if (packet.tag !== tags.marker && packet.tag !== tags.trust && packet.tag !== tags.padding) packets.push(packet);
  }
  return packets;
}

/** Of packets of the old format, by the two lowest bits of the header. */
function oldLength(lengthType: number, reader: ByteReader): number {
  if (lengthType === 3) throw new MalformedError("a packet does not say how long it is");
  return reader.uint(1 << lengthType);
}

function newLength(reader: ByteReader): number {
  const first = reader.byte();
  if (first >= 224 && first < 255) throw new MalformedError("a packet comes in parts");
  return variableLength(first, reader);
}

/** One, two or five octets. Packets keep 224 to 254 for parts; subpackets do not. */
export function variableLength(first: number, reader: ByteReader): number {
  if (first < 192) return first;
  if (first === 255) return reader.uint(4);
  return (first - 192) * 256 + reader.byte() + 192;
}
