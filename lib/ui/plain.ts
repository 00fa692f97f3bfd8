// Progress as lines that are only ever appended, for logs and pipes. Layout follows moby/buildkit
// util/progress/progressui/printer.go.

import type { VertexStatus } from "../buildkit/index.js";
import { allLines, type LogLine, logTime } from "./log.js";
import { durationOf, type Entry, endOf, errorOf, isCached, isCancelled, stateOf, type Trace } from "./trace.js";

/** Turns a trace into text to append to what was written before. */
export interface View {
  /** For what changed in `trace` since the last time; `now` in milliseconds. */
  readonly draw: (trace: Trace, now: number) => string;
  /** The rest, whatever is still open. */
  readonly finish: (trace: Trace, now: number) => string;
}

/** How long one vertex that goes on talking keeps the screen while others wait. */
const turnMs = 5_000;

/** A status that moves on is printed after so much, or so long. */
const statusShare = 0.05;
const statusMs = 5_000;

/** What of an entry is on the screen. */
interface Printed {
  readonly number: number;
  lines: number;
  warnings: number;
  /** Statuses as they were last printed, by id. */
  readonly statuses: Map<string, VertexStatus>;
  /** The line that told its end. */
  end: string | undefined;
}

export function plainView(): View {
  const printed = new Map<string, Printed>();
  // Keys with news that are not printed yet, and since when.
  const waiting = new Map<string, number>();
  let current: { readonly key: string; readonly since: number } | undefined;
  let hasHead = false;
  let notes = 0;
  let out: string[] = [];

  return {
    draw(trace, now) {
      out = [];
      printHead(trace);
      for (const key of trace.changed) if (!waiting.has(key)) waiting.set(key, now);
      const news = [...waiting.keys()].flatMap((key) => trace.entries.get(key) ?? []);
      for (const entry of doneFirst(news)) print(entry, now, false);
      const open = current === undefined ? undefined : trace.entries.get(current.key);
      if (open !== undefined && waiting.has(open.key)) print(open, now, false);
      const next = nextOf(trace, now);
      if (next !== undefined) print(next, now, false);
      return out.join("");
    },
    finish(trace, now) {
      out = [];
      printHead(trace);
      const started = [...trace.entries.values()].filter((entry) => stateOf(entry) !== "waiting");
      const rest = started.filter(({ key }) => waiting.has(key) || printed.get(key)?.end === undefined);
      for (const entry of rest) print(entry, now, true);
      return out.join("");
    },
  };

  /** Done ones by the time at which they ended, the current one before the others: its turn ends with it. */
  function doneFirst(entries: readonly Entry[]): readonly Entry[] {
    const done = entries.filter((entry) => stateOf(entry) === "done");
    const rank = (entry: Entry): number =>
      entry.key === current?.key ? Number.NEGATIVE_INFINITY : (endOf(entry) ?? 0);
    return done.toSorted((left, right) => rank(left) - rank(right));
  }

  function printHead({ builder, driver, notes: all }: Trace): void {
    if (!hasHead && builder !== "") {
      hasHead = true;
      out.push(`#0 building with "${builder}" instance using ${driver} driver\n`);
    }
    for (const { severity, text } of all.slice(notes)) {
      out.push(`${leave()}\n#0 ${severity === "warning" ? "WARN: " : ""}${text}\n`);
    }
    notes = all.length;
  }

  /** The current one keeps its turn; when it had that, or there is none, the one that waits longest is next. */
  function nextOf(trace: Trace, now: number): Entry | undefined {
    if (current !== undefined && (waiting.size === 0 || now - current.since < turnMs)) return undefined;
    const running = [...trace.entries.values()].filter((entry) => stateOf(entry) === "running");
    const others = running.filter(({ key }) => key !== current?.key);
    const [oldest] = others
      .filter(({ key }) => waiting.has(key))
      .toSorted((left, right) => (waiting.get(left.key) ?? 0) - (waiting.get(right.key) ?? 0));
    return oldest ?? (current === undefined ? others[0] : undefined);
  }

  function print(entry: Entry, now: number, isLast: boolean): void {
    waiting.delete(entry.key);
    const known = printed.get(entry.key) ?? newlyPrinted(entry.key);
    const body = bodyOf(entry, known);
    const end = stateOf(entry) === "done" && (isLast || !hasOpenStatus(entry)) ? endText(entry) : undefined;
    // A vertex may run again, to no other end, when another build needs it: no news.
    if (known.end !== undefined && body.length === 0 && (end === undefined || end.word === known.end)) return;
    const tag = `#${known.number}`;
    if (current?.key !== entry.key) {
      out.push(`${leave()}\n${tag} ${entry.name}\n`);
      current = { key: entry.key, since: now };
    }
    for (const line of body) out.push(`${tag} ${line}\n`);
    if (end === undefined) return;
    known.end = end.word;
    out.push(`${tag} ${end.text}\n`);
    current = undefined;
  }

  /** Says that the open block goes on later, if there is one. */
  function leave(): string {
    const left = current === undefined ? undefined : printed.get(current.key);
    current = undefined;
    return left === undefined ? "" : `#${left.number} ...\n`;
  }

  function newlyPrinted(key: string): Printed {
    const made: Printed = { number: printed.size + 1, lines: 0, warnings: 0, statuses: new Map(), end: undefined };
    printed.set(key, made);
    return made;
  }
}

