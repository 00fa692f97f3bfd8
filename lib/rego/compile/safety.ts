// Puts bodies in an order in which every variable has a value before it is needed, and says which can have none.
// Follows open-policy-agent/opa v1/ast/compile.go, reorderBodyForSafety.

import { type Place, RegoError } from "../error.js";
import { type Body, type Expr, isGenerated, type Rule, type Term } from "../syntax/tree.js";
import { bodiesOf, mapTerm, mapWiths, SAFETY, varsOfBody, varsOfExpr, varsOfTerm, walkTerms } from "../syntax/visit.js";
import { type Names, shownName } from "./names.js";
import { type Arity, outputsOfExpr } from "./outputs.js";

type Vars = ReadonlySet<string>;
/** The variables without a value, by the expression that needs them. */
type Unsafe = Map<Expr, Set<string>>;

/** A variable of the head must be one of the arguments or of the body. */
export function checkHeads(rule: Rule, names: Names, errors: RegoError[]): void {
  const { head, body, otherwise } = rule;
  const known = varsOfBody(body, SAFETY);
  for (const arg of head.args ?? []) varsOfTerm(arg, {}, known);
  const terms = [...head.ref.slice(1), head.key, head.value];
  const reported = new Set<string>();
  for (const term of terms) {
    if (term === undefined) continue;
    eachVar(term, (name, at) => {
      if (known.has(name) || reported.has(name) || isGenerated(names.original(name))) return;
      reported.add(name);
      errors.push(new RegoError("rego_unsafe_var_error", at, `var ${shownName(names, name)} is unsafe`));
    });
  }
  if (otherwise !== undefined) checkHeads(otherwise, names, errors);
}

function eachVar(term: Term, visit: (name: string, at: Place) => void): void {
  walkTerms(term, (part) => {
    if (part.kind === "var") visit(part.name, part.at);
    return true;
  });
}

/** The rule with its bodies, and those of the closures in them, in order. */
export function orderRule(rule: Rule, options: { arity: Arity; names: Names; errors: RegoError[] }): Rule {
  const { arity, names, errors } = options;
  const globals = new Set(["input", "data"]);
  for (const arg of rule.head.args ?? []) varsOfTerm(arg, {}, globals);
  const unsafe: Unsafe = new Map();
  const body = orderBody(rule.body, { arity, globals, unsafe });
  errors.push(...unsafeErrors(unsafe, names));
  const otherwise = rule.otherwise === undefined ? {} : { otherwise: orderRule(rule.otherwise, options) };
  return { ...rule, body, ...otherwise };
}

interface Around {
  readonly arity: Arity;
  readonly globals: Vars;
  readonly unsafe: Unsafe;
}

function orderBody(body: Body, { arity, globals, unsafe }: Around): Body {
  const bodyVars = varsOfBody(body, SAFETY);
  const safe = new Set([...bodyVars].filter((name) => globals.has(name)));
  const pending = new Set(body);
  const needs = new Map(body.map((expr) => [expr, needsOf(expr, bodyVars, globals)] as const));
  const ordered: Expr[] = [];
  for (let before = -1; before < ordered.length; ) {
    before = ordered.length;
    for (const expr of pending) {
      const outputs = outputsOfExpr(expr, arity, safe);
      const { own, closed } = needs.get(expr) ?? { own: new Set<string>(), closed: new Set<string>() };
      const isReady = isCovered(own, safe, outputs) && isCovered(closed, safe, new Set());
      if (!isReady) continue;
      pending.delete(expr);
      ordered.push(expr);
      for (const name of outputs) safe.add(name);
    }
  }
  for (const expr of pending) {
    const { own = new Set<string>(), closed = new Set<string>() } = needs.get(expr) ?? {};
    const outputs = outputsOfExpr(expr, arity, safe);
    for (const name of own) if (!safe.has(name) && !outputs.has(name)) mark(unsafe, expr, name);
    for (const name of closed) if (!safe.has(name)) mark(unsafe, expr, name);
  }
  if (pending.size > 0) return orderClosures([...ordered, ...pending], { arity, globals, unsafe });
  return orderClosures(ordered, { arity, globals, unsafe });
}

/** `own`: in the expression itself; `closed`: in its closures, being variables of the body around them too. */
function needsOf(expr: Expr, bodyVars: Vars, globals: Vars) {
  const own = varsOfExpr(expr, SAFETY);
  const inClosures = new Set<string>();
  for (const body of bodiesOf(expr)) varsOfBody(body, {}, inClosures);
  const closed = new Set([...inClosures].filter((name) => bodyVars.has(name) && !globals.has(name)));
  return { own, closed };
}

function isCovered(wanted: Vars, safe: Vars, outputs: Vars): boolean {
  for (const name of wanted) if (!safe.has(name) && !outputs.has(name)) return false;
  return true;
}

function mark(unsafe: Unsafe, expr: Expr, name: string): void {
  const names = unsafe.get(expr) ?? new Set();
  unsafe.set(expr, names.add(name));
}

/** Closures see all that comes before the expression that they are in. */
function orderClosures(body: Body, { arity, globals, unsafe }: Around): Body {
  const known = new Set(globals);
  return body.map((expr) => {
    const around = { arity, globals: known, unsafe };
    const ordered = orderExpr(expr, around);
    varsOfExpr(expr, SAFETY, known);
    return ordered;
  });
}

function orderExpr(expr: Expr, around: Around): Expr {
  const order = (term: Term) => orderTerm(term, { ...around, expr });
  const withs = mapWiths(expr.withs, order);
  switch (expr.kind) {
    case "term":
      return { ...expr, term: order(expr.term), withs };
    case "every": {
      const inside = new Set([...around.globals, expr.value.name, ...(expr.key === undefined ? [] : [expr.key.name])]);
      const body = orderBody(expr.body, { ...around, globals: inside });
      return { ...expr, domain: order(expr.domain), body, withs };
    }
    default:
      return expr;
  }
}

function orderTerm(term: Term, around: Around & { readonly expr: Expr }): Term {
  if (term.kind === "scalar" || term.kind === "var") return term;
  if (term.kind === "comprehension") {
    const wanted = varsOfTerm(term.term, {});
    if (term.key !== undefined) varsOfTerm(term.key, {}, wanted);
    const known = varsOfBody(term.body, SAFETY);
    for (const name of wanted) {
      if (!known.has(name) && !around.globals.has(name)) mark(around.unsafe, around.expr, name);
    }
  }
  return mapTerm(term, {
    term: (part) => orderTerm(part, around),
    body: (body) => orderBody(body, around),
    expr: (expr) => expr,
  });
}

/** One error a variable, where it is needed first; where the policy has no name for any, one for each expression. */
function unsafeErrors(unsafe: Unsafe, names: Names): readonly RegoError[] {
  const first = new Map<string, Place>();
  for (const [{ at }, vars] of unsafe) {
    for (const name of vars) {
      const place = first.get(name);
      if (place === undefined || comparePlaces(at, place) < 0) first.set(name, at);
    }
  }
  const named = [...first].filter(([name]) => !isGenerated(names.original(name)));
  const error = (at: Place, message: string) => new RegoError("rego_unsafe_var_error", at, message);
  if (named.length > 0) {
    named.sort(([, a], [, b]) => comparePlaces(a, b));
    return named.map(([name, at]) => error(at, `var ${shownName(names, name)} is unsafe`));
  }
  return [...unsafe.keys()]
    .sort((a, b) => comparePlaces(a.at, b.at))
    .map(({ at }) => error(at, "expression is unsafe"));
}

export function comparePlaces(a: Place, b: Place): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.row - b.row || a.column - b.column;
}
