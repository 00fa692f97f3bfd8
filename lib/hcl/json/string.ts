// What a JSON string says, and where in the file each unit of it comes from.

import type { JsonString } from "../syntax/index.js";
import type { JsonReader } from "./reader.js";

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** Reads the string that the reader stands on; a wrong escape is reported and stands for itself. */
export function readString(reader: JsonReader): JsonString {
  const { scanner } = reader;
  const isClosed = reader.is("string");
  const range = reader.here();
  const raw = scanner.text.slice(scanner.start + 1, isClosed ? scanner.end - 1 : scanner.end);
  reportQuotes(reader, isClosed);
  reportControls(reader, raw, scanner.start + 1);
  const decoded = raw.includes("\\") ? resolveEscapes(reader, raw, scanner.start + 1) : { value: raw };
  reader.advance();
  return { kind: "json-string", ...decoded, range };
}

function reportQuotes(reader: JsonReader, isClosed: boolean): void {
  const range = reader.here();
  if (reader.scanner.text.charAt(range.start) === "'")
    reader.report("json-syntax", range, "JSON strings are written with double quotes, not with '");
  else if (!isClosed) reader.reportBrokenString(range);
}

function reportControls(reader: JsonReader, raw: string, start: number): void {
  // A control character is what is looked for.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: see above
  const at = raw.search(/[\0-\x1f]/);
  if (at === -1) return;
  const code = raw.charCodeAt(at).toString(16).padStart(4, "0");
  const name = code === "0009" ? "A tab" : `The control character U+${code.toUpperCase()}`;
  reader.report("json-syntax", reader.range(start + at, start + at + 1), `${name} cannot stand in a JSON string`, {
    hint: code === "0009" ? 'write "\\t"' : `write "\\u${code}"`,
  });
}

function resolveEscapes(reader: JsonReader, raw: string, start: number): Pick<JsonString, "value" | "offsets"> {
  const offsets: number[] = [];
  let value = "";
  for (let at = 0; at < raw.length; ) {
    const { text, length } =
      raw.charAt(at) === "\\" ? escapeAt(reader, raw, { at, start }) : { text: raw.charAt(at), length: 1 };
    for (let unit = 0; unit < text.length; unit += 1) offsets.push(start + at);
    value += text;
    at += length;
  }
  offsets.push(start + raw.length);
  // Half of a surrogate pair is no character.
  return { value: value.replaceAll(/\p{Surrogate}/gu, "\ufffd"), offsets };
}

function escapeAt(
  reader: JsonReader,
  raw: string,
  { at, start }: { readonly at: number; readonly start: number },
): { readonly text: string; readonly length: number } {
  const letter = raw.charAt(at + 1);
  const simple = escapes.get(letter);
  if (simple !== undefined) return { text: simple, length: 2 };
  const digits = letter === "u" ? /^[0-9a-fA-F]{4}/.exec(raw.slice(at + 2, at + 6))?.[0] : undefined;
  if (digits !== undefined) return { text: String.fromCharCode(Number.parseInt(digits, 16)), length: 6 };
  const wrong = raw.slice(at, at + 2);
  reader.report(
    "invalid-escape",
    reader.range(start + at, start + at + wrong.length),
    `"${wrong}" is no escape of JSON`,
    {
      ...(letter === "u" ? { hint: "give it 4 hexadecimal digits" } : { hint: `for a backslash write "\\\\"` }),
    },
  );
  return { text: letter === "u" ? "u" : letter, length: Math.max(wrong.length, 1) };
}
