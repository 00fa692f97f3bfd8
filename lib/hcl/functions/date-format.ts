// Formats such as `YYYY-MM-DD hh:mm:ss`. Follows zclconf/go-cty function/stdlib/datetime.go.

import { CallError } from "./declare.js";
import { type Clock, clockOf, type Instant, pad, padYear, zoneText } from "./instant.js";

const MONTHS = "January February March April May June July August September October November December".split(" ");
const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

export function monthName({ month }: Clock): string {
  return MONTHS[month - 1] ?? "";
}

export function weekdayName({ weekday }: Clock): string {
  return WEEKDAYS[weekday] ?? "";
}

/** A quoted text, two quotes, the same letter once or more, or other characters. */
const TOKEN = /''|'(?:[^']|'')*'?|([A-Za-z])\1*|[^'A-Za-z]+/g;

export function formatInstant(format: string, instant: Instant): string {
  const clock = clockOf(instant);
  return format.replace(TOKEN, (token: string, letter: string | undefined) => {
    if (letter !== undefined) return formatVerb(token, clock, instant);
    if (token === "''") return "'";
    if (!token.startsWith("'")) return token;
    if (token.length < 2 || !token.endsWith("'")) throw new CallError("a single quote is not closed", 0);
    return token.slice(1, -1).replaceAll("''", "'");
  });
}

type ShowPart = (clock: Clock, instant: Instant) => string;

/** Verbs by their letter and how often it stands there. */
const VERBS: Readonly<Record<string, Readonly<Record<number, ShowPart>>>> = {
  Y: { 2: (c) => pad(c.year % 100), 4: (c) => padYear(c.year) },
  M: { 1: (c) => String(c.month), 2: (c) => pad(c.month), 3: (c) => monthName(c).slice(0, 3), 4: monthName },
  D: oneOrTwoDigits((c) => c.day),
  E: { 3: (c) => weekdayName(c).slice(0, 3), 4: weekdayName },
  h: oneOrTwoDigits((c) => c.hour),
  H: oneOrTwoDigits((c) => c.hour % 12 || 12),
  A: { 2: (c) => (c.hour < 12 ? "AM" : "PM") },
  a: { 2: (c) => (c.hour < 12 ? "am" : "pm") },
  m: oneOrTwoDigits((c) => c.minute),
  s: oneOrTwoDigits((c) => c.second),
  Z: {
    1: (_, instant) => zoneText(instant, ":") ?? "Z",
    3: (_, instant) => zoneText(instant, "") ?? "UTC",
    4: (_, instant) => zoneText(instant, "") ?? "+0000",
    5: (_, instant) => zoneText(instant, ":") ?? "+00:00",
  },
};

function oneOrTwoDigits(partOf: (clock: Clock) => number): Readonly<Record<number, ShowPart>> {
  return { 1: (clock) => String(partOf(clock)), 2: (clock) => pad(partOf(clock)) };
}

function formatVerb(verb: string, clock: Clock, instant: Instant): string {
  const letter = verb.charAt(0);
  const lengths = VERBS[letter] ?? {};
  const show = lengths[verb.length];
  if (show !== undefined) return show(clock, instant);
  const known = Object.keys(lengths).map((length) => `"${letter.repeat(Number(length))}"`);
  const advice =
    known.length === 0 ? "letters that mean themselves stand between single quotes" : `there are ${known.join(", ")}`;
  throw new CallError(`"${verb}" is not a verb of a date format; ${advice}`, 0);
}
