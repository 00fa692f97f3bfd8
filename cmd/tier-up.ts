// Tells V8 to take its time. It compiles what runs often once more, and better; in a run of a few hundred milliseconds that
// costs a third of the time and comes too late to be of use, while in one of seconds a later start makes no difference.

import type { SourceFile } from "../lib/source/index.js";

/** Measured on a matrix of 1,000 targets (two thirds of the time) and of 10,000 (the same time). */
const interruptBudget = 1_000_000;

const defaultBudget = 67_584;

/** Releases of Node on which the flag was tried. */
const triedMajors: ReadonlySet<string> = new Set(["20"]);

/** For definitions that are large, or may become large. Small ones end before anything is compiled twice. */
export async function delayOptimizing(files: readonly SourceFile[]): Promise<void> {
  // V8 complains on stderr about a flag that it does not know, and other engines have none of this.
  if (process.versions["bun"] !== undefined || !triedMajors.has(process.versions.node.split(".")[0] ?? "")) return;
  if (!files.some(({ text }) => text.length > 40_000 || /\bmatrix\b/.test(text))) return;
  const { setFlagsFromString } = await import("node:v8");
  setFlagsFromString(`--interrupt-budget=${interruptBudget}`);
  // Compiled code that is kept (start.ts) carries the flags of its process, and is of use only where they are the same.
  process.prependOnceListener("exit", () => setFlagsFromString(`--interrupt-budget=${defaultBudget}`));
}
