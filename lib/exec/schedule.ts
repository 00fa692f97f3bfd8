// Runs steps along their graph: each starts when all it needs is offered, and a bound keeps the number in flight.
// Knows nothing of builds. Every change of a step's state is in `start`, `offer` and `settle`.

import type { LimitFunction } from "p-limit";
import { type Deferred, deferred, linkedAbort } from "../async/index.js";
import type { StepOutcome } from "./event.js";
import { type Node, stepGraph } from "./graph.js";
import { shuffled } from "./shuffle.js";

/** How a step ended, or that it is for another round, with all that need it. */
export type Settlement = StepOutcome | { readonly kind: "postponed" };

export interface ScheduleOptions {
  readonly steps: readonly Node[];
  /** Runs one step. What it throws is a fault of ours and ends the whole run. */
  readonly run: (name: string, handle: StepHandle) => Promise<Settlement>;
  /** Told once for each step, in the order in which they end. */
  readonly onSettled: (name: string, outcome: Settlement) => void;
  /** Whether a step that has not started can only be postponed; asked when another was. */
  readonly isLost?: (name: string) => boolean;
  readonly signal: AbortSignal;
  /** Bounds how many run. Several schedules may share it. */
  readonly limit: LimitFunction;
  readonly isKeepGoing: boolean;
  readonly shuffleSeed?: number;
}

/** What a running step knows of the others. */
export interface StepHandle {
  /** Aborts when the step is to stop: cancelled, another failed, or one that it needs did not build. */
  readonly signal: AbortSignal;
  /** Lets steps that need this one start before it ends. */
  readonly offer: () => void;
  /** Whether a step that needs this one has yet to end. */
  readonly hasUsers: () => boolean;
  /** Resolves when every step that needs this one, directly or not, has ended. */
  readonly released: Promise<void>;
  /** How a step that this one needs ended, once it has. */
  readonly outcomeOf: (name: string) => Promise<Settlement>;
}

/** Resolves, when nothing runs any more, with an outcome for each step. @throws what `run` threw, then. */
export async function schedule(options: ScheduleOptions): Promise<ReadonlyMap<string, Settlement>> {
  const graph = stepGraph(options.steps);
  const { limit } = options;
  const outcomes = new Map<string, Settlement>();
  const waiting = new Map(graph.names.map((name) => [name, new Set(graph.needsOf(name))]));
  const running = new Map<string, AbortController>();
  const settlements = new Map(graph.names.map((name) => [name, deferred<Settlement>()]));
  const users = new Map(graph.names.map((name) => [name, { left: 0, released: deferred() }]));
  const starts: Promise<void>[] = [];
  let random = options.shuffleSeed;
  let fault: { readonly error: unknown } | undefined;

  for (const name of graph.names) {
    for (const need of graph.allNeedsOf(name)) providerOf(need).left += 1;
  }

  using cancelling = linkedAbort(options.signal);
  cancelling.addEventListener("abort", stopAll, { once: true });
  if (options.signal.aborted) stopAll();
  startReady(graph.names.filter((name) => waiting.get(name)?.size === 0));
  // A step may start others, so the list grows while it is awaited.
  for (let index = 0; index < starts.length; index += 1) await starts[index];
  if (fault !== undefined) throw fault.error;
  return new Map(graph.names.map((name) => [name, outcomes.get(name) ?? neverEnded(name)]));

  function startReady(names: readonly string[]): void {
    const order = random === undefined ? names : shuffled(names, random++);
    for (const name of order) starts.push(limit(() => start(name)));
  }

  async function start(name: string): Promise<void> {
    if (outcomes.has(name)) return;
    const controller = new AbortController();
    running.set(name, controller);
    const outcome = await guarded(() => options.run(name, handleOf(name, controller.signal)));
    running.delete(name);
    const settlement = outcome.kind === "built" ? outcome : (skippedBy(name) ?? outcome);
    settle(name, settlement);
    if (settlement.kind === "postponed") postponeLost(settlement);
  }

  /** Those that only wait for room: they need not wait to be told. */
  function postponeLost(outcome: Settlement): void {
    for (const name of graph.names) {
      const isReady = waiting.get(name)?.size === 0 && !running.has(name);
      if (isReady && options.isLost?.(name) === true) stop(name, outcome);
    }
  }

  async function guarded(run: () => Promise<Settlement>): Promise<Settlement> {
    try {
      return await run();
    } catch (error) {
      fault ??= { error };
      stopAll();
      return { kind: "cancelled" };
    }
  }

  function handleOf(name: string, signal: AbortSignal): StepHandle {
    const { released, left } = providerOf(name);
    return {
      signal,
      offer: () => offer(name),
      hasUsers: () => providerOf(name).left > 0,
      released: left === 0 ? Promise.resolve() : released.promise,
      outcomeOf: (need) => settlements.get(need)?.promise ?? Promise.reject(unknownStep(need)),
    };
  }

  function offer(name: string): void {
    const ready: string[] = [];
    for (const user of graph.usersOf(name)) {
      const needs = waiting.get(user);
      if (needs?.delete(name) && needs.size === 0) ready.push(user);
    }
    startReady(ready);
  }

  function settle(name: string, outcome: Settlement): void {
    outcomes.set(name, outcome);
    options.onSettled(name, outcome);
    settlements.get(name)?.resolve(outcome);
    if (outcome.kind === "built") offer(name);
    else if (outcome.kind === "postponed") {
      for (const user of graph.allUsersOf(name)) stop(user, outcome);
    } else if (outcome.kind === "failed") {
      for (const user of graph.allUsersOf(name)) stop(user, { kind: "skipped", because: name });
      if (!options.isKeepGoing) stopAll();
    }
    for (const need of graph.allNeedsOf(name)) {
      const provider = providerOf(need);
      provider.left -= 1;
      if (provider.left === 0) provider.released.resolve();
    }
  }

  function stopAll(): void {
    for (const name of graph.names) stop(name, { kind: "cancelled" });
  }

  /** A step in flight ends by itself, after its signal; one that has not started gets `outcome`. */
  function stop(name: string, outcome: Settlement): void {
    if (outcomes.has(name)) return;
    const controller = running.get(name);
    if (controller === undefined) settle(name, skippedBy(name) ?? outcome);
    else controller.abort(new Stopped());
  }

  /** Set when a step that this one needs did not build: then nothing else explains why it did not. */
  function skippedBy(name: string): Settlement | undefined {
    for (const need of graph.needsOf(name)) {
      const outcome = outcomes.get(need);
      if (outcome?.kind === "failed") return { kind: "skipped", because: need };
      if (outcome?.kind === "skipped" || outcome?.kind === "postponed") return outcome;
    }
    return undefined;
  }

  function providerOf(name: string): { left: number; readonly released: Deferred<void> } {
    return users.get(name) ?? raise(unknownStep(name));
  }
}

/** The reason of a step's signal. */
export class Stopped extends Error {
  constructor() {
    super("the step was stopped");
    this.name = "Stopped";
  }
}

function unknownStep(name: string): Error {
  return new Error(`internal error: no step "${name}" in the plan`);
}

function neverEnded(name: string): never {
  throw new Error(`internal error: step "${name}" never ended`);
}

function raise(error: Error): never {
  throw error;
}
