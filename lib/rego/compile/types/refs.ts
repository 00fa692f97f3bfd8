// References into what is known of rules and variables. Follows open-policy-agent/opa v1/ast/check.go, refChecker.

import { RegoError } from "../../error.js";
import type { Expr, Ref, Scalar, Term } from "../../syntax/tree.js";
import { childrenOf } from "../../syntax/visit.js";
import { type Names, shownName } from "../names.js";
import { pathText } from "../rule-tree.js";
import { type RuleTypeNode, wholeType } from "./rule-types.js";
import { type Scope, typeOf, typeOfRef, typeOfVar } from "./scope.js";
import { ANY, keyOf, keysOf, type MaybeType, memberOf, valuesOf } from "./type.js";
import { shortened, typeText } from "./type-text.js";
import { canMeet, unify } from "./unify.js";

interface RefCheck {
  readonly scope: Scope;
  readonly names: Names;
  readonly errors: RegoError[];
}

/** All references of an expression but those in comprehensions, which are checked with their bodies. */
export function checkRefs(expr: Expr, check: RefCheck): void {
  if (expr.kind === "term") {
    if (expr.term.kind === "call") for (const arg of expr.term.args) checkTerm(arg, check);
    else checkTerm(expr.term, check);
  } else if (expr.kind === "every") {
    // Variables of `every` can be anything: calls in its body are not checked, as in OPA.
    checkTerm(expr.domain, check);
    for (const inner of expr.body) checkRefs(inner, check);
    for (const { value } of expr.withs) checkTerm(value, check);
  }
}

function checkTerm(term: Term, check: RefCheck): void {
  if (term.kind === "ref" && !checkRef(term, check)) return;
  for (const child of childrenOf(term)) checkTerm(child, check);
}

/** @returns whether what is in the reference is worth a look */
function checkRef(ref: Ref, check: RefCheck): boolean {
  const { scope, names, errors } = check;
  const { head, path } = ref;
  if (head.kind !== "var") return true;
  const isLocal = head.name !== "data" && head.name !== "input";
  const type = typeOfRef(scope, ref);
  // An argument of which no expression before told anything.
  if (isLocal && type === undefined && typeOfVar(scope, head.name) === undefined) scope.vars.set(head.name, ANY);
  if (type?.kind === "function") {
    report(functionText(ref, names));
    return false;
  }
  const problem =
    head.name === "data"
      ? problemInRules(path, scope.world.rules.root, 0)
      : problemBelow(isLocal ? typeOfVar(scope, head.name) : ANY, path, 0);
  if (problem !== undefined) report(problem);
  return true;

  function report(message: string): void {
    errors.push(new RegoError("rego_type_error", head.at, message));
  }

  function problemInRules(path: readonly Term[], node: RuleTypeNode, depth: number): string | undefined {
    const part = path[depth];
    if (part === undefined || node.children.size === 0) {
      return node.type === undefined ? open(path.slice(depth)) : problemBelow(node.type, path, depth);
    }
    if (part.kind === "var") {
      const keys = keysOf(wholeType(node));
      const given = typeOfVar(scope, part.name);
      if (given === undefined) scope.vars.set(part.name, keys);
      else if (!canMeet(keys, given)) return wrongKey(path, depth, { keys, given });
    }
    const child = part.kind === "scalar" ? node.children.get(part.value) : undefined;
    if (child === undefined) return open(path.slice(depth));
    return child.type === undefined
      ? problemInRules(path, child, depth + 1)
      : problemBelow(child.type, path, depth + 1);
  }

  /** Where nothing is known: variables that no expression told anything of can be anything. */
  function open(path: readonly Term[]): undefined {
    for (const part of path) if (part.kind === "var") unify(scope, part, typeOfVar(scope, part.name) ?? ANY);
  }

  function problemBelow(type: MaybeType, path: readonly Term[], depth: number): string | undefined {
    const part = path[depth];
    if (part === undefined) return undefined;
    const keys = keysOf(type);
    if (keys === undefined) {
      const whole = { ...ref, path: path.slice(0, depth) };
      return `${refText(whole, names)} has nothing in it to refer to, being ${withArticle(typeText(type))}`;
    }
    const key = part.kind === "scalar" ? keyOf(part) : undefined;
    if (key !== undefined) {
      const member = memberOf(type, key);
      return member === undefined ? missing(type, path, depth) : problemBelow(member, path, depth + 1);
    }
    if (part.kind === "var" || part.kind === "array" || part.kind === "object" || part.kind === "set") {
      const given = typeOf(scope, part);
      if (part.kind === "var" && given === undefined) scope.vars.set(part.name, keys);
      else if (!unify(scope, part, keys)) return wrongKey(path, depth, { keys, given });
    }
    return problemBelow(valuesOf(type), path, depth + 1);
  }

  function missing(type: MaybeType, path: readonly Term[], depth: number): string {
    const whole = { ...ref, path: path.slice(0, depth) };
    const key = path[depth];
    const asked = key?.kind === "scalar" ? pathText([key.value]).slice("data".length) : "";
    const text = refText(whole, names);
    if (type?.kind !== "object") return `${text}${asked}: ${text} is ${withArticle(typeText(type))}`;
    const known = shortened([...type.entries.keys()]);
    const has = known.length === 0 ? `keys that are ${typeText(keysOf(type))}` : known.join(", ");
    return `${text}${asked} is never there: ${text} has ${has}`;
  }

  function wrongKey(path: readonly Term[], depth: number, types: { keys: MaybeType; given: MaybeType }): string {
    const text = refText({ ...ref, path: path.slice(0, depth) }, names);
    const key = path[depth];
    const shown = key === undefined ? "_" : partText(key, names);
    return `${text}${shown} is never there: keys of ${text} are ${typeText(types.keys)}, and this one is ${typeText(types.given)}`;
  }
}

/** Of a function that is used as if it were a value. */
export function functionText(ref: Ref, names: Names): string {
  return `${refText(ref, names)} is a function and has no value but where it is called`;
}

/** `data.t.p[x].q`, as the policy calls it. */
export function refText({ head, path }: Pick<Ref, "head" | "path">, names: Names): string {
  const first = head.kind === "var" ? nameText(head.name, names) : "_";
  return first + path.map((part) => partText(part, names)).join("");
}

function partText(part: Term, names: Names): string {
  if (part.kind === "scalar") return scalarText(part.value);
  return part.kind === "var" ? `[${nameText(part.name, names)}]` : "[_]";
}

function scalarText(value: Scalar): string {
  return pathText([value]).slice("data".length);
}

function nameText(name: string, names: Names): string {
  const shown = shownName(names, name);
  return shown.startsWith("%") ? "_" : shown;
}

function withArticle(text: string): string {
  return /^(?:any|array|object)/.test(text)
    ? `an ${text}`
    : /^(?:number|string|set|boolean)/.test(text)
      ? `a ${text}`
      : text;
}
