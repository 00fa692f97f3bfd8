// What names mean while an expression is evaluated. The language knows no target: who evaluates hands in a scope.

import type { Range } from "../source/index.js";
import type { FunctionDeclaration, FunctionWorld } from "./functions/index.js";
import type { Value } from "./values/index.js";

/** A name whose definition is broken and was reported there; using it stays silent. */
export const FAILED = Symbol("failed");

/** Looked up on demand, so that definitions can be in any order; `use` is the place that asks, for cycle reports. */
export interface Scope {
  /** undefined: no such variable. */
  readonly variable: (name: string, use: Range) => Value | typeof FAILED | undefined;
  /**
   * Asked first for a traversal of two or more steps, as `target.app.tags`: such roots are worked out attribute by
   * attribute. Takes as many steps as it understands; undefined: an ordinary variable.
   */
  readonly traversal?: (root: string, steps: readonly NameStep[], use: Range) => Traversed | undefined;
  readonly function: (name: string) => FunctionDeclaration | undefined;
  /** For suggestions. */
  readonly variableNames: () => Iterable<string>;
  readonly functionNames: () => Iterable<string>;
  readonly world: FunctionWorld;
}

/** One `.name` of a traversal. */
export interface NameStep {
  readonly name: string;
  readonly range: Range;
}

/** What the first `steps` steps after the root mean. */
export interface Traversed {
  readonly steps: number;
  readonly value: Value | typeof FAILED;
}
