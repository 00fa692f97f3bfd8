// Rules → values. A rule is planned when it is first needed, and evaluated once for the same documents.
// Follows open-policy-agent/opa v1/topdown/eval.go, evalVirtualComplete, evalVirtualPartial and evalFunc.

import type { Program } from "../compile/compile.js";
import { branchesOf, type Clause, isFunction, isMultiValue, nodesOf, type RuleNode } from "../compile/rule-tree.js";
import { type Place, RegoError } from "../error.js";
import type { Rule, Scalar, Term } from "../syntax/tree.js";
import { equalValues, setOf, type Value } from "../values/index.js";
import { createDraft } from "./draft.js";
import { createSlots, planGet, planMatch } from "./pattern.js";
import { planBody, runSteps, type Step } from "./plan.js";
import type { Frame, Get, Match, Scope } from "./scope.js";

export interface Rules {
  readonly valueOf: (node: RuleNode, scope: Scope) => Value | undefined;
  readonly resultOf: (node: RuleNode, args: readonly Value[], scope: Scope) => Value | undefined;
}

interface BranchPlan {
  readonly args: readonly Match[];
  readonly steps: readonly Step[];
  /** The value of a rule, or what a `contains` rule contains. */
  readonly get: Get;
  readonly tail: readonly Get[];
}

/** Plans are kept as long as what this returns. */
export function createRules(program: Program): Rules {
  const plans = new Map<Rule, BranchPlan>();

  function planOf(rule: Rule, tail: readonly Term[]): BranchPlan {
    const known = plans.get(rule);
    if (known !== undefined) return known;
    const slots = createSlots();
    const bound = new Set<string>();
    const args = (rule.head.args ?? []).map((arg) => planMatch(arg, slots, bound));
    const steps = planBody(rule.body, { program, slots, bound });
    const held = rule.head.value ?? rule.head.key;
    if (held === undefined) throw new Error("internal error: a rule without a value");
    const plan = {
      args,
      steps,
      get: planGet(held, slots, bound),
      tail: tail.map((part) => planGet(part, slots, bound)),
    };
    plans.set(rule, plan);
    return plan;
  }

  /** Calls `take` with each value that the body gives. */
  function runBranch(
    plan: BranchPlan,
    args: readonly Value[],
    scope: Scope,
    take: (value: Value, frame: Frame) => boolean,
  ): boolean {
    const frame: Frame = [];
    if (!plan.args.every((match, i) => match(frame, args[i] ?? null))) return false;
    return runSteps(plan.steps, frame, scope, () => {
      const value = plan.get(frame);
      return value !== undefined && take(value, frame);
    });
  }

  /** The one value of rules that have one. */
  function singleValue(
    node: RuleNode,
    args: readonly Value[],
    { scope, conflict }: { scope: Scope; conflict: string },
  ): Value | undefined {
    const isSame = haveOneConstant(node);
    let result: Value | undefined;
    const take = (at: Place) => (value: Value) => {
      if (result !== undefined && !equalValues(result, value)) throw new RegoError("eval_conflict_error", at, conflict);
      result = value;
      return isSame;
    };
    for (const { rule } of node.clauses) {
      if (rule.isDefault) continue;
      for (const branch of branchesOf(rule)) {
        let isDefined = false;
        const accept = take(branch.at);
        runBranch(planOf(branch, []), args, scope, (value) => {
          isDefined = true;
          return accept(value);
        });
        if (isDefined) break;
      }
      if (isSame && result !== undefined) return result;
    }
    if (result !== undefined) return result;
    const standard = node.clauses.find(({ rule }) => rule.isDefault);
    if (standard !== undefined) runBranch(planOf(standard.rule, []), args, scope, take(standard.rule.at));
    return result;
  }

  function setValue(node: RuleNode, scope: Scope): Value {
    const members: Value[] = [];
    for (const { rule } of node.clauses) {
      runBranch(planOf(rule, []), [], scope, (value) => {
        members.push(value);
        return false;
      });
    }
    return setOf(members);
  }

  /** Rules with variables in their paths, and all rules below them. */
  function objectValue(node: RuleNode, scope: Scope): Value {
    const draft = createDraft();
    const add = (clause: Clause, prefix: readonly Scalar[]) => {
      const { rule } = clause;
      const plan = planOf(rule, clause.tail);
      runBranch(plan, [], scope, (value, frame) => {
        const path: Value[] = [...prefix, ...plan.tail.map((get) => get(frame) ?? null)];
        draft.put(path, value, { isMember: isMultiValue(rule), at: rule.head.at });
        return false;
      });
    };
    for (const inner of nodesOf(node)) {
      const prefix = inner.path.slice(node.path.length);
      const [first] = inner.clauses;
      if (first !== undefined && inner !== node && first.tail.length === 0) {
        const value = ruleValue(inner, scope);
        if (value !== undefined) draft.put(prefix, value, { isMember: false, at: first.rule.head.at });
      } else {
        for (const clause of inner.clauses) add(clause, prefix);
      }
    }
    return draft.value();
  }

  function ruleValue(node: RuleNode, scope: Scope): Value | undefined {
    const [first] = node.clauses;
    if (first === undefined || isFunction(node)) return undefined;
    if (node.clauses.some(({ tail }) => tail.length > 0)) return objectValue(node, scope);
    if (isMultiValue(first.rule)) return setValue(node, scope);
    return singleValue(node, [], { scope, conflict: "complete rules must not produce multiple outputs" });
  }

  return {
    valueOf: ruleValue,
    resultOf: (node, args, scope) =>
      singleValue(node, args, { scope, conflict: "functions must not produce multiple outputs for same inputs" }),
  };
}

/** Then the first value found is the value: OPA looks no further either. */
function haveOneConstant({ clauses }: RuleNode): boolean {
  let constant: Scalar | undefined;
  for (const { rule } of clauses) {
    if (rule.isDefault) continue;
    for (const { head } of branchesOf(rule)) {
      if (head.value?.kind !== "scalar" || (constant !== undefined && constant !== head.value.value)) return false;
      constant = head.value.value;
    }
  }
  return constant !== undefined;
}
