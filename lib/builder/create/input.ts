// The flags of `create`, each read into what the store keeps. Follows docker/buildx builder/builder.go and driver/manager.go.

import { randomBytes, randomUUID } from "node:crypto";
import { formatPlatform, type Platform, parsePlatform } from "../../buildkit/index.js";
import { suggest } from "../../source/index.js";
import { currentDockerContext, defaultContext, dockerContextEndpoint, dockerKey } from "../docker-context.js";
import { BuilderError } from "../errors.js";
import type { StoredBuilder } from "../store.js";
import type { BuilderWorld } from "../world.js";
import { splitFields } from "./split-text.js";
import type { BuilderWish } from "./wish.js";

const drivers: readonly string[] = ["docker-container", "kubernetes", "remote"];

/** Of a buildkitd that somebody else runs. */
const remoteSchemes: readonly string[] = [
  "docker-container",
  "kube-pod",
  "nerdctl-container",
  "npipe",
  "podman-container",
  "ssh",
  "tcp",
  "unix",
];

/** The driver that is named, or that of the builder, or what the endpoint shows: an address is a buildkitd, all else docker. */
export function createDriver(
  { driver, endpoint }: BuilderWish,
  existing: StoredBuilder | undefined,
  { env }: BuilderWorld,
): string {
  const chosen = driver || existing?.driver;
  if (chosen === "docker") {
    throw new BuilderError("Builders with the driver docker cannot be created: every docker context is one", [
      "`docker context create` makes one for another engine.",
    ]);
  }
  if (chosen) {
    if (drivers.includes(chosen)) return chosen;
    const near = suggest(chosen, drivers);
    throw new BuilderError(`There is no driver "${chosen}"`, [
      `Drivers are ${drivers.join(", ")}${near === undefined ? "" : `; did you mean "${near}"?`}`,
    ]);
  }
  if (!endpoint) return env["BUILDKIT_HOST"] ? "remote" : "docker-container";
  return remoteSchemes.includes(schemeOf(endpoint) ?? "") ? "remote" : "docker-container";
}

/** undefined when no option was given. @throws {BuilderError} for what is no KEY=VALUE. */
export function driverOptions(texts: readonly string[]): Readonly<Record<string, string>> | undefined {
  if (texts.length === 0) return undefined;
  const options: Record<string, string> = {};
  for (const text of texts) {
    const fields = splitFields(text);
    if (fields === undefined) throw new BuilderError(`--driver-opt ${text} has a quote that is not closed`);
    for (const field of fields) {
      const at = field.indexOf("=");
      if (at < 1) {
        throw new BuilderError(`"${field}" is no option of a driver`, [
          "It is written KEY=VALUE, and with a comma in the value in quotes: --driver-opt '\"env.A=x,y\"'.",
        ]);
      }
      options[field.slice(0, at)] = field.slice(at + 1);
    }
  }
  return options;
}

/** @throws {BuilderError} for what is no platform. */
export function readPlatforms(texts: readonly string[]): readonly Platform[] {
  const local: Platform = { os: process.platform === "win32" ? "windows" : "linux", architecture: localArchitecture() };
  const platforms = new Map<string, Platform>();
  for (const text of texts.flatMap((item) => item.split(","))) {
    const platform = text.toLowerCase() === "local" ? local : parsePlatform(text.trim(), local);
    if (platform === undefined) {
      throw new BuilderError(`"${text}" is no platform`, ["Write such as --platform linux/amd64,linux/arm64."]);
    }
    platforms.set(formatPlatform(platform), platform);
  }
  return [...platforms.values()];
}

interface NodePlace {
  readonly driver: string;
  /** Of the builder. */
  readonly name: string;
  /** Where a node that is there already is. */
  readonly known: string | undefined;
}

/** Where the node is. `isGiven` when the user said so, or else it came from the world. */
export async function nodeEndpoint(
  { endpoint, node }: BuilderWish,
  { driver, name, known }: NodePlace,
  world: BuilderWorld,
): Promise<{ readonly endpoint: string; readonly isGiven: boolean }> {
  const { env } = world;
  if (!endpoint && known !== undefined) return { endpoint: known, isGiven: false };
  switch (driver) {
    case "kubernetes": {
      if (endpoint) {
        throw new BuilderError(`The driver kubernetes takes no endpoint, and here is "${endpoint}"`, [
          "The cluster is the one of kubectl's context; KUBECONFIG names another file.",
        ]);
      }
      // What buildx calls the deployment, so that either program finds the other's.
      const query = new URLSearchParams({ deployment: node || newDeployment(), kubeconfig: env["KUBECONFIG"] ?? "" });
      return { endpoint: `kubernetes:///${name}?${query}`, isGiven: false };
    }
    case "remote": {
      const address = endpoint || env["BUILDKIT_HOST"];
      if (!address) {
        throw new BuilderError("A remote builder needs the address of its buildkitd", [
          "Name it behind the flags, or set BUILDKIT_HOST: tcp://HOST:PORT, unix:///run/buildkit/buildkitd.sock.",
        ]);
      }
      if (!remoteSchemes.includes(schemeOf(address) ?? "")) {
        throw new BuilderError(`"${address}" is no address of a buildkitd`, [
          `It begins with one of ${remoteSchemes.map((scheme) => `${scheme}://`).join(", ")}.`,
        ]);
      }
      return { endpoint: address, isGiven: true };
    }
    default:
      return endpoint
        ? { endpoint: await dockerEndpoint(endpoint, world), isGiven: true }
        : { endpoint: await currentEndpoint(world), isGiven: false };
  }
}

/** A docker context, or an address of an engine in docker's own forms. */
async function dockerEndpoint(text: string, world: BuilderWorld): Promise<string> {
  if (text === defaultContext) return (await dockerContextEndpoint(text, world))?.address ?? text;
  if ((await dockerContextEndpoint(text, world)) !== undefined) return text;
  const scheme = schemeOf(text);
  if (scheme !== undefined && ["unix", "tcp", "ssh", "npipe", "fd"].includes(scheme)) return text;
  if (scheme === undefined && /^[^/\s]+:\d+$/.test(text)) return `tcp://${text}`;
  throw new BuilderError(`"${text}" is neither a docker context nor the address of a docker engine`, [
    "docker context ls shows the contexts; an address is such as ssh://USER@HOST or tcp://HOST:2376.",
  ]);
}

async function currentEndpoint(world: BuilderWorld): Promise<string> {
  const context = await currentDockerContext(world);
  const { tls } = (context === defaultContext && (await dockerContextEndpoint(context, world))) || {};
  if (tls !== undefined) {
    throw new BuilderError("A builder cannot keep the certificates that DOCKER_CERT_PATH names", [
      "`docker context create NAME` keeps them; then name it: bakehouse create NAME.",
    ]);
  }
  return dockerKey(world);
}

function schemeOf(text: string): string | undefined {
  return /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
}

/** As docker/buildx driver/kubernetes/util/generate.go, whose names fit what kubernetes takes. */
function newDeployment(): string {
  return `buildkit-${randomUUID()}-`.slice(0, 58) + randomBytes(3).toString("hex").slice(0, 5);
}

function localArchitecture(): string {
  const names: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386", mips64el: "mips64le", ppc64: "ppc64le" };
  return names[process.arch] ?? process.arch;
}
