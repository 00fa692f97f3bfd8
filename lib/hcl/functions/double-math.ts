// Logarithms and powers of doubles as Go's math package works them out on amd64: the digits are shown, and JavaScript's own
// differ in the last one now and then. (Powers with a fraction in them are left to Math.exp, for there Go's own last digit
// depends on the processor.)

// Coefficients of FreeBSD's e_log.c.
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const L1 = 0.6666666666666735;
const L2 = 0.3999999999940942;
const L3 = 0.2857142874366239;
const L4 = 0.22222198432149784;
const L5 = 0.1818357216161805;
const L6 = 0.15313837699209373;
const L7 = 0.14798198605116586;

/** The natural logarithm. */
export function logarithm(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return Math.log(x);
  let [fraction, k] = splitDouble(x);
  if (fraction < Math.SQRT1_2) {
    fraction *= 2;
    k -= 1;
  }
  const f = fraction - 1;
  const s = f / (2 + f);
  const s2 = s * s;
  const s4 = s2 * s2;
  const odd = s2 * (L1 + s4 * (L3 + s4 * (L5 + s4 * L7)));
  const even = s4 * (L2 + s4 * (L4 + s4 * L6));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + (odd + even)) + k * LN2_LOW) - f);
}

/** A power of two from which nothing comes back into the range of a double. */
const FAR_EXPONENT = 1 << 12;

/** `x` raised to `y`, by repeated squaring of a fraction and its exponent. */
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
    result = Math.exp(fraction * logarithm(x));
  }
  let [square, exponent] = splitDouble(x);
  for (let rest = whole; rest !== 0; rest = Math.floor(rest / 2)) {
    if (exponent < -FAR_EXPONENT || exponent > FAR_EXPONENT) {
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
