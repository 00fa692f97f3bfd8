// Reads binary formats from the front, and never past the end.

import { MalformedError } from "./problem.js";

/** `what` names the thing being read, for errors: "a signature packet". */
export class ByteReader {
  private at = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly what: string,
  ) {}

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** How much was read so far. */
  get offset(): number {
    return this.at;
  }

  /** @throws {MalformedError} when fewer than `length` bytes are left; nothing is allocated before that is known. */
  take(length: number): Uint8Array {
    if (length > this.left) {
      throw new MalformedError(`${this.what} is cut off: ${length} bytes were announced and ${this.left} are there`);
    }
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  byte(): number {
    return this.uint(1);
  }

  /** Big-endian, of up to 4 bytes. */
  uint(length: number): number {
    let value = 0;
    for (const byte of this.take(length)) value = value * 256 + byte;
    return value;
  }

  rest(): Uint8Array {
    return this.take(this.left);
  }

  /** @throws {MalformedError} when something is left. */
  end(): void {
    if (this.left > 0) throw new MalformedError(`${this.what} has ${this.left} bytes too many`);
  }
}

export function bytesEqual(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
