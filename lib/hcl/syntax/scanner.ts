// Native HCL text → tokens, one at a time, so that the parser can set a scanner that lost its way right again.
// Lossless: each token begins where the one before ended, blanks and comments are tokens too, and the last one ends with
// the text. Offsets are UTF-16 code units. Follows hashicorp/hcl hclsyntax/spec.md, Lexical Elements, and, where that is
// silent, hclsyntax/scan_tokens.rl; but a string that lacks its closing quote ends with its line where the next line
// reads like code, so that one forgotten quote is one mistake.

import {
  BLANK,
  DIGIT,
  endOfIdentifier,
  endOfLine,
  endOfNumber,
  groups,
  isNameStart,
  LETTER,
  OTHER,
  widthAt,
} from "./characters.js";

export type TokenKind =
  | Punctuation
  | "bom"
  | "space"
  | "comment"
  /** `/*` without its end. */
  | "open-comment"
  | "newline"
  | "identifier"
  | "number"
  | "open-quote"
  | "close-quote"
  /** The whole opening line, `<<EOT` or `<<-EOT`, with its line end and with whatever stands before that. */
  | "open-heredoc"
  /** The closing marker and the blanks around it, but not its line end. */
  | "close-heredoc"
  /** Text of a template. In here-documents and JSON strings each line is one of its own, line end included. */
  | "text"
  /** A line end within quotes, where none may be. */
  | "string-newline"
  /** `${` or `${~`. */
  | "interpolation"
  /** `%{` or `%{~`. */
  | "directive"
  /** `}` or `~}` at the end of either. */
  | "close-sequence"
  /** One character that means nothing in the language. */
  | "bad"
  | "end";

export type Punctuation =
  | ("{" | "}" | "[" | "]" | "(" | ")" | "," | "." | ":" | "?" | "=" | "=>" | "..." | "::")
  | ("+" | "-" | "*" | "/" | "%" | "!" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "&&" | "||");

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** What surrounds the place that is being read; the innermost is the last. */
type Frame =
  | { readonly kind: "quote"; readonly start: number }
  | { readonly kind: "heredoc"; readonly marker: string; atLineStart: boolean }
  /** `braces` are those open within the sequence. */
  | { readonly kind: "sequence"; braces: number };

/** All tokens of a native HCL text, without the empty `end`. */
export function scan(text: string): readonly Token[] {
  const scanner = new Scanner(text, "code");
  const tokens: Token[] = [];
  while (scanner.next() !== "end") tokens.push({ kind: scanner.kind, start: scanner.start, end: scanner.end });
  return tokens;
}

export class Scanner {
  kind: TokenKind = "space";
  start = 0;
  end = 0;
  readonly text: string;
  readonly #base: "code" | "template";
  #frames: Frame[] = [];

  /** `template`: the text is the inside of a JSON string, escapes resolved. */
  constructor(text: string, base: "code" | "template") {
    this.text = text;
    this.#base = base;
  }

  /** Goes on at `offset`, outside of all strings. */
  reset(offset: number): void {
    this.end = offset;
    this.#frames = [];
  }

  next(): TokenKind {
    const { text } = this;
    const at = this.end;
    this.start = at;
    if (at >= text.length) return this.#emit("end", at);
    const frame = this.#frames[this.#frames.length - 1];
    if (frame === undefined)
      return this.#base === "template" ? this.#scanText(at, undefined) : this.#scanCode(at, undefined);
    if (frame.kind === "sequence") return this.#scanCode(at, frame);
    return frame.kind === "quote" ? this.#scanQuoted(at) : this.#scanText(at, frame);
  }

