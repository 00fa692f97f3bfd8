// The index of images that several nodes pushed, and the ways to a registry, against registries of a few lines.

import { once } from "node:events";
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import https from "node:https";
import net from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { makeCertificate } from "../../../testing/fake/index.js";
import { registrySettings } from "../../builder/index.js";
import { type CredentialSource, proxiesOf } from "../../buildkit/session/index.js";
import { mergeIndex } from "./merge-index.js";
import { digestOf, type RegistryClientOptions, registryClient, repositoryIn } from "./registry-client.js";
import type { IndexWish } from "./share.js";

const { signal } = new AbortController();
const nobody: CredentialSource = { credentials: async () => ({}) };
const types = {
  index: "application/vnd.oci.image.index.v1+json",
  manifest: "application/vnd.oci.image.manifest.v1+json",
  dockerList: "application/vnd.docker.distribution.manifest.list.v2+json",
  dockerManifest: "application/vnd.docker.distribution.manifest.v2+json",
};

interface Stored {
  readonly mediaType: string;
  readonly text: string;
}

interface FakeRegistry {
  readonly host: string;
  /** By `REPOSITORY REFERENCE`. */
  readonly manifests: Map<string, Stored>;
  readonly put: (repository: string, content: unknown, mediaType?: string) => string;
  readonly requests: string[];
}

/** Manifests and blobs by digest; `guard` answers instead when it returns true. */
async function fakeRegistry(
  guard: (request: IncomingMessage, response: ServerResponse) => boolean = () => false,
  certificate?: { readonly cert: string; readonly key: string },
): Promise<FakeRegistry> {
  const manifests = new Map<string, Stored>();
  const requests: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    requests.push(`${request.method} ${request.url}`);
    if (guard(request, response)) return;
    const [, repository = "", reference = ""] = /^\/v2\/(.+)\/(?:manifests|blobs)\/(.+)$/.exec(request.url ?? "") ?? [];
    const key = `${repository} ${reference}`;
    if (request.method === "PUT") {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      manifests.set(key, { mediaType: request.headers["content-type"] ?? "", text: Buffer.concat(chunks).toString() });
      response.writeHead(201).end();
      return;
    }
    const found = manifests.get(key);
    if (found === undefined) response.writeHead(request.url === "/v2/" ? 200 : 404).end("not there");
    else response.writeHead(200, { "content-type": found.mediaType }).end(found.text);
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => void answer(request, response);
  const server = certificate === undefined ? http.createServer(listener) : https.createServer(certificate, listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    host: `127.0.0.1:${port}`,
    manifests,
    requests,
    put(repository, content, mediaType = types.manifest) {
      const text = JSON.stringify(content);
      const digest = digestOf(Buffer.from(text));
      manifests.set(`${repository} ${digest}`, { mediaType, text });
      return digest;
    },
  };
}

function client(options: Partial<RegistryClientOptions> = {}) {
  return registryClient({ credentials: nobody, settings: new Map(), isInsecure: false, ...options });
}

function wish(names: readonly string[], more: Partial<IndexWish> = {}): IndexWish {
  return { names, isByDigest: false, annotations: {}, isInsecure: false, ...more };
}

/** The manifest of an image, with its config. */
function image(registry: FakeRegistry, config: Readonly<Record<string, unknown>>, mediaType = types.manifest): string {
  const digest = registry.put("app", config, "application/octet-stream");
  return registry.put("app", { config: { digest }, layers: [] }, mediaType);
}

