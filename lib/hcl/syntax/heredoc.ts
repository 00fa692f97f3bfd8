// What only here-documents have: a line for the marker, an end that is a line, and indentation that `<<-` takes away.

import type { Piece, TextPiece } from "./pieces.js";
import type { Opener, Reader } from "./reader.js";

/** Reports what is wrong with the opening line that the parser stands on; the text is read all the same. */
export function checkMarkerLine(reader: Reader): void {
  const line = reader.word();
  const marker = /^<<-?[\p{ID_Start}_][\p{ID_Continue}-]*/u.exec(line)?.[0];
  if (marker === undefined) {
    const range = reader.range(reader.start, reader.start + line.trimEnd().length);
    reader.report("heredoc-marker", range, "The marker of a here-document is a bare name", {
      detail: 'As in <<EOT: without quotes and directly behind "<<" or "<<-".',
    });
    return;
  }
  const rest = line.slice(marker.length).replace(/\r?\n$/, "");
  if (rest === "") return;
  const start = reader.start + marker.length;
  const isBlank = rest.trim() === "";
  reader.report(
    "heredoc-marker",
    reader.range(start, start + rest.length),
    isBlank ? `There are blanks behind ${marker}` : `Nothing may follow ${marker} on its line`,
    {
      detail: isBlank
        ? "The line of the marker ends right behind it."
        : "The text begins on the next line; what else belongs to the expression comes behind the closing marker.",
    },
  );
}

/**
 * Reports a `<<` without a marker, if the parser stands on one, and passes over the lines that were meant as its text: up
 * to the first that holds a bare name and nothing else.
 */
export function readWithoutMarker(reader: Reader): boolean {
  const opening = /^<<-?(?=[ \t]*\r?(?:\n|$))/.exec(reader.text.slice(reader.start));
  if (opening === null) return false;
  const end = reader.start + opening[0].length;
  reader.report("heredoc-marker", reader.range(reader.start, end), `There is no marker behind "${opening[0]}"`, {
    detail: "A here-document begins with a name, as in <<EOT, and ends at the line that holds this name alone.",
  });
  const rest = /\n[ \t]*[\p{ID_Start}_][\p{ID_Continue}-]*[ \t]*(?=\r?(?:\n|$))/u.exec(reader.text.slice(end));
  reader.jump(rest === null ? end : end + rest.index + rest[0].length);
  return true;
}

/** Says, at its opening, that a here-document runs to the end of the file; nothing behind it can be read any more. */
export function failHeredoc(reader: Reader, opener: Opener): void {
  const introducer =
    /^<<-?[ \t]*["']?[\p{ID_Continue}-]*["']?/u.exec(reader.text.slice(opener.start, opener.end))?.[0] ?? "<<";
  const marker = introducer.replace(/^<<-?[ \t]*/, "").replaceAll(/["']/g, "");
  const almost = lineThatBeginsWith(reader.text, marker, opener.end);
  const range = reader.range(opener.start, opener.start + introducer.length);
  reader.fail("unclosed-heredoc", range, `The here-document ${introducer} is not closed`, {
    detail: `It ends at a line that holds ${marker} and nothing else.`,
    ...(almost && {
      related: [
        { message: `there is more than ${marker} on this line`, range: reader.range(almost.start, almost.end) },
      ],
    }),
  });
  reader.lose();
}

/** After a mistake inside of a here-document goes on behind the line that closes it: its text is no code. */
export function skipHeredoc(reader: Reader, opener: Opener): void {
  const at = reader.open.indexOf(opener);
  const isInText = reader.open.slice(0, Math.max(at, 0)).some(({ kind }) => !["{", "[", "("].includes(kind));
  const marker = /^<<-?[ \t]*["']?([\p{ID_Continue}-]+)/u.exec(reader.text.slice(opener.start, opener.end))?.[1];
  if (at === -1 || isInText || marker === undefined) return;
  const closing = new RegExp(`^[ \\t]*${marker}(?=[ \\t]*\\r?$)`, "mu").exec(reader.text.slice(opener.end));
  if (closing === null) return;
  reader.open.length = at;
  reader.newlines = opener.newlines;
  reader.failed = false;
  reader.restart(opener.end + closing.index + closing[0].length);
}

function lineThatBeginsWith(text: string, marker: string, from: number): { start: number; end: number } | undefined {
  for (let at = text.indexOf(marker, from); at !== -1 && marker !== ""; at = text.indexOf(marker, at + 1)) {
    const lineStart = text.lastIndexOf("\n", at - 1) + 1;
    const isName = /[\p{ID_Continue}-]/u.test(text.charAt(at + marker.length));
    if (text.slice(lineStart, at).trim() !== "" || isName) continue;
    const lineEnd = text.indexOf("\n", at);
    return { start: at, end: at + text.slice(at, lineEnd === -1 ? undefined : lineEnd).trimEnd().length };
  }
  return undefined;
}

/**
 * Takes from each line the indentation that all lines share; lines of blanks alone neither count nor change. Counted on
 * the pieces as stripping left them, as hashicorp/hcl does: a line whose break was stripped away has no beginning.
 */
export function deindent(pieces: readonly Piece[]): void {
  let shared = Number.POSITIVE_INFINITY;
  let isLineStart = true;
  const starts: TextPiece[] = [];
  for (const piece of pieces) {
    if (isLineStart) {
      const indent = piece.kind === "text" ? indentOf(piece.value) : 0;
      if (indent !== undefined) {
        shared = Math.min(shared, indent);
        if (piece.kind === "text") starts.push(piece);
      }
    }
    isLineStart = piece.kind === "text" ? piece.value.endsWith("\n") : false;
  }
  for (const piece of starts) piece.value = piece.value.slice(shared);
}

/** How many blanks the line begins with; undefined: it is blank, and no line at all for this purpose. */
function indentOf(line: string): number | undefined {
  const rest = line.trimStart();
  return rest === "" && line.endsWith("\n") ? undefined : line.length - rest.length;
}
