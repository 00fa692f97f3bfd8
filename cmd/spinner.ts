// The spinner of cmd/wait.ts. A file of its own, so that only who waits on a terminal loads it.

import ora from "ora";

export interface Spinner {
  readonly say: (line: string) => void;
  readonly stop: () => void;
}

/** Turns on stderr, and leaves signals and stdin to us. */
export function spinner(text: string, hasColor: boolean): Spinner {
  const shown = ora({
    text,
    stream: process.stderr,
    discardStdin: false,
    ...(hasColor ? {} : { color: false }),
  }).start();
  return {
    say(line) {
      shown.text = line;
    },
    stop: () => void shown.stop(),
  };
}
