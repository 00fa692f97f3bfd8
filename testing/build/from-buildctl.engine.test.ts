// docs/from-buildctl.md: our line of each section is run as it stands there, and makes what the section says.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { fences } from "../docs/markdown.js";
import { type Daemon, startDaemon } from "../engine/index.js";
import { builders } from "../examples/setting.js";
import type { PeerBuilder } from "../peer.js";
import { imageFor, openRegistry, readOciLayout, readTar, removeImage, rootFiles, savedImage } from "../tools/index.js";
import { type BuildProject, openProject, runLine } from "./setting.js";

const engine = inject("engine");
const page = readFileSync(join(import.meta.dirname, "../../docs/from-buildctl.md"), "utf8");

/** Our line of each section, with names of images that no other run uses. */
const lines: ReadonlyMap<string, string> = new Map(
  page.split(/^## /m).flatMap((section) => {
    const [block] = fences(section).filter(({ language }) => language === "sh");
    const ours = block?.text
      .replaceAll("\\\n", " ")
      .split("\n")
      .filter((line) => line.includes("bakehouse build"));
    return ours === undefined ? [] : [[section.split("\n")[0] ?? "", ours.join("\n")] as const];
  }),
);

interface Made {
  readonly project: BuildProject;
  readonly builder: PeerBuilder;
  /** Runs the line once more. */
  readonly again: () => Promise<void>;
  /** What the line makes into `random.txt` on the engine, or on a daemon that has never built anything. */
  readonly randomOn: (daemon: "engine" | Daemon) => Promise<string>;
  /** A repository of images, which each builder has for itself. */
  readonly repository: (name: string) => string;
}

const registry = openRegistry(engine.registry);

