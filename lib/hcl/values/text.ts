// Order and normal form of text.

/** The order of UTF-8 bytes, by which keys and sets are sorted; JavaScript's own order differs above U+FFFF. */
export function compareBytewise(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0;
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i += 1) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left === right) continue;
    return rankOfUnit(left) < rankOfUnit(right) ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
}

/** Surrogates stand for code points above U+FFFF, so they rank above the units U+E000 to U+FFFF. */
function rankOfUnit(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

// Below U+0300 no character combines or decomposes, so most text is in normal form already.
const COMBINING = /[^\0-\u02ff]/;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Unicode normal form C; half of a surrogate pair becomes U+FFFD. */
export function normalizeText(text: string): string {
  return COMBINING.test(text) ? text.replace(LONE_SURROGATE, "\ufffd").normalize("NFC") : text;
}
