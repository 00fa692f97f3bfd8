import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { connect, solve } from "../buildkit/index.js";
import { fileSync } from "../buildkit/session/index.js";
import { type BuilderWorld, chooseBuilder, readTraits } from "./index.js";

const engine = inject("engine");
const { signal } = new AbortController();
const socketPath = engine.dockerHost.replace("unix://", "");
/** Of this run, so that two runs on one engine leave each other alone. */
const image = `bakehouse-builder-test:${randomUUID()}`;

let home: string;
let world: BuilderWorld;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "builder-"));
  world = { env: { DOCKER_HOST: engine.dockerHost }, home, sockets: [] };
});
afterAll(async () => {
  await docker("DELETE", `/images/${image}?force=1`);
  await rm(home, { recursive: true });
});

/** One call of docker's API, apart from the code under test. */
async function docker(method: string, path: string, json?: unknown): Promise<{ status: number; body: Buffer }> {
  const request = http.request({ socketPath, method, path, headers: { "content-type": "application/json" } });
  request.end(json === undefined ? undefined : JSON.stringify(json));
  const [response] = await once(request, "response");
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, body: Buffer.concat(chunks) };
}

/** Puts an image into the engine, made of busybox and these scripts in /bin. */
async function buildImage(scripts: Readonly<Record<string, string>>): Promise<void> {
  await using control = await connect({ kind: "dockerd", address: engine.dockerHost }, signal);
  const files = new Map<string, Uint8Array>([["busybox", await readFile(engine.busybox)]]);
  const dockerfile = `FROM scratch\nCOPY --chmod=755 . /bin/\n`;
  for (const [name, text] of Object.entries(scripts)) files.set(name, Buffer.from(text));
  const directories = new Map([
    ["context", { kind: "memory", files }],
    ["dockerfile", { kind: "memory", files: new Map([["Dockerfile", Buffer.from(dockerfile)]]) }],
  ] as const);
  await using session = await control.openSession(
    { sharedKey: randomUUID(), attachables: [fileSync(directories)] },
    signal,
  );
  const request = {
    ref: randomUUID(),
    session: session.id,
    frontend: "dockerfile.v0",
    frontendAttrs: {},
    // Of the engine itself: it files short names as docker does.
    exporters: [{ type: "moby", attrs: { name: image } }],
    cacheExports: [],
    cacheImports: [],
    entitlements: [],
  };
  for await (const _event of solve(control, { request }, signal));
}

test("the docker driver reaches the engine's BuildKit and knows what it is", async () => {
  const builder = await chooseBuilder(undefined, world);
  expect(builder).toMatchObject({ driver: "docker", reason: "DOCKER_HOST names it" });
  await using control = await builder.nodes[0].connect(signal);
  const traits = await readTraits(control, signal);
  expect(traits).toMatchObject({ isDocker: true, hasContainerdStore: true });
  expect(traits.hostGatewayIp).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  expect(traits.capabilities.llb.has("exporter.image.attestations")).toBe(true);
});

test("an image archive is loaded into the engine", async () => {
  await buildImage({});
  const { body: archive } = await docker("GET", `/images/${image}/get`);
  await docker("DELETE", `/images/${image}?force=1`);
  expect(await docker("GET", `/images/${image}/json`)).toMatchObject({ status: 404 });

  const { nodes } = await chooseBuilder(undefined, world);
  expect(await nodes[0].docker?.takesOci(signal)).toBe(true);
  await nodes[0].docker?.load(inPieces(archive), signal);
  expect(await docker("GET", `/images/${image}/json`)).toMatchObject({ status: 200 });
});

async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000);
}

test("what is no image archive is refused with the engine's words", async () => {
  const { nodes } = await chooseBuilder(undefined, world);
  await expect(nodes[0].docker?.load(inPieces(Buffer.alloc(4096, "no tar")), signal)).rejects.toMatchObject({
    name: "DockerError",
    endpoint: engine.dockerHost,
    message: expect.stringContaining("tar"),
  });
});

test("an archive that breaks off is an error, and not half an image", async () => {
  const { nodes } = await chooseBuilder(undefined, world);
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.alloc(512, 1);
    throw new Error("the build failed");
  }
  await expect(nodes[0].docker?.load(broken(), signal)).rejects.toThrow("the build failed");
});

test("a docker engine that is taken for a buildkitd is told of", async () => {
  const wrong: BuilderWorld = { env: { BUILDKIT_HOST: engine.dockerHost, DOCKER_CONFIG: home }, home, sockets: [] };
  const [node] = (await chooseBuilder(undefined, wrong)).nodes;
  const connecting = (async () => {
    await using control = await node.connect(signal);
    await control.info(signal);
  })();
  await expect(connecting).rejects.toThrow(/^Cannot reach BuildKit at unix:.* (hung up; if it is|does not speak)/);
});
