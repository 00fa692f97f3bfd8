// Sizes and times as they are typed.

import { UsageError } from "./flags.js";

const sizes = ["", "k", "m", "g", "t", "p"];

/** Bytes; a unit is a power of 1024, as docker reads it: `10GB`, `1.5gib`, `500`. @throws {UsageError} */
export function bytes(flag: string, text: string): number {
  const [, count, unit = ""] = /^(\d+(?:\.\d+)?) ?(?:([kmgtp])?i?b?)$/i.exec(text.trim()) ?? [];
  if (count === undefined) throw new UsageError(`invalid value "${text}" for ${flag}: write such as 10GB`);
  return Math.floor(Number(count) * 1024 ** sizes.indexOf(unit.toLowerCase()));
}

const unitsMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** As Go writes durations: `24h`, `1h30m`. @throws {UsageError} */
export function milliseconds(flag: string, text: string): number {
  if (text === "0") return 0;
  const parts = [...text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text)
    throw new UsageError(`invalid value "${text}" for ${flag}: write such as 24h or 1h30m`);
  return parts.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (unitsMs[unit] ?? 0), 0);
}