/** What of `entry` is not printed yet, which is taken note of. */
function bodyOf(entry: Entry, known: Printed): readonly string[] {
  const body: string[] = [];
  for (const status of entry.statuses.values()) {
    if (!isNews(known.statuses.get(status.id), status)) continue;
    known.statuses.set(status.id, status);
    body.push(statusText(status));
  }
  body.push(...entry.warnings.slice(known.warnings).map((warning) => `WARN: ${warning}`));
  known.warnings = entry.warnings.length;
  const lines = stateOf(entry) === "done" ? allLines(entry.log) : entry.log.lines;
  body.push(...lines.slice(known.lines).map(logText));
  known.lines = lines.length;
  return body;
}

export function logText({ at, text }: LogLine): string {
  return `${logTime(at)} ${text}`;
}

function isNews(last: VertexStatus | undefined, status: VertexStatus): boolean {
  if (last === undefined) return true;
  if (last.completed !== undefined) return false;
  if (status.completed !== undefined) return true;
  const share = status.total > 0 ? (status.current - last.current) / status.total : 0;
  return share >= statusShare || (status.timestamp ?? 0) - (last.timestamp ?? 0) >= statusMs;
}

/** A status may outlive its vertex: then the end is told when that ended too. */
function hasOpenStatus({ statuses }: Entry): boolean {
  return [...statuses.values()].some(({ completed }) => completed === undefined);
}

function statusText({ id, current, total, timestamp, started, completed }: VertexStatus): string {
  const amount =
    total > 0 ? ` ${bytesText(current)} / ${bytesText(total)}` : current > 0 ? ` ${bytesText(current)}` : "";
  const ms = started === undefined ? 0 : (completed ?? timestamp ?? started) - started;
  const time = ms > 10 ? ` ${secondsText(ms)}` : "";
  return `${id}${amount}${time}${completed === undefined ? "" : " done"}`;
}

function endText(entry: Entry): { readonly word: string; readonly text: string } {
  const error = errorOf(entry);
  if (isCancelled(error)) return { word: "CANCELED", text: "CANCELED" };
  if (error !== "") return { word: "ERROR", text: `ERROR: ${error}` };
  if (isCached(entry)) return { word: "CACHED", text: "CACHED" };
  return { word: "DONE", text: `DONE ${secondsText(durationOf(entry))}` };
}

export function secondsText(ms: number): string {
  return `${(ms / 1000).toFixed(1)}s`;
}

/** Decimal units with two places; bytes without. */
export function bytesText(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  let unit = 0;
  let amount = bytes;
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return unit === 0 ? `${bytes}B` : `${amount.toFixed(2)}${units[unit]}`;
}
