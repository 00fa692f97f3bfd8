// Numbers as text, both ways. Follows Go's math/big floatconv.go and ftoa.go, digit for digit.

import {
  bitLength,
  type HclNumber,
  hasMinus,
  infinity,
  type LargeNumber,
  parts,
  productOf,
  quotientOf,
  rounded,
  type SmallNumber,
  TEXT_PRECISION,
} from "./number.js";
import { numberFromDouble, numberToDouble } from "./number-native.js";

const PLAIN_DIGITS = /^\d{1,15}$/;
const DECIMAL = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:([eEpP])([+-]?\d+))?$/;
const INFINITE = /^[+-]?[iI]nf$/;

/**
 * Reads a decimal literal of any length, with 512 bits: `1`, `-0.5`, `2e3`, and as Go reads them `.5`, `5.`, `1p3`
 * (1 * 2³) and `inf`. Undefined for anything else.
 */
export function parseNumber(text: string): HclNumber | undefined {
  if (PLAIN_DIGITS.test(text)) return { kind: "small", value: Number(text), prec: TEXT_PRECISION };
  if (INFINITE.test(text)) return infinity(text.startsWith("-"));
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = "", letter, power = "0"] = match;
  const isNegative = sign === "-";
  const mantissa = BigInt(whole + fraction);
  if (mantissa === 0n) return { kind: "small", value: isNegative ? -0 : 0, prec: TEXT_PRECISION };
  // So in Go; within it, what is too large or small becomes an infinity or zero.
  if (Math.abs(Number(power)) >= 2 ** 31) return undefined;
  const isBinary = letter === "p" || letter === "P";
  const fives = (isBinary ? 0 : Number(power)) - fraction.length;
  const twos = fives + (isBinary ? Number(power) : 0);
  return timesPowerOfFive(isNegative, mantissa, { twos, fives });
}

/** Follows the order of Go's scan: the power of five has 64 bits more than the result, and beyond them it is rounded. */
function timesPowerOfFive(
  isNegative: boolean,
  mantissa: bigint,
  { twos, fives }: { readonly twos: number; readonly fives: number },
): HclNumber {
  if (fives === 0) return rounded(isNegative, mantissa, twos, TEXT_PRECISION);
  const exact = rounded(isNegative, mantissa, twos, bitLength(mantissa));
  const power = powerOfFive(Math.abs(fives));
  const result = fives > 0 ? productOf(exact, power, TEXT_PRECISION) : quotientOf(exact, power, TEXT_PRECISION);
  // Neither is zero, but both may have overflowed.
  return result ?? infinity(isNegative);
}

const POWER_PRECISION = TEXT_PRECISION + 64;
const FACTOR_PRECISION = POWER_PRECISION + 64;

/** Squares its way up, so that an exponent of a billion takes thirty steps. */
function powerOfFive(power: number): HclNumber {
  if (power <= 27) return rounded(false, 5n ** BigInt(power), 0, POWER_PRECISION);
  let result: HclNumber = rounded(false, 5n ** 27n, 0, POWER_PRECISION);
  let factor: HclNumber = rounded(false, 5n, 0, FACTOR_PRECISION);
  for (let rest = power - 27; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = productOf(result, factor, POWER_PRECISION) ?? infinity(false);
    factor = productOf(factor, factor, FACTOR_PRECISION) ?? infinity(false);
  }
  return result;
}

const GO_DECIMAL = /^[+-]?(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/;
const GO_HEXADECIMAL =
  /^([+-]?)0[xX]_?([\da-fA-F](?:_?[\da-fA-F])*)?(?:\.([\da-fA-F](?:_?[\da-fA-F])*)?)?[pP]([+-]?\d(?:_?\d)*)$/;

/**
 * Reads the text of an override as Go's strconv.ParseFloat does, rounding to a double: `1.5e3`, `1_000`, `0x1p4`.
 * Undefined for anything else: blanks, `0x10` without an exponent, infinities, NaN, and what a double cannot hold.
 */
export function parseNumberLikeGo(text: string): HclNumber | undefined {
  const value = doubleLikeGo(text);
  return value === undefined || !Number.isFinite(value) ? undefined : numberFromDouble(value);
}

function doubleLikeGo(text: string): number | undefined {
  if (GO_DECIMAL.test(text)) return Number(text.replaceAll("_", ""));
  const match = GO_HEXADECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = "", power = "0"] = match.map((part) => part?.replaceAll("_", ""));
  if (whole + fraction === "") return undefined;
  const mantissa = BigInt(`0x${whole}${fraction}`);
  const exponent = Number(power) - 4 * fraction.length;
  return numberToDouble(rounded(sign === "-", mantissa, exponent, Math.max(bitLength(mantissa), 1)));
}

/** Positional decimal, with the fewest digits that identify the value at its precision. Infinities are `+Inf`, `-Inf`. */
export function numberToText(n: HclNumber): string {
  if (n.kind === "small") return Object.is(n.value, -0) ? "-0" : String(n.value);
  if (n.kind === "infinite") return n.isNegative ? "-Inf" : "+Inf";
  return (n.isNegative ? "-" : "") + positional(shortest(n), undefined);
}

/** Positional decimal with `places` digits after the point, as `%.2f`. */
export function numberToFixed(n: HclNumber, places: number): string {
  if (n.kind === "infinite") return n.isNegative ? "-Inf" : "+Inf";
  const exact = decimalOf(n);
  return (hasMinus(n) ? "-" : "") + positional(roundDigits(exact, exact.point + places), places);
}

