// The two registries on loopback, one open and one with basic auth.

import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { hashSync } from "bcryptjs";
import { EngineError } from "./error.js";
import { basicAuthorization, get } from "./http.js";
import type { Place } from "./place.js";
import { startProcess, untilReady } from "./processes.js";
import type { Tools } from "./tools.js";

export interface RegistryName {
  readonly place: Place;
  readonly part: string;
}

export interface Login {
  readonly user: string;
  readonly password: string;
}

/**
 * Starts a registry on the port it had before, or on another one when that is taken now.
 * @returns the port it listens on.
 */
export async function startRegistry(
  name: RegistryName,
  tools: Tools,
  options: { readonly port: number | undefined; readonly login?: Login },
): Promise<number> {
  const ports = [...(options.port === undefined ? [] : [options.port]), await freePort(), await freePort()];
  let failure: unknown;
  for (const port of ports) {
    try {
      await launchRegistry(name, tools, { port, ...(options.login === undefined ? {} : { login: options.login }) });
      return port;
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      failure = error;
    }
  }
  throw failure;
}

/** Whether a registry answers, and lets in whom it should and nobody else. */
export async function registryAnswers(port: number, login?: Login): Promise<boolean> {
  const host = `127.0.0.1:${port}`;
  const stranger = await get(host, "/v2/");
  if (login === undefined) return stranger?.status === 200;
  const known = await get(host, "/v2/", basicAuthorization(login.user, login.password));
  return stranger?.status === 401 && known?.status === 200;
}

async function launchRegistry(
  { place, part }: RegistryName,
  tools: Tools,
  { port, login }: { readonly port: number; readonly login?: Login },
): Promise<void> {
  const folder = place.folderOf(part);
  mkdirSync(folder, { recursive: true });
  const passwords = join(folder, "htpasswd");
  if (login !== undefined) {
    writeFileSync(passwords, `${login.user}:${hashSync(login.password, 5)}\n`);
    chmodSync(passwords, 0o600);
  }
  // JSON is YAML too.
  const config = {
    version: "0.1",
    log: { level: "info", accesslog: { disabled: false } },
    storage: {
      cache: { blobdescriptor: "inmemory" },
      filesystem: { rootdirectory: join(folder, "data") },
      delete: { enabled: true },
    },
    http: { addr: `127.0.0.1:${port}` },
    ...(login === undefined ? {} : { auth: { htpasswd: { realm: "bakehouse", path: passwords } } }),
  };
  const configFile = join(folder, "config.yml");
  writeFileSync(configFile, JSON.stringify(config, undefined, 2));
  const log = join(folder, "registry.log");
  const child = startProcess({ place, part, argv: [tools.registry, "serve", configFile], env: { HOME: folder }, log });
  await untilReady(child, log, () => registryAnswers(port, login));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("internal error: a TCP server has a port");
      server.close(() => resolve(address.port));
    });
  });
}
