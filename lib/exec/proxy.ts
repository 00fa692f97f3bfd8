// Proxies of docker's config.json, which become build arguments. Follows docker/buildx util storeutil GetProxyConfig.

import { readFile } from "node:fs/promises";
import path from "node:path";

const argumentNames: Readonly<Record<string, string>> = {
  httpProxy: "HTTP_PROXY",
  httpsProxy: "HTTPS_PROXY",
  noProxy: "NO_PROXY",
  ftpProxy: "FTP_PROXY",
};

/** `host` is the docker address whose proxies are meant; others use those of `default`. Nothing when there is no such file. */
export async function proxyArguments(configDir: string, host: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(path.join(configDir, "config.json"), "utf8").catch(() => undefined);
  if (text === undefined) return {};
  const proxies = field(parsed(text), "proxies");
  const chosen = field(proxies, host) ?? field(proxies, "default");
  const args: Record<string, string> = {};
  for (const [key, name] of Object.entries(argumentNames)) {
    const value = field(chosen, key);
    if (typeof value === "string" && value !== "") args[name] = value;
  }
  return args;
}

/** A config that cannot be read is told by whoever needs its credentials. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function field(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? // Just seen to be there.
      (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
