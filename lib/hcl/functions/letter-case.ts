// Upper, lower and title case, one character for one, as Go's unicode package has them (UnicodeData.txt).
// JavaScript maps some characters to several, and knows no title case.

/** Greek letters with an iota below, whose capitals JavaScript writes as two letters. */
const IOTA_BELOW: readonly (readonly [first: number, last: number, shift: number])[] = [
  [0x1f80, 0x1f87, 8],
  [0x1f90, 0x1f97, 8],
  [0x1fa0, 0x1fa7, 8],
  [0x1fb3, 0x1fb3, 9],
  [0x1fc3, 0x1fc3, 9],
  [0x1ff3, 0x1ff3, 9],
];

/** Two letters in one character, in the order upper, title, lower. */
const DIGRAPHS: readonly string[] = ["ǄǅǆǇǈǉǊǋǌ", "ǱǲǳǱǲǳ"];

const BEYOND_ASCII = /[^\0-\x7f]/;

export function toUpper(text: string): string {
  return BEYOND_ASCII.test(text) ? Array.from(text, upperOf).join("") : text.toUpperCase();
}

export function toLower(text: string): string {
  return BEYOND_ASCII.test(text) ? Array.from(text, lowerOf).join("") : text.toLowerCase();
}

/** The first letter of each word in title case, the others as they are. Letters, digits and `_` make words. */
export function toTitle(text: string): string {
  let before = " ";
  return Array.from(text, (char) => {
    const isFirst = separatesWords(before);
    before = char;
    return isFirst ? titleOf(char) : char;
  }).join("");
}

function upperOf(char: string): string {
  const code = codeOf(char);
  const range = IOTA_BELOW.find(([first, last]) => code >= first && code <= last);
  if (range !== undefined) return String.fromCodePoint(code + range[2]);
  return single(char.toUpperCase(), char);
}

function lowerOf(char: string): string {
  // The dotted capital İ is the only one whose small letter JavaScript writes as two.
  return char === "\u0130" ? "i" : single(char.toLowerCase(), char);
}

function titleOf(char: string): string {
  const row = DIGRAPHS.find((digraphs) => digraphs.includes(char));
  if (row !== undefined) {
    const group = Math.floor(row.indexOf(char) / 3) * 3;
    return row.charAt(group + 1);
  }
  const code = codeOf(char);
  // Georgian has capitals, but no sentence begins with one.
  return code >= 0x10d0 && code <= 0x10ff ? char : upperOf(char);
}

function separatesWords(char: string): boolean {
  if (char <= "\x7f") return !/\w/.test(char);
  return /\p{White_Space}/u.test(char);
}

/** `mapped` when it is one character. */
function single(mapped: string, char: string): string {
  return mapped.length === (codeOf(mapped) > 0xffff ? 2 : 1) ? mapped : char;
}

function codeOf(char: string): number {
  return char.codePointAt(0) ?? 0;
}
