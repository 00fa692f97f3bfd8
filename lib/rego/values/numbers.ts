// Decimal text ⇄ numbers in their one form. OPA keeps the text of a number; here `1.0` and `1` are one value from the start.

/** More digits than this are an attack, not a number. */
const MAX_DIGITS = 100_000;

/**
 * Reads a decimal number as JSON writes it; a leading `+` and zeros are taken, too.
 * @throws RangeError for an integer of more than 100,000 digits
 */
export function numberFromText(text: string): number | bigint {
  const near = Number(text);
  // A sum turns -0 into 0. `0.99999999999999999999` comes here as 1: fractions are doubles.
  if (Number.isSafeInteger(near)) return near + 0;
  if (Number.isFinite(near) && !Number.isInteger(near)) return near;
  const { digits, exponent } = decimalOf(text);
  if (exponent > MAX_DIGITS || digits.length > MAX_DIGITS) throw new RangeError("the number is too large");
  if (exponent >= 0) return normalInteger(BigInt(digits) * 10n ** BigInt(exponent));
  // Beyond 2^53 doubles have no fractions left: what is behind the point is dropped.
  return normalInteger(BigInt(digits) / 10n ** BigInt(-exponent));
}

export function normalInteger(integer: bigint): number | bigint {
  const near = Number(integer);
  return Number.isSafeInteger(near) ? near : integer;
}

/** @throws Error for what is no number in Rego: NaN and infinities */
export function normalNumber(double: number): number | bigint {
  if (Number.isSafeInteger(double)) return double + 0;
  if (!Number.isFinite(double)) throw new Error(`internal error: ${double} is no value`);
  return Number.isInteger(double) ? numberFromText(String(double)) : double;
}

export function numberText(value: number | bigint): string {
  // Exponents have two digits at least in Go.
  return String(value).replace(/e([+-])(\d)$/, "e$10$2");
}

/** The number is `digits` times ten to the power of `exponent`; the digits may have a sign. */
export function decimalOf(text: string): { readonly digits: string; readonly exponent: number } {
  const [mantissa = "", power = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("+", "").split(".");
  return { digits: `${whole}${fraction}`, exponent: Number(power) - fraction.length };
}
