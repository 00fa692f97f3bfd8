// Dates read by Go's layouts. Follows Go's time/format.go.

import { BuiltinError } from "../builtin.js";
import { nanosecondsOf, utcSeconds } from "./calendar.js";
import { layoutParts, MONTHS, WEEKDAYS } from "./time-layout.js";

/** What was read so far. */
interface Fields {
  year: number;
  month: number | undefined;
  day: number | undefined;
  yearDay: number | undefined;
  hour: number;
  minute: number;
  second: number;
  nanosecond: number;
  half: "am" | "pm" | undefined;
  offset: number;
}

/**
 * Nanoseconds since 1970. What a layout leaves out is its least, the year 0. Names of zones are read as UTC: a name is no offset.
 * @throws BuiltinError for text that does not fit, and for dates that there are not
 */
export function parseTime(layout: string, text: string): bigint {
  const fields: Fields = {
    year: 0,
    month: undefined,
    day: undefined,
    yearDay: undefined,
    hour: 0,
    minute: 0,
    second: 0,
    nanosecond: 0,
    half: undefined,
    offset: 0,
  };
  let rest = text;
  const parts = layoutParts(layout);
  for (const [i, part] of parts.entries()) {
    rest = i % 2 === 0 ? skip(rest, part) : readPart(fields, part, rest, parts.slice(i + 1).join(""));
  }
  if (rest !== "") fail();
  return instantOf(fields);
}

function fail(): never {
  throw new BuiltinError("the time does not fit the layout");
}

/** One space in the layout stands for any number of them. */
function skip(text: string, prefix: string): string {
  let rest = text;
  for (const run of prefix.split(/( +)/)) {
    if (run.startsWith(" ")) {
      if (rest !== "" && !rest.startsWith(" ")) fail();
      rest = rest.replace(/^ +/, "");
    } else if (rest.startsWith(run)) rest = rest.slice(run.length);
    else fail();
  }
  return rest;
}

function readPart(fields: Fields, part: string, text: string, behind: string): string {
  switch (part) {
    case "2006":
      return take(/^\d{4}/, text, (digits) => (fields.year = Number(digits)));
    case "06":
      return take(/^\d\d/, text, (digits) => (fields.year = Number(digits) + (Number(digits) >= 69 ? 1900 : 2000)));
    case "January":
    case "Jan":
      return takeName(MONTHS, part, text, (index) => (fields.month = index + 1));
    case "Monday":
    case "Mon":
      return takeName(WEEKDAYS, part, text, () => {});
    case "1":
    case "01":
      return take(twoDigits(part), text, (digits) => (fields.month = within(Number(digits), 1, 12)));
    case "2":
    case "02":
      return take(twoDigits(part), text, (digits) => (fields.day = Number(digits)));
    case "_2":
      return take(/^\d\d?/, text.replace(/^ /, ""), (digits) => (fields.day = Number(digits)));
    case "002":
      return take(/^\d{3}/, text, (digits) => (fields.yearDay = Number(digits)));
    case "__2":
      return take(/^\d{1,3}/, text.replace(/^ {1,2}/, ""), (digits) => (fields.yearDay = Number(digits)));
    case "15":
      return take(/^\d\d?/, text, (digits) => (fields.hour = within(Number(digits), 0, 23)));
    case "3":
    case "03":
      return take(twoDigits(part), text, (digits) => (fields.hour = within(Number(digits), 0, 12)));
    case "4":
    case "04":
      return take(twoDigits(part), text, (digits) => (fields.minute = within(Number(digits), 0, 59)));
    case "5":
    case "05": {
      const rest = take(twoDigits(part), text, (digits) => (fields.second = within(Number(digits), 0, 59)));
      // A fraction is read though the layout has none, unless the layout goes on with one.
      return /^[.,]\d/.test(rest) && !/^[.,]/.test(layoutParts(behind)[1] ?? "")
        ? takeFraction(/^[.,]\d+/, rest, fields)
        : rest;
    }
    case "PM":
      return take(/^(?:AM|PM)/, text, (half) => (fields.half = half === "AM" ? "am" : "pm"));
    case "pm":
      return take(/^(?:am|pm)/, text, (half) => (fields.half = half === "am" ? "am" : "pm"));
    case "MST":
      return text.slice(zoneNameLength(text));
    default:
      if (/^[-Z]/.test(part)) return takeOffset(part, text, fields);
      if (part.endsWith("0")) return takeFraction(new RegExp(`^[.,]\\d{${part.length - 1}}`), text, fields);
      return /^[.,]\d/.test(text) ? takeFraction(/^[.,]\d+/, text, fields) : text;
  }
}

