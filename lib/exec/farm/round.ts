// One round of a run: steps on the nodes that are there. What a node that goes away leaves unbuilt is postponed, and told as soon as
// another round may begin with it (rounds.ts), beside this one.

import type { LimitFunction } from "p-limit";
import { linkedAbort } from "../../async/index.js";
import { DaemonError, type StatusUpdate, type Vertex } from "../../buildkit/index.js";
import type { CredentialSource } from "../../buildkit/session/index.js";
import type { BuildEvent, StepOutcome } from "../event.js";
import { stepGraph } from "../graph.js";
import type { Hold } from "../hold.js";
import { type Job, type JobWorld, runJob } from "../job.js";
import type { BuildNode, CallResult, RunOptions } from "../options.js";
import type { PreparedPlan, PreparedStep } from "../prepare.js";
import { registryAccess } from "../registry.js";
import { type Settlement, type StepHandle, schedule } from "../schedule.js";
import { openSessions, type RunSessions } from "../sessions.js";
import type { StatusMerge } from "../status-merge.js";
import type { Handovers } from "./handovers.js";
import { readyToLeave } from "./left.js";
import type { LiveFarm } from "./live.js";
import { runParts } from "./parts.js";

/** What the rounds of one run share. */
export interface RoundWorld {
  readonly options: RunOptions;
  readonly farm: LiveFarm;
  readonly credentials: CredentialSource;
  readonly handovers: Handovers;
  readonly calls: Map<string, CallResult>;
  readonly status: StatusMerge;
  readonly emit: (event: BuildEvent) => void;
  readonly note: (severity: "info" | "warning", step: string | undefined, text: string) => void;
  /** Steps that were told to have started. */
  readonly started: Set<string>;
  /** How many steps of all rounds may run. */
  readonly limit: LimitFunction;
  /** Of the run: ends holds and sessions. */
  readonly scope: AbortSignal;
}

/** What a round is to others. */
export interface RoundOptions {
  readonly onSettled: (step: string, settlement: Settlement) => void;
  /** Steps that were postponed and may be run again, none of them twice. */
  readonly onLeft: (steps: ReadonlySet<string>) => void;
  /** Stops its steps. */
  readonly signal: AbortSignal;
}

