// Instants as wall clocks show them, and zones. Zones are those of Intl.

import { BuiltinError } from "../builtin.js";

/** Months count from 1. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly yearDay: number;
  /** Seconds east of UTC. */
  readonly offset: number;
  readonly abbreviation: string;
}

/** Fixed to UTC or a name of the zone database. */
export type Zone = "UTC" | Intl.DateTimeFormat;

const SECOND = 1_000_000_000n;

/** @throws BuiltinError for a name that is no zone */
export function zoneNamed(name: string): Zone {
  if (name === "" || name === "UTC") return "UTC";
  // Intl takes offsets as zones, too, and names in any case.
  if (!/^[A-Z]/.test(name)) throw new BuiltinError(`there is no zone ${name}`);
  const zone = name === "Local" ? undefined : name;
  try {
    return formatterOf(zone);
  } catch (error) {
    if (error instanceof RangeError) throw new BuiltinError(`there is no zone ${name}`, { cause: error });
    throw error;
  }
}

const formatters = new Map<string | undefined, Intl.DateTimeFormat>();

function formatterOf(timeZone: string | undefined): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    const fields = {
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    } as const;
    formatter = new Intl.DateTimeFormat("en-US", { ...fields, timeZone, hourCycle: "h23", calendar: "iso8601" });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

export function wallClock(nanoseconds: bigint, zone: Zone): WallClock {
  const nanosecond = ((nanoseconds % SECOND) + SECOND) % SECOND;
  const seconds = Number((nanoseconds - nanosecond) / SECOND);
  const offset = offsetAt(seconds, zone);
  const date = new Date((seconds + offset) * 1000);
  const year = date.getUTCFullYear();
  return {
    year,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    nanosecond: Number(nanosecond),
    weekday: date.getUTCDay(),
    yearDay:
      Math.floor(
        (date.getTime() / 1000 - utcSeconds({ year, month: 1, day: 1, hour: 0, minute: 0, second: 0 })) / 86_400,
      ) + 1,
    offset,
    abbreviation: zone === "UTC" ? "UTC" : abbreviationOf(seconds, zone.resolvedOptions().timeZone, offset),
  };
}

type Civil = Pick<WallClock, "year" | "month" | "day" | "hour" | "minute" | "second">;

/** Fields out of range carry over. NaN beyond what dates reach. */
export function utcSeconds({ year, month, day, hour, minute, second }: Civil): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return date.getTime() / 1000;
}

/** A wall clock that was skipped or shown twice is read as Go's time.Date reads it. */
export function zonedSeconds(civil: Civil, zone: Zone): number {
  const seconds = utcSeconds(civil);
  if (zone === "UTC" || Number.isNaN(seconds)) return seconds;
  const guess = offsetAt(seconds, zone);
  return guess === 0 ? seconds : seconds - offsetAt(seconds - guess, zone);
}

const LARGEST = 2n ** 63n - 1n;

/** @throws BuiltinError beyond the years 1677 and 2262, which 64 bits end with */
export function nanosecondsOf(seconds: number, nanosecond: number): bigint {
  if (Number.isNaN(seconds)) throw new BuiltinError("the time is out of range");
  const nanoseconds = BigInt(seconds) * SECOND + BigInt(nanosecond);
  if (nanoseconds > LARGEST || nanoseconds < -LARGEST - 1n) throw new BuiltinError("the time is out of range");
  return nanoseconds;
}

function offsetAt(seconds: number, zone: Zone): number {
  if (zone === "UTC") return 0;
  const parts = new Map(zone.formatToParts(seconds * 1000).map(({ type, value }) => [type, Number(value)]));
  const field = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = { year: field("year"), month: field("month"), day: field("day") };
  return utcSeconds({ ...shown, hour: field("hour"), minute: field("minute"), second: field("second") }) - seconds;
}

/** Each names the zones around it and writes the others as offsets from GMT. */
const LOCALES = ["en-US", "en-GB", "en-AU", "en-IN", "en-ZA", "en-NZ", "ja", "ko", "id", "fr", "he"];

/** What no locale has a name for has none in the zone database either, as a rule: `+03`. */
function abbreviationOf(seconds: number, timeZone: string, offset: number): string {
  for (const locale of LOCALES) {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "short" });
    const name = formatter.formatToParts(seconds * 1000).find(({ type }) => type === "timeZoneName")?.value ?? "";
    if (/^[A-Z]{3,5}$/.test(name)) return name;
  }
  const minutes = Math.abs(Math.trunc(offset / 60));
  const digits = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0"));
  return `${offset < 0 ? "-" : "+"}${digits[0]}${minutes % 60 === 0 ? "" : digits[1]}`;
}
