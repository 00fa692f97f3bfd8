// Sizes and times as they are typed.

import { parseDuration } from "../lib/builder/index.js";
import { UsageError } from "./flags.js";

const sizes = ["", "k", "m", "g", "t", "p"];

/** Bytes; a unit is a power of 1024, as docker reads it: `10GB`, `1.5gib`, `500`. @throws {UsageError} */
export function bytes(flag: string, text: string): number {
  const [, count, unit = ""] = /^(\d+(?:\.\d+)?) ?(?:([kmgtp])?i?b?)$/i.exec(text.trim()) ?? [];
  if (count === undefined) throw new UsageError(`invalid value "${text}" for ${flag}: write such as 10GB`);
  return Math.floor(Number(count) * 1024 ** sizes.indexOf(unit.toLowerCase()));
}

/** As Go writes durations, without a sign: `24h`, `1h30m`. @throws {UsageError} */
export function milliseconds(flag: string, text: string): number {
  const parsed = /^[+-]/.test(text) ? undefined : parseDuration(text);
  if (parsed === undefined) throw new UsageError(`invalid value "${text}" for ${flag}: write such as 24h or 1h30m`);
  return parsed;
}
