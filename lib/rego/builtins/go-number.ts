// Floating-point numbers as Go's strconv prints them.

/** `%e`: exponents have two digits at least. Without `digits` as many as tell the number from its neighbours. */
export function exponential(value: number, digits: number | undefined): string {
  return padExponent(scientific(value, digits));
}

/** `%f` */
export function fixed(value: number, digits: number): string {
  return evenAtTie(value.toFixed(100), digits) ?? value.toFixed(digits);
}

/** `%g`: an exponent where it is below -4, or from `digits` on; from 6 on without. */
export function general(value: number, digits: number | undefined): string {
  const precision = digits === 0 ? 1 : digits;
  const [mantissa = "", power = ""] = value
    .toExponential(precision === undefined ? undefined : precision - 1)
    .split("e");
  const significant = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  const count = significant.replace(/\D/g, "").length;
  const exponent = Number(power);
  const limit = precision === undefined ? 6 : precision > count && count > exponent ? count : precision;
  if (exponent < -4 || exponent >= limit) return padExponent(`${significant}e${power}`);
  return fixed(value, Math.max(0, count - 1 - exponent));
}

function padExponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, "e$10$2");
}

function scientific(value: number, digits: number | undefined): string {
  if (digits === undefined) return value.toExponential();
  const [mantissa = "", power = ""] = value.toExponential(100).split("e");
  const even = evenAtTie(mantissa, digits);
  return even === undefined ? value.toExponential(digits) : `${even}e${power}`;
}

/** JavaScript rounds what is half way up, Go to the even digit. Undefined where both do the same. `exact` has a hundred digits behind the point. */
function evenAtTie(exact: string, digits: number): string | undefined {
  const end = exact.length - 100 + digits;
  if (!/^50*$/.test(exact.slice(end))) return undefined;
  const kept = exact.slice(0, end).replace(/\.$/, "");
  return /[02468]$/.test(kept) ? kept : undefined;
}
