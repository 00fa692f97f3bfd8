// The JSON token that the parser stands on, and what was found wrong. After `fail` all is silent until the parser has
// found a comma or bracket to go on from.

import type { Diagnostic, DiagnosticCode, Range, SourceFile } from "../../source/index.js";
import { JsonScanner, type JsonTokenKind } from "./scanner.js";

type Remarks = Pick<Diagnostic, "detail" | "hint" | "related">;

export class JsonReader {
  readonly scanner: JsonScanner;
  readonly diagnostics: Diagnostic[] = [];
  failed = false;
  /** Where a string ended that has no closing quote; the comma behind it is likely in it. */
  brokenAt = -1;
  readonly #file: SourceFile;
  #isCommentReported = false;

  constructor(file: SourceFile) {
    this.#file = file;
    this.scanner = new JsonScanner(file);
  }

  is(kind: JsonTokenKind): boolean {
    return this.scanner.kind === kind;
  }

  /** Goes to the next token. Comments, which JSON has not, are reported once and then passed over. */
  advance(): void {
    const { scanner } = this;
    const before = scanner.end;
    while (scanner.next() === "comment") {
      if (!this.#isCommentReported)
        this.report("json-syntax", this.here(), "JSON has no comments", {
          hint: 'use a property "//" instead',
          detail: 'In a bake file a property named "//" is passed over wherever attributes stand.',
        });
      this.#isCommentReported = true;
    }
    scanner.previousEnd = before;
  }

  range(start: number, end: number): Range {
    return { file: this.#file, start, end };
  }

  rangeFrom(start: number): Range {
    return this.range(start, Math.max(start, this.scanner.previousEnd));
  }

  /** The token; at the end of the text the point behind what stands before it. */
  here(): Range {
    const { start, end, previousEnd } = this.scanner;
    return this.is("end") ? this.range(previousEnd, previousEnd) : this.range(start, end);
  }

  found(): string {
    if (this.is("end")) return "the end of the file";
    return this.is("string") || this.is("open-string") ? "a string" : `"${this.scanner.word()}"`;
  }

  report(code: DiagnosticCode, subject: Range, summary: string, more: Remarks = {}): void {
    if (!this.failed) this.diagnostics.push({ severity: "error", code, summary, subject, ...more });
  }

  fail(code: DiagnosticCode, subject: Range, summary: string, more: Remarks = {}): void {
    this.report(code, subject, summary, more);
    this.failed = true;
  }

  reportBrokenString(range: Range): void {
    this.report("unclosed-string", range, "This string is not closed", { hint: "its closing quote is missing" });
    this.brokenAt = range.end;
  }
}
