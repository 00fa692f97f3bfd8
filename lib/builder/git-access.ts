// What git may show to the host of a fetched definition: secrets and an ssh agent that the environment names.

import { gitHost } from "./git-url.js";

type Env = Readonly<Record<string, string | undefined>>;

/** A secret by the id under which the daemon asks for it, and the environment variable that holds it. */
export interface GitSecret {
  readonly id: string;
  readonly variable: string;
}

/** Names of the variables count in any letter case, as in docker/buildx bake/remote.go. */
export function gitSecrets(url: string, env: Env): readonly GitSecret[] {
  const host = gitHost(url);
  if (host === undefined) return [];
  return [
    ["BUILDX_BAKE_GIT_AUTH_TOKEN", "GIT_AUTH_TOKEN"] as const,
    ["BUILDX_BAKE_GIT_AUTH_HEADER", "GIT_AUTH_HEADER"] as const,
  ].flatMap(([wanted, secret]) => {
    const variable = Object.keys(env).find((name) => name.toUpperCase() === wanted && (env[name] ?? "") !== "");
    return variable === undefined ? [] : [{ id: `${secret}.${host}`, variable }];
  });
}

/** A socket or keys, as written; without them the running agent. Empty when there is none. */
export function gitAgentPaths(env: Env): readonly string[] {
  const paths = (env["BUILDX_BAKE_GIT_SSH"] ?? "").split(",").map((path) => path.trim());
  const given = paths.filter((path) => path !== "");
  const running = env["SSH_AUTH_SOCK"] ?? "";
  return given.length > 0 || running === "" ? given : [running];
}

/** Whether both are Git URLs of one host. */
export function areOnOneGitHost(left: string, right: string): boolean {
  const host = gitHost(left);
  return host !== undefined && host === gitHost(right);
}
