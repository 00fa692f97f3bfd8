// Instants as text. Follows zclconf/go-cty function/stdlib/datetime.go and buildx bake/hclparser/stdlib.go.

import {
  ANY,
  integerValue,
  NUMBER,
  numberToInteger,
  numberToText,
  objectValue,
  STRING,
  stringValue,
  type Value,
} from "../values/index.js";
import { argumentAt, numberAt, parameter, textAt, wrongKind } from "./arguments.js";
import { formatInstant, monthName, weekdayName } from "./date-format.js";
import { CallError, type EagerFunction } from "./declare.js";
import { addDuration, parseDuration } from "./duration.js";
import { clockOf, type Instant, instantText, isoWeek, parseInstant } from "./instant.js";

const FORMAT = parameter(
  "format",
  STRING,
  "Verbs such as `YYYY-MM-DD hh:mm:ss`; other letters stand between single quotes.",
);

export const timeFunctions: readonly EagerFunction[] = [
  {
    kind: "function",
    name: "timestamp",
    description: "Returns the present instant in RFC 3339 form, in UTC; it is the same for the whole run.",
    params: [],
    returns: "string",
    examples: [{ call: "strlen(timestamp())", result: "20" }],
    call: (_, world) => stringValue(instantText(utc(Math.floor(world.now / 1000)))),
  },
  {
    kind: "function",
    name: "timeadd",
    description: "Adds a duration such as `1h30m` or `-10s` to an instant in RFC 3339 form, whose zone is kept.",
    params: [parameter("timestamp", STRING), parameter("duration", STRING, "Units: ns, us, ms, s, m, h.")],
    returns: "string",
    examples: [{ call: 'timeadd("2017-11-22T00:00:00Z", "10m")', result: '"2017-11-22T00:10:00Z"' }],
    call: (args) => {
      const instant = instantAt(args, 0);
      const text = textAt(args, 1);
      const duration = parseDuration(text);
      if (duration === undefined) {
        throw new CallError(`${JSON.stringify(text)} is not a duration, such as "1h30m" or "-1.5s"`, 1);
      }
      return stringValue(instantText(addDuration(instant, duration)));
    },
  },
  {
    kind: "function",
    name: "formatdate",
    description: "Formats an instant in RFC 3339 form by a format; `formattimestamp` does the same and more.",
    params: [FORMAT, parameter("time", STRING)],
    returns: "string",
    examples: [
      { call: 'formatdate("DD MMM YYYY hh:mm ZZZ", "2018-01-02T23:12:01Z")', result: '"02 Jan 2018 23:12 UTC"' },
      { call: `formatdate("EEEE, 'week' D", "2018-01-02T23:12:01Z")`, result: '"Tuesday, week 2"' },
    ],
    call: (args) => stringValue(formatInstant(textAt(args, 0), instantAt(args, 1))),
  },
  {
    kind: "function",
    name: "formattimestamp",
    description:
      "Formats an instant, given in RFC 3339 form or in seconds since 1970, by a format; the format `X` gives those seconds.",
    params: [FORMAT, parameter("time", ANY)],
    returns: "string",
    examples: [
      { call: 'formattimestamp("YYYY-MM-DD", 0)', result: '"1970-01-01"' },
      { call: 'formattimestamp("X", "2018-01-02T23:12:01Z")', result: '"1514934721"' },
    ],
    call: (args) => {
      const format = textAt(args, 0);
      const time = argumentAt(args, 1);
      if (time.kind !== "string" && time.kind !== "number") {
        throw wrongKind(time, "a string in RFC 3339 form or a number of seconds", 1);
      }
      const instant = time.kind === "string" ? instantAt(args, 1) : utc(secondsAt(args, 1));
      return stringValue(format === "X" ? String(instant.seconds) : formatInstant(format, instant));
    },
  },
  {
    kind: "function",
    name: "unixtimestampparse",
    description: "Splits seconds since 1970 into year, month, day, hour and further parts, in UTC.",
    params: [parameter("unix_timestamp", NUMBER)],
    returns: "object",
    examples: [
      { call: "unixtimestampparse(1690328596).rfc3339", result: '"2023-07-25T23:43:16Z"' },
      { call: "unixtimestampparse(1690328596).iso_week", result: "30" },
    ],
    call: (args) => calendarParts(utc(secondsAt(args, 0))),
  },
];

function utc(seconds: number): Instant {
  return { seconds, nanoseconds: 0, offsetMinutes: 0 };
}

function instantAt(args: readonly Value[], index: number): Instant {
  const text = textAt(args, index);
  const instant = parseInstant(text);
  if (instant === undefined) {
    throw new CallError(
      `${JSON.stringify(text)} is not an instant in RFC 3339 form, such as "2018-01-02T23:12:01Z"`,
      index,
    );
  }
  return instant;
}

function secondsAt(args: readonly Value[], index: number): number {
  const number = numberAt(args, index);
  const seconds = numberToInteger(number);
  if (seconds === undefined) {
    throw new CallError(`a whole number of seconds is required, but this is ${numberToText(number)}`, index);
  }
  return seconds;
}

function calendarParts(instant: Instant): Value {
  const clock = clockOf(instant);
  const iso = isoWeek(clock);
  return objectValue(
    new Map<string, Value>([
      ["year", integerValue(clock.year)],
      ["year_day", integerValue(clock.yearDay)],
      ["day", integerValue(clock.day)],
      ["month", integerValue(clock.month)],
      ["month_name", stringValue(monthName(clock))],
      ["weekday", integerValue(clock.weekday)],
      ["weekday_name", stringValue(weekdayName(clock))],
      ["hour", integerValue(clock.hour)],
      ["minute", integerValue(clock.minute)],
      ["second", integerValue(clock.second)],
      ["rfc3339", stringValue(instantText(instant))],
      ["iso_year", integerValue(iso.year)],
      ["iso_week", integerValue(iso.week)],
    ]),
  );
}
