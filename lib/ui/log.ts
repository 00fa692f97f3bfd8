// Output of one vertex, cut into lines: it comes in chunks that end anywhere, even inside a character.

import type { VertexLog } from "../buildkit/index.js";

type Decoder = InstanceType<typeof TextDecoder>;

/** Taken over by `readLog`: a log is only ever added to. */
export interface Log {
  readonly lines: readonly LogLine[];
  /** A line that has not ended yet. */
  readonly open: LogLine | undefined;
  readonly decoders: ReadonlyMap<number, Decoder>;
}

export interface LogLine {
  /** Milliseconds since the vertex started. */
  readonly at: number;
  readonly text: string;
}

export function emptyLog(): Log {
  return { lines: [], open: undefined, decoders: new Map() };
}

/** `start` is when the vertex started. */
export function readLog(log: Log, { stream, data, timestamp = 0 }: VertexLog, start = timestamp): Log {
  // Made by emptyLog and taken over.
  const lines = log.lines as LogLine[];
  const decoders = log.decoders as Map<number, Decoder>;
  const decoder = decoders.get(stream) ?? new TextDecoder();
  decoders.set(stream, decoder);
  const at = Math.max(0, timestamp - start);
  const [first = "", ...rest] = decoder.decode(data, { stream: true }).split("\n");
  let open: LogLine | undefined = { at: log.open?.at ?? at, text: (log.open?.text ?? "") + first };
  for (const text of rest) {
    lines.push({ at: open.at, text: shown(open.text) });
    open = { at, text };
  }
  return { lines, open: open.text === "" ? undefined : open, decoders };
}

/** All lines, the last one whether or not it ended. */
export function allLines({ lines, open }: Log): readonly LogLine[] {
  return open === undefined ? lines : [...lines, { at: open.at, text: shown(open.text) }];
}

/** What stays on a terminal: a bar that draws over itself leaves its last state. */
function shown(text: string): string {
  const line = text.endsWith("\r") ? text.slice(0, -1) : text;
  return line.slice(line.lastIndexOf("\r") + 1);
}

/** Seconds with more places the fewer they are, as BuildKit prints them. */
export function logTime(ms: number): string {
  const seconds = ms / 1000;
  return seconds.toFixed(seconds < 10 ? 3 : seconds < 100 ? 2 : 1);
}
