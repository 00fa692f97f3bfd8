// Finds the programs of the engine on this machine, and installs those that are missing.

import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { installPackages, packagedTools } from "./debian.js";
import { EngineError } from "./error.js";
import type { Place } from "./place.js";
import { runTool, searchPath } from "./run-tool.js";

import type { Say, Tools } from "./tools.js";

const installHint = `the engine installs itself on Debian as root only. Elsewhere,
name a docker with the containerd image store (Docker 25 or newer): BAKEHOUSE_TEST_DOCKER_HOST=unix:///…
and a folder with docker-registry, docker-buildx, busybox-amd64 and busybox-arm64 (static): BAKEHOUSE_TEST_TOOLS=…`;

/**
 * Finds the programs, and installs those that are missing.
 * @throws {EngineError} that says what to install when that is up to the user.
 */
export async function readyTools(place: Place, needsDaemon: boolean, say: Say): Promise<Tools> {
  if (process.platform !== "linux") throw new EngineError("the engine and its tests run on Linux only");
  const named = process.env["BAKEHOUSE_TEST_TOOLS"];
  const release = osRelease();
  const isRoot = process.getuid?.() === 0;
  if (needsDaemon && !isRoot) throw new EngineError(installHint);
  if (named === undefined && release.get("ID") !== "debian") throw new EngineError(installHint);
  // The engine has no use for make, but an example that is tested on it has.
  const wanted = { socat: "socat", make: "make", ...(needsDaemon ? { runc: "runc", ip: "iproute2" } : {}) };
  await installHostPrograms(wanted, isRoot && release.get("ID") === "debian", say);
  if (named !== undefined) return namedTools(named);
  return packagedTools(place) ?? (await installPackages(place, release.get("VERSION_CODENAME") ?? "", say));
}

/** Small programs that go onto the machine itself: they need libraries, and none of their packages starts a service. */
async function installHostPrograms(
  wanted: Readonly<Record<string, string>>,
  canInstall: boolean,
  say: Say,
): Promise<void> {
  const missing = Object.entries(wanted).filter(([program]) => !isOnPath(program));
  if (missing.length === 0) return;
  const packages = missing.map(([, name]) => name);
  if (!canInstall)
    throw new EngineError(`the engine and its tests need ${packages.join(" and ")}, which only root can install`);
  say(`installing ${packages.join(", ")}`);
  const whenLate = "Is the Debian mirror of this machine within reach, and no other apt at work?";
  await runTool(["apt-get", "update", "-q"], { timeoutMs: 120_000, whenLate });
  const install = ["apt-get", "install", "-q", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"];
  await runTool([...install, ...packages], { timeoutMs: 240_000, whenLate });
}

function namedTools(folder: string): Tools {
  const tools: Tools = {
    path: folder,
    registry: join(folder, "docker-registry"),
    buildx: join(folder, "docker-buildx"),
    busyboxFolder: folder,
  };
  const files = [tools.registry, tools.buildx, join(folder, "busybox-amd64"), join(folder, "busybox-arm64")];
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length > 0) throw new EngineError(`BAKEHOUSE_TEST_TOOLS names a folder without ${missing.join(", ")}`);
  return tools;
}

function isOnPath(program: string): boolean {
  return searchPath()
    .split(delimiter)
    .some((folder) => {
      try {
        accessSync(join(folder, program), constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Follows os-release(5). */
function osRelease(): ReadonlyMap<string, string> {
  const text = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  return new Map(
    text.split("\n").flatMap((line) => {
      const [, name, value] = /^([A-Z_]+)=["']?([^"']*)["']?$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
}
