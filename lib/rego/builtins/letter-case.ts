// Upper and lower case, one character for one, as Go has them; JavaScript maps some characters to several.

export function toUpper(text: string): string {
  return Array.from(text, (char) => single(char, IOTA_CAPITALS.get(char) ?? char.toUpperCase())).join("");
}

export function toLower(text: string): string {
  return Array.from(text, (char) => (char === "İ" ? "i" : single(char, char.toLowerCase()))).join("");
}

function single(char: string, mapped: string): string {
  return Array.from(mapped).length === 1 ? mapped : char;
}

/** Greek letters with an iota below: a block of eight has its capitals in the next eight; the others stand alone. */
const IOTA_CAPITALS: ReadonlyMap<string, string> = new Map([
  ...[0x1f80, 0x1f90, 0x1fa0].flatMap((first) => Array.from({ length: 8 }, (_, i) => capital(first + i, 8))),
  ...[0x1fb3, 0x1fc3, 0x1ff3].map((code) => capital(code, 9)),
]);

function capital(code: number, shift: number): readonly [string, string] {
  return [String.fromCodePoint(code), String.fromCodePoint(code + shift)];
}
