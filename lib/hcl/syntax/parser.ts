// Native HCL text → tree.

import type { SourceFile, WithDiagnostics } from "../../source/index.js";
import type { Expression, NativeBody } from "./tree.js";

/**
 * Reads a native HCL file. Never throws: what cannot be read is reported once, becomes an `invalid` expression or is
 * left out, and reading goes on behind it.
 */
export function parse(file: SourceFile): WithDiagnostics<NativeBody> {
  throw new Error(`internal error: parse is being built: ${file.name}`);
}

/** Reads a text that is one expression, such as a call in a function's examples. */
export function parseExpression(file: SourceFile): WithDiagnostics<Expression> {
  throw new Error(`internal error: parseExpression is being built: ${file.name}`);
}
