// Native HCL text → tree: where reading begins.

import type { SourceFile, WithDiagnostics } from "../../source/index.js";
import { readFile } from "./body.js";
import { readExpression } from "./expression.js";
import { Reader } from "./reader.js";
import { readJsonTemplate } from "./template.js";
import type { Expression, JsonString, NativeBody, TemplateExpression } from "./tree.js";
import { failUnexpected } from "./unexpected.js";

/**
 * Reads a native HCL file. Never throws: what cannot be read is reported once, becomes an `invalid` expression or is
 * left out, and reading goes on behind it.
 */
export function parse(file: SourceFile): WithDiagnostics<NativeBody> {
  const reader = new Reader(file);
  return { value: readFile(reader), diagnostics: reader.diagnostics };
}

/** Reads a text that is one expression, such as a call in the examples of a function. Lines may end anywhere in it. */
export function parseExpression(file: SourceFile): WithDiagnostics<Expression> {
  return readWhole(new Reader(file));
}

/** Reads the text of `json` as an expression, for places that want one in a string, such as the type of a variable. */
export function parseExpressionIn(json: JsonString): WithDiagnostics<Expression> {
  return readWhole(
    new Reader(json.range.file, { inside: { text: json.value, base: "code", toFile: offsetsOf(json) } }),
  );
}

/** Reads the text of `json` as the template that strings are in attributes. */
export function parseTemplateIn(json: JsonString): WithDiagnostics<TemplateExpression> {
  const inside = { text: json.value, base: "template", toFile: offsetsOf(json) } as const;
  const reader = new Reader(json.range.file, { inside });
  reader.advance();
  const value = readJsonTemplate(reader, json, readExpression);
  return { value, diagnostics: reader.diagnostics };
}

function readWhole(reader: Reader): WithDiagnostics<Expression> {
  reader.newlines = false;
  reader.advance();
  const expression = readExpression(reader);
  if (!reader.failed && !reader.is("end")) failUnexpected(reader, "the end of the expression");
  const value = reader.failed ? reader.invalid(0) : expression;
  return { value, diagnostics: reader.diagnostics };
}

function offsetsOf({ offsets, range }: JsonString): (at: number) => number {
  return offsets === undefined ? (at) => range.start + 1 + at : (at) => offsets[at] ?? range.end - 1;
}
