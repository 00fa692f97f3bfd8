// A docker without the containerd image store, as many machines still have it: its BuildKit puts images into docker's own store
// and pushes nothing, so the engine pushes when all is built.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type Daemon, startDaemon } from "../engine/index.js";
import { openPeer } from "../peer.js";
import { bake, imageNames, openRegistry, runCommand, writeDockerConfig, writeFiles } from "../tools/index.js";
import { type BuildProject, build, openProject } from "./setting.js";

const shared = inject("engine");
let daemon: Daemon;
/** The shared one's registries with this docker. */
let engine: typeof shared;

beforeAll(async () => {
  daemon = await startDaemon(shared, "old-docker", { imageStore: "docker" });
  engine = { ...shared, dockerHost: daemon.dockerHost, buildkitHost: daemon.buildkitHost };
});

afterAll(async () => {
  await daemon[Symbol.asyncDispose]();
});

function run(project: BuildProject, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return build(engine, "docker", project, args, { env });
}

test("what is built stays in docker, with --load as well", async () => {
  using project = openProject(engine);
  const id = join(project.beside, "id");
  const kept = await run(project, ["-t", "acme/kept", "--iidfile", id, "--target=files", "."]);
  expect(kept.code, kept.stderr).toBe(0);
  expect(readFileSync(id, "utf8")).toMatch(/^sha256:/);
  const loaded = await run(project, ["-t", "acme/loaded", "--load", "--target=files", "."]);
  expect(loaded.code, loaded.stderr).toBe(0);
  expect(await imageNames(engine.dockerHost)).toEqual(
    expect.arrayContaining(["acme/kept:latest", "acme/loaded:latest"]),
  );
});

test("an inline cache and a local folder are written as anywhere", async () => {
  using project = openProject(engine);
  const args = ["--cache-to=type=inline", "-t", "acme/inline", "--target=files", "."];
  expect((await run(project, args)).code).toBe(0);
  const folder = await run(project, ["-o", "dist", "--target=files", "."]);
  expect(folder.code, folder.stderr).toBe(0);
  expect(readdirSync(join(project.folder, "dist"))).toEqual(["hello-amd64.txt"]);
});

describe("a push", () => {
  const registry = openRegistry(shared.registry);

  test("goes through the engine for every name, and the registry's digest is told", async () => {
    using project = openProject(engine);
    const names = ["a:1", "a:2", "b"].map((name) => `${engine.registry}/acme-old/${name}`);
    const metadata = join(project.beside, "metadata.json");
    const tags = names.flatMap((name) => ["-t", name]);
    const { code, stderr } = await run(project, [
      ...tags,
      "--push",
      "--metadata-file",
      metadata,
      "--target=files",
      ".",
    ]);
    expect(code, stderr).toBe(0);
    for (const name of names) expect(stderr).toMatch(new RegExp(`^#\\d+ pushing ${name} with docker$`, "m"));
    expect(stderr).toMatch(/^#\d+ pushing layer [0-9a-f]+ .*done$/m);
    expect(await registry.tags("acme-old/a")).toEqual(["1", "2"]);
    const { images } = await registry.images("acme-old/b", "latest");
    expect(images.map(({ platform }) => platform)).toEqual(["linux/amd64"]);
    const told = JSON.parse(readFileSync(metadata, "utf8"));
    expect(told["containerimage.digest"]).toBe((await registry.resolve("acme-old/a", "1"))?.digest);
    expect(told["containerimage.config.digest"]).toBe(images[0]?.configDigest);
  });

  test("tells the same as docker-buildx does", async () => {
    using project = openProject(engine);
    await using peer = await openPeer(engine);
    const args = (who: string) => [
      ...["--push", "-t", `${engine.registry}/acme-old/${who}`, "--target=files"],
      ...["--metadata-file", join(project.beside, `${who}.json`), "."],
    ];
    const ours = await run(project, args("ours"));
    expect(ours.code, ours.stderr).toBe(0);
    const theirs = await runCommand([engine.buildx, "build", "--progress=plain", ...args("theirs")], {
      cwd: project.folder,
      env: peer.env,
    });
    expect(theirs.code, theirs.stderr).toBe(0);
    const [our, their] = ["ours", "theirs"].map((who) => {
      const text = readFileSync(join(project.beside, `${who}.json`), "utf8");
      return JSON.parse(text);
    });
    expect(Object.keys(our).sort()).toEqual(Object.keys(their).sort());
    expect(our["containerimage.digest"]).toBe(their["containerimage.digest"]);
    expect(our["containerimage.config.digest"]).toBe(their["containerimage.config.digest"]);
  });

  test("of bake is that of its targets alone, and shows the login", async () => {
    using project = openProject(engine);
    const name = `${engine.authRegistry}/acme-old/closed`;
    const hcl = `target "default" {
      contexts = { base = "target:base" }
      dockerfile-inline = "FROM base"
      tags = ["${name}"]
      output = ["type=registry"]
    }
    target "base" {
      target = "files"
      tags = ["${name}-base"]
      output = ["type=registry"]
    }`;
    writeFiles(project.folder, new Map([["docker-bake.hcl", hcl]]));
    const config = join(project.beside, "config");
    const login = { [engine.authRegistry]: { user: engine.authUser, password: engine.authPassword } };
    writeDockerConfig(config, login);
    const env = { DOCKER_HOST: engine.dockerHost, DOCKER_CONFIG: config };
    const { code, stderr } = await bake(["--progress=plain"], { cwd: project.folder, env });
    expect(code, stderr).toBe(0);
    const closed = openRegistry(engine.authRegistry, { user: engine.authUser, password: engine.authPassword });
    expect(await closed.tags("acme-old/closed")).toEqual(["latest"]);
    expect(await closed.tags("acme-old/closed-base")).toEqual([]);
  });

  test("that the registry refuses fails the target, says so and hints at logging in", async () => {
    using project = openProject(engine);
    const name = `${engine.authRegistry}/acme-old/refused:1`;
    const args = ["--push", "-t", name, "--target=files", "."];
    const { code, stderr } = await run(project, args, { DOCKER_CONFIG: project.beside });
    expect(code).toBe(1);
    expect(stderr).toContain(`error[build-failed]: docker cannot push ${name}: `);
    expect(stderr).toContain(`docker login ${engine.authRegistry}`);
  });
});

describe("what its store cannot do is refused before anything is built", () => {
  const rows: readonly (readonly [args: readonly string[], says: string])[] = [
    [["-o", "type=oci,dest=x.tar"], "Docker's own image store cannot write OCI archives"],
    [["-o", "type=docker,dest=x.tar"], "Docker's own image store cannot write docker archives"],
    [["--cache-to=type=local,dest=c"], "Docker's own image store cannot export a cache of type=local"],
    [["--platform=linux/amd64,linux/arm64"], "This docker cannot build several platforms at once"],
    [["--attest=type=sbom"], "Docker's own image store cannot hold attestations"],
    [["-t", "a", "-o", "type=image,push=true,push-by-digest=true"], "Docker cannot push by digest alone"],
    [["--push"], "An image that is pushed needs a name"],
  ];
  test.for(rows)("%j", async ([args, says]) => {
    using project = openProject(engine);
    const { code, stderr } = await run(project, [...args, "."]);
    expect(code).toBe(1);
    expect(stderr).toContain(`: ${says}`);
    expect(stderr).not.toContain("load build definition");
  });
});
