// What people take for one character.

let segmenter: Intl.Segmenter | undefined;

/** The grapheme clusters of `text`. The first call takes some 10 ms, for which nobody shall wait who sees no error. */
export function graphemesOf(text: string): Iterable<{ readonly segment: string; readonly index: number }> {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter.segment(text);
}
