import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { describe, expect, inject, test } from "vitest";
import { namedBuildkitHost, startDaemon } from "../../testing/engine/index.js";
import { finish, linksTo, planOf, runToEnd, startEngineWorld, type TargetSpec } from "../../testing/exec/index.js";
import {
  countingProxy,
  engineLogins,
  imageFor,
  openRegistry,
  readOciLayout,
  readTar,
  removeImage,
  rootFiles,
  savedImage,
} from "../../testing/tools/index.js";
import { SolveError } from "../buildkit/index.js";
import { type BuildEvent, metadataText, type RunOptions, runPlan } from "./index.js";

const engine = inject("engine");

const drivers: readonly { readonly title: string; readonly driver: "docker" | "remote"; readonly host: string }[] = [
  { title: "dockerd", driver: "docker", host: engine.buildkitHost },
  { title: "the plain transport", driver: "remote", host: engine.buildkitHost },
  ...(namedBuildkitHost === undefined
    ? []
    : [{ title: "BUILDKIT_HOST", driver: "remote", host: namedBuildkitHost } as const]),
];

const entry = (type: string, attrs: Readonly<Record<string, string>> = {}) => ({
  type,
  attrs: new Map(Object.entries(attrs)),
});
const map = (pairs: Readonly<Record<string, string>>): ReadonlyMap<string, string> => new Map(Object.entries(pairs));
/** A name that nothing built before. */
const fresh = (): string => randomUUID().slice(0, 8);

const base = "FROM scratch AS base\nCOPY --chmod=755 busybox /bin/busybox\nENV FROM_BASE=yes PATH=/bin\n";
const run = (text: string): string => `RUN ["/bin/busybox", "sh", "-c", ${JSON.stringify(text)}]\n`;

/** Names of vertices that were built and not found in the cache, without those that always run. */
function builtVertices(events: readonly BuildEvent[]): readonly string[] {
  const last = new Map<string, { readonly name: string; readonly isCached: boolean; readonly started?: number }>();
  for (const event of events) {
    if (event.kind === "status") for (const vertex of event.update.vertexes) last.set(vertex.digest, vertex);
  }
  return [...last.values()]
    .filter(
      ({ name, isCached, started }) =>
        started !== undefined && !isCached && !/^\[internal\]|^export|^\[auth\]/.test(name),
    )
    .map(({ name }) => name);
}

