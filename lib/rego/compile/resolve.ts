// Names → what they stand for: a rule of the package becomes `data.<package>.<rule>`, an import the path that it imports.
// Follows open-policy-agent/opa v1/ast/compile.go, resolveAllRefs.

import { type Place, RegoError } from "../error.js";
import { type Body, type Expr, isCallOf, type Module, type Rule, scalar, type Term, variable } from "../syntax/tree.js";
import { mapTerm, mapWiths, varsOfTerm } from "../syntax/visit.js";

/** `globals`: from a name to its path, `data` or `input` first. */
type Globals = ReadonlyMap<string, readonly string[]>;
/** Names that stand for variables here, whatever they are outside. */
type Locals = readonly ReadonlySet<string>[];

/** The same modules with the names in their rules resolved. */
export function resolveModules(modules: readonly Module[], errors: RegoError[]): readonly Module[] {
  const exports = new Map<string, Set<string>>();
  for (const module of modules) {
    const key = JSON.stringify(module.package);
    const names = exports.get(key) ?? new Set();
    exports.set(key, names);
    for (const { head } of module.rules) names.add(head.ref[0].name);
  }
  return modules.map((module) => {
    const globals = new Map<string, readonly string[]>();
    for (const name of exports.get(JSON.stringify(module.package)) ?? []) {
      globals.set(name, ["data", ...module.package, name]);
    }
    for (const { path, name } of module.imports) {
      if (path[0] === "data" || path[0] === "input") globals.set(name, path);
    }
    return { ...module, rules: module.rules.map((rule) => resolveRule(rule, globals, errors)) };
  });
}

function resolveRule(rule: Rule, globals: Globals, errors: RegoError[]): Rule {
  const { head } = rule;
  const args = new Set<string>();
  for (const arg of head.args ?? []) argVars(arg, args, errors);
  const locals: Locals = [args, declaredVars(rule.body)];
  const resolve = (term: Term) => resolveTerm(term, globals, locals);
  const [name, ...path] = head.ref;
  return {
    ...rule,
    head: {
      ...head,
      ref: [name, ...path.map(resolve)],
      ...(head.key === undefined ? {} : { key: resolve(head.key) }),
      value: head.value === undefined ? undefined : resolve(head.value),
    },
    body: resolveBody(rule.body, globals, locals),
    ...(rule.otherwise === undefined ? {} : { otherwise: resolveRule(rule.otherwise, globals, errors) }),
  };
}

/** The variables that an argument is taken apart into. */
function argVars(term: Term, into: Set<string>, errors: RegoError[]): void {
  switch (term.kind) {
    case "var":
      into.add(term.name);
      break;
    case "array":
      for (const item of term.items) argVars(item, into, errors);
      break;
    case "object":
      for (const [, value] of term.entries) argVars(value, into, errors);
      break;
    case "ref":
      if (term.head.kind === "var" && term.path.length === 0) {
        const message = `args must not shadow ${term.head.name} (use a different variable name)`;
        errors.push(new RegoError("rego_compile_error", term.at, message));
      }
      varsOfTerm(term, {}, into);
      break;
    default:
      break;
  }
}

/** What `:=` and `some` declare in a body, those of `every` in it too. */
export function declaredVars(body: Body, into = new Set<string>()): Set<string> {
  for (const expr of body) {
    if (expr.kind === "term") {
      const [left, right] = isCallOf(expr.term, "assign") ? expr.term.args : [];
      if (left !== undefined && right !== undefined) varsOfTerm(left, {}, into);
    } else if (expr.kind === "some-vars") {
      for (const { name } of expr.vars) into.add(name);
    } else if (expr.kind === "some-in") {
      if (expr.key !== undefined) varsOfTerm(expr.key, {}, into);
      varsOfTerm(expr.value, {}, into);
    } else {
      declaredVars(expr.body, into);
    }
  }
  return into;
}

function resolveBody(body: Body, globals: Globals, locals: Locals): Body {
  return body.map((expr) => resolveExpr(expr, globals, locals));
}

function resolveExpr(expr: Expr, globals: Globals, locals: Locals): Expr {
  const resolve = (term: Term) => resolveTerm(term, globals, locals);
  const withs = mapWiths(expr.withs, resolve);
  switch (expr.kind) {
    case "term":
      return { ...expr, term: resolve(expr.term), withs };
    case "some-vars":
      return { ...expr, withs };
    case "some-in": {
      const key = expr.key === undefined ? {} : { key: resolve(expr.key) };
      return { ...expr, ...key, value: resolve(expr.value), domain: resolve(expr.domain), withs };
    }
    case "every": {
      const own = new Set(expr.key === undefined ? [expr.value.name] : [expr.key.name, expr.value.name]);
      return { ...expr, domain: resolve(expr.domain), body: resolveBody(expr.body, globals, [...locals, own]), withs };
    }
  }
}

function resolveTerm(term: Term, globals: Globals, locals: Locals): Term {
  if (term.kind === "var") {
    const path = locals.some((names) => names.has(term.name)) ? undefined : globals.get(term.name);
    return path === undefined ? term : pathRef(path, term.at);
  }
  const inner = term.kind === "comprehension" ? [...locals, declaredVars(term.body)] : locals;
  const copied = mapTerm(term, {
    term: (part) => resolveTerm(part, globals, inner),
    body: (body) => resolveBody(body, globals, inner),
    expr: (expr) => resolveExpr(expr, globals, inner),
  });
  return copied.kind === "ref" ? joined(copied) : copied;
}

/** A reference that begins with a reference is one. */
function joined(ref: Extract<Term, { kind: "ref" }>): Term {
  const { head } = ref;
  return head.kind === "ref" ? { ...ref, head: head.head, path: [...head.path, ...ref.path] } : ref;
}

export function pathRef([root = "data", ...path]: readonly string[], at: Place): Extract<Term, { kind: "ref" }> {
  return { kind: "ref", head: variable(root, at), path: path.map((part) => scalar(part, at)), at };
}
