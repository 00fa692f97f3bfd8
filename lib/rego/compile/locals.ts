// Gives every local variable a name of its own, and `:=` and `some` their meaning. Follows open-policy-agent/opa v1/ast/compile.go,
// rewriteLocalVars.

import { type Place, RegoError } from "../error.js";
import {
  type Body,
  type Call,
  type Comprehension,
  type Every,
  type Expr,
  equation,
  type Head,
  isCallOf,
  operatorName,
  type Ref,
  type Rule,
  type SomeIn,
  scalar,
  type Term,
  type TermExpr,
  termExpr,
  type Var,
  variable,
  type With,
} from "../syntax/tree.js";
import { mapTerm, varsOfBody, varsOfTerm } from "../syntax/visit.js";
import type { Names } from "./names.js";
import { outputsOfEquation } from "./outputs.js";
import { declaredVars } from "./resolve.js";
import { createScope, type Scope } from "./scope.js";

/** The rule and its `else` branches, no name in which is used for two variables. Bodies have no `some` any more. */
export function renameLocals(rule: Rule, names: Names, errors: RegoError[]): Rule {
  const args = createScope(names);
  const headArgs = rule.head.args?.map((arg) => renameArg(arg, args, errors));
  return renameBranch({ ...rule, head: { ...rule.head, args: headArgs } }, { args, names, errors });
}

interface Renaming {
  readonly args: Scope;
  readonly names: Names;
  readonly errors: RegoError[];
}

function renameBranch(rule: Rule, renaming: Renaming): Rule {
  const { args, names, errors } = renaming;
  const { head } = rule;
  const used = new Set<string>();
  for (const term of [...head.ref.slice(1), head.key, head.value]) if (term !== undefined) varsOfTerm(term, {}, used);
  const scope = args.copy();
  const locals = createLocals(names, errors);
  // What closures in the head declare comes first, so that it stays theirs.
  const ownClosures = mapHead(head, (term) => closuresOf(term, locals, names));
  const body = locals.body(rule.body, scope, used);
  const renamed = mapHead(ownClosures, (term) => substitute(term, scope.names()));
  const { otherwise } = rule;
  if (otherwise === undefined) return { ...rule, head: renamed, body };
  // The arguments of a branch are those of the rule.
  const elseHead = { ...otherwise.head, args: renamed.args };
  return { ...rule, head: renamed, body, otherwise: renameBranch({ ...otherwise, head: elseHead }, renaming) };
}

function mapHead(head: Head, map: (term: Term) => Term): Head {
  const [name, ...path] = head.ref;
  return {
    ...head,
    ref: [name, ...path.map(map)],
    args: head.args?.map(map),
    ...(head.key === undefined ? {} : { key: map(head.key) }),
    value: head.value === undefined ? undefined : map(head.value),
  };
}

function renameArg(term: Term, scope: Scope, errors: RegoError[]): Term {
  switch (term.kind) {
    case "var": {
      const known = scope.nameOf(term.name);
      const name = known ?? scope.declare(term.name, "arg");
      return typeof name === "string" ? { ...term, name } : term;
    }
    case "call":
      errors.push(new RegoError("rego_compile_error", term.at, "rule arguments cannot contain calls"));
      return term;
    case "object":
      return { ...term, entries: term.entries.map(([key, value]) => [key, renameArg(value, scope, errors)] as const) };
    case "array":
      return { ...term, items: term.items.map((item) => renameArg(item, scope, errors)) };
    default:
      return term;
  }
}

/** `term` with its comprehensions and templates renamed by themselves. */
function closuresOf(term: Term, locals: Locals, names: Names): Term {
  if (term.kind === "comprehension" || term.kind === "template") return locals.term(term, createScope(names));
  return mapTerm(term, {
    term: (part) => closuresOf(part, locals, names),
    body: (body) => body,
    expr: (expr) => expr,
  });
}

