// Diagnostics for people: a head, the lines that it is about with the place underlined, and why.

import type { Diagnostic } from "./diagnostic.js";
import { type Cell, cellsOf, visible, wrap } from "./display.js";
import { lineText, positionAt, type Range, type SourceFile, startOfLine } from "./file.js";
import { sortDiagnostics } from "./order.js";

export interface RenderOptions {
  /** The order of the files, as on the command line. */
  readonly files?: readonly SourceFile[];
  /** With escape sequences for colour; by default without. */
  readonly color?: boolean;
  /** Columns that lines may take; by default 100. */
  readonly width?: number;
}

/** All of them, each once, sorted by file and place, with a blank line between; empty for none. Ends with a line end. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], options: RenderOptions = {}): string {
  return sortDiagnostics(diagnostics, options.files ?? [])
    .map((diagnostic) => renderDiagnostic(diagnostic, options))
    .join("\n");
}

/** One of them. Ends with a line end. */
export function renderDiagnostic(diagnostic: Diagnostic, options: RenderOptions = {}): string {
  const { severity, code, summary, detail, subject, where, hint, related = [] } = diagnostic;
  const paint = options.color ? colored : plain;
  const width = options.width ?? 100;
  const tone = severity === "error" ? "red" : "yellow";
  const places = [subject, ...related.map(({ range }) => range)];
  const gutter = Math.max(1, ...places.map((range) => (range ? String(lastLineOf(range)).length : 0)));
  const frame: Frame = { paint, gutter, width: Math.max(20, width - gutter - 3) };
  const lines = [`${paint(tone, `${severity}[${code}]`)}${paint("bold", `: ${oneLine(summary)}`)}`];
  if (subject) {
    const place = `${placeOf(subject)}${where === undefined ? "" : `, in ${oneLine(where)}`}`;
    lines.push(arrow(frame, place), ...excerpt(frame, { range: subject, tone, mark: "^", note: hint ?? "" }));
  } else if (where !== undefined || hint !== undefined) {
    lines.push(arrow(frame, oneLine([where && `in ${where}`, hint].filter(Boolean).join(": "))));
  }
  for (const { message, range } of related) {
    lines.push(arrow(frame, placeOf(range)), ...excerpt(frame, { range, tone: "blue", mark: "-", note: message }));
  }
  if (detail !== undefined) lines.push(...wrap(visibleLines(detail), width - 2).map((line) => `  ${line}`));
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

interface Frame {
  readonly paint: (tone: Tone, text: string) => string;
  /** Columns of the widest line number. */
  readonly gutter: number;
  /** Columns that are left for the text of a line. */
  readonly width: number;
}

interface Underline {
  readonly range: Range;
  readonly tone: Tone;
  readonly mark: string;
  readonly note: string;
}

function arrow({ paint, gutter }: Frame, text: string): string {
  return `${" ".repeat(gutter + 1)}${paint("blue", "──▶")} ${text}`;
}

function placeOf({ file, start }: Range): string {
  const { line, column } = positionAt(file, start);
  return `${oneLine(file.name)}:${line}:${column}`;
}

/** The first line of the range and, when it goes over several, the last one too. */
function excerpt(frame: Frame, underline: Underline): readonly string[] {
  const { range, note } = underline;
  const { file } = range;
  const first = positionAt(file, range.start).line;
  const last = lastLineOf(range);
  const bar = frame.paint("blue", `${" ".repeat(frame.gutter + 1)}│`);
  const lines = [bar, ...markedLine(frame, { ...underline, note: first === last ? note : "" }, first)];
  if (last > first + 1) lines.push(frame.paint("blue", `${" ".repeat(frame.gutter + 1)}⋮`));
  if (last > first) lines.push(...markedLine(frame, { ...underline, note }, last));
  return lines;
}

/** A line end that ends the range belongs to the line before. */
function lastLineOf({ file, start, end }: Range): number {
  return positionAt(file, Math.max(start, end - 1)).line;
}

function markedLine(frame: Frame, { range, tone, mark, note }: Underline, line: number): readonly string[] {
  const { paint, gutter } = frame;
  const text = lineText(range.file, line) ?? "";
  const lineStart = startOfLine(range.file, line);
  // What goes on from the line before is underlined from the first letter on.
  const indent = text.length - text.trimStart().length;
  const start = Math.max(range.start - lineStart, range.start < lineStart ? indent : 0);
  const end = Math.min(range.end - lineStart, Math.max(text.trimEnd().length, start));
  // Of a line without end, as minified JSON is, the neighbourhood will do.
  const from = text.length > 4000 ? Math.max(0, start - 1000) : 0;
  const cells = cellsOf(text.slice(from, from + 4000));
  const before = widthOf(cells.filter((cell) => from + cell.start < start));
  const marked = Math.max(1, widthOf(cells.filter((cell) => from + cell.start >= start && from + cell.start < end)));
  const window = windowOn(cells, { before, marked, width: frame.width, isCut: from > 0 });
  const number = paint("blue", `${String(line).padStart(gutter)} │`);
  const bar = paint("blue", `${" ".repeat(gutter + 1)}│`);
  const under = `${mark.repeat(window.marked)}${note === "" ? "" : ` ${oneLine(note)}`}`;
  return [`${number} ${window.text}`, `${bar} ${" ".repeat(window.before)}${paint(tone, under)}`];
}

interface Place {
  /** Columns before what is underlined. */
  readonly before: number;
  readonly marked: number;
  /** Columns that there are. */
  readonly width: number;
  /** The line begins before the cells. */
  readonly isCut: boolean;
}

/** What is shown of a line: all of it, or of a very long one the part around what is underlined. */
function windowOn(
  cells: readonly Cell[],
  { before, marked, width, isCut }: Place,
): { readonly text: string; readonly before: number; readonly marked: number } {
  const total = widthOf(cells);
  if (total <= width && !isCut) return { text: cells.map(({ text }) => text).join(""), before, marked };
  const room = width - 2;
  const shown = Math.min(marked, room);
  // A third of the room before the place, so that there is something to recognise on either side.
  const left = Math.max(0, Math.min(before - Math.floor((room - shown) / 3), total - room));
  let column = 0;
  let text = "";
  let skipped = 0;
  for (const cell of cells) {
    if (column < left) skipped = column + cell.width;
    else if (column + cell.width <= left + room) text += cell.text;
    column += cell.width;
  }
  const head = left > 0 || isCut ? "…" : "";
  const tail = left + room < total ? "…" : "";
  return { text: `${head}${text}${tail}`, before: before - skipped + head.length, marked: shown };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

function oneLine(text: string): string {
  return visible(text.replaceAll(/\r?\n/g, " "));
}

function visibleLines(text: string): string {
  return text.split("\n").map(visible).join("\n");
}

type Tone = "red" | "yellow" | "blue" | "bold";

const escapes: Readonly<Record<Tone, string>> = {
  red: "\x1b[1;31m",
  yellow: "\x1b[1;33m",
  blue: "\x1b[34m",
  bold: "\x1b[1m",
};

function colored(tone: Tone, text: string): string {
  return `${escapes[tone]}${text}\x1b[0m`;
}

function plain(_tone: Tone, text: string): string {
  return text;
}
