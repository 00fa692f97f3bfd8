// Sets. Follows zclconf/go-cty function/stdlib/set.go and, for the product, collection.go.

import {
  ANY,
  boolValue,
  conversionMessage,
  convert,
  listValue,
  type SetValue,
  setOf,
  setValue,
  type Type,
  tupleOf,
  tupleValue,
  typeOf,
  unify,
  type Value,
  valuesEqual,
} from "../values/index.js";
import { argumentAt, collectionAt, parameter, wrongKind } from "./arguments.js";
import { CallError, type EagerFunction, type FunctionExample } from "./declare.js";

const ANY_SET = setOf(ANY);

export const setFunctions: readonly EagerFunction[] = [
  operation(
    "setunion",
    "Returns the elements that are in at least one of the sets.",
    (a, b) => setValue(a.element, [...a.items, ...b.items]),
    [{ call: 'setunion(["a", "b"], ["b", "c"])', result: '["a", "b", "c"]' }],
  ),
  operation(
    "setintersection",
    "Returns the elements that are in all of the sets.",
    (a, b) => setValue(a.element, a.items.filter(membership(b))),
    [{ call: 'setintersection(["a", "b"], ["b", "c"])', result: '["b"]' }],
  ),
  operation(
    "setsymmetricdifference",
    "Returns the elements that are in one of two sets but not in both; with more sets, from left to right.",
    (a, b) => setValue(a.element, [...without(a, b), ...without(b, a)]),
    [{ call: 'setsymmetricdifference(["a", "b"], ["b", "c"])', result: '["a", "c"]' }],
  ),
  {
    kind: "function",
    name: "setsubtract",
    description: "Returns the elements of one set that are not in another.",
    params: [parameter("a", ANY_SET), parameter("b", ANY_SET)],
    returns: "set",
    examples: [{ call: 'setsubtract(["a", "b"], ["b", "c"])', result: '["a"]' }],
    call: (args) => combine(args, (a, b) => setValue(a.element, without(a, b))),
  },
  {
    kind: "function",
    name: "sethaselement",
    description: "Tells whether one of the elements of a set equals a value, type included.",
    params: [parameter("set", ANY_SET), parameter("elem", ANY)],
    returns: "bool",
    examples: [
      { call: 'sethaselement(["a", "b"], "a")', result: "true" },
      { call: 'sethaselement([1, 2], "2")', result: "false" },
    ],
    call: (args) => {
      const wanted = argumentAt(args, 1);
      return boolValue(collectionAt(args, 0).some((item) => valuesEqual(item, wanted)));
    },
  },
  {
    kind: "function",
    name: "setproduct",
    description:
      "Returns all combinations of an element from each argument, the first argument varying slowest; with a set among them as a set.",
    params: [],
    variadic: parameter("sets", ANY),
    returns: "list or set of tuples",
    examples: [
      {
        call: 'setproduct(["a", "b"], ["x", "y"])',
        result: '[["a", "x"], ["a", "y"], ["b", "x"], ["b", "y"]]',
      },
    ],
    call: product,
  },
];

function operation(
  name: string,
  description: string,
  operate: (a: SetValue, b: SetValue) => SetValue,
  examples: readonly FunctionExample[],
): EagerFunction {
  return {
    kind: "function",
    name,
    description,
    params: [parameter("first_set", ANY_SET)],
    variadic: parameter("other_sets", ANY_SET),
    returns: "set",
    examples,
    call: (args) => combine(args, operate),
  };
}

/** Brings the sets to one element type and folds them from the left. */
function combine(args: readonly Value[], operate: (a: SetValue, b: SetValue) => SetValue): Value {
  const elements = args.flatMap((value) => {
    if (value.kind !== "set") throw wrongKind(value, "a set", 0);
    // An empty set that never had a type fits any other.
    return value.items.length === 0 && value.element.kind === "any" ? [] : [value.element];
  });
  const element = elements.length === 0 ? ANY : unify(elements);
  if (element === undefined) throw new CallError("the elements of the sets have no type in common");
  const sets = args.map((value, i) => {
    const result = convert(value, setOf(element));
    if (result.kind === "failed") throw new CallError(conversionMessage(result), i);
    if (result.value.kind !== "set") throw new Error(`internal error: a set converted to ${result.value.kind}`);
    return result.value;
  });
  return sets.reduce(operate);
}

/** Strings, of which sets can be large, are looked up; the rest is compared. */
function membership(set: SetValue): (wanted: Value) => boolean {
  const texts = new Set(set.items.flatMap((item) => (item.kind === "string" ? item.value : [])));
  return (wanted) => {
    if (wanted.kind === "string") return texts.has(wanted.value);
    return set.items.some((item) => valuesEqual(item, wanted));
  };
}

function without(a: SetValue, b: SetValue): readonly Value[] {
  const isMember = membership(b);
  return a.items.filter((item) => !isMember(item));
}

function product(args: readonly Value[]): Value {
  if (args.length < 2) throw new CallError("at least two collections are required");
  const axes = args.map((value, i) => axisOf(value, i));
  let rows: (readonly Value[])[] = [[]];
  for (const { items } of axes) rows = rows.flatMap((row) => items.map((item) => [...row, item]));
  const element = tupleOf(axes.map((axis) => axis.element));
  const tuples = rows.map(tupleValue);
  return args.some(({ kind }) => kind === "set") ? setValue(element, tuples) : listValue(element, tuples);
}

/** The elements of one argument, those of a tuple brought to one type. */
function axisOf(value: Value, argument: number): { readonly element: Type; readonly items: readonly Value[] } {
  if (value.kind === "list" || value.kind === "set") return value;
  if (value.kind !== "tuple") throw wrongKind(value, "a list, tuple or set", argument);
  const element = value.items.length === 0 ? ANY : unify(value.items.map(typeOf));
  if (element === undefined) throw new CallError("the elements of this tuple have no type in common", argument);
  const items = value.items.map((item) => {
    const result = convert(item, element);
    if (result.kind === "failed") throw new CallError(conversionMessage(result), argument);
    return result.value;
  });
  return { element, items };
}
