// Progress on a terminal: a frame that is drawn anew in its place. Layout follows moby/buildkit
// util/progress/progressui/display.go; how a frame comes to the screen is in display.ts.

import type { VertexStatus } from "../buildkit/index.js";
import { allLines } from "./log.js";
import { bytesText, secondsText } from "./plain.js";
import { durationOf, type Entry, errorOf, isCached, isCancelled, startOf, stateOf, type Trace } from "./trace.js";

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

export interface FrameOptions {
  readonly size: Size;
  /** Milliseconds since the epoch by our clock. */
  readonly now: number;
  readonly hasColor: boolean;
  /** The last frame: it may be longer than the screen, and stays. */
  readonly isLast: boolean;
}

/** Output lines below all vertices that run, together. */
const outputLines = 6;

type Tone = "blue" | "red" | "yellow" | undefined;

interface Line {
  readonly text: string;
  readonly tone: Tone;
  /** Whether what it tells of is over: such lines leave the screen first. */
  readonly isOver: boolean;
}

/** The lines of a frame, none wider than the screen. */
export function frameLines(trace: Trace, { size, now, hasColor, isLast }: FrameOptions): readonly string[] {
  const entries = [...trace.entries.values()].filter((entry) => stateOf(entry) !== "waiting");
  const daemonNow = Number.isFinite(trace.skewMs) ? now - trace.skewMs : now;
  const lines = entries.flatMap((entry) => entryLines(entry, daemonNow, size.columns, isLast));
  const notes = trace.notes.map(
    ({ severity, text }): Line => ({
      text: ` => ${text}`,
      tone: severity === "warning" ? "yellow" : undefined,
      isOver: true,
    }),
  );
  const all = [...notes, ...lines];
  const shown = isLast ? all : fitted(all, Math.max(3, size.rows - 2));
  const head = headLine(trace, entries, { size, now, isLast });
  return [head, ...shown.map(({ text, tone }) => painted(cut(text, size.columns), hasColor ? tone : undefined))];
}

function headLine(
  { startedAt, builder, entries: all }: Trace,
  entries: readonly Entry[],
  { size, now, isLast }: Pick<FrameOptions, "size" | "now" | "isLast">,
): string {
  const done = entries.filter((entry) => stateOf(entry) === "done").length;
  const left = `[+] Building ${secondsText(now - (startedAt ?? now))} (${done}/${all.size})${isLast ? " FINISHED" : ""}`;
  const right = `BUILDER:${builder}`;
  const gap = size.columns - left.length - right.length;
  return gap < 1 ? cut(left, size.columns) : `${left}${" ".repeat(gap)}${right}`;
}

function entryLines(entry: Entry, daemonNow: number, columns: number, isLast: boolean): readonly Line[] {
  const state = stateOf(entry);
  const error = errorOf(entry);
  const [word, tone] = wordFor(entry, error);
  const isDone = state === "done";
  // What failed stays in sight.
  const isOver = isDone && error === "";
  const time = secondsText(durationOf(entry, Math.max(daemonNow, startOf(entry) ?? 0)));
  const lines: Line[] = [
    { text: aligned(` => ${word}${entry.name}`, time, columns), tone: isDone ? tone : undefined, isOver },
  ];
  if (isOver || (isDone && isLast)) return lines;
  for (const status of entry.statuses.values()) {
    lines.push({
      text: statusLine(status, daemonNow, columns),
      tone: status.completed === undefined ? undefined : "blue",
      isOver,
    });
  }
  const output = allLines(entry.log).slice(-outputLines);
  lines.push(...output.map(({ text }): Line => ({ text: ` => => # ${printable(text)}`, tone: undefined, isOver })));
  return lines;
}

function wordFor(entry: Entry, error: string): readonly [word: string, tone: Tone] {
  if (isCancelled(error)) return ["CANCELED ", "yellow"];
  if (error !== "") return ["ERROR ", "red"];
  return [isCached(entry) ? "CACHED " : "", "blue"];
}

function statusLine(status: VertexStatus, daemonNow: number, columns: number): string {
  const { id, current, total, started, completed } = status;
  const amount =
    total > 0 ? ` ${bytesText(current)} / ${bytesText(total)}` : current > 0 ? ` ${bytesText(current)}` : "";
  const ms = started === undefined ? 0 : Math.max(0, (completed ?? daemonNow) - started);
  return aligned(` => => ${id}${amount}`, secondsText(ms), columns);
}

/** What is over scrolls out first, the oldest of it first; then what is left is cut. */
function fitted(lines: readonly Line[], rows: number): readonly Line[] {
  let surplus = lines.length - rows;
  const kept = lines.filter(({ isOver }) => {
    if (!isOver || surplus <= 0) return true;
    surplus -= 1;
    return false;
  });
  return kept.slice(-rows);
}

function aligned(left: string, right: string, columns: number): string {
  const width = columns - right.length - 1;
  const text = printable(left);
  return `${cut(text, width).padEnd(Math.max(0, width))} ${right}`;
}

function cut(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 3))}...`;
}

/** Without what would move the cursor or change colours. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, "").replace(/[\u0000-\u001f\u007f]/g, " ");
}

const codes = { blue: 34, red: 31, yellow: 33 } as const;

function painted(text: string, tone: Tone): string {
  return tone === undefined ? text : `\u001b[${codes[tone]}m${text}\u001b[0m`;
}
