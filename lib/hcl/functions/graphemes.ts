// Text by the characters that people see: grapheme clusters of Unicode's UAX #29.

let segmenter: Intl.Segmenter | undefined;

// No character below U+0300 joins with another, except that a line end of two is one.
const JOINING = /[^\0-\u02ff]|\r\n/;

export function graphemes(text: string): readonly string[] {
  if (!JOINING.test(text)) return text.split("");
  segmenter ??= new Intl.Segmenter("und", { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

export function graphemeCount(text: string): number {
  return JOINING.test(text) ? graphemes(text).length : text.length;
}
