// One argument of Sprintf as one verb writes it. Follows Go's fmt/print.go and fmt/format.go.

import { isPrintable, quote } from "../values/format.js";
import { exponential, fixed, general } from "./go-number.js";

export type GoArgument =
  | { readonly kind: "int" | "big.Int"; readonly value: bigint }
  | { readonly kind: "float64"; readonly value: number }
  | { readonly kind: "string"; readonly value: string };

export interface Directive {
  readonly flags: ReadonlySet<string>;
  readonly width: number | undefined;
  readonly precision: number | undefined;
}

export function typeOf(arg: GoArgument): string {
  return arg.kind === "big.Int" ? "*big.Int" : arg.kind;
}

export function formatArgument(arg: GoArgument, verb: string, directive: Directive): string {
  if (verb === "T") return formatString(typeOf(arg), "s", directive) ?? "";
  return format(arg, verb, directive) ?? `%!${verb}(${arg.kind}=${format(arg, "v", without(directive, "#")) ?? ""})`;
}

/** Undefined where the verb does not fit. */
function format(arg: GoArgument, verb: string, directive: Directive): string | undefined {
  switch (arg.kind) {
    case "string":
      return formatString(arg.value, verb, directive);
    case "float64":
      return formatFloat(arg.value, verb, directive);
    case "int":
      return formatInteger(arg.value, verb === "v" ? "d" : verb, verb === "v" ? without(directive, "+#") : directive);
    default:
      if (!"bodxXOsv".includes(verb)) return undefined;
      return formatInteger(arg.value, "sv".includes(verb) ? "d" : verb, directive);
  }
}

function formatString(text: string, verb: string, directive: Directive): string | undefined {
  const { flags, precision } = directive;
  switch (verb) {
    case "v":
      return pad(
        flags.has("#") ? quoted(truncated(text, precision), without(directive, "#+")) : truncated(text, precision),
        directive,
      );
    case "s":
      return pad(truncated(text, precision), directive);
    case "q":
      return pad(quoted(truncated(text, precision), directive), directive);
    case "x":
    case "X":
      return pad(hexOf(text, verb, directive), directive);
    default:
      return undefined;
  }
}

function truncated(text: string, precision: number | undefined): string {
  return precision === undefined ? text : Array.from(text).slice(0, precision).join("");
}

