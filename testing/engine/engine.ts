// The engine as a whole: what it is made of, bringing it up, seeing what runs, taking it down.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  buildkitHostOf,
  checkNamedDocker,
  clearKernel,
  type DaemonName,
  dockerAnswers,
  dockerHostOf,
  removeFolder,
  startDockerd,
  startPlainEndpoint,
  stopPart,
} from "./daemon.js";
import { speaksHttp2 } from "./http.js";
import { withLock } from "./lock.js";
import { type Place, placeAt } from "./place.js";
import { markedProcesses } from "./processes.js";
import { readyTools } from "./ready-tools.js";
import { registryAnswers, startRegistry } from "./registries.js";
import { addLease, dropLease, leaseHolders, readState, type State, writeState } from "./state.js";
import type { Say, Tools } from "./tools.js";

/** How to reach the parts of an engine that is up. Plain data: it is handed to test workers. */
export interface Engine {
  /** dockerd with the containerd image store, as `unix:///…`. */
  readonly dockerHost: string;
  /** The same BuildKit, spoken to as one speaks to buildkitd. */
  readonly buildkitHost: string;
  /** The open registry, as `127.0.0.1:port`. */
  readonly registry: string;
  readonly authRegistry: string;
  readonly authUser: string;
  readonly authPassword: string;
  /** The program to compare with: the engine's own docker-buildx, or that which `BAKEHOUSE_TEST_BUILDX` names. */
  readonly buildx: string;
  /** A static busybox for amd64. */
  readonly busybox: string;
  readonly busyboxArm64: string;
  /** Where the engine lives, for `startDaemon`. */
  readonly home: string;
}

export interface EngineOptions {
  /** Default: `BAKEHOUSE_ENGINE_HOME`, or `.engine` at the top of the checkout. */
  readonly home?: string;
  /** `use` takes it until `releaseEngine`; `pin` leaves it up until `takeDown`. Default `pin`. */
  readonly hold?: "use" | "pin";
  readonly say?: Say;
}

export interface PartStatus {
  readonly part: string;
  readonly state: "up" | "silent" | "down";
  readonly address: string;
  readonly pids: readonly number[];
}

/** One thing that runs. `start` may assume that nothing of it is left. */
interface Part {
  readonly name: string;
  /** With what is known so far: a registry's address is empty before it ran for the first time. */
  readonly address: (state: State) => string;
  readonly answers: (state: State) => Promise<boolean>;
  readonly start: (tools: Tools, state: State) => Promise<State>;
}

const authUser = "baker";

/**
 * Brings up whatever of the engine is not up, installing what is missing, and leaves alone what works.
 * @throws {EngineError} when this machine cannot have one, saying what to install.
 */
export async function ensureEngine({ home, hold = "pin", say = () => {} }: EngineOptions = {}): Promise<Engine> {
  const place = placeAt(home);
  return withLock(place.lock, async () => {
    const dockerHost = namedDockerHost();
    if (dockerHost !== undefined) await checkNamedDocker(dockerHost);
    const tools = await readyTools(place, dockerHost === undefined, say);
    let state = readState(place);
    // Before anything starts: a run that is killed halfway leaves what the next one can use.
    if (hold === "use") addLease(place);
    else state = { ...state, isPinned: true };
    writeState(place, state);
    for (const part of partsOf(place)) {
      const isAlive = markedProcesses(place).some((process) => process.part === part.name);
      if (isAlive && (await part.answers(state))) continue;
      if (isAlive) say(`${part.name} does not answer: starting it anew`);
      await stopPart({ place, part: part.name });
      state = await part.start(tools, state);
      writeState(place, state);
    }
    return describe(place, tools, state);
  });
}

/** Ends this process's use of the engine, and the engine with it when nobody else uses it and it is not pinned. */
export async function releaseEngine(home?: string): Promise<void> {
  const place = placeAt(home);
  await withLock(place.lock, async () => {
    dropLease(place);
    if (!readState(place).isPinned && leaseHolders(place).length === 0) await stopAll(place);
  });
}

/** Ends every process that the engine started. @returns the ids of processes that were using it. */
export async function takeDown(home?: string): Promise<readonly number[]> {
  const place = placeAt(home);
  return withLock(place.lock, async () => {
    writeState(place, { ...readState(place), isPinned: false });
    await stopAll(place);
    return leaseHolders(place).filter((pid) => pid !== process.pid);
  });
}

/** What runs, without changing anything. Daemons of tests come last. */
export async function engineStatus(home?: string): Promise<readonly PartStatus[]> {
  const place = placeAt(home);
  const state = readState(place);
  const processes = markedProcesses(place);
  const parts = partsOf(place);
  const known = await Promise.all(
    parts.map(async (part): Promise<PartStatus> => {
      const pids = processes.filter((process) => process.part === part.name).map(({ pid }) => pid);
      const isUp = pids.length > 0 && (await part.answers(state));
      return {
        part: part.name,
        state: isUp ? "up" : pids.length > 0 ? "silent" : "down",
        address: part.address(state),
        pids,
      };
    }),
  );
  const names = new Set(parts.map(({ name }) => name));
  const others = [...new Set(processes.map(({ part }) => part))].filter((part) => !names.has(part));
  return [
    ...known,
    ...others.map((part): PartStatus => {
      const pids = processes.filter((process) => process.part === part).map(({ pid }) => pid);
      return { part, state: "up", address: dockerHostOf({ place, part }), pids };
    }),
  ];
}