  #emit(kind: TokenKind, end: number): TokenKind {
    this.kind = kind;
    this.end = end;
    return kind;
  }

  #scanCode(at: number, sequence: (Frame & { kind: "sequence" }) | undefined): TokenKind {
    const { text } = this;
    const code = text.charCodeAt(at);
    const group = code < 128 ? groups[code] : OTHER;
    switch (group) {
      case BLANK: {
        let end = at + 1;
        while (groups[text.charCodeAt(end)] === BLANK) end += 1;
        return this.#emit("space", end);
      }
      case LETTER:
        return this.#emit("identifier", endOfIdentifier(text, at + 1));
      case DIGIT:
        return this.#emit("number", endOfNumber(text, at));
      default:
        return this.#scanSign(at, code, sequence);
    }
  }

  #scanSign(at: number, code: number, sequence: (Frame & { kind: "sequence" }) | undefined): TokenKind {
    const { text } = this;
    const next = text.charCodeAt(at + 1);
    switch (code) {
      case 0x0a:
        return this.#emit("newline", at + 1);
      case 0x0d:
        return next === 0x0a ? this.#emit("newline", at + 2) : this.#emit("bad", at + 1);
      case QUOTE:
        this.#frames.push({ kind: "quote", start: at });
        return this.#emit("open-quote", at + 1);
      case OPEN_BRACE:
        if (sequence) sequence.braces += 1;
        return this.#emit("{", at + 1);
      case CLOSE_BRACE:
        return this.#closeBrace(at + 1, sequence);
      case TILDE:
        if (next === CLOSE_BRACE && sequence?.braces === 0) return this.#closeBrace(at + 2, sequence);
        return this.#emit("bad", at + 1);
      case HASH:
        return this.#emit("comment", endOfLine(text, at));
      case SLASH:
        if (next === SLASH) return this.#emit("comment", endOfLine(text, at));
        if (next === STAR) {
          const end = text.indexOf("*/", at + 2);
          return end === -1 ? this.#emit("open-comment", text.length) : this.#emit("comment", end + 2);
        }
        return this.#emit("/", at + 1);
      case LESS:
        if (next === LESS && this.#openHeredoc(at)) return this.kind;
        return next === EQUAL ? this.#emit("<=", at + 2) : this.#emit("<", at + 1);
      case EQUAL:
        if (next === EQUAL) return this.#emit("==", at + 2);
        return next === GREATER ? this.#emit("=>", at + 2) : this.#emit("=", at + 1);
      case BANG:
        return next === EQUAL ? this.#emit("!=", at + 2) : this.#emit("!", at + 1);
      case GREATER:
        return next === EQUAL ? this.#emit(">=", at + 2) : this.#emit(">", at + 1);
      case AMPERSAND:
        return next === AMPERSAND ? this.#emit("&&", at + 2) : this.#emit("bad", at + 1);
      case PIPE:
        return next === PIPE ? this.#emit("||", at + 2) : this.#emit("bad", at + 1);
      case COLON:
        return next === COLON ? this.#emit("::", at + 2) : this.#emit(":", at + 1);
      case DOT:
        return text.startsWith("...", at) ? this.#emit("...", at + 3) : this.#emit(".", at + 1);
      default: {
        const sign = signs.get(code);
        if (sign !== undefined) return this.#emit(sign, at + 1);
        if (code === 0xfeff && at === 0) return this.#emit("bom", 1);
        const width = widthAt(text, at);
        const isStart = code >= 128 && isNameStart(text, at, width);
        return isStart ? this.#emit("identifier", endOfIdentifier(text, at + width)) : this.#emit("bad", at + width);
      }
    }
  }

  #closeBrace(end: number, sequence: (Frame & { kind: "sequence" }) | undefined): TokenKind {
    if (sequence?.braces === 0) {
      this.#frames.pop();
      return this.#emit("close-sequence", end);
    }
    if (sequence) sequence.braces -= 1;
    return this.#emit("}", end);
  }

  /** Something behind the marker is a mistake for the parser to report; that it is a here-document is clear all the same. */
  #openHeredoc(at: number): boolean {
    heredocStart.lastIndex = at;
    const found = heredocStart.exec(this.text);
    const marker = found?.[1];
    if (marker === undefined) return false;
    const lineEnd = this.text.indexOf("\n", heredocStart.lastIndex);
    this.#frames.push({ kind: "heredoc", marker, atLineStart: true });
    this.#emit("open-heredoc", lineEnd === -1 ? this.text.length : lineEnd + 1);
    return true;
  }

  #scanQuoted(at: number): TokenKind {
    const { text } = this;
    const first = text.charCodeAt(at);
    if (first === QUOTE) {
      this.#frames.pop();
      return this.#emit("close-quote", at + 1);
    }
    if (first === 0x0a || first === 0x0d) return this.#scanNewlineInQuotes(at);
    let end = at;
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === QUOTE || code === 0x0a || code === 0x0d) break;
      if (code === BACKSLASH) {
        const next = text.charCodeAt(end + 1);
        if (next !== 0x0a && next !== 0x0d && end + 1 < text.length) end += 1;
      } else if (code === DOLLAR || code === PERCENT) {
        if (text.charCodeAt(end + 1) === OPEN_BRACE) break;
        // `$${` is a literal `${`; in `$$${` that is true of the last two.
        if (text.charCodeAt(end + 1) === code && text.charCodeAt(end + 2) === OPEN_BRACE) end += 2;
      }
    }
    if (end === at) return this.#openSequence(at);
    return this.#emit("text", end);
  }

  #scanNewlineInQuotes(at: number): TokenKind {
    const { text } = this;
    let end = at + 1;
    while (text.charCodeAt(end) === 0x0a || text.charCodeAt(end) === 0x0d) end += 1;
    if (!isCodeAt(text, end)) return this.#emit("string-newline", end);
    // All that was opened on this line went wrong with it.
    const lineStart = text.lastIndexOf("\n", at - 1) + 1;
    const first = this.#frames.findIndex((frame) => frame.kind === "quote" && frame.start >= lineStart);
    this.#frames.length = first === -1 ? this.#frames.length - 1 : first;
    return this.next();
  }

  /** The text of a here-document or, with no frame, of a JSON string. */
  #scanText(at: number, heredoc: (Frame & { kind: "heredoc" }) | undefined): TokenKind {
    const { text } = this;
    if (heredoc?.atLineStart) {
      const closed = endOfMarker(text, at, heredoc.marker);
      if (closed !== undefined) {
        this.#frames.pop();
        return this.#emit("close-heredoc", closed);
      }
    }
    let end = at;
    let isLineEnd = false;
    for (; end < text.length && !isLineEnd; end += 1) {
      const code = text.charCodeAt(end);
      if (code === 0x0a) isLineEnd = true;
      else if (code === 0x0d && heredoc && text.charCodeAt(end + 1) !== 0x0a) break;
      else if (code === DOLLAR || code === PERCENT) {
        if (text.charCodeAt(end + 1) === OPEN_BRACE) break;
        if (text.charCodeAt(end + 1) === code && text.charCodeAt(end + 2) === OPEN_BRACE) end += 2;
      }
    }
    if (heredoc) heredoc.atLineStart = isLineEnd;
    if (end > at) return this.#emit("text", end);
    return text.charCodeAt(at) === 0x0d ? this.#emit("bad", at + 1) : this.#openSequence(at);
  }

  #openSequence(at: number): TokenKind {
    this.#frames.push({ kind: "sequence", braces: 0 });
    const kind = this.text.charCodeAt(at) === DOLLAR ? "interpolation" : "directive";
    return this.#emit(kind, this.text.charCodeAt(at + 2) === TILDE ? at + 3 : at + 2);
  }
}

