// The built commands, as a user runs them.

import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "../engine/lock.js";
import { type CommandOptions, type CommandResult, type RunningCommand, runCommand, startCommand } from "./command.js";

const root = join(import.meta.dirname, "../..");
let built: Promise<void> | undefined;

/** Runs `bake` with these arguments to its end. */
export async function bake(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  return runCommand(await builtCommand("bake", args), options);
}

/** Starts `bake` with these arguments, for a test that wants to signal it or to read along. */
export async function startBake(args: readonly string[], options: CommandOptions): Promise<RunningCommand> {
  return startCommand(await builtCommand("bake", args), options);
}

/** The argument list that runs a bundled command, which is bundled first when it is older than its source. */
export async function builtCommand(
  command: "bake" | "bakehouse",
  args: readonly string[] = [],
): Promise<readonly string[]> {
  built ??= bundleWhenOld();
  await built;
  return [process.execPath, join(root, "dist", `${command}.js`), ...args];
}

async function bundleWhenOld(): Promise<void> {
  // Several test workers ask at once; the first one bundles and the others find it fresh.
  await withLock(join(root, ".engine/bundle.lock"), async () => {
    if (!isOld()) return;
    const bundler = [process.execPath, "--import", "tsx", join(root, "testing/bundle.ts")];
    const { code, stdout, stderr } = await runCommand(bundler, { cwd: root });
    if (code !== 0) throw new Error(`the commands cannot be bundled (npm run build):\n${stdout}${stderr}`);
  });
}

function isOld(): boolean {
  const output = join(root, "dist/bake.js");
  if (!existsSync(output)) return true;
  const bundledAt = statSync(output).mtimeMs;
  return ["cmd", "lib", "package.json", "testing/bundle.ts"].some((source) => newest(join(root, source)) > bundledAt);
}

function newest(path: string): number {
  if (!statSync(path).isDirectory()) return statSync(path).mtimeMs;
  return Math.max(
    0,
    ...readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name) && !entry.name.endsWith(".test.ts"))
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
}
