// One build with its progress. Order of calls, and what happens to the status stream at the end, follow
// moby/buildkit client/solve.go.

import { linkedAbort, pause } from "../async/index.js";
import type { ControlClient, GatewayClient } from "./control.js";
import { SolveError, StatusCode } from "./errors.js";
import type { GatewayResult, SolveRequest, SolveResponse, StatusUpdate } from "./wire.js";

export type SolveEvent =
  | { readonly kind: "status"; readonly update: StatusUpdate }
  | { readonly kind: "solved"; readonly response: SolveResponse };

export interface SolveOptions {
  readonly request: SolveRequest;
  /** Drives a build without a frontend. What it returns is what the daemon exports; what it throws ends the build. */
  readonly drive?: (gateway: GatewayClient, signal: AbortSignal) => Promise<GatewayResult>;
  /** How long the status stream may be silent after the build ended; 5,000 as in the reference client. */
  readonly silenceMs?: number;
}

/** A daemon that refused a request at once made no build, and its status stream would wait for one to appear. */
const silenceAfterRefusalMs = 250;

/** How long a build whose driver failed may take to end by itself. */
const failureGraceMs = 5_000;

/**
 * Runs one build: its progress as it comes, at last its result. Aborting `signal` cancels the build in the daemon; what the
 * daemon still tells about it comes before the iteration ends with `signal.reason`. Leaving the loop early cancels it too.
 * @throws {SolveError} when the daemon refuses the request or a vertex fails.
 * @throws {DaemonError} when the daemon went away.
 */
export async function* solve(
  control: ControlClient,
  { request, drive, silenceMs = 5_000 }: SolveOptions,
  signal: AbortSignal,
): AsyncGenerator<SolveEvent, void> {
  using scope = linkedAbort(signal);
  const solved = settled(drive === undefined ? control.solve(request, scope) : driven(control, request, drive, scope));
  using watch = watchUntil(solved, silenceMs);
  const updates = control.status(request.ref, watch.signal)[Symbol.asyncIterator]();
  try {
    while (true) {
      const step = await watch.waitFor(settled(updates.next()));
      // A stream that broke is no reason to give up the build: the solve tells how that ends.
      if (step.kind === "failed" || step.value.done === true) break;
      yield { kind: "status", update: step.value.value };
    }
    const outcome = await solved;
    if (outcome.kind === "failed") throw outcome.error;
    yield { kind: "solved", response: outcome.value };
  } finally {
    scope.abort();
    watch.abort();
    await Promise.allSettled([solved, updates.return?.()]);
  }
}

type Outcome<T> = { readonly kind: "done"; readonly value: T } | { readonly kind: "failed"; readonly error: unknown };

function settled<T>(promise: Promise<T>): Promise<Outcome<T>> {
  return promise.then(
    (value) => ({ kind: "done", value }),
    (error: unknown) => ({ kind: "failed", error }),
  );
}

interface Watch extends Disposable {
  /** Of the status stream. Not the build's signal: after a cancelled build the stream is to tell how it ended. */
  readonly signal: AbortSignal;
  /** Waits for an update, and stops the stream when the build ended and nothing came for too long. */
  waitFor<T>(update: Promise<T>): Promise<T>;
  abort(): void;
}

function watchUntil(solved: Promise<Outcome<unknown>>, silenceMs: number): Watch {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  let ended: Outcome<unknown> | undefined;
  let isWaiting = false;
  let hasUpdates = false;
  let timer: NodeJS.Timeout | undefined;
  void solved.then((outcome) => {
    ended = outcome;
    setTimer();
  });
  return {
    signal: controller.signal,
    async waitFor(update) {
      isWaiting = true;
      setTimer();
      const value = await update;
      isWaiting = false;
      hasUpdates = true;
      clearTimeout(timer);
      return value;
    },
    abort: stop,
    [Symbol.dispose]: () => clearTimeout(timer),
  };

  function setTimer(): void {
    if (ended === undefined || !isWaiting) return;
    const isRefusal = ended.kind === "failed" && !hasUpdates;
    timer = setTimeout(stop, isRefusal ? Math.min(silenceMs, silenceAfterRefusalMs) : silenceMs);
  }
}

/** A gateway build: the solve stays open while `drive` works, and answers after its result was returned. */
async function driven(
  control: ControlClient,
  request: SolveRequest,
  drive: NonNullable<SolveOptions["drive"]>,
  scope: AbortSignal,
): Promise<SolveResponse> {
  using solving = linkedAbort(scope);
  using driving = linkedAbort(scope);
  const gateway = control.gateway(request.ref);
  const solved = settled(control.solve(request, solving));
  void solved.then((outcome) => {
    if (outcome.kind === "failed") driving.abort(outcome.error);
  });
  const drove = await settled(drive(gateway, driving).then((result) => gateway.return(result, driving)));
  if (drove.kind === "failed" && !driving.aborted) {
    await settled(gateway.fail(messageOf(drove.error), driving));
    using grace = linkedAbort(scope);
    void settled(pause(failureGraceMs, grace)).then(({ kind }) => {
      if (kind === "done") solving.abort(drove.error);
    });
    const outcome = await solved;
    throw outcome.kind === "failed" && isJobGone(drove.error) ? outcome.error : drove.error;
  }
  const outcome = await solved;
  if (outcome.kind === "failed") throw outcome.error;
  return outcome.value;
}

/** Whether a gateway call failed only because its build had ended: why that ended is told by the solve. */
function isJobGone(error: unknown): boolean {
  return error instanceof SolveError && error.code === StatusCode.notFound && error.message.includes("no such job");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
