// What policies decided during one solve, for telling why it failed: a daemon says which source was denied and hardly more.

import { SolveError } from "../../buildkit/index.js";
import { PolicyDeniedError } from "../policy-denied.js";

export interface Denials {
  readonly add: (source: string, messages: readonly string[], files: readonly string[]) => void;
  /** What is told when a policy could not decide. */
  readonly failed: (error: unknown, files: readonly string[]) => Error;
  /** What `error` of the solve is, when a policy is behind it. */
  readonly explain: (error: unknown) => Error | undefined;
}

export function denials(): Denials {
  const denied = new Map<string, { readonly messages: readonly string[]; readonly files: readonly string[] }>();
  const failures: Error[] = [];
  return {
    add: (source, messages, files) => void denied.set(source, { messages, files }),
    failed(error, files) {
      const problem = error instanceof Error ? error.message : String(error);
      const failure = new Error(`The policy ${files.join(", ")} cannot decide: ${problem}`, { cause: error });
      failures.push(failure);
      return failure;
    },
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
