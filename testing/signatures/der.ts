// Writes DER, for certificates that tests give out themselves.

export function seq(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

export function set(...parts: readonly Buffer[]): Buffer {
  return tagged(0x31, Buffer.concat(parts));
}

export function int(value: number): Buffer {
  return tagged(0x02, Buffer.from(value < 0x80 ? [value] : [0, value]));
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

export function utf8(text: string): Buffer {
  return tagged(0x0c, Buffer.from(text));
}

export function octets(content: Buffer): Buffer {
  return tagged(0x04, content);
}

export function bits(content: Buffer): Buffer {
  return tagged(0x03, Buffer.concat([Buffer.from([0]), content]));
}

export const yes = tagged(0x01, Buffer.from([0xff]));

export function time(date: Date): Buffer {
  return tagged(0x18, Buffer.from(`${date.toISOString().replace(/\D/g, "").slice(0, 14)}Z`));
}

/** Of the context; constructed ones hold other values. */
export function context(number: number, content: Buffer, { constructed }: { readonly constructed: boolean }): Buffer {
  return tagged((constructed ? 0xa0 : 0x80) + number, content);
}

export function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function base128(value: number): readonly number[] {
  const digits = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}
