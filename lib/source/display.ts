// How text looks in a terminal: its width, and what must not reach one as it is.

import { eastAsianWidth } from "get-east-asian-width";
import { graphemesOf } from "./grapheme.js";

/** One grapheme cluster of a line, as it is shown. */
export interface Cell {
  readonly text: string;
  /** Columns on the screen. */
  readonly width: number;
  /** The offset in the line. */
  readonly start: number;
}

const tabStop = 4;
const plain = /^[\x20-\x7e]*$/;
// Control characters, and those that reorder text: an excerpt must neither steer the terminal nor show what is not there.
const unsafe = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** Cuts a line into what the terminal shows one by one; tabs become blanks. */
export function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (const { segment, index } of graphemesOf(line)) {
    const text = segment === "\t" ? " ".repeat(tabStop - (column % tabStop)) : visible(segment);
    const width = segment === "\t" ? text.length : widthOf(text);
    cells.push({ text, width, start: index });
    column += width;
  }
  return cells;
}

/** `text` with what a terminal would obey or hide replaced by U+FFFD. */
export function visible(text: string): string {
  return plain.test(text) ? text : text.replace(unsafe, "\ufffd");
}

/** Breaks `text` at blanks into lines of at most `width` columns; a longer word has a line of its own. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    let length = 0;
    for (const word of paragraph.split(" ")) {
      const wordWidth = widthOf(word);
      if (line !== "" && length + 1 + wordWidth > width) {
        lines.push(line);
        line = word;
        length = wordWidth;
      } else {
        line = line === "" ? word : `${line} ${word}`;
        length += wordWidth + (length === 0 ? 0 : 1);
      }
    }
    lines.push(line);
  }
  return lines;
}

function widthOf(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemesOf(text)) width += widthOfCluster(segment);
  return width;
}

/** The first character decides; what joins it adds nothing, but an emoji is wide whatever it begins with. */
function widthOfCluster(cluster: string): number {
  if (/^\p{M}+$/u.test(cluster)) return 0;
  if (/\ufe0f|\p{Emoji_Presentation}/u.test(cluster)) return 2;
  return eastAsianWidth(cluster.codePointAt(0) ?? 0);
}