test("images without an index are listed with the platform of their config", async () => {
  const registry = await fakeRegistry();
  const amd = image(registry, { os: "linux", architecture: "amd64" });
  const arm = image(registry, { os: "linux", architecture: "arm", variant: "v7", author: "x" });
  const index = await mergeIndex([amd, arm], wish([`${registry.host}/app:1`]), client(), signal);
  const pushed = registry.manifests.get("app 1");
  expect(pushed?.mediaType).toBe(types.index);
  const size = (digest: string) => registry.manifests.get(`app ${digest}`)?.text.length;
  const manifests = [
    { mediaType: types.manifest, digest: amd, size: size(amd), platform: { architecture: "amd64", os: "linux" } },
    {
      mediaType: types.manifest,
      digest: arm,
      size: size(arm),
      platform: { architecture: "arm", os: "linux", variant: "v7" },
    },
  ];
  expect(pushed?.text).toBe(JSON.stringify({ schemaVersion: 2, mediaType: types.index, manifests }, null, 2));
  expect(index).toEqual({
    mediaType: types.index,
    digest: digestOf(Buffer.from(pushed?.text ?? "")),
    size: pushed?.text.length,
  });
});

test("docker's images make docker's list, which has no annotations", async () => {
  const registry = await fakeRegistry();
  const amd = image(registry, { os: "linux", architecture: "amd64" }, types.dockerManifest);
  const annotations = { "annotation-index.a": "b", "annotation-manifest-descriptor.c": "d" };
  await mergeIndex([amd], wish([`${registry.host}/app`], { annotations }), client(), signal);
  const pushed = registry.manifests.get("app latest");
  expect(pushed?.mediaType).toBe(types.dockerList);
  expect(pushed?.text).not.toContain("annotations");
});

test("an entry that two nodes have is listed once, with the annotations of both", async () => {
  const registry = await fakeRegistry();
  const entry = {
    mediaType: types.manifest,
    digest: "sha256:same",
    size: 7,
    platform: { os: "linux", architecture: "amd64" },
  };
  const attested = { "vnd.docker.reference.type": "attestation-manifest" };
  const attestation = { mediaType: types.manifest, digest: "sha256:att", size: 9, annotations: attested };
  const indexes = [
    { manifests: [{ ...entry, annotations: { one: "1" } }, attestation] },
    { manifests: [{ ...entry, annotations: { two: "2" } }] },
  ].map((index) => registry.put("app", index, types.index));
  const annotations = {
    "annotation-index.org.example": "i",
    "annotation-manifest-descriptor[linux/amd64].platform": "yes",
    "annotation-manifest-descriptor[linux/arm64].platform": "no",
    "annotation-manifest.m": "in the manifest itself",
  };
  await mergeIndex(indexes, wish([`${registry.host}/app:1`], { annotations }), client(), signal);
  expect(JSON.parse(registry.manifests.get("app 1")?.text ?? "")).toEqual({
    schemaVersion: 2,
    mediaType: types.index,
    manifests: [{ ...entry, annotations: { one: "1", platform: "yes", two: "2" } }, attestation],
    annotations: { "org.example": "i" },
  });
});

test("a registry that sends a token server is shown its token, fetched once", async () => {
  const tokens = await fakeRegistry((_, response) => {
    response.writeHead(200).end(JSON.stringify({ token: "t0ken" }));
    return true;
  });
  const registry = await fakeRegistry((request, response) => {
    if (request.headers.authorization === "Bearer t0ken") return false;
    const challenge = `Bearer realm="http://${tokens.host}/token",service="s"`;
    response.writeHead(401, { "www-authenticate": challenge }).end();
    return true;
  });
  const amd = image(registry, { os: "linux", architecture: "amd64" });
  const credentials: CredentialSource = { credentials: async () => ({ username: "me", password: "pw" }) };
  await mergeIndex([amd], wish([`${registry.host}/app:1`, `${registry.host}/app:2`]), client({ credentials }), signal);
  expect([...registry.manifests.keys()].slice(-2)).toEqual(["app 1", "app 2"]);
  expect(tokens.requests).toEqual(["POST /token"]);
});

test("a registry that refuses is told with what it said", async () => {
  const registry = await fakeRegistry((request, response) => {
    if (request.method !== "PUT") return false;
    response.writeHead(403).end("no room");
    return true;
  });
  const amd = image(registry, { os: "linux", architecture: "amd64" });
  const merged = mergeIndex([amd], wish([`${registry.host}/app:1`]), client(), signal);
  await expect(merged).rejects.toThrow(`${registry.host} answered 403 to PUT app/manifests/1: no room`);
});

