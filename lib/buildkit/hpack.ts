// As much of HPACK (RFC 7541) as it takes to cut a field out of a header block: where fields begin and end, and what a string
// says. The dynamic table is left alone, and so stays the same on both sides.

/** One field of a header block. Only literals that no table remembers have a `value` that may be cut out. */
export interface HeaderField {
  readonly start: number;
  readonly end: number;
  /** Encoded bytes of the value, for a literal that is not indexed. */
  readonly value?: { readonly bytes: Buffer; readonly isHuffman: boolean };
}

/** The fields of a block in order. Throws for a block that ends early. */
export function* headerFields(block: Buffer): Generator<HeaderField, void> {
  let at = 0;
  while (at < block.length) {
    const start = at;
    const first = byteAt(block, at);
    if ((first & 0x80) !== 0) readInteger(7);
    else if ((first & 0xe0) === 0x20) readInteger(5);
    else {
      const isRemembered = (first & 0x40) !== 0;
      if (readInteger(isRemembered ? 6 : 4) === 0) readString();
      const value = readString();
      if (!isRemembered) {
        yield { start, end: at, value };
        continue;
      }
    }
    yield { start, end: at };
  }

  /** 5.1: as many bits of the first byte as `bits`, then seven bits a byte, low ones first. */
  function readInteger(bits: number): number {
    const mask = (1 << bits) - 1;
    let value = byteAt(block, at++) & mask;
    if (value < mask) return value;
    for (let shift = 0; ; shift += 7) {
      const byte = byteAt(block, at++);
      value += (byte & 0x7f) * 2 ** shift;
      if ((byte & 0x80) === 0) return value;
    }
  }

  function readString(): { readonly bytes: Buffer; readonly isHuffman: boolean } {
    const isHuffman = (byteAt(block, at) & 0x80) !== 0;
    const length = readInteger(7);
    if (at + length > block.length) throw new Error("a header block ends inside a field");
    const bytes = block.subarray(at, at + length);
    at += length;
    return { bytes, isHuffman };
  }
}

/** A literal that no table remembers, not compressed. Name and value are short ASCII. */
export function literalField(name: string, value: string): Buffer {
  const string = (text: string): Buffer => Buffer.concat([Buffer.from([text.length]), Buffer.from(text, "latin1")]);
  if (name.length > 126 || value.length > 126) throw new Error("internal error: a header of ours is too long");
  return Buffer.concat([Buffer.from([0]), string(name), string(value)]);
}

/**
 * Lengths in bits of the codes for the bytes 0 to 255, a base 36 digit each; RFC 7541, appendix B. The code is canonical: shorter
 * codes come first, those of one length in the order of their bytes.
 */
const codeLengths =
  "dnsssssssoussussssssssusssssssss6aacd68baa8b8666555666666678f6ca" +
  "d67777777777777777777777878djde6f56565666577666567655677777fbeds" +
  "kmkkmmmnmnnnnnonoomnonnnnlmnmnnomlkmmnnlnmmolmnnllmlnmnnkmmmnmmn" +
  "qqkjmnmpqqqrrqopjlqrrqrollqqsrrrkoklmllnmmppooqnqrqqrrrrrsrrrrrq";

/** Text of a Huffman string; bytes are latin1 characters. */
export function decodeHuffman(bytes: Buffer): string {
  const { firstCodes, symbols } = canonicalCode();
  const text = Buffer.alloc(Math.ceil((bytes.length * 8) / 5));
  let written = 0;
  let code = 0;
  let length = 0;
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit--) {
      code = (code << 1) | ((byte >> bit) & 1);
      length++;
      const symbol = symbols[length]?.[code - (firstCodes[length] ?? 0)];
      if (symbol === undefined) continue;
      text[written++] = symbol;
      code = 0;
      length = 0;
    }
  }
  // What is left is padding.
  return text.toString("latin1", 0, written);
}

interface CanonicalCode {
  /** By length: the code of its first symbol. */
  readonly firstCodes: readonly number[];
  /** By length: its symbols in the order of their codes. */
  readonly symbols: readonly (readonly number[])[];
}

function canonicalCode(): CanonicalCode {
  const symbols: number[][] = Array.from({ length: 31 }, () => []);
  for (const [symbol, digit] of [...codeLengths].entries()) symbols[Number.parseInt(digit, 36)]?.push(symbol);
  const firstCodes: number[] = [0];
  for (let length = 1; length <= 30; length++) {
    firstCodes[length] = ((firstCodes[length - 1] ?? 0) + (symbols[length - 1]?.length ?? 0)) << 1;
  }
  return { firstCodes, symbols };
}

function byteAt(block: Buffer, at: number): number {
  const byte = block[at];
  if (byte === undefined) throw new Error("a header block ends inside a field");
  return byte;
}