/** As the environment variables that other programs read an engine from. */
export function engineEnvironment(engine: Engine): Readonly<Record<string, string>> {
  return {
    BAKEHOUSE_ENGINE_DOCKER_HOST: engine.dockerHost,
    BAKEHOUSE_ENGINE_BUILDKIT_HOST: engine.buildkitHost,
    BAKEHOUSE_ENGINE_REGISTRY: engine.registry,
    BAKEHOUSE_ENGINE_AUTH_REGISTRY: engine.authRegistry,
    BAKEHOUSE_ENGINE_AUTH_USER: engine.authUser,
    BAKEHOUSE_ENGINE_AUTH_PASSWORD: engine.authPassword,
    BAKEHOUSE_ENGINE_BUILDX: engine.buildx,
    BAKEHOUSE_ENGINE_BUSYBOX: engine.busybox,
    BAKEHOUSE_ENGINE_BUSYBOX_ARM64: engine.busyboxArm64,
  };
}

/** A docker that the user named for tests, to be used instead of one of ours. */
function namedDockerHost(): string | undefined {
  return process.env["BAKEHOUSE_TEST_DOCKER_HOST"] || undefined;
}

/** A docker-buildx of another release, to compare with instead of the engine's. */
function namedBuildx(): string | undefined {
  return process.env["BAKEHOUSE_TEST_BUILDX"] || undefined;
}

/** In the order in which they start. */
function partsOf(place: Place): readonly Part[] {
  const named = namedDockerHost();
  const docker: DaemonName = { place, part: "docker" };
  const dockerHost = named ?? dockerHostOf(docker);
  const ownDocker: Part = {
    name: docker.part,
    address: () => dockerHost,
    answers: () => dockerAnswers(dockerHost),
    start: async (tools, state) => {
      await startDockerd(docker, tools);
      return state;
    },
  };
  const buildkit: DaemonName = { place, part: "buildkit" };
  const plainEndpoint: Part = {
    name: buildkit.part,
    address: () => buildkitHostOf(buildkit),
    answers: () => speaksHttp2(buildkitHostOf(buildkit).slice("unix://".length)),
    start: async (tools, state) => {
      await startPlainEndpoint(buildkit, dockerHost, tools);
      return state;
    },
  };
  const openRegistry: Part = {
    name: "registry",
    address: ({ registryPort }) => addressOf(registryPort),
    answers: async ({ registryPort }) => registryPort !== undefined && (await registryAnswers(registryPort)),
    start: async (tools, state) => {
      const port = await startRegistry({ place, part: "registry" }, tools, { port: state.registryPort });
      return { ...state, registryPort: port };
    },
  };
  const authRegistry: Part = {
    name: "auth-registry",
    address: ({ authRegistryPort }) => addressOf(authRegistryPort),
    answers: async (state) =>
      state.authRegistryPort !== undefined && (await registryAnswers(state.authRegistryPort, loginOf(state))),
    start: async (tools, state) => {
      const options = { port: state.authRegistryPort, login: loginOf(state) };
      return { ...state, authRegistryPort: await startRegistry({ place, part: "auth-registry" }, tools, options) };
    },
  };
  return [...(named === undefined ? [ownDocker] : []), plainEndpoint, openRegistry, authRegistry];
}

/** The daemons of tests as well, whose folders go: nobody else will use them. */
async function stopAll(place: Place): Promise<void> {
  const lasting = new Set(["docker", "buildkit", "registry", "auth-registry"]);
  const folders = join(place.home, "parts");
  const parts = new Set([
    ...lasting,
    ...markedProcesses(place).map(({ part }) => part),
    ...(existsSync(folders) ? readdirSync(folders) : []),
  ]);
  for (const part of parts) {
    const name = { place, part };
    await stopPart(name);
    await clearKernel(name);
    if (!lasting.has(part)) await removeFolder(place.folderOf(part));
  }
}

function describe(place: Place, tools: Tools, state: State): Engine {
  return {
    dockerHost: namedDockerHost() ?? dockerHostOf({ place, part: "docker" }),
    buildkitHost: buildkitHostOf({ place, part: "buildkit" }),
    registry: addressOf(state.registryPort),
    authRegistry: addressOf(state.authRegistryPort),
    authUser,
    authPassword: state.authPassword,
    buildx: namedBuildx() ?? tools.buildx,
    busybox: join(tools.busyboxFolder, "busybox-amd64"),
    busyboxArm64: join(tools.busyboxFolder, "busybox-arm64"),
    home: place.home,
  };
}

function loginOf(state: State) {
  return { user: authUser, password: state.authPassword };
}

function addressOf(port: number | undefined): string {
  return port === undefined ? "" : `127.0.0.1:${port}`;
}
