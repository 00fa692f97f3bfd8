// Credentials for registries, served to every build of a run by one and the same service: each is looked up once.

import type { Attachable } from "../buildkit/index.js";
import { type CredentialSource, dockerCredentials, registryAuth, tokenSeeds } from "../buildkit/session/index.js";
import { parseBool } from "./lower/text.js";
import type { RunOptions } from "./options.js";

/** What docker's config and its helpers know, for a whole run. */
export function registryCredentials({ dockerConfigDir, env, now }: RunOptions): CredentialSource {
  const authConfig = env["DOCKER_AUTH_CONFIG"];
  const source = { directory: dockerConfigDir, env, now };
  return dockerCredentials(authConfig === undefined ? source : { ...source, authConfig });
}

/** `onUse` is told once for each host whose credentials the daemon got. */
export function registryAccess(
  credentials: CredentialSource,
  { dockerConfigDir, env }: RunOptions,
  onUse: (text: string) => void,
): Attachable {
  return registryAuth({
    credentials,
    seeds: tokenSeeds(dockerConfigDir),
    fetchesTokens: parseBool(env["BUILDKIT_NO_CLIENT_TOKEN"] ?? "") !== true,
    onUse: (text) => onUse(`[auth] ${text}`),
  });
}
