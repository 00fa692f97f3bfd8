// One thing that takes a while: a spinner on a terminal, plain lines elsewhere.

import { hasColor } from "./report.js";
import type { World } from "./world.js";

/** Tells what is going on now, in a few words. */
export type Say = (line: string) => void;

/**
 * Runs `work` and shows on stderr that it runs: `text` at first, then what it says. On a terminal nothing is left behind,
 * elsewhere a line for each.
 */
export async function waiting<T>(world: World, text: string, work: (say: Say) => Promise<T>): Promise<T> {
  const { stderr } = world;
  if (stderr.isTTY !== true || world.env["TERM"] === "dumb") {
    stderr.write(`${text}\n`);
    return work((line) => void stderr.write(`${line}\n`));
  }
  const { spinner } = await import("./spinner.js");
  const shown = spinner(text, hasColor(world));
  try {
    return await work((line) => shown.say(line));
  } finally {
    shown.stop();
  }
}
