// Layouts of Go's time package: the parts of a sample date in text, and dates written by them. Follows Go's time/format.go.

import type { WallClock } from "./calendar.js";

export const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
export const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

const NAMED: ReadonlyMap<string, string> = new Map([
  ["ANSIC", "Mon Jan _2 15:04:05 2006"],
  ["UnixDate", "Mon Jan _2 15:04:05 MST 2006"],
  ["RubyDate", "Mon Jan 02 15:04:05 -0700 2006"],
  ["RFC822", "02 Jan 06 15:04 MST"],
  ["RFC822Z", "02 Jan 06 15:04 -0700"],
  ["RFC850", "Monday, 02-Jan-06 15:04:05 MST"],
  ["RFC1123", "Mon, 02 Jan 2006 15:04:05 MST"],
  ["RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700"],
  ["RFC3339", "2006-01-02T15:04:05Z07:00"],
  ["RFC3339Nano", "2006-01-02T15:04:05.999999999Z07:00"],
]);

export function layoutNamed(name: string): string {
  return NAMED.get(name) ?? name;
}

/** Text and parts in turn, text first and last. */
export function layoutParts(layout: string): readonly string[] {
  return layout.split(PART);
}

const PART =
  /(January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|002|0[1-6]|15|1|2006|2|__2|_2(?!006)|3|4|5|PM|pm|[-Z](?:070000|07:00:00|0700|07:00|07)|[.,](?:0+|9+)(?!\d))/;

export function formatTime(clock: WallClock, layout: string): string {
  return layoutParts(layout)
    .map((part, i) => (i % 2 === 0 ? part : formatPart(clock, part)))
    .join("");
}

function formatPart(clock: WallClock, part: string): string {
  const { year, month, day, hour, minute, second, yearDay } = clock;
  switch (part) {
    case "2006":
      return padded(year, 4);
    case "06":
      return padded(year % 100, 2);
    case "January":
      return MONTHS[month - 1] ?? "";
    case "Jan":
      return (MONTHS[month - 1] ?? "").slice(0, 3);
    case "Monday":
      return WEEKDAYS[clock.weekday] ?? "";
    case "Mon":
      return (WEEKDAYS[clock.weekday] ?? "").slice(0, 3);
    case "1":
      return String(month);
    case "01":
      return padded(month, 2);
    case "2":
      return String(day);
    case "_2":
      return String(day).padStart(2);
    case "02":
      return padded(day, 2);
    case "__2":
      return String(yearDay).padStart(3);
    case "002":
      return padded(yearDay, 3);
    case "15":
      return padded(hour, 2);
    case "3":
      return String(hour % 12 || 12);
    case "03":
      return padded(hour % 12 || 12, 2);
    case "4":
      return String(minute);
    case "04":
      return padded(minute, 2);
    case "5":
      return String(second);
    case "05":
      return padded(second, 2);
    case "PM":
      return hour >= 12 ? "PM" : "AM";
    case "pm":
      return hour >= 12 ? "pm" : "am";
    case "MST":
      return clock.abbreviation;
    default:
      return /^[-Z]/.test(part) ? formatOffset(clock.offset, part) : formatFraction(clock.nanosecond, part);
  }
}

function formatOffset(offset: number, part: string): string {
  if (part.startsWith("Z") && offset === 0) return "Z";
  const seconds = Math.abs(offset);
  const fields = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((field) =>
    padded(field, 2),
  );
  const count = part.replace(/\D/g, "").length / 2;
  return `${offset < 0 ? "-" : "+"}${fields.slice(0, count).join(part.includes(":") ? ":" : "")}`;
}

/** With nines, zeros at the end are left out, and a fraction of nothing altogether. */
function formatFraction(nanosecond: number, part: string): string {
  const digits = padded(nanosecond, 9)
    .padEnd(part.length - 1, "0")
    .slice(0, part.length - 1);
  const shown = part.endsWith("9") ? digits.replace(/0+$/, "") : digits;
  return shown === "" ? "" : part.charAt(0) + shown;
}

function padded(value: number, width: number): string {
  return value < 0 ? `-${padded(-value, width)}` : String(value).padStart(width, "0");
}
