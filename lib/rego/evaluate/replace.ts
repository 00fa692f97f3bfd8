// `with`: other documents, other functions. Follows open-policy-agent/opa v1/topdown/input.go and eval.go, evalWith.

import { isFunction, pathText, type RuleNode } from "../compile/rule-tree.js";
import { findScalarNode } from "../compile/withs.js";
import { operatorName, type Ref, type Scalar, type With } from "../syntax/tree.js";
import { compareValues, equalValues, isObject, objectOf, type Value, type ValueObject } from "../values/index.js";
import { planGet, type Slots } from "./pattern.js";
import { type Callee, derived, type Frame, type Get, type Patch, type Scope } from "./scope.js";

/** Undefined where a value that should take a document's place is missing. */
export type Replace = (frame: Frame, scope: Scope) => Scope | undefined;

export interface WithPlan {
  readonly root: RuleNode;
  readonly slots: Slots;
  readonly bound: ReadonlySet<string>;
  readonly isBuiltin: (name: string) => boolean;
}

interface Change {
  readonly of: "input" | "data" | "function";
  readonly path: readonly Get[];
  readonly name: string;
  readonly callee: Callee | undefined;
  readonly get: Get | undefined;
}

export function planWiths(withs: readonly With[], plan: WithPlan): Replace {
  const changes = withs.map((modifier) => planChange(modifier, plan));
  return (frame, outer) => {
    let { input, patch } = outer;
    const mocks = new Map(outer.mocks);
    for (const change of changes) {
      const value = change.get?.(frame);
      if (change.of === "function") {
        const callee: Callee | undefined =
          change.callee ?? (value === undefined ? undefined : { kind: "value", value });
        if (callee === undefined) return undefined;
        mocks.set(change.name, callee);
        continue;
      }
      const path: Value[] = [];
      for (const get of change.path) path.push(get(frame) ?? null);
      if (value === undefined) return undefined;
      if (change.of === "input") input = replaced(input, path, value);
      else patch = patched(patch, path.filter(isScalar), value);
    }
    return derived(outer, { input, patch, mocks: mocks.size > 0 ? mocks : undefined });
  };
}

function planChange({ target, value }: With, plan: WithPlan): Change {
  if (target.kind !== "ref") throw new Error("internal error: with replaces no reference");
  const head = target.head.kind === "var" ? target.head.name : "";
  const node = head === "data" ? findScalarNode(plan.root, target) : undefined;
  const path = target.path.map((part) => planGet(part, plan.slots, plan.bound));
  if (head === "input" || (head === "data" && (node === undefined || !isFunction(node)))) {
    // A function is no value; OPA takes it here without a word, and whoever reads it finds nothing.
    const get = value.kind === "ref" ? () => null : planGet(value, plan.slots, plan.bound);
    return { of: head, path, name: "", callee: undefined, get };
  }
  const callee = value.kind === "ref" ? calleeOf(value, plan) : undefined;
  const get = callee === undefined ? planGet(value, plan.slots, plan.bound) : undefined;
  return {
    of: "function",
    path: [],
    name: node === undefined ? (operatorName(target) ?? "") : nodeName(node),
    callee,
    get,
  };
}

/** The function of that name. */
export function calleeOf(operator: Ref, { root }: Pick<WithPlan, "root">): Callee | undefined {
  const isData = operator.head.kind === "var" && operator.head.name === "data";
  if (isData) {
    const node = findScalarNode(root, operator);
    return node === undefined ? undefined : { kind: "rule", name: nodeName(node), node };
  }
  const name = operatorName(operator);
  return name === undefined ? undefined : { kind: "builtin", name };
}

function nodeName(node: RuleNode): string {
  return pathText(node.path);
}

/** Whatever is no object on the way there gives way to one. */
function replaced(document: Value | undefined, path: readonly Value[], value: Value): Value {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const base = document !== undefined && isObject(document) ? document : undefined;
  return overlay(base, key, replaced(base?.get(key), rest, value));
}

/** `base` with another value at `key`; nothing of it is read until it is asked for. */
function overlay(base: ValueObject | undefined, key: Value, value: Value): Value {
  if (base === undefined) return objectOf([[key, value]]);
  const hasKey = base.get(key) !== undefined;
  return {
    kind: "object",
    size: base.size + (hasKey ? 0 : 1),
    get: (asked) => (equalValues(asked, key) ? value : base.get(asked)),
    entries: () =>
      [...base.entries().filter(([name]) => !equalValues(name, key)), [key, value] as const].sort(([a], [b]) =>
        compareValues(a, b),
      ),
  };
}

function patched(patch: Patch | undefined, path: readonly Scalar[], value: Value): Patch {
  const [key, ...rest] = path;
  if (key === undefined) return { value, children: new Map() };
  // What was put in above is changed, rather than what is there without it.
  if (patch?.value !== undefined) return { value: replaced(patch.value, path, value), children: new Map() };
  const children = new Map(patch?.children);
  children.set(key, patched(children.get(key), rest, value));
  return { children };
}

function isScalar(value: Value): value is Scalar {
  return value === null || typeof value !== "object";
}
