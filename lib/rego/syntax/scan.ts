// Text → tokens. Follows open-policy-agent/opa v1/ast/internal/scanner; a bad character or literal becomes an `illegal` token.

import type { Place } from "../error.js";
import { isKeyword, type Mark, type Token, type TokenKind } from "./token.js";

/** A template whose expression is being scanned; braces inside it are counted. */
interface OpenTemplate {
  readonly isRaw: boolean;
  braces: number;
  /** Its expression has ended, and its text goes on. */
  isResuming: boolean;
}

interface Piece {
  readonly kind: TokenKind;
  readonly end: number;
  readonly text?: string;
  readonly problem?: string | undefined;
}

/** Every token of `text`, `eof` last. Linear in the length of the text. */
export function scan(file: string, text: string): readonly Token[] {
  const tokens: Token[] = [];
  const templates: OpenTemplate[] = [];
  const placeAt = createPlaces(file, text);
  let offset = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (;;) {
    const start = templates.at(-1)?.isResuming === true ? offset : skipSpace(text, offset);
    const piece = scanPiece(text, start, templates);
    tokens.push({
      kind: piece.problem === undefined ? piece.kind : "illegal",
      text: piece.text ?? text.slice(start, piece.end),
      at: placeAt(start),
      isSpaced: start > offset,
      isOnNewLine: text.slice(offset, start).includes("\n"),
      ...(piece.problem === undefined ? {} : { problem: piece.problem }),
    });
    if (piece.kind === "eof") return tokens;
    offset = piece.end;
  }
}

/** Asked for growing offsets only. */
function createPlaces(file: string, text: string): (offset: number) => Place {
  let row = 1;
  let column = 1;
  let reached = 0;
  return (offset) => {
    for (; reached < offset; reached++) {
      const unit = text.charCodeAt(reached);
      if (unit === 10) {
        row++;
        column = 1;
      } else if (unit < 0xdc00 || unit > 0xdfff) {
        column++;
      }
    }
    return { file, row, column };
  };
}

function skipSpace(text: string, from: number): number {
  let offset = from;
  for (;;) {
    const character = text[offset];
    if (character === " " || character === "\t" || character === "\n" || character === "\r") {
      offset++;
    } else if (character === "#") {
      const end = text.indexOf("\n", offset);
      offset = end < 0 ? text.length : end;
    } else {
      return offset;
    }
  }
}

function scanPiece(text: string, start: number, templates: OpenTemplate[]): Piece {
  const template = templates.at(-1);
  if (template?.isResuming === true) {
    template.isResuming = false;
    return scanTemplate(text, start, { template, templates, isOpen: true });
  }
  const character = text[start];
  if (character === undefined) return { kind: "eof", end: start, text: "" };
  if (isLetter(character)) return scanName(text, start);
  if (isDigit(character)) return scanNumber(text, start);
  if (character === '"') return scanString(text, start);
  if (character === "`") return scanRawString(text, start);
  if (character === "$") {
    const quote = text[start + 1];
    if (quote !== '"' && quote !== "`") return { kind: "illegal", end: start + 1, problem: "illegal $ character" };
    const opened = { isRaw: quote === "`", braces: 0, isResuming: false };
    return scanTemplate(text, start + 2, { template: opened, templates, isOpen: false });
  }
  if (template !== undefined) {
    if (character === "{") template.braces++;
    if (character === "}") {
      if (template.braces === 0) template.isResuming = true;
      else template.braces--;
    }
  }
  const two = text.slice(start, start + 2);
  const pair = PAIRS.get(two);
  if (pair !== undefined) return { kind: pair, end: start + 2 };
  const mark = MARKS.get(character);
  if (mark !== undefined) return { kind: mark, end: start + 1 };
  return scanIllegal(text, start);
}

const PAIRS: ReadonlyMap<string, Mark> = new Map<string, Mark>([
  [":=", "assign"],
  ["==", "equal"],
  ["!=", "neq"],
  [">=", "gte"],
  ["<=", "lte"],
]);

const MARKS: ReadonlyMap<string, Mark> = new Map<string, Mark>([
  ["[", "["],
  ["]", "]"],
  ["{", "{"],
  ["}", "}"],
  ["(", "("],
  [")", ")"],
  [",", ","],
  [":", ":"],
  [".", "."],
  [";", ";"],
  ["+", "plus"],
  ["-", "minus"],
  ["*", "mul"],
  ["/", "div"],
  ["%", "rem"],
  ["&", "and"],
  ["|", "or"],
  ["=", "eq"],
  [">", "gt"],
  ["<", "lt"],
]);

