// Walks through terms and bodies, and makes changed copies of them.

import type { Body, Expr, Term, With } from "./tree.js";

export interface VarWalk {
  /** Of comprehensions and templates nothing, of `every` only what it goes through. */
  readonly skipClosures?: boolean;
  /** The variable that a reference begins with. */
  readonly skipRefHead?: boolean;
  /** The name of what is called, and the document that a `with` replaces. */
  readonly skipCallHead?: boolean;
  readonly skipObjectKeys?: boolean;
  readonly skipSets?: boolean;
}

/** What a body is asked for when it is put in order. */
export const SAFETY: VarWalk = { skipClosures: true, skipCallHead: true };
/** The variables that a value can be taken apart into. */
export const PATTERN: VarWalk = { skipClosures: true, skipRefHead: true, skipObjectKeys: true };

export function varsOfTerm(term: Term, walk: VarWalk, into = new Set<string>()): Set<string> {
  const each = (children: readonly Term[]) => {
    for (const child of children) varsOfTerm(child, walk, into);
  };
  switch (term.kind) {
    case "scalar":
      break;
    case "var":
      into.add(term.name);
      break;
    case "ref":
      if (walk.skipRefHead !== true) varsOfTerm(term.head, walk, into);
      each(term.path);
      break;
    case "call":
      if (walk.skipCallHead === true) each(term.operator.path);
      else varsOfTerm(term.operator, walk, into);
      each(term.args);
      break;
    case "array":
      each(term.items);
      break;
    case "set":
      if (walk.skipSets !== true) each(term.items);
      break;
    case "object":
      for (const [key, value] of term.entries) {
        if (walk.skipObjectKeys !== true) varsOfTerm(key, walk, into);
        varsOfTerm(value, walk, into);
      }
      break;
    case "comprehension":
      if (walk.skipClosures === true) break;
      if (term.key !== undefined) varsOfTerm(term.key, walk, into);
      varsOfTerm(term.term, walk, into);
      varsOfBody(term.body, walk, into);
      break;
    case "template":
      if (walk.skipClosures === true) break;
      for (const part of term.parts) if (part.kind !== "scalar") varsOfExpr(part, walk, into);
      break;
  }
  return into;
}

export function varsOfExpr(expr: Expr, walk: VarWalk, into = new Set<string>()): Set<string> {
  switch (expr.kind) {
    case "term":
      varsOfTerm(expr.term, walk, into);
      break;
    case "some-vars":
      for (const { name } of expr.vars) into.add(name);
      break;
    case "some-in":
      if (expr.key !== undefined) varsOfTerm(expr.key, walk, into);
      varsOfTerm(expr.value, walk, into);
      varsOfTerm(expr.domain, walk, into);
      break;
    case "every":
      varsOfTerm(expr.domain, walk, into);
      if (walk.skipClosures === true) break;
      if (expr.key !== undefined) into.add(expr.key.name);
      into.add(expr.value.name);
      varsOfBody(expr.body, walk, into);
      break;
  }
  for (const modifier of expr.withs) varsOfWith(modifier, walk, into);
  return into;
}

export function varsOfBody(body: Body, walk: VarWalk, into = new Set<string>()): Set<string> {
  for (const expr of body) varsOfExpr(expr, walk, into);
  return into;
}

export function varsOfWith({ target, value }: With, walk: VarWalk, into = new Set<string>()): Set<string> {
  if (walk.skipCallHead === true && target.kind === "ref") {
    for (const part of target.path) varsOfTerm(part, walk, into);
  } else {
    varsOfTerm(target, walk, into);
  }
  if (walk.skipCallHead === true && value.kind === "ref") {
    // Left as a reference only where a function takes the place of another.
    for (const part of value.path) varsOfTerm(part, walk, into);
    return into;
  }
  return varsOfTerm(value, walk, into);
}

/** How to copy the parts of a term or an expression. */
export interface Copier {
  readonly term: (term: Term) => Term;
  readonly body: (body: Body) => Body;
  readonly expr: (expr: Expr) => Expr;
}