test("content that is not what its digest says is refused", async () => {
  const registry = await fakeRegistry();
  const digest = image(registry, { os: "linux", architecture: "amd64" });
  registry.manifests.set(`app ${digest}`, { mediaType: types.manifest, text: "{}" });
  await expect(client().manifest(repositoryIn(`${registry.host}/app`), digest, signal)).rejects.toThrow(
    `${registry.host} answered another manifest than ${digest}`,
  );
});

test("a registry on this machine is reached with TLS and without, whatever its certificate", async () => {
  const plain = await fakeRegistry();
  const secure = await fakeRegistry(undefined, makeCertificate({ name: "elsewhere.test" }));
  for (const registry of [plain, secure]) {
    const amd = image(registry, { os: "linux", architecture: "amd64" });
    await mergeIndex([amd], wish([`${registry.host}/app:1`]), client(), signal);
    expect(registry.manifests.has("app 1")).toBe(true);
  }
});

const otherName = (host: string) => host.replace("127.0.0.1", "127.1");

test.for([
  { title: "http", toml: "http = true", isSecure: false },
  { title: "insecure", toml: "insecure = true", isSecure: true },
  { title: "insecure, without TLS", toml: "insecure = true", isSecure: false },
])(
  "what is no name of this machine is reached as the builder's buildkitd.toml says: $title",
  async ({ toml, isSecure }) => {
    const registry = await fakeRegistry(undefined, isSecure ? makeCertificate({ name: "elsewhere.test" }) : undefined);
    // An address of this machine that is not written as one.
    const host = otherName(registry.host);
    const amd = image(registry, { os: "linux", architecture: "amd64" });
    const merge = (settings: RegistryClientOptions["settings"]) =>
      mergeIndex([amd], wish([`${host}/app:1`]), client({ settings }), signal);
    await expect(merge(new Map())).rejects.toThrow(`the registry ${host} cannot be reached: `);
    const files = { "buildkitd.toml": Buffer.from(`[registry."${host}"]\n${toml}\n`) };
    await merge(await registrySettings(files));
    expect(registry.manifests.has("app 1")).toBe(true);
  },
);

test.for([
  ["alpine", "registry-1.docker.io", "library/alpine"],
  ["docker.io/me/app", "registry-1.docker.io", "me/app"],
  ["me/app", "registry-1.docker.io", "me/app"],
  ["localhost:5000/app", "localhost:5000", "app"],
  ["ghcr.io/me/app", "ghcr.io", "me/app"],
])("%s is of %s", ([name = "", host, path]) => {
  expect(repositoryIn(name)).toEqual({ host, path });
});

test("a registry that only a proxy leads to is read and written through it", async () => {
  const authority = makeCertificate({ name: "authority" });
  const registry = await fakeRegistry(undefined, makeCertificate({ name: "registry.test", issuer: authority }));
  const asked: string[] = [];
  const proxy = http.createServer();
  proxy.on("connect", (request: IncomingMessage, socket: net.Socket) => {
    asked.push(request.url ?? "");
    const onward = net.connect(Number(registry.host.split(":")[1]), "127.0.0.1");
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    socket.pipe(onward).pipe(socket);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  onTestFinished(() => void proxy.close());
  const address = proxy.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const access = { isHttp: false, isInsecure: false, authorities: [authority.cert], keyPairs: [] };
  const { manifest, putManifest } = client({
    credentials: { ...nobody, proxyFor: proxiesOf({ HTTPS_PROXY: `http://127.0.0.1:${port}` }) },
    settings: new Map([["registry.test:5000", access]]),
  });
  const repository = repositoryIn("registry.test:5000/app");
  const bytes = Buffer.from("{}");
  await putManifest(repository, "v1", { mediaType: types.index, digest: digestOf(bytes), bytes }, signal);
  expect(await manifest(repository, "v1", signal)).toMatchObject({ mediaType: types.index, digest: digestOf(bytes) });
  expect(new Set(asked)).toEqual(new Set(["registry.test:5000"]));
  expect(registry.requests).toContain("PUT /v2/app/manifests/v1");
});
