// Terms that must not stop the expression they are in when they have no value: what `print` prints, and what templates are filled with.
// Each becomes a set of no or one value. Follows open-policy-agent/opa v1/ast/compile.go, rewritePrintCalls and rewriteTemplateStrings.

import { type Place, RegoError } from "../error.js";
import {
  type Body,
  type Call,
  type Expr,
  equation,
  isGenerated,
  operatorName,
  operatorRef,
  type Rule,
  scalar,
  type Template,
  type Term,
  type TermExpr,
  termExpr,
  variable,
  type With,
} from "../syntax/tree.js";
import { mapTerm, mapWiths, SAFETY, varsOfBody, varsOfTerm } from "../syntax/visit.js";
import { type Names, shownName } from "./names.js";
import { type Arity, outputsOfBody } from "./outputs.js";

export interface ClosureRules {
  readonly names: Names;
  readonly arity: Arity;
  readonly errors: RegoError[];
}

type Vars = ReadonlySet<string>;

/** Templates become calls of `internal.template_string`, calls of `print` such of `internal.print`. */
export function closeOver(rule: Rule, rules: ClosureRules): Rule {
  const { names, arity, errors } = rules;
  const globals = new Set(["input", "data"]);
  for (const arg of rule.head.args ?? []) varsOfTerm(arg, {}, globals);
  const inHead = new Set([...globals, ...outputsOfBody(rule.body, arity, globals)]);
  const { head } = rule;
  return {
    ...rule,
    head: {
      ...head,
      ...(head.key === undefined ? {} : { key: closeTerm(head.key, inHead) }),
      value: head.value === undefined ? undefined : closeTerm(head.value, inHead),
    },
    body: closeBody(rule.body, globals),
    ...(rule.otherwise === undefined ? {} : { otherwise: closeOver(rule.otherwise, rules) }),
  };

  function closeBody(body: Body, around: Vars): Body {
    // A body can be put in another order later, so a template may use what any of its expressions gives a value to.
    const safe = new Set([...around, ...outputsOfBody(body, arity, around)]);
    return body.map((expr, i) => {
      const closed = closeExpr(expr, safe);
      return isPrint(closed) ? closePrint(closed, body.slice(0, i), around) : closed;
    });
  }

  function closeExpr(expr: Expr, safe: Vars): Expr {
    const close = (term: Term) => closeTerm(term, safe);
    const withs = mapWiths(expr.withs, close);
    switch (expr.kind) {
      case "term":
        if (expr.term.kind !== "call") return { ...expr, term: close(expr.term), withs };
        return { ...expr, term: { ...expr.term, args: expr.term.args.map(close) }, withs };
      case "every": {
        const inside = new Set([...safe, expr.value.name, ...(expr.key === undefined ? [] : [expr.key.name])]);
        return { ...expr, domain: close(expr.domain), body: closeBody(expr.body, inside), withs };
      }
      default:
        return { ...expr, withs };
    }
  }

  function closeTerm(term: Term, safe: Vars): Term {
    if (term.kind === "template") return closeTemplate(term, safe);
    checkValue(term);
    if (term.kind !== "comprehension") {
      return mapTerm(term, { term: (part) => closeTerm(part, safe), body: (body) => body, expr: (expr) => expr });
    }
    const inside = new Set([...safe, ...outputsOfBody(term.body, arity, safe)]);
    return mapTerm(term, {
      term: (part) => closeTerm(part, inside),
      body: (body) => closeBody(body, safe),
      expr: (expr) => expr,
    });
  }

  function checkValue(term: Term): void {
    if (term.kind !== "call" || operatorName(term.operator) !== "print") return;
    errors.push(new RegoError("rego_type_error", term.at, "print(...) used as value"));
  }

  function closeTemplate({ parts, at }: Template, safe: Vars): Call {
    const items = parts.map((part): Term => {
      if (part.kind !== "term") return part.kind === "scalar" ? part : scalar("", at);
      const { term } = part;
      if (term.kind === "var") return { kind: "set", items: [term], at: term.at };
      const closed = closeTerm(term, safe);
      checkDeclared(closed, safe);
      return singleton(closed, part.withs);
    });
    const list: Term = { kind: "array", items: parts.length === 0 ? [scalar("", at)] : items, at };
    return { kind: "call", operator: operatorRef(at, "internal", "template_string"), args: [list], at };
  }

  function closePrint(expr: TermExpr & { readonly term: Call }, before: Body, around: Vars): TermExpr {
    const { at } = expr;
    const safe = new Set([...around, ...outputsOfBody(before, arity, around)]);
    // Declared variables that have no value are found when bodies are put in order.
    for (const name of varsOfBody(before, {})) if (isGenerated(name)) safe.add(name);
    const items = expr.term.args.map((arg) => {
      checkDeclared(arg, safe);
      return singleton(arg, []);
    });
    const operator = operatorRef(at, "internal", "print");
    const call: Call = { kind: "call", operator, args: [{ kind: "array", items, at }], at: expr.term.at };
    // OPA makes a new expression of it, without `not` and `with`.
    return termExpr(call, { at });
  }

  function checkDeclared(term: Term, safe: Vars): void {
    const unsafe = [...varsOfTerm(term, SAFETY)].filter((name) => !safe.has(name));
    for (const name of unsafe.sort()) {
      errors.push(new RegoError("rego_compile_error", term.at, `var ${shownName(names, name)} is undeclared`));
    }
  }

  function singleton(term: Term, withs: readonly With[]): Term {
    return singletonOf(term, { withs, name: names.fresh(), at: term.at });
  }
}

function singletonOf(term: Term, { withs, name, at }: { withs: readonly With[]; name: string; at: Place }): Term {
  const held = variable(name, at);
  return { kind: "comprehension", of: "set", term: held, body: [termExpr(equation(held, term), { withs })], at };
}

function isPrint(expr: Expr): expr is TermExpr & { readonly term: Call } {
  return expr.kind === "term" && expr.term.kind === "call" && operatorName(expr.term.operator) === "print";
}
