// Values pushed on one side and iterated on the other, in order.

import { type Deferred, deferred } from "./deferred.js";

/**
 * An unbounded queue for one reader. The iteration ends after `close`, or throws the reason given to `fail`, once all that
 * was pushed before is read. What is pushed after either is dropped: the reader may have gone.
 */
export class Queue<T> implements AsyncIterable<T> {
  readonly #values: T[] = [];
  #end: { readonly error?: unknown } | undefined;
  #arrival: Deferred<void> | undefined;

  push(value: T): void {
    if (this.#end !== undefined) return;
    this.#values.push(value);
    this.#wake();
  }

  close(): void {
    this.#end ??= {};
    this.#wake();
  }

  fail(error: unknown): void {
    this.#end ??= { error };
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
    try {
      while (true) {
        // Taken in one go: shifting one by one moves the rest each time.
        yield* this.#values.splice(0);
        if (this.#values.length > 0) continue;
        if (this.#end !== undefined) break;
        this.#arrival = deferred();
        await this.#arrival.promise;
      }
      if ("error" in this.#end) throw this.#end.error;
    } finally {
      this.close();
    }
  }

  #wake(): void {
    this.#arrival?.resolve();
    this.#arrival = undefined;
  }
}
