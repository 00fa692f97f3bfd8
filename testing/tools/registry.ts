// Reads back from a registry what was pushed to it, and counts what passes on the way. Follows the OCI distribution
// specification.

import { createServer, request } from "node:http";
import { type Descriptor, type ImageSet, readImages } from "./image.js";

export interface RegistryLogin {
  readonly user: string;
  readonly password: string;
}

export interface Registry {
  /** Sorted. A repository without tags has none. */
  tags(repository: string): Promise<readonly string[]>;
  repositories(): Promise<readonly string[]>;
  /** The descriptor of a tag or a digest; nothing when there is no such manifest. */
  resolve(repository: string, reference: string): Promise<Descriptor | undefined>;
  /** All images behind a tag or a digest. @throws when there is no such manifest. */
  images(repository: string, reference: string): Promise<ImageSet>;
  blob(repository: string, digest: string): Promise<Buffer>;
  hasBlob(repository: string, digest: string): Promise<boolean>;
}

const manifestTypes = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
];

/** A registry at `host` (as `127.0.0.1:5000`), spoken to without TLS. */
export function openRegistry(host: string, login?: RegistryLogin): Registry {
  const credentials = login === undefined ? "" : Buffer.from(`${login.user}:${login.password}`).toString("base64");
  const authorization: Record<string, string> = login === undefined ? {} : { authorization: `Basic ${credentials}` };

  return {
    tags: async (repository) => namesIn(await getJson(`${repository}/tags/list`), "tags"),
    repositories: async () => namesIn(await getJson("_catalog?n=1000"), "repositories"),
    resolve,
    images: async (repository, reference) => {
      const root = await resolve(repository, reference);
      if (root === undefined) throw new Error(`${host} has no ${repository} ${reference}`);
      const content = async ({ mediaType, digest }: Descriptor) =>
        Buffer.from(
          await (
            await get(`${repository}/${manifestTypes.includes(mediaType) ? "manifests" : "blobs"}/${digest}`)
          ).arrayBuffer(),
        );
      return readImages({ content }, root);
    },
    blob: async (repository, digest) => Buffer.from(await (await get(`${repository}/blobs/${digest}`)).arrayBuffer()),
    hasBlob: async (repository, digest) => (await send("HEAD", `${repository}/blobs/${digest}`)).ok,
  };

  async function resolve(repository: string, reference: string): Promise<Descriptor | undefined> {
    const response = await send("HEAD", `${repository}/manifests/${reference}`);
    if (response.status === 404) return undefined;
    if (!response.ok)
      throw new Error(`${host} answers ${response.status} to HEAD ${repository}/manifests/${reference}`);
    const header = (name: string) => response.headers.get(name) ?? "";
    return {
      mediaType: header("content-type"),
      digest: header("docker-content-digest"),
      size: Number(header("content-length")),
    };
  }

  async function getJson(path: string): Promise<unknown> {
    const response = await send("GET", path);
    if (response.status === 404) return {};
    if (!response.ok) throw new Error(`${host} answers ${response.status} to GET ${path}`);
    return response.json();
  }

  async function get(path: string): Promise<Response> {
    const response = await send("GET", path);
    if (!response.ok) throw new Error(`${host} answers ${response.status} to GET ${path}`);
    return response;
  }

  function send(method: string, path: string): Promise<Response> {
    return fetch(`http://${host}/v2/${path}`, {
      method,
      headers: { accept: manifestTypes.join(", "), ...authorization },
    });
  }
}

export interface PassedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
}

/** A registry on the way to another one. What is pushed to `host` arrives there. */
export interface CountingProxy extends AsyncDisposable {
  readonly host: string;
  /** Every request that was answered, in the order of the answers. */
  readonly requests: readonly PassedRequest[];
  /** Blobs that were sent in whole; those that the registry had already, or mounted, are none. */
  uploadedBlobs(): readonly string[];
  /** Tags and digests of manifests that were sent, as `repository reference`. */
  pushedManifests(): readonly string[];
  close(): Promise<void>;
}

/** Starts a proxy on loopback in front of the registry at `target`. */
export async function countingProxy(target: string): Promise<CountingProxy> {
  const { hostname, port } = new URL(`http://${target}`);
  const requests: PassedRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    const method = incoming.method ?? "";
    const path = incoming.url ?? "";
    // The Host header stays as it came, so that the registry sends the client back to us and not past us.
    const passed = request({ hostname, port, method, path, headers: incoming.headers, agent: false }, (response) => {
      requests.push({ method, path, status: response.statusCode ?? 0 });
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    passed.on("error", () => outgoing.destroy());
    incoming.on("error", () => passed.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve, reject) => {
    server.on("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("internal error: a TCP server has a port");
  return {
    host: `127.0.0.1:${address.port}`,
    requests,
    uploadedBlobs,
    pushedManifests,
    close,
    [Symbol.asyncDispose]: close,
  };

  function uploadedBlobs(): readonly string[] {
    return requests.flatMap(({ method, path, status }) => {
      const digest = /\/blobs\/uploads\/.*[?&]digest=([^&]+)/.exec(path)?.[1];
      return method === "PUT" && status === 201 && digest !== undefined ? [decodeURIComponent(digest)] : [];
    });
  }

  function pushedManifests(): readonly string[] {
    return requests.flatMap(({ method, path, status }) => {
      const [, repository, reference] = /^\/v2\/(.+)\/manifests\/([^/]+)$/.exec(path) ?? [];
      return method === "PUT" && status === 201 ? [`${repository} ${reference}`] : [];
    });
  }

  function close(): Promise<void> {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  }
}

function namesIn(json: unknown, key: string): readonly string[] {
  const names: unknown = typeof json === "object" && json !== null ? new Map(Object.entries(json)).get(key) : undefined;
  return Array.isArray(names) ? names.map(String).sort() : [];
}
