// Pulling an image into an engine, with the login of docker's config. Follows docker/cli cli/command/image/pull.go.

import type { Endpoint } from "../buildkit/index.js";
import { CredentialError, dockerCredentials, type RegistryCredentials } from "../buildkit/session/index.js";
import { dockerReport, dockerRequest } from "./docker-http.js";
import { BuilderError, DockerError } from "./errors.js";
import { type BuilderWorld, dockerConfigDir } from "./world.js";

export interface PullOptions {
  readonly endpoint: Endpoint;
  readonly image: string;
  readonly world: BuilderWorld;
  readonly say: (line: string) => void;
}

/**
 * Pulls what the engine does not have yet.
 * @throws {BuilderError} when the registry does not give it. @throws {DaemonError} when there is no engine.
 */
export async function ensureImage({ endpoint, image, world, say }: PullOptions, signal: AbortSignal): Promise<void> {
  if (await hasImage(endpoint, image, signal)) return;
  say(`pulling ${image}`);
  const { name, version } = parsed(image);
  const query = new URLSearchParams({ fromImage: name, tag: version });
  try {
    const headers = await authHeaders(name, world, signal);
    await dockerReport(endpoint, { method: "POST", path: `/images/create?${query}`, headers }, signal);
  } catch (cause) {
    if (!(cause instanceof DockerError || cause instanceof CredentialError)) throw cause;
    const help = ["The driver option image names another one; one that the engine has already is not pulled."];
    throw new BuilderError(`The image "${image}" for the builder cannot be pulled: ${cause.message}`, help, { cause });
  }
}

async function hasImage(endpoint: Endpoint, image: string, signal: AbortSignal): Promise<boolean> {
  try {
    await dockerRequest(endpoint, { method: "GET", path: `/images/${encodeURIComponent(image)}/json` }, signal);
    return true;
  } catch (error) {
    // 400 is for what is no name of an image, which pulling tells as well.
    if (error instanceof DockerError && (error.status === 404 || error.status === 400)) return false;
    throw error;
  }
}

/** `version` is a tag or a digest. */
function parsed(image: string): { readonly name: string; readonly version: string } {
  const [, name = image, tag, digest] = /^(.*?)(?::([\w.-]+))?(?:@(.+))?$/.exec(image) ?? [];
  return { name, version: digest ?? tag ?? "latest" };
}

const hub = { host: "registry-1.docker.io", address: "https://index.docker.io/v1/" };

async function authHeaders(
  name: string,
  world: BuilderWorld,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const [first = ""] = name.split("/");
  // As docker tells a registry from the first part of a name on Docker Hub.
  const isHost = name.includes("/") && (/[.:]/.test(first) || first === "localhost");
  const { host, address } = !isHost || /^(index\.)?docker\.io$/.test(first) ? hub : { host: first, address: first };
  const authConfig = world.env["DOCKER_AUTH_CONFIG"];
  const source = dockerCredentials({
    directory: dockerConfigDir(world),
    env: world.env,
    now: () => 0,
    ...(authConfig ? { authConfig } : {}),
  });
  const found = await source.credentials(host, signal);
  return Object.keys(found).length === 0 ? {} : { "X-Registry-Auth": encoded(found, address) };
}

function encoded({ username, password, identityToken, registryToken }: RegistryCredentials, address: string): string {
  const auth = {
    username,
    password,
    identitytoken: identityToken,
    registrytoken: registryToken,
    serveraddress: address,
  };
  // Base64 for URLs with its padding, which base64url of Node's leaves out and docker wants.
  return Buffer.from(JSON.stringify(auth)).toString("base64").replaceAll("+", "-").replaceAll("/", "_");
}
