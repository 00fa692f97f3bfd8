// Calculating, comparing and bits. Follows open-policy-agent/opa v1/topdown/arithmetic.go, bits.go and comparison.go.

import { type BuiltinDeclaration, BuiltinError } from "../builtin.js";
import { compareValues, isNumber, isSet, setOf, type Value } from "../values/index.js";
import { normalInteger } from "../values/numbers.js";
import { argument, declare, integerAt, numberAt, refuse } from "./arguments.js";
import { add, type BinaryFloat, divide, floatFrom, multiply, negate, numberOf, truncate } from "./binary-float.js";

export const arithmeticFunctions: readonly BuiltinDeclaration[] = [
  calculation("plus", add),
  declare("minus", "(number | set[any], number | set[any]) -> number | set[any]", minus),
  calculation("mul", multiply),
  calculation("div", (a, b) => {
    if (b.mantissa === 0n) throw new BuiltinError("division by zero");
    return divide(a, b);
  }),
  declare("rem", "(number, number) -> number", (args) => {
    const divisor = integerAt(args, 1);
    const dividend = integerAt(args, 0);
    if (divisor === 0n) throw new BuiltinError("modulo by zero");
    return normalInteger(dividend % divisor);
  }),
  // As OPA has it: what lies between -1 and 0 is cut off to 0 before, so that its floor is 0 and its ceiling 1.
  rounding("ceil", (value, whole) => (whole >= 0n && isBelow(whole, value, whole === 0n) ? whole + 1n : whole)),
  rounding("floor", (value, whole) => (whole < 0n && isBelow(value, whole, false) ? whole - 1n : whole)),
  rounding("round", (value) => truncate(add(value, value.mantissa < 0n ? { mantissa: -1n, exponent: -1 } : HALF))),
  declare("abs", "(number) -> number", (args) => {
    const value = floatFrom(numberAt(args, 0));
    return numberOf(value.mantissa < 0n ? negate(value) : value);
  }),
  comparison("equal", (order) => order === 0),
  comparison("neq", (order) => order !== 0),
  comparison("lt", (order) => order < 0),
  comparison("lte", (order) => order <= 0),
  comparison("gt", (order) => order > 0),
  comparison("gte", (order) => order >= 0),
  bits("bits.or", (a, b) => a | b),
  bits("bits.and", (a, b) => a & b),
  bits("bits.xor", (a, b) => a ^ b),
  bits("bits.lsh", (a, b) => a << shiftOf(b)),
  bits("bits.rsh", (a, b) => a >> shiftOf(b)),
  declare("bits.negate", "(number) -> number", (args) => normalInteger(~integerAt(args, 0))),
];

const HALF: BinaryFloat = { mantissa: 1n, exponent: -1 };

function calculation(name: string, calculate: (a: BinaryFloat, b: BinaryFloat) => BinaryFloat): BuiltinDeclaration {
  return declare(name, "(number, number) -> number", (args) =>
    numberOf(calculate(floatFrom(numberAt(args, 0)), floatFrom(numberAt(args, 1)))),
  );
}

/** Of numbers or of sets. */
function minus(args: readonly Value[]): Value {
  const [left, right] = [argument(args, 0), argument(args, 1)];
  if (isNumber(left) && isNumber(right)) return numberOf(add(floatFrom(left), negate(floatFrom(right))));
  if (isSet(left) && isSet(right)) return setOf(left.members().filter((member) => !right.has(member)));
  if (!isNumber(left) && !isSet(left)) return refuse(0, left, "number", "set");
  return refuse(1, right, isNumber(left) ? "number" : "set");
}

/** `round` is given what is before the point, too. */
function rounding(name: string, round: (value: BinaryFloat, whole: bigint) => bigint): BuiltinDeclaration {
  return declare(name, "(number) -> number", (args) => {
    const value = floatFrom(numberAt(args, 0));
    return normalInteger(round(value, truncate(value)));
  });
}

/** With `orOtherwise` also above. */
function isBelow(a: BinaryFloat | bigint, b: BinaryFloat | bigint, orOtherwise: boolean): boolean {
  const { mantissa } = add(asFloat(a), negate(asFloat(b)));
  return mantissa < 0n || (orOtherwise && mantissa > 0n);
}

function asFloat(value: BinaryFloat | bigint): BinaryFloat {
  return typeof value === "bigint" ? { mantissa: value, exponent: 0 } : value;
}

function comparison(name: string, holds: (order: number) => boolean): BuiltinDeclaration {
  return declare(name, "(any, any) -> boolean", (args) => holds(compareValues(argument(args, 0), argument(args, 1))));
}

function bits(name: string, combine: (a: bigint, b: bigint) => bigint): BuiltinDeclaration {
  return declare(name, "(number, number) -> number", (args) =>
    normalInteger(combine(integerAt(args, 0), integerAt(args, 1))),
  );
}

/** Further than this OPA would fill the memory of the machine. */
const MAX_SHIFT = 1_000_000n;

function shiftOf(by: bigint): bigint {
  if (by < 0n) throw new BuiltinError("argument 2 must not be negative");
  if (by > MAX_SHIFT) throw new BuiltinError("argument 2 is too large");
  return by;
}
