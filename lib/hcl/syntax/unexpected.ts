// The words for a token that cannot stand where it stands.

import { indentOf } from "./characters.js";
import type { Opener, Reader, Remarks } from "./reader.js";
import { isPastItem } from "./recovery.js";
import type { TokenKind } from "./scanner.js";
import type { Expression } from "./tree.js";

/** Says that `expected`, as `a name`, belongs where the parser stands. */
export function failUnexpected(reader: Reader, expected: string, remarks: Remarks = {}): void {
  if (reader.is("bad")) failBad(reader);
  else reader.fail("syntax", reader.here(), `Expected ${expected}, found ${reader.found()}`, remarks);
}

export interface Closing {
  readonly closer: TokenKind;
  /** What might stand here, as `"," or "]"`. */
  readonly expected: string;
  readonly detail?: string;
}

/**
 * Closes `opener` with the token that the parser stands on, or says what is wrong: that the bracket is never closed,
 * when the text goes on as if it were, and otherwise that `expected` belongs here.
 */
export function closeBracket(reader: Reader, opener: Opener, { closer, expected, detail }: Closing): boolean {
  if (reader.failed) return false;
  if (reader.kind === closer) {
    reader.leave();
    return true;
  }
  const { kind } = reader;
  const isPast = kind === "end" || isPastItem(reader, opener, reader.start);
  if (isPast || kind === "}") failUnclosed(reader, opener, closer);
  else failUnexpected(reader, expected, detail === undefined ? {} : { detail });
  if (isPast && kind !== "end") stepBackToLineEnd(reader, opener);
  return false;
}

/** Says that `opener` has no `closer`, at the opener. */
export function failUnclosed(reader: Reader, opener: Opener, closer: TokenKind): void {
  const mark = reader.text.slice(opener.start, opener.end);
  const close = closer === "close-sequence" ? "}" : closer;
  // The line that is no longer part of it may have been read some way.
  const lineStart = reader.text.lastIndexOf("\n", reader.start - 1) + 1;
  const first = lineStart > opener.start ? lineStart + indentOf(reader.text, reader.start) : reader.start;
  const next = first < reader.start ? reader.range(first, reader.end) : reader.here();
  reader.fail("unclosed", reader.range(opener.start, opener.end), `This "${mark}" is not closed`, {
    hint: `no "${close}" belongs to it`,
    ...(!reader.is("end") && { related: [{ message: `a "${close}" belongs before this`, range: next }] }),
  });
}

/** The token is of a line that is not part of what is broken: recovery must see that line begin. */
function stepBackToLineEnd(reader: Reader, opener: Opener): void {
  const at = reader.open.indexOf(opener);
  if (at !== -1) reader.open.length = at;
  reader.newlines = true;
  reader.restart(reader.text.lastIndexOf("\n", reader.start - 1));
}

const quotes: ReadonlyMap<string, string> = new Map([
  ["'", "'"],
  ["`", "`"],
  ["“", "”"],
  ["”", "”"],
  ["„", "”"],
  ["‘", "’"],
  ["’", "’"],
  ["«", "»"],
]);

/** Reads a string in quotes that HCL does not know, up to the quote that ends it on the same line; undefined: it is none. */
export function readForeignString(reader: Reader): Expression | undefined {
  const opening = reader.word();
  const closing = quotes.get(opening);
  if (closing === undefined) return undefined;
  const { start, text } = reader;
  const lineEnd = text.indexOf("\n", start);
  const found = text.indexOf(closing, reader.end);
  const isClosed = found !== -1 && (lineEnd === -1 || found < lineEnd);
  const range = reader.range(start, isClosed ? found + closing.length : reader.end);
  reader.report("invalid-character", range, `Strings are written with double quotes, not with ${opening}`, {
    ...(isClosed && { hint: `write "${text.slice(reader.end, found)}"` }),
    ...(opening === "`" && { detail: "For a text of several lines there are here-documents: <<EOT." }),
  });
  if (!isClosed) {
    reader.failed = true;
    return reader.invalid(start);
  }
  reader.jump(found + closing.length);
  return { kind: "invalid", range };
}

const badRemarks: ReadonlyMap<string, readonly [summary: string, remarks: Remarks]> = new Map([
  ["&", ['There is no operator "&"', { hint: 'did you mean "&&"?' }]],
  ["|", ['There is no operator "|"', { hint: 'did you mean "||"?' }]],
  ["^", ['There is no operator "^"', {}]],
  [
    "~",
    [
      '"~" only stands beside the braces of a template sequence',
      { detail: 'Blanks are stripped before "%{~" and behind "~}".' },
    ],
  ],
  [
    ";",
    ['";" does not separate anything', { detail: "Attributes end with their line, items of a list with a comma." }],
  ],
  [
    "$",
    [
      '"$" has no meaning outside of strings',
      { detail: `A variable is written NAME, and inside of a string "\${NAME}".` },
    ],
  ],
  ["\r", ["A carriage return without a line feed", { detail: "Lines end with LF or with CR LF." }]],
  ["\\", ['"\\" has no meaning outside of strings', { detail: "Inside of brackets an expression may go over lines." }]],
]);

function failBad(reader: Reader): void {
  const word = reader.word();
  if (readForeignString(reader) !== undefined) {
    reader.failed = true;
    return;
  }
  const [summary, remarks] = badRemarks.get(word) ?? [`${describe(word)} has no meaning here`, {}];
  reader.fail("invalid-character", reader.here(), summary, remarks);
}

function describe(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const isVisible = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) && code !== 0xfffd;
  if (isVisible) return `The character "${character}"`;
  return `The character U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
