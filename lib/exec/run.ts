// Runs a plan: the story of one run from its first event to its result.

import { type LinkedSignal, linkedAbort, Queue } from "../async/index.js";
import type { Plan } from "../plan/index.js";
import { hasErrors } from "../source/index.js";
import type { BuildEvent, StepOutcome } from "./event.js";
import type { Hold } from "./hold.js";
import { type Job, type JobWorld, runJob } from "./job.js";
import type { CallResult, RunOptions, RunResult } from "./options.js";
import { preparePlan } from "./prepare.js";
import { registryAccess, registryCredentials } from "./registry.js";
import { type StepHandle, schedule } from "./schedule.js";
import { openSessions } from "./sessions.js";
import { mergeStatus } from "./status-merge.js";

const defaultMaxParallel = 64;

/** A run under way. Leaving the iteration early cancels it. */
export interface Run extends AsyncIterable<BuildEvent> {
  /** Settles after the last event. Rejects only for faults of our own. */
  readonly result: Promise<RunResult>;
}

/** Builds all steps of `plan`, each as soon as what it links to is there. Starts at once; events wait until they are read. */
export function runPlan(plan: Plan, options: RunOptions): Run {
  const events = new Queue<BuildEvent>();
  const scope = linkedAbort(options.signal);
  const result = execute(plan, options, (event) => events.push(event), scope).finally(() => {
    scope[Symbol.dispose]();
    events.close();
  });
  // Whoever wants to know looks at `result`.
  result.catch(() => {});
  return {
    result,
    async *[Symbol.asyncIterator]() {
      try {
        yield* events;
      } finally {
        // Read to its end, the run is over already.
        scope.abort(new Error("nobody reads the events of the run any more"));
        await result;
      }
    },
  };
}

async function execute(
  plan: Plan,
  options: RunOptions,
  emit: (event: BuildEvent) => void,
  scope: LinkedSignal,
): Promise<RunResult> {
  const { node, now } = options;
  const status = mergeStatus();
  const calls = new Map<string, CallResult>();
  const steps = plan.steps.map(({ name }) => name);

  const note = (severity: "info" | "warning", step: string | undefined, text: string): void =>
    emit({ kind: "note", severity, step, at: now(), text });
  const { jobs, diagnostics, refused, notes } = await preparePlan(plan, options);
  const outcomes = hasErrors(diagnostics) ? refusedOutcomes(plan, refused) : await runJobs();
  emit({ kind: "run-finished", at: now() });
  return {
    outcomes,
    diagnostics,
    // A signal that comes when all is built changes nothing any more.
    isCancelled: options.signal.aborted && [...outcomes.values()].some(({ kind }) => kind === "cancelled"),
    calls: new Map(steps.flatMap((name) => entry(calls, name))),
    warnings: new Map(steps.flatMap((name) => entry(status.warnings(), name))),
  };

  async function runJobs(): Promise<ReadonlyMap<string, StepOutcome>> {
    emit({ kind: "run-started", at: now(), builder: node.builder, driver: node.driver, steps });
    for (const text of notes) note("warning", undefined, text);
    const holds: Hold[] = [];
    const locals = [...jobs.values()].flatMap(({ lowered }) => lowered.locals);
    const credentials = registryCredentials(options);
    const auth = registryAccess(credentials, options, (text) => note("info", undefined, text));
    await using sessions = openSessions(options, { locals, shared: [auth] }, scope);
    const world: JobWorld = {
      options,
      sessions,
      credentials,
      results: new Map(),
      calls,
      holds,
      onStatus: (step, update) => emit({ kind: "status", step, at: now(), update: status.merge(step, update) }),
      signal: scope,
    };
    try {
      return await schedule({
        steps: plan.steps,
        run: (name, handle) => runOne(jobs.get(name) ?? noJob(name), handle),
        onSettled: (step, outcome) => emit({ kind: "step-finished", step, at: now(), outcome }),
        signal: scope,
        maxParallel: options.maxParallel ?? defaultMaxParallel,
        isKeepGoing: options.isKeepGoing ?? false,
        ...(options.shuffleSeed === undefined ? {} : { shuffleSeed: options.shuffleSeed }),
      });
    } finally {
      await Promise.all(holds.map(({ ended }) => ended));
    }

    async function runOne(job: Job, handle: StepHandle): Promise<StepOutcome> {
      emit({ kind: "step-started", step: job.name, at: now() });
      for (const text of job.lowered.notes) note("warning", job.name, text);
      const outcome = await runJob(job, handle, world);
      status.end(job.name);
      return outcome;
    }
  }
}

/** Nothing was built: what is wrong is in the diagnostics, and the targets without mistakes were not started either. */
function refusedOutcomes(plan: Plan, refused: ReadonlyMap<string, Error>): ReadonlyMap<string, StepOutcome> {
  return new Map(
    plan.steps.map(({ name }): readonly [string, StepOutcome] => {
      const error = refused.get(name);
      return [name, error === undefined ? { kind: "cancelled" } : { kind: "failed", error }];
    }),
  );
}

function entry<T>(map: ReadonlyMap<string, T>, key: string): readonly (readonly [string, T])[] {
  const value = map.get(key);
  return value === undefined ? [] : [[key, value]];
}

function noJob(name: string): never {
  throw new Error(`internal error: step "${name}" has no job`);
}
