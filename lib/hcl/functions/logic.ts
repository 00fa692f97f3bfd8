// Comparing and deciding. Follows zclconf/go-cty function/stdlib/general.go and bool.go.

import {
  ANY,
  BOOL,
  boolValue,
  compareNumbers,
  conversionMessage,
  convert,
  type HclNumber,
  NUMBER,
  numbersEqual,
  typeOf,
  unify,
  type Value,
  valuesEqual,
} from "../values/index.js";
import { argumentAt, boolAt, numberAt, parameter } from "./arguments.js";
import { CallError, type EagerFunction, type FunctionExample, type LazyFunction, type Parameter } from "./declare.js";

const ANYTHING: readonly Parameter[] = [
  { name: "a", type: ANY, allowsNull: true },
  { name: "b", type: ANY, allowsNull: true },
];

export const logicFunctions: readonly (EagerFunction | LazyFunction)[] = [
  {
    kind: "function",
    name: "equal",
    description: "Tells whether two values have the same type and content, as the operator `==` does.",
    params: ANYTHING,
    returns: "bool",
    examples: [
      { call: "equal(1, 1.0)", result: "true" },
      { call: 'equal(1, "1")', result: "false" },
    ],
    call: (args) => boolValue(valuesEqual(argumentAt(args, 0), argumentAt(args, 1))),
  },
  {
    kind: "function",
    name: "notequal",
    description: "Tells whether two values differ in type or content, as the operator `!=` does.",
    params: ANYTHING,
    returns: "bool",
    examples: [{ call: "notequal(1, 2)", result: "true" }],
    call: (args) => boolValue(!valuesEqual(argumentAt(args, 0), argumentAt(args, 1))),
  },
  comparison(
    "greaterthan",
    "Tells whether the first number is greater than the second.",
    (a, b) => compareNumbers(a, b) > 0,
    [{ call: "greaterthan(2, 1)", result: "true" }],
  ),
  comparison(
    "greaterthanorequalto",
    "Tells whether the first number is greater than the second or equal to it.",
    (a, b) => compareNumbers(a, b) > 0 || numbersEqual(a, b),
    [{ call: "greaterthanorequalto(2, 2)", result: "true" }],
  ),
  comparison(
    "lessthan",
    "Tells whether the first number is less than the second.",
    (a, b) => compareNumbers(a, b) < 0,
    [{ call: "lessthan(1, 2)", result: "true" }],
  ),
  comparison(
    "lessthanorequalto",
    "Tells whether the first number is less than the second or equal to it.",
    (a, b) => compareNumbers(a, b) < 0 || numbersEqual(a, b),
    [{ call: "lessthanorequalto(3, 2)", result: "false" }],
  ),
  {
    kind: "function",
    name: "and",
    description: "Tells whether both values are true.",
    params: [parameter("a", BOOL), parameter("b", BOOL)],
    returns: "bool",
    examples: [{ call: "and(true, false)", result: "false" }],
    call: (args) => boolValue(boolAt(args, 0) && boolAt(args, 1)),
  },
  {
    kind: "function",
    name: "or",
    description: "Tells whether at least one of two values is true.",
    params: [parameter("a", BOOL), parameter("b", BOOL)],
    returns: "bool",
    examples: [{ call: "or(true, false)", result: "true" }],
    call: (args) => boolValue(boolAt(args, 0) || boolAt(args, 1)),
  },
  {
    kind: "function",
    name: "not",
    description: "Returns the opposite of a bool.",
    params: [parameter("val", BOOL)],
    returns: "bool",
    examples: [{ call: "not(true)", result: "false" }],
    call: (args) => boolValue(!boolAt(args, 0)),
  },
  {
    kind: "function",
    name: "coalesce",
    description:
      "Returns the first value that is not null, converted to the type that all of them have in common; an empty string is not null.",
    params: [],
    variadic: { name: "vals", type: ANY, allowsNull: true },
    returns: "the common type of the values",
    examples: [
      { call: 'coalesce(null, "a", "b")', result: '"a"' },
      { call: 'coalesce(1, "a")', result: '"1"' },
    ],
    call: coalesce,
  },
  {
    kind: "lazy-function",
    name: "try",
    description: "Returns the value of the first expression that can be evaluated without an error.",
    params: [],
    variadic: parameter("expressions", ANY),
    returns: "the type of that value",
    examples: [
      { call: 'try({ a = 1 }.b, "none")', result: '"none"' },
      { call: 'try({ a = 1 }.a, "none")', result: "1" },
    ],
  },
  {
    kind: "lazy-function",
    name: "can",
    description: "Tells whether an expression can be evaluated without an error.",
    params: [parameter("expression", ANY)],
    returns: "bool",
    examples: [
      { call: "can({ a = 1 }.a)", result: "true" },
      { call: "can({ a = 1 }.b)", result: "false" },
    ],
  },
  {
    kind: "lazy-function",
    name: "convert",
    description: "Converts a value to a type, which is written as for a variable.",
    params: [parameter("value", ANY), parameter("type", ANY, "A type expression, such as `list(string)`.")],
    returns: "that type",
    examples: [
      { call: 'convert("5", number)', result: "5" },
      { call: "convert([3, 1, 3], set(string))", result: '["1", "3"]' },
    ],
  },
];

function comparison(
  name: string,
  description: string,
  holds: (a: HclNumber, b: HclNumber) => boolean,
  examples: readonly FunctionExample[],
): EagerFunction {
  const params = [parameter("a", NUMBER), parameter("b", NUMBER)];
  const call = (args: readonly Value[]) => boolValue(holds(numberAt(args, 0), numberAt(args, 1)));
  return { kind: "function", name, description, params, returns: "bool", examples, call };
}

function coalesce(args: readonly Value[]): Value {
  if (args.length === 0) throw new CallError("at least one argument is required");
  const type = unify(args.map(typeOf));
  if (type === undefined) throw new CallError("the arguments have no type in common");
  const index = args.findIndex((value) => value.kind !== "null");
  if (index < 0) throw new CallError("all arguments are null");
  const result = convert(argumentAt(args, index), type);
  if (result.kind === "failed") throw new CallError(conversionMessage(result), index);
  return result.value;
}
