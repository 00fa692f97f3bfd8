// Arithmetic. Follows zclconf/go-cty function/stdlib/number.go, whose rounding is that of the operators.

import {
  ANY,
  absolute,
  add,
  compareNumbers,
  divide,
  type HclNumber,
  infinity,
  integerValue,
  isInfinite,
  isWhole,
  listValue,
  modulo,
  multiply,
  NUMBER,
  negate,
  numberFromDouble,
  numberFromInteger,
  numbersEqual,
  numberToDouble,
  numberToText,
  numberValue,
  roundToWhole,
  signOf,
  subtract,
  typeName,
  typeOf,
  type Value,
} from "../values/index.js";
import { argumentAt, integerAt, numberAt, parameter } from "./arguments.js";
import { CallError, type EagerFunction, type FunctionExample } from "./declare.js";
import { logarithm, power } from "./double-math.js";

const NUM = parameter("num", NUMBER);

export const numberFunctions: readonly EagerFunction[] = [
  unary("absolute", "Returns the magnitude of a number: the number without its sign.", absolute, [
    { call: "absolute(-5)", result: "5" },
  ]),
  unary("negate", "Returns a number with the opposite sign.", negate, [{ call: "negate(5)", result: "-5" }]),
  unary("ceil", "Rounds a number up to a whole number.", (n) => roundToWhole(n, "up"), [
    { call: "ceil(1.2)", result: "2" },
    { call: "ceil(-1.2)", result: "-1" },
  ]),
  unary("floor", "Rounds a number down to a whole number.", (n) => roundToWhole(n, "down"), [
    { call: "floor(1.8)", result: "1" },
    { call: "floor(-1.2)", result: "-2" },
  ]),
  unary("int", "Drops the fraction of a number, rounding towards zero.", truncate, [
    { call: "int(1.9)", result: "1" },
    { call: "int(-1.9)", result: "-1" },
  ]),
  binary("add", "Returns the sum of two numbers, as the operator `+` does.", add, "opposing infinities have no sum", [
    { call: "add(1, 2)", result: "3" },
  ]),
  binary(
    "subtract",
    "Returns the difference of two numbers, as the operator `-` does.",
    subtract,
    "an infinity cannot be taken from itself",
    [{ call: "subtract(5, 3)", result: "2" }],
  ),
  binary(
    "multiply",
    "Returns the product of two numbers, as the operator `*` does.",
    multiply,
    "zero times infinity has no value",
    [{ call: "multiply(3, 4)", result: "12" }],
  ),
  binary(
    "divide",
    "Returns the quotient of two numbers, as the operator `/` does.",
    divide,
    "zero cannot be divided by zero, nor infinity by infinity",
    [{ call: "divide(7, 2)", result: "3.5" }],
  ),
  binary(
    "modulo",
    "Returns the remainder of a division that rounds towards zero, as the operator `%` does; by zero, the number itself.",
    modulo,
    "an infinity has no remainder",
    [
      { call: "modulo(7, 3)", result: "1" },
      { call: "modulo(-7, 3)", result: "-1" },
    ],
  ),
  {
    kind: "function",
    name: "log",
    description: "Returns the logarithm of a number to a base, as precise as a double.",
    params: [NUM, parameter("base", NUMBER)],
    returns: "number",
    examples: [
      { call: "log(8, 2)", result: "3" },
      { call: "log(100, 10)", result: "2" },
    ],
    call: (args) =>
      fromDouble(logarithm(doubleAt(args, 0)) / logarithm(doubleAt(args, 1)), "this logarithm has no value"),
  },
  {
    kind: "function",
    name: "pow",
    description: "Raises a number to a power, as precise as a double.",
    params: [NUM, parameter("power", NUMBER)],
    returns: "number",
    examples: [
      { call: "pow(2, 10)", result: "1024" },
      { call: "pow(2, -1)", result: "0.5" },
    ],
    call: (args) => fromDouble(power(doubleAt(args, 0), doubleAt(args, 1)), "this power has no value"),
  },
  {
    kind: "function",
    name: "signum",
    description: "Returns -1, 0 or 1 for a negative whole number, zero or a positive one.",
    params: [NUM],
    returns: "number",
    examples: [{ call: "signum(-13)", result: "-1" }],
    call: (args) => {
      const number = numberAt(args, 0);
      if (!isWhole(number)) throw new CallError(`a whole number is required, but this is ${numberToText(number)}`, 0);
      return integerValue(signOf(number));
    },
  },
  extreme("min", "Returns the smallest of the numbers.", -1, [{ call: "min(3, 1, 2)", result: "1" }]),
  extreme("max", "Returns the largest of the numbers.", 1, [{ call: "max(3, 1, 2)", result: "3" }]),
  {
    kind: "function",
    name: "parseint",
    description:
      "Reads a text as a whole number in a base from 2 to 62; above 36, lower-case letters come before upper-case ones.",
    // Not of type string: a number given here is a mistake, for its digits were decimal already.
    params: [parameter("number", ANY, "A string."), parameter("base", NUMBER)],
    returns: "number",
    examples: [
      { call: 'parseint("ff", 16)', result: "255" },
      { call: 'parseint("-101", 2)', result: "-5" },
    ],
    call: (args) => {
      const text = argumentAt(args, 0);
      if (text.kind !== "string") {
        throw new CallError(`a string is required, but this is ${typeName(typeOf(text))}`, 0);
      }
      const base = integerAt(args, 1);
      if (base < 2 || base > 62) throw new CallError(`a base from 2 to 62 is required, but this is ${base}`, 1);
      const integer = parseInteger(text.value, base);
      if (integer === undefined) {
        throw new CallError(`${JSON.stringify(text.value)} is not a whole number in base ${base}`, 0);
      }
      return integerValue(integer);
    },
  },
  {
    kind: "function",
    name: "range",
    description:
      "Returns the numbers from a start (0 when left out) up to but not including an end, by a step (1, or -1 when the end is below the start).",
    params: [],
    variadic: parameter("params", NUMBER, "The end; a start and an end; or a start, an end and a step."),
    returns: "list of number",
    examples: [
      { call: "range(3)", result: "[0, 1, 2]" },
      { call: "range(1, 4)", result: "[1, 2, 3]" },
      { call: "range(0, 1, 0.25)", result: "[0, 0.25, 0.5, 0.75]" },
      { call: "range(-2)", result: "[0, -1]" },
    ],
    call: range,
  },
];

