// What a plain YAML scalar means: text, number, boolean or null. Follows go.yaml.in/yaml resolve.go, which Compose
// files are written for: YAML 1.2 booleans, YAML 1.1 numbers (0777 is octal, 1_000 is 1000), and no sexagesimals.
// Dates stay text: buildx refuses `args: {DAY: 2024-01-01}`, and nobody who writes it means a point in time.

export type Scalar =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "number"; readonly value: number; readonly isInteger: boolean; readonly text: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "null" };

const words: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ...["", "~", "null", "Null", "NULL"].map((word): [string, Scalar] => [word, { kind: "null" }]),
  ...["true", "True", "TRUE"].map((word): [string, Scalar] => [word, { kind: "boolean", value: true }]),
  ...["false", "False", "FALSE"].map((word): [string, Scalar] => [word, { kind: "boolean", value: false }]),
  ...[".nan", ".NaN", ".NAN"].map((word): [string, Scalar] => [word, float(Number.NaN)]),
  ...[".inf", ".Inf", ".INF"].flatMap((word): [string, Scalar][] => [
    [word, float(Number.POSITIVE_INFINITY)],
    [`+${word}`, float(Number.POSITIVE_INFINITY)],
    [`-${word}`, float(Number.NEGATIVE_INFINITY)],
  ]),
]);

const integerForm = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/;
const floatForm = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** The meaning of `text` written without quotes and without a tag. */
export function resolvePlain(text: string): Scalar {
  return words.get(text) ?? resolveNumber(text) ?? { kind: "text", value: text };
}

function resolveNumber(text: string): Scalar | undefined {
  if (!/^[-+.0-9]/.test(text)) return undefined;
  const digits = text.startsWith(".") ? text : text.replaceAll("_", "");
  const integer = integerForm.exec(digits);
  if (integer !== null) {
    const [, sign, hex, binary, octal, decimal] = integer;
    const magnitude = BigInt(
      hex !== undefined ? `0x${hex}` : binary !== undefined ? `0b${binary}` : octal ? `0o${octal}` : (decimal ?? "0"),
    );
    const value = sign === "-" ? -magnitude : magnitude;
    // The one zero that keeps its sign, which makes it a float there.
    if (digits === "-0") return float(-0);
    if (value >= -(2n ** 63n) && value < 2n ** 64n) {
      return { kind: "number", value: Number(value), isInteger: true, text: value.toString() };
    }
  }
  // An octal with a digit 8 or 9 is read as a decimal, and integers that fit nowhere as floats.
  return floatForm.test(digits) ? float(Number(digits)) : undefined;
}

function float(value: number): Scalar {
  return { kind: "number", value, isInteger: Number.isInteger(value), text: formatFloat(value) };
}

/** As Go's %v prints a float64, which is what buildx passes on: 1.10 is "1.1", 1500000.0 is "1.5e+06". */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (Object.is(value, -0)) return "-0";
  const [mantissa = "", exponentText = "0"] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  // In this span JavaScript prints no exponent either, and the same shortest digits.
  if (exponent >= -4 && exponent < 6) return String(value);
  const digits = Math.abs(exponent).toString().padStart(2, "0");
  return `${mantissa}e${exponent < 0 ? "-" : "+"}${digits}`;
}
