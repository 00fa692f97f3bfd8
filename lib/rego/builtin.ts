// What a built-in function is to the evaluator.

import type { Value } from "./values/value.js";

export interface BuiltinContext {
  /** Nanoseconds since 1970, the same throughout one evaluation. */
  readonly now: bigint;
  /** Lives as long as one evaluation: compiled patterns and the like. */
  readonly cache: Map<string, unknown>;
  readonly onPrint: (text: string) => void;
}

/** @returns undefined where the call has no value, which makes the expression around it undefined. @throws BuiltinError */
export type Builtin = (args: readonly Value[], context: BuiltinContext) => Value | undefined;

export interface BuiltinDeclaration {
  /** With dots: `regex.match`. */
  readonly name: string;
  readonly arity: number;
  /** `(string, array[any] | set[any]) -> boolean`, see compile/types/signature.ts. Without it, calls are checked for their number of arguments alone. */
  readonly type?: string;
  readonly call: Builtin;
}

/** Arguments that a function cannot take. The call is undefined then, as in OPA outside its strict mode. */
export class BuiltinError extends Error {
  override readonly name = "BuiltinError";
}

/** Something without which the whole evaluation makes no sense: it ends with this error. */
export class HaltError extends Error {
  override readonly name = "HaltError";
}

/** What a function was asked for is under way: evaluate again when `ready` resolves, by when its owner has the answer kept. */
export class Suspended extends Error {
  override readonly name = "Suspended";
  constructor(readonly ready: Promise<void>) {
    super("waiting for an answer");
  }
}

/** Of a type of a function: its commas that are in no brackets, and one. */
export function arityOf(type: string): number {
  let depth = 0;
  let commas = 0;
  for (let i = 1; i < type.length; i++) {
    const character = type[i] ?? "";
    if ("[{(".includes(character)) depth++;
    else if (depth === 0 && character === ")") return i === 1 ? 0 : commas + 1;
    else if ("]})".includes(character)) depth--;
    else if (depth === 0 && character === ",") commas++;
  }
  throw new Error(`internal error: "${type}" is no type of a function`);
}