function quoted(text: string, { flags }: Directive): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what Go does not put between back quotes
  if (flags.has("#") && !/[\x00-\x08\x0a-\x1f`\x7f\ufeff\ufffd]/.test(text)) return `\`${text}\``;
  const plain = quote(text);
  return flags.has("+")
    ? Array.from(plain, (char) => ((char.codePointAt(0) ?? 0) < 0x80 ? char : unicodeEscape(char))).join("")
    : plain;
}

function unicodeEscape(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}

function hexOf(text: string, verb: string, { flags, precision }: Directive): string {
  const bytes = [...Buffer.from(text)].slice(0, precision).map((byte) => hex(byte, 2));
  const prefix = flags.has("#") && bytes.length > 0 ? "0x" : "";
  const joined = flags.has(" ") ? bytes.map((byte) => `${prefix}${byte}`).join(" ") : `${prefix}${bytes.join("")}`;
  return verb === "X" ? joined.toUpperCase() : joined;
}

const BASES: ReadonlyMap<string, number> = new Map([
  ["d", 10],
  ["b", 2],
  ["o", 8],
  ["O", 8],
  ["x", 16],
  ["X", 16],
]);

function formatInteger(value: bigint, verb: string, directive: Directive): string | undefined {
  const { flags, width, precision } = directive;
  if (verb === "c") return pad(String.fromCodePoint(codePoint(value)), directive);
  if (verb === "q") return pad(quotedCharacter(value, flags.has("+")), directive);
  if (verb === "U") return pad(unicodeOf(value, directive), without(directive, "0"));
  const base = BASES.get(verb);
  if (base === undefined) return undefined;
  const magnitude = value < 0n ? -value : value;
  if (precision === 0 && value === 0n) return pad("", without(directive, "0"));
  const sign = value < 0n ? "-" : flags.has("+") ? "+" : flags.has(" ") ? " " : "";
  const isFilled = flags.has("0") && !flags.has("-") && width !== undefined && precision === undefined;
  let digits = magnitude.toString(base).padStart(isFilled ? width - sign.length : (precision ?? 0), "0");
  if (verb === "X") digits = digits.toUpperCase();
  return pad(`${sign}${prefixOf(verb, digits, flags)}${digits}`, without(directive, "0"));
}

function prefixOf(verb: string, digits: string, flags: ReadonlySet<string>): string {
  if (verb === "O") return "0o";
  if (!flags.has("#")) return "";
  if (verb === "o") return digits.startsWith("0") ? "" : "0";
  return verb === "d" ? "" : `0${verb}`;
}

/** What is no character is written as the one that says so. */
function codePoint(value: bigint): number {
  const code = value < 0n || value > 0x10ffffn ? 0xfffd : Number(value);
  return code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
}

function quotedCharacter(value: bigint, isAscii: boolean): string {
  const char = String.fromCodePoint(codePoint(value));
  if (char === "'") return "'\\''";
  if (char === '"') return "'\"'";
  const escaped = quote(char).slice(1, -1);
  return `'${isAscii && escaped === char && char > "\x7f" ? unicodeEscape(char) : escaped}'`;
}

function unicodeOf(value: bigint, { flags, precision }: Directive): string {
  // Go prints a negative number as the unsigned one with the same bits.
  const code = BigInt.asUintN(64, value);
  const text = `U+${code
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(4, precision ?? 0), "0")}`;
  const char = code <= 0x10ffffn ? String.fromCodePoint(codePoint(code)) : "";
  return flags.has("#") && char !== "" && isPrintable(char) ? `${text} '${char}'` : text;
}

function formatFloat(value: number, verb: string, directive: Directive): string | undefined {
  const plain = floatText(Math.abs(value), verb, directive.precision);
  if (plain === undefined) return undefined;
  const { flags, width } = verb === "v" ? without(directive, "+#") : directive;
  const text = flags.has("#") ? withZeros(plain, verb, directive.precision) : plain;
  const sign = value < 0 ? "-" : flags.has("+") ? "+" : flags.has(" ") ? " " : "";
  // Zeros go between the sign and the digits.
  if (flags.has("0") && !flags.has("-") && width !== undefined) return sign + text.padStart(width - sign.length, "0");
  return pad(sign + text, directive);
}

function floatText(value: number, verb: string, precision: number | undefined): string | undefined {
  switch (verb) {
    case "v":
    case "g":
      return general(value, precision === undefined ? undefined : Math.min(100, precision));
    case "G":
      return general(value, precision === undefined ? undefined : Math.min(100, precision)).toUpperCase();
    case "e":
      return exponential(value, Math.min(100, precision ?? 6));
    case "E":
      return exponential(value, Math.min(100, precision ?? 6)).toUpperCase();
    case "f":
    case "F":
      return fixed(value, Math.min(100, precision ?? 6));
    default:
      return undefined;
  }
}

/** With `#` there is a point always, and `%g` keeps its zeros. */
function withZeros(text: string, verb: string, precision: number | undefined): string {
  const [digits = "", power] = text.split(/(?=[eE])/);
  const pointed = digits.includes(".") ? digits : `${digits}.`;
  const significant = pointed.replace(/^0?\.?0*|\./g, "").length;
  const missing = verb.toLowerCase() === "g" ? Math.max(0, (precision ?? 6) - significant) : 0;
  return `${pointed}${"0".repeat(missing)}${power ?? ""}`;
}

function pad(text: string, { flags, width }: Directive): string {
  const missing = Math.max(0, (width ?? 0) - Array.from(text).length);
  if (flags.has("-")) return text + " ".repeat(missing);
  return (flags.has("0") ? "0" : " ").repeat(missing) + text;
}

function without(directive: Directive, dropped: string): Directive {
  return { ...directive, flags: new Set([...directive.flags].filter((flag) => !dropped.includes(flag))) };
}
