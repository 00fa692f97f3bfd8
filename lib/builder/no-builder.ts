// What to do on this system when there is no BuildKit at all: one line for docker, one for BuildKit alone, one for elsewhere.

import type { BuilderWorld, Machine } from "./world.js";
import { readIfThere } from "./world.js";

/** Three lines. */
export async function howToGetOne(world: BuilderWorld): Promise<readonly string[]> {
  const machine = world.machine ?? (await thisMachine());
  return [
    `Docker: ${dockerOn(machine)}.`,
    `BuildKit alone: ${buildkitOn(machine)}.`,
    "Elsewhere: set BUILDKIT_HOST=tcp://HOST:PORT or DOCKER_HOST, or name a builder with --builder.",
  ];
}

export async function thisMachine(): Promise<Machine> {
  const osRelease = (await readIfThere("/etc/os-release").catch(() => undefined)) ?? "";
  return { platform: process.platform, uid: process.getuid?.() ?? 0, osRelease };
}

/** By the words of ID and ID_LIKE in os-release, the more special first. */
const packages: readonly (readonly [RegExp, string])[] = [
  [/\b(debian|ubuntu)\b/, "`apt-get install docker.io`"],
  [
    /\b(rhel|centos)\b/,
    "add its repository (https://docs.docker.com/engine/install), `dnf install docker-ce` and `systemctl enable --now docker`",
  ],
  [/\bfedora\b/, "`dnf install moby-engine` and `systemctl enable --now docker`"],
  [/\b(suse|opensuse)\b/, "`zypper install docker` and `systemctl enable --now docker`"],
  [/\barch\b/, "`pacman -S docker` and `systemctl enable --now docker`"],
  [/\balpine\b/, "`apk add docker` and `rc-update add docker && service docker start`"],
  [/\bnixos\b/, "`virtualisation.docker.enable = true;` in configuration.nix"],
];

function dockerOn({ platform, uid, osRelease }: Machine): string {
  if (platform === "darwin") return "install Docker Desktop, or `brew install colima docker` and `colima start`";
  if (platform === "win32") return "install Docker Desktop, or docker inside WSL";
  const ids = [...osRelease.matchAll(/^ID(?:_LIKE)?=(.*)$/gm)].map(([, value = ""]) => value.replaceAll('"', ""));
  const [, how] = packages.find(([pattern]) => pattern.test(ids.join(" "))) ?? [];
  if (how === undefined) return "https://docs.docker.com/engine/install says how for each system";
  return uid === 0 ? how : how.replaceAll(/`(?=apt-get|dnf|zypper|pacman|apk|systemctl|rc-update)/g, "`sudo ");
}

function buildkitOn({ platform, uid }: Machine): string {
  if (platform === "darwin")
    return "`brew install lima` and `limactl start template:buildkit`, which says its BUILDKIT_HOST";
  if (platform === "win32") return "run `buildkitd` inside WSL and build there";
  const programs = uid === 0 ? "buildkitd and runc" : "buildkitd, runc and rootlesskit";
  return `put ${programs} (https://github.com/moby/buildkit/releases) on PATH; it is started when there is something to build`;
}
