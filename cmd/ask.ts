// A question before something is removed.

import { createInterface } from "node:readline";
import { BuilderError } from "../lib/builder/index.js";
import type { World } from "./world.js";

/**
 * Reads one line from stdin; `y` and `yes` are yes, all else is no. Also without a terminal, so that `yes |` works.
 * @throws {BuilderError} when nobody is there to answer: then `flag` would have to be given.
 */
export async function askYes(question: string, flag: string, { stdin, stderr, signal }: World): Promise<boolean> {
  signal.throwIfAborted();
  stderr.write(`${question} [y/N] `);
  const lines = createInterface({ input: stdin });
  const abort = (): void => lines.close();
  signal.addEventListener("abort", abort, { once: true });
  try {
    for await (const answer of lines) return /^y(es)?$/i.test(answer.trim());
    signal.throwIfAborted();
    stderr.write("\n");
    throw new BuilderError("Nobody is there to answer, and nothing was removed", [`${flag} removes without asking.`]);
  } finally {
    signal.removeEventListener("abort", abort);
    lines.close();
    // Whoever writes to it is not waited for any longer.
    stdin.destroy();
  }
}