const QUOTE = 0x22;
const HASH = 0x23;
const DOLLAR = 0x24;
const PERCENT = 0x25;
const AMPERSAND = 0x26;
const STAR = 0x2a;
const DOT = 0x2e;
const SLASH = 0x2f;
const COLON = 0x3a;
const LESS = 0x3c;
const EQUAL = 0x3d;
const GREATER = 0x3e;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const PIPE = 0x7c;
const CLOSE_BRACE = 0x7d;
const TILDE = 0x7e;
const BANG = 0x21;

const signs: ReadonlyMap<number, Punctuation> = new Map(
  (["[", "]", "(", ")", ",", "?", "+", "-", "*", "%"] as const).map((sign) => [sign.charCodeAt(0), sign]),
);

// A quoted marker is the habit of shells; the parser says that it is none of HCL.
const heredocStart = /<<-?[ \t]*["']?([\p{ID_Start}_][\p{ID_Continue}-]*)/uy;
// A line that begins with a quote goes on as code when more than a separator follows it: the quote opens.
const codeLine = /[ \t]*(?:[}\]),]|"[ \t]*[^\s,\]}):]|[\p{ID_Start}_][\p{ID_Continue}-]*[ \t]*[={"])/uy;

/** Where the closing marker on the line at `at` ends, blanks behind it included; undefined: the line is text. */
function endOfMarker(text: string, at: number, marker: string): number | undefined {
  let start = at;
  while (isBlank(text.charCodeAt(start))) start += 1;
  if (!text.startsWith(marker, start)) return undefined;
  let end = start + marker.length;
  while (isBlank(text.charCodeAt(end))) end += 1;
  if (end >= text.length) return text.length;
  const code = text.charCodeAt(end);
  return code === 0x0a || (code === 0x0d && text.charCodeAt(end + 1) === 0x0a) ? end : undefined;
}

/** White space within a line. */
function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0b || code === 0x0c || code === 0xa0;
}

/** Whether the line at `at` reads like code rather than like the rest of a string that was broken over lines. */
function isCodeAt(text: string, at: number): boolean {
  if (at >= text.length || !text.includes('"', at)) return true;
  codeLine.lastIndex = at;
  return codeLine.test(text);
}
