// Literals as they are written → their values.

import { RegoError } from "../error.js";
import type { Token } from "./token.js";
import type { ScalarTerm } from "./tree.js";

export function stringValue(token: Token): string {
  const inner = token.text.slice(1, -1);
  return token.text.startsWith("`") ? inner : unescaped(token, inner, "illegal string literal");
}

export function unescaped({ at }: Token, inner: string, problem: string): string {
  if (!inner.includes("\\") && !hasControls(inner)) return inner;
  try {
    const value: unknown = JSON.parse(`"${inner}"`);
    // Lone surrogates are what Go's JSON reader makes U+FFFD of.
    if (typeof value === "string") return value.replace(LONE_SURROGATES, "\ufffd");
  } catch {
    // Said below.
  }
  if (!inner.includes("\\")) return inner;
  throw new RegoError("rego_parse_error", at, `${problem}: "${inner}"`);
}

const LONE_SURROGATES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function hasControls(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 0x20) return true;
  return false;
}

export function scalarName({ value }: ScalarTerm): string {
  if (value === null) return "null";
  return typeof value === "bigint" ? "number" : typeof value;
}

/** OPA's limit: an exponent beyond 100 000 bits. */
export function isTooBig(text: string): boolean {
  const [, mantissa = "", exponent = "0"] = /^-?([0-9.]*)(?:[eE]([+-]?[0-9]+))?$/.exec(text) ?? [];
  const whole = mantissa.split(".")[0] ?? "";
  return (Math.abs(Number(exponent)) + whole.length) * Math.log2(10) > 1e5;
}
