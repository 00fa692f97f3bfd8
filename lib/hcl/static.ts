// What an expression says without being evaluated: types, names, constants, and what it refers to.

import type { Report } from "../source/index.js";
import type { Expression, Name, Reference } from "./syntax/index.js";
import type { Type } from "./values/index.js";

/**
 * The type that a type expression means, as `list(string)` or `object({ a = optional(number) })`. In JSON a string with
 * that text. Anything else is reported where it is wrong.
 */
export function typeExpression(expression: Expression, report: Report): Type | undefined {
  throw new Error(`internal error: typeExpression is being built: ${expression.kind} ${typeof report}`);
}

/** The bare name that `expression` is, as in `variadic_params = rest`; in JSON a string with that text. Reports nothing. */
export function staticName(expression: Expression): Name | undefined {
  throw new Error(`internal error: staticName is being built: ${expression.kind}`);
}

/** The items of a `[ … ]` written out; undefined for anything else. Reports nothing. */
export function staticList(expression: Expression): readonly Expression[] | undefined {
  throw new Error(`internal error: staticList is being built: ${expression.kind}`);
}

/** The text of a string without interpolations; in JSON the string verbatim. undefined for anything else. Reports nothing. */
export function staticString(expression: Expression): string | undefined {
  throw new Error(`internal error: staticString is being built: ${expression.kind}`);
}

/**
 * The variables that evaluating `expression` may ask its scope for, in source order, one for each place; names bound by
 * a `for` inside it are not among them, nor are the type keywords of `convert`.
 */
export function references(expression: Expression): readonly Reference[] {
  throw new Error(`internal error: references is being built: ${expression.kind}`);
}

/** The names of the functions that `expression` calls, in source order, one for each place. */
export function calledFunctions(expression: Expression): readonly Name[] {
  throw new Error(`internal error: calledFunctions is being built: ${expression.kind}`);
}
