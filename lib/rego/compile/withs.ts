// `with`: what may be replaced, and by what. Values that must be worked out are, before the expression.
// Follows open-policy-agent/opa v1/ast/compile.go, rewriteWithModifier and validateWith.

import { RegoError } from "../error.js";
import {
  type Body,
  type Expr,
  operatorName,
  type Ref,
  type Rule,
  type Scalar,
  type Term,
  type With,
} from "../syntax/tree.js";
import { mapTerm } from "../syntax/visit.js";
import { bound, needsEvaluation } from "./expand.js";
import type { Names } from "./names.js";
import { findNode, isFunction, type RuleNode } from "./rule-tree.js";

export interface WithRules {
  readonly root: RuleNode;
  readonly isBuiltin: (name: string) => boolean;
  readonly names: Names;
  readonly errors: RegoError[];
}

export function settleWiths(rule: Rule, rules: WithRules): Rule {
  const { head } = rule;
  const inTerm = (term: Term) => settleTerm(term, rules);
  const otherwise = rule.otherwise === undefined ? {} : { otherwise: settleWiths(rule.otherwise, rules) };
  const key = head.key === undefined ? {} : { key: inTerm(head.key) };
  const value = head.value === undefined ? undefined : inTerm(head.value);
  return { ...rule, head: { ...head, ...key, value }, body: settleBody(rule.body, rules), ...otherwise };
}

function settleBody(body: Body, rules: WithRules): Body {
  return body.flatMap((expr) => {
    const before: Expr[] = [];
    const withs = expr.withs.map((modifier) => settleWith(modifier, rules, before));
    return [...before, { ...settleInside(expr, rules), withs }];
  });
}

function settleInside(expr: Expr, rules: WithRules): Expr {
  const inTerm = (term: Term) => settleTerm(term, rules);
  if (expr.kind === "term") return { ...expr, term: inTerm(expr.term) };
  if (expr.kind !== "every") return expr;
  return { ...expr, domain: inTerm(expr.domain), body: settleBody(expr.body, rules) };
}

function settleTerm(term: Term, rules: WithRules): Term {
  return mapTerm(term, {
    term: (part) => settleTerm(part, rules),
    body: (body) => settleBody(body, rules),
    expr: (expr) => expr,
  });
}

function settleWith(modifier: With, rules: WithRules, before: Expr[]): With {
  const { names, root } = rules;
  const target: Term = modifier.target.kind === "var" ? asRef(modifier.target) : modifier.target;
  const value = isBuiltinVar(modifier.value, rules) ? asRef(modifier.value) : modifier.value;
  if (target.kind !== "ref") throw new Error("internal error: with replaces no reference");
  const keepsFunction = checkTarget(target, value, rules);
  if (keepsFunction || !needsEvaluation(value)) return { ...modifier, target, value };
  if (value.kind === "ref" && value.head.kind === "var" && value.head.name === "data") {
    const node = findScalarNode(root, value);
    if (node !== undefined && isFunction(node)) return { ...modifier, target, value };
  }
  return { ...modifier, target, value: bound(value, names, before) };
}

function asRef(term: Term): Ref {
  return { kind: "ref", head: term, path: [], at: term.at };
}

function isBuiltinVar(term: Term, { isBuiltin }: WithRules): boolean {
  return term.kind === "var" && isBuiltin(term.name);
}

/** Is the value a function that takes the target's place? */
function checkTarget(target: Ref, value: Term, rules: WithRules): boolean {
  const { root, errors, isBuiltin } = rules;
  const root0 = target.head.kind === "var" ? target.head.name : "";
  if (root0 === "input") return false;
  if (root0 === "data") {
    if (isBelowRule(target, root)) {
      const message = "with keyword cannot partially replace virtual document(s)";
      errors.push(new RegoError("rego_compile_error", target.at, message));
    }
    const node = findScalarNode(root, target);
    return node !== undefined && isFunction(node) && isFunctionName(value, rules);
  }
  const name = operatorName(target);
  if (name === undefined || !isBuiltin(name)) {
    const message = "with keyword target must reference existing input, data, or a function";
    errors.push(new RegoError("rego_type_error", target.at, message));
    return true;
  }
  const problem = builtinProblem(name);
  if (problem !== undefined) {
    const message = `with keyword replacing built-in function: ${problem}`;
    errors.push(new RegoError("rego_compile_error", target.at, message));
  }
  return isFunctionName(value, rules);
}

function isFunctionName(value: Term, { root, isBuiltin }: WithRules): boolean {
  if (value.kind !== "ref") return false;
  if (value.head.kind === "var" && value.head.name === "data") return findScalarNode(root, value) !== undefined;
  const name = operatorName(value);
  return name !== undefined && isBuiltin(name);
}

function builtinProblem(name: string): string | undefined {
  if (name === "eq" || name.startsWith("rego.metadata.")) return `replacement of "${name}" invalid`;
  if (name.startsWith("internal.")) return `replacement of internal function "${name}" invalid`;
  return name === "print" ? "target must not be a void function" : undefined;
}

function isBelowRule(target: Ref, root: RuleNode): boolean {
  let node: RuleNode | undefined = root;
  for (const part of target.path.slice(0, -1)) {
    node = part.kind === "scalar" ? node?.children.get(part.value) : undefined;
    if (node !== undefined && node.clauses.length > 0) return true;
  }
  return false;
}

/** The node of a reference whose path is all scalars. */
export function findScalarNode(root: RuleNode, ref: Ref): RuleNode | undefined {
  const path: Scalar[] = [];
  for (const part of ref.path) {
    if (part.kind !== "scalar") return undefined;
    path.push(part.value);
  }
  return findNode(root, path);
}
