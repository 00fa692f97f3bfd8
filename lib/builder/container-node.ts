// A node of the driver docker-container: its container is made when it is first needed. Follows docker/buildx
// driver/docker-container/driver.go and driver/driver.go.

import { pause } from "../async/index.js";
import { connectOver, UpgradeRefused } from "../buildkit/index.js";
import type { BuilderNode, NodeLifecycle, NodeStatus } from "./builder.js";
import { containerTransport, execProblem, volumeOf, withoutFrames } from "./container.js";
import type { ContainerPlace } from "./container-create.js";
import { dockerRequest, dockerStream } from "./docker-http.js";
import { BuilderError, DockerError } from "./errors.js";
import { record } from "./json.js";

type Say = (line: string) => void;

/** What a node needs of the driver: its connection, and what can be done with the container. */
export function containerNode(place: ContainerPlace): Pick<BuilderNode, "connect" | "lifecycle"> {
  const { endpoint, container } = place;
  const lifecycle: NodeLifecycle = {
    status: (signal) => refusalsOf(container, () => containerStatus(place, signal)),
    bootstrap: (say, signal) => refusalsOf(container, () => boot(place, say, signal)),
    stop: (signal) => refusalsOf(container, () => stop(place, signal)),
    remove: ({ keepState, keepDaemon }, signal) =>
      refusalsOf(container, async () => {
        if (!keepDaemon) await remove(place, keepState, signal);
      }),
  };
  return {
    lifecycle,
    async connect(signal, say = () => {}) {
      // As `docker buildx build` does: a builder that was created is there, whether its container is or not.
      if ((await lifecycle.status(signal)) !== "running") await lifecycle.bootstrap(say, signal);
      return connectOver(`docker-container://${container}`, containerTransport(endpoint, container));
    },
  };
}

/** An engine's refusal says nothing of the builder that it was about. */
async function refusalsOf<T>(container: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof DockerError || cause instanceof UpgradeRefused)) throw cause;
    throw new BuilderError(`docker refuses what the builder's container "${container}" needs: ${cause.message}`, [], {
      cause,
    });
  }
}

/** `created` is a container that was made and never started. */
type ContainerState = NodeStatus | "created";

async function containerState({ endpoint, container }: ContainerPlace, signal: AbortSignal): Promise<ContainerState> {
  try {
    const found = await dockerRequest(endpoint, { method: "GET", path: `/containers/${container}/json` }, signal);
    const { Running, Restarting, Status } = record(record(found)["State"]);
    if (Restarting === true) return "starting";
    if (Status === "created") return "created";
    return Running === true ? "running" : "stopped";
  } catch (error) {
    if (error instanceof DockerError && error.status === 404) return "inactive";
    throw error;
  }
}

async function containerStatus(place: ContainerPlace, signal: AbortSignal): Promise<NodeStatus> {
  const state = await containerState(place, signal);
  return state === "created" ? "stopped" : state;
}

/** What the container is once it is none of `passing` any more, which it is given two seconds for. */
async function settledState(
  place: ContainerPlace,
  passing: readonly ContainerState[],
  signal: AbortSignal,
): Promise<ContainerState> {
  for (let waited = 0; ; waited += 100) {
    const state = await containerState(place, signal);
    if (!passing.includes(state) || waited >= 2_000) return state;
    await pause(100, signal);
  }
}

/** Twice, since a daemon may fall over what its last run left behind, and clear it away in doing so. */
async function boot(place: ContainerPlace, say: Say, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await start(place, say, signal);
    const problem = await untilReady(place, signal);
    if (problem === undefined) return;
    if (attempt < 2 && problem.isDown) continue;
    const { container } = place;
    const log = await lastLogLines(place, signal);
    throw new BuilderError(`The buildkitd in the container "${container}" does not come up: ${problem.text}`, [
      ...(log.length === 0 ? [] : ["The last that it said:", ...log.map((line) => `  ${line}`)]),
      `\`docker logs ${container}\` has all of it.`,
    ]);
  }
}

async function start(place: ContainerPlace, say: Say, signal: AbortSignal): Promise<void> {
  const { endpoint, container } = place;
  // Somebody may be just making it, who has yet to put its files in.
  const state = await settledState(place, ["created"], signal);
  if (state === "inactive") {
    const { createContainer } = await import("./container-create.js");
    const { isTaken } = await createContainer(place, say, signal);
    // The name is taken before there is anything to see.
    if (isTaken) await settledState(place, ["inactive", "created"], signal);
  } else if (state === "stopped" || state === "created") {
    say(`starting container ${container}`);
    await dockerRequest(endpoint, { method: "POST", path: `/containers/${container}/start` }, signal);
  }
}

interface NotReady {
  readonly text: string;
  /** The container stands still, and may be started once more. */
  readonly isDown: boolean;
}

/** buildctl answers as soon as buildkitd listens. Waits as long as buildx does: 15 times, each a little longer, 14 s together. */
async function untilReady(place: ContainerPlace, signal: AbortSignal): Promise<NotReady | undefined> {
  for (let attempt = 1; ; attempt++) {
    const problem = await workersProblem(place, signal);
    if (problem === undefined) return undefined;
    const status = await containerStatus(place, signal);
    if (status === "inactive" || status === "stopped") return { text: "it has ended", isDown: true };
    if (attempt > 15) return { text: problem, isDown: false };
    await pause(attempt * 120, signal);
  }
}

async function workersProblem({ endpoint, container }: ContainerPlace, signal: AbortSignal) {
  try {
    return await execProblem(endpoint, { container, command: ["buildctl", "debug", "workers"] }, signal);
  } catch (error) {
    // Nothing can be run in a container that is down, or just being started anew.
    if (error instanceof DockerError || error instanceof UpgradeRefused) return error.message;
    throw error;
  }
}

async function lastLogLines({ endpoint, container }: ContainerPlace, signal: AbortSignal): Promise<readonly string[]> {
  const path = `/containers/${container}/logs?stdout=1&stderr=1&tail=10`;
  try {
    const pieces: Buffer[] = [];
    for await (const piece of await dockerStream(endpoint, { method: "GET", path }, signal)) pieces.push(piece);
    return withoutFrames(Buffer.concat(pieces))
      .split("\n")
      .map((line) => line.trimEnd())
      .filter((line) => line !== "");
  } catch (error) {
    if (error instanceof DockerError) return [];
    throw error;
  }
}

async function stop(place: ContainerPlace, signal: AbortSignal): Promise<void> {
  const { endpoint, container } = place;
  const status = await containerStatus(place, signal);
  if (status === "inactive" || status === "stopped") return;
  await dockerRequest(endpoint, { method: "POST", path: `/containers/${container}/stop` }, signal);
}

async function remove(place: ContainerPlace, keepState: boolean, signal: AbortSignal): Promise<void> {
  const { endpoint, container } = place;
  // Killed, it could leave a cache behind that is not whole.
  if (keepState) await stop(place, signal);
  await removeIfThere(`/containers/${container}?v=1&force=1`);
  // Also that of a container which somebody else took away.
  if (!keepState) await removeIfThere(`/volumes/${volumeOf(container)}`);

  async function removeIfThere(path: string): Promise<void> {
    try {
      await dockerRequest(endpoint, { method: "DELETE", path }, signal);
    } catch (error) {
      if (!(error instanceof DockerError) || error.status !== 404) throw error;
    }
  }
}
