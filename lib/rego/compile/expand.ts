// Nested calls → expressions of their own, before the one that they are in. Follows open-policy-agent/opa v1/ast/compile.go,
// rewriteExprTerms, rewriteComprehensionTerms and rewriteRefsInHead.

import {
  type Body,
  type Expr,
  equation,
  type Head,
  type Rule,
  type Term,
  type TermExpr,
  termExpr,
  type Var,
  variable,
} from "../syntax/tree.js";
import { someTerm } from "../syntax/visit.js";
import type { Names } from "./names.js";

export function expandRule(rule: Rule, names: Names): Rule {
  const added: Expr[] = [];
  const calls = mapHead(rule.head, (term) => expandTerm(term, names, added));
  const head = mapHead(calls, (term) => (needsEvaluation(term) ? bound(term, names, added) : term));
  return {
    ...rule,
    head,
    body: expandBody(appended(rule.body, added), names),
    ...(rule.otherwise === undefined ? {} : { otherwise: expandRule(rule.otherwise, names) }),
  };
}

function mapHead(head: Head, map: (term: Term) => Term): Head {
  return {
    ...head,
    args: head.args?.map(map),
    ...(head.key === undefined ? {} : { key: map(head.key) }),
    value: head.value === undefined ? undefined : map(head.value),
  };
}

/** References and closures cannot be taken from a variable. */
export function needsEvaluation(term: Term): boolean {
  return someTerm(term, (part) => (part.kind === "ref" || part.kind === "comprehension" ? true : undefined)) === true;
}

/** A variable for `term`, and into `added` the expression that gives it its value. */
export function bound(term: Term, names: Names, added: Expr[], options: Partial<TermExpr> = {}): Var {
  const held = variable(names.fresh(), term.at);
  added.push(termExpr(equation(held, term), { withs: options.withs ?? [], at: options.at ?? term.at }));
  return held;
}

/** What is added takes the place of a body that only says `true`. */
export function appended(body: Body, added: Body): Body {
  if (added.length === 0) return body;
  const [only, ...rest] = body;
  const isTrue =
    rest.length === 0 &&
    only?.kind === "term" &&
    only.term.kind === "scalar" &&
    only.term.value === true &&
    !only.isNegated;
  return isTrue ? added : [...body, ...added];
}

function expandBody(body: Body, names: Names): Body {
  return body.flatMap((expr) => expandExpr(expr, names));
}

function expandExpr(expr: Expr, names: Names): Body {
  const before: Expr[] = [];
  const withs = expr.withs.map((modifier) => ({ ...modifier, value: expandTerm(modifier.value, names, before) }));
  const nested: Expr[] = [];
  switch (expr.kind) {
    case "term": {
      const { term } = expr;
      const expanded =
        term.kind === "call"
          ? { ...term, args: term.args.map((arg) => expandTerm(arg, names, nested)) }
          : expandTerm(term, names, nested);
      return [...before, ...nested.map((inner) => ({ ...inner, withs })), { ...expr, term: expanded, withs }];
    }
    case "every": {
      const domain = variable(names.fresh(), expr.domain.at);
      const bind = expandExpr(termExpr(equation(domain, expr.domain), { withs }), names);
      return [...before, ...bind, { ...expr, domain, body: expandBody(expr.body, names), withs }];
    }
    default:
      throw new Error("internal error: a declaration is left in a body");
  }
}

/** The term without calls in it; `before` takes the expressions that call. */
function expandTerm(term: Term, names: Names, before: Expr[]): Term {
  const expand = (part: Term) => expandTerm(part, names, before);
  switch (term.kind) {
    case "scalar":
    case "var":
      return term;
    case "call": {
      const args = term.args.map(expand);
      const result = variable(names.fresh(), term.at);
      before.push(termExpr({ ...term, args: [...args, result] }, { isGenerated: true }));
      return result;
    }
    case "ref": {
      const head = expand(term.head);
      const path = term.path.map(expand);
      return { ...term, head: head.kind === "var" ? head : bound(head, names, before), path };
    }
    case "array":
    case "set":
      return { ...term, items: term.items.map(expand) };
    case "object":
      return { ...term, entries: term.entries.map(([key, value]) => [expand(key), expand(value)] as const) };
    case "comprehension": {
      const added: Expr[] = [];
      const inside = (part: Term) => {
        const expanded = expandTerm(part, names, added);
        return needsEvaluation(expanded) ? bound(expanded, names, added) : expanded;
      };
      const key = term.key === undefined ? {} : { key: inside(term.key) };
      const last = inside(term.term);
      return { ...term, ...key, term: last, body: expandBody(appended(term.body, added), names) };
    }
    case "template":
      throw new Error("internal error: a template is left in a term");
  }
}

/** Elements of a rule's path are scalars and variables from here on. */
export function expandHeadRef(rule: Rule, names: Names): Rule {
  const added: Expr[] = [];
  const [name, ...path] = rule.head.ref;
  const plain = path.map((part) => (part.kind === "scalar" || part.kind === "var" ? part : bound(part, names, added)));
  const otherwise = rule.otherwise === undefined ? {} : { otherwise: expandHeadRef(rule.otherwise, names) };
  return { ...rule, head: { ...rule.head, ref: [name, ...plain] }, body: appended(rule.body, added), ...otherwise };
}
