// Runs a tool of the machine to its end.

import { spawn } from "node:child_process";
import { EngineError } from "./error.js";

export interface ToolOptions {
  readonly cwd?: string;
  readonly timeoutMs?: number;
  /** What to say instead of the last lines of output when it takes too long. */
  readonly whenLate?: string;
}

/** Its stdout. @throws {EngineError} with the end of all that it said when it fails or takes longer than a minute. */
export async function runTool(argv: readonly string[], options: ToolOptions = {}): Promise<string> {
  const [program = "", ...args] = argv;
  const { cwd, timeoutMs = 60_000, whenLate } = options;
  const child = spawn(program, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, PATH: searchPath(), LC_ALL: "C.UTF-8", DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", "pipe", "pipe"],
    // apt starts helpers; being their group's leader, it can be ended together with them.
    detached: true,
  });
  let stdout = "";
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
    output += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  }, timeoutMs);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    if (isLate)
      throw new EngineError(
        `${argv.join(" ")} did not end within ${timeoutMs / 1000} s. ${whenLate ?? lastLines(output)}`,
      );
    if (code !== 0) throw new EngineError(`${argv.join(" ")} failed with ${code}:\n${lastLines(output)}`);
    return stdout;
  } finally {
    clearTimeout(timer);
  }
}

/** PATH with the folders of system programs, which a user's PATH often lacks. */
export function searchPath(): string {
  return `${process.env["PATH"] ?? ""}:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin`;
}

function lastLines(text: string): string {
  return text.trimEnd().split("\n").slice(-12).join("\n");
}
