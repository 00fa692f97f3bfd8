// Ranges, chance and amounts with units. Follows open-policy-agent/opa v1/topdown/numbers.go, parse_units.go and parse_bytes.go.

import { randomInt } from "node:crypto";
import { type BuiltinDeclaration, BuiltinError } from "../builtin.js";
import { numberFromText, type Value } from "../values/index.js";
import { decimalOf, normalInteger } from "../values/numbers.js";
import { declare, intAt, integerAt, stringAt } from "./arguments.js";
import { floatFrom, multiply, truncate } from "./binary-float.js";

export const numberFunctions: readonly BuiltinDeclaration[] = [
  declare("numbers.range", "(number, number) -> array[number]", (args) =>
    range(integerAt(args, 0), integerAt(args, 1), 1n),
  ),
  declare("numbers.range_step", "(number, number, number) -> array[number]", (args) => {
    const [from, to, step] = [integerAt(args, 0), integerAt(args, 1), integerAt(args, 2)];
    if (step <= 0n) throw new BuiltinError("argument 3 must be positive");
    return range(from, to, step);
  }),
  declare("rand.intn", "(string, number) -> number", (args, { cache }) => {
    const name = stringAt(args, 0);
    const below = Math.abs(intAt(args, 1));
    if (below === 0) return 0;
    const key = `rand.intn ${below} ${name}`;
    const known = cache.get(key);
    if (typeof known === "number") return known;
    // The generator of Node gives 48 bits at most.
    const number = below < 2 ** 48 ? randomInt(below) : Math.floor((randomInt(2 ** 47) / 2 ** 47) * below);
    cache.set(key, number);
    return number;
  }),
  declare("units.parse", "(string) -> number", (args) => parseUnits(stringAt(args, 0))),
  declare("units.parse_bytes", "(string) -> number", (args) => parseBytes(stringAt(args, 0))),
];

/** OPA goes on until its time is over; this is some seconds' worth. */
const MAX_RANGE = 10_000_000n;

function range(from: bigint, to: bigint, step: bigint): readonly Value[] {
  const count = (from <= to ? to - from : from - to) / step + 1n;
  if (count > MAX_RANGE) throw new BuiltinError("the range has more than ten million numbers");
  const direction = from <= to ? step : -step;
  return Array.from({ length: Number(count) }, (_, i) => normalInteger(from + BigInt(i) * direction));
}

const POWERS = ["", "k", "m", "g", "t", "p", "e"];

/** Thousandths with `m`, millions with `M`; all else as with bytes, without the `b`. */
function parseUnits(text: string): Value {
  const { amount, unit } = split(text.replaceAll('"', ""));
  const lower = unit.slice(0, 1) + unit.slice(1).toLowerCase();
  if (lower === "m") return withTenDigits(amount, 1n, 1000n);
  const power = POWERS.indexOf(lower.slice(0, 1).toLowerCase());
  const isBinary = lower.length === 2 && lower.endsWith("i");
  if (power < 0 || (lower.length > 1 && !isBinary) || (power === 0 && isBinary))
    throw new BuiltinError("the unit is unknown");
  return withTenDigits(amount, (isBinary ? 1024n : 1000n) ** BigInt(power), 1n);
}

/** A fraction has ten digits, the last of them rounded. */
function withTenDigits(amount: string, factor: bigint, divisor: bigint): Value {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(amount)) throw new BuiltinError("the amount is no number");
  const { digits, exponent } = decimalOf(amount);
  if (Math.abs(exponent) > 10_000) throw new BuiltinError("the amount is too large");
  const top = BigInt(digits.replace("+", "")) * factor * 10n ** BigInt(Math.max(0, exponent));
  const bottom = divisor * 10n ** BigInt(Math.max(0, -exponent));
  if (top % bottom === 0n) return normalInteger(top / bottom);
  const away = top < 0n ? -bottom : bottom;
  return numberFromText(`${(top * 10n ** 10n * 2n + away) / (bottom * 2n)}e-10`);
}

/** Whole bytes, in powers of 1000 or, with an `i`, of 1024; case and a `b` behind do not matter. */
function parseBytes(text: string): Value {
  const { amount, unit } = split(text.toLowerCase().replaceAll('"', ""));
  const [, letter, binary] = /^([kmgtpe])(i?)b?$/.exec(unit) ?? [];
  if (unit !== "" && letter === undefined) throw new BuiltinError("the unit is unknown");
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/.test(amount)) throw new BuiltinError("the amount is no number");
  if (Math.abs(decimalOf(amount).exponent) > 10_000) throw new BuiltinError("the amount is too large");
  const factor = (binary === "i" ? 1024n : 1000n) ** BigInt(Math.max(0, POWERS.indexOf(letter ?? "")));
  return normalInteger(truncate(multiply(floatFromText(amount), { mantissa: factor, exponent: 0 })));
}

function floatFromText(text: string) {
  return floatFrom(numberFromText(text));
}

/** The unit begins with the first letter that cannot be of a number; an `e` with digits behind is an exponent. */
function split(text: string): { readonly amount: string; readonly unit: string } {
  if (text.includes(" ")) throw new BuiltinError("spaces are not allowed");
  const [amount = ""] = /^(?:[eE](?=[\d+-])[+-]?|[\d.+-])*/.exec(text) ?? [];
  if (amount === "") throw new BuiltinError("there is no amount");
  return { amount, unit: text.slice(amount.length) };
}
