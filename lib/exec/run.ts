// Runs a plan: the story of one run from its first event to its result.

import { setMaxListeners } from "node:events";
import pLimit from "p-limit";
import { type LinkedSignal, linkedAbort, Queue } from "../async/index.js";
import type { Plan } from "../plan/index.js";
import { hasErrors } from "../source/index.js";
import type { BuildEvent, StepOutcome } from "./event.js";
import { openHandovers } from "./farm/handovers.js";
import { openFarm } from "./farm/live.js";
import { replayed } from "./farm/replay.js";
import { refusedOutcomes, runRounds } from "./farm/rounds.js";
import type { CallResult, RunOptions, RunResult } from "./options.js";
import { runPolicies } from "./policies/open.js";
import { preparePlan } from "./prepare.js";
import { registryCredentials } from "./registry.js";
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
  // Every session listens while it opens, and so does every hold.
  setMaxListeners(0, scope);
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
  given: RunOptions,
  emit: (event: BuildEvent) => void,
  scope: LinkedSignal,
): Promise<RunResult> {
  const options = withSharedInput(given);
  const { now } = options;
  const farm = openFarm(options);
  await using policies = runPolicies(options);
  await using handovers = openHandovers();
  const status = mergeStatus();
  const calls = new Map<string, CallResult>();
  const steps = plan.steps.map(({ name }) => name);

  const note = (severity: "info" | "warning", step: string | undefined, text: string): void =>
    emit({ kind: "note", severity, step, at: now(), text });
  const first = await preparePlan(plan, { farm, handovers, options, policies });
  const diagnostics = [...first.diagnostics];
  const outcomes = hasErrors(diagnostics) ? refusedOutcomes(plan, first.refused) : await build();
  emit({ kind: "run-finished", at: now() });
  return {
    outcomes,
    diagnostics,
    // A signal that comes when all is built changes nothing any more.
    isCancelled: options.signal.aborted && [...outcomes.values()].some(({ kind }) => kind === "cancelled"),
    calls: new Map(steps.flatMap((name) => entry(calls, name))),
    warnings: new Map(steps.flatMap((name) => entry(status.warnings(), name))),
  };

  async function build(): Promise<ReadonlyMap<string, StepOutcome>> {
    const [{ builder, driver }] = options.nodes;
    emit({ kind: "run-started", at: now(), builder, driver, steps });
    for (const { name, error } of options.unreachable ?? [])
      note("warning", undefined, `node "${name}" cannot be reached and is left out: ${error.message}`);
    for (const text of first.notes) note("warning", undefined, text);
    return await runRounds(plan, first, {
      options,
      farm,
      policies,
      credentials: registryCredentials(options),
      handovers,
      calls,
      status,
      emit,
      note,
      started: new Set(),
      limit: pLimit(options.maxParallel ?? defaultMaxParallel),
      scope,
      onDiagnostics: (more) => diagnostics.push(...more),
    });
  }
}

/** Standard input cannot be read twice, and several nodes may want it. */
function withSharedInput(options: RunOptions): RunOptions {
  const { nodes, standardContext } = options;
  return nodes.length === 1 || standardContext === undefined
    ? options
    : { ...options, standardContext: replayed(standardContext) };
}

function entry<T>(map: ReadonlyMap<string, T>, key: string): readonly (readonly [string, T])[] {
  const value = map.get(key);
  return value === undefined ? [] : [[key, value]];
}
