// The order that fsutil demands: names by the bytes of their UTF-8, a directory before what is in it.
// JavaScript compares UTF-16 units, which puts characters above U+FFFF before U+E000 to U+FFFF; UTF-8 does not.

/** Compares two names by their UTF-8 bytes, without encoding them. */
export function compareNames(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const unitA = a.charCodeAt(at);
    const unitB = b.charCodeAt(at);
    if (unitA !== unitB) return inCodePointOrder(unitA) - inCodePointOrder(unitB);
  }
  return a.length - b.length;
}

/** Compares two `/`-separated paths: as names, but with `/` before every other byte. */
export function comparePaths(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const unitA = a.charCodeAt(at);
    const unitB = b.charCodeAt(at);
    if (unitA === unitB) continue;
    if (unitA === slash) return -1;
    if (unitB === slash) return 1;
    return inCodePointOrder(unitA) - inCodePointOrder(unitB);
  }
  return a.length - b.length;
}

const slash = 0x2f;

/** Moves surrogates behind the other units, so that the first difference decides as it does in UTF-8. */
function inCodePointOrder(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}
