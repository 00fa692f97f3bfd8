// Durations as Go writes them.

import type { Instant } from "./instant.js";

const UNITS: ReadonlyMap<string, bigint> = new Map([
  ["ns", 1n],
  ["us", 1_000n],
  // The micro sign and the Greek letter.
  ["\u00b5s", 1_000n],
  ["\u03bcs", 1_000n],
  ["ms", 1_000_000n],
  ["s", 1_000_000_000n],
  ["m", 60_000_000_000n],
  ["h", 3_600_000_000_000n],
]);

const PART = /(\d*)(?:\.(\d*))?([^\d.]+)/y;
const LONGEST = 2n ** 63n - 1n;

/** Nanoseconds: `1h30m`, `-1.5s`, `0`. Undefined for anything else, and beyond 292 years. */
export function parseDuration(text: string): bigint | undefined {
  const [, sign = "", rest = ""] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (rest === "0") return 0n;
  let total = 0n;
  let at = 0;
  while (at < rest.length) {
    PART.lastIndex = at;
    const match = PART.exec(rest);
    if (match === null) return undefined;
    const [part, whole = "", fraction = "", name = ""] = match;
    const unit = UNITS.get(name);
    if (unit === undefined || whole + fraction === "") return undefined;
    total += BigInt(whole) * unit + (BigInt(fraction) * unit) / 10n ** BigInt(fraction.length);
    at += part.length;
  }
  if (rest === "" || total > LONGEST) return undefined;
  return sign === "-" ? -total : total;
}

export function addDuration(instant: Instant, nanoseconds: bigint): Instant {
  const total = BigInt(instant.seconds) * 1_000_000_000n + BigInt(instant.nanoseconds) + nanoseconds;
  const remainder = ((total % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  const seconds = Number((total - remainder) / 1_000_000_000n);
  return { seconds, nanoseconds: Number(remainder), offsetMinutes: instant.offsetMinutes };
}
