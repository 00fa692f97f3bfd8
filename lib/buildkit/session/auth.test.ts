import { createPublicKey, verify } from "node:crypto";
import * as fs from "node:fs";
import http, { type IncomingMessage } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { StatusCode } from "../errors.js";
import * as gen from "../gen/session.js";
import {
  type CredentialSource,
  type DockerConfigOptions,
  dockerCredentials,
  type RegistryAuthOptions,
  type RegistryCredentials,
  registryAuth,
  tokenSeeds,
} from "./index.js";
import { collect, rawDaemon } from "./testing/raw-daemon.js";
import { layOut, scratch } from "./testing/scratch.js";

const signal = new AbortController().signal;

function docker(files: Readonly<Record<string, unknown>>, options: Partial<DockerConfigOptions> = {}) {
  const directory = scratch();
  layOut(directory, Object.fromEntries(Object.entries(files).map(([name, value]) => [name, JSON.stringify(value)])));
  return dockerCredentials({ directory, env: process.env, now: () => 0, ...options });
}

function basic(text: string): string {
  return Buffer.from(text).toString("base64");
}

test.for<{ title: string; config: unknown; host: string; found: RegistryCredentials }>([
  {
    title: "an exact host",
    config: { auths: { "reg.example:5000": { auth: basic("me:pa:ss") } } },
    host: "reg.example:5000",
    found: { username: "me", password: "pa:ss" },
  },
  {
    title: "a host with scheme and path",
    config: { auths: { "https://reg.example/v2/": { auth: basic("me:pw") } } },
    host: "reg.example",
    found: { username: "me", password: "pw" },
  },
  {
    title: "Docker Hub",
    config: { auths: { "https://index.docker.io/v1/": { auth: basic("me:pw") } } },
    host: "registry-1.docker.io",
    found: { username: "me", password: "pw" },
  },
  {
    title: "a registry that shares Docker Hub's credentials",
    config: { auths: { "https://index.docker.io/v1/": { auth: basic("me:pw") } } },
    host: "dhi.io",
    found: { username: "me", password: "pw" },
  },
  {
    title: "name and password apart",
    config: { auths: { r: { username: "me", password: "pw" } } },
    host: "r",
    found: { username: "me", password: "pw" },
  },
  {
    title: "an identity token",
    config: { auths: { r: { auth: basic("00000000:"), identitytoken: "id" } } },
    host: "r",
    found: { username: "00000000", password: "", identityToken: "id" },
  },
  {
    title: "a registry token",
    config: { auths: { r: { registrytoken: "t" } } },
    host: "r",
    found: { registryToken: "t" },
  },
  { title: "another host", config: { auths: { r: { auth: basic("me:pw") } } }, host: "s", found: {} },
  { title: "an empty config", config: {}, host: "r", found: {} },
])("credentials of docker's config: $title", async ({ config, host, found }) => {
  expect(await docker({ "config.json": config }).credentials(host, signal)).toEqual(found);
});

test("without a config file nobody has credentials", async () => {
  expect(await docker({}).credentials("r", signal)).toEqual({});
});

test("DOCKER_AUTH_CONFIG goes before the file, which serves the other hosts", async () => {
  const source = docker(
    { "config.json": { auths: { r: { auth: basic("file:1") }, s: { auth: basic("file:2") } } } },
    { authConfig: JSON.stringify({ auths: { r: { auth: basic("env:3") } } }) },
  );
  expect(await source.credentials("r", signal)).toEqual({ username: "env", password: "3" });
  expect(await source.credentials("s", signal)).toEqual({ username: "file", password: "2" });
});

