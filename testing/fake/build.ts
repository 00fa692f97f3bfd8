// One build inside the fake daemon: what was asked for, and what its script tells about it.

import { type Deferred, deferred, Queue } from "../../lib/async/index.js";
import type { GatewayResult, ReturnRequest, SolveRequest, StatusResponse } from "../../lib/buildkit/gen/control.js";
import type { FakeSession } from "./session.js";

export interface FakeVertex {
  readonly digest: string;
  readonly name?: string;
  readonly inputs?: readonly string[];
  readonly cached?: boolean;
  readonly error?: string;
}

/** Handed to the script's `solve`. Updates reach every status stream of the build, also those that come late. */
export class FakeBuild {
  readonly #updates: StatusResponse.$Properties[] = [];
  readonly #watchers = new Set<Queue<StatusResponse.$Properties>>();
  readonly #returned: Deferred<ReturnRequest> = deferred();
  readonly #clock: () => number;
  #hasEnded = false;
  #isStatusHeldOpen = false;

  constructor(
    readonly request: SolveRequest,
    /** Aborts when the client cancels the solve. */
    readonly signal: AbortSignal,
    /** Waits until the client opened the session that the request names, or the one given. */
    readonly session: (id?: string) => Promise<FakeSession>,
    clock: () => number,
  ) {
    this.#clock = clock;
    this.#returned.promise.catch(() => {});
  }

  get ref(): string {
    return this.request.ref;
  }

  /** Whether a gateway client is to drive this build. */
  get isGateway(): boolean {
    return this.request.frontend === "" && this.request.definition == null;
  }

  /** What the gateway client returned. Rejects with what it failed with. */
  get returned(): Promise<GatewayResult.$Properties> {
    return this.#returned.promise.then(({ result }) => result ?? {});
  }

  send(update: StatusResponse.$Properties): void {
    this.#updates.push(update);
    for (const watcher of this.#watchers) watcher.push(update);
  }

  started(vertex: FakeVertex): void {
    this.send({ vertexes: [{ ...message(vertex), started: this.#now() }] });
  }

  completed(vertex: FakeVertex): void {
    const now = this.#now();
    this.send({ vertexes: [{ ...message(vertex), started: now, completed: now }] });
  }

  log(digest: string, text: string, stream = 1): void {
    this.send({ logs: [{ vertex: digest, timestamp: this.#now(), stream, msg: Buffer.from(text) }] });
  }

  /** The status streams of this build will not end with it. */
  holdStatusOpen(): void {
    this.#isStatusHeldOpen = true;
  }

  /** All updates from the first, until the build ended. */
  watch(): Queue<StatusResponse.$Properties> {
    const watcher = new Queue<StatusResponse.$Properties>();
    for (const update of this.#updates) watcher.push(update);
    if (this.#hasEnded) watcher.close();
    else this.#watchers.add(watcher);
    return watcher;
  }

  /** For the daemon: the gateway's `Return`. */
  settleReturn(request: ReturnRequest): void {
    if (request.error == null) this.#returned.resolve(request);
    else this.#returned.reject(new Error(request.error.message ?? ""));
  }

  /** For the daemon: no more updates. */
  end(): void {
    this.#returned.reject(new Error("the build ended"));
    if (this.#isStatusHeldOpen) return;
    this.#hasEnded = true;
    for (const watcher of this.#watchers) watcher.close();
    this.#watchers.clear();
  }

  #now(): { readonly seconds: number; readonly nanos: number } {
    const ms = this.#clock();
    return { seconds: Math.floor(ms / 1000), nanos: Math.round((ms % 1000) * 1e6) };
  }
}

function message({ digest, name, inputs, cached, error }: FakeVertex) {
  return { digest, name: name ?? digest, inputs: [...(inputs ?? [])], cached: cached ?? false, error: error ?? "" };
}
