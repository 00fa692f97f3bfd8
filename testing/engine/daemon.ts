// A dockerd with the containerd image store, and the plain buildkitd endpoint in front of it.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EngineError } from "./error.js";
import { get, speaksHttp2 } from "./http.js";
import { type Place, shortHash } from "./place.js";
import { containedProcesses, endProcesses, markedProcesses, startProcess, untilReady } from "./processes.js";
import { runTool, searchPath } from "./run-tool.js";
import type { Tools } from "./tools.js";

/** Where dockerd keeps images: `docker` is its own store, the only one before Engine 22 and still that of many machines. */
export type ImageStore = "containerd" | "docker";

/** What one daemon of a place is called: the part's name in the place. */
export interface DaemonName {
  readonly place: Place;
  readonly part: string;
}

// The magic number of overlayfs in statfs(2). An overlay cannot lie on an overlay, as in a container's own file system.
const overlayMagic = 0x794c7630;
const copyingDrivers: Readonly<Record<ImageStore, string>> = { containerd: "native", docker: "vfs" };

export function dockerHostOf({ place, part }: DaemonName): string {
  return `unix://${join(place.folderOf(part), "docker.sock")}`;
}

export function buildkitHostOf({ place, part }: DaemonName): string {
  return `unix://${join(place.folderOf(part), "buildkitd.sock")}`;
}

/** Starts dockerd. An old data folder that it cannot start on is thrown away: it is only a cache. */
export async function startDockerd(name: DaemonName, tools: Tools, store: ImageStore = "containerd"): Promise<void> {
  const folder = name.place.folderOf(name.part);
  const hadData = existsSync(join(folder, "data"));
  // After a dockerd that was killed.
  await clearKernel(name);
  await addBridge(bridgeOf(name));
  try {
    await launchDockerd(name, tools, store);
  } catch (error) {
    await stopPart(name);
    await clearKernel(name);
    if (!hadData || !(error instanceof EngineError)) throw error;
    rmSync(folder, { recursive: true });
    await addBridge(bridgeOf(name));
    await launchDockerd(name, tools, store);
  }
}

async function launchDockerd(name: DaemonName, tools: Tools, store: ImageStore): Promise<void> {
  const folder = name.place.folderOf(name.part);
  const data = join(folder, "data");
  const exec = join(folder, "exec");
  const pidFile = join(folder, "dockerd.pid");
  // Left behind by a daemon that was killed. dockerd waits for processes that these name, which may be zombies, or
  // somebody else's by now.
  for (const stale of [pidFile, exec]) rmSync(stale, { recursive: true, force: true });
  for (const made of [data, exec]) mkdirSync(made, { recursive: true });
  const config = {
    features: { "containerd-snapshotter": store === "containerd" },
    ...(statfsSync(data).type === overlayMagic ? { "storage-driver": copyingDrivers[store] } : {}),
    "data-root": data,
    "exec-root": exec,
    pidfile: pidFile,
    hosts: [dockerHostOf(name)],
    group: "root",
    "insecure-registries": ["127.0.0.0/8"],
    // A bridge of its own: on docker0 it would give its containers the addresses of another dockerd's. `none` is no
    // way out, as it deletes docker0 and makes RUN fail.
    bridge: bridgeOf(name),
    // Nothing of the machine's network is to change.
    iptables: false,
    ip6tables: false,
    "ip-forward": false,
    "userland-proxy": false,
  };
  const configFile = join(folder, "daemon.json");
  writeFileSync(configFile, JSON.stringify(config, undefined, 2));
  const log = join(folder, "dockerd.log");
  const path = `${tools.path}:${searchPath()}`;
  const child = startProcess({
    ...name,
    argv: [join(tools.path.split(":")[0] ?? "", "dockerd"), "--config-file", configFile],
    env: { PATH: path, HOME: folder },
    log,
  });
  await untilReady(child, log, () => dockerAnswers(dockerHostOf(name)));
}

