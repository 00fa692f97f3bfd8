// Numbers as OPA calculates: binary, with 64 bits of mantissa. Follows Go's math/big (Float). 0.1 + 0.2 is 0.3 in it, which in doubles it is not.

import { numberFromText } from "../values/index.js";
import { decimalOf, normalInteger } from "../values/numbers.js";

/** mantissa × 2^exponent; the mantissa has 64 bits at most. */
export interface BinaryFloat {
  readonly mantissa: bigint;
  readonly exponent: number;
}

const BITS = 64;

export function floatFrom(value: number | bigint): BinaryFloat {
  const { digits, exponent } = decimalOf(String(value));
  return exponent >= 0
    ? rounded(BigInt(digits) * 10n ** BigInt(exponent), 0)
    : quotient(BigInt(digits), 10n ** BigInt(-exponent), 0);
}

export function add(a: BinaryFloat, b: BinaryFloat): BinaryFloat {
  const exponent = Math.min(a.exponent, b.exponent);
  return rounded(mantissaAt(a, exponent) + mantissaAt(b, exponent), exponent);
}

export function negate({ mantissa, exponent }: BinaryFloat): BinaryFloat {
  return { mantissa: -mantissa, exponent };
}

export function multiply(a: BinaryFloat, b: BinaryFloat): BinaryFloat {
  return rounded(a.mantissa * b.mantissa, a.exponent + b.exponent);
}

/** The divisor is not 0. */
export function divide(a: BinaryFloat, b: BinaryFloat): BinaryFloat {
  return quotient(a.mantissa, b.mantissa, a.exponent - b.exponent);
}

/** What is before the point. */
export function truncate({ mantissa, exponent }: BinaryFloat): bigint {
  return exponent >= 0 ? mantissa << BigInt(exponent) : mantissa / (1n << BigInt(-exponent));
}

/** Integers beyond 64 bits have as many digits as tell them from their neighbours, as Go prints them, and zeros behind. */
export function numberOf({ mantissa, exponent }: BinaryFloat): number | bigint {
  if (exponent <= 0) return numberFromText(shortest(mantissa, exponent));
  const whole = mantissa << BigInt(exponent);
  if (bitLength(whole) <= BITS) return normalInteger(whole);
  const half = 1n << BigInt(exponent - 1);
  for (let step = 10n ** BigInt(String(whole).length); step > 1n; step /= 10n) {
    const near = divideRounded(whole, step) * step;
    const off = near > whole ? near - whole : whole - near;
    if (off < half) return near;
  }
  return whole;
}

/** Enough digits for the nearest double to come out. */
function shortest(mantissa: bigint, exponent: number): string {
  const scale = 1n << BigInt(-exponent);
  if (mantissa % scale === 0n) return String(mantissa / scale);
  const digits = 30 + Math.max(0, Math.ceil((-exponent - BITS) * Math.LOG10E * Math.LN2));
  return `${divideRounded(mantissa * 10n ** BigInt(digits), scale)}e-${digits}`;
}

function mantissaAt(value: BinaryFloat, exponent: number): bigint {
  return value.mantissa << BigInt(value.exponent - exponent);
}

function quotient(dividend: bigint, divisor: bigint, exponent: number): BinaryFloat {
  // Enough bits that what the division drops can only break ties, which a last bit set keeps from being one.
  const shift = Math.max(0, BITS + 2 + bitLength(divisor) - bitLength(dividend));
  const shifted = dividend << BigInt(shift);
  const whole = shifted / divisor;
  const sticky = whole * divisor === shifted ? 0n : 1n;
  const sign = dividend < 0n !== divisor < 0n ? -1n : 1n;
  return rounded(whole * 2n + sign * sticky, exponent - shift - 1);
}

/** To the nearest, ties to even. */
function rounded(mantissa: bigint, exponent: number): BinaryFloat {
  const excess = bitLength(mantissa) - BITS;
  if (excess <= 0) return { mantissa, exponent };
  return { mantissa: divideRounded(mantissa, 1n << BigInt(excess)), exponent: exponent + excess };
}

function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n;
  const positive = negative ? -dividend : dividend;
  const whole = positive / divisor;
  const twice = (positive - whole * divisor) * 2n;
  const up = twice > divisor || (twice === divisor && whole % 2n === 1n) ? 1n : 0n;
  return negative ? -(whole + up) : whole + up;
}

function bitLength(value: bigint): number {
  const positive = value < 0n ? -value : value;
  return positive === 0n ? 0 : positive.toString(2).length;
}
