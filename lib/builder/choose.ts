// Which builder a command builds on. The order, and what the store's files mean, follow docker/buildx
// builder/builder.go and util/dockerutil; daemons that nobody named come after all that somebody did.

import net from "node:net";
import type { Builder, BuilderNode, Driver } from "./builder.js";
import { currentDockerContext, defaultContext, dockerContextEndpoint, dockerKey } from "./docker-context.js";
import { BuilderError } from "./errors.js";
import { dockerNode, remoteNode, storedNodes } from "./node.js";
import { readCurrentBuilder, readStoredBuilder, type StoredBuilder, storedBuilderNames } from "./store.js";
import { type BuilderWorld, type DefaultSocket, defaultSockets } from "./world.js";

/**
 * The builder that `wanted` names (the value of `--builder`), else the one that variables and files of this machine name, else the
 * first daemon that answers where daemons listen by default. Connects to nothing but that.
 * @throws {BuilderError} when there is none, or the one that is named cannot be used.
 */
export async function chooseBuilder(wanted: string | undefined, world: BuilderWorld): Promise<Builder> {
  if (wanted) return namedBuilder(wanted, "--builder", world);
  const fromEnv = world.env["BUILDX_BUILDER"];
  if (fromEnv) return namedBuilder(fromEnv, "BUILDX_BUILDER", world);
  return (
    (await currentBuilder(world)) ??
    (await dockerBuilder(world)) ??
    (await buildkitHostBuilder(world)) ??
    (await listeningBuilder(world))
  );
}

async function namedBuilder(name: string, origin: string, world: BuilderWorld): Promise<Builder> {
  const stored = await readStoredBuilder(name, world);
  if (stored !== undefined) return fromStore(stored, `${origin} names it`, world);
  if (name.includes("://")) {
    const node = await remoteNode(name, { kind: "buildkitd", address: name }, world);
    return oneNode("remote", node, `${origin} is this address`);
  }
  const endpoint = await dockerContextEndpoint(name, world);
  if (endpoint !== undefined) {
    return oneNode("docker", dockerNode(name, endpoint), `${origin} names this docker context`);
  }
  const known = await storedBuilderNames(world);
  throw new BuilderError(`There is no builder or docker context "${name}", which ${origin} asks for`, [
    known.length > 0 ? `Builders are ${known.join(", ")}.` : "There are no builders of docker buildx.",
    "An address such as unix:///run/buildkit/buildkitd.sock or tcp://HOST:PORT will do as well.",
  ]);
}

async function currentBuilder(world: BuilderWorld): Promise<Builder | undefined> {
  const stored = await readCurrentBuilder(await dockerKey(world), world);
  return stored === undefined
    ? undefined
    : fromStore(stored, "it is the current builder of docker buildx; --builder names another", world);
}

/** The engine that DOCKER_HOST or a docker context names; not the one that is there by default. */
async function dockerBuilder(world: BuilderWorld): Promise<Builder | undefined> {
  const context = await currentDockerContext(world);
  if (context === defaultContext && !world.env["DOCKER_HOST"]) return undefined;
  const endpoint = await dockerContextEndpoint(context, world);
  if (endpoint === undefined) {
    throw new BuilderError(`There is no docker context "${context}", which ${contextOrigin(world)} asks for`, [
      "docker context ls shows those there are.",
    ]);
  }
  const reason = context === defaultContext ? "DOCKER_HOST names it" : `${contextOrigin(world)} names it`;
  return oneNode("docker", dockerNode(context, endpoint), reason);
}

async function buildkitHostBuilder(world: BuilderWorld): Promise<Builder | undefined> {
  const address = world.env["BUILDKIT_HOST"];
  if (!address) return undefined;
  const node = await remoteNode("buildkit-host", { kind: "buildkitd", address }, world);
  return oneNode("remote", node, "BUILDKIT_HOST names it");
}

async function listeningBuilder(world: BuilderWorld): Promise<Builder> {
  const tried: string[] = [];
  for (const socket of world.sockets ?? defaultSockets(world)) {
    const answer = await tryConnect(socket.path);
    if (answer === "connected") return atSocket(socket, world);
    if (answer !== "ENOENT") tried.push(`${socket.path} (${answer})`);
  }
  const found = tried.length === 0 ? "no daemon listens on a default socket" : `no answer from ${tried.join(", ")}`;
  throw new BuilderError(`There is no BuildKit to build on: no builder is named, and ${found}`, [
    "Docker: install and start it, for example with `apt-get install docker.io`; its BuildKit is used as it is.",
    "BuildKit alone: run `buildkitd` as root, or `rootlesskit buildkitd` as a user.",
    "Elsewhere: set BUILDKIT_HOST=tcp://HOST:PORT or DOCKER_HOST, or name a builder with --builder.",
  ]);
}

async function atSocket({ kind, path }: DefaultSocket, world: BuilderWorld): Promise<Builder> {
  const endpoint = { kind, address: `unix://${path}` };
  const reason = "it listens on a default socket";
  if (kind === "dockerd") return oneNode("docker", dockerNode(defaultContext, endpoint), reason);
  return oneNode("remote", await remoteNode("buildkitd", endpoint, world), reason);
}

async function fromStore(stored: StoredBuilder, reason: string, world: BuilderWorld): Promise<Builder> {
  const { driver, nodes } = await storedNodes(stored, world);
  const [first, ...others] = nodes;
  if (first === undefined) throw new BuilderError(`The builder "${stored.name}" has no nodes`);
  return { name: stored.name, driver, reason, stored, nodes: [first, ...others] };
}

function oneNode(driver: Driver, node: BuilderNode, reason: string): Builder {
  return { name: node.name, driver, reason, nodes: [node] };
}

function contextOrigin({ env }: BuilderWorld): string {
  return env["DOCKER_CONTEXT"] ? "DOCKER_CONTEXT" : "docker's config.json";
}

/** `connected`, or the code of the error. A socket file may have outlived its daemon. */
function tryConnect(path: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve("connected");
    });
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}
