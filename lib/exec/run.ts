// Runs a plan: the story of one run from its first event to its result.

import { type LinkedSignal, linkedAbort, Queue } from "../async/index.js";
import type { Plan, Step } from "../plan/index.js";
import { hasErrors } from "../source/index.js";
import type { BuildEvent, StepOutcome } from "./event.js";
import { openHandovers } from "./farm/handovers.js";
import { openFarm } from "./farm/live.js";
import { replayed } from "./farm/replay.js";
import { type RoundWorld, runRound } from "./farm/round.js";
import type { CallResult, RunOptions, RunResult } from "./options.js";
import { runPolicies } from "./policies/open.js";
import { preparePlan } from "./prepare.js";
import { registryCredentials } from "./registry.js";
import type { Settlement } from "./schedule.js";
import { mergeStatus } from "./status-merge.js";

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
  const outcomes = hasErrors(diagnostics) ? refusedOutcomes(plan, first.refused) : await runRounds();
  emit({ kind: "run-finished", at: now() });
  return {
    outcomes,
    diagnostics,
    // A signal that comes when all is built changes nothing any more.
    isCancelled: options.signal.aborted && [...outcomes.values()].some(({ kind }) => kind === "cancelled"),
    calls: new Map(steps.flatMap((name) => entry(calls, name))),
    warnings: new Map(steps.flatMap((name) => entry(status.warnings(), name))),
  };

  async function runRounds(): Promise<ReadonlyMap<string, StepOutcome>> {
    const [{ builder, driver }] = options.nodes;
    emit({ kind: "run-started", at: now(), builder, driver, steps });
    for (const { name, error } of options.unreachable ?? [])
      note("warning", undefined, `node "${name}" cannot be reached and is left out: ${error.message}`);
    for (const text of first.notes) note("warning", undefined, text);
    const ended = new Map<string, StepOutcome>();
    const world: RoundWorld = {
      options,
      farm,
      credentials: registryCredentials(options),
      handovers,
      calls,
      status,
      emit,
      note,
      started: new Set(),
      onSettled: (step, settlement) => end(step, settlement),
    };
    let prepared = first;
    while (true) {
      const settled = await runRound(prepared, world, scope);
      const postponed = new Set([...settled].flatMap(([step, { kind }]) => (kind === "postponed" ? [step] : [])));
      if (postponed.size === 0) break;
      const isOver = options.isKeepGoing !== true && [...ended.values()].some(({ kind }) => kind === "failed");
      if (isOver || scope.aborted) {
        for (const step of postponed) end(step, { kind: "cancelled" });
        break;
      }
      note("warning", undefined, `built again on other nodes: ${[...postponed].map((step) => `"${step}"`).join(", ")}`);
      for (const step of postponed) handovers.forget(step);
      const left = leftOf(plan, postponed);
      prepared = await preparePlan(left, { farm, handovers, options, policies });
      // Another node may lack what the first one had.
      if (!hasErrors(prepared.diagnostics)) continue;
      diagnostics.push(...prepared.diagnostics);
      for (const [step, outcome] of refusedOutcomes(left, prepared.refused))
        if (postponed.has(step)) end(step, outcome);
      break;
    }
    return new Map(steps.map((step) => [step, ended.get(step) ?? neverEnded(step)]));

    function end(step: string, settlement: Settlement): void {
      // What had been built is built again for others: that alone is no news.
      if (settlement.kind === "postponed" || (ended.has(step) && settlement.kind !== "failed")) return;
      ended.set(step, settlement);
      emit({ kind: "step-finished", step, at: now(), outcome: settlement });
    }
  }
}

/** Standard input cannot be read twice, and several nodes may want it. */
function withSharedInput(options: RunOptions): RunOptions {
  const { nodes, standardContext } = options;
  return nodes.length === 1 || standardContext === undefined
    ? options
    : { ...options, standardContext: replayed(standardContext) };
}

/** What is left to build, with what it needs: that has been exported already, and is built for the others alone. */
function leftOf(plan: Plan, left: ReadonlySet<string>): Plan {
  const needed = new Set(left);
  // Users come after what they need.
  for (const { name, needs } of plan.steps.toReversed()) {
    if (needed.has(name)) for (const need of needs) needed.add(need);
  }
  const steps = plan.steps
    .filter(({ name }) => needed.has(name))
    .map((step): Step => {
      if (left.has(step.name)) return step;
      return { ...step, isLinked: true, target: { ...step.target, output: [], cacheTo: [] } };
    });
  return { ...plan, steps };
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

function neverEnded(step: string): never {
  throw new Error(`internal error: step "${step}" never ended`);
}