/** Starts the plain endpoint: what connects to it reaches the BuildKit of `dockerHost` as if it were buildkitd. */
export async function startPlainEndpoint(name: DaemonName, dockerHost: string, tools: Tools): Promise<void> {
  const folder = name.place.folderOf(name.part);
  const config = join(folder, "buildx");
  mkdirSync(config, { recursive: true });
  const socket = buildkitHostOf(name).slice("unix://".length);
  rmSync(socket, { force: true });
  // Without the signal it would outlive the client that it served, and it does not end when asked to.
  const dial = `exec setpriv --pdeathsig KILL '${tools.buildx.replaceAll("'", "'\\''")}' dial-stdio --progress=quiet`;
  writeFileSync(join(folder, "dial-stdio"), `#!/bin/sh\n${dial}\n`, { mode: 0o755 });
  const log = join(folder, "socat.log");
  // socat reads `:`, `,` and `!` as its own; it runs in the folder and so needs no path but that of buildx.
  const child = startProcess({
    ...name,
    argv: ["socat", "UNIX-LISTEN:buildkitd.sock,fork,backlog=128", "EXEC:./dial-stdio"],
    env: { PATH: searchPath(), HOME: config, DOCKER_HOST: dockerHost, DOCKER_CONFIG: config, BUILDX_CONFIG: config },
    log,
  });
  await untilReady(child, log, () => speaksHttp2(socket));
}

export async function dockerAnswers(host: string): Promise<boolean> {
  return (await get(host, "/_ping"))?.status === 200;
}

/** @throws {EngineError} when a docker that the user named cannot be used. */
export async function checkNamedDocker(host: string): Promise<void> {
  const answer = await get(host, "/info");
  if (answer?.status !== 200)
    throw new EngineError(`BAKEHOUSE_TEST_DOCKER_HOST names "${host}", where no docker answers`);
  if (!answer.body.includes("io.containerd.snapshotter"))
    throw new EngineError(
      `the docker at "${host}" does not use the containerd image store; set "features": {"containerd-snapshotter": true} in its daemon.json`,
    );
}

/** Ends all processes of a part, with the containers that a killed daemon left running. */
export async function stopPart({ place, part }: DaemonName, patienceMs?: number): Promise<void> {
  await endProcesses(() => markedProcesses(place).filter((process) => process.part === part), patienceMs);
  await endProcesses(() => containedProcesses(place.folderOf(part)), 0);
}

/** Takes away what a stopped daemon leaves in the kernel: its bridge and what is mounted in its folder. */
export async function clearKernel(name: DaemonName): Promise<void> {
  await unmountBelow(name.place.folderOf(name.part));
  const bridge = `/sys/class/net/${bridgeOf(name)}`;
  if (!existsSync(bridge)) return;
  // Our ends of the networks of containers; with one end the other goes too.
  for (const end of readdirSync(join(bridge, "brif"))) await deleteLink(end);
  await deleteLink(bridgeOf(name));
}

/** The kernel takes the links of a namespace away itself a while after the last process of it ended. */
async function deleteLink(link: string): Promise<void> {
  try {
    await runTool(["ip", "link", "delete", link]);
  } catch (error) {
    if (existsSync(`/sys/class/net/${link}`)) throw error;
  }
}

/** Removes a part's folder, whatever is mounted in it. */
export async function removeFolder(folder: string): Promise<void> {
  await unmountBelow(folder);
  rmSync(folder, { recursive: true, force: true });
}

async function unmountBelow(folder: string): Promise<void> {
  const mounted = readFileSync("/proc/self/mountinfo", "utf8")
    .split("\n")
    .flatMap((line) => {
      // Spaces are written in octal, see proc(5).
      const path = line
        .split(" ")[4]
        ?.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));
      return path?.startsWith(`${folder}/`) ? [path] : [];
    });
  // Those that were mounted last lie on top.
  for (const path of mounted.reverse()) await runTool(["umount", "--lazy", path]);
}

function bridgeOf({ place, part }: DaemonName): string {
  return `bkh-${shortHash(`${place.home}#${part}`)}`;
}

async function addBridge(bridge: string): Promise<void> {
  if (readdirSync("/sys/class/net").includes(bridge)) return;
  await runTool(["ip", "link", "add", bridge, "type", "bridge"]);
  await runTool(["ip", "link", "set", bridge, "up"]);
}
