// The rounds of a run. The first has all steps; what a lost node leaves is another one on the nodes that are still there, beside
// those under way. They share the bound on steps, what was handed over, and their end when a step fails.

import { type LinkedSignal, linkedAbort } from "../../async/index.js";
import type { Plan, Step } from "../../plan/index.js";
import { type Diagnostic, hasErrors } from "../../source/index.js";
import type { StepOutcome } from "../event.js";
import type { RunPolicies } from "../policies/step-policy.js";
import { type PreparedPlan, preparePlan } from "../prepare.js";
import type { Settlement } from "../schedule.js";
import { type RoundWorld, runRound } from "./round.js";

export interface RoundsWorld extends RoundWorld {
  readonly policies: RunPolicies;
  /** Of a later round: another node may lack what the first one had. */
  readonly onDiagnostics: (diagnostics: readonly Diagnostic[]) => void;
}

/** An outcome for each step of `plan`, when no round goes on any more. @throws faults of ours, then. */
export async function runRounds(
  plan: Plan,
  first: PreparedPlan,
  world: RoundsWorld,
): Promise<ReadonlyMap<string, StepOutcome>> {
  const { options, handovers, scope, emit, note } = world;
  const ended = new Map<string, StepOutcome>();
  const signals = new Set<LinkedSignal>();
  const rounds: Promise<void>[] = [];
  let hasFailed = false;
  let fault: { readonly error: unknown } | undefined;
  begin(() => run(first));
  // A round may begin others, so the list grows while it is awaited.
  for (let index = 0; index < rounds.length; index += 1) await rounds[index];
  if (fault !== undefined) throw fault.error;
  return new Map(plan.steps.map(({ name }) => [name, ended.get(name) ?? neverEnded(name)]));

  function begin(work: () => Promise<void>): void {
    rounds.push(
      work().catch((error: unknown) => {
        fault ??= { error };
        stopAll();
      }),
    );
  }

  async function run(prepared: PreparedPlan): Promise<void> {
    using signal = linkedAbort(scope);
    signals.add(signal);
    try {
      await runRound(prepared, world, {
        signal,
        onSettled(step, settlement) {
          end(step, settlement);
          // Its own steps are stopped by the round, which knows who is skipped.
          if (settlement.kind === "failed" && isOver()) stopAll(signal);
        },
        onLeft: (steps) => begin(() => runAgain(steps)),
      });
    } finally {
      signals.delete(signal);
    }
  }

  async function runAgain(postponed: ReadonlySet<string>): Promise<void> {
    // What was exported before and was built for others that are built by now is not missed.
    const left = new Set([...postponed].filter((step) => !ended.has(step)));
    if (isOver()) return cancel(left);
    skip(left);
    if (left.size === 0) return;
    note("warning", undefined, `built again on other nodes: ${[...left].map((step) => `"${step}"`).join(", ")}`);
    // What is exported anew has other bits. Of what is built for others alone, those that were handed over are kept.
    for (const { name, isLinked } of plan.steps) if (left.has(name) && !isLinked) handovers.forget(name);
    const again = leftOf(plan, left);
    const prepared = await preparePlan(again, world);
    if (isOver()) return cancel(left);
    if (!hasErrors(prepared.diagnostics)) return await run(prepared);
    world.onDiagnostics(prepared.diagnostics);
    for (const [step, outcome] of refusedOutcomes(again, prepared.refused)) if (left.has(step)) end(step, outcome);
    if (isOver()) stopAll();
  }

  function end(step: string, settlement: Settlement): void {
    // What had been built is built again for others: that alone is no news.
    if (settlement.kind === "postponed" || (ended.has(step) && settlement.kind !== "failed")) return;
    hasFailed ||= settlement.kind === "failed";
    ended.set(step, settlement);
    emit({ kind: "step-finished", step, at: options.now(), outcome: settlement });
  }

  /** What such a step needs may have failed since, on a node that is there. */
  function skip(left: Set<string>): void {
    // Users come after what they need.
    for (const { name, needs } of plan.steps.filter((step) => left.has(step.name))) {
      const culprits = needs.flatMap((need) => {
        const outcome = ended.get(need);
        return outcome?.kind === "failed" ? need : outcome?.kind === "skipped" ? outcome.because : [];
      });
      const [because] = culprits;
      if (because === undefined) continue;
      left.delete(name);
      end(name, { kind: "skipped", because });
    }
  }

  function cancel(steps: ReadonlySet<string>): void {
    for (const step of steps) end(step, { kind: "cancelled" });
  }

  function isOver(): boolean {
    return scope.aborted || fault !== undefined || (hasFailed && options.isKeepGoing !== true);
  }

  function stopAll(but?: LinkedSignal): void {
    for (const signal of signals) if (signal !== but) signal.abort(new Error("another step failed"));
  }
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
export function refusedOutcomes(plan: Plan, refused: ReadonlyMap<string, Error>): ReadonlyMap<string, StepOutcome> {
  return new Map(
    plan.steps.map(({ name }): readonly [string, StepOutcome] => {
      const error = refused.get(name);
      return [name, error === undefined ? { kind: "cancelled" } : { kind: "failed", error }];
    }),
  );
}

function neverEnded(step: string): never {
  throw new Error(`internal error: step "${step}" never ended`);
}
