// What the text of a template says once its escapes are resolved.

import type { Reader } from "./reader.js";

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ['"', '"'],
  ["\\", "\\"],
]);
const quotedEscape = /\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|\$\$\{|%%\{/gsu;

/** Resolves the escapes of the quoted text that the parser stands on. A wrong one is reported and stands for itself. */
export function unescapeQuoted(reader: Reader): string {
  const raw = reader.word();
  if (!raw.includes("\\")) return unescapeTemplate(raw);
  return raw.replace(quotedEscape, (whole: string, letters: string | undefined, at: number) => {
    if (letters === undefined) return whole.slice(1);
    const simple = simpleEscapes.get(letters);
    if (simple !== undefined) return simple;
    const start = reader.start + at;
    if (letters.length > 2) return unescapeCode(reader, start, whole);
    reader.report("invalid-escape", reader.range(start, start + whole.length), `"${whole}" is not an escape`, {
      ...remarkOn(letters),
      detail: 'The escapes are \\n, \\r, \\t, \\", \\\\, \\uXXXX and \\UXXXXXXXX. For a backslash write "\\\\".',
    });
    return letters;
  });
}

/** Resolves `$${` and `%%{`, the only escapes where a backslash is none. */
export function unescapeTemplate(raw: string): string {
  return raw.includes("{") ? raw.replace(/\$\$\{|%%\{/g, (whole) => whole.slice(1)) : raw;
}

function unescapeCode(reader: Reader, start: number, whole: string): string {
  const code = Number.parseInt(whole.slice(2), 16);
  if (code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)) return String.fromCodePoint(code);
  const isSurrogate = code <= 0x10ffff;
  reader.report("invalid-escape", reader.range(start, start + whole.length), `"${whole}" is not a character`, {
    detail: isSurrogate
      ? "It is half of a surrogate pair; write the whole character as \\UXXXXXXXX."
      : "The last character of Unicode is \\U0010FFFF.",
  });
  return "\ufffd";
}

function remarkOn(letter: string): { readonly hint?: string } {
  if (letter === "$" || letter === "%") return { hint: `for a literal "${letter}{" write "${letter}${letter}{"` };
  if (letter === "'") return { hint: "write ' alone" };
  if (letter === "u" || letter === "U") return { hint: `give it ${letter === "u" ? 4 : 8} hexadecimal digits` };
  return {};
}
