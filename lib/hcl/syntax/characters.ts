// What single characters mean to the scanner, and where names and numbers end.

export const OTHER = 0;
export const BLANK = 1;
export const LETTER = 2;
export const DIGIT = 3;
/** Of the ASCII characters; reading past the end gives undefined, which is none of them. */
export const groups: readonly number[] = Array.from({ length: 128 }, (_, code) => {
  if (code === 0x20 || code === 0x09) return BLANK;
  if (code >= 0x30 && code <= 0x39) return DIGIT;
  const isLetter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f;
  return isLetter ? LETTER : OTHER;
});

const idStart = /^\p{ID_Start}$/u;
const idContinue = /^\p{ID_Continue}$/u;
/** Whether the character of `width` units at `at` may begin a name; ASCII is not asked here. */
export function isNameStart(text: string, at: number, width: number): boolean {
  return idStart.test(text.slice(at, at + width));
}

/** Where the name ends whose first character ends at `from`. */
export function endOfIdentifier(text: string, from: number): number {
  for (let at = from; ; at += 1) {
    const code = text.charCodeAt(at);
    const group = groups[code];
    if (group === LETTER || group === DIGIT || code === 0x2d) continue;
    if (!(code >= 128)) return at;
    const width = widthAt(text, at);
    if (!idContinue.test(text.slice(at, at + width))) return at;
    at += width - 1;
  }
}

/** Where the number at `from` ends. Dots count as part of it as long as a digit follows somewhere: `1.2.3` is one number, and a wrong one. */
export function endOfNumber(text: string, from: number): number {
  let end = from + 1;
  for (let at = end; ; ) {
    const code = text.charCodeAt(at);
    if (groups[code] === DIGIT) end = at += 1;
    else if (code === 0x2e) at += 1;
    else if (code === 0x65 || code === 0x45) {
      const sign = text.charCodeAt(at + 1);
      const digit = sign === 0x2b || sign === 0x2d ? at + 2 : at + 1;
      if (groups[text.charCodeAt(digit)] !== DIGIT) return end;
      end = at = digit + 1;
    } else return end;
  }
}

/** Where the text of the line at `from` ends, before its line end. */
export function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  if (end === -1) return text.length;
  return text.charCodeAt(end - 1) === 0x0d ? end - 1 : end;
}

/** How many units the character at `at` has. */
export function widthAt(text: string, at: number): number {
  const point = text.codePointAt(at);
  return point !== undefined && point > 0xffff ? 2 : 1;
}

/** How far the line of `at` is indented; a tab counts as one. */
export function indentOf(text: string, at: number): number {
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  let end = lineStart;
  while (groups[text.charCodeAt(end)] === BLANK) end += 1;
  return end - lineStart;
}
