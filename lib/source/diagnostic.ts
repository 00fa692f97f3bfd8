// A problem in something the user wrote, as data. Wording is made where the problem is found; layout belongs to render.ts.

import type { DiagnosticCode } from "./codes.js";
import type { Range } from "./file.js";

/** A problem in a bake file, a flag or an environment variable. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  /** From a closed list; tests and tools match on it, never on the wording. */
  readonly code: DiagnosticCode;
  /** One line, no full stop. Names the thing the user wrote. */
  readonly summary: string;
  /** Why it is wrong and what would be right, as sentences. */
  readonly detail?: string;
  /** The tight range to underline. Absent only when nothing was written, such as a file that is missing. */
  readonly subject?: Range;
  /** Where we are, as `target "app"`. */
  readonly where?: string;
  /** A few words behind the underline, such as `did you mean "base"?`. */
  readonly hint?: string;
  /** Other places that explain this one, such as the first definition. */
  readonly related?: readonly { readonly message: string; readonly range: Range }[];
}

/** A result beside everything that was found wrong on the way to it. */
export interface WithDiagnostics<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where a function that walks a tree puts what it finds. */
export type Report = (diagnostic: Diagnostic) => void;

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
