// Results, credentials, secrets, agents and stores through the real engine.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { create } from "tar";
import { describe, expect, onTestFinished, test } from "vitest";
import { engineLogins, openRegistry, readOciLayout, readTar, writeDockerConfig } from "../../../testing/tools/index.js";
import { type Exporter, SolveError } from "../index.js";
import {
  contentStores,
  dockerCredentials,
  type ExportTarget,
  receiveExports,
  registryAuth,
  secrets,
  sshAgents,
  tokenSeeds,
  uploads,
} from "./index.js";
import { base, build, endpoints, engine } from "./testing/engine-build.js";
import { listing } from "./testing/listing.js";
import { layOut, scratch } from "./testing/scratch.js";

const local: Exporter = { type: "local", attrs: {} };
const tar: Exporter = { type: "tar", attrs: {} };
const oci: Exporter = { type: "oci", attrs: {} };

const files = { "a/b": "1", "a/link": "", run: "2" };
const tree = "FROM scratch\nCOPY --chmod=4755 run /bin/run\nCOPY --chmod=444 a/b /ro/b\nCOPY a /a/\n";

function treeContext() {
  const root = scratch();
  layOut(root, files);
  fs.rmSync(join(root, "a/link"));
  fs.symlinkSync("/etc/passwd", join(root, "a/link"));
  fs.chmodSync(join(root, "a/b"), 0o600);
  return { context: { kind: "disk", path: root } } as const;
}

/** The daemon gives the permissions of --chmod to the directories that it makes too, and moves absolute links into the platform's folder. */
function wantedTree(platform = "") {
  return {
    "a/": "755",
    "a/b": "600 1",
    "a/link": `-> ${platform}/etc/passwd`,
    "bin/": "755",
    "bin/run": "4755 2",
    "ro/": "444",
    "ro/b": "444 1",
  };
}

