// Calls, equations and references that no input can make come true. What a policy is given is not known: it can be anything.
// Follows open-policy-agent/opa v1/ast/check.go.

import type { BuiltinDeclaration } from "../../builtin.js";
import { RegoError } from "../../error.js";
import {
  type Body,
  type Call,
  type Comprehension,
  type Expr,
  operatorName,
  type Rule,
  type Scalar,
  type Term,
} from "../../syntax/tree.js";
import { termsOf, walkTerms } from "../../syntax/visit.js";
import type { Names } from "../names.js";
import { branchesOf, type Clause, isMultiValue } from "../rule-tree.js";
import { checkRefs, functionText, refText } from "./refs.js";
import { createRuleTypes } from "./rule-types.js";
import { createScope, type Scope, typeOf, typeOfRef, typeOfVar } from "./scope.js";
import { anyFunction, signature } from "./signature.js";
import { ANY, type FunctionType, isUnknown, type MaybeType, objectType } from "./type.js";
import { typeText } from "./type-text.js";
import { canMeet, unify, unifyTerms } from "./unify.js";

export interface TypeRules {
  readonly builtins: ReadonlyMap<string, BuiltinDeclaration>;
  readonly names: Names;
  readonly errors: RegoError[];
}

/** Of functions that the evaluator has itself. */
const NATIVE = "(any, any) -> boolean";

/** `clauses`: each after those that it refers to. */
export function checkTypes(clauses: readonly Clause[], { builtins, names, errors }: TypeRules): void {
  const rules = createRuleTypes();
  const closures = new Map<Comprehension, { readonly scope: Scope; readonly errors: readonly RegoError[] }>();
  const world = {
    rules,
    functionType,
    closure: (closure: Comprehension, around: Scope) => {
      const checked = checkClosure(closure, around);
      return checked.errors.length === 0 ? checked.scope : undefined;
    },
  };
  for (const { module, rule } of clauses) {
    for (const branch of branchesOf(rule)) checkRule(branch, module.package);
  }

  function functionType(name: string): MaybeType {
    const builtin = builtins.get(name);
    if (builtin !== undefined) return builtin.type === undefined ? anyFunction(builtin.arity) : signature(builtin.type);
    return name === "eq" || name === "equal" || name === "assign" ? signature(NATIVE) : undefined;
  }

  function checkRule(rule: Rule, packagePath: readonly string[]): void {
    const scope = createScope(world);
    const found = checkBody(rule.body, scope);
    errors.push(...found);
    const { head } = rule;
    const [name, ...rest] = head.ref;
    const path: Scalar[] = [...packagePath, name.name];
    for (const part of rest) {
      if (part.kind !== "scalar") break;
      path.push(part.value);
    }
    const tail = rest.slice(path.length - packagePath.length - 1);
    if (found.length > 0) rules.forget(path);
    else rules.add(path, typeOfRule(rule, tail, scope));
  }

  function checkBody(body: Body, scope: Scope): readonly RegoError[] {
    const found: RegoError[] = [];
    for (const expr of body) {
      const before = found.length;
      for (const closure of closuresIn(expr)) found.push(...checkClosure(closure, scope).errors);
      checkRefs(expr, { scope, names, errors: found });
      const problem = problemOf(expr, scope);
      // What is wrong inside is why nothing is known about the whole.
      if (problem !== undefined && !(problem.isFromUnknown && found.length > before)) found.push(problem.error);
    }
    return found;
  }

  /** Once is enough: what is around it is known by then. */
  function checkClosure(closure: Comprehension, around: Scope) {
    const before = closures.get(closure);
    if (before !== undefined) return before;
    const scope = createScope(world, around);
    const checked = { scope, errors: checkBody(closure.body, scope) };
    closures.set(closure, checked);
    return checked;
  }

  function problemOf(expr: Expr, scope: Scope): Problem | undefined {
    for (const { target, value, at } of expr.withs) {
      const [wanted, given] = [typeOf(scope, target), typeOf(scope, value)];
      if (given?.kind !== "function") continue;
      if (isInput(target) && value.kind === "ref") {
        return problem(value.at, functionText(value, names), [given]);
      }
      if (wanted?.kind !== "function" || canMeet(wanted, given)) continue;
      const text = target.kind === "ref" ? refText(target, names) : "the function";
      const message = `${text} cannot be replaced: ${argsText(wanted)} is wanted, and the other takes ${argsText(given)}`;
      return problem(at, message, [given]);
    }
    if (expr.kind !== "term" || expr.term.kind !== "call") return undefined;
    return operatorName(expr.term.operator) === "eq" && expr.term.args.length === 2
      ? problemOfEquation(expr.term, { expr, scope })
      : problemOfCall(expr.term, { expr, scope });
  }

  function problemOfEquation({ args }: Call, { expr, scope }: Where): Problem | undefined {
    const [left, right] = args;
    if (left === undefined || right === undefined) return undefined;
    const types = [typeOf(scope, left), typeOf(scope, right)] as const;
    if (unifyTerms(scope, left, right)) return undefined;
    const message = `can never be equal: ${typeText(types[0])} on the left, ${typeText(types[1])} on the right`;
    return problem(expr.at, message, types);
  }

  function problemOfCall({ operator, args }: Call, { expr, scope }: Where): Problem | undefined {
    const type = typeOfRef(scope, operator);
    if (type?.kind === "union" && type.of.length === 0) return undefined;
    const name = refText(operator, names);
    if (type?.kind !== "function") {
      return problem(expr.at, `${name} is no function but ${typeText(type)}`, [ANY]);
    }
    const wanted = type.result === undefined ? type.args : [...type.args, type.result];
    if (args.length > wanted.length) return problem(expr.at, `${name} takes ${argsText(type)}, and no more`, [ANY]);
    for (const [i, arg] of args.entries()) {
      if (unify(scope, arg, wanted[i])) continue;
      const given = args.map((one) => typeOf(scope, one));
      const [want, got] = [typeText(wanted[i]), typeText(given[i])];
      const what = i < type.args.length ? `argument ${i + 1} of ${name} must be ${want}` : `${name} gives ${want}`;
      return problem(expr.at, `${what}, and here it is ${got}`, given);
    }
    return undefined;
  }
}

