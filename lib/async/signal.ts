// Signals that end with the scope that made them, and waiting that ends with a signal.

/** A signal that also aborts on its own; disposing aborts it, so that what was started under it ends with its scope. */
export interface LinkedSignal extends AbortSignal, Disposable {
  abort(reason?: unknown): void;
}

/** A signal that aborts when `parent` does, with its reason. Disposing it lets go of `parent`. */
export function linkedAbort(parent: AbortSignal): LinkedSignal {
  // By hand, not AbortSignal.any: a long-lived parent must not keep what a thousand short scopes leave behind.
  const controller = new AbortController();
  const follow = (): void => controller.abort(parent.reason);
  const abort = (reason?: unknown): void => {
    parent.removeEventListener("abort", follow);
    controller.abort(reason);
  };
  if (parent.aborted) follow();
  else parent.addEventListener("abort", follow, { once: true });
  return Object.assign(controller.signal, { abort, [Symbol.dispose]: () => abort(new ScopeEnded()) });
}

/** The reason of a linked signal whose scope was left: nobody waits for the answer any more. */
class ScopeEnded extends Error {
  constructor() {
    super("the scope of this work was left");
    this.name = "AbortError";
  }
}

/** `promise`, or the reason of `signal` when that aborts first. The work behind the promise goes on unless it also has the signal. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/** Resolves after `ms` milliseconds; rejects with the reason of `signal` when that aborts first. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}
