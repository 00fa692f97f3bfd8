// What `create` makes of its flags: a builder for the store, or an old one with another node. Follows docker/buildx
// builder/builder.go (Create, Leave); unlike there a builder that cannot be used is refused before it is stored.

import { randomInt } from "node:crypto";
import { join } from "node:path";
import type { Diagnostic, WithDiagnostics } from "../../source/index.js";
import { hasErrors, suggest } from "../../source/index.js";
import { listDockerContexts } from "../docker-context.js";
import { BuilderError } from "../errors.js";
import { checkDriverOptions, storedNodes } from "../node.js";
import { readStoredBuilder, type StoredBuilder, storedBuilderNames } from "../store.js";
import { withStoreLock } from "../store-lock.js";
import { writeStoredBuilder } from "../store-write.js";
import { type BuilderWorld, buildxConfigDir, readIfThere } from "../world.js";
import { type BuildkitdConfig, readBuildkitdConfig } from "./buildkitd-config.js";
import { createDriver, driverOptions, nodeEndpoint, readPlatforms } from "./input.js";
import { newBuilderName } from "./name.js";
import { joined, type NodeWish, without } from "./node.js";
import { splitWords } from "./split-text.js";
import type { BuilderWish, CreatedBuilder } from "./wish.js";

/**
 * Makes the builder and stores it, all under the store's lock. Nothing is started, and nothing connected to.
 * What is wrong with the configuration of buildkitd comes as diagnostics; with an error among them nothing is stored.
 * @throws {BuilderError} for every other mistake.
 */
export async function createBuilder(
  wish: BuilderWish,
  world: BuilderWorld,
): Promise<WithDiagnostics<CreatedBuilder | undefined>> {
  return withStoreLock(world, async () => {
    const { name, existing } = await nameOf(wish, world);
    const driver = createDriver(wish, existing, world);
    if (existing !== undefined) checkExisting(existing, wish, driver);
    const options = driverOptions(wish.driverOpts);
    const { value: config, diagnostics } = await configOf(wish, driver, world);
    if (hasErrors(diagnostics)) return { value: undefined, diagnostics };
    const flags = buildkitdFlags(wish, driver, options ?? {}, config?.entitlements ?? []);
    if (driver === "remote") checkRemote(config, flags);
    const before = existing ?? { name, driver, nodes: [], isDynamic: false };
    const place = { driver, name, known: before.nodes.find((known) => known.name === wish.node)?.endpoint };
    const node: NodeWish = {
      ...(await nodeEndpoint(wish, place, world)),
      name: wish.node,
      platforms: wish.platforms.length === 0 ? undefined : readPlatforms(wish.platforms),
      flags,
      options,
      files: config?.files,
    };
    const { builder, isChanged } = joined(before, node);
    // Say what is wrong with options and endpoints, as the drivers read them.
    for (const made of builder.nodes) checkDriverOptions(driver, made);
    await storedNodes(builder, world);
    await writeStoredBuilder(builder, world);
    return { value: { builder, isChanged }, diagnostics };
  });
}

/** Takes a node out of a builder. Its daemon stays. @throws {BuilderError} when it cannot leave. */
export async function leaveBuilder(
  { name, node }: { readonly name: string | undefined; readonly node: string | undefined },
  world: BuilderWorld,
): Promise<StoredBuilder> {
  if (!name || !node) {
    const missing = [...(name ? [] : ["--name, the builder"]), ...(node ? [] : ["--node, the node that leaves it"])];
    throw new BuilderError(`--leave needs ${missing.join(", and ")}`);
  }
  return withStoreLock(world, async () => {
    const existing = await readStoredBuilder(name, world);
    if (existing === undefined) throw await unknownBuilder(name, "--leave", world);
    const builder = without(existing, node);
    await writeStoredBuilder(builder, world);
    return builder;
  });
}

