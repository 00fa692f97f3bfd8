// Folders that several builds write to at once: local caches and OCI layouts, whose index is one file.

import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { startDaemon } from "../engine/index.js";
import { builderEnv } from "../examples/setting.js";
import { openPeer } from "../peer.js";
import { bake, runCommand, writeFiles } from "../tools/index.js";
import { type BuildProject, build, openProject } from "./setting.js";

const engine = inject("engine");

test("no tag is lost when processes of ours and docker-buildx export a cache to one folder at once", async () => {
  using project = openProject(engine);
  await using peer = await openPeer(engine);
  const cache = join(project.beside, "cache");
  const args = (tag: string) => [`--cache-to=type=local,dest=${cache},mode=max,tag=${tag}`, "--target=files", "."];
  const ours = ["a", "b", "c", "d", "e", "f"];
  const results = await Promise.all([
    ...ours.map((tag) => build(engine, "docker", project, args(tag))),
    runCommand([engine.buildx, "build", "--progress=plain", ...args("theirs")], {
      cwd: project.folder,
      env: peer.env,
    }),
  ]);
  const theirs = results.at(-1);
  // It does not wait for a lock that another has, and then fails; it must not be the cause of a lost tag.
  const wanted = theirs?.code === 0 ? [...ours, "theirs"] : ours;
  for (const { code, stderr } of results.slice(0, ours.length)) expect(code, stderr).toBe(0);
  expect(tagsIn(cache)).toEqual(expect.arrayContaining(wanted));
  expect(existsSync(join(cache, "index.json.lock"))).toBe(false);
});

test("no image is lost when targets of one run export to one layout folder", async () => {
  using project = openProject(engine);
  const names = Array.from({ length: 8 }, (_, index) => `t${index}`);
  const targets = names.map(
    (name) =>
      `target "${name}" {\n target = "files"\n tags = ["acme/${name}"]\n output = ["type=oci,tar=false,dest=layout"]\n}`,
  );
  writeFiles(project.folder, new Map([["docker-bake.hcl", targets.join("\n")]]));
  const { code, stderr } = await bake(["--progress=plain", ...names], {
    cwd: project.folder,
    env: builderEnv(engine, "plain", project.beside),
  });
  expect(code, stderr).toBe(0);
  const index = indexOf(join(project.folder, "layout"));
  expect(index.map(({ annotations }) => annotations["io.containerd.image.name"]).sort()).toEqual(
    names.map((name) => `docker.io/acme/${name}:latest`),
  );
});

test("reset=true leaves of a cache what its tags refer to, and it can be used", async () => {
  using project = openProject(engine);
  const cache = join(project.beside, "cache");
  const to = (tag: string, more = "") => `--cache-to=type=local,dest=${cache},mode=max,tag=${tag}${more}`;
  const output = ["-o", "dist", "--secret=id=token,src=token.txt", "."];
  await must(project, [to("kept"), "--target=files", "."]);
  await must(project, [to("latest"), ...output]);
  const first = blobsIn(cache);
  writeFileSync(join(project.folder, "nonce.txt"), randomUUID());
  await must(project, [to("latest"), ...output]);
  const second = blobsIn(cache);
  expect(second).toEqual(expect.arrayContaining([...first]));
  writeFileSync(join(project.folder, "nonce.txt"), randomUUID());
  await must(project, [to("latest", ",reset=true"), ...output]);
  expect(tagsIn(cache)).toEqual(["kept", "latest"]);
  expect(blobsIn(cache)).toEqual(reachable(cache));
  expect(blobsIn(cache).length).toBeLessThan(second.length);
  const random = readFileSync(join(project.folder, "dist/random.txt"), "utf8");
  await using daemon = await startDaemon(engine, "reset");
  await must(project, [`--cache-from=type=local,src=${cache}`, ...output], daemon);
  expect(readFileSync(join(project.folder, "dist/random.txt"), "utf8")).toBe(random);
});

test("a reset that is neither true nor false is told of", async () => {
  using project = openProject(engine);
  const { code, stderr } = await build(engine, "docker", project, ["--cache-to=type=local,dest=c,reset=maybe", "."]);
  expect(code).toBe(1);
  expect(stderr).toContain('error[invalid-cache]: "maybe" of "reset" is neither true nor false');
});

async function must(project: BuildProject, args: readonly string[], daemon: object = {}): Promise<void> {
  const { code, stderr } = await build({ ...engine, ...daemon }, "docker", project, args);
  expect(code, stderr).toBe(0);
}

interface Entry {
  readonly digest: string;
  readonly annotations: Readonly<Record<string, string>>;
}

function indexOf(folder: string): readonly Entry[] {
  return JSON.parse(readFileSync(join(folder, "index.json"), "utf8")).manifests;
}

function tagsIn(folder: string): readonly string[] {
  return indexOf(folder)
    .map(({ annotations }) => annotations["org.opencontainers.image.ref.name"] ?? "")
    .sort();
}

function blobsIn(folder: string): readonly string[] {
  return readdirSync(join(folder, "blobs/sha256")).sort();
}

/** All that the index leads to: every digest that stands in a blob that is there. */
function reachable(folder: string): readonly string[] {
  const all = blobsIn(folder);
  const found = new Set<string>();
  const open = indexOf(folder).map(({ digest }) => digest.replace("sha256:", ""));
  for (let hex = open.pop(); hex !== undefined; hex = open.pop()) {
    if (found.has(hex) || !all.includes(hex)) continue;
    found.add(hex);
    const text = readFileSync(join(folder, "blobs/sha256", hex), "latin1");
    open.push(...[...text.matchAll(/"digest":"sha256:([0-9a-f]{64})"/g)].map(([, digest = ""]) => digest));
  }
  return [...found].sort();
}
