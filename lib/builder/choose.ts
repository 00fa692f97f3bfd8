// Which builder a command builds on. The order, and what the store's files mean, follow docker/buildx
// builder/builder.go and store/storeutil; daemons that nobody named come after all that somebody did.

import type { Builder, BuilderNode, Driver } from "./builder.js";
import { discover } from "./discover.js";
import { currentDockerContext, defaultContext, dockerContextEndpoint, dockerKey } from "./docker-context.js";
import { BuilderError } from "./errors.js";
import { howToGetOne } from "./no-builder.js";
import { dockerNode, remoteNode, storedNodes } from "./node.js";
import { currentBuilderName, readStoredBuilder, type StoredBuilder, storedBuilderNames } from "./store.js";
import { type BuilderWorld, type DefaultSocket, dockerSocket, embeddedName } from "./world.js";

export interface ChooseOptions {
  /** Takes the name of a docker context that is not in use, too: to look at it, not to build on it. */
  readonly isAnyContext?: boolean;
  /** Who names the builder, for messages; default `--builder`. */
  readonly origin?: string;
}

/**
 * The builder that `wanted` names (the value of `--builder`), else the one that variables and files of this machine name, else the
 * first daemon that answers where daemons listen by default, else a buildkitd of our own when there is one on PATH, which is
 * started when it is connected to. Connects to nothing but those default places.
 * @throws {BuilderError} when there is none, or the one that is named cannot be used.
 */
export async function chooseBuilder(
  wanted: string | undefined,
  world: BuilderWorld,
  { isAnyContext = false, origin = "--builder" }: ChooseOptions = {},
): Promise<Builder> {
  if (wanted) return namedBuilder(wanted, { origin, isAnyContext }, world);
  const fromEnv = world.env["BUILDX_BUILDER"];
  if (fromEnv) return namedBuilder(fromEnv, { origin: "BUILDX_BUILDER", isAnyContext }, world);
  return (
    (await currentBuilder(world)) ??
    (await dockerBuilder(world)) ??
    (await buildkitHostBuilder(world)) ??
    (await unnamedBuilder(world))
  );
}

/** @throws {BuilderError} when its driver or its nodes cannot be used. */
export async function builderFromStore(stored: StoredBuilder, reason: string, world: BuilderWorld): Promise<Builder> {
  const { driver, nodes } = await storedNodes(stored, world);
  const [first, ...others] = nodes;
  if (first === undefined) throw new BuilderError(`The builder "${stored.name}" has no nodes`);
  return { name: stored.name, driver, reason, stored, nodes: [first, ...others] };
}

/** undefined when there is no such docker context. */
export async function builderOfContext(
  name: string,
  reason: string,
  world: BuilderWorld,
): Promise<Builder | undefined> {
  const endpoint = await dockerContextEndpoint(name, world);
  return endpoint === undefined ? undefined : oneNode("docker", dockerNode(name, endpoint), reason);
}

async function namedBuilder(
  name: string,
  { origin, isAnyContext }: { readonly origin: string; readonly isAnyContext: boolean },
  world: BuilderWorld,
): Promise<Builder> {
  const stored = await readStoredBuilder(name, world);
  if (stored !== undefined) return builderFromStore(stored, `${origin} names it`, world);
  if (name.includes("://")) {
    const node = await remoteNode(name, { kind: "buildkitd", address: name }, world);
    return oneNode("remote", node, `${origin} is this address`);
  }
  const ofContext = await builderOfContext(name, `${origin} names this docker context`, world);
  if (ofContext !== undefined) {
    const current = await currentDockerContext(world);
    if (name !== current && !isAnyContext) throw otherContext(name, origin, current);
    return ofContext;
  }
  if (name === embeddedName) {
    const { embeddedBuilder } = await import("./embedded.js");
    const embedded = await embeddedBuilder("", world);
    if (embedded !== undefined) return { ...embedded, reason: `${origin} names it` };
  }
  const known = await storedBuilderNames(world);
  throw new BuilderError(`There is no builder or docker context "${name}", which ${origin} asks for`, [
    known.length > 0 ? `Builders are ${known.join(", ")}.` : "There are no builders of docker buildx.",
    "An address such as unix:///run/buildkit/buildkitd.sock or tcp://HOST:PORT will do as well.",
  ]);
}

