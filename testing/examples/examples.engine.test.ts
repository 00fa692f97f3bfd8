// The examples, built as their users build them; what comes out is looked at, and not only that it came.

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { openPeer } from "../peer.js";
import {
  bake,
  countingProxy,
  elfMachine,
  imageFor,
  type LayerFile,
  offlineBase,
  openRegistry,
  readOciLayout,
  rootFiles,
  runCommand,
} from "../tools/index.js";
import { bakeOffline, builderEnv, builders, commandsOnPath, copyExample, identities } from "./setting.js";

const engine = inject("engine");
const services = ["api", "auth", "billing", "mail", "web", "worker"];

test.for(["hello", "cross", "monorepo"])("%s: --print shows what docker-buildx shows", async (name) => {
  using project = copyExample(name);
  await using peer = await openPeer(engine);
  const ours = await bake(["--print"], { cwd: project.folder });
  expect(ours.stderr).toBe("");
  expect(JSON.parse(ours.stdout)).toEqual(await peer.print(project.folder, []));
});

test.for(builders)("hello: every form of here-document leaves its file, built on %s", async (builder) => {
  using project = copyExample("hello");
  const tar = join(project.out, "hello.tar");
  await bakeOffline(engine, builder, project, ["--set", `hello.output=type=oci,dest=${tar}`], { WHO: "Ada" });
  const image = imageFor(await readOciLayout(readFileSync(tar)), "linux/amd64");
  const files = await rootFiles(image);
  expect(textOf(files.get("app/notes/one.txt"))).toBe("first\n");
  expect(textOf(files.get("app/notes/two.txt"))).toBe("second\n");
  expect(textOf(files.get("app/notes/sum.txt"))).toBe("10\n");
  expect(textOf(files.get("app/notes/awk.txt"))).toBe("MADE BY AWK\n");
  expect(textOf(files.get("app/script.sh"))).toBe('#!/bin/sh\necho "hello, Ada"\n');
  expect((files.get("app/script.sh")?.mode ?? 0) & 0o777).toBe(0o755);
  expect(image.config.config?.Cmd).toEqual(["/app/script.sh"]);
});

test.for(builders)("cross: make leaves a binary per platform, built on %s", async (builder) => {
  using project = copyExample("cross");
  const offline = offlineBase(engine);
  const made = await runCommand(["make", "cross", "BUILDX_CMD=bakehouse"], {
    cwd: project.folder,
    env: {
      ...offline.env,
      ...builderEnv(engine, builder, project.out),
      PATH: `${await commandsOnPath(project)}:${process.env["PATH"]}`,
      BUILDX_BAKE_FILE: `docker-bake.hcl:${offline.args[1]}`,
    },
  });
  expect(made.code, made.stderr).toBe(0);
  const bin = join(project.folder, "bin/cross");
  expect(readdirSync(bin).sort()).toEqual(["linux_amd64", "linux_arm64"]);
  const binary = (platform: string) => readFileSync(join(bin, platform, "greet"));
  expect(elfMachine(binary("linux_amd64"))).toBe("x86-64");
  expect(elfMachine(binary("linux_arm64"))).toBe("aarch64");
  if (process.arch === "x64")
    expect(execFileSync(join(bin, "linux_amd64/greet")).toString()).toBe("hello from amd64\n");
});

