// What policies decided during one solve, for telling why it failed: a daemon says which source was denied and hardly more.

import { SolveError } from "../../buildkit/index.js";
import { PolicyDeniedError } from "../policy-denied.js";

export interface Denials {
  readonly add: (source: string, messages: readonly string[], files: readonly string[]) => void;
  /** A policy could not decide. */
  readonly addFailure: (error: unknown) => void;
  /** What `error` of the solve is, when a policy is behind it. */
  readonly explain: (error: unknown) => Error | undefined;
}

export function denials(): Denials {
  const denied = new Map<string, { readonly messages: readonly string[]; readonly files: readonly string[] }>();
  const failures: Error[] = [];
  return {
    add: (source, messages, files) => void denied.set(source, { messages, files }),
    addFailure: (error) => void (error instanceof Error && failures.push(error)),
    explain(error) {
      if (!(error instanceof SolveError)) return undefined;
      const { message } = error;
      for (const [source, { messages, files }] of denied) {
        if (!message.includes(`${JSON.stringify(source)} not allowed by policy`)) continue;
        return new PolicyDeniedError(source, messages, files, error);
      }
      return failures.find((failure) => message.includes(failure.message));
    },
  };
}
