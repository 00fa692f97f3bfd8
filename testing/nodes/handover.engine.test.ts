// Results of linked targets that go from node to node: built once, and the same bits everywhere.

import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type Daemon, startDaemon } from "../engine/index.js";
import { type CommandResult, imageFor, openRegistry, rootFiles, writeFiles } from "../tools/index.js";
import { type Farm, openFarm } from "./setting.js";

const engine = inject("engine");
const registry = openRegistry(engine.registry);
let daemons: readonly Daemon[] = [];

beforeAll(async () => {
  daemons = await Promise.all(["a", "b", "c"].map((name) => startDaemon(engine, `handover-${name}`)));
});

afterAll(async () => {
  await Promise.all(daemons.map((daemon) => daemon[Symbol.asyncDispose]()));
});

// The busybox is that of this machine, whatever the platform is called, so that RUN works for all.
const base = `FROM scratch
COPY busybox /bin/sh
COPY busybox /bin/busybox
ENV MADE_BY=base
WORKDIR /work
LABEL org.example.base=yes
ONBUILD ENV FROM_ONBUILD=yes
ARG TARGETARCH
RUN busybox mkdir /etc; echo root:x:0:0::/:/bin/sh > /etc/passwd; echo root:x:0: > /etc/group; busybox head -c 16 /dev/urandom | busybox md5sum > /id.txt; echo "$TARGETARCH" > /arch.txt
USER root
`;
const app = `FROM base
RUN echo "$MADE_BY $FROM_ONBUILD in $PWD by $(busybox id -u)" > /app.txt
`;
const platforms = ["linux/amd64", "linux/arm64", "linux/s390x"];

/** Each node for one platform; commands have a folder for temporary files of their own. */
interface Handing extends Farm {
  readonly temporary: string;
  readonly out: (target: string) => Readonly<Record<string, string>>;
}

function farmOf(count: number, files: Readonly<Record<string, string>> = {}): Handing {
  const nodes = daemons.slice(0, count).map((daemon, index) => ({ daemon, platforms: [platforms[index] ?? ""] }));
  const farm = openFarm(engine, nodes, { "base.Dockerfile": base, "app.Dockerfile": app, ...files });
  const temporary = join(farm.beside, "tmp");
  mkdirSync(temporary);
  const env = { TMPDIR: temporary };
  return {
    ...farm,
    temporary,
    bake: (args, more) => farm.bake(args, { ...env, ...more }),
    start: (args) => farm.start(args, env),
    out: (target) => textsIn(join(farm.beside, "out", target)),
  };
}

/** The `.txt` files in a folder. */
function textsIn(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".txt"));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8").trim()]));
}

function write(farm: Handing, text: string): string {
  const out = join(farm.beside, "out");
  writeFiles(farm.beside, new Map([["docker-bake.hcl", text.replaceAll("OUT", out)]]));
  return join(farm.beside, "docker-bake.hcl");
}

async function must(run: Promise<CommandResult>): Promise<string> {
  const { code, stderr } = await run;
  expect(code, stderr).toBe(0);
  return stderr;
}

function image(name: string): string {
  return `${engine.registry}/nodes/${name}`;
}

function appFor(name: string, platform: string, more = ""): string {
  return `target "${name}" {
  dockerfile = "app.Dockerfile"
  contexts = { base = "target:base" }
  platforms = ["${platform}"]
  output = ["type=local,dest=OUT/${name}"]
${more}}
`;
}

const apps = `group "default" { targets = ["app", "web"] }
${appFor("app", "linux/arm64")}${appFor("web", "linux/amd64")}`;

test("users on two nodes have the same bits of a base that each build makes differently", async () => {
  using farm = farmOf(2);
  const file = write(farm, `${apps}target "base" {\n  dockerfile = "base.Dockerfile"\n  no-cache = true\n}\n`);
  const told = await must(farm.bake(["-f", file]));
  expect(told).toContain(`handing over "base" (linux/amd64) to node b`);
  expect(told).toMatch(/layers \d/);
  const { "id.txt": id } = farm.out("web");
  expect(id).toMatch(/^[0-9a-f]{32}/);
  const made = { "id.txt": id, "arch.txt": "amd64", "app.txt": "base yes in /work by 0" };
  expect(farm.out("app")).toEqual(made);
  expect(farm.out("web")).toEqual(made);
  expect(readdirSync(farm.temporary)).toEqual([]);
  // Another run makes another base, once.
  await must(farm.bake(["-f", file]));
  expect(farm.out("web")["id.txt"]).not.toBe(id);
  expect(farm.out("app")["id.txt"]).toBe(farm.out("web")["id.txt"]);
});

test("an image built on what was handed over is configured as one that was built on one node", async () => {
  using farm = farmOf(2);
  using single = farmOf(1);
  const bakeFile = (name: string) =>
    `${appFor("app", "linux/arm64").replace(/ {2}output.*\n/, `  tags = ["${image(`config:${name}`)}"]\n`)}
target "base" {\n  dockerfile = "base.Dockerfile"\n  platforms = ["linux/amd64"]\n}\n`;
  expect(await must(farm.bake(["-f", write(farm, bakeFile("two")), "--push", "app"]))).toContain("handing over");
  await must(single.bake(["-f", write(single, bakeFile("one")), "--push", "app"]));
  const configOf = async (tag: string) => {
    const [first] = (await registry.images("nodes/config", tag)).images;
    return first?.config;
  };
  const two = await configOf("two");
  expect(two).toMatchObject({ config: { User: "root", WorkingDir: "/work" } });
  const comparable = (config: typeof two) => ({ ...config, created: "", history: [], rootfs: {} });
  expect(comparable(two)).toEqual(comparable(await configOf("one")));
});

