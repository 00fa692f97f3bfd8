// What the tests of the commands about builders share: a store of their own, and both programs on it.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../engine/index.js";
import { builtCommand, type CommandResult, engineLogins, runCommand, writeDockerConfig } from "../tools/index.js";

export interface Commands extends Disposable {
  /** Where commands run. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** `bakehouse ARGS`, whatever its exit code. */
  readonly ours: (args: readonly string[], more?: RunOptions) => Promise<CommandResult>;
  /** `docker-buildx ARGS`, likewise. */
  readonly theirs: (args: readonly string[], more?: RunOptions) => Promise<CommandResult>;
  /** Either of them, which must end well; stdout comes back. */
  readonly must: (run: Commands["ours"], args: readonly string[], more?: RunOptions) => Promise<string>;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Both programs with one docker host and one store, which nobody else uses. */
export function openCommands(
  engine: Pick<Engine, "dockerHost" | "buildx"> & Parameters<typeof engineLogins>[0],
): Commands {
  const folder = mkdtempSync(join(tmpdir(), "commands-"));
  const env = {
    DOCKER_HOST: engine.dockerHost,
    DOCKER_CONFIG: join(folder, "docker"),
    BUILDX_CONFIG: join(folder, "buildx"),
  };
  writeDockerConfig(env.DOCKER_CONFIG, engineLogins(engine));
  const run = (argv: readonly string[], { env: more = {}, input }: RunOptions = {}) =>
    runCommand(argv, { cwd: folder, env: { ...env, ...more }, ...(input === undefined ? {} : { input }) });
  return {
    folder,
    env,
    ours: async (args, more) => run(await builtCommand("bakehouse", args), more),
    theirs: (args, more) => run([engine.buildx, ...args], more),
    async must(program, args, more) {
      const { code, stdout, stderr } = await program(args, more);
      if (code !== 0) throw new Error(`${args.join(" ")} ends with ${code}:\n${stdout}${stderr}`);
      return stdout;
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