function unary(
  name: string,
  description: string,
  operate: (n: HclNumber) => HclNumber,
  examples: readonly FunctionExample[],
): EagerFunction {
  const call = (args: readonly Value[]) => numberValue(operate(numberAt(args, 0)));
  return { kind: "function", name, description, params: [NUM], returns: "number", examples, call };
}

function binary(
  name: string,
  description: string,
  operate: (a: HclNumber, b: HclNumber) => HclNumber | undefined,
  undefinedWhen: string,
  examples: readonly FunctionExample[],
): EagerFunction {
  const params = [parameter("a", NUMBER), parameter("b", NUMBER)];
  const call = (args: readonly Value[]) => {
    const result = operate(numberAt(args, 0), numberAt(args, 1));
    if (result === undefined) throw new CallError(undefinedWhen);
    return numberValue(result);
  };
  return { kind: "function", name, description, params, returns: "number", examples, call };
}

function extreme(name: string, description: string, sign: -1 | 1, examples: readonly FunctionExample[]): EagerFunction {
  const call = (args: readonly Value[]) => {
    if (args.length === 0) throw new CallError("at least one number is required");
    let best: HclNumber = infinity(sign > 0);
    for (const i of args.keys()) {
      const number = numberAt(args, i);
      if (compareNumbers(number, best) === sign) best = number;
    }
    return numberValue(best);
  };
  const variadic = parameter("numbers", NUMBER);
  return { kind: "function", name, description, params: [], variadic, returns: "number", examples, call };
}

function truncate(n: HclNumber): HclNumber {
  if (isInfinite(n)) throw new CallError("an infinity has no whole part", 0);
  return roundToWhole(n, "zero");
}

function doubleAt(args: readonly Value[], index: number): number {
  const number = numberAt(args, index);
  const double = numberToDouble(number);
  if (!Number.isFinite(double) && !isInfinite(number)) {
    throw new CallError("the number is beyond what a double holds", index);
  }
  return double;
}

function fromDouble(value: number, undefinedWhen: string): Value {
  const number = numberFromDouble(value);
  if (number === undefined) throw new CallError(undefinedWhen);
  return numberValue(number);
}

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

function parseInteger(text: string, base: number): bigint | undefined {
  const match = /^([+-]?)([\dA-Za-z]+)$/.exec(base <= 36 ? text.toLowerCase() : text);
  if (match === null) return undefined;
  const [, sign, digits = ""] = match;
  const radix = BigInt(base);
  let result = 0n;
  for (const char of digits) {
    const digit = DIGITS.indexOf(char);
    if (digit >= base) return undefined;
    result = result * radix + BigInt(digit);
  }
  return sign === "-" ? -result : result;
}

const MAX_RANGE = 1024;

function range(args: readonly Value[]): Value {
  if (args.length < 1 || args.length > 3) throw new CallError("one, two or three numbers are required");
  const zero = numberFromInteger(0);
  const start = args.length === 1 ? zero : numberAt(args, 0);
  const end = args.length === 1 ? numberAt(args, 0) : numberAt(args, 1);
  const step = args.length === 3 ? numberAt(args, 2) : numberFromInteger(compareNumbers(end, start) < 0 ? -1 : 1);
  const direction = signOf(step);
  if (direction === 0) throw new CallError("the step is zero, so the end is never reached", 2);
  if (compareNumbers(end, start) === -direction) {
    throw new CallError(
      `the end lies ${direction > 0 ? "below" : "above"} the start, and the step leads away from it`,
      1,
    );
  }
  const items: Value[] = [];
  let next: HclNumber | undefined = start;
  while (next !== undefined && compareNumbers(next, end) === -direction && !numbersEqual(next, end)) {
    if (items.length === MAX_RANGE) {
      throw new CallError(
        `these are more than ${MAX_RANGE} numbers; bring start and end together or take larger steps`,
      );
    }
    items.push(numberValue(next));
    next = add(next, step);
  }
  return listValue(NUMBER, items);
}