test("a base that is pushed is read from the registry, with docker's login", async () => {
  using farm = farmOf(2);
  const name = `${engine.authRegistry}/nodes/handed`;
  const text = `group "default" { targets = ["base", "app"] }
${appFor("app", "linux/arm64", `  attest = ["type=provenance,mode=max"]\n`)}
target "base" {
  dockerfile = "base.Dockerfile"
  no-cache = true
  platforms = ["linux/amd64"]
  attest = ["type=provenance,mode=max"]
  tags = ["${name}:base"]
  output = ["type=registry"]
}
`;
  const metadata = join(farm.beside, "metadata.json");
  const env = { BUILDX_METADATA_PROVENANCE: "max" };
  const told = await must(farm.bake(["-f", write(farm, text), "--metadata-file", metadata], env));
  expect(told).toContain(`handing over "base" (linux/amd64) to node b`);
  const login = { user: engine.authUser, password: engine.authPassword };
  const own = openRegistry(engine.authRegistry, login);
  const pushed = imageFor(await own.images("nodes/handed", "base"), "linux/amd64");
  const files = await rootFiles(pushed);
  expect(farm.out("app")["id.txt"]).toBe(files.get("id.txt")?.content.toString().trim());
  // The digest of what was handed over stands among the materials of the user.
  expect(JSON.stringify(JSON.parse(readFileSync(metadata, "utf8")).app)).toContain(
    pushed.descriptor.digest.replace("sha256:", ""),
  );
  expect(readdirSync(farm.temporary)).toEqual([]);
});

test("a chain over three nodes hands on at each link, and a base of two platforms goes where its machine is asked for", async () => {
  const cross = `FROM --platform=$BUILDPLATFORM base AS build
FROM scratch
COPY --from=build /id.txt /arch.txt /
`;
  using farm = farmOf(3, { "cross.Dockerfile": cross });
  const text = `target "base" {
  dockerfile = "base.Dockerfile"
  no-cache = true
  platforms = ["linux/amd64", "linux/arm64"]
}
target "middle" {
  dockerfile = "cross.Dockerfile"
  contexts = { base = "target:base" }
  platforms = ["linux/amd64", "linux/arm64"]
  output = ["type=local,dest=OUT/middle"]
}
target "app" {
  dockerfile-inline = "FROM middle\\nCOPY app.Dockerfile /"
  contexts = { middle = "target:last" }
  platforms = ["linux/s390x"]
  output = ["type=local,dest=OUT/app"]
}
target "last" {
  dockerfile-inline = "FROM middle"
  contexts = { middle = "target:single" }
  platforms = ["linux/arm64"]
}
target "single" {
  dockerfile-inline = "FROM base"
  contexts = { base = "target:base" }
  platforms = ["linux/amd64"]
}
`;
  const told = await must(farm.bake(["-f", write(farm, text), "middle", "app"]));
  expect(told).toContain(`handing over "base" (linux/amd64) to node b`);
  expect(told).toContain(`handing over "single" (linux/amd64) to node b`);
  expect(told).toContain(`handing over "last" (linux/arm64) to node c`);
  // The machines of these nodes are all amd64.
  const own = textsIn(join(farm.beside, "out", "middle", "linux_amd64"));
  expect(own["arch.txt"]).toBe("amd64");
  expect(textsIn(join(farm.beside, "out", "middle", "linux_arm64"))).toEqual(own);
  expect(farm.out("app")["id.txt"]).toBe(own["id.txt"]);
  expect(readdirSync(farm.temporary)).toEqual([]);
});

test("a base without files, but with a configuration, goes over as well", async () => {
  using farm = farmOf(2, { "base.Dockerfile": "FROM scratch\nENV MADE_BY=nobody\n" });
  const dockerfile = `FROM base\nCOPY busybox /bin/sh\nRUN echo $MADE_BY > /app.txt`;
  const text = `target "base" {\n  dockerfile = "base.Dockerfile"\n  platforms = ["linux/amd64"]\n}
target "app" {
  dockerfile-inline = ${JSON.stringify(dockerfile)}
  contexts = { base = "target:base" }
  platforms = ["linux/arm64"]
  output = ["type=local,dest=OUT/app"]
}
`;
  await must(farm.bake(["-f", write(farm, text), "app"]));
  expect(farm.out("app")).toEqual({ "app.txt": "nobody" });
});

const failing = `FROM base\nRUN echo reached; busybox sleep 1000000`;

test.for([
  { title: "fails", dockerfile: "FROM base\nRUN exit 3", isInterrupted: false, code: 1 },
  { title: "is interrupted", dockerfile: failing, isInterrupted: true, code: 130 },
])("nothing of what was handed over is left when the run $title", async ({ dockerfile, isInterrupted, code }) => {
  using farm = farmOf(2);
  const text = `target "base" {\n  dockerfile = "base.Dockerfile"\n  platforms = ["linux/amd64"]\n}
target "app" {
  dockerfile-inline = ${JSON.stringify(dockerfile)}
  contexts = { base = "target:base" }
  platforms = ["linux/arm64"]
}
`;
  const run = await farm.start(["-f", write(farm, text), "app"]);
  if (isInterrupted) {
    await run.shows("reached");
    expect(readdirSync(farm.temporary)).toHaveLength(1);
    run.signal("SIGINT");
  }
  const result = await run.finished;
  expect(result.code, result.stderr).toBe(code);
  expect(result.stderr).toContain(`handing over "base"`);
  expect(readdirSync(farm.temporary)).toEqual([]);
});
