// JSON-HCL text → tree.

import type { SourceFile, WithDiagnostics } from "../../source/index.js";
import type { JsonBody } from "../syntax/index.js";

/** Reads a JSON-HCL file. Never throws: what cannot be read is reported once and reading goes on behind it. */
export function parseJson(file: SourceFile): WithDiagnostics<JsonBody> {
  throw new Error(`internal error: parseJson is being built: ${file.name}`);
}
