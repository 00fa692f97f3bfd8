// Credentials from docker's config file, its helpers and DOCKER_AUTH_CONFIG.
// Follows docker/cli cli/config/configfile/file.go and cli/config/credentials.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { askHelper } from "./credential-helper.js";
import { CredentialError, type CredentialSource, type RegistryCredentials } from "./credentials.js";
import { proxiesOf } from "./proxies.js";

export interface DockerConfigOptions {
  /** The directory that holds config.json: `DOCKER_CONFIG`, or `.docker` in the home. */
  readonly directory: string;
  /** Value of `DOCKER_AUTH_CONFIG`: `{"auths": {HOST: {"auth": …}}}`, asked first. */
  readonly authConfig?: string;
  /** Environment for helper processes. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds. */
  readonly now: () => number;
}

/** Helpers may hand out tokens that live five minutes; this is what the reference client keeps them. */
const keptMs = 290_000;

const hubHost = "registry-1.docker.io";
/** The registry of an image name, as the daemon asks for its credentials. Follows distribution/reference normalize.go. */
export function registryHost(name: string): string {
  const [first = "", ...others] = name.split("/");
  const isHost = others.length > 0 && (/[.:]/.test(first) || first === "localhost" || /[A-Z]/.test(first));
  return isHost && first !== "docker.io" && first !== "index.docker.io" ? first : hubHost;
}

const hubKey = "https://index.docker.io/v1/";

/** Registries that take Docker Hub's credentials when they have none of their own, as in buildx. */
const hubSiblings: ReadonlySet<string> = new Set(["dhi.io", "registry.scout.docker.com"]);

/** Look-ups run one at a time, since keychains ask the user, and are kept for 4 min 50 s. */
export function dockerCredentials(options: DockerConfigOptions): CredentialSource {
  const kept = new Map<string, { readonly until: number; readonly found: RegistryCredentials }>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    proxyFor: proxiesOf(options.env),
    credentials(host, signal) {
      const looked = last.then(async () => {
        const known = kept.get(host);
        if (known !== undefined && options.now() < known.until) return known.found;
        const found = await lookUp(host, options, signal);
        kept.set(host, { until: options.now() + keptMs, found });
        return found;
      });
      last = looked.catch(() => {});
      return looked;
    },
  };
}

async function lookUp(host: string, options: DockerConfigOptions, signal: AbortSignal): Promise<RegistryCredentials> {
  const found = await lookUpKey(host === hubHost ? hubKey : host, options, signal);
  if (hubSiblings.has(host) && Object.keys(found).length === 0) return lookUpKey(hubKey, options, signal);
  return found;
}

async function lookUpKey(key: string, options: DockerConfigOptions, signal: AbortSignal): Promise<RegistryCredentials> {
  const given =
    options.authConfig === undefined ? undefined : entryFor(readAuths(options.authConfig, "DOCKER_AUTH_CONFIG"), key);
  if (given !== undefined) return given;
  const file = join(options.directory, "config.json");
  const config = await readConfig(file);
  const helpers = objectIn(config, "credHelpers");
  const helper = key in helpers ? helpers[key] : config["credsStore"];
  const stored = entryFor(objectIn(config, "auths"), key) ?? {};
  if (typeof helper !== "string" || helper === "") return stored;
  const { registryToken } = stored;
  const asked = await askHelper({ helper, key, file, env: options.env, signal });
  return { ...asked, ...(registryToken === undefined ? {} : { registryToken }) };
}

async function readConfig(file: string): Promise<Readonly<Record<string, unknown>>> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return {};
    throw new CredentialError(`cannot read the registry credentials in "${file}"`, { cause: error });
  }
  return parseObject(text, `"${file}"`);
}

function readAuths(text: string, what: string): Readonly<Record<string, unknown>> {
  return objectIn(parseObject(text, what), "auths");
}

function parseObject(text: string, what: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CredentialError(`${what} is not the JSON that docker login writes: correct it, or log in anew`, {
      cause: error,
    });
  }
  return isObject(value) ? value : {};
}

/** By the exact key, else by a key that means the same host when scheme and path are taken off. */
function entryFor(auths: Readonly<Record<string, unknown>>, key: string): RegistryCredentials | undefined {
  const exact = auths[key];
  if (isObject(exact)) return credentialsIn(exact);
  for (const [other, entry] of Object.entries(auths)) {
    if (isObject(entry) && other.replace(/^https?:\/\//, "").replace(/\/.*$/s, "") === key) return credentialsIn(entry);
  }
  return undefined;
}

function credentialsIn(entry: Readonly<Record<string, unknown>>): RegistryCredentials {
  const auth = textIn(entry, "auth");
  const [username, password] =
    auth === undefined ? [textIn(entry, "username"), textIn(entry, "password")] : decodeAuth(auth);
  const identityToken = textIn(entry, "identitytoken");
  const registryToken = textIn(entry, "registrytoken");
  return {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(identityToken === undefined ? {} : { identityToken }),
    ...(registryToken === undefined ? {} : { registryToken }),
  };
}

function decodeAuth(auth: string): readonly [string, string] {
  const text = Buffer.from(auth, "base64").toString();
  const colon = text.indexOf(":");
  if (colon < 0)
    throw new CredentialError('an "auth" among the registry credentials is no base64 of NAME:PASSWORD: log in anew');
  return [text.slice(0, colon), text.slice(colon + 1).replace(/^\0+|\0+$/g, "")];
}

function objectIn(object: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> {
  const value = object[key];
  return isObject(value) ? value : {};
}

function textIn(object: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = object[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
