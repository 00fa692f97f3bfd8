// Packs fsutil's packets, each with its gRPC prefix, into large buffers.

import { prefixBytes, writePrefix } from "./framing.js";
import { PacketType, statTag, tag } from "./packet.js";
import type { Stat } from "./stat.js";

const bufferBytes = 256 * 1024;

/** Bytes before the data of a packet as {@link writeDataHead} writes it. */
export const dataHeadBytes = prefixBytes + 2 + 6 + 5;

/**
 * Writes gRPC prefix and head of a DATA or ERR packet with `length` bytes of data, to stand right before them at `at`.
 * The head has always the same size, so the data can be read into its place first.
 */
export function writeDataHead(target: Buffer, at: number, type: number, id: number, length: number): void {
  writePrefix(target, at, dataHeadBytes - prefixBytes + length);
  let next = at + prefixBytes;
  target[next++] = tag.type;
  target[next++] = type;
  target[next++] = tag.id;
  next = writePaddedVarint(target, next, id, 5);
  target[next++] = tag.data;
  writePaddedVarint(target, next, length, paddedBytes);
}

/** Bytes that a STAT packet may take beside its two texts. */
const statOverhead = prefixBytes + 160;

/**
 * Packs packets, gRPC prefix in place, into large buffers. The verbs only fill; `flush` hands everything over in order, so
 * that thousands of packets are one write. A buffer that was handed over is not touched again.
 */
export class PacketWriter {
  readonly #send: (frames: Uint8Array) => Promise<void>;
  #buffer = Buffer.allocUnsafeSlow(bufferBytes);
  #at = 0;
  /** Start of what was not handed over yet. */
  #from = 0;
  #full: Uint8Array[] = [];

  constructor(send: (frames: Uint8Array) => Promise<void>) {
    this.#send = send;
  }

  stat(stat: Stat): void {
    this.#reserve(statOverhead + 3 * (stat.path.length + stat.linkname.length));
    const start = this.#at;
    this.#at += prefixBytes;
    this.#byte(tag.stat);
    const length = this.#at;
    this.#at += paddedBytes;
    this.#text(statTag.path, stat.path);
    this.#number(statTag.mode, stat.mode);
    this.#number(statTag.uid, stat.uid);
    this.#number(statTag.gid, stat.gid);
    this.#number(statTag.size, stat.size);
    this.#bigint(statTag.modTime, stat.modTime);
    this.#text(statTag.linkname, stat.linkname);
    this.#number(statTag.devMajor, stat.devMajor);
    this.#number(statTag.devMinor, stat.devMinor);
    writePaddedVarint(this.#buffer, length, this.#at - length - paddedBytes, paddedBytes);
    writePrefix(this.#buffer, start, this.#at - start - prefixBytes);
  }

  /** The packet that ends the STATs: an empty message. */
  endOfStats(): void {
    this.#reserve(prefixBytes);
    writePrefix(this.#buffer, this.#at, 0);
    this.#at += prefixBytes;
  }

  request(id: number): void {
    this.#small(PacketType.request, id);
  }

  /** The empty DATA that ends a file. */
  endOfFile(id: number): void {
    this.#small(PacketType.data, id);
  }

  fin(): void {
    this.#small(PacketType.fin, 0);
  }

  error(message: string): void {
    const data = Buffer.from(message);
    this.data(PacketType.error, 0, data.length, (target, at) => data.copy(target, at));
  }

  /**
   * One packet with the bytes that `fill` writes at the given place, at most `most` of them; it returns how many.
   * None makes no packet.
   */
  data(type: number, id: number, most: number, fill: (target: Buffer, at: number) => number): number {
    this.#reserve(dataHeadBytes + most);
    const filled = fill(this.#buffer, this.#at + dataHeadBytes);
    if (filled === 0) return 0;
    writeDataHead(this.#buffer, this.#at, type, id, filled);
    this.#at += dataHeadBytes + filled;
    return filled;
  }

  /** Hands over all that was packed; resolves when there is room for more. */
  async flush(): Promise<void> {
    if (this.#at > this.#from) {
      this.#full.push(this.#buffer.subarray(this.#from, this.#at));
      this.#from = this.#at;
    }
    const full = this.#full;
    this.#full = [];
    // Called without waiting in between: another flush must not come in before these.
    await Promise.all(full.map((frames) => this.#send(frames)));
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#buffer.length) return;
    if (this.#at > this.#from) this.#full.push(this.#buffer.subarray(this.#from, this.#at));
    this.#buffer = Buffer.allocUnsafeSlow(Math.max(bufferBytes, bytes));
    this.#at = 0;
    this.#from = 0;
  }

  #small(type: number, id: number): void {
    this.#reserve(prefixBytes + 8);
    const start = this.#at;
    this.#at += prefixBytes;
    this.#number(tag.type, type);
    this.#number(tag.id, id);
    writePrefix(this.#buffer, start, this.#at - start - prefixBytes);
  }

  #byte(value: number): void {
    this.#buffer[this.#at++] = value;
  }

  #text(key: number, text: string): void {
    if (text === "") return;
    this.#byte(key);
    this.#varint(Buffer.byteLength(text));
    this.#at += this.#buffer.write(text, this.#at);
  }

  #number(key: number, value: number): void {
    if (value === 0) return;
    this.#byte(key);
    this.#varint(value);
  }

  #bigint(key: number, value: bigint): void {
    if (value === 0n) return;
    this.#byte(key);
    // A negative number is its 64-bit two's complement.
    const unsigned = BigInt.asUintN(64, value);
    // The low 49 bits are whole groups of seven and fit a double; above them is the rest.
    const high = Number(unsigned >> 49n);
    this.#varint(Number(BigInt.asUintN(49, unsigned)), high > 0 ? 7 : 0);
    if (high > 0) this.#varint(high);
  }

  /** With `groups` more bytes are announced: that many groups are written, and the last has its continuation bit. */
  #varint(value: number, groups = 0): void {
    let rest = value;
    for (let written = 1; ; written++) {
      const low = rest % 128;
      rest = (rest - low) / 128;
      if (rest === 0 && written >= groups) {
        this.#byte(groups === 0 ? low : low | 0x80);
        return;
      }
      this.#byte(low | 0x80);
    }
  }
}

/** A length written with leading zero groups, so that it can be filled in later. */
const paddedBytes = 4;

/** Returns where it ends. */
function writePaddedVarint(target: Buffer, at: number, value: number, bytes: number): number {
  let rest = value;
  for (let next = at; next < at + bytes - 1; next++) {
    target[next] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  target[at + bytes - 1] = rest;
  return at + bytes;
}