/** What has to be there after the line of a section was run. */
const checks: Readonly<Record<string, (made: Made) => Promise<void>>> = {
  "Arguments and a stage": async ({ repository }) => {
    const name = `docker.io/${repository("app")}:1.0`;
    const { config } = imageFor((await savedImage(engine.dockerHost, name)) ?? none(name), "linux/amd64").config;
    expect(config?.Env).toContain("VERSION=1.0");
    expect(config?.Labels).toEqual({ stage: "tools" });
    await removeImage(engine.dockerHost, name);
  },
  "Another Dockerfile": async ({ project }) => {
    expect(readdirSync(join(project.folder, "out"))).toEqual(["elsewhere.txt"]);
  },
  Push: async ({ repository }) => {
    expect(await registry.tags(repository("app"))).toContain("1.0");
    const image = imageFor(await registry.images(repository("app"), "1.0"), "linux/amd64");
    expect((await rootFiles(image)).get("hello.txt")?.content.toString()).toBe("hello\n");
  },
  "A local folder": async ({ project }) => {
    expect(readdirSync(join(project.folder, "dist"))).toEqual(["hello-amd64.txt"]);
  },
  "A docker archive": async ({ project, repository }) => {
    const entries = await readTar(readFileSync(join(project.folder, "app.tar")));
    const manifest: unknown = JSON.parse(
      entries.find(({ path }) => path === "manifest.json")?.content.toString() ?? "",
    );
    expect(manifest).toMatchObject([{ RepoTags: [`${repository("app")}:latest`] }]);
  },
  "An OCI archive": async ({ project }) => {
    const image = imageFor(await readOciLayout(join(project.folder, "app.oci.tar")), "linux/amd64");
    expect([...(await rootFiles(image)).keys()]).toEqual(expect.arrayContaining(["bin/sh", "hello.txt", "made.txt"]));
  },
  "Load into docker through a pipe": async ({ repository }) => {
    const name = `docker.io/${repository("piped")}:latest`;
    const image = imageFor((await savedImage(engine.dockerHost, name)) ?? none(name), "linux/amd64");
    expect((await rootFiles(image)).has("hello.txt")).toBe(true);
    await removeImage(engine.dockerHost, name);
  },
  "Several platforms": async ({ repository }) => {
    const { images } = await registry.images(repository("multi"), "latest");
    expect(images.map(({ platform }) => platform).sort()).toEqual(["linux/amd64", "linux/arm64"]);
    for (const image of images) {
      const name = `hello-${image.platform.replace("linux/", "")}.txt`;
      expect([...(await rootFiles(image)).keys()]).toEqual([name]);
    }
  },
  "A cache in a registry": async ({ repository, randomOn }) => {
    expect(await registry.tags(repository("app"))).toContain("cache");
    await using daemon = await startDaemon(engine, "build");
    expect(await randomOn(daemon)).toBe(await randomOn("engine"));
  },
  "A cache in a folder": async ({ project, randomOn }) => {
    const index = JSON.parse(readFileSync(join(project.folder, "cache/index.json"), "utf8"));
    expect(index.manifests).toHaveLength(1);
    const blob = index.manifests[0].digest.replace(":", "/");
    const manifest = readFileSync(join(project.folder, "cache/blobs", blob), "utf8");
    expect(manifest).toContain("application/vnd.buildkit.cacheconfig.v0");
    await using daemon = await startDaemon(engine, "build");
    expect(await randomOn(daemon)).toBe(await randomOn("engine"));
  },
  Secrets: async ({ project }) => {
    expect(out(project, "made.txt")).toBe("none:s3cret\n");
  },
  "Named contexts": async ({ project }) => {
    expect(out(project, "greeting.txt")).toBe("good day\n");
  },
  "Without the cache": async ({ project, again }) => {
    const first = out(project, "random.txt");
    expect(first).toMatch(/^[0-9a-f-]{36}\n$/);
    await again();
    expect(out(project, "random.txt")).not.toBe(first);
  },
  Attestations: async ({ project }) => {
    const layout = await readOciLayout(join(project.folder, "attested.tar"));
    const predicates = layout.attestations.flatMap(({ manifest }) =>
      manifest.layers.map(({ annotations }) => annotations?.["in-toto.io/predicate-type"]),
    );
    expect(predicates).toEqual([expect.stringMatching(/^https:\/\/slsa\.dev\/provenance\//)]);
  },
  "What was built, for scripts": async ({ project, repository }) => {
    const metadata = JSON.parse(readFileSync(join(project.folder, "metadata.json"), "utf8"));
    const image = imageFor(await readOciLayout(join(project.folder, "app.oci.tar")), "linux/amd64");
    expect(metadata).toMatchObject({
      "containerimage.config.digest": image.configDigest,
      "image.name": `docker.io/${repository("app")}:latest`,
    });
    expect(Object.keys(metadata)).toEqual(expect.arrayContaining(["buildx.build.ref", "containerimage.digest"]));
    expect(readFileSync(join(project.folder, "id.txt"), "utf8")).toBe(image.configDigest);
  },
  "A Dockerfile on standard input": async ({ project }) => {
    expect(out(project, "hello.txt")).toBe("hello\n");
  },
  "A tar archive on standard input": async ({ project }) => {
    expect(out(project, "hello.txt")).toBe("hello\n");
  },
};

test("every section has a line of ours, and every line is checked", () => {
  expect([...lines.keys()]).toEqual(Object.keys(checks));
});

describe.for(builders)("on %s", (builder) => {
  test.for([...lines])("%s", async ([title, line]) => {
    using project = openProject(engine);
    const repository = (name: string) => `acme-${builder}/${name}`;
    const ours = line
      .replaceAll("registry.example.com/", `${engine.registry}/`)
      .replaceAll("acme/", `acme-${builder}/`);
    const again = async () => {
      const { code, stderr } = await runLine(engine, builder, project, ours);
      expect(code, stderr).toBe(0);
    };
    const randomOn = async (daemon: "engine" | Daemon) => {
      const where = daemon === "engine" ? engine : { ...engine, ...daemon };
      const { code, stderr } = await runLine(where, builder, project, ours.replace(/ \.$/, " -o out ."));
      expect(code, stderr).toBe(0);
      return out(project, "random.txt");
    };
    await again();
    await checks[title]?.({ project, builder, again, randomOn, repository });
  });
});

function out({ folder }: BuildProject, name: string): string {
  return readFileSync(join(folder, "out", name), "utf8");
}

function none(name: string): never {
  throw new Error(`docker has no ${name}`);
}
