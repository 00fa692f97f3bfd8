// printf for bake files. Follows zclconf/go-cty function/stdlib/format.go and, below that, Go's fmt for numbers.

import {
  ANY,
  BOOL,
  conversionMessage,
  convert,
  type HclNumber,
  isInfinite,
  isWhole,
  jsonString,
  listValue,
  NUMBER,
  numberToBigInt,
  numberToExponential,
  numberToFixed,
  numberToGeneral,
  STRING,
  stringValue,
  type Type,
  toJson,
  type Value,
} from "../values/index.js";
import { argumentAt, counted, itemsOf, parameter, textAt } from "./arguments.js";
import { CallError, type EagerFunction, type Parameter } from "./declare.js";
import { graphemeCount, graphemes } from "./graphemes.js";

const FORMAT = parameter("format", STRING);
const ARGS: Parameter = { name: "args", type: ANY, allowsNull: true };

export const formatFunctions: readonly EagerFunction[] = [
  {
    kind: "function",
    name: "format",
    description: "Makes a string of values by a format with verbs such as `%s`, `%d` and `%.2f`.",
    params: [FORMAT],
    variadic: ARGS,
    returns: "string",
    examples: [
      { call: 'format("%s-%03d", "app", 7)', result: '"app-007"' },
      { call: 'format("%.2f", 1.005)', result: '"1.00"' },
      { call: 'format("%#x", 255)', result: '"0xff"' },
      { call: 'format("%[2]s %[1]s", "a", "b")', result: '"b a"' },
    ],
    call: (args) => stringValue(format(textAt(args, 0), args.slice(1))),
  },
  {
    kind: "function",
    name: "formatlist",
    description:
      "Makes a list of strings by a format: arguments that are lists give one string for each element, others are repeated.",
    params: [FORMAT],
    variadic: ARGS,
    returns: "list of string",
    examples: [{ call: 'formatlist("%s:%s", "app", ["1", "2"])', result: '["app:1", "app:2"]' }],
    call: formatList,
  },
];

function formatList(args: readonly Value[]): Value {
  const text = textAt(args, 0);
  const values = args.slice(1);
  let count: number | undefined;
  for (const [i, value] of values.entries()) {
    const length = itemsOf(value)?.length;
    if (length === undefined) continue;
    if (count !== undefined && length !== count) {
      throw new CallError(`this has ${counted(length, "element")}, but an argument before it has ${count}`, i + 1);
    }
    count = length;
  }
  const results: Value[] = [];
  for (let at = 0; at < (count ?? 1); at += 1) {
    const row = values.map((value) => {
      const items = itemsOf(value);
      return items === undefined ? value : argumentAt(items, at);
    });
    results.push(stringValue(format(text, row)));
  }
  return listValue(STRING, results);
}

/** One `%` with all that belongs to it. */
interface Verb {
  readonly raw: string;
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly letter: string;
}

