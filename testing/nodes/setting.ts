// What the tests of several nodes share: daemons of their own behind one builder, which both programs find in the same store.

import { copyFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Daemon, Engine } from "../engine/index.js";
import {
  builtCommand,
  type CommandResult,
  engineLogins,
  type RunningCommand,
  runCommand,
  startCommand,
  writeDockerConfig,
  writeFiles,
} from "../tools/index.js";

export interface NodeSpec {
  readonly daemon: Pick<Daemon, "buildkitHost">;
  /** What the store says that it builds. */
  readonly platforms?: readonly string[];
  /** The buildkitd.toml that the store keeps for it. */
  readonly config?: string;
}

export interface Farm extends Disposable {
  /** Where commands run: holds a Dockerfile and busybox. Times of files are the same in every farm. */
  readonly folder: string;
  /** Beside it: nothing in it is part of a context. */
  readonly beside: string;
  readonly env: Readonly<Record<string, string>>;
  readonly bake: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<CommandResult>;
  readonly start: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<RunningCommand>;
  /** docker-buildx on the same builder. */
  readonly peer: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<CommandResult>;
}

/** A builder `farm` of these nodes, called `a`, `b` and so on, and a project. */
export function openFarm(engine: Engine, nodes: readonly NodeSpec[], files: Readonly<Record<string, string>>): Farm {
  const top = mkdtempSync(join(tmpdir(), "nodes-"));
  const folder = join(top, "project");
  const beside = join(top, "beside");
  const own = { DOCKER_CONFIG: join(beside, "docker"), BUILDX_CONFIG: join(beside, "buildx") };
  writeFiles(folder, new Map(Object.entries(files)));
  copyFileSync(engine.busybox, join(folder, "busybox"));
  for (const name of ["busybox", ...Object.keys(files)]) utimesSync(join(folder, name), 1_000_000_000, 1_000_000_000);
  writeDockerConfig(own.DOCKER_CONFIG, engineLogins(engine));
  mkdirSync(join(own.BUILDX_CONFIG, "instances"), { recursive: true });
  const stored = { Name: "farm", Driver: "remote", Nodes: nodes.map(storedNode), Dynamic: false };
  writeFiles(own.BUILDX_CONFIG, new Map([["instances/farm", JSON.stringify(stored)]]));
  // No docker: what is built must be built by the farm.
  const env = {
    ...own,
    DOCKER_HOST: `unix://${join(beside, "no-docker.sock")}`,
    BUILDX_BUILDER: "farm",
    BUILDKIT_PROGRESS: "plain",
    BUILDX_BAKE_ENTITLEMENTS_FS: "0",
    SOURCE_DATE_EPOCH: "0",
  };
  const options = (more: Readonly<Record<string, string>> = {}) => ({
    cwd: folder,
    env: { ...env, ...more },
    timeoutMs: 170_000,
  });
  return {
    folder,
    beside,
    env,
    bake: async (args, more) => runCommand(await builtCommand("bake", args), options(more)),
    start: async (args, more) => startCommand(await builtCommand("bake", args), options(more)),
    peer: (args, more) => runCommand([engine.buildx, ...args], options(more)),
    [Symbol.dispose]: () => rmSync(top, { recursive: true, force: true }),
  };
}

function storedNode({ daemon, platforms = [], config }: NodeSpec, index: number) {
  return {
    Name: String.fromCharCode("a".charCodeAt(0) + index),
    Endpoint: daemon.buildkitHost,
    Platforms: platforms.map((platform) => {
      const [os, architecture, variant] = platform.split("/");
      return { os, architecture, ...(variant === undefined ? {} : { variant }) };
    }),
    DriverOpts: null,
    Flags: null,
    Files: config === undefined ? null : { "buildkitd.toml": Buffer.from(config).toString("base64") },
  };
}
