// Making the container of a node. Follows docker/buildx driver/docker-container/driver.go, so that either program can take over
// what the other one made.

import { stat } from "node:fs/promises";
import { dirname } from "node:path/posix";
import { Readable } from "node:stream";
import type { Endpoint } from "../buildkit/index.js";
import { configArchive, configFolder } from "./config-archive.js";
import { volumeOf } from "./container.js";
import { type ContainerOptions, containerOptions } from "./container-options.js";
import { dockerRequest } from "./docker-http.js";
import { DockerError } from "./errors.js";
import { githubContext } from "./github-context.js";
import { ensureImage } from "./image-pull.js";
import { list, record, text } from "./json.js";
import type { StoredNode } from "./store.js";
import type { BuilderWorld } from "./world.js";

/** Where a node's container is, and what it is to be. */
export interface ContainerPlace {
  readonly endpoint: Endpoint;
  /** Name of the container. */
  readonly container: string;
  readonly node: StoredNode;
  readonly world: BuilderWorld;
}

const stateFolder = "/var/lib/buildkit";
const configFile = "buildkitd.toml";

/**
 * Makes the container and starts it; `isTaken` when somebody else made one of its name in the meantime. What was made is taken away again when it cannot be started.
 * @throws {BuilderError}, {DockerError} or {DaemonError}
 */
export async function createContainer(
  place: ContainerPlace,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<{ readonly isTaken: boolean }> {
  const { endpoint, container, node, world } = place;
  const options = containerOptions(node);
  const github = options.tellsOfGithub ? await githubContext(world.env) : undefined;
  const files = {
    ...node.files,
    ...(github === undefined ? {} : { "provenance.d/github_actions_context.json": github }),
  };
  const archive = Object.keys(files).length === 0 ? undefined : configArchive(files);
  await ensureImage({ endpoint, image: options.image, world, say }, signal);
  say(`creating container ${container}`);
  const info = record(await dockerRequest(endpoint, { method: "GET", path: "/info" }, signal));
  const body = await createBody(place, options, info);
  const gpus = hasGpus(info) ? { DeviceRequests: [allGpus] } : undefined;
  try {
    return await makeAndStart(place, { archive, body: gpus === undefined ? body : withLimits(body, gpus) }, signal);
  } catch (error) {
    if (gpus === undefined || !(error instanceof DockerError) || !gpuRefusal.test(error.message)) throw error;
    // The engine has heard of graphics cards, and cannot hand them out.
    return await makeAndStart(place, { archive, body }, signal);
  }
}

interface Made {
  readonly archive: Buffer | undefined;
  readonly body: CreateBody;
}

async function makeAndStart({ endpoint, container }: ContainerPlace, made: Made, signal: AbortSignal) {
  const { archive, body: json } = made;
  try {
    await dockerRequest(endpoint, { method: "POST", path: `/containers/create?name=${container}`, json }, signal);
  } catch (error) {
    if (error instanceof DockerError && error.status === 409) return { isTaken: true };
    throw error;
  }
  try {
    if (archive !== undefined) {
      const path = `/containers/${container}/archive?path=${encodeURIComponent(dirname(configFolder))}`;
      const body = { type: "application/x-tar", content: Readable.from([archive]) };
      await dockerRequest(endpoint, { method: "PUT", path, body }, signal);
    }
    await dockerRequest(endpoint, { method: "POST", path: `/containers/${container}/start` }, signal);
    return { isTaken: false };
  } catch (error) {
    // Half made, it would be started the next time, without its files.
    const path = `/containers/${container}?v=1&force=1`;
    await dockerRequest(endpoint, { method: "DELETE", path }, new AbortController().signal).catch(() => {});
    throw error;
  }
}

/** What docker's API takes to create a container. */
interface CreateBody {
  readonly HostConfig: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

function withLimits(body: CreateBody, more: Readonly<Record<string, unknown>>): CreateBody {
  return { ...body, HostConfig: { ...body.HostConfig, ...more } };
}

const allGpus = { Driver: "", Count: -1, Capabilities: [["gpu"]] };

const gpuRefusal = /could not select device driver|nvidia|cdi/i;

/** buildx starts a container with a graphics card to see whether there are any; docker's own word is enough to try. */
function hasGpus(info: Readonly<Record<string, unknown>>): boolean {
  const devices = list(info["DiscoveredDevices"]).map((device) => text(record(device)["ID"]));
  return "nvidia" in record(info["Runtimes"]) || devices.some((id) => id.startsWith("nvidia.com/gpu"));
}

async function createBody(
  { endpoint, container, node, world }: ContainerPlace,
  { image, env, network, cgroupParent, restartPolicy, limits }: ContainerOptions,
  info: Readonly<Record<string, unknown>>,
): Promise<CreateBody> {
  const hasUserNamespaces = list(info["SecurityOptions"]).some((option) =>
    text(option).split(",").includes("name=userns"),
  );
  // Before the node's own flags, which may name another file. The image may have its default elsewhere.
  const config = configFile in node.files ? ["--config", `${configFolder}/${configFile}`] : [];
  return {
    Image: image,
    Env: env,
    Cmd: [...config, ...node.flags],
    HostConfig: {
      Privileged: true,
      // Ends what BuildKit's containers leave behind.
      Init: true,
      RestartPolicy: { Name: restartPolicy.name, MaximumRetryCount: restartPolicy.maximumRetryCount },
      Mounts: [
        { Type: "volume", Source: volumeOf(container), Target: stateFolder },
        ...(await wslMounts(endpoint, world)),
      ],
      ...limits,
      ...(network === undefined ? {} : { NetworkMode: network }),
      ...(info["CgroupDriver"] === "cgroupfs" ? { CgroupParent: cgroupParent } : {}),
      ...(hasUserNamespaces ? { UsernsMode: "host" } : {}),
    },
  };
}

const wslLibraries = "/usr/lib/wsl";

/** Under WSL graphics cards take libraries of Windows, which lie on the machine. */
async function wslMounts({ address }: Endpoint, { env }: BuilderWorld): Promise<readonly unknown[]> {
  if (!env["WSL_DISTRO_NAME"] || !/^(unix|npipe|fd):/.test(address)) return [];
  const isThere = await stat(wslLibraries).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isThere ? [{ Type: "bind", Source: wslLibraries, Target: wslLibraries, ReadOnly: true }] : [];
}
