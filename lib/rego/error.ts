// What is wrong with a policy, as errors with their place.

/** Rows and columns count from 1; columns count characters (code points), and a tab is one. */
export interface Place {
  readonly file: string;
  readonly row: number;
  readonly column: number;
}

/** The codes are OPA's (v1/ast/errors.go, v1/topdown/errors.go). */
export type RegoErrorCode =
  | "rego_parse_error"
  | "rego_compile_error"
  | "rego_type_error"
  | "rego_unsafe_var_error"
  | "rego_recursion_error"
  | "eval_conflict_error"
  | "eval_internal_error"
  | "eval_with_merge_error";

/** One mistake in a policy. `message` says what is wrong; the place is data. */
export class RegoError extends Error {
  override readonly name: string = "RegoError";
  readonly code: RegoErrorCode;
  readonly file: string;
  readonly row: number;
  readonly column: number;

  constructor(code: RegoErrorCode, at: Place, message: string) {
    super(message);
    this.code = code;
    this.file = at.file;
    this.row = at.row;
    this.column = at.column;
  }
}

/** All mistakes of a policy. Is itself the first of them, for whoever shows only one. */
export class RegoErrors extends RegoError {
  override readonly name = "RegoErrors";
  readonly errors: readonly [RegoError, ...RegoError[]];

  constructor(errors: readonly [RegoError, ...RegoError[]]) {
    const [first] = errors;
    super(first.code, first, first.message);
    this.errors = errors;
  }
}

/** @throws RegoErrors unless there are none */
export function throwErrors(errors: readonly RegoError[]): void {
  const [first, ...rest] = errors;
  if (first !== undefined) throw new RegoErrors([first, ...rest]);
}

/**
 * Runs `work`, whose recursion follows the nesting of a policy or of its values. Where that is deeper than the stack, the policy is
 * at fault and an error says so.
 * @throws RegoErrors also for a single RegoError of `work`
 */
export function withinStack<T>(code: RegoErrorCode, at: Place, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError && /call stack/.test(error.message)) {
      throw new RegoErrors([new RegoError(code, at, "max recursion depth exceeded")]);
    }
    if (error instanceof RegoError && !(error instanceof RegoErrors)) throw new RegoErrors([error]);
    throw error;
  }
}
