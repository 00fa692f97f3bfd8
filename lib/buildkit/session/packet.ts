// fsutil's packets, read and written by hand: a warm build is one STAT for each file, and a general codec would allocate
// several objects for each. Follows tonistiigi/fsutil types/wire.proto and stat.proto.

import { FieldReader } from "./field-reader.js";
import type { Stat } from "./stat.js";

export const PacketType = { stat: 0, request: 1, data: 2, fin: 3, error: 4 } as const;

export interface Packet {
  readonly type: number;
  readonly stat?: Stat;
  readonly id: number;
  /** A view of the message. */
  readonly data: Uint8Array;
}

/** Field number and wire type in one byte, as protobuf writes them. */
export const tag = { type: 0x08, stat: 0x12, id: 0x18, data: 0x22 } as const;

export const statTag = {
  path: 0x0a,
  mode: 0x10,
  uid: 0x18,
  gid: 0x20,
  size: 0x28,
  modTime: 0x30,
  linkname: 0x3a,
  devMajor: 0x40,
  devMinor: 0x48,
} as const;

/** @throws {RangeError} when the message is cut short or has a field that cannot be read. */
export function decodePacket(message: Uint8Array): Packet {
  const reader = new FieldReader(message);
  let type = 0;
  let id = 0;
  let stat: Stat | undefined;
  let data = message.subarray(0, 0);
  while (reader.next()) {
    if (reader.tag === tag.type) type = reader.number();
    else if (reader.tag === tag.stat) stat = decodeStat(reader.bytes());
    else if (reader.tag === tag.id) id = reader.number();
    else if (reader.tag === tag.data) data = reader.bytes();
    else reader.skip();
  }
  return stat === undefined ? { type, id, data } : { type, stat, id, data };
}

function decodeStat(message: Uint8Array): Stat {
  const reader = new FieldReader(message);
  const stat = { path: "", mode: 0, uid: 0, gid: 0, size: 0, modTime: 0n, linkname: "", devMajor: 0, devMinor: 0 };
  while (reader.next()) {
    if (reader.tag === statTag.path) stat.path = reader.text();
    else if (reader.tag === statTag.mode) stat.mode = reader.number();
    else if (reader.tag === statTag.uid) stat.uid = reader.number();
    else if (reader.tag === statTag.gid) stat.gid = reader.number();
    else if (reader.tag === statTag.size) stat.size = reader.number();
    else if (reader.tag === statTag.modTime) stat.modTime = reader.bigint();
    else if (reader.tag === statTag.linkname) stat.linkname = reader.text();
    else if (reader.tag === statTag.devMajor) stat.devMajor = reader.number();
    else if (reader.tag === statTag.devMinor) stat.devMinor = reader.number();
    else reader.skip();
  }
  return stat;
}
