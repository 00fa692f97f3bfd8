export type { DiagnosticCode } from "./codes.js";
export { type Diagnostic, hasErrors, type Report, type WithDiagnostics } from "./diagnostic.js";
export { lineStarts, lineText, type Position, positionAt, type Range, type SourceFile, spanning } from "./file.js";
export { suggest } from "./suggest.js";