const VERB = /%%|%([ +\-0#]*)([1-9]\d*)?(?:\.(\d*))?(?:\[([1-9]\d*)\])?([A-Za-z])/y;
const MAX_WIDTH = 100_000;

function format(text: string, values: readonly Value[]): string {
  let result = "";
  let at = 0;
  let next = 1;
  let highest = 0;
  while (at < text.length) {
    const percent = text.indexOf("%", at);
    if (percent < 0) break;
    result += text.slice(at, percent);
    VERB.lastIndex = percent;
    const match = VERB.exec(text);
    if (match === null) throw new CallError(malformed(text.slice(percent)), 0);
    at = percent + match[0].length;
    if (match[0] === "%%") {
      result += "%";
      continue;
    }
    const [raw, flags = "", width, precision, index, letter = ""] = match;
    const number = index === undefined ? next : Number(index);
    const verb = { raw, flags, width: sizeOf(width, raw), precision: sizeOf(precision, raw), letter };
    const value = values[number - 1];
    if (value === undefined) {
      const given = values.length === 1 ? "there is one" : `there are ${values.length}`;
      throw new CallError(`"${raw}" wants argument ${number} after the format, but ${given}`, 0);
    }
    result += formatOne(verb, value, number);
    highest = Math.max(highest, number);
    next = number + 1;
  }
  if (highest < values.length) {
    const used = highest === 0 ? "no arguments" : highest === 1 ? "one argument" : `${highest} arguments`;
    throw new CallError(`the format uses ${used}, so this is too many`, highest + 1);
  }
  return result + text.slice(at);
}

function malformed(rest: string): string {
  const [start = "%"] = /^%[^A-Za-z%]*[A-Za-z%]?/.exec(rest) ?? [];
  return `${JSON.stringify(start)} is not a verb; write "%%" for a percent sign`;
}

/** A missing number after the point of a precision is 0. */
function sizeOf(digits: string | undefined, raw: string): number | undefined {
  if (digits === undefined) return undefined;
  const size = Number(digits);
  if (size > MAX_WIDTH) throw new CallError(`"${raw}" is wider than ${MAX_WIDTH} characters`, 0);
  return size;
}

function formatOne(verb: Verb, value: Value, number: number): string {
  if (value.kind === "null" && verb.letter !== "v") {
    throw new CallError(`"${verb.raw}" cannot show null; "%v" can`, number);
  }
  switch (verb.letter) {
    case "v":
      return padded(verb, showAsIs(verb, value, number));
    case "t":
      return String(converted(verb, value, BOOL, number).value);
    case "b":
    case "o":
    case "d":
    case "x":
    case "X":
      return showInteger(verb, numberOf(verb, value, number), number);
    case "e":
    case "E":
    case "f":
    case "g":
    case "G":
      return showFloat(verb, numberOf(verb, value, number));
    case "s":
    case "q": {
      const text = truncated(verb, textAt([converted(verb, value, STRING, number)], 0));
      return padded(verb, verb.letter === "q" ? jsonString(text) : text);
    }
    default:
      throw new CallError(`"${verb.raw}" is not a verb; there are %v %t %b %o %d %x %X %e %E %f %g %G %s %q`, 0);
  }
}

function converted(verb: Verb, value: Value, type: Type, number: number): Value & { readonly value: unknown } {
  const result = convert(value, type);
  if (result.kind === "failed") throw new CallError(`for "${verb.raw}", ${conversionMessage(result)}`, number);
  if (!("value" in result.value)) throw new Error(`internal error: ${type.kind} converted to ${result.value.kind}`);
  return result.value;
}

function numberOf(verb: Verb, value: Value, number: number): HclNumber {
  const result = converted(verb, value, NUMBER, number);
  if (result.kind !== "number") throw new Error(`internal error: a number converted to ${result.kind}`);
  return result.value;
}

function showAsIs(verb: Verb, value: Value, number: number): string {
  if (!verb.flags.includes("#")) {
    if (value.kind === "string") return value.value;
    if (value.kind === "number") return numberToGeneral(value.value);
  }
  const json = toJson(value);
  if (json.kind === "failed") throw new CallError(`for "${verb.raw}", ${conversionMessage(json)}`, number);
  return json.text;
}

/** A precision of 0 does not truncate. So in cty/stdlib/format.go. */
function truncated({ precision }: Verb, text: string): string {
  return precision === undefined || precision === 0 ? text : graphemes(text).slice(0, precision).join("");
}

/** Pads even text with zeros when asked to. */
function padded({ width = 0, flags }: Verb, text: string): string {
  const padding = (flags.includes("0") ? "0" : " ").repeat(Math.max(width - graphemeCount(text), 0));
  return flags.includes("-") ? text + padding : padding + text;
}

const BASES: Readonly<Record<string, { readonly base: number; readonly prefix: string }>> = {
  b: { base: 2, prefix: "0b" },
  o: { base: 8, prefix: "0" },
  d: { base: 10, prefix: "" },
  x: { base: 16, prefix: "0x" },
  X: { base: 16, prefix: "0X" },
};

function showInteger({ raw, letter, flags, width = 0, precision }: Verb, n: HclNumber, number: number): string {
  const integer = isWhole(n) ? numberToBigInt(n) : undefined;
  if (integer === undefined) throw new CallError(`for "${raw}", a whole number is required`, number);
  const { base = 10, prefix = "" } = BASES[letter] ?? {};
  const lower = (integer < 0n ? -integer : integer).toString(base);
  const digits = letter === "X" ? lower.toUpperCase() : lower;
  if (integer === 0n && precision === 0) return "";
  const head = signOfText(integer < 0n, flags) + (flags.includes("#") ? prefix : "");
  const zeros = Math.max((precision ?? 0) - digits.length, 0);
  const missing = Math.max(width - head.length - zeros - digits.length, 0);
  const body = "0".repeat(zeros) + digits;
  if (flags.includes("-")) return head + body + " ".repeat(missing);
  if (flags.includes("0") && precision === undefined) return head + "0".repeat(missing) + body;
  return " ".repeat(missing) + head + body;
}

function showFloat({ letter, flags, width = 0, precision }: Verb, n: HclNumber): string {
  const text = floatDigits(letter, n, precision);
  const isNegative = text.startsWith("-");
  const isEndless = isInfinite(n);
  // An infinity always has its sign, or a blank for it.
  const sign = isEndless && !isNegative ? (flags.includes(" ") ? " " : "+") : signOfText(isNegative, flags);
  const digits = text.replace(/^[+-]/, "");
  const missing = Math.max(width - sign.length - digits.length, 0);
  if (flags.includes("0") && !isEndless) return sign + "0".repeat(missing) + digits;
  if (flags.includes("-")) return sign + digits + " ".repeat(missing);
  return " ".repeat(missing) + sign + digits;
}

function floatDigits(letter: string, n: HclNumber, precision: number | undefined): string {
  switch (letter) {
    case "f":
      return numberToFixed(n, precision ?? 6);
    case "e":
      return numberToExponential(n, precision ?? 6);
    case "E":
      return numberToExponential(n, precision ?? 6).replace("e", "E");
    case "G":
      return numberToGeneral(n, precision).replace("e", "E");
    default:
      return numberToGeneral(n, precision);
  }
}

function signOfText(isNegative: boolean, flags: string): string {
  return isNegative ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
}