/** As buildx has it, whose other verbs would go on with the docker context in use. */
function otherContext(name: string, origin: string, current: string): BuilderError {
  return new BuilderError(
    `The builder "${name}", which ${origin} asks for, is a docker context, and the one in use is "${current}"`,
    [
      name === defaultContext
        ? "Unset DOCKER_CONTEXT or run `docker context use default` to switch to it."
        : `DOCKER_CONTEXT=${name} without DOCKER_HOST, or \`docker context use ${name}\`, switches to it.`,
    ],
  );
}

async function currentBuilder(world: BuilderWorld): Promise<Builder | undefined> {
  const name = await currentBuilderName(await dockerKey(world), world);
  const current = name === undefined ? undefined : await readStoredBuilder(name, world);
  if (current !== undefined) {
    return builderFromStore(current, "it is the current builder of docker buildx; --builder names another", world);
  }
  const context = await currentDockerContext(world);
  const namesake = context === defaultContext ? undefined : await readStoredBuilder(context, world);
  if (namesake === undefined) return undefined;
  const reason = `it is named like the docker context in use, which ${contextOrigin(world)} names`;
  return builderFromStore(namesake, reason, world);
}

/** The engine that DOCKER_HOST or a docker context names; not the one that is there by default. */
async function dockerBuilder(world: BuilderWorld): Promise<Builder | undefined> {
  const context = await currentDockerContext(world);
  if (context === defaultContext && !world.env["DOCKER_HOST"]) return undefined;
  const origin = context === defaultContext ? "DOCKER_HOST" : contextOrigin(world);
  const ofContext = await builderOfContext(context, `${origin} names it`, world);
  if (ofContext !== undefined) return ofContext;
  throw new BuilderError(`There is no docker context "${context}", which ${origin} asks for`, [
    "docker context ls shows those there are.",
  ]);
}

async function buildkitHostBuilder(world: BuilderWorld): Promise<Builder | undefined> {
  const address = world.env["BUILDKIT_HOST"];
  if (!address) return undefined;
  const node = await remoteNode("buildkit-host", { kind: "buildkitd", address }, world);
  return oneNode("remote", node, "BUILDKIT_HOST names it");
}

async function unnamedBuilder(world: BuilderWorld): Promise<Builder> {
  const { found, passedOver } = await discover(world);
  const without = passedOver.length === 0 ? "" : `; passed over: ${passedOver.join(", ")}`;
  if (found !== undefined) return atSocket(found, without, world);
  const { embeddedBuilder } = await import("./embedded.js");
  const embedded = await embeddedBuilder(without, world);
  if (embedded !== undefined) return embedded;
  const silence = passedOver.length === 0 ? "no daemon listens on a default socket" : passedOver.join(", ");
  throw new BuilderError(
    `There is no BuildKit to build on: no builder is named, there is no buildkitd on PATH, and ${silence}`,
    await howToGetOne(world),
  );
}

async function atSocket({ kind, path, owner }: DefaultSocket, without: string, world: BuilderWorld): Promise<Builder> {
  const endpoint = { kind, address: `unix://${path}` };
  const reason = `it is the first that answers where daemons listen by default${owner ? ` (the socket of ${owner})` : ""}${without}`;
  if (kind === "buildkitd") return oneNode("remote", await remoteNode("buildkitd", endpoint, world), reason);
  const name = path === dockerSocket ? defaultContext : "dockerd";
  return oneNode("docker", dockerNode(name, endpoint), reason);
}

function oneNode(driver: Driver, node: BuilderNode, reason: string): Builder {
  return { name: node.name, driver, reason, nodes: [node] };
}

function contextOrigin({ env }: BuilderWorld): string {
  return env["DOCKER_CONTEXT"] ? "DOCKER_CONTEXT" : "docker's config.json";
}
