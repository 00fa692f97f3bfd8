// The token that the parser stands on, what it has open, and what it found wrong. One mistake is one message: after
// `fail` all is silent until `recovery.ts` has found a place to go on from.

import type { Diagnostic, DiagnosticCode, Range, SourceFile } from "../../source/index.js";
import { indentOf } from "./characters.js";
import { Scanner, type TokenKind } from "./scanner.js";
import type { Expression, InvalidExpression } from "./tree.js";

/** Handed to what expressions are made of, since those hold expressions in turn. */
export type ReadExpression = (reader: Reader) => Expression;

/** A bracket, quote or sequence that is not closed yet. */
export interface Opener {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** What `newlines` was outside. */
  readonly newlines: boolean;
}

export interface ReaderOptions {
  /** For a text inside a JSON string: what it means there, and where its units lie in the file. */
  readonly inside?: {
    readonly text: string;
    readonly base: "code" | "template";
    readonly toFile: (at: number) => number;
  };
}

/** A file with so many is no bake file. */
const MOST_MISTAKES = 1000;

/** Far beyond what people nest, and as deep as the stack of a small thread bears. */
const DEEPEST = 200;

export class Reader {
  readonly file: SourceFile;
  readonly text: string;
  readonly diagnostics: Diagnostic[] = [];
  kind: TokenKind = "space";
  start = 0;
  end = 0;
  /** Where the last token that counted ended. */
  previousEnd = 0;
  /** Whether a line end is a token here or as good as a blank. */
  newlines = true;
  /** Something was reported, and the parser is on its way out to where it can go on. */
  failed = false;
  /** The first brace that stands at the start of its line, but not as far in as the line of the brace that it closes. */
  suspect: Range | undefined;
  /** Innermost last. */
  readonly open: Opener[] = [];
  readonly #scanner: Scanner;
  readonly #toFile: ((at: number) => number) | undefined;
  #depth = 0;
  /** The rest of the file was swallowed by something that has no end, so nothing that is missing in it is news. */
  #isLost = false;

  constructor(file: SourceFile, { inside }: ReaderOptions = {}) {
    this.file = file;
    this.text = inside?.text ?? file.text;
    this.#toFile = inside?.toFile;
    this.#scanner = new Scanner(this.text, inside?.base ?? "code");
  }

  /** Asked through a call, since the compiler would take `kind` to stay what it was compared with. */
  is(kind: TokenKind): boolean {
    return this.kind === kind;
  }

  /** Goes to the next token that counts. */
  advance(): void {
    this.previousEnd = this.end;
    const scanner = this.#scanner;
    for (;;) {
      const kind = scanner.next();
      if (kind === "space" || kind === "comment" || kind === "bom") continue;
      if (kind === "newline" && !this.newlines) continue;
      this.kind = kind;
      this.start = scanner.start;
      this.end = scanner.end;
      if (kind !== "open-comment") return;
      this.fail("unclosed", this.range(this.start, this.start + 2), "This comment is not closed", {
        detail: 'A comment that begins with "/*" ends at the next "*/", which is not there.',
      });
      this.lose();
    }
  }

  /** Goes on behind the part of the text that ends at `offset`. */
  jump(offset: number): void {
    this.#scanner.end = offset;
    this.end = offset;
    this.advance();
  }

  /** Goes on at `offset` as outside of all strings. */
  restart(offset: number): void {
    this.#scanner.reset(offset);
    this.end = offset;
    this.advance();
  }

  /** What the token says. */
  word(): string {
    return this.text.slice(this.start, this.end);
  }

  range(start: number, end: number): Range {
    const toFile = this.#toFile;
    return toFile === undefined
      ? { file: this.file, start, end }
      : { file: this.file, start: toFile(start), end: toFile(end) };
  }

  /** From `start` to the end of the last token that counted; if that is before `start`, the point there. */
  rangeFrom(start: number): Range {
    return this.range(Math.min(start, this.previousEnd), this.previousEnd);
  }

  /** The token; for a line end or the end of the text the point behind what stands before it. */
  here(): Range {
    if (this.kind === "newline" || this.kind === "end") return this.range(this.previousEnd, this.previousEnd);
    return this.range(this.start, this.end);
  }

  /** The token in the words of a message. */
  found(): string {
    switch (this.kind) {
      case "end":
        return this.#toFile ? "the end of the string" : "the end of the file";
      case "newline":
        return "the end of the line";
      case "open-quote":
        return "a string";
      case "open-heredoc":
        return "a here-document";
      case "close-quote":
        return "the end of the string";
      default:
        return `"${this.word()}"`;
    }
  }

  /** Opens the bracket that the parser stands on; `newlines` is as it shall be inside. */
  enter(newlines: boolean): Opener {
    const opener: Opener = { kind: this.kind, start: this.start, end: this.end, newlines: this.newlines };
    this.open.push(opener);
    this.newlines = newlines;
    this.advance();
    return opener;
  }

  /** Closes the innermost bracket with the token that the parser stands on. */
  leave(): void {
    const opener = this.open.pop();
    if (opener) {
      this.newlines = opener.newlines;
      if (opener.kind === "{" && this.suspect === undefined) this.#suspectIndent(opener);
    }
    this.advance();
  }

  #suspectIndent(opener: Opener): void {
    const { text, start } = this;
    const indent = indentOf(text, start);
    const isFirst = start === 0 || text.lastIndexOf("\n", start - 1) + 1 + indent === start;
    if (isFirst && indent !== indentOf(text, opener.start)) this.suspect = this.range(start, this.end);
  }

  /** Whether one level more may be read; each `true` is paid back with `rise`. */
  sink(): boolean {
    this.#depth += 1;
    if (this.#depth <= DEEPEST) return true;
    this.#depth -= 1;
    this.fail("nesting-too-deep", this.here(), `This is nested more than ${DEEPEST} levels deep`, {
      detail: "Give inner parts a name of their own and refer to that.",
    });
    // Whoever nests so deep has not written it by hand, and all around it would be told again.
    this.lose();
    return false;
  }

  rise(): void {
    this.#depth -= 1;
  }

  /** Says what is wrong with something that can be read all the same. */
  report(code: DiagnosticCode, subject: Range, summary: string, more: Remarks = {}): void {
    if (this.failed || this.#isLost) return;
    this.diagnostics.push({ severity: "error", code, summary, subject, ...more });
    if (this.diagnostics.length < MOST_MISTAKES) return;
    const tooMany = `There are more than ${MOST_MISTAKES} mistakes in this file; the rest was not read`;
    this.diagnostics.push({ severity: "error", code: "syntax", summary: tooMany, subject: this.here() });
    this.lose();
  }

  /** Says what is wrong, and that reading cannot simply go on. */
  fail(code: DiagnosticCode, subject: Range, summary: string, more: Remarks = {}): void {
    this.report(code, subject, summary, more);
    this.failed = true;
  }

  /** The rest of the text is not read, and nothing is reported any more. */
  lose(): void {
    this.#isLost = true;
    this.failed = true;
    this.#scanner.reset(this.text.length);
  }

  /** A place for what could not be read. */
  invalid(start: number): InvalidExpression {
    return { kind: "invalid", range: this.rangeFrom(start) };
  }
}

export type Remarks = Pick<Diagnostic, "detail" | "hint" | "related">;