function scanIllegal(text: string, start: number): Piece {
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
  const end = start + character.length;
  if (character === "!") return { kind: "illegal", end, problem: "illegal ! character" };
  if (character === "\0") return { kind: "illegal", end, problem: "illegal null character" };
  if (character === "\ufeff") return { kind: "illegal", end, problem: "illegal byte-order mark" };
  return { kind: "illegal", end, problem: "illegal token" };
}

function scanName(text: string, start: number): Piece {
  const end = skipName(text, start);
  const name = text.slice(start, end);
  return { kind: isKeyword(name) ? name : "identifier", end };
}

function skipName(text: string, start: number): number {
  let end = start;
  for (let character = text[end]; character !== undefined; character = text[end]) {
    if (!isLetter(character) && !isDigit(character)) break;
    end++;
  }
  return end;
}

function scanNumber(text: string, start: number): Piece {
  let problem: string | undefined;
  let end = skipDigits(text, start);
  if (text[end] === ".") {
    const fraction = skipDigits(text, end + 1);
    if (fraction === end + 1) problem = "expected fraction";
    end = fraction;
  }
  if (text[end] === "e" || text[end] === "E") {
    const sign = text[end + 1] === "+" || text[end + 1] === "-" ? end + 2 : end + 1;
    const exponent = skipDigits(text, sign);
    if (exponent === sign) problem ??= "expected exponent";
    end = exponent;
  }
  // All of `0a2b` is one bad number, not a number and a name.
  const tail = skipName(text, end);
  if (tail > end) problem ??= "illegal number format";
  return { kind: "number", end: tail, problem };
}

function skipDigits(text: string, start: number): number {
  let end = start;
  while (isDigit(text[end])) end++;
  return end;
}

const ESCAPES = '\\"/bfnrtu';

function scanString(text: string, start: number): Piece {
  let problem: string | undefined;
  for (let offset = start + 1; ; offset++) {
    const character = text[offset];
    if (character === undefined || character === "\n") {
      return { kind: "string", end: offset, problem: problem ?? "non-terminated string" };
    }
    if (character === '"') return { kind: "string", end: offset + 1, problem };
    if (character === "\0") problem ??= "illegal null character";
    if (character !== "\\") continue;
    const escaped = text[offset + 1];
    if (escaped !== undefined && ESCAPES.includes(escaped)) offset++;
    else problem ??= "illegal escape sequence";
  }
}

function scanRawString(text: string, start: number): Piece {
  const end = text.indexOf("`", start + 1);
  if (end < 0) return { kind: "string", end: text.length, problem: "non-terminated string" };
  return { kind: "string", end: end + 1 };
}

/** From behind the quote or the brace to the next brace or the last quote. `text` of the piece is what stands between. */
function scanTemplate(
  text: string,
  start: number,
  { template, templates, isOpen }: { template: OpenTemplate; templates: OpenTemplate[]; isOpen: boolean },
): Piece {
  const quote = template.isRaw ? "`" : '"';
  let problem: string | undefined;
  let literal = "";
  for (let offset = start; ; offset++) {
    const character = text[offset];
    if (character === undefined || (character === "\n" && !template.isRaw)) {
      if (isOpen) templates.pop();
      return { kind: "illegal", end: offset, problem: problem ?? "non-terminated string" };
    }
    if (character === quote) {
      if (isOpen) templates.pop();
      const kind = template.isRaw ? "raw-template-string-end" : "template-string-end";
      return { kind, end: offset + 1, text: literal, problem };
    }
    if (character === "{") {
      if (!isOpen) templates.push(template);
      const kind = template.isRaw ? "raw-template-string-part" : "template-string-part";
      return { kind, end: offset + 1, text: literal, problem };
    }
    const escaped = character === "\\" ? text[offset + 1] : undefined;
    if (escaped === "{") {
      literal += "{";
      offset++;
    } else if (character === "\\" && !template.isRaw) {
      if (escaped === undefined || !ESCAPES.includes(escaped)) problem ??= "illegal escape sequence";
      literal += character + (escaped === undefined || escaped === "\n" ? "" : escaped);
      if (escaped !== undefined && escaped !== "\n") offset++;
    } else {
      literal += character;
    }
  }
}

function isLetter(character: string): boolean {
  return /^[A-Za-z_]$/.test(character);
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= "0" && character <= "9";
}
