// A promise and the two ways to settle it: `Promise.withResolvers`, which Node 20 does not have.

export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

export function deferred<T = void>(): Deferred<T> {
  let resolve: ((value: T) => void) | undefined;
  let reject: ((reason: unknown) => void) | undefined;
  const promise = new Promise<T>((onValue, onReason) => {
    resolve = onValue;
    reject = onReason;
  });
  if (resolve === undefined || reject === undefined) throw new Error("internal error: a promise started late");
  return { promise, resolve, reject };
}
