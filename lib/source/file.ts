// Source files, ranges in them, and the line and column of an offset.

import { graphemesOf } from "./grapheme.js";

/** A text that the user wrote. Offsets into `text` are UTF-16 code units. */
export interface SourceFile {
  /** As shown to the user: the path as given on the command line, `<stdin>`, a URL, or such as `environment variable X`. */
  readonly name: string;
  readonly text: string;
}

/** A stretch of one file; `end` is exclusive. An empty range marks a point. */
export interface Range {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** Both count from 1. A column is one grapheme cluster; a tab is one column. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const lineStartsOf = new WeakMap<SourceFile, readonly number[]>();

/** The offsets at which each line of `file` begins. `\n` ends a line; a `\r` before it belongs to the line. */
export function lineStarts(file: SourceFile): readonly number[] {
  const known = lineStartsOf.get(file);
  if (known !== undefined) return known;
  const starts = [0];
  for (let at = file.text.indexOf("\n"); at !== -1; at = file.text.indexOf("\n", at + 1)) starts.push(at + 1);
  lineStartsOf.set(file, starts);
  return starts;
}

/** Where `offset` lies. An offset past the end counts as the end. */
export function positionAt(file: SourceFile, offset: number): Position {
  const starts = lineStarts(file);
  const line = lineIndexAt(starts, offset);
  const start = starts[line] ?? 0;
  return { line: line + 1, column: countGraphemes(file.text.slice(start, offset)) + 1 };
}

/** The text of line `line` (from 1) without its line end; undefined when the file is shorter. */
export function lineText(file: SourceFile, line: number): string | undefined {
  const starts = lineStarts(file);
  const start = starts[line - 1];
  if (start === undefined) return undefined;
  const next = starts[line];
  const text = next === undefined ? file.text.slice(start) : file.text.slice(start, next - 1);
  return text.endsWith("\r") ? text.slice(0, -1) : text;
}

/** The offset at which line `line` (from 1) begins; past the last one the end of the text. */
export function startOfLine(file: SourceFile, line: number): number {
  return lineStarts(file)[line - 1] ?? file.text.length;
}

/** The smallest range that holds both; they are in the same file. */
export function spanning(first: Range, last: Range): Range {
  return { file: first.file, start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}

function lineIndexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function countGraphemes(text: string): number {
  // Printable ASCII has one cluster a unit, and nearly all lines are ASCII.
  if (/^[\t\x20-\x7e]*$/.test(text)) return text.length;
  let count = 0;
  for (const _ of graphemesOf(text)) count += 1;
  return count;
}