/** `d.ddde±dd` with `places` digits after the point; without, as few as identify the value. */
export function numberToExponential(n: HclNumber, places?: number): string {
  if (n.kind === "infinite") return n.isNegative ? "-Inf" : "+Inf";
  const digits = places === undefined ? shortest(n) : roundDigits(decimalOf(n), places + 1);
  return (hasMinus(n) ? "-" : "") + exponential(digits, places ?? Math.max(digits.digits.length - 1, 0));
}

/** As `%g`: exponential for very small and large numbers, else positional; `precision` significant digits. */
export function numberToGeneral(n: HclNumber, precision?: number): string {
  if (n.kind === "infinite") return n.isNegative ? "-Inf" : "+Inf";
  const significant = precision === 0 ? 1 : precision;
  const rounding = significant === undefined ? shortest(n) : roundDigits(decimalOf(n), significant);
  const count = rounding.digits.length;
  // The shortest form decides as if it had six digits.
  const isShortened = significant !== undefined && significant > count && count >= rounding.point;
  const limit = isShortened ? count : (significant ?? 6);
  const exponent = rounding.point - 1;
  const sign = hasMinus(n) ? "-" : "";
  if (exponent < -4 || exponent >= limit) return sign + exponential(rounding, Math.max(count - 1, 0));
  return sign + positional(rounding, Math.max(count - rounding.point, 0));
}

/** Digits without leading or trailing zeros, and where the decimal point stands: `0.digits * 10 ** point`. */
interface Decimal {
  readonly digits: string;
  readonly point: number;
}

function decimalOf(n: SmallNumber | LargeNumber): Decimal {
  const { mantissa, exponent } = parts(n);
  return exactDecimal(mantissa, exponent);
}

function exactDecimal(mantissa: bigint, exponent: number): Decimal {
  if (mantissa === 0n) return { digits: "", point: 0 };
  const isFraction = exponent < 0;
  const text = (isFraction ? mantissa * 5n ** BigInt(-exponent) : mantissa << BigInt(exponent)).toString();
  return { digits: text.replace(/0+$/, ""), point: text.length + (isFraction ? exponent : 0) };
}

/** The shortest digits between the neighbours at this precision. Compares digit by digit, as Go's roundShortest does. */
function shortest(n: SmallNumber | LargeNumber): Decimal {
  const { mantissa, exponent } = parts(n);
  const exact = exactDecimal(mantissa, exponent);
  if (mantissa === 0n) return exact;
  // The last bit of `wide` is half a unit in the last place.
  const shift = n.prec + 1 - bitLength(mantissa);
  const wide = mantissa << BigInt(shift);
  const lower = exactDecimal(wide - 1n, exponent - shift);
  const upper = exactDecimal(wide + 1n, exponent - shift);
  const isInclusive = (wide & 2n) === 0n;
  for (let i = 0; i < exact.digits.length; i += 1) {
    const digit = digitAt(exact, i);
    const low = digitAt(lower, i);
    const high = digitAt(upper, i);
    const canRoundDown = low !== digit || (isInclusive && i + 1 === lower.digits.length);
    const canRoundUp = digit !== high && (isInclusive || digit + 1 < high || i + 1 < upper.digits.length);
    if (canRoundDown && canRoundUp) return roundDigits(exact, i + 1);
    if (canRoundDown) return truncateDigits(exact, i + 1);
    if (canRoundUp) return incrementDigits(exact, i + 1);
  }
  return exact;
}

function digitAt({ digits }: Decimal, i: number): number {
  return i < digits.length ? digits.charCodeAt(i) - 48 : 0;
}

/** Keeps `count` digits, half to even. */
function roundDigits(decimal: Decimal, count: number): Decimal {
  const { digits } = decimal;
  if (count < 0) return { digits: "", point: 0 };
  if (count >= digits.length) return decimal;
  const isHalf = digitAt(decimal, count) === 5 && count + 1 === digits.length;
  const isUp = isHalf ? count > 0 && digitAt(decimal, count - 1) % 2 === 1 : digitAt(decimal, count) >= 5;
  return isUp ? incrementDigits(decimal, count) : truncateDigits(decimal, count);
}

function truncateDigits({ digits, point }: Decimal, count: number): Decimal {
  const kept = digits.slice(0, count).replace(/0+$/, "");
  return kept === "" ? { digits: "", point: 0 } : { digits: kept, point };
}

function incrementDigits({ digits, point }: Decimal, count: number): Decimal {
  const kept = digits.slice(0, count).replace(/9+$/, "");
  if (kept === "") return { digits: "1", point: point + 1 };
  const last = Number(kept.slice(-1)) + 1;
  return { digits: kept.slice(0, -1) + String(last), point };
}

/** Without `places`, as many digits after the point as there are. */
function positional({ digits, point }: Decimal, places: number | undefined): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  const fraction = point > 0 ? digits.slice(point) : digits === "" ? "" : "0".repeat(-point) + digits;
  const shown = places === undefined ? fraction : fraction.padEnd(places, "0").slice(0, places);
  return shown === "" ? whole : `${whole}.${shown}`;
}

function exponential({ digits, point }: Decimal, places: number): string {
  const first = digits.slice(0, 1) || "0";
  const rest = digits.slice(1).padEnd(places, "0").slice(0, places);
  const exponent = digits === "" ? 0 : point - 1;
  const power = String(Math.abs(exponent)).padStart(2, "0");
  return `${first}${rest === "" ? "" : `.${rest}`}e${exponent < 0 ? "-" : "+"}${power}`;
}
