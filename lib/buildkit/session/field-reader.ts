// The fields of one protobuf message, one after another.

/** Call `next`, then the verb for the field's kind, until there are no more. @throws {RangeError} when the message is cut short. */
export class FieldReader {
  readonly #buffer: Buffer;
  #at = 0;
  tag = 0;

  constructor(message: Uint8Array) {
    this.#buffer = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  }

  /** Moves to the next field; its value must then be read or skipped. */
  next(): boolean {
    if (this.#at >= this.#buffer.length) return false;
    this.tag = this.number();
    return true;
  }

  number(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.#byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
  }

  bigint(): bigint {
    let value = 0n;
    let shift = 0n;
    let group = 0;
    let scale = 1;
    for (;;) {
      const byte = this.#byte();
      group += (byte & 0x7f) * scale;
      scale *= 128;
      // Seven groups fit a double; two or three BigInt steps do the whole.
      if (byte < 0x80 || scale === 2 ** 49) {
        value |= BigInt(group) << shift;
        if (byte < 0x80) return BigInt.asIntN(64, value);
        shift += 49n;
        group = 0;
        scale = 1;
      }
    }
  }

  bytes(): Buffer {
    const length = this.number();
    const start = this.#at;
    if (start + length > this.#buffer.length) throw new RangeError("a field is longer than its message");
    this.#at = start + length;
    return this.#buffer.subarray(start, this.#at);
  }

  text(): string {
    return this.bytes().toString();
  }

  skip(): void {
    switch (this.tag & 7) {
      case 0:
        this.number();
        return;
      case 1:
        this.#at += 8;
        return;
      case 2:
        this.bytes();
        return;
      case 5:
        this.#at += 4;
        return;
      default:
        throw new RangeError(`a field has the unknown wire type ${this.tag & 7}`);
    }
  }

  #byte(): number {
    const byte = this.#buffer[this.#at++];
    if (byte === undefined) throw new RangeError("the message ends inside a field");
    return byte;
  }
}
