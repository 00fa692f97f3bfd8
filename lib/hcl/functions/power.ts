// Powers of doubles, to the last digit as Go has them.

const FOUR_THOUSAND = 1 << 12;

/**
 * As Go's math.Pow, by repeated squaring of a fraction and its exponent: JavaScript's own `**` differs in the last digit
 * now and then, and the digits are shown.
 */
export function power(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (!Number.isFinite(x) || !Number.isFinite(y) || x === 0) return specialPower(x, y);
  if (y === 1) return x;
  if (y === 0.5) return Math.sqrt(x);
  if (y === -0.5) return 1 / Math.sqrt(x);
  let whole = Math.trunc(Math.abs(y));
  let fraction = Math.abs(y) - whole;
  if (fraction !== 0 && x < 0) return Number.NaN;
  if (whole >= 2 ** 63) return hugePower(x, y);
  let result = 1;
  let resultExponent = 0;
  if (fraction !== 0) {
    if (fraction > 0.5) {
      fraction -= 1;
      whole += 1;
    }
    result = Math.exp(fraction * Math.log(x));
  }
  let [square, exponent] = splitDouble(x);
  for (let rest = whole; rest !== 0; rest = Math.floor(rest / 2)) {
    if (exponent < -FOUR_THOUSAND || exponent > FOUR_THOUSAND) {
      // Certain to overflow or vanish.
      resultExponent += exponent;
      break;
    }
    if (rest % 2 === 1) {
      result *= square;
      resultExponent += exponent;
    }
    square *= square;
    exponent *= 2;
    if (square < 0.5) {
      square += square;
      exponent -= 1;
    }
  }
  return y < 0 ? timesPowerOfTwo(1 / result, -resultExponent) : timesPowerOfTwo(result, resultExponent);
}

/** Zeros and infinities, where IEEE 754 leaves no digits to differ in; JavaScript alone says NaN for (-1) ** infinity. */
function specialPower(x: number, y: number): number {
  return x === -1 ? 1 : x ** y;
}

function hugePower(x: number, y: number): number {
  if (x === -1) return 1;
  return Math.abs(x) < 1 === y > 0 ? 0 : Number.POSITIVE_INFINITY;
}

/** The fraction, from ½ up to 1, and the power of two that make `x`. */
function splitDouble(x: number): [number, number] {
  let fraction = x;
  let exponent = 0;
  while (Math.abs(fraction) >= 1) {
    fraction /= 2;
    exponent += 1;
  }
  while (Math.abs(fraction) < 0.5) {
    fraction *= 2;
    exponent -= 1;
  }
  return [fraction, exponent];
}

function timesPowerOfTwo(x: number, exponent: number): number {
  const bounded = Math.max(-3000, Math.min(3000, exponent));
  const [fraction, own] = x === 0 ? [0, 0] : splitDouble(x);
  const total = bounded + own;
  // In two steps, for the power may be beyond a double while the product is not; the first is exact.
  if (total > 1024) return fraction * Number.POSITIVE_INFINITY;
  if (total < -1080) return fraction * 0;
  return total > 0
    ? fraction * 2 * 2 ** (total - 1)
    : total < -1021
      ? fraction * 2 ** -1021 * 2 ** (total + 1021)
      : fraction * 2 ** total;
}
