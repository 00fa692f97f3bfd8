// What is known of the types of variables and rules. Follows open-policy-agent/opa v1/ast/env.go.

import { type Comprehension, operatorName, type Ref, type Term } from "../../syntax/tree.js";
import { type RuleTypes, typeBelow } from "./rule-types.js";
import { ANY, arrayType, either, keyOf, type MaybeType, objectType, STRING, typeOfScalar } from "./type.js";

/** Of a body; bodies of closures have that around them in `around`. */
export interface Scope {
  readonly vars: Map<string, MaybeType>;
  readonly around: Scope | undefined;
  readonly world: World;
}

/** What all scopes share. */
export interface World {
  readonly rules: RuleTypes;
  /** Of a function that is not a rule. */
  readonly functionType: (name: string) => MaybeType;
  /** The scope of its body once that is checked; undefined where there are mistakes in it. */
  readonly closure: (closure: Comprehension, around: Scope) => Scope | undefined;
}

export function createScope(world: World, around?: Scope): Scope {
  return { vars: new Map(), around, world };
}

export function typeOfVar(scope: Scope, name: string): MaybeType {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.around) {
    const type = at.vars.get(name);
    if (type !== undefined) return type;
  }
  return undefined;
}

export function typeOf(scope: Scope, term: Term): MaybeType {
  const inner = (part: Term) => typeOf(scope, part);
  switch (term.kind) {
    case "scalar":
      return typeOfScalar(term.value);
    case "template":
      return STRING;
    case "var":
      return typeOfVar(scope, term.name);
    case "array":
      return arrayType(term.items.map(inner), term.items.length === 0 ? ANY : undefined);
    case "set":
      return { kind: "set", of: term.items.map(inner).reduce(either, undefined) ?? ANY };
    case "object": {
      let rest: { key: MaybeType; value: MaybeType } | undefined;
      const entries = term.entries.flatMap(([name, value]) => {
        const key = keyOf(name);
        if (key !== undefined) return [{ key, type: inner(value) }];
        rest = { key: inner(name), value: inner(value) };
        return [];
      });
      return objectType(entries, rest ?? (entries.length === 0 ? { key: ANY, value: ANY } : undefined));
    }
    case "comprehension":
      return typeOfClosure(scope, term);
    case "ref":
      return typeOfRef(scope, term);
    case "call":
      return undefined;
  }
}

function typeOfClosure(scope: Scope, closure: Comprehension): MaybeType {
  const inside = scope.world.closure(closure, scope);
  if (inside === undefined) return undefined;
  const value = typeOf(inside, closure.term);
  if (closure.of === "array") return arrayType([], value);
  if (closure.of === "set") return { kind: "set", of: value };
  return objectType([], { key: closure.key === undefined ? undefined : typeOf(inside, closure.key), value });
}

export function typeOfRef(scope: Scope, ref: Ref): MaybeType {
  const { head, path } = ref;
  if (head.kind !== "var") return undefined;
  if (head.name === "input") return ANY;
  if (head.name === "data") return scope.world.rules.typeAt(path);
  const local = typeOfVar(scope, head.name);
  if (local !== undefined) return typeBelow(local, path);
  const name = operatorName(ref);
  return name === undefined ? undefined : scope.world.functionType(name);
}
