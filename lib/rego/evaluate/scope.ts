// What an expression is evaluated in: the documents, what `with` puts in their place, and what is known already.

import type { RuleNode } from "../compile/rule-tree.js";
import type { Place } from "../error.js";
import type { Scalar } from "../syntax/tree.js";
import type { Value } from "../values/index.js";

/** The variables of one rule, by their slots. */
export type Frame = (Value | undefined)[];
/** The value of a term all of whose variables have one. */
export type Get = (frame: Frame) => Value | undefined;
/** Takes a value apart into the variables of a term; false where it does not fit. */
export type Match = (frame: Frame, value: Value) => boolean;

/** Known to have no value, which is not the same as not known. */
export const NOTHING = Symbol("nothing");

/** A function, or what stands for one. */
export type Callee =
  | { readonly kind: "rule"; readonly name: string; readonly node: RuleNode }
  | { readonly kind: "builtin"; readonly name: string }
  | { readonly kind: "value"; readonly value: Value };

/** What `with data.a.b as …` puts where. */
export interface Patch {
  readonly value?: Value;
  readonly children: ReadonlyMap<Scalar, Patch>;
}

export interface Scope {
  readonly input: Value | undefined;
  readonly patch: Patch | undefined;
  readonly mocks: ReadonlyMap<string, Callee> | undefined;
  /** Values of rules and results of functions: they hold as long as documents and functions are the same. */
  readonly values: Map<RuleNode, Value | typeof NOTHING>;
  readonly results: Map<RuleNode, Map<string, Value | typeof NOTHING>>;
  readonly run: Run;
}

/** One evaluation. */
export interface Run {
  readonly valueOf: (node: RuleNode, scope: Scope) => Value | undefined;
  readonly call: (
    callee: Callee,
    args: readonly Value[],
    options: { readonly scope: Scope; readonly at: Place },
  ) => Value | undefined;
}

export function derived(scope: Scope, changes: Partial<Pick<Scope, "input" | "patch" | "mocks">>): Scope {
  return { ...scope, ...changes, values: new Map(), results: new Map() };
}
