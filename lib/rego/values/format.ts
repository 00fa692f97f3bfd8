// Values as OPA prints terms. Follows open-policy-agent/opa v1/ast/term_appenders.go and Go's strconv.Quote.

import { isArray } from "./compare.js";
import { numberText } from "./numbers.js";
import type { Value } from "./value.js";

/** `{"a": [1, {2, 3}]}`; the empty set is `set()`. */
export function formatValue(value: Value): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "number" || typeof value === "bigint") return numberText(value);
  if (value === null || typeof value !== "object") return String(value);
  if (isArray(value)) return `[${value.map(formatValue).join(", ")}]`;
  if (value.kind === "set") return value.size === 0 ? "set()" : `{${value.members().map(formatValue).join(", ")}}`;
  return `{${value
    .entries()
    .map(([key, held]) => `${formatValue(key)}: ${formatValue(held)}`)
    .join(", ")}}`;
}

/** As Go's strconv.Quote: what can be printed stays as it is. */
export function quote(text: string): string {
  return `"${Array.from(text, escapeCharacter).join("")}"`;
}

const SHORT = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\x07", "\\a"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\v", "\\v"],
]);

function escapeCharacter(character: string): string {
  const short = SHORT.get(character);
  if (short !== undefined) return short;
  if (isPrintable(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}

/** Of the spaces, only that of ASCII. */
export function isPrintable(character: string): boolean {
  return character === " " || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character);
}
