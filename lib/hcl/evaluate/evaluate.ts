// Expression → value.

import type { Report } from "../../source/index.js";
import type { Scope } from "../scope.js";
import type { Expression } from "../syntax/index.js";
import type { Value } from "../values/index.js";

/**
 * Works out `expression`. undefined: it has no value, and why was reported (or a name in it is `FAILED`, reported where
 * it is defined). Never throws for what the user wrote. `try`, `can` and `convert` are known here and not asked of `scope`
 * beyond whether they exist.
 */
export function evaluate(expression: Expression, scope: Scope, report: Report): Value | undefined {
  throw new Error(`internal error: evaluate is being built: ${expression.kind} ${typeof scope} ${typeof report}`);
}
