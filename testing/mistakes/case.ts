// One mistake as a text archive: the files, the command line in `args`, the environment in `env`, and what must come of it.

import { type GoldenInput, runCommand } from "../tools/index.js";

/** `args` holds one argument a line, `env` one NAME=VALUE a line, `stdin` what is piped in; all may be left out. */
export async function runMistake(
  { folder, files }: GoldenInput,
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly exit: string; readonly stdout: string; readonly stderr: string }> {
  const stdin = files.get("stdin");
  const result = await runCommand([...command, ...linesOf(files.get("args"))], {
    cwd: folder,
    env: { ...env, ...Object.fromEntries(linesOf(files.get("env")).map(pair)) },
    ...(stdin === undefined ? {} : { input: stdin }),
  });
  return { exit: `${result.code}\n`, stdout: result.stdout, stderr: result.stderr };
}

function linesOf(text = ""): readonly string[] {
  return text.split("\n").filter((line) => line !== "");
}

function pair(line: string): readonly [string, string] {
  const at = line.indexOf("=");
  return [line.slice(0, at), line.slice(at + 1)];
}
