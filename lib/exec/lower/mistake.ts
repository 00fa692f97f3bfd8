// Diagnostics about a target that only building shows, at the attribute that is wrong.

import type { AttributeName, Origin, Target } from "../../config/index.js";
import type { Diagnostic, DiagnosticCode, Range, Report } from "../../source/index.js";

export interface Mistake {
  readonly code: DiagnosticCode;
  /** Absent for what no bake file says, such as an environment variable. */
  readonly attribute?: AttributeName;
  /** The part of the attribute's value that is wrong, as written: underlined alone when it can be found. */
  readonly typed?: string;
  readonly summary: string;
  readonly detail?: string;
}

export type ReportMistake = (mistake: Mistake) => void;

/** Reports mistakes of `target` with their place, once each. */
export function mistakesOf(target: Target, report: Report): ReportMistake {
  return ({ code, attribute, typed, summary, detail }) => {
    const subject = placeOf(target, attribute, typed);
    const diagnostic: Diagnostic = {
      severity: "error",
      code,
      summary,
      where: `target "${target.name}"`,
      ...(detail === undefined ? {} : { detail }),
      ...(subject === undefined ? {} : { subject }),
    };
    report(diagnostic);
  };
}

function placeOf(target: Target, attribute: AttributeName | undefined, typed: string | undefined): Range | undefined {
  if (attribute === undefined) return undefined;
  const origin = target.origins.get(attribute);
  if (origin === undefined) return target.declared;
  if (typed === undefined || typed === "") return origin;
  for (const part of partsOf(origin)) {
    const text = part.file.text.slice(part.start, part.end);
    const at = text.indexOf(typed);
    // Twice in one value: it cannot be said which is meant.
    if (at === -1 || text.indexOf(typed, at + 1) !== -1) continue;
    return { file: part.file, start: part.start + at, end: part.start + at + typed.length };
  }
  return origin;
}

/** The value's own place and those of what it was merged over, latest first. */
function partsOf(origin: Origin): readonly Origin[] {
  return [origin, ...(origin.earlier ?? []).toReversed().flatMap(partsOf)];
}