/** Puts the new names of variables for their old ones, everywhere. */
function substitute(term: Term, names: ReadonlyMap<string, string>): Term {
  if (term.kind === "var") return { ...term, name: names.get(term.name) ?? term.name };
  const inTerm = (part: Term) => substitute(part, names);
  const inExpr = (expr: Expr): Expr => {
    const withs = expr.withs.map((modifier) => ({
      ...modifier,
      target: inTerm(modifier.target),
      value: inTerm(modifier.value),
    }));
    switch (expr.kind) {
      case "term":
        return { ...expr, term: inTerm(expr.term), withs };
      case "every":
        return { ...expr, domain: inTerm(expr.domain), body: expr.body.map(inExpr), withs };
      default:
        return { ...expr, withs };
    }
  };
  return mapTerm(term, { term: inTerm, body: (body) => body.map(inExpr), expr: inExpr });
}

interface Locals {
  /** `used`: names of variables that count as used because of what stands outside of the body. */
  readonly body: (body: Body, scope: Scope, used: ReadonlySet<string>) => Body;
  readonly term: (term: Term, scope: Scope) => Term;
}

function createLocals(names: Names, errors: RegoError[]): Locals {
  const report = (at: Place, message: string) => errors.push(new RegoError("rego_compile_error", at, message));

  function renameBody(body: Body, scope: Scope, used: ReadonlySet<string>): Body {
    const before = errors.length;
    const renamed = body.flatMap((expr) => renameExpr(expr, scope));
    if (renamed.length === 0) renamed.push(termExpr(scalar(true, placeOf(body))));
    if (errors.length === before) checkDeclared(body, renamed, { scope, used });
    return renamed;
  }

  function checkDeclared(
    body: Body,
    renamed: Body,
    { scope, used }: { scope: Scope; used: ReadonlySet<string> },
  ): void {
    const declared = scope.declared();
    if (declared.length === 0) return;
    const inBody = varsOfBody(renamed, {});
    for (const [original, name] of declared) {
      if (inBody.has(name) || used.has(original) || original.startsWith("$")) continue;
      const culprit = body.find((expr) => declaredVars([expr]).has(original));
      report(culprit?.at ?? placeOf(body), `declared var ${original} unused`);
    }
  }

  function renameExpr(expr: Expr, scope: Scope): readonly Expr[] {
    switch (expr.kind) {
      case "term":
        return [isAssignment(expr) ? renameAssignment(expr, scope) : renameTermExpr(expr, scope)];
      case "some-vars":
        for (const { name } of expr.vars) declare(name, scope, { as: "declared", at: expr.at });
        return [];
      case "some-in":
        return [renameSomeIn(expr, scope)];
      case "every":
        return [renameEvery(expr, scope)];
    }
  }

  function declare(name: string, scope: Scope, { as, at }: { as: "assigned" | "declared"; at: Place }): string {
    const declared = scope.declare(name, as);
    if (typeof declared === "string") return declared;
    report(at, declared.problem);
    return name;
  }

  /** The call at the top of an expression is not held to be a value, and its function may be a variable as far as this goes. */
  function renameTermExpr(expr: TermExpr, scope: Scope): TermExpr {
    const { term } = expr;
    const renamed = term.kind === "call" ? mapTerm(term, copier(scope)) : renameTerm(term, scope);
    return { ...expr, term: renamed, withs: renameWiths(expr.withs, scope) };
  }

  function renameWiths(withs: readonly With[], scope: Scope): readonly With[] {
    return withs.map((modifier) => ({
      ...modifier,
      // The document that is replaced is never a variable of the policy.
      target: modifier.target.kind === "ref" ? renamePath(modifier.target, scope) : modifier.target,
      value: renameTerm(modifier.value, scope),
    }));
  }

  function renamePath(ref: Ref, scope: Scope): Ref {
    return { ...ref, path: ref.path.map((part) => renameTerm(part, scope)) };
  }

  function renameAssignment(expr: TermExpr & { readonly term: Call }, scope: Scope): TermExpr {
    const [left, right] = expr.term.args;
    if (expr.isNegated) report(expr.at, "cannot assign vars inside negated expression");
    if (expr.isNegated || left === undefined || right === undefined) return expr;
    const value = renameTerm(right, scope);
    const withs = renameWiths(expr.withs, scope);
    return { ...expr, term: { ...equation(renameTarget(left, scope), value), at: expr.term.at }, withs };
  }

  function renameTarget(term: Term, scope: Scope): Term {
    switch (term.kind) {
      case "var":
        return { ...term, name: declare(term.name, scope, { as: "assigned", at: term.at }) };
      case "array":
        return { ...term, items: term.items.map((item) => renameTarget(item, scope)) };
      case "object":
        return { ...term, entries: term.entries.map(([key, value]) => [key, renameTarget(value, scope)] as const) };
      default:
        report(term.at, `cannot assign to ${valueName(term)}`);
        return term;
    }
  }

  function renameSomeIn(expr: SomeIn, scope: Scope): Expr {
    const { at, domain } = expr;
    const key = expr.key ?? variable(names.fresh(), at);
    const member: Ref =
      domain.kind === "ref"
        ? { ...domain, path: [...domain.path, key] }
        : { kind: "ref", head: domain, path: [key], at: domain.at };
    const match = termExpr({ ...equation(expr.value, member), at }, { withs: expr.withs, at });
    const outputs = outputsOfEquation(match, varsOfTerm(domain, {}));
    for (const name of [...outputs].sort()) declare(name, scope, { as: "declared", at });
    return renameTermExpr(match, scope);
  }

  function renameEvery(expr: Every, outer: Scope): Every {
    const domain = renameTerm(expr.domain, outer);
    const scope = outer.inner();
    const own = (name: Var): Var =>
      name.name.startsWith("$") ? name : { ...name, name: declare(name.name, scope, { as: "declared", at: expr.at }) };
    const key = expr.key === undefined ? variable(names.fresh(), expr.at) : own(expr.key);
    const value = own(expr.value);
    const body = renameBody(expr.body, scope, new Set());
    return { ...expr, key, value, domain, body, withs: renameWiths(expr.withs, scope) };
  }

  function renameTerm(term: Term, scope: Scope): Term {
    switch (term.kind) {
      case "var": {
        const name = scope.nameOf(term.name);
        if (name === undefined) scope.see(term.name);
        return name === undefined ? term : { ...term, name };
      }
      case "ref":
        return renameRef(term, scope);
      case "call":
        checkShadowed(term, scope);
        return mapTerm(term, copier(scope));
      case "comprehension":
        return renameComprehension(term, scope);
      default:
        return mapTerm(term, copier(scope));
    }
  }

  function renameRef(ref: Ref, scope: Scope): Term {
    const { head } = ref;
    if (ref.path.length > 0 || head.kind !== "var" || (head.name !== "input" && head.name !== "data")) {
      return mapTerm(ref, copier(scope));
    }
    return scope.isDeclared(head.name) ? variable(scope.nameOf(head.name) ?? head.name, ref.at) : ref;
  }

  function checkShadowed({ operator, at }: Call, scope: Scope): void {
    if (operator.head.kind !== "var") return;
    const name = scope.nameOf(operator.head.name);
    if (name === undefined || name === operator.head.name) return;
    report(at, `called function ${operatorName(operator) ?? operator.head.name} shadowed`);
  }

  function renameComprehension(term: Comprehension, outer: Scope): Comprehension {
    const used = varsOfTerm(term.term, {});
    if (term.key !== undefined) varsOfTerm(term.key, {}, used);
    const scope = outer.inner();
    const body = renameBody(term.body, scope, used);
    const key = term.key === undefined ? {} : { key: renameTerm(term.key, scope) };
    return { ...term, ...key, term: renameTerm(term.term, scope), body };
  }

  function copier(scope: Scope) {
    return {
      term: (part: Term) => renameTerm(part, scope),
      body: (body: Body) => renameBody(body, scope, new Set()),
      expr: (expr: Expr) => (expr.kind === "term" ? renameTermExpr(expr, scope) : expr),
    };
  }

  return { body: renameBody, term: renameTerm };
}

function isAssignment(expr: TermExpr): expr is TermExpr & { readonly term: Call } {
  return isCallOf(expr.term, "assign") && expr.term.args.length === 2;
}

function placeOf(body: Body): Place {
  const [first] = body;
  if (first === undefined) throw new Error("internal error: an empty body");
  return first.at;
}

function valueName(term: Term): string {
  if (term.kind === "comprehension") return `${term.of}comprehension`;
  if (term.kind !== "scalar") return term.kind;
  return term.value === null ? "null" : typeof term.value === "bigint" ? "number" : typeof term.value;
}
