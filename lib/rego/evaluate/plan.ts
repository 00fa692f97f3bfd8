// Bodies → steps. In an ordered body it is known beforehand which variables have a value at which step, so a variable is a slot that
// is simply written again when a step finds its next value: nothing has to be undone.

import { NATIVE_ARITIES, type Program } from "../compile/compile.js";
import { type Place, RegoError } from "../error.js";
import {
  type Body,
  type Call,
  type Comprehension,
  type Every,
  type Expr,
  operatorName,
  type Term,
  type TermExpr,
} from "../syntax/tree.js";
import { equalValues, objectOf, setOf, type Value } from "../values/index.js";
import { planGet, planMatch, planUnify, type Slots } from "./pattern.js";
import { membersOf, planRef, type Source } from "./ref.js";
import { calleeOf, planWiths } from "./replace.js";
import type { Callee, Frame, Scope } from "./scope.js";

/** Says true to end the search. */
export type Next = () => boolean;

/** What holds once at most is a test; what may hold in many ways calls `next` for each. */
export type Step =
  | { readonly kind: "test"; readonly test: (frame: Frame, scope: Scope) => boolean }
  | { readonly kind: "each"; readonly each: (frame: Frame, scope: Scope, next: Next) => boolean };

export interface Plan {
  readonly program: Program;
  readonly slots: Slots;
  /** The variables that have a value by now. Grows from step to step. */
  readonly bound: Set<string>;
}

/** Calls `next` for each way in which all steps hold. */
export function runSteps(steps: readonly Step[], frame: Frame, scope: Scope, next: Next, from = 0): boolean {
  for (let i = from; i < steps.length; i++) {
    const step = steps[i];
    if (step === undefined) break;
    if (step.kind === "each") return step.each(frame, scope, () => runSteps(steps, frame, scope, next, i + 1));
    if (!step.test(frame, scope)) return false;
  }
  return next();
}

const once: Next = () => true;

export function planBody(body: Body, plan: Plan): readonly Step[] {
  return body.flatMap((expr) => planExpr(expr, plan));
}

function inner(plan: Plan): Plan {
  return { ...plan, bound: new Set(plan.bound) };
}

function planExpr(expr: Expr, plan: Plan): readonly Step[] {
  if (expr.withs.length > 0) return [planReplaced(expr, plan)];
  if (expr.kind === "every") return [planEvery(expr, plan)];
  if (expr.kind !== "term") throw new Error("internal error: a declaration is left in a body");
  if (!expr.isNegated) return planTermExpr(expr, plan);
  const steps = planTermExpr(expr, inner(plan));
  return [{ kind: "test", test: (frame, scope) => !runSteps(steps, frame, scope, once) }];
}

function planReplaced(expr: Expr, plan: Plan): Step {
  const { root, builtins } = plan.program;
  const isBuiltin = (name: string) => builtins.has(name) || NATIVE_ARITIES.has(name);
  const replace = planWiths(expr.withs, { root, isBuiltin, slots: plan.slots, bound: plan.bound });
  const steps = planExpr({ ...expr, withs: [] }, plan);
  return {
    kind: "each",
    each: (frame, scope, next) => {
      const within = replace(frame, scope);
      return within !== undefined && runSteps(steps, frame, within, next);
    },
  };
}

function planEvery({ key, value, domain, body }: Every, plan: Plan): Step {
  const getDomain = planGet(domain, plan.slots, plan.bound);
  const within = inner(plan);
  const matchKey = key === undefined ? undefined : planMatch(key, plan.slots, within.bound);
  const matchValue = planMatch(value, plan.slots, within.bound);
  const steps = planBody(body, within);
  const test = (frame: Frame, scope: Scope) => {
    const members = membersOf(getDomain(frame) ?? null);
    return (
      members?.every(
        ([name, held]) =>
          matchKey?.(frame, name) !== false && matchValue(frame, held) && runSteps(steps, frame, scope, once),
      ) === true
    );
  };
  return { kind: "test", test };
}

function planTermExpr({ term }: TermExpr, plan: Plan): readonly Step[] {
  if (term.kind === "call") return planCall(term, plan);
  const source = planSource(term, plan);
  if (source === undefined) {
    const get = planGet(term, plan.slots, plan.bound);
    return [{ kind: "test", test: (frame) => isTruthy(get(frame)) }];
  }
  return [sourceStep(source, (_, value) => isTruthy(value))];
}

/** Everything but false; what has no value is not either. */
function isTruthy(value: Value | undefined): boolean {
  return value !== undefined && value !== false;
}

function sourceStep(source: Source, accept: (frame: Frame, value: Value) => boolean): Step {
  if (source.kind === "one") {
    return {
      kind: "test",
      test: (frame, scope) => {
        const value = source.get(frame, scope);
        return value !== undefined && accept(frame, value);
      },
    };
  }
  return {
    kind: "each",
    each: (frame, scope, next) => source.each(frame, scope, (value) => accept(frame, value) && next()),
  };
}