function twoDigits(part: string): RegExp {
  return part.startsWith("0") ? /^\d\d/ : /^\d\d?/;
}

function take(pattern: RegExp, text: string, use: (found: string) => void): string {
  const [found] = pattern.exec(text) ?? fail();
  use(found);
  return text.slice(found.length);
}

function takeName(names: readonly string[], part: string, text: string, use: (index: number) => void): string {
  const length = part.length === 3 ? 3 : undefined;
  const index = names.findIndex((name) => text.toLowerCase().startsWith(name.slice(0, length).toLowerCase()));
  if (index < 0) fail();
  use(index);
  return text.slice(names[index]?.slice(0, length).length);
}

function takeFraction(pattern: RegExp, text: string, fields: Fields): string {
  // Digits behind the ninth are dropped.
  return take(pattern, text, (digits) => (fields.nanosecond = Number(digits.slice(1, 10).padEnd(9, "0"))));
}

function takeOffset(part: string, text: string, fields: Fields): string {
  if (part.startsWith("Z") && text.startsWith("Z")) {
    fields.offset = 0;
    return text.slice(1);
  }
  const colon = part.includes(":") ? ":" : "";
  const count = part.replace(/\D/g, "").length / 2;
  const pattern = new RegExp(`^[+-]${Array.from({ length: count }, () => "\\d\\d").join(colon)}`);
  return take(pattern, text, (found) => {
    const [hours = 0, minutes = 0, seconds = 0] = [...found.replace(/\D/g, "").matchAll(/\d\d/g)].map(Number);
    within(hours, 0, 24);
    within(minutes, 0, 60);
    within(seconds, 0, 60);
    fields.offset = ((hours * 60 + minutes) * 60 + seconds) * (found.startsWith("-") ? -1 : 1);
  });
}

function zoneNameLength(text: string): number {
  if (/^(?:ChST|MeST)/.test(text)) return 4;
  if (text.startsWith("UTC")) return 3;
  if (text.startsWith("GMT")) return 3 + signedLength(text.slice(3));
  if (/^[+-]/.test(text)) return text.length >= 3 ? signedLength(text) || fail() : fail();
  const [letters = ""] = /^[A-Z]{0,6}/.exec(text) ?? [];
  const isName = letters.length === 3 || letters === "WITA" || (/^.{3,4}T$/.test(letters) && letters.length <= 5);
  return isName ? letters.length : fail();
}

function signedLength(text: string): number {
  const [found = ""] = /^[+-]\d+/.exec(text) ?? [];
  return found !== "" && Math.abs(Number(found)) <= 23 ? found.length : 0;
}

function within(value: number, low: number, high: number): number {
  if (value < low || value > high) throw new BuiltinError("the time is out of range");
  return value;
}

function instantOf(fields: Fields): bigint {
  const { year, half, minute, second, nanosecond, offset } = fields;
  const hour =
    half === "pm" && fields.hour < 12 ? fields.hour + 12 : half === "am" && fields.hour === 12 ? 0 : fields.hour;
  const { month, day } = dateOf(fields);
  within(day, 1, daysIn(month, year));
  return nanosecondsOf(utcSeconds({ year, month, day, hour, minute, second }) - offset, nanosecond);
}

function dateOf({ year, month, day, yearDay }: Fields): { readonly month: number; readonly day: number } {
  if (yearDay === undefined) return { month: month ?? 1, day: day ?? 1 };
  within(yearDay, 1, daysIn(2, year) === 29 ? 366 : 365);
  let left = yearDay;
  let counted = 1;
  for (; left > daysIn(counted, year); counted++) left -= daysIn(counted, year);
  if ((month !== undefined && month !== counted) || (day !== undefined && day !== left)) fail();
  return { month: counted, day: left };
}

function daysIn(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