function isInput(term: Term): boolean {
  return term.kind === "ref" && term.head.kind === "var" && term.head.name === "input";
}

interface Problem {
  readonly error: RegoError;
  /** Of one of the types nothing is known. */
  readonly isFromUnknown: boolean;
}

interface Where {
  readonly expr: Expr;
  readonly scope: Scope;
}

function problem(at: Expr["at"], message: string, types: readonly MaybeType[]): Problem {
  return { error: new RegoError("rego_type_error", at, message), isFromUnknown: types.some(isUnknown) };
}

function argsText({ args }: FunctionType): string {
  return args.length === 0 ? "no arguments" : `(${args.map(typeText).join(", ")})`;
}

/** `tail`: what of the rule's path follows its first variable. */
function typeOfRule(rule: Rule, tail: readonly Term[], scope: Scope): MaybeType {
  const { args, key, value } = rule.head;
  if (args !== undefined && args.length > 0) {
    for (const arg of args) {
      walkTerms(arg, (part) => {
        if (part.kind === "var" && typeOfVar(scope, part.name) === undefined) scope.vars.set(part.name, ANY);
        return true;
      });
    }
    const result = value === undefined ? undefined : typeOf(scope, value);
    return { kind: "function", args: args.map((arg) => typeOf(scope, arg)), result };
  }
  if (isMultiValue(rule)) {
    const of = key === undefined ? undefined : typeOf(scope, key);
    // Which sets there are below a variable is not looked at.
    return of === undefined || tail.length > 0 ? undefined : { kind: "set", of };
  }
  let type = value === undefined ? undefined : typeOf(scope, value);
  for (const part of [...tail].reverse()) {
    const partType = typeOf(scope, part);
    type = type === undefined || partType === undefined ? undefined : objectType([], { key: partType, value: type });
  }
  return type;
}

/** Comprehensions right in an expression and those in the bodies of its `every`. */
function closuresIn(expr: Expr): readonly Comprehension[] {
  const found: Comprehension[] = [];
  for (const term of termsOf(expr)) {
    walkTerms(term, (part) => {
      if (part.kind === "comprehension") found.push(part);
      return true;
    });
  }
  if (expr.kind === "every") for (const inner of expr.body) found.push(...closuresIn(inner));
  return found;
}
