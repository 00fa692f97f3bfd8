// The folder that DOCKER_CONFIG names, with logins in it.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../engine/index.js";

/** Writes a config.json that knows these logins, by registry host. */
export function writeDockerConfig(
  folder: string,
  logins: Readonly<Record<string, { readonly user: string; readonly password: string }>>,
): void {
  const auths = Object.entries(logins).map(([host, { user, password }]) => {
    return [host, { auth: Buffer.from(`${user}:${password}`).toString("base64") }] as const;
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "config.json"), JSON.stringify({ auths: Object.fromEntries(auths) }));
}

/** The login of the engine's registry with basic auth, for `writeDockerConfig` and `openRegistry`. */
export function engineLogins(engine: Engine) {
  return { [engine.authRegistry]: { user: engine.authUser, password: engine.authPassword } };
}
