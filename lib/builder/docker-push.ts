// A push that docker's engine does by itself, for engines that cannot push while they build.
// Follows docker/buildx build/build.go pushWithMoby.

import type { Endpoint } from "../buildkit/index.js";
import type { RegistryCredentials } from "../buildkit/session/index.js";
import { dockerLines, dockerRequest } from "./docker-http.js";
import { DockerError } from "./errors.js";
import { record, text } from "./json.js";

export interface PushRequest {
  /** `[HOST[:PORT]/]NAME[:TAG]`. */
  readonly name: string;
  readonly credentials: RegistryCredentials;
  readonly onProgress: (progress: PushProgress) => void;
}

/** Of one layer, in bytes; `total` 0 is unknown. */
export interface PushProgress {
  /** Short, as docker shows it. */
  readonly layer: string;
  readonly current: number;
  readonly total: number;
  readonly isDone: boolean;
}

/**
 * Pushes an image that the engine holds.
 * @returns the digest of its manifest in the registry. @throws {DockerError} when the engine or the registry refuses.
 */
export async function pushImage(endpoint: Endpoint, request: PushRequest, signal: AbortSignal): Promise<string> {
  const { name, credentials, onProgress } = request;
  const { repository, tag } = splitName(name);
  const headers = { "x-registry-auth": authHeader(credentials) };
  const path = `/images/${repository}/push?tag=${encodeURIComponent(tag)}`;
  try {
    for await (const line of dockerLines(endpoint, { method: "POST", path, headers }, signal)) {
      const { id, status, progressDetail } = line;
      const { current, total } = record(progressDetail);
      const isDone = status === "Pushed" || status === "Layer already exists";
      if (typeof id !== "string" || (typeof current !== "number" && !isDone)) continue;
      onProgress({ layer: id, current: numberOf(current), total: numberOf(total), isDone });
    }
  } catch (error) {
    if (!(error instanceof DockerError)) throw error;
    throw new DockerError(endpoint.address, error.status, `docker cannot push ${name}: ${error.message}`);
  }
  const known = await dockerRequest(
    endpoint,
    { method: "GET", path: `/distribution/${repository}:${tag}/json`, headers },
    signal,
  );
  return text(record(record(known)["Descriptor"])["digest"]);
}

/** The engine wants the tag apart. A colon before the last slash is that of a port. */
function splitName(name: string): { readonly repository: string; readonly tag: string } {
  const [, repository = name, tag = "latest"] = /^(.*?)(?::([^:/]+))?$/.exec(name) ?? [];
  return { repository, tag };
}

/** Sent without credentials, too: the engine refuses a push that lacks it. It wants base64url with padding, which Node leaves out. */
function authHeader({ username, password, identityToken, registryToken }: RegistryCredentials): string {
  const auth = { username, password, identitytoken: identityToken, registrytoken: registryToken };
  return Buffer.from(JSON.stringify(auth)).toString("base64").replaceAll("+", "-").replaceAll("/", "_");
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
