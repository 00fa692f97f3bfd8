// The variables that an expression gives values to. Follows open-policy-agent/opa v1/ast/compile.go, outputVarsForExpr, and unify.go.

import { type Body, type Expr, operatorName, type Ref, type Term, type TermExpr } from "../syntax/tree.js";
import { isGround, PATTERN, SAFETY, termsOf, varsOfTerm, varsOfWith, walkTerms } from "../syntax/visit.js";
import { isRefSafe, isSubset, type NameSet, unifiedVars } from "./unify-vars.js";

type Vars = NameSet;
/** How many arguments a function takes; undefined if there is none of that name. */
export type Arity = (operator: Ref) => number | undefined;

/** What a body gives values to, `safe` not counted. */
export function outputsOfBody(body: Body, arity: Arity, safe: Vars): Set<string> {
  const outputs = new Set<string>();
  const known = either(outputs, safe);
  for (const expr of body) {
    for (const name of outputsOfExpr(expr, arity, known)) if (!safe.has(name)) outputs.add(name);
  }
  return outputs;
}

function either(some: Vars, others: Vars): Vars {
  return { has: (name) => some.has(name) || others.has(name) };
}

export function outputsOfExpr(expr: Expr, arity: Arity, safe: Vars): Set<string> {
  for (const modifier of expr.withs) if (!isSubset(varsOfWith(modifier, SAFETY), safe)) return new Set();
  if (expr.kind === "every") return outputsOfTerms([expr.domain], safe);
  if (expr.kind !== "term" || expr.isNegated) return new Set();
  const { term } = expr;
  if (term.kind !== "call") return outputsOfTerms(termsOf(expr), safe);
  if (operatorName(term.operator) === "eq") return outputsOfEquation(expr, safe);
  const wanted = arity(term.operator);
  if (wanted === undefined) return new Set();
  const outputs = outputsOfTerms([term], safe);
  if (term.args.length <= wanted) return outputs;
  const ins = new Set<string>();
  for (const arg of term.args.slice(0, wanted)) varsOfTerm(arg, { ...PATTERN, skipSets: true }, ins);
  for (const name of ins) if (!outputs.has(name) && !safe.has(name)) return new Set();
  for (const arg of term.args.slice(wanted)) varsOfTerm(arg, { ...PATTERN, skipSets: true }, outputs);
  return outputs;
}

/** `expr` is a call of `eq`. */
export function outputsOfEquation(expr: TermExpr, safe: Vars): Set<string> {
  const [left, right] = expr.term.kind === "call" ? expr.term.args : [];
  if (left === undefined || right === undefined) return new Set();
  const found = outputsOfTerms(termsOf(expr), safe);
  const outputs = new Set<string>();
  for (const name of found) if (!safe.has(name)) outputs.add(name);
  for (const name of unifiedVars(either(found, safe), left, right)) if (!safe.has(name)) outputs.add(name);
  return outputs;
}

/** What references find by themselves: `x` in `input.list[x]`. */
function outputsOfTerms(terms: readonly Term[], safe: Vars): Set<string> {
  const outputs = new Set<string>();
  for (const root of terms) {
    walkTerms(root, (term) => {
      if (term.kind !== "ref") return true;
      if (!isRefSafe(term, safe)) return false;
      if (!isGround(term))
        for (const part of term.path) varsOfTerm(part, { skipRefHead: true, skipClosures: true }, outputs);
      return true;
    });
  }
  return outputs;
}
