// What choosing a builder may know of the machine, and where docker and buildx keep their files on it.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

export interface BuilderWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** By it a node of several pods keeps a project on one of them. */
  readonly workingDir?: string;
  /** Sockets to try when nothing names a daemon; by default those of docker and buildkitd on this system. */
  readonly sockets?: readonly DefaultSocket[];
}

export interface DefaultSocket {
  readonly kind: "dockerd" | "buildkitd";
  readonly path: string;
}

/** Absolute when `home` is; the folder of docker's config.json. */
export function dockerConfigDir({ env, home }: BuilderWorld): string {
  return env["DOCKER_CONFIG"] || join(home, ".docker");
}

/** Absolute when `home` is; the folder of buildx's builders. */
export function buildxConfigDir(world: BuilderWorld): string {
  return world.env["BUILDX_CONFIG"] || join(dockerConfigDir(world), "buildx");
}

/** Where the daemons of this system listen by default: docker's first, root's before the user's. */
export function defaultSockets({ env, home }: BuilderWorld): readonly DefaultSocket[] {
  const runtimeDir = env["XDG_RUNTIME_DIR"] || `/run/user/${process.getuid?.() ?? 0}`;
  return [
    { kind: "dockerd", path: "/var/run/docker.sock" },
    { kind: "dockerd", path: join(home, ".docker/run/docker.sock") },
    { kind: "dockerd", path: join(runtimeDir, "docker.sock") },
    { kind: "buildkitd", path: "/run/buildkit/buildkitd.sock" },
    // Where nerdctl's containerd-rootless-setuptool.sh and its namespaces put theirs.
    { kind: "buildkitd", path: "/run/buildkit-default/buildkitd.sock" },
    { kind: "buildkitd", path: join(runtimeDir, "buildkit/buildkitd.sock") },
    { kind: "buildkitd", path: join(runtimeDir, "buildkit-default/buildkitd.sock") },
  ];
}

/** undefined when there is no such file. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return undefined;
    throw error;
  }
}
