// What the tests of the commands about builders share: a store of their own, and both programs on it.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fences } from "../docs/markdown.js";
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

/** A folder below `folder`, to be put before the PATH, from which a shell runs `bake` and `bakehouse`. */
export async function writePrograms(folder: string): Promise<string> {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  for (const name of ["bake", "bakehouse"] as const) {
    const command = (await builtCommand(name)).map((part) => `'${part}'`).join(" ");
    writeFileSync(join(bin, name), `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });
  }
  return bin;
}

/** The blocks for a shell of a page in docs/, each with the heading that it stands below. */
export function shellBlocks(name: string): readonly (readonly [heading: string, text: string])[] {
  const page = readFileSync(join(import.meta.dirname, "../../docs", name), "utf8");
  return page.split(/^##? /m).flatMap((section) =>
    fences(section)
      .filter(({ language }) => language === "sh")
      .map(({ text }) => [section.split("\n")[0] ?? "", text] as const),
  );
}
