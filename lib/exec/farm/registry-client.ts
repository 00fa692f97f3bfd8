// Manifests of a registry, read and written. Follows the OCI distribution specification, and docker for what is reached without TLS.

import { createHash } from "node:crypto";
import type http from "node:http";
import type https from "node:https";
import type { RegistrySettings } from "../../builder/index.js";
import {
  type CredentialSource,
  fetchToken,
  openRequest,
  type ProxyFor,
  registryHost,
} from "../../buildkit/session/index.js";

/** A repository, such as `library/alpine` of Docker Hub. */
export interface Repository {
  readonly host: string;
  readonly path: string;
}

export interface ManifestBytes {
  readonly mediaType: string;
  readonly digest: string;
  readonly bytes: Uint8Array;
}

export interface RegistryClient {
  /** By tag or digest; of a digest the bytes are checked against it. */
  readonly manifest: (repository: Repository, reference: string, signal: AbortSignal) => Promise<ManifestBytes>;
  readonly blob: (repository: Repository, digest: string, signal: AbortSignal) => Promise<Uint8Array>;
  readonly putManifest: (
    repository: Repository,
    reference: string,
    manifest: ManifestBytes,
    signal: AbortSignal,
  ) => Promise<void>;
}

/** A registry refused something, or cannot be reached. */
export class RegistryError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "RegistryError";
  }
}

export interface RegistryClientOptions {
  readonly credentials: CredentialSource;
  readonly settings: RegistrySettings;
  /** Whatever the settings say, certificates are not looked at, and TLS may be missing. */
  readonly isInsecure: boolean;
}

/** Of an image name without tag and digest. Follows distribution/reference normalize.go. */
export function repositoryIn(name: string): Repository {
  const host = registryHost(name);
  const [first = "", ...rest] = name.split("/");
  if (first === host) return { host, path: rest.join("/") };
  const path = first === "docker.io" || first === "index.docker.io" ? rest.join("/") : name;
  return { host, path: path.includes("/") ? path : `library/${path}` };
}

const manifestTypes: readonly string[] = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
];

export function registryClient(options: RegistryClientOptions): RegistryClient {
  const hosts = new Map<string, Promise<Reached>>();
  const authorizations = new Map<string, string>();
  return {
    async manifest(repository, reference, signal) {
      const headers = { accept: manifestTypes.join(", ") };
      const answer = await ask({ method: "GET", repository, path: `manifests/${reference}`, headers }, signal);
      const digest = digestOf(answer.body);
      if (reference.startsWith("sha256:") && digest !== reference)
        throw new RegistryError(`${repository.host} answered another manifest than ${reference}: ${digest}`);
      return { mediaType: String(answer.headers["content-type"] ?? ""), digest, bytes: answer.body };
    },
    async blob(repository, digest, signal) {
      return (await ask({ method: "GET", repository, path: `blobs/${digest}`, headers: {} }, signal)).body;
    },
    async putManifest(repository, reference, { mediaType, bytes }, signal) {
      const headers = { "content-type": mediaType, "content-length": String(bytes.length) };
      await ask({ method: "PUT", repository, path: `manifests/${reference}`, headers, body: bytes }, signal);
    },
  };

  async function ask(request: RegistryRequest, signal: AbortSignal): Promise<Answer> {
    const { repository, method } = request;
    const { host, path } = repository;
    const url = `/v2/${path}/${request.path}`;
    const send = async (authorization: string | undefined): Promise<Answer> => {
      const headers = { ...request.headers, ...(authorization === undefined ? {} : { authorization }) };
      return await (await reach(host, signal)).send({ ...request, url, headers }, signal);
    };
    const key = `${host}/${path}`;
    const first = await send(authorizations.get(key));
    const answer = first.status === 401 ? await send(await authorize(repository, first, signal)) : first;
    const { location } = answer.headers;
    // Blobs often lie elsewhere, at an address that is a permission by itself.
    if (method === "GET" && answer.status >= 300 && answer.status < 400 && location !== undefined)
      return await readElsewhere(new URL(location, answer.url), repository, options.credentials.proxyFor, signal);
    if (answer.status >= 200 && answer.status < 300) return answer;
    const said = new TextDecoder().decode(answer.body).trim();
    throw new RegistryError(
      `${host} answered ${answer.status} to ${method} ${path}/${request.path}${said === "" ? "" : `: ${said}`}`,
    );
  }

  async function authorize(
    { host, path }: Repository,
    { headers }: Answer,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const credentials = await options.credentials.credentials(host, signal);
    const challenge = String(headers["www-authenticate"] ?? "");
    const authorization = /^bearer /i.test(challenge)
      ? await bearer(challenge)
      : credentials.username === undefined
        ? undefined
        : `Basic ${Buffer.from(`${credentials.username}:${credentials.password ?? ""}`).toString("base64")}`;
    if (authorization !== undefined) authorizations.set(`${host}/${path}`, authorization);
    return authorization;

    async function bearer(text: string): Promise<string> {
      const field = (name: string): string => new RegExp(`${name}="([^"]*)"`, "i").exec(text)?.[1] ?? "";
      const request = {
        host,
        realm: field("realm"),
        service: field("service"),
        scopes: [`repository:${path}:pull,push`],
        clientId: "bakehouse",
        proxyFor: options.credentials.proxyFor,
      };
      return `Bearer ${(await fetchToken(request, credentials, signal)).token}`;
    }
  }

  /** The first way to a host that is answered is kept. */
  async function reach(host: string, signal: AbortSignal): Promise<Reached> {
    const reached = hosts.get(host) ?? firstReached(host, waysTo(host, options), options.credentials.proxyFor, signal);
    hosts.set(host, reached);
    return await reached;
  }
}

