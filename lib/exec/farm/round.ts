// One round of a run: every step on the nodes that are there. What a node that goes away leaves unbuilt is postponed to the next.

import type { LinkedSignal } from "../../async/index.js";
import { DaemonError, type StatusUpdate, type Vertex } from "../../buildkit/index.js";
import type { CredentialSource } from "../../buildkit/session/index.js";
import type { BuildEvent } from "../event.js";
import type { Hold } from "../hold.js";
import { type Job, type JobWorld, runJob } from "../job.js";
import type { BuildNode, CallResult, RunOptions } from "../options.js";
import type { PreparedPlan, PreparedStep } from "../prepare.js";
import { registryAccess } from "../registry.js";
import { type Settlement, type StepHandle, schedule } from "../schedule.js";
import { openSessions, type RunSessions } from "../sessions.js";
import type { StatusMerge } from "../status-merge.js";
import type { Handovers } from "./handovers.js";
import type { LiveFarm } from "./live.js";
import { runParts } from "./parts.js";

const defaultMaxParallel = 64;

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
  readonly onSettled: (step: string, settlement: Settlement) => void;
}

export async function runRound(
  { steps }: PreparedPlan,
  world: RoundWorld,
  scope: LinkedSignal,
): Promise<ReadonlyMap<string, Settlement>> {
  const { options, farm, credentials, handovers, calls, status, emit, note, started } = world;
  const { now } = options;
  const holds: Hold[] = [];
  const opened: RunSessions[] = [];
  const nodes = new Map<BuildNode, NodeWorld>();
  const locals = [...steps.values()].flatMap(({ jobs }) => jobs[0]?.lowered.locals ?? []);
  const auth = registryAccess(credentials, options, (text) => note("info", undefined, text));
  try {
    return await schedule({
      steps: [...steps.values()].map(({ step }) => step),
      run: (name, handle) => runStep(steps.get(name) ?? noStep(name), handle),
      onSettled: world.onSettled,
      signal: scope,
      maxParallel: options.maxParallel ?? defaultMaxParallel,
      isKeepGoing: options.isKeepGoing ?? false,
      ...(options.shuffleSeed === undefined ? {} : { shuffleSeed: options.shuffleSeed }),
    });
  } finally {
    await Promise.all(holds.map(({ ended }) => ended));
    await Promise.all(opened.map((sessions) => sessions[Symbol.asyncDispose]()));
  }

  async function runStep({ step, jobs, index, unplaced }: PreparedStep, handle: StepHandle): Promise<Settlement> {
    const { name } = step;
    if (unplaced !== undefined) return { kind: "failed", error: unplaced };
    const [job] = jobs;
    // What its users take of it was handed over in an earlier round, or none of them could be placed.
    if (job === undefined) return { kind: "built", metadata: new Map() };
    if (jobs.some(({ node }) => farm.isGone(node))) return { kind: "postponed" };
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
    const { node } = job;
    const { jobWorld, open } = worldOf(node);
    const outcome = await runJob(job, handle, jobWorld);
    if (outcome.kind !== "failed" || !(await isLost(node, outcome.error))) return outcome;
    if (farm.leaveOut(node)) {
      const { message } = outcome.error;
      note("warning", undefined, `node "${node.name}" went away and is left out from here on: ${message}`);
    }
    endVertexes(job.name, open.get(job.name));
    // What was written there cannot be taken back.
    const isWritten = job.lowered.outputs.some(({ destination }) => destination.kind === "stdout");
    return isWritten ? outcome : { kind: "postponed" };
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
