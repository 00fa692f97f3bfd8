// What names mean while an expression is evaluated. The language knows no target: who evaluates hands in a scope.

import type { Range, Report } from "../source/index.js";
import type { FunctionDeclaration, FunctionWorld } from "./functions/index.js";
import type { Expression, Reference } from "./syntax/index.js";
import type { Value } from "./values/index.js";

/** A name whose definition is broken and was reported there; using it stays silent. */
export const FAILED = Symbol("failed");

/**
 * Looked up on demand, so that definitions can be in any order; `use` is the place that asks, for cycle reports. Its members
 * are methods: they are called on it.
 */
export interface Scope {
  /** undefined: no such variable. */
  readonly variable: (name: string, use: Range) => Value | typeof FAILED | undefined;
  /**
   * Asked first for a root that one `.name` or more follow, as `target.app.tags`: such roots are worked out attribute by
   * attribute. Takes as many steps as it understands; undefined: an ordinary variable. A step that names nothing goes to
   * `report`, and the answer is then `FAILED`; under `try` and `can` that report is dropped.
   */
  readonly traversal?: (reference: Reference, report: Report) => Traversed | undefined;
  /** A standard function or one that a bake file declares; undefined: no such function. */
  readonly function: (name: string) => FunctionDeclaration | UserFunction | undefined;
  /** For suggestions. */
  readonly variableNames: () => Iterable<string>;
  readonly functionNames: () => Iterable<string>;
  readonly world: FunctionWorld;
}

/** What the first `steps` steps after the root mean. */
export interface Traversed {
  readonly steps: number;
  readonly value: Value | typeof FAILED;
}

/**
 * A function of a bake file: for each call, `result` is evaluated in `scope` with the parameters over it. Arguments
 * may be of any type, null included; those after `params` arrive as one tuple named `variadic`. That functions do not
 * call one another in a circle is for who declares them to see (`calledFunctions` helps).
 */
export interface UserFunction {
  readonly kind: "user-function";
  readonly name: string;
  readonly params: readonly string[];
  readonly variadic?: string;
  readonly result: Expression;
  readonly scope: Scope;
}

/** `parent` with `variables` over it: a variable here also hides what the parent's `traversal` knows. */
export function childScope(parent: Scope, variables: ReadonlyMap<string, Value>): Scope {
  return new ChildScope(parent, variables);
}

/** A class because one is made for every call and every variant: its methods are made once. */
class ChildScope implements Scope {
  readonly world: FunctionWorld;

  constructor(
    private readonly parent: Scope,
    private readonly variables: ReadonlyMap<string, Value>,
  ) {
    this.world = parent.world;
  }

  variable(name: string, use: Range): Value | typeof FAILED | undefined {
    return this.variables.get(name) ?? this.parent.variable(name, use);
  }

  traversal(reference: Reference, report: Report): Traversed | undefined {
    return this.variables.has(reference.root) ? undefined : this.parent.traversal?.(reference, report);
  }

  function(name: string): FunctionDeclaration | UserFunction | undefined {
    return this.parent.function(name);
  }

  variableNames(): Iterable<string> {
    return [...this.variables.keys(), ...this.parent.variableNames()];
  }

  functionNames(): Iterable<string> {
    return this.parent.functionNames();
  }
}
