// What is known of a run so far, put together from its events: one entry for each thing the daemon does.
// Follows moby/buildkit util/progress/progressui/display.go for what an update means.

import type { StatusUpdate, Vertex, VertexStatus } from "../buildkit/index.js";
import type { BuildEvent, StepOutcome } from "../exec/index.js";
import { emptyLog, type Log, readLog } from "./log.js";

/** Times are milliseconds: those of entries by the daemon's clock, those of events by ours. */
export interface Trace {
  readonly builder: string;
  readonly driver: string;
  readonly steps: readonly string[];
  readonly outcomes: ReadonlyMap<string, StepOutcome>;
  readonly notes: readonly Note[];
  /** By key, in the order in which they were first heard of. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Keys that changed since `settled`. */
  readonly changed: ReadonlySet<string>;
  /** Digests of vertices in groups to the keys of those. */
  readonly groups: ReadonlyMap<string, string>;
  readonly startedAt?: number;
  /** How far our clock is ahead of the daemon's, at most: updates take time to arrive. */
  readonly skewMs: number;
}

/** A line of our own. */
export interface Note {
  readonly severity: "info" | "warning";
  readonly text: string;
}

/** One vertex, or a group of vertices that is shown as one. */
export interface Entry {
  readonly key: string;
  /** Of the step whose stream told of it first. */
  readonly step: string;
  /** With the name of the step in front when there are several. */
  readonly name: string;
  /** By digest; more than one in a group. */
  readonly members: ReadonlyMap<string, Member>;
  readonly statuses: ReadonlyMap<string, VertexStatus>;
  readonly warnings: readonly string[];
  readonly log: Log;
}

export interface Member {
  readonly vertex: Vertex;
  /** Each time that it ran, by its start. */
  readonly runs: ReadonlyMap<number, Interval>;
}

export interface Interval {
  readonly start: number;
  readonly stop?: number;
}

export type EntryState = "waiting" | "running" | "done";

export function emptyTrace(): Trace {
  return {
    builder: "",
    driver: "",
    steps: [],
    outcomes: new Map(),
    notes: [],
    entries: new Map(),
    changed: new Set(),
    groups: new Map(),
    skewMs: Number.POSITIVE_INFINITY,
  };
}

/**
 * The trace after `event`. Takes over what is in `trace`, which must not be used again: a run of a thousand targets has a hundred
 * thousand events, and copying its maps for each would take longer than the run.
 */
export function reduce(trace: Trace, event: BuildEvent): Trace {
  switch (event.kind) {
    case "run-started":
      return { ...trace, builder: event.builder, driver: event.driver, steps: event.steps, startedAt: event.at };
    case "status":
      return withUpdate(withSkew(trace, event.at, event.update), event.step, event.update);
    case "note":
      return { ...trace, notes: [...trace.notes, { severity: event.severity, text: event.text }] };
    case "step-finished":
      return { ...trace, outcomes: new Map(trace.outcomes).set(event.step, event.outcome) };
    case "step-started":
    case "run-finished":
      return trace;
    default:
      return assertNever(event);
  }
}

/** The trace with nothing marked as changed. */
export function settled(trace: Trace): Trace {
  return { ...trace, changed: new Set() };
}

export function stateOf({ members }: Entry): EntryState {
  // A group is there once something in it started that is not weak.
  const vertexes = [...members.values()].map(({ vertex }) => vertex);
  const isShown = vertexes.some((vertex) => vertex.started !== undefined && vertex.progressGroup?.isWeak !== true);
  if (!isShown) return "waiting";
  return vertexes.every((vertex) => vertex.started === undefined || vertex.completed !== undefined)
    ? "done"
    : "running";
}

export function isCached({ members }: Entry): boolean {
  return [...members.values()].every(({ vertex }) => vertex.isCached);
}

/** Empty when nothing failed. */
export function errorOf({ members }: Entry): string {
  for (const { vertex } of members.values()) if (vertex.error !== "") return vertex.error;
  return "";
}

export function isCancelled(error: string): boolean {
  return error.endsWith("context canceled");
}

