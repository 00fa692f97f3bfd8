// JSON text → tokens. Offsets are UTF-16 code units. Follows RFC 8259, and knows what people write instead of it.

import type { SourceFile } from "../../source/index.js";

export type JsonTokenKind =
  | "{"
  | "}"
  | "["
  | "]"
  | ","
  | ":"
  | "string"
  /** A string without its closing quote; it ends with its line. */
  | "open-string"
  /** Digits, signs, dots and letters in a row: a number, a keyword, or neither. */
  | "word"
  | "comment"
  | "bad"
  | "end";

export class JsonScanner {
  kind: JsonTokenKind = "bad";
  start = 0;
  end = 0;
  /** Where the token before this one ended. */
  previousEnd = 0;
  readonly text: string;

  constructor(file: SourceFile) {
    this.text = file.text;
  }

  next(): JsonTokenKind {
    const { text } = this;
    this.previousEnd = this.end;
    let at = this.end;
    while (isBlank(text.charCodeAt(at))) at += 1;
    this.start = at;
    if (at >= text.length) return this.#emit("end", at);
    const character = text.charAt(at);
    switch (character) {
      case "{":
      case "}":
      case "[":
      case "]":
      case ",":
      case ":":
        return this.#emit(character, at + 1);
      case '"':
      case "'":
        return this.#scanString(character);
      case "#":
        return this.#emit("comment", endOfLine(text, at));
      case "/":
        return this.#scanComment();
      default:
        return this.#scanWord();
    }
  }

  word(): string {
    return this.text.slice(this.start, this.end);
  }

  #emit(kind: JsonTokenKind, end: number): JsonTokenKind {
    this.kind = kind;
    this.end = end;
    return kind;
  }

  #scanString(quote: string): JsonTokenKind {
    const { text } = this;
    for (let at = this.start + 1; at < text.length; at += 1) {
      const character = text.charAt(at);
      if (character === quote) return this.#emit("string", at + 1);
      if (character === "\n") return this.#emit("open-string", text.charAt(at - 1) === "\r" ? at - 1 : at);
      if (character === "\\" && text.charAt(at + 1) !== "\n") at += 1;
    }
    return this.#emit("open-string", text.length);
  }

  #scanComment(): JsonTokenKind {
    const { text, start } = this;
    if (text.charAt(start + 1) === "/") return this.#emit("comment", endOfLine(text, start));
    if (text.charAt(start + 1) !== "*") return this.#emit("bad", start + 1);
    const end = text.indexOf("*/", start + 2);
    return this.#emit("comment", end === -1 ? text.length : end + 2);
  }

  #scanWord(): JsonTokenKind {
    const { text, start } = this;
    let end = start;
    while (isWordCharacter(text.charCodeAt(end))) end += 1;
    if (end > start) return this.#emit("word", end);
    const point = text.codePointAt(start) ?? 0;
    return this.#emit("bad", start + (point > 0xffff ? 2 : 1));
  }
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function isWordCharacter(code: number): boolean {
  const isLetter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f || code === 0x24;
  return isLetter || (code >= 0x30 && code <= 0x39) || code === 0x2b || code === 0x2d || code === 0x2e;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}
