// How a standard function is declared: data that drives the call, its errors and the function reference in docs/.

import type { Type, Value } from "../values/index.js";

/** A function of the language. `try`, `can` and `convert` are lazy: the evaluator itself knows how to call them. */
export type FunctionDeclaration = EagerFunction | LazyFunction;

/** Arguments arrive converted to the parameters' types; order and number are checked. */
export interface EagerFunction extends Signature {
  readonly kind: "function";
  /** @throws {CallError} when the arguments make no sense together. */
  readonly call: (args: readonly Value[], world: FunctionWorld) => Value;
}

/** A function whose arguments are not values but expressions. */
export interface LazyFunction extends Signature {
  readonly kind: "lazy-function";
}

export interface Signature {
  readonly name: string;
  /** One sentence for the reference. */
  readonly description: string;
  readonly params: readonly Parameter[];
  /** Takes all arguments after `params`, of which there may be none. */
  readonly variadic?: Parameter;
  /** What it returns, in the words of the reference, such as `list of string`. */
  readonly returns: string;
  /** Calls and their results, both as expressions, for the reference; a test runs each. */
  readonly examples: readonly FunctionExample[];
}

export interface FunctionExample {
  readonly call: string;
  readonly result: string;
}

export interface Parameter {
  readonly name: string;
  /** The type that the argument is converted to; `any` leaves it as it is. */
  readonly type: Type;
  /** Without it, a null argument is an error that names the parameter. */
  readonly allowsNull?: boolean;
  readonly description?: string;
}

/** What functions may know of the world; handed in so that a run is one instant and tests are repeatable. */
export interface FunctionWorld {
  /** Milliseconds since the epoch; the same for a whole run. */
  readonly now: number;
  readonly homeDir: string;
  /** `count` random bytes. */
  readonly random: (count: number) => Uint8Array;
}

/** A call that cannot give a value. Private to the language: the evaluator turns it into a diagnostic at the argument. */
export class CallError extends Error {
  constructor(
    /** Continues a sentence that names the function: `the list is empty`. */
    message: string,
    /** Index of the argument to blame; absent: the whole call. */
    readonly argument?: number,
  ) {
    super(message);
    this.name = "CallError";
  }
}