/** The same term with copied parts. */
export function mapTerm(term: Term, copy: Copier): Term {
  switch (term.kind) {
    case "scalar":
    case "var":
      return term;
    case "ref":
      return { ...term, head: copy.term(term.head), path: term.path.map(copy.term) };
    case "call": {
      const operator = copy.term(term.operator);
      if (operator.kind !== "ref") throw new Error("internal error: a call of no reference");
      return { ...term, operator, args: term.args.map(copy.term) };
    }
    case "array":
    case "set":
      return { ...term, items: term.items.map(copy.term) };
    case "object":
      return { ...term, entries: term.entries.map(([key, value]) => [copy.term(key), copy.term(value)] as const) };
    case "comprehension": {
      const body = copy.body(term.body);
      const key = term.key === undefined ? {} : { key: copy.term(term.key) };
      return { ...term, ...key, term: copy.term(term.term), body };
    }
    case "template":
      return { ...term, parts: term.parts.map((part) => (part.kind === "scalar" ? part : copy.expr(part))) };
  }
}

export function mapWiths(withs: readonly With[], copy: (term: Term) => Term): readonly With[] {
  return withs.map((modifier) => ({ ...modifier, target: copy(modifier.target), value: copy(modifier.value) }));
}

/** The first answer of `ask` for a term or one in it, from the outside in; bodies of comprehensions are not entered. */
export function someTerm<T>(term: Term, ask: (term: Term) => T | undefined): T | undefined {
  const answer = ask(term);
  if (answer !== undefined) return answer;
  for (const child of childrenOf(term)) {
    const inner = someTerm(child, ask);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** Calls `visit` with `term` and, where it says yes, with the terms in it. */
export function walkTerms(term: Term, visit: (term: Term) => boolean): void {
  if (!visit(term)) return;
  for (const child of childrenOf(term)) walkTerms(child, visit);
}

/** Without those in bodies. */
export function childrenOf(term: Term): readonly Term[] {
  switch (term.kind) {
    case "scalar":
    case "var":
    case "comprehension":
    case "template":
      return [];
    case "ref":
      return [term.head, ...term.path];
    case "call":
      return [term.operator, ...term.args];
    case "array":
    case "set":
      return term.items;
    case "object":
      return term.entries.flat();
  }
}

/** Has no variables, references, calls or bodies in it; a reference counts by its path. */
export function isGround(term: Term): boolean {
  switch (term.kind) {
    case "scalar":
      return true;
    case "var":
    case "call":
    case "comprehension":
    case "template":
      return false;
    case "ref":
      return term.path.every(isGround);
    case "array":
    case "set":
      return term.items.every(isGround);
    case "object":
      return term.entries.every(([key, value]) => isGround(key) && isGround(value));
  }
}

/** Every expression in `body`, those in closures too, from the outside in. */
export function* exprsOf(body: Body): Generator<Expr> {
  for (const expr of body) {
    yield expr;
    for (const inner of bodiesOf(expr)) yield* exprsOf(inner);
  }
}

/** The bodies right in an expression: of `every`, of comprehensions and templates. */
export function bodiesOf(expr: Expr): readonly Body[] {
  const found: Body[] = [];
  for (const term of termsOf(expr)) {
    walkTerms(term, (inner) => {
      found.push(...closureBodies(inner));
      return true;
    });
  }
  if (expr.kind === "every") found.push(expr.body);
  return found;
}

function closureBodies(term: Term): readonly Body[] {
  if (term.kind === "template") return [term.parts.filter((part) => part.kind !== "scalar")];
  if (term.kind !== "comprehension") return [];
  const terms = term.key === undefined ? [term.term] : [term.key, term.term];
  const inTerms = terms.map(
    (part) => ({ kind: "term", term: part, isNegated: false, withs: [], at: part.at }) as const,
  );
  return [term.body, inTerms.filter((part) => part.term.kind !== "var" && part.term.kind !== "scalar")];
}

/** The terms right in an expression, without what it calls. */
export function termsOf(expr: Expr): readonly Term[] {
  const inWiths = expr.withs.map(({ value }) => value);
  switch (expr.kind) {
    case "term":
      return [expr.term, ...inWiths];
    case "some-vars":
      return inWiths;
    case "some-in":
      return [...(expr.key === undefined ? [] : [expr.key]), expr.value, expr.domain, ...inWiths];
    case "every":
      return [expr.domain, ...inWiths];
  }
}
