// What an evaluation carries along, and how it says that something has no value.

import type { Diagnostic, DiagnosticCode, Range, Report } from "../../source/index.js";
import type { Scope } from "../scope.js";
import type { Expression } from "../syntax/index.js";
import { typeName, typeOf, type Value } from "../values/index.js";

export interface Evaluation {
  readonly scope: Scope;
  readonly report: Report;
  /** Here because expressions hold expressions: what they are made of is worked out by the one who knows all kinds. */
  readonly evaluate: (expression: Expression, evaluation: Evaluation) => Value | undefined;
}

/** For what is evaluated only to see whether it has a value, or of what type. */
export const IGNORE: Report = () => {};

export type Remarks = Pick<Diagnostic, "detail" | "hint" | "related">;

/** Reports an error and gives the value that something broken has: none. */
export function fail(
  { report }: Evaluation,
  code: DiagnosticCode,
  subject: Range,
  // With a function, what is costly to say is not worked out for nobody.
  words: ({ readonly summary: string } & Remarks) | (() => { readonly summary: string } & Remarks),
): undefined {
  if (report !== IGNORE)
    report({ severity: "error", code, subject, ...(typeof words === "function" ? words() : words) });
  return undefined;
}

/** The type of a value in the words of a message: `a list of string`, `an object`. */
export function describeType(value: Value): string {
  if (value.kind === "null") return "null";
  const name = typeName(typeOf(value));
  return /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`;
}
