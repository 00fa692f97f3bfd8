// The type that both branches of a conditional come to. Follows hashicorp/hcl hclsyntax/expression.go, ConditionalExpr.

import { type Type, typeName, typesEqual } from "./type.js";
import { unify } from "./unify.js";

export type UnifiedBranches =
  | { readonly kind: "unified"; readonly type: Type }
  /** `reason` is a sentence without its full stop that names the first part in which the branches differ. */
  | { readonly kind: "differ"; readonly reason: string };

/** The type to convert the selected branch to. A literal `null` takes the type of the other branch. */
export function unifyBranches(whenTrue: Type, whenFalse: Type): UnifiedBranches {
  if (whenTrue.kind === "any") return { kind: "unified", type: whenFalse };
  if (whenFalse.kind === "any") return { kind: "unified", type: whenTrue };
  const type = unify([whenTrue, whenFalse]);
  if (type !== undefined) return { kind: "unified", type };
  return { kind: "differ", reason: describeDifference(whenTrue, whenFalse) };
}

function describeDifference(whenTrue: Type, whenFalse: Type): string {
  const where = differingPart(whenTrue, whenFalse);
  const place = where.steps.length === 0 ? "" : `${where.steps.join(", ")}: `;
  return place + where.text;
}

interface Difference {
  readonly steps: readonly string[];
  readonly text: string;
}

function differingPart(whenTrue: Type, whenFalse: Type): Difference {
  if (whenTrue.kind === "object" && whenFalse.kind === "object") return differingAttribute(whenTrue, whenFalse);
  if (whenTrue.kind === "tuple" && whenFalse.kind === "tuple") return differingItem(whenTrue.items, whenFalse.items);
  if ("element" in whenTrue && "element" in whenFalse && whenTrue.kind === whenFalse.kind) {
    return within(`elements of the ${whenTrue.kind}`, whenTrue.element, whenFalse.element);
  }
  return {
    steps: [],
    text: `the value when true is ${typeName(whenTrue)}, but the value when false is ${typeName(whenFalse)}`,
  };
}

function within(step: string, whenTrue: Type, whenFalse: Type): Difference {
  const inner = differingPart(whenTrue, whenFalse);
  return { steps: [step, ...inner.steps], text: inner.text };
}

function differingAttribute(
  whenTrue: Type & { readonly kind: "object" },
  whenFalse: Type & { readonly kind: "object" },
): Difference {
  const names = [...new Set([...whenTrue.attributes.keys(), ...whenFalse.attributes.keys()])].sort();
  for (const name of names) {
    const left = whenTrue.attributes.get(name);
    const right = whenFalse.attributes.get(name);
    const quoted = JSON.stringify(name);
    if (left === undefined) return { steps: [], text: `only the value when false has the attribute ${quoted}` };
    if (right === undefined) return { steps: [], text: `only the value when true has the attribute ${quoted}` };
    if (!typesEqual(left.type, right.type) && unify([left.type, right.type]) === undefined) {
      return within(`attribute ${quoted}`, left.type, right.type);
    }
  }
  return { steps: [], text: "attributes of one value have types that the other's cannot be brought to" };
}

function differingItem(whenTrue: readonly Type[], whenFalse: readonly Type[]): Difference {
  if (whenTrue.length !== whenFalse.length) {
    return {
      steps: [],
      text: `the tuple when true has ${whenTrue.length} elements, the tuple when false has ${whenFalse.length}, and they have no element type in common`,
    };
  }
  for (const [i, left] of whenTrue.entries()) {
    const right = whenFalse[i];
    if (right !== undefined && unify([left, right]) === undefined) return within(`element ${i}`, left, right);
  }
  return { steps: [], text: "elements of one tuple have types that the other's cannot be brought to" };
}