interface RegistryRequest {
  readonly method: "GET" | "PUT";
  readonly repository: Repository;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

interface Answer {
  readonly status: number;
  readonly url: URL;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Uint8Array;
}

interface Way {
  readonly origin: string;
  readonly tls: https.RequestOptions;
}

type Sent = Pick<RegistryRequest, "method" | "headers" | "body"> & { readonly url: string };

interface Reached {
  readonly send: (request: Sent, signal: AbortSignal) => Promise<Answer>;
}

/** Docker reaches what is on this machine without TLS, too. */
function waysTo(host: string, { settings, isInsecure }: RegistryClientOptions): readonly Way[] {
  const access = settings.get(host === "registry-1.docker.io" ? "docker.io" : host);
  const plain: Way = { origin: `http://${host}`, tls: {} };
  if (access?.isHttp === true) return [plain];
  const [pair] = access?.keyPairs ?? [];
  const isLax = isInsecure || access?.isInsecure === true;
  const isLocal = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/.test(host);
  const safe: Way = {
    origin: `https://${host}`,
    tls: {
      ...(isLax || (isLocal && access === undefined) ? { rejectUnauthorized: false } : {}),
      ...(access !== undefined && access.authorities.length > 0 ? { ca: [...access.authorities] } : {}),
      ...(pair === undefined ? {} : pair),
    },
  };
  if (isLocal && access === undefined) return [plain, safe];
  return isLax ? [safe, plain] : [safe];
}

async function firstReached(
  host: string,
  ways: readonly Way[],
  proxyFor: ProxyFor | undefined,
  signal: AbortSignal,
): Promise<Reached> {
  const problems: string[] = [];
  for (const { origin, tls } of ways) {
    const send: Reached["send"] = (request, scope) =>
      exchange(new URL(request.url, origin), request, { tls, proxyFor }, scope).catch((error: unknown) => {
        scope.throwIfAborted();
        throw new RegistryError(`the registry ${host} cannot be reached: ${textOf(error)}`, { cause: error });
      });
    try {
      const { status } = await exchange(
        new URL("/v2/", origin),
        { method: "GET", headers: {} },
        { tls, proxyFor },
        signal,
      );
      // What speaks TLS answers 400 to what does not.
      if (status !== 400) return { send };
      problems.push(`it answered 400 to ${origin}`);
    } catch (error) {
      signal.throwIfAborted();
      problems.push(textOf(error));
    }
  }
  throw new RegistryError(`the registry ${host} cannot be reached: ${problems.join("; ")}`);
}

async function readElsewhere(
  url: URL,
  { host }: Repository,
  proxyFor: ProxyFor | undefined,
  signal: AbortSignal,
): Promise<Answer> {
  const answer = await exchange(url, { method: "GET", headers: {} }, { tls: {}, proxyFor }, signal);
  if (answer.status !== 200)
    throw new RegistryError(`${host} sent us to ${url.origin}, which answered ${answer.status}`);
  return answer;
}

/** Manifests and configs are small: nothing larger is read. */
const mostBytes = 64 * 1024 * 1024;

async function exchange(
  url: URL,
  { method, headers, body }: Omit<Sent, "url">,
  { tls, proxyFor }: { readonly tls: https.RequestOptions; readonly proxyFor: ProxyFor | undefined },
  signal: AbortSignal,
): Promise<Answer> {
  // A connection each: few are made, and none is left over to keep the process alive.
  const settings = { ...(url.protocol === "http:" ? {} : tls), method, headers, signal };
  const request = await openRequest(url, settings, proxyFor);
  return await new Promise((resolve, reject) => {
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > mostBytes) response.destroy(new Error("the answer is too large"));
        else chunks.push(chunk);
      });
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, url, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.end(body);
  });
}

export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