describe.for(endpoints)("over $title", ({ endpoint }) => {
  test("a tree, an archive, a layout and a stream come out of one build", async () => {
    const out = scratch();
    const streamed: Uint8Array[] = [];
    let about: ReadonlyMap<string, string> = new Map();
    const targets = new Map<number, ExportTarget>([
      [0, { kind: "directory", path: join(out, "tree"), isMirror: false }],
      [1, { kind: "file", path: join(out, "new/out.tar") }],
      [2, { kind: "file", path: join(out, "image.tar") }],
      [
        3,
        {
          kind: "stream",
          async open(metadata) {
            about = metadata;
            return {
              write: async (bytes) => void streamed.push(bytes.slice()),
              close: async () => {},
              abort: async () => {},
            };
          },
        },
      ],
    ]);
    await using exports = receiveExports(targets);
    const { response } = await build(endpoint, {
      dockerfile: tree,
      directories: treeContext(),
      exporters: [local, tar, oci, { type: "oci", attrs: { name: "bakehouse-stream" } }],
      attachables: [exports.attachable],
    });
    expect(fs.readdirSync(out).filter((name) => !name.startsWith("."))).toEqual(["new"]);
    await exports.commit();
    expect(fs.readdirSync(out).sort()).toEqual(["image.tar", "new", "tree"]);
    expect(listing(join(out, "tree"))).toEqual(wantedTree());
    const entries = await readTar(fs.readFileSync(join(out, "new/out.tar")));
    expect(entries.find(({ path }) => path === "bin/run")).toMatchObject({ mode: 0o4755, content: Buffer.from("2") });
    const layout = await readOciLayout(join(out, "image.tar"));
    const stream = await readOciLayout(Buffer.concat(streamed));
    expect(stream.index.manifests[0]?.digest).toBe(layout.index.manifests[0]?.digest);
    expect(about.get("containerimage.digest")).toBe(response["containerimage.digest"]);
  });

  test("each platform has its folder", async () => {
    const path = join(scratch(), "out");
    await using exports = receiveExports(new Map([[0, { kind: "directory", path, isMirror: false }]]));
    await build(endpoint, {
      dockerfile: tree,
      directories: treeContext(),
      attrs: { platform: "linux/amd64,linux/arm64,linux/arm/v7" },
      exporters: [local],
      attachables: [exports.attachable],
    });
    await exports.commit();
    expect(fs.readdirSync(path).sort()).toEqual(["linux_amd64", "linux_arm64", "linux_arm_v7"]);
    for (const platform of fs.readdirSync(path)) {
      expect(listing(join(path, platform))).toEqual(wantedTree(`/${platform}`));
    }
  });

  test("a mirror is refused by a daemon that sends platforms apart, and nothing is touched", async () => {
    const path = scratch();
    layOut(path, { old: "1" });
    await using exports = receiveExports(new Map([[0, { kind: "directory", path, isMirror: true }]]));
    const built = build(endpoint, {
      dockerfile: tree,
      directories: treeContext(),
      exporters: [local],
      attachables: [exports.attachable],
    });
    await expect(built).rejects.toThrow("mode=delete of a local output needs BuildKit 0.31");
    expect(listing(path)).toEqual({ old: "644 1" });
  });

  test("a build that fails leaves nothing, whatever had arrived by then", async () => {
    const out = scratch();
    const config = scratch();
    const failing: Exporter = {
      type: "image",
      attrs: { name: `${engine.authRegistry}/refused-${randomUUID()}`, push: "true" },
    };
    {
      const targets = new Map<number, ExportTarget>([
        [0, { kind: "file", path: join(out, "new/out.tar") }],
        [1, { kind: "directory", path: join(out, "tree"), isMirror: false }],
      ]);
      await using exports = receiveExports(targets);
      const built = build(endpoint, {
        dockerfile: tree,
        directories: treeContext(),
        exporters: [tar, local, failing],
        attachables: [exports.attachable, authFrom(config)],
      });
      await expect(built).rejects.toThrow(SolveError);
    }
    expect(fs.readdirSync(out)).toEqual([]);
  });

  test("a cancelled export leaves nothing", async () => {
    const out = scratch();
    const controller = new AbortController();
    {
      const open = async () => {
        controller.abort(new Error("the user pressed Ctrl-C"));
        return { write: async () => {}, close: async () => {}, abort: async () => {} };
      };
      const targets = new Map<number, ExportTarget>([
        [0, { kind: "file", path: join(out, "new/out.tar") }],
        [1, { kind: "stream", open }],
      ]);
      await using exports = receiveExports(targets);
      const built = build(endpoint, {
        dockerfile: tree,
        directories: treeContext(),
        exporters: [tar, tar],
        attachables: [exports.attachable],
        signal: controller.signal,
      });
      await expect(built).rejects.toThrow("the user pressed Ctrl-C");
    }
    expect(fs.readdirSync(out)).toEqual([]);
  });

  function authFrom(directory: string) {
    return registryAuth({
      credentials: dockerCredentials({ directory, env: process.env, now: Date.now }),
      seeds: tokenSeeds(directory),
      fetchesTokens: true,
    });
  }

  test("an image is pushed with the credentials of docker's config", async () => {
    const config = scratch();
    writeDockerConfig(config, engineLogins(engine));
    const repository = `session-${randomUUID()}`;
    await build(endpoint, {
      dockerfile: tree,
      directories: treeContext(),
      exporters: [{ type: "image", attrs: { name: `${engine.authRegistry}/${repository}:one`, push: "true" } }],
      attachables: [authFrom(config)],
    });
    const registry = openRegistry(engine.authRegistry, engineLogins(engine)[engine.authRegistry]);
    expect(await registry.tags(repository)).toEqual(["one"]);
  });

  test.for([
    { title: "a wrong password", logins: { [engine.authRegistry]: { user: engine.authUser, password: "wrong" } } },
    { title: "no password", logins: {} },
  ])("a push with $title is refused, and leaves no repository", async ({ logins }) => {
    const config = scratch();
    writeDockerConfig(config, logins);
    const repository = `session-${randomUUID()}`;
    const pushed = build(endpoint, {
      dockerfile: tree,
      directories: treeContext(),
      exporters: [{ type: "image", attrs: { name: `${engine.authRegistry}/${repository}:one`, push: "true" } }],
      attachables: [authFrom(config)],
    });
    await expect(pushed).rejects.toThrow(/401 Unauthorized|authorization|no basic auth credentials/);
    const registry = openRegistry(engine.authRegistry, engineLogins(engine)[engine.authRegistry]);
    expect(await registry.repositories()).not.toContain(repository);
  });

  test("a helper that fails says so in the build's error", async () => {
    const config = scratch();
    layOut(config, { "config.json": JSON.stringify({ credsStore: "that-is-missing" }) });
    const pushed = build(endpoint, {
      dockerfile: tree,
      directories: treeContext(),
      exporters: [{ type: "image", attrs: { name: `${engine.authRegistry}/x`, push: "true" } }],
      attachables: [authFrom(config)],
    });
    await expect(pushed).rejects.toThrow("cannot run docker-credential-that-is-missing");
  });

  test("secrets reach the step that mounts them, and one that was not given is said to be missing", async () => {
    const run = (id: string) =>
      `${base}RUN --mount=type=secret,id=${id},required=true ["/bin/busybox", "sh", "-c", "cat /run/secrets/${id} # ${randomUUID()}"]\n`;
    const given = secrets(new Map([["token", async () => Buffer.from("the secret")]]));
    const { log } = await build(endpoint, { dockerfile: run("token"), attachables: [given] });
    expect(log).toBe("the secret");
    await expect(build(endpoint, { dockerfile: run("other"), attachables: [given] })).rejects.toThrow(
      /secret other: not found|secret "other" was not given to this build/,
    );
  });

  test.skipIf(spawnSync("ssh-add", ["-h"]).error !== undefined)(
    "a step signs with the agent, and cannot empty it",
    async () => {
      const root = scratch();
      execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", join(root, "key")]);
      const agent = spawn("ssh-agent", ["-D", "-a", join(root, "agent")]);
      onTestFinished(() => void agent.kill());
      await new Promise((resolve) => agent.stdout.once("data", resolve));
      execFileSync("ssh-add", ["-q", join(root, "key")], {
        env: { ...process.env, SSH_AUTH_SOCK: join(root, "agent") },
      });
      const program = execFileSync("which", ["ssh-add"], { encoding: "utf8" }).trim();
      const libraries = execFileSync("ldd", [program], { encoding: "utf8" }).match(/\/\S+/g) ?? [];
      const image = join(root, "image");
      for (const file of [program, ...libraries]) {
        fs.mkdirSync(join(image, dirname(file)), { recursive: true });
        fs.copyFileSync(file, join(image, file));
      }
      fs.copyFileSync(join(root, "key.pub"), join(image, "key.pub"));
      const script = `${program} -T /key.pub && echo signed; ${program} -D || echo kept # ${randomUUID()}`;
      const { log } = await build(endpoint, {
        dockerfile: `${base}COPY . /\nRUN --mount=type=ssh ["/bin/busybox", "sh", "-c", ${JSON.stringify(script)}]\n`,
        directories: { context: { kind: "disk", path: image } },
        attachables: [await sshAgents([{ id: "default", paths: [join(root, "agent")] }])],
      });
      expect(log).toContain("signed");
      expect(log).toContain("kept");
    },
  );

  test("a tar of ours is the build context", async () => {
    const root = scratch();
    layOut(root, { Dockerfile: "FROM scratch\nCOPY file /\n", file: randomUUID() });
    const path = join(scratch(), "out");
    await using exports = receiveExports(new Map([[0, { kind: "directory", path, isMirror: false }]]));
    await build(endpoint, {
      dockerfile: "",
      attrs: { context: "http://buildkit-session/stdin" },
      exporters: [local],
      attachables: [
        exports.attachable,
        uploads(new Map([["stdin", () => create({ cwd: root }, ["Dockerfile", "file"])]])),
      ],
    });
    await exports.commit();
    expect(Object.keys(listing(path))).toEqual(["file"]);
  });

  test("a local cache is written and read, and a layout is a context", async () => {
    const root = scratch();
    const cache = join(root, "cache");
    const layout = join(root, "layout");
    const marker = randomUUID();
    const dockerfile = `${base}RUN ["/bin/busybox", "sh", "-c", "echo ${marker} > /made"]\n`;
    const stores = contentStores(
      new Map([
        [`local:${cache}`, cache],
        ["export", layout],
      ]),
    );
    const { response } = await build(endpoint, {
      dockerfile,
      exporters: [{ type: "oci", attrs: { tar: "false" } }],
      attachables: [stores],
      request: { cacheExports: [{ type: "local", attrs: { dest: cache, mode: "max" } }] },
    });
    const { digest }: { digest: string } = JSON.parse(response["cache.manifest"] ?? "{}");
    expect(fs.existsSync(join(cache, "blobs", digest.replace(":", "/")))).toBe(true);
    expect(fs.readdirSync(cache)).toEqual(["blobs"]);

    const imported = [{ type: "local", attrs: { src: cache, digest } }];
    const again = await build(endpoint, {
      dockerfile,
      attrs: { "cache-imports": JSON.stringify(imported.map(({ type, attrs }) => ({ Type: type, Attrs: attrs }))) },
      attachables: [contentStores(new Map([[`local:${cache}`, cache]]))],
      request: { cacheImports: imported },
    });
    expect(again.cached).toEqual(expect.arrayContaining([expect.stringContaining("RUN")]));

    const image = response["containerimage.digest"] ?? "";
    const path = join(root, "out");
    await using exports = receiveExports(new Map([[0, { kind: "directory", path, isMirror: false }]]));
    await build(endpoint, {
      dockerfile: "FROM from-layout\nCOPY --from=tools busybox /other\n",
      attrs: { "context:from-layout": `oci-layout://store1@${image}` },
      exporters: [local],
      attachables: [exports.attachable, contentStores(new Map([["oci:store1", layout]]))],
    });
    await exports.commit();
    expect(fs.readFileSync(join(path, "made"), "utf8")).toBe(`${marker}\n`);
  });

  test("a session outlives a long step, because health is answered", async () => {
    const path = join(scratch(), "out");
    await using exports = receiveExports(new Map([[0, { kind: "directory", path, isMirror: false }]]));
    const script = `sleep 12; echo ${randomUUID()} > /made`;
    await build(endpoint, {
      dockerfile: `${base}RUN ["/bin/busybox", "sh", "-c", "${script}"]\n`,
      exporters: [local],
      attachables: [exports.attachable],
    });
    await exports.commit();
    expect(fs.existsSync(join(path, "made"))).toBe(true);
  });
});
