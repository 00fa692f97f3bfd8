// One thing that takes a while: a spinner on a terminal, plain lines elsewhere.

import { hasColor } from "./report.js";
import type { Spinner } from "./spinner.js";
import type { World } from "./world.js";

/** Tells what is going on now, in a few words. */
export type Say = (line: string) => void;

/**
 * Runs `work` and shows on stderr that it runs: `text` at first, then what it says. On a terminal nothing is left behind,
 * elsewhere a line for each.
 */
export async function waiting<T>(world: World, text: string, work: (say: Say) => Promise<T>): Promise<T> {
  const { stderr } = world;
  if (!isSpun(world)) {
    stderr.write(`${text}\n`);
    return work((line) => void stderr.write(`${line}\n`));
  }
  return spinning(world, text, work);
}

/** As {@link waiting}, for what need not be told where there is no terminal. */
export async function waitingQuietly<T>(world: World, text: string, work: (say: Say) => Promise<T>): Promise<T> {
  return isSpun(world) ? spinning(world, text, work) : work(() => {});
}

/** As {@link waiting}, for what mostly takes no time: there is a spinner from the first word that it says. */
export async function waitingMaybe<T>(world: World, work: (say: Say) => Promise<T>): Promise<T> {
  if (!isSpun(world)) return work((line) => void world.stderr.write(`${line}\n`));
  let shown: Spinner | undefined;
  let said = "";
  let isOver = false;
  let loading: Promise<void> | undefined;
  try {
    return await work((line) => {
      said = line;
      shown?.say(line);
      loading ??= load();
    });
  } finally {
    isOver = true;
    await loading;
    shown?.stop();
  }

  async function load(): Promise<void> {
    const { spinner } = await import("./spinner.js");
    if (!isOver) shown = spinner(said, hasColor(world));
  }
}

function isSpun({ stderr, env }: World): boolean {
  // ora takes a terminal of unknown width for one in which every character is a line, and wipes those above.
  return stderr.isTTY === true && stderr.columns !== 0 && env["TERM"] !== "dumb";
}

async function spinning<T>(world: World, text: string, work: (say: Say) => Promise<T>): Promise<T> {
  const { spinner } = await import("./spinner.js");
  const shown = spinner(text, hasColor(world));
  try {
    return await work((line) => shown.say(line));
  } finally {
    shown.stop();
  }
}
