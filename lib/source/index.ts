export type { DiagnosticCode } from "./codes.js";
export { decodeFile } from "./decode.js";
export { type Diagnostic, hasErrors, type Report, type WithDiagnostics } from "./diagnostic.js";
export {
  lineStarts,
  lineText,
  type Position,
  positionAt,
  type Range,
  type SourceFile,
  spanning,
  startOfLine,
} from "./file.js";
export { diagnosticsToJson } from "./json.js";
export { sortDiagnostics } from "./order.js";
export { type RenderOptions, renderDiagnostic, renderDiagnostics } from "./render.js";
export { suggest } from "./suggest.js";
