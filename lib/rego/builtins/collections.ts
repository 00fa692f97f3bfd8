// Arrays and sets. Follows open-policy-agent/opa v1/topdown/array.go, sets.go and binary.go.

import type { BuiltinDeclaration } from "../builtin.js";
import { isArray, isSet, setOf, type Value, type ValueSet } from "../values/index.js";
import { arrayAt, declare, intAt, refuse, setAt } from "./arguments.js";

export const collectionFunctions: readonly BuiltinDeclaration[] = [
  declare("array.concat", "(array[any], array[any]) -> array[any]", (args) => [
    ...arrayAt(args, 0),
    ...arrayAt(args, 1),
  ]),
  declare("array.flatten", "(array[any]) -> array[any]", (args) =>
    arrayAt(args, 0).flatMap((item) => (isArray(item) ? [...item] : [item])),
  ),
  declare("array.slice", "(array[any], number, number) -> array[any]", (args) => {
    const array = arrayAt(args, 0);
    const stop = clamp(intAt(args, 2), array.length);
    return array.slice(clamp(intAt(args, 1), stop), stop);
  }),
  declare("array.reverse", "(array[any]) -> array[any]", (args) => arrayAt(args, 0).toReversed()),
  declare("and", "(set[any], set[any]) -> set[any]", (args) => intersect(setAt(args, 0), setAt(args, 1))),
  declare("or", "(set[any], set[any]) -> set[any]", (args) =>
    setOf([...setAt(args, 0).members(), ...setAt(args, 1).members()]),
  ),
  declare("set_diff", "(set[any], set[any]) -> set[any]", (args) => {
    const [left, right] = [setAt(args, 0), setAt(args, 1)];
    return setOf(left.members().filter((member) => !right.has(member)));
  }),
  declare("intersection", "(set[set[any]]) -> set[any]", (args) => {
    const [first, ...others] = setsAt(args);
    return first === undefined ? setOf([]) : others.reduce(intersect, first);
  }),
  declare("union", "(set[set[any]]) -> set[any]", (args) => setOf(setsAt(args).flatMap((set) => set.members()))),
];

function clamp(value: number, high: number): number {
  return Math.max(0, Math.min(value, high));
}

function intersect(left: ValueSet, right: ValueSet): ValueSet {
  return setOf(left.members().filter((member) => right.has(member)));
}

function setsAt(args: readonly Value[]): readonly ValueSet[] {
  return setAt(args, 0)
    .members()
    .map((member) => (isSet(member) ? member : refuse(0, member, "set")));
}
