// docker-buildx, the program we compare with, on the same builders as ours.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Engine, namedBuildkitHost } from "./engine/index.js";
import { type CommandResult, engineLogins, runCommand, writeDockerConfig } from "./tools/index.js";

/** The engine's dockerd through the docker driver; its plain endpoint, or the user's own, through the remote driver. */
export type PeerBuilder = "docker" | "plain" | "buildkit-host";

/** The address of a builder that speaks plain BuildKit. */
export function buildkitHost(engine: Engine, builder: Exclude<PeerBuilder, "docker">): string {
  return builder === "buildkit-host" ? (namedBuildkitHost ?? "") : engine.buildkitHost;
}

export interface Peer extends AsyncDisposable {
  /** As `0.29.1`. */
  readonly version: string;
  /** What it sees beside what a call adds; `bake` may be given the same. */
  readonly env: Readonly<Record<string, string>>;
  /** `bake --print` in a folder, parsed. @throws when it fails. */
  print(folder: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<unknown>;
  /** `bake --progress=plain` in a folder, whatever its exit code. */
  bake(folder: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<CommandResult>;
  close(): Promise<void>;
}

/**
 * Opens the peer with a config folder of its own, which knows the engine's logins.
 * File system entitlements are off, as bases and outputs of tests lie outside of the project.
 */
export async function openPeer(engine: Engine, builder: PeerBuilder = "docker"): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), "peer-"));
  const own = {
    DOCKER_HOST: engine.dockerHost,
    DOCKER_CONFIG: join(folder, "docker"),
    BUILDX_CONFIG: join(folder, "buildx"),
    BUILDX_BAKE_ENTITLEMENTS_FS: "0",
  };
  writeDockerConfig(own.DOCKER_CONFIG, engineLogins(engine));
  try {
    if (builder !== "docker") {
      await must(["create", "--name", "plain", "--driver", "remote", buildkitHost(engine, builder)]);
    }
    const env = { ...own, BUILDX_BUILDER: builder === "docker" ? "default" : "plain" };
    const { stdout } = await must(["version"]);
    const version = / v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
    if (version === undefined) throw new Error(`docker-buildx says no version: ${stdout}`);
    return {
      version,
      env,
      print: async (cwd, args, more) => {
        const { stdout: json } = await must(["bake", "--print", ...args], cwd, { ...env, ...more });
        return JSON.parse(json);
      },
      bake: (cwd, args, more) => run(["bake", "--progress=plain", ...args], cwd, { ...env, ...more }),
      close,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }

  async function must(args: readonly string[], cwd = folder, env: Readonly<Record<string, string>> = own) {
    const result = await run(args, cwd, env);
    if (result.code !== 0)
      throw new Error(`docker-buildx ${args.join(" ")} ends with ${result.code}:\n${result.stderr}`);
    return result;
  }

  function run(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<CommandResult> {
    return runCommand([engine.buildx, ...args], { cwd, env, timeoutMs: 180_000 });
  }

  async function close(): Promise<void> {
    rmSync(folder, { recursive: true, force: true });
  }
}
