// Numbers from JavaScript's own and back.

import {
  bitLength,
  DOUBLE_PRECISION,
  type HclNumber,
  INTEGER_PRECISION,
  infinity,
  rounded,
  shiftRightToEven,
} from "./number.js";

/** The number of a double, at 53 bits. NaN has none. */
export function numberFromDouble(value: number): HclNumber | undefined {
  if (Number.isNaN(value)) return undefined;
  if (Number.isSafeInteger(value)) return { kind: "small", value, prec: DOUBLE_PRECISION };
  if (!Number.isFinite(value)) return infinity(value < 0, DOUBLE_PRECISION);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(value));
  const bits = view.getBigUint64(0);
  const biased = Number(bits >> 52n);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  const mantissa = biased === 0 ? fraction : fraction | (1n << 52n);
  return rounded(value < 0, mantissa, Math.max(biased, 1) - 1075, DOUBLE_PRECISION);
}

/** A whole number such as an index or a count, exact; 64 bits or as many as it needs. */
export function numberFromInteger(value: number | bigint): HclNumber {
  if (typeof value === "number") {
    if (Number.isSafeInteger(value)) return { kind: "small", value, prec: INTEGER_PRECISION };
    return numberFromInteger(BigInt(value));
  }
  const magnitude = value < 0n ? -value : value;
  return rounded(value < 0n, magnitude, 0, Math.max(bitLength(magnitude), INTEGER_PRECISION));
}

/** The nearest double; overflows to an infinity. */
export function numberToDouble(n: HclNumber): number {
  if (n.kind === "small") return n.value;
  if (n.kind === "infinite") return n.isNegative ? -Infinity : Infinity;
  const bits = bitLength(n.mantissa);
  const top = bits + n.exponent;
  const sign = n.isNegative ? -1 : 1;
  if (top > 1024) return sign * Infinity;
  if (top < -1080) return sign * 0;
  // Below the normal range a double has fewer bits; rounding once, to those, avoids rounding twice.
  const keep = Math.min(DOUBLE_PRECISION, top + 1074);
  if (keep < 0) return sign * 0;
  const drop = bits - keep;
  const mantissa = drop > 0 ? shiftRightToEven(n.mantissa, drop, false) : n.mantissa;
  const exponent = drop > 0 ? n.exponent + drop : n.exponent;
  // Two steps, for 2 ** exponent may itself be below what a double holds.
  const half = Math.trunc(exponent / 2);
  return sign * Number(mantissa) * 2 ** half * 2 ** (exponent - half);
}

/** The value as an exact JavaScript integer; undefined when it has a fraction or is too large for one. */
export function numberToInteger(n: HclNumber): number | undefined {
  // `+ 0` makes -0 an ordinary zero.
  return n.kind === "small" ? n.value + 0 : undefined;
}
