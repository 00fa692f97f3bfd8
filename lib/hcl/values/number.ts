// Numbers with a 512-bit mantissa, as hashicorp/hcl has them: exact where a double is not.
// Follows Go's math/big Float: binary, round to nearest even, and each number carries its own precision, which decides
// how its results are rounded and how it is written. Literals have 512 bits, numbers made from a double 53, numbers that
// functions count 64. Whole numbers within the range that a double holds exactly take a fast path.

/** A binary floating point number, or an infinity. Opaque outside the files `number*.ts`. */
export type HclNumber = SmallNumber | LargeNumber | InfiniteNumber;

/** A whole number that a double holds exactly; -0 is told from 0. */
export interface SmallNumber {
  readonly kind: "small";
  readonly value: number;
  readonly prec: number;
}
/** `mantissa * 2 ** exponent`, never a small number. The mantissa is positive and odd, of at most `prec` bits. */
export interface LargeNumber {
  readonly kind: "large";
  readonly isNegative: boolean;
  readonly mantissa: bigint;
  readonly exponent: number;
  readonly prec: number;
}
export interface InfiniteNumber {
  readonly kind: "infinite";
  readonly isNegative: boolean;
  readonly prec: number;
}

/** The precision of numbers that are read from text. */
export const TEXT_PRECISION = 512;
export const DOUBLE_PRECISION = 53;
export const INTEGER_PRECISION = 64;
/**
 * Larger powers of two overflow to an infinity. Go's Float reaches to 2 ** 31; but numbers are always written out in full,
 * and nobody waits for half a gigabyte of digits.
 */
const MAX_EXPONENT = 2 ** 20;

export function infinity(isNegative: boolean, prec = TEXT_PRECISION): InfiniteNumber {
  return { kind: "infinite", isNegative, prec };
}

export function isInfinite(n: HclNumber): boolean {
  return n.kind === "infinite";
}

export function isWhole(n: HclNumber): boolean {
  return n.kind === "small" || (n.kind === "large" && n.exponent >= 0);
}

/** Rounds towards zero; undefined for an infinity. */
export function numberToBigInt(n: HclNumber): bigint | undefined {
  if (n.kind === "small") return BigInt(n.value);
  if (n.kind === "infinite") return undefined;
  const magnitude = n.exponent >= 0 ? n.mantissa << BigInt(n.exponent) : n.mantissa >> BigInt(-n.exponent);
  return n.isNegative ? -magnitude : magnitude;
}

/** Less than 0: a negative number or -∞; 0 for both zeros. */
export function signOf(n: HclNumber): -1 | 0 | 1 {
  if (n.kind === "small") return n.value < 0 ? -1 : n.value > 0 ? 1 : 0;
  return n.isNegative ? -1 : 1;
}

/** True for a negative number, -∞ and -0. */
export function hasMinus(n: HclNumber): boolean {
  return n.kind === "small" ? n.value < 0 || Object.is(n.value, -0) : n.isNegative;
}

/** Compares exact values, whatever the precisions. */
export function compareNumbers(a: HclNumber, b: HclNumber): -1 | 0 | 1 {
  if (a.kind === "small" && b.kind === "small") return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  const sign = signOf(a);
  if (sign !== signOf(b)) return sign < signOf(b) ? -1 : 1;
  if (sign === 0) return 0;
  const order = compareMagnitudes(a, b);
  return order === 0 ? 0 : order === sign ? 1 : -1;
}

function compareMagnitudes(a: HclNumber, b: HclNumber): -1 | 0 | 1 {
  if (a.kind === "infinite" || b.kind === "infinite") {
    return a.kind === b.kind ? 0 : a.kind === "infinite" ? 1 : -1;
  }
  const x = parts(a);
  const y = parts(b);
  const top = bitLength(x.mantissa) + x.exponent - (bitLength(y.mantissa) + y.exponent);
  if (top !== 0) return top < 0 ? -1 : 1;
  const low = Math.min(x.exponent, y.exponent);
  const left = x.mantissa << BigInt(x.exponent - low);
  const right = y.mantissa << BigInt(y.exponent - low);
  return left < right ? -1 : left > right ? 1 : 0;
}

export function negate(n: HclNumber): HclNumber {
  if (n.kind === "small") return { kind: "small", value: -n.value, prec: n.prec };
  return { ...n, isNegative: !n.isNegative };
}

export function absolute(n: HclNumber): HclNumber {
  return hasMinus(n) ? negate(n) : n;
}

/** Undefined for opposing infinities. */
export function add(a: HclNumber, b: HclNumber): HclNumber | undefined {
  const prec = Math.max(a.prec, b.prec);
  if (a.kind === "small" && b.kind === "small") {
    const value = a.value + b.value;
    if (Number.isSafeInteger(value)) return { kind: "small", value, prec };
  }
  return sum(a, b, prec);
}

