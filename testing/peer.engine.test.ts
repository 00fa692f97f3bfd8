// Shows on the peer's work that what other tests read images with reads right.

import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { openPeer } from "./peer.js";
import {
  type CommandResult,
  countingProxy,
  elfMachine,
  engineLogins,
  imageFor,
  imageNames,
  offlineBase,
  openRegistry,
  readOciLayout,
  readTar,
  removeImage,
  rootFiles,
  savedImage,
  writeFiles,
} from "./tools/index.js";

const engine = inject("engine");
const platforms = ["linux/amd64", "linux/arm64"];
const base = offlineBase(engine, ["app"]);
const args = ["-f", "docker-bake.hcl", ...base.args];

const project = new Map([
  [
    "docker-bake.hcl",
    `group "default" { targets = ["app"] }
target "app" {
  platforms = ["linux/amd64", "linux/arm64"]
  labels    = { "org.example.made" = "here" }
  attest    = ["type=provenance,disabled=true"]
}
`,
  ],
  [
    "Dockerfile",
    `FROM alpine
COPY --chmod=640 text.txt /srv/
RUN sh -c 'ln -s text.txt /srv/link && rm /etc/group && uname -s > /srv/kernel'
`,
  ],
  ["text.txt", "a text\n"],
]);

let folder = "";
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "peer-test-")));
  writeFiles(folder, project);
});
afterEach(() => rmSync(folder, { recursive: true }));

test.for(["docker", "plain"] as const)(
  "an image that the peer builds through %s can be read whole",
  async (builder) => {
    await using peer = await openPeer(engine, builder);
    const annotations = ["--set", "app.annotations=manifest:org.example.kind=test"];
    const output = ["--set", "app.output=type=oci,dest=out.tar"];
    const { code, stderr } = await peer.bake(folder, [...args, ...output, ...annotations], base.env);
    expect(code, stderr).toBe(0);

    const layout = await readOciLayout(join(folder, "out.tar"));
    expect(layout.images.map(({ platform }) => platform).sort()).toEqual(platforms);
    expect(layout.attestations).toEqual([]);
    for (const platform of platforms) {
      const image = imageFor(layout, platform);
      expect(image.config.config?.Labels).toMatchObject({ "org.example.made": "here" });
      expect(image.manifest.annotations).toEqual({ "org.example.kind": "test" });
      expect(layout.digests).toContain(image.configDigest);
      expect(image.layers.map(({ digest }) => digest)).toEqual(image.manifest.layers.map(({ digest }) => digest));

      const root = await rootFiles(image);
      expect(root.get("srv/text.txt")).toMatchObject({ type: "file", mode: 0o640, content: Buffer.from("a text\n") });
      expect(root.get("srv/link")).toMatchObject({ type: "symlink", target: "text.txt" });
      expect(root.get("srv/kernel")?.content.toString()).toBe("Linux\n");
      expect(root.get("tmp")).toMatchObject({ type: "directory", mode: 0o1777 });
      expect(root.has("etc/passwd")).toBe(true);
      expect(root.has("etc/group")).toBe(false);
      const busybox = root.get("bin/busybox")?.content ?? Buffer.alloc(0);
      expect(elfMachine(busybox)).toBe(platform === "linux/arm64" ? "aarch64" : "x86-64");
    }
  },
);

test("provenance is told apart from images", async () => {
  await using peer = await openPeer(engine);
  const attest = ["--set", "app.attest=type=provenance,mode=max", "--set", "app.output=type=oci,dest=out.tar"];
  expectBuilt(await peer.bake(folder, [...args, ...attest], base.env));
  const layout = await readOciLayout(join(folder, "out.tar"));
  expect(layout.images.map(({ platform }) => platform).sort()).toEqual(platforms);
  expect(layout.attestations.map(({ platform }) => platform)).toEqual(["unknown/unknown", "unknown/unknown"]);
});

