// Where to go on after a mistake. Brackets tell where something ends; but the one that is missing may be the mistake, so
// a line that looks like a new item and is not indented more than the broken one counts as the stronger sign.

import { indentOf } from "./characters.js";
import type { Opener, Reader } from "./reader.js";
import type { TokenKind } from "./scanner.js";

const closers: ReadonlyMap<TokenKind, TokenKind> = new Map([
  ["{", "}"],
  ["[", "]"],
  ["(", ")"],
  ["open-quote", "close-quote"],
  ["open-heredoc", "close-heredoc"],
  ["interpolation", "close-sequence"],
  ["directive", "close-sequence"],
]);
const openerKinds: ReadonlySet<TokenKind> = new Set(closers.keys());
const closerKinds: ReadonlySet<TokenKind> = new Set(closers.values());

// An attribute, the head of a block, or the brace that closes the block around.
const itemLine =
  /[ \t]*(?:([\p{ID_Start}_][\p{ID_Continue}-]*)(?:[ \t]*(?:=(?![=>])|\{|")|[ \t]+[\p{ID_Start}_])|\})/uy;

/**
 * Leaves the parser behind the item that went wrong: at the end of its line, at a line that begins the next item, at the
 * brace that closes the body, or at the end. `base` is how many brackets were open when the item began at `itemStart`.
 */
export function recoverAfterItem(reader: Reader, itemStart: number, base: number): void {
  const indent = indentOf(reader.text, itemStart);
  reader.newlines = true;
  // A failure at a closing bracket leaves the parser on it.
  for (;;) {
    const { kind } = reader;
    if (kind === "end") break;
    if (kind === "newline") {
      if (reader.open.length === base) break;
      if (isItemLine(reader.text, reader.end, indent)) {
        reader.open.length = base;
        reader.restart(reader.end);
        break;
      }
    }
    if (closerKinds.has(kind) && !closeMatching(reader.open, kind, base)) {
      // Nothing of this item: in a block it is the brace of the block; otherwise it is a stray one of the same mistake.
      if (kind === "}" && base > 0) break;
    } else if (openerKinds.has(kind)) push(reader);
    reader.advance();
  }
  reader.open.length = base;
  reader.failed = false;
}

/**
 * Leaves the parser on the comma or closing bracket of the list that was opened as bracket number `depth`, and says so;
 * false: a new item begins first, so the list is given up. In a list whose line ends count, one of those does as well.
 */
export function recoverInList(reader: Reader, opener: Opener, depth: number, isNewlineEnough: boolean): boolean {
  const closer = closers.get(opener.kind);
  const indent = indentOf(reader.text, opener.start);
  const { newlines } = reader;
  reader.newlines = true;
  for (;;) {
    const { kind } = reader;
    if (kind === "end") return false;
    const isInside = reader.open.length === depth;
    if (isInside && (kind === "," || kind === closer || (kind === "newline" && isNewlineEnough))) {
      reader.newlines = newlines;
      reader.failed = false;
      return true;
    }
    if (kind === "newline" && isItemLine(reader.text, reader.end, indent)) {
      reader.open.length = depth - 1;
      // What holds this list may go on with this line end, if no broken string is in between.
      if (reader.open.every((outer) => isBracket(outer.kind))) reader.restart(reader.start);
      return false;
    }
    if (closerKinds.has(kind)) {
      if (!closeMatching(reader.open, kind, depth)) return false;
    } else if (openerKinds.has(kind)) push(reader);
    reader.advance();
  }
}

/** Whether the line of the token at `at` is a new item rather than more of what `opener` opened on a line before. */
export function isPastItem(reader: Reader, opener: Opener, at: number): boolean {
  const lineStart = reader.text.lastIndexOf("\n", at - 1) + 1;
  return lineStart > opener.start && isItemLine(reader.text, lineStart, indentOf(reader.text, opener.start));
}

function isBracket(kind: TokenKind): boolean {
  return kind === "{" || kind === "[" || kind === "(";
}

function push(reader: Reader): void {
  const { kind, start, end, newlines } = reader;
  reader.open.push({ kind, start, end, newlines });
}

/** Closes the innermost bracket that `closer` fits and all within it; false: above `base` there is none. */
function closeMatching(open: Opener[], closer: TokenKind, base: number): boolean {
  for (let at = open.length - 1; at >= base; at -= 1) {
    const opener = open[at];
    if (opener !== undefined && closers.get(opener.kind) === closer) {
      open.length = at;
      return true;
    }
  }
  return false;
}

function isItemLine(text: string, lineStart: number, indent: number): boolean {
  itemLine.lastIndex = lineStart;
  const found = itemLine.exec(text);
  if (found === null) return false;
  const ownIndent = indentOf(text, lineStart + 1);
  // What closes the block around stands left of its items; on a level with them it closes one of their own.
  return found[1] === undefined ? ownIndent < indent : ownIndent <= indent;
}

/** Whether an attribute or the head of a block, or the brace that closes the block around, stands at `at`. */
export function isItemAt(text: string, at: number): boolean {
  itemLine.lastIndex = at;
  return itemLine.test(text);
}
