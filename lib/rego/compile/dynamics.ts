// References and closures inside of other terms → expressions of their own, so that evaluation meets them alone.
// Follows open-policy-agent/opa v1/ast/compile.go, rewriteDynamicTerms and rewriteEquals.

import { type Body, type Call, type Expr, operatorName, type Rule, type Term, type TermExpr } from "../syntax/tree.js";
import { bound } from "./expand.js";
import type { Names } from "./names.js";

export function liftDynamics(rule: Rule, names: Names): Rule {
  const otherwise = rule.otherwise === undefined ? {} : { otherwise: liftDynamics(rule.otherwise, names) };
  return { ...rule, body: liftBody(rule.body, names), ...otherwise };
}

function liftBody(body: Body, names: Names): Body {
  return body.flatMap((expr) => lifted(expr, names));
}

function lifted(expr: Expr, names: Names): Body {
  const before: Expr[] = [];
  if (expr.kind === "every") {
    const domain = liftWhole(expr.domain, { names, before, around: expr });
    return [...before, { ...expr, domain, body: liftBody(expr.body, names) }];
  }
  if (expr.kind !== "term") throw new Error("internal error: a declaration is left in a body");
  const lift = { names, before, around: expr };
  const { term } = expr;
  if (term.kind !== "call") {
    const plain = liftInside(term, lift);
    return [...before, { ...expr, term: plain }];
  }
  const call = asUnification(term);
  const isEquation = operatorName(call.operator) === "eq" && call.args.length === 2;
  const args = call.args.map((arg) => (isEquation ? liftInside(arg, lift) : liftWhole(arg, lift)));
  return [...before, { ...expr, term: { ...call, args } }];
}

/** `a == b` that is an expression by itself asks the same as `a = b`, all variables having values by now. */
function asUnification(call: Call): Call {
  if (operatorName(call.operator) !== "equal" || call.args.length !== 2) return call;
  const { operator } = call;
  const head = operator.head.kind === "var" ? { ...operator.head, name: "eq" } : operator.head;
  return { ...call, operator: { ...operator, head } };
}

interface Lift {
  readonly names: Names;
  readonly before: Expr[];
  /** Its `with`s hold for what is lifted out of it. */
  readonly around: Expr;
}

/** The term itself may be a reference or a closure, none in it is. */
function liftInside(term: Term, lift: Lift): Term {
  switch (term.kind) {
    case "ref":
      return { ...term, path: term.path.map((part) => liftWhole(part, lift)) };
    case "comprehension":
      return { ...term, body: liftBody(term.body, lift.names) };
    default:
      return liftWhole(term, lift);
  }
}

function liftWhole(term: Term, lift: Lift): Term {
  const whole = (part: Term) => liftWhole(part, lift);
  switch (term.kind) {
    case "ref":
    case "comprehension": {
      const { withs, at } = lift.around;
      return bound(liftInside(term, lift), lift.names, lift.before, { withs, at } satisfies Partial<TermExpr>);
    }
    case "array":
    case "set":
      return { ...term, items: term.items.map(whole) };
    case "object":
      return { ...term, entries: term.entries.map(([key, value]) => [whole(key), whole(value)] as const) };
    default:
      return term;
  }
}
