// The tree of a policy. Nothing in it is ever changed; each stage of compiling makes a new one.

import type { Place } from "../error.js";

export type Scalar = null | boolean | number | bigint | string;

/** `$3` is a wildcard, `%3` a variable made by the compiler; no name in a text begins like that. */
export interface Var {
  readonly kind: "var";
  readonly name: string;
  readonly at: Place;
}

export interface ScalarTerm {
  readonly kind: "scalar";
  readonly value: Scalar;
  readonly at: Place;
}

/** `input` and `data` are references without a path. */
export interface Ref {
  readonly kind: "ref";
  readonly head: Term;
  readonly path: readonly Term[];
  readonly at: Place;
}

/** `a + b` is a call of `plus`, `a = b` one of `eq`. */
export interface Call {
  readonly kind: "call";
  readonly operator: Ref;
  readonly args: readonly Term[];
  readonly at: Place;
}

export interface Collection {
  readonly kind: "array" | "set";
  readonly items: readonly Term[];
  readonly at: Place;
}

export interface ObjectTerm {
  readonly kind: "object";
  readonly entries: readonly (readonly [Term, Term])[];
  readonly at: Place;
}

/** `key` is there in objects only. */
export interface Comprehension {
  readonly kind: "comprehension";
  readonly of: "array" | "set" | "object";
  readonly key?: Term;
  readonly term: Term;
  readonly body: Body;
  readonly at: Place;
}

export interface Template {
  readonly kind: "template";
  readonly parts: readonly (ScalarTerm | Expr)[];
  readonly at: Place;
}

export type Term = Var | ScalarTerm | Ref | Call | Collection | ObjectTerm | Comprehension | Template;

export interface With {
  readonly target: Term;
  readonly value: Term;
  readonly at: Place;
}

interface ExprBase {
  readonly withs: readonly With[];
  readonly at: Place;
}

export interface TermExpr extends ExprBase {
  readonly kind: "term";
  readonly term: Term;
  readonly isNegated: boolean;
  /** A call made by the compiler: its last argument takes the result. */
  readonly isGenerated?: boolean;
}

/** `some x, y` */
export interface SomeVars extends ExprBase {
  readonly kind: "some-vars";
  readonly vars: readonly Var[];
}

/** `some k, v in xs` */
export interface SomeIn extends ExprBase {
  readonly kind: "some-in";
  readonly key?: Term;
  readonly value: Term;
  readonly domain: Term;
}

export interface Every extends ExprBase {
  readonly kind: "every";
  readonly key?: Var;
  readonly value: Var;
  readonly domain: Term;
  readonly body: Body;
}

export type Expr = TermExpr | SomeVars | SomeIn | Every;
export type Body = readonly Expr[];

export interface Head {
  /** The first is the rule's name. */
  readonly ref: readonly [Var, ...Term[]];
  /** undefined: no function */
  readonly args: readonly Term[] | undefined;
  /** What a `contains` rule contains. */
  readonly key?: Term;
  /** undefined in `contains` rules */
  readonly value: Term | undefined;
  readonly at: Place;
}

export interface Rule {
  readonly isDefault: boolean;
  readonly head: Head;
  readonly body: Body;
  readonly otherwise?: Rule;
  readonly at: Place;
}

export interface Import {
  /** `["data", "lib", "helpers"]` */
  readonly path: readonly string[];
  /** What the policy calls it: the alias, or else the last of the path. */
  readonly name: string;
  readonly at: Place;
}

export interface Module {
  readonly file: string;
  /** Without `data`: `["a", "b"]` for `package a.b`. */
  readonly package: readonly string[];
  readonly packageAt: Place;
  /** `rego.v1` and `future.keywords` among them. */
  readonly imports: readonly Import[];
  readonly rules: readonly Rule[];
}

export function variable(name: string, at: Place): Var {
  return { kind: "var", name, at };
}

export function scalar(value: Scalar, at: Place): ScalarTerm {
  return { kind: "scalar", value, at };
}

export function termExpr(term: Term, options: Partial<Omit<TermExpr, "kind" | "term">> = {}): TermExpr {
  return { kind: "term", term, isNegated: false, withs: [], at: term.at, ...options };
}

/** Of functions of the language: `operatorRef("internal", "member_2")`. */
export function operatorRef(at: Place, name: string, ...path: readonly string[]): Ref {
  return { kind: "ref", head: variable(name, at), path: path.map((part) => scalar(part, at)), at };
}

export function equation(left: Term, right: Term): Call {
  return { kind: "call", operator: operatorRef(left.at, "eq"), args: [left, right], at: left.at };
}

/** `a.b["c-d"]`: the name of what is called, undefined where it is no path of strings. */
export function operatorName(operator: Ref): string | undefined {
  if (operator.head.kind !== "var") return undefined;
  const parts = [operator.head.name];
  for (const part of operator.path) {
    if (part.kind !== "scalar" || typeof part.value !== "string") return undefined;
    parts.push(part.value);
  }
  return parts.join(".");
}

export function isCallOf(term: Term, name: string): term is Call {
  return term.kind === "call" && operatorName(term.operator) === name;
}

export function isWildcard(name: string): boolean {
  return name.startsWith("$");
}

export function isGenerated(name: string): boolean {
  return name.startsWith("%");
}