test.for(builders)(
  "monorepo: services stand on the shared base, and a second bake moves nothing, on %s",
  async (builder) => {
    using project = copyExample("monorepo");
    await using proxy = await countingProxy(engine.registry);
    const REGISTRY = `${proxy.host}/shop-${builder}`;
    const registry = openRegistry(engine.registry);
    await bakeOffline(engine, builder, project, ["--push"], { REGISTRY, TAG: "1.0", SAVE_CACHE: "true" });
    expect((await registry.repositories()).filter((name) => name.startsWith(`shop-${builder}/`))).toEqual(
      [...services, "cache"].sort().map((name) => `shop-${builder}/${name}`),
    );
    for (const service of services) {
      expect(await registry.tags(`shop-${builder}/${service}`)).toEqual(["1.0"]);
      const pushed = await registry.images(`shop-${builder}/${service}`, "1.0");
      expect(pushed.images.map(({ platform }) => platform).sort()).toEqual(["linux/amd64", "linux/arm64"]);
      for (const image of pushed.images) {
        expect(image.config.config?.Env).toContain("SHOP_ENV=production");
        expect(image.config.config?.Env).toContain(`SERVICE=${service}`);
        expect(image.config.config?.Labels).toEqual({ "org.opencontainers.image.vendor": "The shop" });
        const files = await rootFiles(image);
        expect([...files.keys()]).toEqual(expect.arrayContaining(["srv/main.sh", "usr/local/bin/entrypoint.sh"]));
      }
    }
    const web = await rootFiles(imageFor(await registry.images(`shop-${builder}/web`, "1.0"), "linux/arm64"));
    expect(textOf(web.get("srv/public/index.html"))).toBe("WELCOME TO THE SHOP\n");

    const uploads = proxy.uploadedBlobs().length;
    expect(uploads).toBeGreaterThan(0);
    const again = await bakeOffline(engine, builder, project, ["--push", "--progress=rawjson"], {
      REGISTRY,
      TAG: "1.0",
    });
    const steps = buildSteps(again.stderr);
    expect(steps.length).toBeGreaterThan(services.length);
    expect(steps.filter(({ cached }) => !cached)).toEqual([]);
    expect(proxy.uploadedBlobs().length).toBe(uploads);
  },
);

describe.for(builders)("equal to docker-buildx on %s", (builder) => {
  const cases = [
    { example: "hello", wanted: ["hello"] },
    { example: "cross", wanted: ["binaries", "binaries-cross"] },
    { example: "monorepo", wanted: [...services, "base"] },
  ];

  test("a changed target gives other digests", async () => {
    using project = copyExample("hello");
    const built = async (who: string) => {
      const tar = join(project.out, `${who}.tar`);
      await bakeOffline(engine, builder, project, reproducibly(["hello"], project.out, who), { ...epoch, WHO: who });
      return identities(tar.replace(`${who}.tar`, `${who}-hello.tar`));
    };
    expect(await built("ada")).not.toEqual(await built("grace"));
  });

  test.for(cases)("$example: config and layers are the same to the byte", async ({ example, wanted }) => {
    using project = copyExample(example);
    await using peer = await openPeer(engine, builder);
    const env = { ...epoch, REGISTRY: `${engine.registry}/equal` };
    const offline = offlineBase(engine);
    await bakeOffline(engine, builder, project, reproducibly(wanted, project.out, "ours"), env);
    const theirs = await peer.bake(
      project.folder,
      ["-f", "docker-bake.hcl", ...offline.args, ...reproducibly(wanted, project.out, "peer")],
      { ...offline.env, ...env },
    );
    expect(theirs.code, theirs.stderr).toBe(0);
    for (const target of wanted) {
      const ours = await identities(join(project.out, `ours-${target}.tar`));
      expect(Object.keys(ours).length).toBeGreaterThan(0);
      expect(ours, target).toEqual(await identities(join(project.out, `peer-${target}.tar`)));
    }
    expect(existsSync(join(project.folder, "bin"))).toBe(false);
  });
});

const epoch = { SOURCE_DATE_EPOCH: "0", BUILDX_NO_DEFAULT_ATTESTATIONS: "1" };

/** Only built anew, at a fixed time and with rewritten times do two builds say anything by being equal. */
function reproducibly(targets: readonly string[], out: string, prefix: string): readonly string[] {
  return [
    "--no-cache",
    "--set=*.cache-from=",
    "--set=*.cache-to=",
    ...targets.map((name) => `--set=${name}.output=type=oci,rewrite-timestamp=true,dest=${out}/${prefix}-${name}.tar`),
    ...targets,
  ];
}

interface SeenStep {
  readonly name: string;
  readonly cached: boolean;
}

/** The steps of Dockerfiles among the vertices of a raw status stream, as they stood at the end. */
function buildSteps(rawJson: string): readonly SeenStep[] {
  const seen = new Map<string, SeenStep>();
  for (const line of rawJson.split("\n")) {
    if (!line.startsWith("{")) continue;
    const { vertexes = [] } = JSON.parse(line) as { vertexes?: readonly (SeenStep & { digest: string })[] }; // As documented.
    for (const { digest, name, cached } of vertexes) {
      if (/\d+\/\d+\] /.test(name)) seen.set(digest, { name, cached: cached === true });
    }
  }
  return [...seen.values()];
}

function textOf(file: LayerFile | undefined): string | undefined {
  return file?.content.toString();
}
