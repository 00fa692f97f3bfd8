// A source that a policy does not let the daemon read.

import type { SolveError } from "../buildkit/index.js";

/** What a daemon makes of a denial is its cause; here is what we know of it beside that. */
export class PolicyDeniedError extends Error {
  constructor(
    /** Such as `docker-image://docker.io/library/alpine:3`. */
    readonly source: string,
    /** As the policy gave them; empty when it gave none. */
    readonly messages: readonly string[],
    /** Names of the files of the policy that denied it. */
    readonly files: readonly string[],
    override readonly cause: SolveError,
  ) {
    super(`source "${source}" is not allowed by the policy ${files.join(", ")}`, { cause });
    this.name = "PolicyDeniedError";
  }
}
