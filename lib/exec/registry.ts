// Credentials for registries, served to every build of a run by one and the same service: each is looked up once.

import type { Attachable } from "../buildkit/index.js";
import { dockerCredentials, registryAuth, tokenSeeds } from "../buildkit/session/index.js";
import { parseBool } from "./lower/text.js";
import type { RunOptions } from "./options.js";

/** `onUse` is told once for each host whose credentials the daemon got. */
export function registryAccess({ dockerConfigDir, env, now }: RunOptions, onUse: (text: string) => void): Attachable {
  const authConfig = env["DOCKER_AUTH_CONFIG"];
  return registryAuth({
    credentials: dockerCredentials({
      directory: dockerConfigDir,
      env,
      now,
      ...(authConfig === undefined ? {} : { authConfig }),
    }),
    seeds: tokenSeeds(dockerConfigDir),
    fetchesTokens: parseBool(env["BUILDKIT_NO_CLIENT_TOKEN"] ?? "") !== true,
    onUse: (text) => onUse(`[auth] ${text}`),
  });
}