test.for([
  { title: "a config that is no JSON", text: "{", message: /config\.json" is not the JSON that docker login writes/ },
  {
    title: "an auth that is no NAME:PASSWORD",
    text: '{"auths":{"r":{"auth":"eHh4"}}}',
    message: /no base64 of NAME:PASSWORD/,
  },
])("$title is told", async ({ text, message }) => {
  const directory = scratch();
  layOut(directory, { "config.json": text });
  await expect(dockerCredentials({ directory, env: {}, now: () => 0 }).credentials("r", signal)).rejects.toThrow(
    message,
  );
});

/** Puts docker-credential-NAME programs on the path; each notes when it starts and ends. */
function helpers(scripts: Readonly<Record<string, string>>) {
  const bin = scratch();
  const log = join(bin, "log");
  for (const [name, script] of Object.entries(scripts)) {
    const file = join(bin, `docker-credential-${name}`);
    fs.writeFileSync(
      file,
      `#!/bin/sh\nread server\necho "start $1 $server" >> "${log}"\n${script}\necho end >> "${log}"\n`,
    );
    fs.chmodSync(file, 0o755);
  }
  return {
    env: { PATH: `${bin}:/usr/bin:/bin` },
    log: () => (fs.existsSync(log) ? fs.readFileSync(log, "utf8").trim().split("\n") : []),
  };
}

test("helpers are asked: the host's own, else the store; a token among them is an identity token", async () => {
  const { env } = helpers({
    own: `echo '{"ServerURL":"r","Username":"<token>","Secret":"id"}'`,
    store: `echo '{"ServerURL":"s","Username":"me","Secret":"pw"}'`,
  });
  const source = docker(
    { "config.json": { credsStore: "store", credHelpers: { r: "own" }, auths: { r: { auth: basic("file:1") } } } },
    { env },
  );
  expect(await source.credentials("r", signal)).toEqual({ identityToken: "id" });
  expect(await source.credentials("s", signal)).toEqual({ username: "me", password: "pw" });
});

test("a helper that has nothing means no credentials; one that fails, or is missing, is told", async () => {
  const { env } = helpers({
    empty: "echo credentials not found in native keychain; exit 1",
    broken: "echo 'the keychain is locked'; exit 1",
    garbage: "echo hello",
  });
  const config = { credHelpers: { r: "empty", s: "broken", t: "missing", u: "garbage" } };
  const source = docker({ "config.json": config }, { env });
  expect(await source.credentials("r", signal)).toEqual({});
  await expect(source.credentials("s", signal)).rejects.toThrow(
    "docker-credential-broken failed for s: the keychain is locked",
  );
  await expect(source.credentials("t", signal)).rejects.toThrow(
    /^cannot run docker-credential-missing, which ".*config.json" names for t/,
  );
  await expect(source.credentials("u", signal)).rejects.toThrow(
    "docker-credential-garbage answered something that is no JSON",
  );
});

test("helpers run one at a time, and an answer is kept for less than five minutes", async () => {
  let time = 0;
  const { env, log } = helpers({ store: `echo '{"Username":"me","Secret":"pw"}'` });
  const source = docker({ "config.json": { credsStore: "store" } }, { env, now: () => time });
  await Promise.all(["r", "s", "r"].map((host) => source.credentials(host, signal)));
  expect(log()).toEqual(["start get r", "end", "start get s", "end"]);
  time = 289_000;
  await source.credentials("r", signal);
  expect(log().length).toBe(4);
  time = 291_000;
  await source.credentials("r", signal);
  expect(log().slice(4)).toEqual(["start get r", "end"]);
});

interface Decoder<T> {
  decode(message: Uint8Array): T;
}

/** Calls a method of the attachable as the daemon does, and gives its answer. */
async function ask<T>(options: Partial<RegistryAuthOptions>, method: string, request: Uint8Array, answer: Decoder<T>) {
  const credentials: CredentialSource = { credentials: async () => ({}) };
  await using daemon = rawDaemon([
    registryAuth({ credentials, seeds: tokenSeeds(scratch()), fetchesTokens: true, ...options }),
  ]);
  const call = daemon.call(`/moby.filesync.v1.Auth/${method}`);
  call.send(request);
  call.halfClose();
  const messages = await collect(call.messages);
  return { status: await call.status, answer: messages.map((message) => answer.decode(message))[0] };
}

function knowing(found: RegistryCredentials): CredentialSource {
  return { credentials: async () => found };
}

function credentialsOf(found: RegistryCredentials) {
  const request = gen.CredentialsRequest.encode({ host: "r" }).finish();
  return ask({ credentials: knowing(found) }, "Credentials", request, gen.CredentialsResponse);
}

test("the daemon gets name and password, an identity token without a name, or nothing", async () => {
  expect((await credentialsOf({ username: "me", password: "pw" })).answer).toEqual({ username: "me", secret: "pw" });
  expect((await credentialsOf({ username: "x", password: "y", identityToken: "id" })).answer).toMatchObject({
    secret: "id",
  });
  expect(await credentialsOf({})).toMatchObject({ status: { code: 0 } });
});

test("a failing helper is what the daemon is told", async () => {
  const credentials: CredentialSource = { credentials: () => Promise.reject(new Error("the keychain is locked")) };
  const request = gen.CredentialsRequest.encode({ host: "r" }).finish();
  const { status } = await ask({ credentials }, "Credentials", request, gen.CredentialsResponse);
  expect(status).toEqual({ code: StatusCode.unknown, message: "the keychain is locked" });
});

test("the token authority is the same for the same salt, host and home, and signs what it is given", async () => {
  const directory = scratch();
  const credentials = knowing({ username: "me", password: "pw" });
  const salt = Buffer.alloc(32, 1);
  const publicKey = async (host: string, from: Uint8Array, options: Partial<RegistryAuthOptions> = {}) => {
    const request = gen.GetTokenAuthorityRequest.encode({ host, salt: from }).finish();
    const all = { credentials, seeds: tokenSeeds(directory), ...options };
    const { answer } = await ask(all, "GetTokenAuthority", request, gen.GetTokenAuthorityResponse);
    return Buffer.from(answer?.publicKey ?? []).toString("hex");
  };
  const key = await publicKey("r", salt);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(await publicKey("r", salt)).toBe(key);
  expect(await publicKey("s", salt)).not.toBe(key);
  expect(await publicKey("r", Buffer.alloc(32, 2))).not.toBe(key);
  expect(await publicKey("r", salt, { credentials: knowing({}) })).not.toBe(key);
  expect(JSON.parse(fs.readFileSync(join(directory, ".token_seed"), "utf8"))).toEqual({
    r: { Seed: expect.stringMatching(/^[\w+/]{22}==$/) },
    s: { Seed: expect.any(String) },
  });
  expect(fs.statSync(join(directory, ".token_seed")).mode & 0o777).toBe(0o600);

  const payload = Buffer.alloc(32, 9);
  const request = gen.VerifyTokenAuthorityRequest.encode({ host: "r", payload, salt }).finish();
  const verifying = { credentials, seeds: tokenSeeds(directory) };
  const { answer } = await ask(verifying, "VerifyTokenAuthority", request, gen.VerifyTokenAuthorityResponse);
  const signed = Buffer.from(answer?.signed ?? []);
  expect(signed.subarray(64)).toEqual(payload);
  const x = Buffer.from(key, "hex").toString("base64url");
  const verifier = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  expect(verify(null, payload, verifier, signed.subarray(0, 64))).toBe(true);
});

test("a seed that another client wrote is used", async () => {
  const directory = scratch();
  layOut(directory, { ".token_seed": '{"r": {"Seed": "AAAAAAAAAAAAAAAAAAAAAA=="}}' });
  expect(await tokenSeeds(directory).seed("r")).toEqual(Buffer.alloc(16));
});

test("a home that cannot be written still gives a seed", async () => {
  const root = scratch();
  layOut(root, { file: "" });
  expect((await tokenSeeds(join(root, "file")).seed("r")).length).toBe(16);
});

test("where tokens are not fetched here the authority is unavailable, so that the daemon fetches them", async () => {
  const request = gen.GetTokenAuthorityRequest.encode({ host: "r", salt: Buffer.alloc(32) }).finish();
  const { status } = await ask({ fetchesTokens: false }, "GetTokenAuthority", request, gen.GetTokenAuthorityResponse);
  expect(status.code).toBe(StatusCode.unavailable);
});

/** A token server; `answer` gives status and body, and every request is noted. */
async function tokenServer(answer: (request: IncomingMessage, body: string) => readonly [number, unknown]) {
  const seen: string[] = [];
  const server = http.createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const authorization = request.headers.authorization;
    seen.push([request.method, request.url, body, authorization].filter(Boolean).join(" "));
    const [status, value] = answer(request, body);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  onTestFinished(close);
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { realm: `http://127.0.0.1:${port}/token?a=b`, origin: `http://127.0.0.1:${port}`, seen, close };
}

async function tokenFor(realm: string, found: RegistryCredentials, onUse?: (text: string) => void) {
  const request = gen.FetchTokenRequest.encode({
    clientId: "buildkit-client",
    host: "r",
    realm,
    service: "svc",
    scopes: ["repository:a/b:pull,push", "repository:c:pull"],
  }).finish();
  const options = { credentials: knowing(found), ...(onUse === undefined ? {} : { onUse }) };
  const { status, answer } = await ask(options, "FetchToken", request, gen.FetchTokenResponse);
  return {
    status,
    token: answer?.token,
    expiresIn: Number(answer?.expiresIn ?? 0),
    issuedAt: Number(answer?.issuedAt ?? 0),
  };
}

const scopes = "scope=repository%3Aa%2Fb%3Apull%2Cpush";
const twoScopes = `${scopes}&scope=repository%3Ac%3Apull`;
const joinedScopes = `${scopes}+repository%3Ac%3Apull`;

test.for<{ title: string; found: RegistryCredentials; seen: string }>([
  { title: "nobody", found: {}, seen: `GET /token?a=b&service=svc&${twoScopes}` },
  {
    title: "a password",
    found: { username: "me", password: "p&w" },
    seen: `POST /token?a=b service=svc&client_id=buildkit-client&${joinedScopes}&grant_type=password&username=me&password=p%26w`,
  },
  {
    title: "an identity token",
    found: { username: "ignored", password: "", identityToken: "id" },
    seen: `POST /token?a=b service=svc&client_id=buildkit-client&${joinedScopes}&grant_type=refresh_token&refresh_token=id`,
  },
])("a token is fetched for $title", async ({ found, seen: wanted }) => {
  const { realm, seen } = await tokenServer(() => [
    200,
    { access_token: "tok", expires_in: 300, issued_at: "2024-05-06T07:08:09.5Z" },
  ]);
  expect(await tokenFor(realm, found)).toEqual({
    status: { code: 0, message: "" },
    token: "tok",
    expiresIn: 300,
    issuedAt: 1_714_979_289,
  });
  expect(seen).toEqual([wanted]);
});

test.for([404, 405, 401])("a token server that answers %i to a POST is asked with GET", async (status) => {
  const { realm, seen } = await tokenServer(({ method }) =>
    method === "POST" ? [status, {}] : [200, { token: "tok" }],
  );
  expect(await tokenFor(realm, { username: "me", password: "pw" })).toMatchObject({
    token: "tok",
    expiresIn: 60,
    issuedAt: 0,
  });
  expect(seen[1]).toBe(`GET /token?a=b&service=svc&${twoScopes} Basic ${basic("me:pw")}`);
});

test("a registry token is used as it is", async () => {
  expect(await tokenFor("http://127.0.0.1:1/", { registryToken: "static" })).toMatchObject({
    token: "static",
    expiresIn: 60,
  });
});

test("refused credentials, a failing and an absent token server are told apart, and no secret is in the message", async () => {
  const refusing = await tokenServer(() => [401, {}]);
  expect((await tokenFor(refusing.realm, { username: "me", password: "hush" })).status).toEqual({
    code: StatusCode.unauthenticated,
    message: `the token server of r at ${refusing.origin} refused the credentials (401 Unauthorized): log in to r again`,
  });
  const failing = await tokenServer(() => [503, {}]);
  expect((await tokenFor(failing.realm, { username: "me", password: "hush" })).status).toEqual({
    code: StatusCode.unavailable,
    message: `the token server of r at ${failing.origin} answered 503 Service Unavailable`,
  });
  const empty = await tokenServer(() => [200, { nothing: true }]);
  expect((await tokenFor(empty.realm, {})).status.message).toBe(
    `the token server of r at ${empty.origin} answered without a token`,
  );
  const gone = await tokenServer(() => [200, {}]);
  await gone.close();
  expect((await tokenFor(gone.realm, {})).status.message).toContain(
    `the token server of r at ${gone.origin} cannot be reached: connect ECONNREFUSED`,
  );
});

test("each use of credentials is told once", async () => {
  const uses: string[] = [];
  const { realm } = await tokenServer(() => [200, { token: "tok" }]);
  await tokenFor(realm, { username: "me", password: "pw" }, (text) => uses.push(text));
  expect(uses).toEqual(["a/b:pull,push c:pull token for r"]);
});
