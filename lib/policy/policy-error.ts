// A policy that cannot be compiled or evaluated.

import { type RegoError, RegoErrors } from "../rego/index.js";
import { type Range, type SourceFile, startOfLine } from "../source/index.js";

export interface PolicyMistake {
  readonly message: string;
  readonly range: Range;
}

export class PolicyError extends Error {
  override readonly name = "PolicyError";
  constructor(
    message: string,
    /** In the files of the policy; empty when it is about none of their lines. */
    readonly places: readonly PolicyMistake[],
  ) {
    super(message);
  }
}

export function placesOf(error: RegoError, sources: ReadonlyMap<string, SourceFile>): readonly PolicyMistake[] {
  const errors = error instanceof RegoErrors ? error.errors : [error];
  return errors.flatMap((one) => {
    const file = sources.get(one.file);
    return file === undefined ? [] : [{ message: one.message, range: rangeAt(file, one) }];
  });
}

/** From the place to the end of its word. */
export function rangeAt(file: SourceFile, { row, column }: { readonly row: number; readonly column: number }): Range {
  const line = startOfLine(file, row);
  const rest = file.text.slice(line).split("\n", 1)[0] ?? "";
  // Columns of policies count characters, and ranges the units of a string.
  const before = [...rest].slice(0, column - 1).join("").length;
  const word = /^\w+|^./u.exec(rest.slice(before))?.[0].length ?? 0;
  return { file, start: line + before, end: line + before + word };
}
