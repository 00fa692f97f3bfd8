// What the frontend warned about, after a build.

import type { RunResult } from "../exec/index.js";

/** One line for each warning, under how many there are; empty when there are none. */
export function warningsText({ warnings }: RunResult): string {
  const all = [...warnings.values()].flat();
  if (all.length === 0) return "";
  const lines = all.map(({ short }) => ` - ${short}`);
  return [`\n ${all.length === 1 ? "1 warning" : `${all.length} warnings`} found:`, ...lines, ""].join("\n");
}