/** Resolves when all its steps have ended and what it opened is closed. */
export async function runRound(
  { steps }: PreparedPlan,
  world: RoundWorld,
  { onSettled, onLeft, signal }: RoundOptions,
): Promise<void> {
  const { options, farm, credentials, handovers, calls, status, emit, note, started, limit, scope } = world;
  const { now } = options;
  const holds: Hold[] = [];
  const opened: RunSessions[] = [];
  const nodes = new Map<BuildNode, NodeWorld>();
  const locals = [...steps.values()].flatMap(({ jobs }) => jobs[0]?.lowered.locals ?? []);
  const auth = registryAccess(credentials, options, (text) => note("info", undefined, text));
  const planned = [...steps.values()].map(({ step }) => step);
  const graph = stepGraph(planned);
  const begun = new Set<string>();
  const running = new Set<Job>();
  // Steps that have a lost part, and have yet to end.
  const losing = new Set<string>();
  const settled = new Map<string, Settlement["kind"]>();
  const left = new Set<string>();
  try {
    await schedule({
      steps: planned,
      run: (name, handle) => runStep(steps.get(name) ?? noStep(name), handle),
      onSettled(name, settlement) {
        settled.set(name, settlement.kind);
        losing.delete(name);
        onSettled(name, settlement);
        // Then its users have been told as well.
        queueMicrotask(leave);
      },
      isLost: (name) => isOnGone(steps.get(name) ?? noStep(name)),
      signal,
      limit,
      isKeepGoing: options.isKeepGoing ?? false,
      ...(options.shuffleSeed === undefined ? {} : { shuffleSeed: options.shuffleSeed }),
    });
    leave();
  } finally {
    await Promise.all(holds.map(({ ended }) => ended));
    await Promise.all(opened.map((sessions) => sessions[Symbol.asyncDispose]()));
  }

  /** What a node leaves goes together, so that it is spread over the others: its jobs are about to end. */
  function leave(): void {
    const postponed = graph.names.filter((name) => settled.get(name) === "postponed" && !left.has(name));
    if (postponed.length === 0 || losing.size > 0 || [...running].some(({ node }) => farm.isGone(node))) return;
    const doomed = planned.filter(({ name }) => {
      return !settled.has(name) && !begun.has(name) && isOnGone(steps.get(name) ?? noStep(name));
    });
    const lost = [...postponed, ...doomed.map(({ name }) => name)];
    const ready = new Set(
      readyToLeave(lost, graph, (name) => settled.has(name)).filter((name) => settled.get(name) === "postponed"),
    );
    if (ready.size === 0) return;
    for (const name of ready) left.add(name);
    onLeft(ready);
  }

  function isOnGone({ jobs }: PreparedStep): boolean {
    return jobs.some(({ node }) => farm.isGone(node));
  }

  async function runStep(prepared: PreparedStep, handle: StepHandle): Promise<Settlement> {
    const { step, jobs, index, unplaced } = prepared;
    const { name } = step;
    if (unplaced !== undefined) return { kind: "failed", error: unplaced };
    const [job] = jobs;
    // What its users take of it was handed over in another round, or none of them could be placed.
    if (job === undefined) return { kind: "built", metadata: new Map() };
    if (isOnGone(prepared)) return { kind: "postponed" };
    begun.add(name);
    if (!started.has(name)) {
      started.add(name);
      emit({ kind: "step-started", step: name, at: now() });
      for (const text of new Set(jobs.flatMap(({ lowered }) => lowered.notes))) note("warning", name, text);
    }
    const settlement =
      jobs.length === 1
        ? await runPart(job, handle)
        : await runParts(jobs, index, handle, {
            run: runPart,
            credentials,
            now,
            onStatus: (update) => emit({ kind: "status", step: name, at: now(), update }),
          });
    status.end(name);
    return settlement;
  }

  async function runPart(job: Job, handle: StepHandle): Promise<Settlement> {
    const { node, name } = job;
    const { jobWorld, open } = worldOf(node);
    // What waits for something else than its daemon would not notice that it is gone.
    using signal = linkedAbort(handle.signal);
    const gone = farm.goneSignal(node);
    const stop = (): void => signal.abort(gone.reason);
    gone.addEventListener("abort", stop, { once: true });
    running.add(job);
    try {
      const ended = await runJob(job, { ...handle, signal }, jobWorld);
      const isStopped = ended.kind === "cancelled" && gone.aborted && !handle.signal.aborted;
      const outcome: StepOutcome = isStopped ? { kind: "failed", error: gone.reason } : ended;
      if (outcome.kind !== "failed" || !(await isLost(node, outcome.error))) return outcome;
      if (farm.leaveOut(node, outcome.error)) {
        const { message } = outcome.error;
        note("warning", undefined, `node "${node.name}" went away and is left out from here on: ${message}`);
      }
      endVertexes(name, open.get(name));
      // What was written there cannot be taken back.
      if (job.lowered.outputs.some(({ destination }) => destination.kind === "stdout")) return outcome;
      losing.add(name);
      return { kind: "postponed" };
    } finally {
      running.delete(job);
      gone.removeEventListener("abort", stop);
    }
  }

  /** Whether the daemon is away and another is there. A step may fail because its daemon is about to end, before that does. */
  async function isLost(node: BuildNode, error: Error): Promise<boolean> {
    if (!farm.hasOthers(node)) return false;
    if (farm.isGone(node) || error instanceof DaemonError) return true;
    try {
      await node.control.listWorkers(AbortSignal.any([scope, AbortSignal.timeout(probeMs)]));
      return false;
    } catch {
      return !scope.aborted;
    }
  }

  /** Nobody will tell how they ended. */
  function endVertexes(step: string, open: ReadonlyMap<string, Vertex> = new Map()): void {
    const at = now();
    const vertexes = [...open.values()].map(
      (vertex): Vertex => ({ ...vertex, completed: Math.max(vertex.started ?? at, at), error: "context canceled" }),
    );
    if (vertexes.length > 0)
      emit({ kind: "status", step, at, update: { vertexes, statuses: [], logs: [], warnings: [] } });
  }

  function worldOf(node: BuildNode): NodeWorld {
    const known = nodes.get(node);
    if (known !== undefined) return known;
    const sessions = openSessions(node, options, { locals, shared: [auth] }, scope);
    opened.push(sessions);
    const open = new Map<string, Map<string, Vertex>>();
    const jobWorld: JobWorld = {
      options,
      sessions,
      credentials,
      results: new Map(),
      calls,
      holds,
      handovers,
      onStatus(step, update) {
        if (options.nodes.length > 1) follow(open, step, update);
        emit({ kind: "status", step, at: now(), update: status.merge(step, update, node.name) });
      },
      signal: scope,
    };
    const made = { jobWorld, open };
    nodes.set(node, made);
    return made;
  }
}

const probeMs = 10_000;

interface NodeWorld {
  readonly jobWorld: JobWorld;
  /** By step and digest, what was told to have started and not to have ended. */
  readonly open: ReadonlyMap<string, ReadonlyMap<string, Vertex>>;
}

function follow(open: Map<string, Map<string, Vertex>>, step: string, { vertexes }: StatusUpdate): void {
  const own = open.get(step) ?? new Map<string, Vertex>();
  open.set(step, own);
  for (const vertex of vertexes) {
    if (vertex.completed !== undefined) own.delete(vertex.digest);
    else if (vertex.started !== undefined) own.set(vertex.digest, vertex);
  }
}

function noStep(name: string): never {
  throw new Error(`internal error: step "${name}" was not prepared`);
}
