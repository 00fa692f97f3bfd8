// Diagnostics as they come in, one for each mistake.

import type { Diagnostic, Report, SourceFile } from "../source/index.js";

export interface Collector {
  readonly report: Report;
  /** In the order in which they came. */
  readonly found: () => readonly Diagnostic[];
}

/**
 * Keeps the first of those that say the same of the same place: the variants of a matrix, or the children of one parent,
 * make one mistake together.
 */
export function collectDiagnostics(): Collector {
  const diagnostics = new Map<string, Diagnostic>();
  const ids = new Map<SourceFile, number>();
  return {
    report: (diagnostic) => {
      const key = keyOf(diagnostic);
      if (!diagnostics.has(key)) diagnostics.set(key, diagnostic);
    },
    found: () => [...diagnostics.values()],
  };

  function keyOf({ code, summary, subject }: Diagnostic): string {
    if (subject === undefined) return `${code} ${summary}`;
    const id = ids.get(subject.file) ?? ids.size;
    ids.set(subject.file, id);
    return `${code} ${id} ${subject.start} ${subject.end}`;
  }
}
