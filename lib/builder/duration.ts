// Lengths of time as Go writes them. Follows golang/go time.ParseDuration.

const unitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of such as `90s`, `1.5h` or `1m30s`; undefined for anything else. A number alone is 0 or nothing. */
export function parseDuration(text: string): number | undefined {
  const [, sign, rest = ""] = /^([+-]?)(.*)$/.exec(text) ?? [];
  if (rest === "0") return 0;
  const parts = rest.match(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g) ?? [];
  if (parts.length === 0 || parts.join("") !== rest) return undefined;
  let total = 0;
  for (const part of parts) {
    const [, amount, unit = ""] = /^([\d.]+)(.*)$/.exec(part) ?? [];
    total += Number(amount) * (unitMs[unit] ?? Number.NaN);
  }
  return sign === "-" ? -total : total;
}
