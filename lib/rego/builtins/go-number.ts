// Floating-point numbers as Go's strconv prints them.

/** `%e`: exponents have two digits at least. Without `digits` as many as tell the number from its neighbours. */
export function exponential(value: number, digits: number | undefined): string {
  return padExponent(value.toExponential(digits));
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
  return value.toFixed(Math.max(0, count - 1 - exponent));
}

function padExponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, "e$10$2");
}
