// Which diagnostics are shown, and in which order.

import type { Diagnostic } from "./diagnostic.js";
import type { Range, SourceFile } from "./file.js";

/**
 * Sorted by file, then by place; each only once. Files come in the order of `files`, others behind them as they turn up.
 * What has no place comes last, in the order given.
 */
export function sortDiagnostics(
  diagnostics: readonly Diagnostic[],
  files: readonly SourceFile[],
): readonly Diagnostic[] {
  const order = new Map<string, number>();
  for (const { name } of files) if (!order.has(name)) order.set(name, order.size);
  // By identity: a flag that is given twice makes two files of one name.
  const others = new Map<SourceFile, number>();
  const distinct = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const { subject } = diagnostic;
    if (subject && !order.has(subject.file.name) && !others.has(subject.file))
      others.set(subject.file, order.size + others.size);
    const key = keyOf(diagnostic);
    if (!distinct.has(key)) distinct.set(key, diagnostic);
  }
  const rankOf = (subject: Range | undefined) =>
    subject === undefined
      ? Number.POSITIVE_INFINITY
      : (order.get(subject.file.name) ?? others.get(subject.file) ?? Number.POSITIVE_INFINITY);
  // Sorting is stable, so that what has the same place stays in the order given.
  return [...distinct.values()].sort((a, b) => {
    const rankA = rankOf(a.subject);
    const rankB = rankOf(b.subject);
    if (rankA !== rankB) return rankA - rankB;
    return (a.subject?.start ?? 0) - (b.subject?.start ?? 0) || (a.subject?.end ?? 0) - (b.subject?.end ?? 0);
  });
}

/** Two that read alike at the same place are the same. */
function keyOf({ severity, code, summary, detail, subject, where }: Diagnostic): string {
  const place = subject && [subject.file.name, subject.start, subject.end];
  return JSON.stringify([severity, code, summary, detail, where, place]);
}