test("what is pushed can be read back, and a second push sends no blob", async () => {
  await using peer = await openPeer(engine, "plain");
  await using proxy = await countingProxy(engine.registry);
  const registry = openRegistry(engine.registry);
  const repository = `peer/${Date.now()}`;
  const push = [...args, "--push", "--set", `app.tags=${proxy.host}/${repository}:one`];

  expectBuilt(await peer.bake(folder, push, base.env));
  const { indexes, images } = await registry.images(repository, "one");
  expect(indexes).toHaveLength(1);
  const blobs = new Set(images.flatMap((image) => [image.configDigest, ...image.layers.map(({ digest }) => digest)]));
  expect(new Set(proxy.uploadedBlobs())).toEqual(blobs);
  expect(proxy.pushedManifests()).toContain(`${repository} one`);
  expect(await registry.tags(repository)).toEqual(["one"]);
  expect(await registry.repositories()).toContain(repository);
  expect((await rootFiles(imageFor({ images }, "linux/arm64"))).get("srv/text.txt")?.content.toString()).toBe(
    "a text\n",
  );
  for (const digest of blobs) expect(await registry.hasBlob(repository, digest)).toBe(true);

  const [requests, uploads] = [proxy.requests.length, proxy.uploadedBlobs().length];
  expectBuilt(await peer.bake(folder, push, base.env));
  expect(proxy.requests.length).toBeGreaterThan(requests);
  expect(proxy.uploadedBlobs()).toHaveLength(uploads);
  expect(await registry.resolve(repository, "two")).toBeUndefined();
  expect(await registry.tags("peer/never-pushed")).toEqual([]);
});

test("the registry with basic auth takes the engine's login and nobody else's", async () => {
  await using peer = await openPeer(engine);
  const name = `${engine.authRegistry}/peer/auth:one`;
  const push = [...args, "--push", "--set", `app.tags=${name}`];
  expectBuilt(await peer.bake(folder, push, base.env));
  const login = engineLogins(engine)[engine.authRegistry];
  expect(await openRegistry(engine.authRegistry, login).tags("peer/auth")).toEqual(["one"]);
  await expect(openRegistry(engine.authRegistry).tags("peer/auth")).rejects.toThrow("401");
  const stranger = await peer.bake(folder, push, { ...base.env, DOCKER_CONFIG: folder });
  expect(stranger.code).toBe(1);
  expect(stranger.stderr).toMatch(/401|unauthorized|credentials/i);
});

test("an image that is loaded can be read out of the daemon", async () => {
  await using peer = await openPeer(engine);
  const name = "peer/loaded:one";
  const load = [...args, "--load", "--set", `app.tags=${name}`, "--set", "app.platform=linux/amd64"];
  try {
    expectBuilt(await peer.bake(folder, load, base.env));
    expect(await imageNames(engine.dockerHost)).toContain(name);
    const saved = await savedImage(engine.dockerHost, name);
    expect(saved?.images.map(({ config }) => config.config?.Labels?.["org.example.made"])).toEqual(["here"]);
  } finally {
    await removeImage(engine.dockerHost, name);
  }
  expect(await savedImage(engine.dockerHost, name)).toBeUndefined();
});

test("files that are built come out for each platform, in a folder or a tar", async () => {
  await using peer = await openPeer(engine);
  const outputs = ["--set", "app.output=type=local,dest=out", "--set", "app.output=type=tar,dest=out.tar"];
  expectBuilt(await peer.bake(folder, [...args, ...outputs], base.env));
  expect(elfMachine(join(folder, "out/linux_arm64/bin/busybox"))).toBe("aarch64");
  const names = (await readTar(readFileSync(join(folder, "out.tar")))).map(({ path }) => path);
  expect(names).toContain("linux_amd64/srv/text.txt");
});

test("the peer prints what it would build, and says its version", async () => {
  await using peer = await openPeer(engine);
  expect(peer.version).toMatch(/^\d+\.\d+\.\d+$/);
  const printed = await peer.print(folder, ["-f", "docker-bake.hcl", "app"]);
  expect(printed).toMatchObject({ target: { app: { context: ".", dockerfile: "Dockerfile", platforms } } });
  await expect(peer.print(folder, ["nothing"])).rejects.toThrow("nothing");
});

function expectBuilt({ code, stderr }: CommandResult): void {
  expect(code, stderr).toBe(0);
}