describe.for(drivers)("over $title", ({ driver, host: buildkitHost }) => {
  test("an image is built with its files, config and annotations", async () => {
    await using world = await startEngineWorld(
      { ...engine, buildkitHost },
      {
        driver,
        files: {
          Dockerfile: `${base}ARG WHO\n${run("echo -n hello $WHO > /hello")}USER 7\n`,
          ".dockerignore": "secret\n",
          secret: "no",
        },
      },
    );
    const plan = planOf({
      app: {
        args: map({ WHO: "you" }),
        labels: map({ "org.example": "label" }),
        annotations: ["manifest:org.example.note=here"],
        attest: [{ type: "provenance", isDisabled: true, attrs: new Map() }],
        tags: ["app:1"],
        output: [entry("oci", { dest: "out.tar" })],
      },
    });
    const { outcomes } = await runToEnd(plan, world.options);
    expect(outcomes).toEqual({ app: "built" });
    const layout = await readOciLayout(path.join(world.cwd, "out.tar"));
    const image = imageFor(layout, "linux/amd64");
    expect(image.config.config?.Env).toContain("FROM_BASE=yes");
    expect(image.config.config?.User).toBe("7");
    expect(image.config.config?.Labels).toMatchObject({ "org.example": "label", step: "app" });
    expect(image.manifest.annotations).toMatchObject({ "org.example.note": "here" });
    const files = await rootFiles(image);
    expect(files.get("hello")?.content.toString()).toBe("hello you");
    expect(layout.attestations).toEqual([]);
  });

  test("two platforms are built at once, into a layout folder and a folder for each", async () => {
    await using world = await startEngineWorld(
      { ...engine, buildkitHost },
      {
        driver,
        files: {
          Dockerfile: "FROM scratch\nARG TARGETARCH\nCOPY $TARGETARCH /file\n",
          amd64: "for amd64",
          arm64: "for arm64",
        },
      },
    );
    const platforms = ["linux/amd64", "linux/arm64"];
    const plan = planOf({
      app: { platforms, output: [entry("oci", { dest: "layout", tar: "false" }), entry("local", { dest: "tree" })] },
    });
    expect((await runToEnd(plan, world.options)).outcomes).toEqual({ app: "built" });
    const layout = await readOciLayout(path.join(world.cwd, "layout"));
    for (const platform of platforms) {
      const arch = platform.slice("linux/".length);
      expect((await rootFiles(imageFor(layout, platform))).get("file")?.content.toString()).toBe(`for ${arch}`);
      expect(await readFile(path.join(world.cwd, "tree", `linux_${arch}`, "file"), "utf8")).toBe(`for ${arch}`);
    }
  });

  test("linked targets are built once, with environment and secrets, and hand over each platform", async () => {
    const mark = fresh();
    await using world = await startEngineWorld(
      { ...engine, buildkitHost },
      {
        driver,
        files: {
          "base.Dockerfile": `${base}${`RUN --mount=type=secret,id=word,required=true ["/bin/busybox", "sh", "-c", "busybox cat /run/secrets/word > /word; busybox date +%s%N > /when-${mark}"]\n`}`,
          Dockerfile: "FROM base\nARG ME\nENV ME=$ME\nCOPY file /file\n",
          file: "x",
        },
      },
    );
    const app = (name: string): TargetSpec => ({
      contexts: linksTo("base"),
      args: map({ ME: name }),
      attest: [{ type: "provenance", isDisabled: true, attrs: new Map() }],
      output: [entry("oci", { dest: `${name}.tar` })],
    });
    await writeFile(path.join(world.cwd, "word.txt"), "swordfish");
    const plan = planOf({
      base: {
        isLinked: true,
        // Not from the cache, for anybody: it can only be the same if it was built once.
        noCache: true,
        dockerfile: "base.Dockerfile",
        secret: [{ id: "word", src: "word.txt" }],
      },
      one: app("one"),
      two: app("two"),
      three: app("three"),
    });
    const { outcomes, events } = await runToEnd(plan, { ...world.options, maxParallel: 1 });
    expect(outcomes).toEqual({ base: "built", one: "built", two: "built", three: "built" });
    const runs = builtVertices(events).filter((name) => name.includes("RUN"));
    expect(runs).toHaveLength(1);
    const times = new Set<string>();
    for (const name of ["one", "two", "three"]) {
      const image = imageFor(await readOciLayout(path.join(world.cwd, `${name}.tar`)), "linux/amd64");
      expect(image.config.config?.Env).toEqual(expect.arrayContaining(["FROM_BASE=yes", `ME=${name}`]));
      const files = await rootFiles(image);
      expect(files.get("word")?.content.toString()).toBe("swordfish");
      times.add(files.get(`when-${mark}`)?.content.toString() ?? "");
    }
    expect(times.size).toBe(1);
  });

  test("links hand over the platform that is built, also when the linked target builds more", async () => {
    await using world = await startEngineWorld(
      { ...engine, buildkitHost },
      {
        driver,
        files: {
          "base.Dockerfile": "FROM scratch\nARG TARGETARCH\nCOPY $TARGETARCH /file\nENV ARCH=$TARGETARCH\n",
          Dockerfile: "FROM base\nCOPY other /other\n",
          amd64: "amd64",
          arm64: "arm64",
          other: "",
        },
      },
    );
    const plan = planOf({
      base: { isLinked: true, dockerfile: "base.Dockerfile", platforms: ["linux/amd64", "linux/arm64"] },
      app: { contexts: linksTo("base"), platforms: ["linux/arm64"], output: [entry("oci", { dest: "out.tar" })] },
    });
    expect((await runToEnd(plan, world.options)).outcomes).toEqual({ base: "built", app: "built" });
    const image = imageFor(await readOciLayout(path.join(world.cwd, "out.tar")), "linux/arm64");
    expect(image.config.config?.Env).toContain("ARCH=arm64");
    expect((await rootFiles(image)).get("file")?.content.toString()).toBe("arm64");
  });

  test.for([
    { title: "without a login", host: engine.registry, logins: {} },
    { title: "with a login", host: engine.authRegistry, logins: engineLogins(engine) },
  ])("an image is pushed to a registry $title, and known by its digest", async ({ host, logins }) => {
    await using world = await startEngineWorld({ ...engine, buildkitHost }, { driver, files: { Dockerfile: base } });
    const repository = `exec/${fresh()}`;
    const plan = planOf({
      app: { tags: [`${host}/${repository}:1`, `${host}/${repository}:2`], output: [entry("registry")] },
    });
    const { outcomes, result } = await runToEnd(plan, { ...world.options, metadataProvenance: "min" });
    expect(outcomes).toEqual({ app: "built" });
    const registry = openRegistry(host, logins[host]);
    expect(await registry.tags(repository)).toEqual(["1", "2"]);
    const { images, attestations } = await registry.images(repository, "1");
    expect(images).toHaveLength(1);
    // The default provenance is kept in the history, not pushed... unless the daemon puts it beside the image.
    expect(attestations.length).toBeLessThanOrEqual(1);
    const metadata: unknown = JSON.parse(metadataText(result, { hasWarnings: false }));
    const digest = (await registry.resolve(repository, "2"))?.digest;
    expect(metadata).toMatchObject({
      app: {
        "containerimage.digest": digest,
        "containerimage.descriptor": { digest },
        "buildx.build.ref": expect.stringMatching(/^builder\/node\//),
        "buildx.build.provenance": { invocation: expect.anything() },
      },
    });
  });

  test("a base comes from a registry with the login for it, and not without", async () => {
    await using world = await startEngineWorld(
      { ...engine, buildkitHost },
      { driver, files: { Dockerfile: `${base}ENV BASE=closed\n`, "on.Dockerfile": "ARG BASE\nFROM $BASE\n" } },
    );
    const tag = `${engine.authRegistry}/exec/${fresh()}:1`;
    const pushed = await runToEnd(planOf({ app: { tags: [tag], output: [entry("registry")] } }), world.options);
    expect(pushed.outcomes).toEqual({ app: "built" });
    const plan = planOf({
      app: {
        dockerfile: "on.Dockerfile",
        args: map({ BASE: tag }),
        pull: true,
        output: [entry("oci", { dest: "out.tar" })],
      },
    });
    const stranger = await runToEnd(plan, { ...world.options, dockerConfigDir: path.join(world.cwd, "nobody") });
    expect(stranger.outcomes["app"]).toMatch(/^failed: .*(401|unauthorized|authorization|no basic auth)/i);
    expect((await runToEnd(plan, world.options)).outcomes).toEqual({ app: "built" });
    const image = imageFor(await readOciLayout(path.join(world.cwd, "out.tar")), "linux/amd64");
    expect(image.config.config?.Env).toContain("BASE=closed");
  });

  test("a folder is made equal to the result where the daemon can tell it whole, and left alone where not", async () => {
    await using world = await startEngineWorld(
      { ...engine, buildkitHost },
      { driver, files: { Dockerfile: "FROM scratch\nCOPY Dockerfile /new\n", "out/old": "old" } },
    );
    const plan = planOf({ app: { output: [entry("local", { dest: "out", mode: "delete" })] } });
    const { outcomes } = await runToEnd(plan, world.options);
    const left = await readdir(path.join(world.cwd, "out"));
    // No capability tells of it; what the daemon sends does.
    if (outcomes["app"] === "built") expect(left).toEqual(["new"]);
    else {
      expect(outcomes["app"]).toMatch(/mode=delete of a local output needs BuildKit 0\.31/);
      expect(left).toEqual(["old"]);
    }
  });

  test("RUN is below the control group that is named", async () => {
    const group = `bakehouse-${fresh()}`;
    await using world = await startEngineWorld(
      { ...engine, buildkitHost },
      {
        driver,
        files: { Dockerfile: `${base}${run("busybox cat /proc/self/cgroup /proc/self/mountinfo > /groups")}` },
        options: { cgroupParent: group },
      },
    );
    const plan = planOf({ app: { noCache: true, output: [entry("local", { dest: "out" })] } });
    expect((await runToEnd(plan, world.options)).outcomes).toEqual({ app: "built" });
    expect(await readFile(path.join(world.cwd, "out", "groups"), "utf8")).toContain(group);
  });

  test("a wrong password fails the push, and nothing arrives", async () => {
    await using world = await startEngineWorld({ ...engine, buildkitHost }, { driver, files: { Dockerfile: base } });
    const repository = `exec/${fresh()}`;
    await mkdir(path.join(world.cwd, "wrong"));
    const auth = Buffer.from(`${engine.authUser}:wrong`).toString("base64");
    await writeFile(
      path.join(world.cwd, "wrong", "config.json"),
      JSON.stringify({ auths: { [engine.authRegistry]: { auth } } }),
    );
    const plan = planOf({ app: { tags: [`${engine.authRegistry}/${repository}:1`], output: [entry("registry")] } });
    const { outcomes } = await runToEnd(plan, {
      ...world.options,
      dockerConfigDir: path.join(world.cwd, "wrong"),
    });
    expect(outcomes["app"]).toMatch(/^failed: .*(401|unauthorized)/i);
    expect(await openRegistry(engine.authRegistry, engineLogins(engine)[engine.authRegistry]).tags(repository)).toEqual(
      [],
    );
  });

  test("what fails leaves nothing behind: no tag, no file, no folder", async () => {
    const repository = `exec/${fresh()}`;
    await using world = await startEngineWorld(
      { ...engine, buildkitHost },
      { driver, files: { Dockerfile: `${base}${run("exit 7")}` } },
    );
    const before = await readdir(world.cwd);
    const plan = planOf({
      bad: {
        tags: [`${engine.registry}/${repository}:1`],
        output: [
          entry("image", { push: "true" }),
          entry("oci", { dest: "deep/out.tar" }),
          entry("local", { dest: "tree" }),
        ],
      },
      user: { contexts: linksTo("bad"), output: [entry("tar", { dest: "user.tar" })] },
    });
    const { outcomes, result } = await runToEnd(plan, world.options);
    expect(outcomes).toEqual({ bad: expect.stringMatching(/exit code: 7$/), user: "skipped: bad" });
    const outcome = result.outcomes.get("bad");
    expect(outcome?.kind === "failed" && outcome.error instanceof SolveError && outcome.error.details).toMatchObject({
      sources: [{ info: { filename: "Dockerfile" } }],
    });
    expect(await openRegistry(engine.registry).tags(repository)).toEqual([]);
    expect((await readdir(world.cwd)).toSorted()).toEqual(before.toSorted());
  });

  test("archives and folders are written whole, and to standard output", async () => {
    const written: Uint8Array[] = [];
    await using world = await startEngineWorld(
      { ...engine, buildkitHost },
      {
        driver,
        files: { Dockerfile: "FROM scratch\nCOPY file /dir/file\n", file: "x", "tree/dir/old": "stays" },
        options: { stdout: { isTerminal: false, write: async (chunk) => void written.push(Buffer.from(chunk)) } },
      },
    );
    const plan = planOf({
      app: {
        output: [entry("tar", { dest: "deep/out.tar" }), entry("tar", { dest: "-" }), entry("local", { dest: "tree" })],
      },
    });
    expect((await runToEnd(plan, world.options)).outcomes).toEqual({ app: "built" });
    for (const tar of [await readFile(path.join(world.cwd, "deep", "out.tar")), Buffer.concat(written)]) {
      const files = await readTar(tar);
      expect(files.map(({ path: name }) => name)).toContain("dir/file");
    }
    expect(await readdir(path.join(world.cwd, "tree", "dir"))).toEqual(["file", "old"]);
    expect((await readdir(path.join(world.cwd, "deep"))).toSorted()).toEqual(["out.tar"]);
  });

  test("a second bake is cached to the last vertex, and uploads no blob", async () => {
    await using proxy = await countingProxy(engine.registry);
    const mark = fresh();
    await using world = await startEngineWorld(
      { ...engine, buildkitHost },
      {
        driver,
        files: {
          "base.Dockerfile": `${base}${run(`echo ${mark} > /base`)}`,
          Dockerfile: `FROM base\nARG ME\n${run("echo $ME > /me")}COPY file /file\n`,
          file: "x",
        },
      },
    );
    const app = (name: string): TargetSpec => ({
      contexts: linksTo("base"),
      args: map({ ME: name }),
      attest: [{ type: "provenance", isDisabled: true, attrs: new Map() }],
      tags: [`${proxy.host}/exec/${mark}-${name}:1`],
      output: [entry("registry")],
    });
    const plan = planOf({ base: { isLinked: true, dockerfile: "base.Dockerfile" }, one: app("one"), two: app("two") });
    const first = await runToEnd(plan, world.options);
    expect(first.outcomes).toEqual({ base: "built", one: "built", two: "built" });
    expect(builtVertices(first.events)).not.toEqual([]);
    const uploaded = proxy.uploadedBlobs().length;
    expect(uploaded).toBeGreaterThan(0);
    const second = await runToEnd(plan, world.options);
    expect(second.outcomes).toEqual({ base: "built", one: "built", two: "built" });
    expect(builtVertices(second.events)).toEqual([]);
    expect(proxy.uploadedBlobs()).toHaveLength(uploaded);
  });

  test("named contexts come from folders, layouts and images", async () => {
    await using world = await startEngineWorld(
      { ...engine, buildkitHost },
      {
        driver,
        files: {
          Dockerfile: "FROM layout\nCOPY --from=src a /a\nCOPY --from=image from-layout /from-image\n",
          "made.Dockerfile": "FROM scratch\nCOPY src/a /from-layout\nENV FROM_LAYOUT=1\n",
          "src/a": "a",
          "src/ignored": "no",
          "src/.dockerignore": "ignored\n",
        },
      },
    );
    const tag = `${engine.registry}/exec/${fresh()}:v1`;
    const made = planOf({
      made: {
        dockerfile: "made.Dockerfile",
        tags: [tag],
        output: [entry("oci", { dest: "layout", tar: "false" })],
      },
      pushed: { dockerfile: "made.Dockerfile", tags: [tag], output: [entry("registry")] },
    });
    expect((await runToEnd(made, world.options)).outcomes).toEqual({ made: "built", pushed: "built" });
    const contexts = map({ src: "src", image: `docker-image://${tag}`, layout: "oci-layout://layout:v1" });
    const plan = planOf({ app: { contexts, output: [entry("oci", { dest: "out.tar" })] } });
    expect((await runToEnd(plan, world.options)).outcomes).toEqual({ app: "built" });
    const image = imageFor(await readOciLayout(path.join(world.cwd, "out.tar")), "linux/amd64");
    expect(image.config.config?.Env).toContain("FROM_LAYOUT=1");
    const files = await rootFiles(image);
    expect([...files.keys()].filter((name) => /^(a|from-.*|ignored)$/.test(name)).toSorted()).toEqual([
      "a",
      "from-image",
      "from-layout",
    ]);
  });

  test("an inline Dockerfile and one outside of its context are built", async () => {
    await using world = await startEngineWorld(
      { ...engine, buildkitHost },
      {
        driver,
        files: {
          "docker/My.Dockerfile": "FROM scratch\nCOPY file /outside\n",
          "docker/My.Dockerfile.dockerignore": "ignored\n",
          "ctx/file": "x",
          "ctx/ignored": "",
        },
      },
    );
    const toTree = (dest: string) => [entry("local", { dest })];
    const plan = planOf({
      inline: { context: "ctx", dockerfileInline: "FROM scratch\nCOPY file /inline\n", output: toTree("one") },
      outside: { context: "ctx", dockerfile: "../docker/My.Dockerfile", output: toTree("two") },
    });
    expect((await runToEnd(plan, world.options)).outcomes).toEqual({ inline: "built", outside: "built" });
    expect(await readdir(path.join(world.cwd, "one"))).toEqual(["inline"]);
    expect(await readdir(path.join(world.cwd, "two"))).toEqual(["outside"]);
  });

  test("cancelling ends a RUN in the daemon, and tells how it ended", async () => {
    const controller = new AbortController();
    await using world = await startEngineWorld(
      { ...engine, buildkitHost },
      {
        driver,
        files: { Dockerfile: `${base}${run(`echo ${fresh()}; busybox sleep 1000`)}` },
        options: { signal: controller.signal },
      },
    );
    const going = runPlan(planOf({ app: { output: [entry("local", { dest: "out" })] } }), world.options);
    const { outcomes, result, events } = await finish({
      result: going.result,
      async *[Symbol.asyncIterator]() {
        for await (const event of going) {
          const isTalking = event.kind === "status" && event.update.logs.length > 0;
          if (isTalking) controller.abort(new Error("enough"));
          yield event;
        }
      },
    });
    expect(outcomes).toEqual({ app: "cancelled" });
    expect(result.isCancelled).toBe(true);
    const errors = events.flatMap((event) =>
      event.kind === "status" ? event.update.vertexes.map(({ error }) => error) : [],
    );
    expect(
      errors
        .filter((error) => error !== "")
        .every((error) => /context canceled$|did not complete|exit code: 137/.test(error)),
    ).toBe(true);
    expect(await stat(path.join(world.cwd, "out")).catch(() => undefined)).toBeUndefined();
  });

  test("lint answers for a target, also across a link", async () => {
    await using world = await startEngineWorld(
      { ...engine, buildkitHost },
      {
        driver,
        files: { "base.Dockerfile": base, Dockerfile: "FROM base as lower\nCOPY busybox /x\n" },
      },
    );
    const plan = planOf({
      base: { isLinked: true, dockerfile: "base.Dockerfile" },
      app: { contexts: linksTo("base"), call: "check" },
    });
    const { outcomes, result } = await runToEnd(plan, world.options);
    expect(outcomes).toEqual({ base: "built", app: "built" });
    expect(result.calls.get("app")?.answer.get("result.json")).toContain("FromAsCasing");
    expect([...result.calls.keys()]).toEqual(["app"]);
  });
});

test("a cache in a folder serves a daemon that knows nothing else", async () => {
  const mark = fresh();
  const files = { Dockerfile: `${base}${run(`echo ${mark} > /x`)}` };
  await using world = await startEngineWorld(engine, { driver: "remote", files });
  const output = [entry("cacheonly")];
  const write = planOf({ app: { cacheTo: [entry("local", { dest: "cache", mode: "max", tag: "t" })], output } });
  expect((await runToEnd(write, world.options)).outcomes).toEqual({ app: "built" });
  const index: unknown = JSON.parse(await readFile(path.join(world.cwd, "cache", "index.json"), "utf8"));
  expect(index).toMatchObject({ manifests: [{ annotations: { "org.opencontainers.image.ref.name": "t" } }] });

  await using daemon = await startDaemon(engine, "exec");
  const { dockerHost, buildkitHost } = daemon;
  await using other = await startEngineWorld({ ...engine, dockerHost, buildkitHost }, { driver: "remote", files });
  const cacheFrom = [entry("local", { src: path.join(world.cwd, "cache"), tag: "t" })];
  const { outcomes, events } = await runToEnd(planOf({ app: { cacheFrom, output } }), other.options);
  expect(outcomes).toEqual({ app: "built" });
  expect(events.filter(({ kind }) => kind === "note")).toEqual([]);
  expect(builtVertices(events).filter((name) => name.includes("RUN"))).toEqual([]);
  // Without the cache it would have been built there.
  const without = await runToEnd(planOf({ app: { noCache: true, output } }), other.options);
  expect(builtVertices(without.events).filter((name) => name.includes("RUN"))).toHaveLength(1);
});

test("an image is loaded into dockerd, from either side", async () => {
  const names = { docker: `exec-${fresh()}:1`, remote: `exec-${fresh()}:1` };
  try {
    for (const { driver } of drivers) {
      await using world = await startEngineWorld(engine, { driver, files: { Dockerfile: base } });
      const options: RunOptions = {
        ...world.options,
        nodes: [{ ...world.options.nodes[0], ...(driver === "remote" ? { loader: await dockerLoader() } : {}) }],
      };
      const plan = planOf({ app: { tags: [names[driver]], output: [entry("docker")] } });
      expect((await runToEnd(plan, options)).outcomes).toEqual({ app: "built" });
      const image = imageFor((await savedImage(engine.dockerHost, names[driver])) ?? { images: [] }, "linux/amd64");
      expect(image.config.config?.Env).toContain("FROM_BASE=yes");
    }
  } finally {
    for (const name of Object.values(names)) await removeImage(engine.dockerHost, name);
  }
});

async function dockerLoader() {
  const { chooseBuilder } = await import("../builder/index.js");
  const builder = await chooseBuilder(undefined, { env: { DOCKER_HOST: engine.dockerHost }, home: "/nowhere" });
  const { docker } = builder.nodes[0] ?? {};
  if (docker === undefined) throw new Error("the engine has no docker");
  return docker;
}

test("an ssh agent is there for a RUN that mounts it", async () => {
  await using world = await startEngineWorld(engine, {
    driver: "remote",
    files: {
      Dockerfile: `${base}RUN --mount=type=ssh ["/bin/busybox", "sh", "-c", "test -S $SSH_AUTH_SOCK && echo yes > /agent"]\n`,
    },
  });
  const socket = path.join(world.cwd, "agent.sock");
  const agent = createServer();
  await new Promise<void>((resolve) => agent.listen(socket, resolve));
  try {
    const plan = planOf({
      app: {
        // `RUN` sees no cache of a run without an agent.
        noCache: true,
        ssh: [{ id: "default", paths: ["agent.sock"] }],
        output: [entry("local", { dest: "out" })],
      },
    });
    expect((await runToEnd(plan, world.options)).outcomes).toEqual({ app: "built" });
    expect(await readFile(path.join(world.cwd, "out", "agent"), "utf8")).toBe("yes\n");
  } finally {
    agent.close();
  }
});
