// The exit code of a run.

import { SolveError, StatusCode } from "../buildkit/index.js";
import type { RunResult } from "./options.js";

/**
 * 0 when all was built; the first status that a `call` reported; 130 when cancelled; 100 and 102 for a daemon that
 * answered INTERNAL or RESOURCE_EXHAUSTED; else 1. `ignoreStatus` is that of `--call=NAME,ignorestatus=true`.
 */
export function exitCodeOf(result: RunResult, options: { readonly ignoreStatus?: boolean } = {}): number {
  if (result.isCancelled) return 130;
  for (const outcome of result.outcomes.values()) {
    if (outcome.kind === "failed") return codeOfError(outcome.error);
  }
  if ([...result.outcomes.values()].some(({ kind }) => kind !== "built")) return 1;
  if (options.ignoreStatus === true) return 0;
  for (const { answer } of result.calls.values()) {
    const status = Number(answer.get("result.statuscode") ?? 0);
    if (Number.isInteger(status) && status !== 0) return status;
  }
  return 0;
}

function codeOfError(error: Error): number {
  if (!(error instanceof SolveError)) return 1;
  if (error.code === StatusCode.internal) return 100;
  if (error.code === StatusCode.resourceExhausted) return 102;
  return 1;
}
