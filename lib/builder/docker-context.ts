// Which docker engine is meant: DOCKER_HOST, a docker context, or the default socket. Follows docker/cli cli/command/cli.go
// and cli/context/store.

import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Endpoint, TlsOptions, TlsWords } from "../buildkit/index.js";
import { BuilderError } from "./errors.js";
import { readJson, record, text } from "./json.js";
import { type BuilderWorld, dockerConfigDir, readIfThere } from "./world.js";

/** The name for what DOCKER_HOST says, or else the default socket. */
export const defaultContext = "default";

const defaultDockerAddress = "unix:///var/run/docker.sock";

/** Name of the docker context in use. DOCKER_HOST stands above all contexts. */
export async function currentDockerContext(world: BuilderWorld): Promise<string> {
  const { env } = world;
  if (env["DOCKER_HOST"]) return defaultContext;
  if (env["DOCKER_CONTEXT"]) return env["DOCKER_CONTEXT"];
  const config = record(await readJson(join(dockerConfigDir(world), "config.json")));
  return text(config["currentContext"]) || defaultContext;
}

/** undefined when there is no docker context of that name. */
export async function dockerContextEndpoint(name: string, world: BuilderWorld): Promise<Endpoint | undefined> {
  if (name === defaultContext) return defaultEndpoint(world);
  const id = createHash("sha256").update(name).digest("hex");
  const contexts = join(dockerConfigDir(world), "contexts");
  const meta = await readJson(join(contexts, "meta", id, "meta.json"));
  if (meta === undefined) return undefined;
  const docker = record(record(record(meta)["Endpoints"])["docker"]);
  const host = text(docker["Host"]) || defaultDockerAddress;
  const skipVerify = docker["SkipTLSVerify"] === true;
  const files = await readTlsFiles(join(contexts, "tls", id, "docker"));
  const hasTls = Object.keys(files).length > 0;
  return dockerEndpoint(host, hasTls || (skipVerify && host.startsWith("tcp:")) ? { ...files, skipVerify } : undefined);
}

/** What buildx files its current builder under: the name of the docker context in use, or the address behind `default`. */
export async function dockerKey(world: BuilderWorld): Promise<string> {
  const context = await currentDockerContext(world);
  return context === defaultContext ? hostOf(world) : context;
}

export interface DockerContexts {
  /** `default` among them; sorted. */
  readonly names: readonly string[];
  /** Files of contexts that cannot be read. */
  readonly broken: readonly { readonly path: string; readonly cause: unknown }[];
}

export async function listDockerContexts(world: BuilderWorld): Promise<DockerContexts> {
  const folder = join(dockerConfigDir(world), "contexts", "meta");
  const names = [defaultContext];
  const broken: { path: string; cause: unknown }[] = [];
  for (const id of (await readdir(folder).catch(() => [])).sort()) {
    const path = join(folder, id, "meta.json");
    try {
      const meta = await readJson(path);
      if (meta !== undefined) names.push(text(record(meta)["Name"]));
    } catch (cause) {
      broken.push({ path, cause });
    }
  }
  return { names: names.sort(), broken };
}

/** An endpoint as buildx stores it: the name of a docker context, or an address. */
export async function namedDockerEndpoint(nameOrAddress: string, world: BuilderWorld): Promise<Endpoint> {
  if (nameOrAddress.includes("://")) return dockerEndpoint(nameOrAddress, undefined);
  const endpoint = await dockerContextEndpoint(nameOrAddress, world);
  if (endpoint !== undefined) return endpoint;
  throw new BuilderError(`There is no docker context "${nameOrAddress}"`, ["docker context ls shows those there are."]);
}

async function defaultEndpoint(world: BuilderWorld): Promise<Endpoint> {
  const { env } = world;
  const host = hostOf(world);
  const isVerified = Boolean(env["DOCKER_TLS_VERIFY"]);
  if (!host.startsWith("tcp:") || !(isVerified || env["DOCKER_TLS"])) return dockerEndpoint(host, undefined);
  const files = await readTlsFiles(env["DOCKER_CERT_PATH"] || dockerConfigDir(world));
  return dockerEndpoint(host, { ...files, skipVerify: !isVerified });
}

/** DOCKER_HOST as docker/cli opts/hosts.go completes it; its port is 2375 even with TLS. */
function hostOf({ env }: BuilderWorld): string {
  const said = (env["DOCKER_HOST"] ?? "").trim();
  if (said === "" || said === "unix://") return defaultDockerAddress;
  const scheme = /^\.?\//.test(said) ? "unix" : "tcp";
  const host = said.includes("://") ? said : `${scheme}://${said}`;
  const [, name, port, path] = /^tcp:\/\/(\[[^\]]*\]|[^/:]*)(:\d+)?(.*)$/.exec(host) ?? [];
  return name === undefined ? host : `tcp://${name || "localhost"}${port ?? ":2375"}${path ?? ""}`;
}

function dockerEndpoint(host: string, tls: TlsOptions | undefined): Endpoint {
  const address = withPort(host, tls !== undefined);
  return { kind: "dockerd", address, words, ...(tls === undefined ? {} : { tls }) };
}

/** Files of a docker context, or of the folder that DOCKER_CERT_PATH names. */
const words: TlsWords = {
  ca: "docker's ca.pem",
  cert: "docker's cert.pem",
  key: "docker's key.pem",
  serverName: "address of docker",
};

/** docker's ports: 2375, and 2376 with TLS. */
function withPort(host: string, hasTls: boolean): string {
  const [, address] = /^tcp:\/\/([^/]*)/.exec(host) ?? [];
  if (address === undefined) return host;
  return /:\d+$/.test(address) ? `tcp://${address}` : `tcp://${address}:${hasTls ? 2376 : 2375}`;
}

async function readTlsFiles(folder: string): Promise<TlsOptions> {
  const [ca, cert, key] = await Promise.all(
    ["ca.pem", "cert.pem", "key.pem"].map((name) => readIfThere(join(folder, name))),
  );
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}
