// Where steps lead in a type, for a splat over a list without elements: its result still has an element type.

import type { Step } from "../syntax/index.js";
import { ANY, type Type, tupleOf } from "../values/index.js";

/** `any` where the type does not tell. */
export function typeBehind(start: Type, steps: readonly Step[]): Type {
  return steps.reduce(typeBehindStep, start);
}

function typeBehindStep(type: Type, step: Step): Type {
  switch (step.kind) {
    case "name":
      return memberType(type, step.name);
    case "index":
      if (type.kind === "list" || type.kind === "map") return type.element;
      if (step.key.kind === "template" && step.key.constant) return memberType(type, step.key.constant.value);
      return ANY;
    case "splat":
      if (type.kind === "list" || type.kind === "set")
        return { kind: "list", element: typeBehind(type.element, step.steps) };
      if (type.kind === "tuple") return tupleOf(type.items.map((item) => typeBehind(item, step.steps)));
      return type.kind === "any" ? ANY : tupleOf([typeBehind(type, step.steps)]);
  }
}

function memberType(type: Type, name: string): Type {
  if (type.kind === "map") return type.element;
  return (type.kind === "object" && type.attributes.get(name)?.type) || ANY;
}