/** When it last started; undefined while it waits. */
export function startOf({ members }: Entry): number | undefined {
  const starts = [...members.values()].flatMap(({ vertex }) => vertex.started ?? []);
  return starts.length === 0 ? undefined : Math.max(...starts);
}

/** When the last of it ended; undefined while something runs. */
export function endOf({ members }: Entry): number | undefined {
  const ends = [...members.values()].flatMap(({ vertex }) => vertex.completed ?? []);
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/** Time that it ran, overlapping runs counted once. Running ones count until `now`. */
export function durationOf({ members }: Entry, now?: number): number {
  const runs = [...members.values()].flatMap((member) => [...member.runs.values()]);
  let total = 0;
  let covered = Number.NEGATIVE_INFINITY;
  for (const { start, stop = now } of runs.toSorted((left, right) => left.start - right.start)) {
    if (stop === undefined || stop <= covered) continue;
    total += stop - Math.max(start, covered);
    covered = stop;
  }
  return total;
}

function withSkew(trace: Trace, at: number, { vertexes }: StatusUpdate): Trace {
  const latest = Math.max(...vertexes.flatMap(({ started, completed }) => completed ?? started ?? []));
  return Number.isFinite(latest) && at - latest < trace.skewMs ? { ...trace, skewMs: at - latest } : trace;
}

function withUpdate(trace: Trace, step: string, update: StatusUpdate): Trace {
  // Made by emptyTrace and taken over: see reduce.
  const entries = trace.entries as Map<string, Entry>;
  const changed = trace.changed as Set<string>;
  const groups = trace.groups as Map<string, string>;
  for (const vertex of update.vertexes) {
    const key = vertex.progressGroup === undefined ? vertex.digest : `group ${vertex.progressGroup.id}`;
    if (key !== vertex.digest) groups.set(vertex.digest, key);
    if (!entries.has(key)) entries.set(key, newEntry(key, step, vertex, trace.steps.length > 1));
    change(vertex.digest, (entry) => ({ ...entry, members: withVertex(entry.members, vertex) }));
  }
  for (const status of update.statuses) {
    change(status.vertex, (entry) => ({ ...entry, statuses: new Map(entry.statuses).set(status.id, status) }));
  }
  for (const { vertex, short } of update.warnings) {
    change(vertex, (entry) => ({ ...entry, warnings: [...entry.warnings, short] }));
  }
  for (const log of update.logs) {
    change(log.vertex, (entry) => ({ ...entry, log: readLog(entry.log, log, startOf(entry)) }));
  }
  return trace;

  function change(digest: string, make: (entry: Entry) => Entry): void {
    const key = groups.get(digest) ?? digest;
    const entry = entries.get(key);
    if (entry === undefined) return;
    entries.set(key, make(entry));
    changed.add(key);
  }
}

function newEntry(key: string, step: string, vertex: Vertex, isOneOfSeveral: boolean): Entry {
  const name = vertex.progressGroup?.name ?? vertex.name;
  return {
    key,
    step,
    name: isOneOfSeveral ? prefixed(name, step) : name,
    members: new Map(),
    statuses: new Map(),
    warnings: [],
    log: emptyLog(),
  };
}

/** As docker/buildx util/progress/multiwriter.go. */
function prefixed(name: string, step: string): string {
  return name.startsWith("[") ? `[${step} ${name.slice(1)}` : `[${step}] ${name}`;
}

/** The latest copy counts, but one that does not know of a start takes none back. */
function withVertex(members: Entry["members"], vertex: Vertex): Entry["members"] {
  const known = members.get(vertex.digest);
  if (known?.vertex.started !== undefined && vertex.started === undefined) return members;
  const runs = new Map(known?.runs);
  if (vertex.started !== undefined) {
    runs.set(vertex.started, {
      start: vertex.started,
      ...(vertex.completed === undefined ? {} : { stop: vertex.completed }),
    });
  }
  return new Map(members).set(vertex.digest, { vertex, runs });
}

function assertNever(event: never): never {
  throw new Error(`internal error: no such event: ${JSON.stringify(event)}`);
}
