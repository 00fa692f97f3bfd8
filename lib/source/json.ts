// Diagnostics for machines.

import type { Diagnostic } from "./diagnostic.js";
import { positionAt, type Range, type SourceFile } from "./file.js";
import { sortDiagnostics } from "./order.js";

/**
 * One JSON object a line, in the order in which they are shown. Each has `severity`, `code` and `summary`, and as far as
 * there are any `detail`, `hint`, `where`, `subject` and `related`. A place has `file`, `start` and `end`; those have
 * `line` and `column`, which count from 1 as `Position` does, and `offset` in UTF-16 code units from 0.
 */
export function diagnosticsToJson(
  diagnostics: readonly Diagnostic[],
  { files = [] }: { readonly files?: readonly SourceFile[] } = {},
): string {
  return sortDiagnostics(diagnostics, files)
    .map((diagnostic) => `${JSON.stringify(plainDiagnostic(diagnostic))}\n`)
    .join("");
}

function plainDiagnostic({ severity, code, summary, detail, hint, where, subject, related }: Diagnostic): unknown {
  return {
    severity,
    code,
    summary,
    detail,
    hint,
    where,
    subject: subject && plainRange(subject),
    related: related?.map(({ message, range }) => ({ message, ...plainRange(range) })),
  };
}

function plainRange({ file, start, end }: Range) {
  return {
    file: file.name,
    start: { ...positionAt(file, start), offset: start },
    end: { ...positionAt(file, end), offset: end },
  };
}
