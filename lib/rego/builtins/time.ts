// Instants in nanoseconds since 1970. Follows open-policy-agent/opa v1/topdown/time.go and Go's time.

import { type BuiltinDeclaration, BuiltinError } from "../builtin.js";
import { isArray, isNumber, type Value } from "../values/index.js";
import { normalInteger } from "../values/numbers.js";
import { argument, declare, intAt, refuse, stringAt } from "./arguments.js";
import {
  nanosecondsOf,
  utcSeconds,
  type WallClock,
  wallClock,
  type Zone,
  zonedSeconds,
  zoneNamed,
} from "./calendar.js";
import { formatTime, layoutNamed, WEEKDAYS } from "./time-layout.js";
import { parseTime } from "./time-parse.js";

export const timeFunctions: readonly BuiltinDeclaration[] = [
  declare("time.now_ns", "() -> number", (_, { now }) => normalInteger(now)),
  declare("time.parse_ns", "(string, string) -> number", (args) =>
    normalInteger(parseTime(layoutNamed(stringAt(args, 0)), stringAt(args, 1))),
  ),
  declare("time.parse_rfc3339_ns", "(string) -> number", (args) =>
    normalInteger(parseTime(layoutNamed("RFC3339"), stringAt(args, 0))),
  ),
  declare("time.parse_duration_ns", "(string) -> number", (args) => normalInteger(parseDuration(stringAt(args, 0)))),
  declare("time.format", "(number | [number, string] | [number, string, string]) -> string", (args) => {
    const { instant, zone, layout } = timeAt(args, 0);
    return formatTime(wallClock(instant, zone), layoutNamed(layout === "" ? "RFC3339Nano" : layout));
  }),
  declare("time.date", "(number | [number, string]) -> [number, number, number]", (args) => {
    const { year, month, day } = clockAt(args, 0);
    return [year, month, day];
  }),
  declare("time.clock", "(number | [number, string]) -> [number, number, number]", (args) => {
    const { hour, minute, second } = clockAt(args, 0);
    return [hour, minute, second];
  }),
  declare("time.weekday", "(number | [number, string]) -> string", (args) => WEEKDAYS[clockAt(args, 0).weekday]),
  declare("time.add_date", "(number, number, number, number) -> number", (args) => {
    const { instant, zone } = timeAt(args, 0);
    const clock = wallClock(instant, zone);
    const [years, months, days] = [intAt(args, 1), intAt(args, 2), intAt(args, 3)];
    const moved = { ...clock, year: clock.year + years, month: clock.month + months, day: clock.day + days };
    return normalInteger(nanosecondsOf(zonedSeconds(moved, zone), clock.nanosecond));
  }),
  declare(
    "time.diff",
    "(number | [number, string], number | [number, string]) -> [number, number, number, number, number, number]",
    (args) => difference(timeAt(args, 0), timeAt(args, 1)),
  ),
];

interface ZonedTime {
  readonly instant: bigint;
  readonly zone: Zone;
  readonly layout: string;
}

/** A number, or an array of it, the name of a zone and a layout. */
function timeAt(args: readonly Value[], index: number): ZonedTime {
  const value = argument(args, index);
  const [instant = null, zone = "", layout = ""] = isArray(value) ? value : [value];
  if (!isNumber(instant)) return refuse(index, instant, "number");
  if (typeof zone !== "string") return refuse(index, zone, "string");
  const found = zoneNamed(zone);
  if (typeof layout !== "string") return refuse(index, layout, "string");
  if (typeof instant === "number" && !Number.isInteger(instant)) throw new BuiltinError("a time must be an integer");
  const nanoseconds = BigInt(instant);
  if (BigInt.asIntN(64, nanoseconds) !== nanoseconds) throw new BuiltinError("a time must have 64 bits at most");
  return { instant: nanoseconds, zone: found, layout };
}

function clockAt(args: readonly Value[], index: number): WallClock {
  const { instant, zone } = timeAt(args, index);
  return wallClock(instant, zone);
}

/** Years, months, days, hours, minutes and seconds, as the clocks of the first one's zone show them; never negative. */
function difference(one: ZonedTime, other: ZonedTime): readonly number[] {
  const [earlier, later] = one.instant <= other.instant ? [one, other] : [other, one];
  const from = wallClock(earlier.instant, one.zone);
  const to = wallClock(later.instant, one.zone);
  // A day taken from the months is one of the month in which it began.
  const lengthOfMonth = new Date(utcSeconds({ ...from, month: from.month + 1, day: 0 }) * 1000).getUTCDate();
  const fields = [to.year - from.year, to.month - from.month, to.day - from.day, to.hour - from.hour];
  fields.push(to.minute - from.minute, to.second - from.second);
  for (const [i, wrap] of [...[0, 12, lengthOfMonth, 24, 60, 60].entries()].reverse()) {
    const field = fields[i] ?? 0;
    if (i === 0 || field >= 0) continue;
    fields[i] = field + wrap;
    fields[i - 1] = (fields[i - 1] ?? 0) - 1;
  }
  return fields;
}

const UNITS: ReadonlyMap<string, bigint> = new Map([
  ["ns", 1n],
  ["us", 1_000n],
  ["µs", 1_000n],
  ["μs", 1_000n],
  ["ms", 1_000_000n],
  ["s", 1_000_000_000n],
  ["m", 60_000_000_000n],
  ["h", 3_600_000_000_000n],
]);

const LIMIT = 2n ** 63n;

/** `1h15m30.918s` */
function parseDuration(text: string): bigint {
  const [, sign = "", body = ""] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (body === "0") return 0n;
  if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(body))
    throw new BuiltinError("argument 1 is no duration");
  let total = 0n;
  for (const [, whole = "", fraction = "", unit = ""] of body.matchAll(/(\d*)\.?(\d*)([a-zµμ]+)/g)) {
    const length = UNITS.get(unit) ?? 0n;
    // Eighteen digits fit in what Go counts a fraction with; it drops those behind.
    const digits = fraction.slice(0, 18);
    total +=
      BigInt(whole || "0") * length + BigInt(Math.trunc(Number(digits) * (Number(length) / 10 ** digits.length)));
  }
  if (total > LIMIT || (total === LIMIT && sign !== "-")) throw new BuiltinError("the duration is too long");
  return sign === "-" ? -total : total;
}
