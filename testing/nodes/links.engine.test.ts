// Linked targets whose platforms lie on different nodes: docker-buildx refuses them, here each node gets what it uses. What goes over is in handover.engine.test.ts.

import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { connect } from "../../lib/buildkit/index.js";
import { type Daemon, startDaemon } from "../engine/index.js";
import { type CommandResult, imageFor, openRegistry, rootFiles, writeFiles } from "../tools/index.js";
import { type Farm, openFarm } from "./setting.js";

const engine = inject("engine");
const registry = openRegistry(engine.registry);
let amd: Daemon;
let arm: Daemon;

beforeAll(async () => {
  [amd, arm] = await Promise.all([startDaemon(engine, "links-amd"), startDaemon(engine, "links-arm")]);
});

afterAll(async () => {
  await Promise.all([amd, arm].map((daemon) => daemon?.[Symbol.asyncDispose]()));
});

function twoNodes(files: Readonly<Record<string, string>>): Farm {
  return openFarm(
    engine,
    [
      { daemon: amd, platforms: ["linux/amd64"] },
      { daemon: arm, platforms: ["linux/arm64"] },
    ],
    { Dockerfile: "FROM scratch\n", ...files },
  );
}

function image(name: string): string {
  return `${engine.registry}/nodes/${name}`;
}

function bakeFile(farm: Farm, text: string): string {
  writeFiles(farm.beside, new Map([["docker-bake.hcl", text]]));
  return join(farm.beside, "docker-bake.hcl");
}

async function must(run: Promise<CommandResult>): Promise<CommandResult> {
  const result = await run;
  expect(result.code, result.stderr).toBe(0);
  return result;
}

/** The files at the top of an image, with their text. */
async function textsOf(repository: string, tag: string, platform: string): Promise<Readonly<Record<string, string>>> {
  const files = await rootFiles(imageFor(await registry.images(repository, tag), platform));
  const texts = [...files].filter(([path]) => path.endsWith(".txt"));
  return Object.fromEntries(texts.map(([path, { content }]) => [path, content.toString().trim()]));
}

// The busybox is that of this machine, whatever the platform is called, so that RUN works for both.
const base = `FROM scratch AS base
ARG TARGETARCH
COPY busybox /bin/sh
ENV MADE_BY=base
RUN --mount=type=secret,id=token read -r token < /run/secrets/token; echo "$TARGETARCH $token" > /base.txt
`;
const app = `FROM base
ARG TARGETARCH
RUN echo "$TARGETARCH by $MADE_BY" > /app.txt
`;
const both = `platforms = ["linux/amd64", "linux/arm64"]`;

test("a linked target is built on each node for the platform that is used there, with its own secrets", async () => {
  using farm = twoNodes({ "base.Dockerfile": base, "app.Dockerfile": app, token: "s3cret\n" });
  const file = bakeFile(
    farm,
    `target "base" {
  dockerfile = "base.Dockerfile"
  secret = ["id=token,src=token"]
  ${both}
}
target "app" {
  dockerfile = "app.Dockerfile"
  contexts = { base = "target:base" }
  tags = ["${image("linked:1")}"]
  ${both}
}
`,
  );
  await must(farm.bake(["-f", file, "--push", "app"]));
  expect(await textsOf("nodes/linked", "1", "linux/amd64")).toEqual({
    "base.txt": "amd64 s3cret",
    "app.txt": "amd64 by base",
  });
  expect(await textsOf("nodes/linked", "1", "linux/arm64")).toEqual({
    "base.txt": "arm64 s3cret",
    "app.txt": "arm64 by base",
  });
  // The linked target was built on each node for one platform alone.
  expect(await runsOn(amd, "/base.txt")).toBe(1);
  expect(await runsOn(arm, "/base.txt")).toBe(1);
});

/** How many RUNs with this text the daemon has in its cache. */
async function runsOn({ buildkitHost }: Daemon, text: string): Promise<number> {
  const { signal } = new AbortController();
  await using control = await connect({ kind: "buildkitd", address: buildkitHost }, signal);
  const records = await control.diskUsage([], signal);
  return records.filter(({ description }) => description.startsWith("mount / from exec") && description.includes(text))
    .length;
}

test("a target that another node exports is handed over to its user, and exported once", async () => {
  const files = { "base.Dockerfile": base, "app.Dockerfile": app, token: "s3cret\n" };
  using farm = twoNodes(files);
  const text = `group "default" { targets = ["base", "app"] }
target "base" {
  dockerfile = "base.Dockerfile"
  secret = ["id=token,src=token"]
  platforms = ["linux/amd64"]
  tags = ["${image("pushed:base")}"]
}
target "app" {
  dockerfile = "app.Dockerfile"
  contexts = { base = "target:base" }
  platforms = ["linux/arm64"]
  tags = ["${image("pushed:app")}"]
}
`;
  const peer = await farm.peer(["bake", "-f", bakeFile(farm, text), "--push"]);
  expect(peer.code).not.toBe(0);
  await must(farm.bake(["-f", bakeFile(farm, text), "--push"]));
  expect(await textsOf("nodes/pushed", "base", "linux/amd64")).toEqual({ "base.txt": "amd64 s3cret" });
  // What a build on one node gives.
  expect(await textsOf("nodes/pushed", "app", "linux/arm64")).toEqual({
    "base.txt": "amd64 s3cret",
    "app.txt": "arm64 by base",
  });
});

test("a stage for the machine that builds finds the linked target of that platform on every node", async () => {
  const cross = `FROM --platform=$BUILDPLATFORM base AS build
ARG BUILDARCH TARGETARCH
RUN read -r base < /base.txt; echo "$BUILDARCH for $TARGETARCH with $base" > /built.txt
FROM scratch
COPY --from=build /built.txt /built.txt
`;
  using farm = twoNodes({ "base.Dockerfile": base, "app.Dockerfile": cross, token: "s3cret\n" });
  const file = bakeFile(
    farm,
    `group "default" { targets = ["base", "app"] }
target "base" {
  dockerfile = "base.Dockerfile"
  secret = ["id=token,src=token"]
  tags = ["${image("cross:base")}"]
  ${both}
}
target "app" {
  dockerfile = "app.Dockerfile"
  contexts = { base = "target:base" }
  tags = ["${image("cross:app")}"]
  ${both}
}
`,
  );
  await must(farm.bake(["-f", file, "--push"]));
  expect((await registry.images("nodes/cross", "base")).images.length).toBe(2);
  // Both daemons run on the same machine.
  expect(await textsOf("nodes/cross", "app", "linux/arm64")).toEqual({
    "built.txt": "amd64 for arm64 with amd64 s3cret",
  });
  expect(await textsOf("nodes/cross", "app", "linux/amd64")).toEqual({
    "built.txt": "amd64 for amd64 with amd64 s3cret",
  });
});