export function subtract(a: HclNumber, b: HclNumber): HclNumber | undefined {
  return add(a, negate(b));
}

/** As `add`, rounded to `prec` bits. */
function sum(a: HclNumber, b: HclNumber, prec: number): HclNumber | undefined {
  if (a.kind === "infinite") {
    if (b.kind === "infinite" && a.isNegative !== b.isNegative) return undefined;
    return infinity(a.isNegative, prec);
  }
  if (b.kind === "infinite") return infinity(b.isNegative, prec);
  const x = parts(a);
  const y = parts(b);
  if (x.mantissa === 0n && y.mantissa === 0n) return zero(x.isNegative && y.isNegative, prec);
  if (x.mantissa === 0n) return rounded(y.isNegative, y.mantissa, y.exponent, prec);
  if (y.mantissa === 0n) return rounded(x.isNegative, x.mantissa, x.exponent, prec);
  const [high, low] = x.exponent >= y.exponent ? [x, y] : [y, x];
  const gap = high.exponent - low.exponent;
  const lowBits = bitLength(low.mantissa);
  // A number far below the last bit that counts only says on which side of `high` the sum lies.
  if (gap > lowBits + prec + 3) {
    const widened = (high.mantissa << BigInt(prec + 3)) + (high.isNegative === low.isNegative ? 1n : -1n);
    return rounded(high.isNegative, widened, high.exponent - prec - 3, prec);
  }
  const aligned = (high.isNegative ? -high.mantissa : high.mantissa) << BigInt(gap);
  const total = aligned + (low.isNegative ? -low.mantissa : low.mantissa);
  return rounded(total < 0n, total < 0n ? -total : total, low.exponent, prec);
}

/** Undefined for zero times infinity. The result grows beyond the larger precision, up to 512 bits, to stay exact. */
export function multiply(a: HclNumber, b: HclNumber): HclNumber | undefined {
  const prec = Math.max(a.prec, b.prec);
  if (a.kind === "small" && b.kind === "small") {
    const value = a.value * b.value;
    if (Number.isSafeInteger(value)) return { kind: "small", value, prec };
  }
  const product = productOf(a, b, TEXT_PRECISION);
  if (product === undefined || product.kind === "infinite") return product && { ...product, prec };
  return { ...product, prec: Math.max(prec, bitLength(parts(product).mantissa)) };
}

/** The product, rounded to `prec` bits; undefined for zero times infinity. */
export function productOf(a: HclNumber, b: HclNumber, prec: number): HclNumber | undefined {
  const isNegative = hasMinus(a) !== hasMinus(b);
  if (a.kind === "infinite" || b.kind === "infinite") {
    return signOf(a) === 0 || signOf(b) === 0 ? undefined : infinity(isNegative, prec);
  }
  const x = parts(a);
  const y = parts(b);
  return rounded(isNegative, x.mantissa * y.mantissa, x.exponent + y.exponent, prec);
}

/** Something divided by zero is an infinity; undefined for zero by zero and infinity by infinity. */
export function divide(a: HclNumber, b: HclNumber): HclNumber | undefined {
  const prec = Math.max(a.prec, b.prec);
  if (a.kind === "small" && b.kind === "small" && b.value !== 0) {
    const value = a.value / b.value;
    // Exact when it multiplies back: both sides are whole and below 2 ** 53.
    if (Number.isSafeInteger(value) && value * b.value === a.value) return { kind: "small", value, prec };
  }
  return quotientOf(a, b, prec);
}

/** As `divide`, rounded to `prec` bits. */
export function quotientOf(a: HclNumber, b: HclNumber, prec: number): HclNumber | undefined {
  const isNegative = hasMinus(a) !== hasMinus(b);
  if (a.kind === "infinite") return b.kind === "infinite" ? undefined : infinity(isNegative, prec);
  if (b.kind === "infinite") return zero(isNegative, prec);
  const x = parts(a);
  const y = parts(b);
  if (y.mantissa === 0n) return x.mantissa === 0n ? undefined : infinity(isNegative, prec);
  const shift = Math.max(0, prec + 2 - (bitLength(x.mantissa) - bitLength(y.mantissa)));
  const dividend = x.mantissa << BigInt(shift);
  const quotient = dividend / y.mantissa;
  const isSticky = quotient * y.mantissa !== dividend;
  return rounded(isNegative, quotient, x.exponent - shift - y.exponent, prec, isSticky);
}

/**
 * The remainder of a division that rounds towards zero, with the sign of `a`; `a` itself when `b` is zero.
 * Undefined when one is infinite. Rounds as cty/value_ops.go does: the quotient first, then all to the precision of `a`.
 */