/** References and closures; all other terms are made of variables alone. */
function planSource(term: Term, plan: Plan): Source | undefined {
  if (term.kind === "ref") return planRef(term, { root: plan.program.root, slots: plan.slots, bound: plan.bound });
  return term.kind === "comprehension" ? { kind: "one", get: planComprehension(term, plan) } : undefined;
}

function planComprehension(term: Comprehension, plan: Plan): (frame: Frame, scope: Scope) => Value {
  const within = inner(plan);
  const steps = planBody(term.body, within);
  const getTerm = planGet(term.term, plan.slots, within.bound);
  const getKey = term.key === undefined ? undefined : planGet(term.key, plan.slots, within.bound);
  const collect = (frame: Frame, scope: Scope, add: (value: Value) => void) => {
    runSteps(steps, frame, scope, () => {
      const value = getTerm(frame);
      if (value !== undefined) add(value);
      return false;
    });
  };
  if (getKey !== undefined) {
    return (frame, scope) => {
      const entries: (readonly [Value, Value])[] = [];
      collect(frame, scope, (value) => entries.push([getKey(frame) ?? null, value]));
      return uniqueObject(entries, term.at);
    };
  }
  return (frame, scope) => {
    const values: Value[] = [];
    collect(frame, scope, (value) => values.push(value));
    return term.of === "set" ? setOf(values) : values;
  };
}

/** @throws RegoError when one key has two values */
export function uniqueObject(entries: readonly (readonly [Value, Value])[], at: Place): Value {
  const object = objectOf(entries);
  if (object.size === entries.length) return object;
  for (const [key, value] of entries) {
    if (!equalValues(object.get(key) ?? null, value)) {
      throw new RegoError("eval_conflict_error", at, "object keys must be unique");
    }
  }
  return object;
}

function planCall(call: Call, plan: Plan): readonly Step[] {
  const name = operatorName(call.operator);
  const [first, second, third] = call.args;
  if (name === "eq" || name === "equal" || name === "assign") {
    if (first === undefined || second === undefined) throw new Error("internal error: an equation without two sides");
    return third === undefined ? planEquation(first, second, plan) : [planComparison([first, second], third, plan)];
  }
  const callee = calleeOf(call.operator, { root: plan.program.root });
  if (callee === undefined) throw new Error("internal error: a call of no function");
  const arity = arityOf(callee, plan.program);
  const args = call.args.slice(0, arity).map((arg) => planGet(arg, plan.slots, plan.bound));
  const result = call.args[arity];
  const accept =
    result === undefined ? (_: Frame, value: Value) => value !== false : planMatch(result, plan.slots, plan.bound);
  const { at } = call;
  const test = (frame: Frame, scope: Scope) => {
    const values: Value[] = [];
    for (const get of args) {
      const value = get(frame);
      if (value === undefined) return false;
      values.push(value);
    }
    const value = scope.run.call(callee, values, { scope, at });
    return value !== undefined && accept(frame, value);
  };
  return [{ kind: "test", test }];
}

function arityOf(callee: Callee, { builtins }: Program): number {
  if (callee.kind === "rule") return callee.node.clauses[0]?.rule.head.args?.length ?? 0;
  if (callee.kind === "value") return 0;
  return NATIVE_ARITIES.get(callee.name) ?? builtins.get(callee.name)?.arity ?? 0;
}

function planEquation(left: Term, right: Term, plan: Plan): readonly Step[] {
  const { slots, bound } = plan;
  const source = planSource(left, plan);
  const other = planSource(right, plan);
  if (source !== undefined && other !== undefined) {
    const spare = slots.spare();
    const keep = (frame: Frame, value: Value) => {
      frame[spare] = value;
      return true;
    };
    const isKept = (frame: Frame, value: Value) => equalValues(frame[spare] ?? null, value);
    return [sourceStep(source, keep), sourceStep(other, isKept)];
  }
  if (source !== undefined) return [sourceStep(source, planMatch(right, slots, bound))];
  if (other !== undefined) return [sourceStep(other, planMatch(left, slots, bound))];
  return planUnify(left, right, { slots, bound }).map((test) => ({ kind: "test", test: (frame) => test(frame) }));
}

/** `x := a == b` */
function planComparison([left, right]: readonly [Term, Term], result: Term, { slots, bound }: Plan): Step {
  const getLeft = planGet(left, slots, bound);
  const getRight = planGet(right, slots, bound);
  const match = planMatch(result, slots, bound);
  const test = (frame: Frame) => {
    const a = getLeft(frame);
    const b = getRight(frame);
    return a !== undefined && b !== undefined && match(frame, equalValues(a, b));
  };
  return { kind: "test", test };
}
