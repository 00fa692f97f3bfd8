// Answers of functions that take time, for an evaluation that cannot wait: it is started again when they are there.

import { Suspended } from "../rego/index.js";

export interface Answers {
  /** What `work` gives; throws what it throws. @throws Suspended while it is under way */
  readonly get: <T>(key: string, work: () => Promise<T>) => T;
  /** Whatever failed is tried again: a network that was away may be back. */
  readonly forgetFailures: () => void;
}

export function answers(): Answers {
  const known = new Map<string, { readonly value: unknown } | { readonly error: unknown }>();
  return {
    get<T>(key: string, work: () => Promise<T>): T {
      const answer = known.get(key);
      if (answer === undefined) {
        const settled = work().then(
          (value) => void known.set(key, { value }),
          (error: unknown) => void known.set(key, { error }),
        );
        throw new Suspended(settled);
      }
      if ("error" in answer) throw answer.error;
      // Keys tell what was asked, and so what kind of answer it has.
      return answer.value as T;
    },
    forgetFailures() {
      for (const [key, answer] of known) if ("error" in answer) known.delete(key);
    },
  };
}