export function modulo(a: HclNumber, b: HclNumber): HclNumber | undefined {
  if (a.kind === "infinite" || b.kind === "infinite") return undefined;
  if (signOf(b) === 0) return a;
  // At 53 bits the quotient of two such numbers may already be rounded.
  if (a.kind === "small" && b.kind === "small" && Math.max(a.prec, b.prec) > DOUBLE_PRECISION) {
    // cty subtracts, and x - x is a positive zero whatever the sign of x.
    const value = Object.is(a.value, -0) && b.value > 0 ? -0 : (a.value % b.value) + 0;
    return { kind: "small", value, prec: a.prec };
  }
  const quotient = divide(a, b);
  const whole = quotient && numberToBigInt(quotient);
  if (whole === undefined) return undefined;
  const magnitude = whole < 0n ? -whole : whole;
  const product = productOf(b, rounded(whole < 0n, magnitude, 0, a.prec), a.prec);
  return product && sum(a, negate(product), a.prec);
}

/** The nearest whole number towards zero, up or down; an infinity stays. */
export function roundToWhole(n: HclNumber, direction: "zero" | "up" | "down"): HclNumber {
  // Up and down go through an integer, which has no negative zero.
  if (n.kind === "small") return direction === "zero" ? n : { ...n, value: n.value + 0 };
  if (n.kind === "infinite" || n.exponent >= 0) return n;
  let magnitude = n.mantissa >> BigInt(-n.exponent);
  if (direction === (n.isNegative ? "down" : "up")) magnitude += 1n;
  const prec = direction === "zero" ? Math.max(bitLength(magnitude), INTEGER_PRECISION) : n.prec;
  // Go's Int keeps no sign on the zero that is left of -0.5.
  return rounded(n.isNegative && magnitude !== 0n, magnitude, 0, prec);
}

/** A number of a given precision from `mantissa * 2 ** exponent`; `isSticky` when a bit below was lost. */
export function rounded(
  isNegative: boolean,
  mantissa: bigint,
  exponent: number,
  prec: number,
  isSticky = false,
): HclNumber {
  if (mantissa === 0n) return zero(isNegative, prec);
  const excess = bitLength(mantissa) - prec;
  if (excess > 0) return normalized(isNegative, shiftRightToEven(mantissa, excess, isSticky), exponent + excess, prec);
  return normalized(isNegative, mantissa, exponent, prec);
}

function normalized(isNegative: boolean, mantissa: bigint, exponent: number, prec: number): HclNumber {
  const zeros = trailingZeros(mantissa);
  const odd = mantissa >> BigInt(zeros);
  const power = exponent + zeros;
  const top = bitLength(odd) + power;
  if (top > MAX_EXPONENT) return infinity(isNegative, prec);
  if (top < -MAX_EXPONENT) return zero(isNegative, prec);
  if (power >= 0 && top <= 53) {
    const value = Number(odd) * 2 ** power;
    return { kind: "small", value: isNegative ? -value : value, prec };
  }
  return { kind: "large", isNegative, mantissa: odd, exponent: power, prec };
}

function zero(isNegative: boolean, prec: number): HclNumber {
  return { kind: "small", value: isNegative ? -0 : 0, prec };
}

/** Sign, mantissa and exponent of a finite number. */
export function parts(n: SmallNumber | LargeNumber): { isNegative: boolean; mantissa: bigint; exponent: number } {
  if (n.kind === "large") return n;
  const mantissa = BigInt(Math.abs(n.value));
  const zeros = mantissa === 0n ? 0 : trailingZeros(mantissa);
  return { isNegative: hasMinus(n), mantissa: mantissa >> BigInt(zeros), exponent: zeros };
}

/** Drops `bits` bits, half to even; `isSticky` when bits below were lost before. */
export function shiftRightToEven(mantissa: bigint, bits: number, isSticky: boolean): bigint {
  const shift = BigInt(bits);
  const kept = mantissa >> shift;
  const lost = mantissa - (kept << shift);
  const half = 1n << (shift - 1n);
  if (lost > half || (lost === half && (isSticky || (kept & 1n) === 1n))) return kept + 1n;
  return kept;
}

export function bitLength(n: bigint): number {
  if (n === 0n) return 0;
  const hex = n.toString(16);
  return hex.length * 4 - (Math.clz32(Number.parseInt(hex.charAt(0), 16)) - 28);
}

function trailingZeros(n: bigint): number {
  let count = 0;
  // Whole words first: the exponent of a power of ten can leave thousands of zeros.
  while (BigInt.asUintN(64, n >> BigInt(count)) === 0n) count += 64;
  let word = BigInt.asUintN(64, n >> BigInt(count));
  while ((word & 1n) === 0n) {
    word >>= 1n;
    count += 1;
  }
  return count;
}