async function nameOf(
  { name, isAppended }: BuilderWish,
  world: BuilderWorld,
): Promise<{ readonly name: string; readonly existing?: StoredBuilder }> {
  if (name === "default") {
    throw new BuilderError('"default" is the name of docker\'s own builder, and no other can have it');
  }
  if (!name) {
    if (isAppended) throw new BuilderError("--append needs --name, the builder that gets a node");
    const taken = [...(await storedBuilderNames(world)), ...(await listDockerContexts(world)).names];
    return { name: newBuilderName(taken, randomInt) };
  }
  if (!isAppended && (await listDockerContexts(world)).names.includes(name)) {
    throw new BuilderError(`"${name}" is a docker context, and so a builder already`, [
      "Choose another name with --name.",
    ]);
  }
  const existing = await readStoredBuilder(name, world);
  if (existing !== undefined) return { name, existing };
  if (isAppended) throw await unknownBuilder(name, "--append", world);
  return { name };
}

function checkExisting(existing: StoredBuilder, { node, isAppended }: BuilderWish, driver: string): void {
  const { name, nodes } = existing;
  if (!node && !isAppended) {
    throw new BuilderError(`There is a builder "${name}" already`, [
      "--append adds a node to it, and --node NAME changes one of its nodes.",
      `\`bakehouse rm ${name}\` removes it.`,
    ]);
  }
  if (!isAppended && !nodes.some((known) => known.name === node)) {
    throw new BuilderError(`The builder "${name}" has no node "${node}"`, [
      `Its nodes are ${nodes.map((known) => known.name).join(", ")}. --append adds another.`,
    ]);
  }
  if (driver !== existing.driver) {
    throw new BuilderError(
      `The builder "${name}" has the driver "${existing.driver}", and cannot have nodes with "${driver}"`,
    );
  }
}

/** buildx's default configuration goes to daemons that we make, and to no other: buildx then fails for `remote`. */
async function configOf(
  { config, cwd }: BuilderWish,
  driver: string,
  world: BuilderWorld,
): Promise<WithDiagnostics<BuildkitdConfig | undefined>> {
  if (config) return readBuildkitdConfig(config, cwd);
  const standard = join(buildxConfigDir(world), "buildkitd.default.toml");
  if (driver === "remote" || (await readIfThere(standard)) === undefined)
    return { value: undefined, diagnostics: noDiagnostics };
  return readBuildkitdConfig(standard, cwd);
}

const noDiagnostics: readonly Diagnostic[] = [];

/** A daemon of ours has a network of its own, so that builds may use it as they would the host's. */
function buildkitdFlags(
  { buildkitdFlags: text = "" }: BuilderWish,
  driver: string,
  options: Readonly<Record<string, string>>,
  fromConfig: readonly string[],
): readonly string[] {
  const words = splitWords(text);
  if (words === undefined) throw new BuilderError(`--buildkitd-flags "${text}" has a quote that is not closed`);
  const hostNetwork = "--allow-insecure-entitlement=network.host";
  const allowed = words.flatMap((word, at) => {
    const [flag, value] = word.split("=", 2);
    return flag === "--allow-insecure-entitlement" ? [value ?? words[at + 1] ?? ""] : [];
  });
  const isOnHost = driver === "docker-container" && options["network"] === "host" && !allowed.includes("network.host");
  const isSilent =
    (driver === "docker-container" || driver === "kubernetes") &&
    allowed.length === 0 &&
    !fromConfig.includes("network.host");
  return isOnHost || isSilent ? [...words, hostNetwork] : words;
}

function checkRemote(config: BuildkitdConfig | undefined, flags: readonly string[]): void {
  if (config === undefined && flags.length === 0) return;
  throw new BuilderError(
    `A remote builder takes no ${config === undefined ? "--buildkitd-flags" : "--buildkitd-config"}`,
    ["Its daemon is run by somebody else, and is configured where it runs."],
  );
}

async function unknownBuilder(name: string, flag: string, world: BuilderWorld): Promise<BuilderError> {
  const known = await storedBuilderNames(world);
  const near = suggest(name, known);
  return new BuilderError(`There is no builder "${name}", which ${flag} needs`, [
    ...(near === undefined ? [] : [`Did you mean "${near}"?`]),
    known.length > 0 ? `Builders are ${known.join(", ")}.` : "There are no builders of docker buildx.",
  ]);
}
