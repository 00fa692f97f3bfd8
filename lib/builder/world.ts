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
  /** What this machine is; asked of it by default. */
  readonly machine?: Machine;
}

export interface Machine {
  /** As `process.platform`. */
  readonly platform: string;
  /** Of the user; 0 is root. */
  readonly uid: number;
  /** Content of /etc/os-release; empty where there is none. */
  readonly osRelease: string;
}

export interface DefaultSocket {
  /** What it is expected to speak; what it does speak counts. */
  readonly kind: "dockerd" | "buildkitd";
  readonly path: string;
  /** Whose default it is, such as "docker", for messages. */
  readonly owner?: string;
}

/** Absolute when `home` is; the folder of docker's config.json. */
export function dockerConfigDir({ env, home }: BuilderWorld): string {
  return env["DOCKER_CONFIG"] || join(home, ".docker");
}

/** Absolute when `home` is; the folder of buildx's builders. */
export function buildxConfigDir(world: BuilderWorld): string {
  return world.env["BUILDX_CONFIG"] || join(dockerConfigDir(world), "buildx");
}

/** What the builder is called that is a buildkitd of our own. */
export const embeddedName = "embedded";

/** Docker's own default. */
export const dockerSocket = "/var/run/docker.sock";

/** Where the daemons of this system listen by default: docker's first, root's before the user's. */
export function defaultSockets({ env, home, machine }: BuilderWorld): readonly DefaultSocket[] {
  const uid = machine?.uid ?? process.getuid?.() ?? 0;
  const runtimeDir = env["XDG_RUNTIME_DIR"] || `/run/user/${uid}`;
  // nerdctl gives each namespace of containerd a buildkitd of its own.
  const namespace = env["CONTAINERD_NAMESPACE"];
  const namespaces = namespace && !namespace.includes("/") ? [namespace, "default"] : ["default"];
  const nerdctl = (folder: string): DefaultSocket[] =>
    namespaces.map((name) => ({
      kind: "buildkitd",
      path: join(folder, `buildkit-${name}/buildkitd.sock`),
      owner: "nerdctl",
    }));
  return [
    { kind: "dockerd", path: dockerSocket, owner: "docker" },
    { kind: "dockerd", path: join(home, ".docker/run/docker.sock"), owner: "Docker Desktop" },
    { kind: "dockerd", path: join(runtimeDir, "docker.sock"), owner: "rootless docker" },
    { kind: "buildkitd", path: "/run/buildkit/buildkitd.sock", owner: "buildkitd" },
    ...nerdctl("/run"),
    { kind: "buildkitd", path: join(runtimeDir, "buildkit/buildkitd.sock"), owner: "rootless buildkitd" },
    ...nerdctl(runtimeDir),
    { kind: "dockerd", path: "/run/podman/podman.sock", owner: "podman" },
    { kind: "dockerd", path: join(runtimeDir, "podman/podman.sock"), owner: "rootless podman" },
    {
      kind: "dockerd",
      path: join(home, ".local/share/containers/podman/machine/podman.sock"),
      owner: "podman machine",
    },
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
