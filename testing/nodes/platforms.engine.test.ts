// Platforms of one target on two daemons: one index, the images of which are those of one daemon.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { connect } from "../../lib/buildkit/index.js";
import { type Daemon, startDaemon } from "../engine/index.js";
import { type CommandResult, type ImageSet, openRegistry, writeFiles } from "../tools/index.js";
import { type Farm, openFarm } from "./setting.js";

const engine = inject("engine");
const registry = openRegistry(engine.registry);
let amd: Daemon;
let arm: Daemon;

beforeAll(async () => {
  [amd, arm] = await Promise.all([startDaemon(engine, "nodes-amd"), startDaemon(engine, "nodes-arm")]);
});

afterAll(async () => {
  await Promise.all([amd, arm].map((daemon) => daemon?.[Symbol.asyncDispose]()));
});

const files = {
  // Nothing here makes a folder, whose time would be that of the build.
  Dockerfile: `FROM scratch
ARG TARGETARCH
COPY busybox /busybox
COPY hello.txt /hello.txt
LABEL arch=$TARGETARCH
`,
  "hello.txt": "hello\n",
};

/** amd64 on one, arm64 on the other. */
function twoNodes(config?: string): Farm {
  const more = config === undefined ? {} : { config };
  return openFarm(
    engine,
    [
      { daemon: amd, platforms: ["linux/amd64"], ...more },
      { daemon: arm, platforms: ["linux/arm64"], ...more },
    ],
    files,
  );
}

function image(name: string): string {
  return `${engine.registry}/nodes/${name}`;
}

/** Writes a bake file with one target for both platforms and bakes it. */
function bakeIn(farm: Farm, body: string, args: readonly string[] = []): Promise<CommandResult> {
  return farm.bake(["-f", bakeFile(farm, body), ...args, "app"]);
}

function bakeFile(farm: Farm, body: string): string {
  writeFiles(
    farm.beside,
    new Map([["docker-bake.hcl", `target "app" {\n  platforms = ["linux/amd64", "linux/arm64"]\n${body}}\n`]]),
  );
  return join(farm.beside, "docker-bake.hcl");
}

async function must(run: Promise<CommandResult>): Promise<string> {
  const { code, stderr } = await run;
  expect(code, stderr).toBe(0);
  return stderr;
}

const bare = `  attest = ["type=provenance,disabled=true"]\n  no-cache = true\n`;

test("images of two nodes are one index, with the digests of a build on one node", async () => {
  using farm = twoNodes();
  using single = openFarm(engine, [{ daemon: amd }], files);
  const two = [image("two:1"), image("two:2")];
  const progress = await must(bakeIn(farm, `${bare}  tags = ${JSON.stringify(two)}\n`, ["--push"]));
  expect(progress).toContain(`merging manifest list ${two.join(", ")}`);
  await must(bakeIn(single, `${bare}  tags = ["${image("one:1")}"]\n`, ["--push"]));
  const digests = async (repository: string) =>
    (await registry.images(repository, "1")).images.map(({ platform, descriptor }) => [platform, descriptor.digest]);
  expect(await digests("nodes/two")).toEqual(await digests("nodes/one"));
  expect((await digests("nodes/two")).map(([platform]) => platform)).toEqual(["linux/amd64", "linux/arm64"]);
  expect(await registry.resolve("nodes/two", "2")).toEqual(await registry.resolve("nodes/two", "1"));
  expect(await registry.tags("nodes/two")).toEqual(["1", "2"]);
});

test("each platform is built on the node that it is stored for", async () => {
  using farm = twoNodes();
  const copied = async (): Promise<readonly string[]> => {
    const progress = await must(bakeIn(farm, `  tags = ["${image("own:1")}"]\n`, ["--push"]));
    return [...progress.matchAll(/\[(linux\/\S+) \d\/\d\] COPY/g)].flatMap(([, platform]) => platform ?? []);
  };
  // Both platforms are built, and a node that built the other one before would have it in its cache.
  expect(new Set(await copied())).toEqual(new Set(["linux/amd64", "linux/arm64"]));
  expect(await platformsBuiltOn(amd)).toEqual(["linux/amd64"]);
  expect(await platformsBuiltOn(arm)).toEqual(["linux/arm64"]);
});

/** Of builds for several nodes, as the daemon remembers them. */
async function platformsBuiltOn({ buildkitHost }: Daemon): Promise<readonly string[]> {
  const { signal } = new AbortController();
  await using control = await connect({ kind: "buildkitd", address: buildkitHost }, signal);
  const platforms = new Set<string>();
  for await (const { record } of control.history({}, signal)) {
    if (record.frontendAttrs["multi-platform"] === "true") platforms.add(record.frontendAttrs["platform"] ?? "");
  }
  return [...platforms];
}

test("the index is that of docker-buildx on the same nodes, annotations and attestations included", async () => {
  using farm = twoNodes();
  const body = `  tags = ["${image("merged:ours")}"]
  attest = ["type=provenance,mode=max"]
  annotations = [
    "index:org.example.index=i",
    "manifest-descriptor[linux/arm64]:org.example.arm=yes",
    "manifest:org.example.m=1",
  ]
`;
  const metadata = join(farm.beside, "ours.json");
  await must(bakeIn(farm, body, ["--push", "--metadata-file", metadata]));
  const file = bakeFile(farm, body);
  const peerMetadata = join(farm.beside, "theirs.json");
  const set = `--set=app.tags=${image("merged:theirs")}`;
  await must(farm.peer(["bake", "-f", file, "--push", "--metadata-file", peerMetadata, set, "app"]));
  const ours = await registry.images("nodes/merged", "ours");
  const theirs = await registry.images("nodes/merged", "theirs");
  // Attestations tell the time and the build; all else is the same.
  const comparable = ({ indexes, attestations }: ImageSet) => {
    const attested = new Set(attestations.map(({ descriptor }) => descriptor.digest));
    return indexes.map(({ manifests, ...index }) => ({
      ...index,
      manifests: manifests.map((entry) => (attested.has(entry.digest) ? { ...entry, digest: "", size: 0 } : entry)),
    }));
  };
  expect(comparable(ours)).toEqual(comparable(theirs));
  expect(ours.attestations.length).toBe(2);
  const descriptor = await registry.resolve("nodes/merged", "ours");
  const told = JSON.parse(readFileSync(metadata, "utf8")).app;
  expect(told).toMatchObject({
    "containerimage.digest": descriptor?.digest,
    "containerimage.descriptor": descriptor,
    "image.name": image("merged:ours"),
  });
  expect(Object.keys(told)).toEqual(expect.arrayContaining(provenanceKeys));
  const theirKeys = Object.keys(JSON.parse(readFileSync(peerMetadata, "utf8")).app);
  expect(Object.keys(told)).toEqual(expect.arrayContaining(theirKeys));
});

const provenanceKeys = ["buildx.build.provenance/linux/amd64", "buildx.build.provenance/linux/arm64"];

test("a registry that wants a login gets the index, in each of the repositories", async () => {
  using farm = twoNodes();
  const tags = [`${engine.authRegistry}/nodes/login:1`, image("login:1")];
  await must(bakeIn(farm, `  tags = ${JSON.stringify(tags)}\n`, ["--push"]));
  const login = { user: engine.authUser, password: engine.authPassword };
  const there = await openRegistry(engine.authRegistry, login).resolve("nodes/login", "1");
  expect(there?.mediaType).toBe("application/vnd.oci.image.index.v1+json");
  expect(await registry.resolve("nodes/login", "1")).toEqual(there);
});

test("a push by digest alone leaves the index without a tag", async () => {
  using farm = twoNodes();
  const metadata = join(farm.beside, "digest.json");
  const output = `  output = ["type=image,name=${image("digest")},push=true,push-by-digest=true"]\n`;
  await must(bakeIn(farm, output, ["--metadata-file", metadata]));
  const { "containerimage.digest": digest } = JSON.parse(readFileSync(metadata, "utf8")).app;
  expect((await registry.images("nodes/digest", digest)).images.map(({ platform }) => platform)).toEqual([
    "linux/amd64",
    "linux/arm64",
  ]);
  expect(await registry.tags("nodes/digest")).toEqual([]);
});

test("files of both platforms are in one folder, by platform", async () => {
  using farm = twoNodes();
  const dest = join(farm.beside, "out");
  const cache = `  cache-to = ["type=local,dest=${join(farm.beside, "cache")}"]\n`;
  const progress = await must(bakeIn(farm, `${cache}  output = ["type=local,dest=${dest}"]\n`));
  expect(progress.match(/each node writes the cache of type=local under the same name/g)).toHaveLength(1);
  expect(readdirSync(dest).sort()).toEqual(["linux_amd64", "linux_arm64"]);
  for (const platform of readdirSync(dest))
    expect(readdirSync(join(dest, platform)).sort()).toEqual(expect.arrayContaining(["busybox", "hello.txt"]));
});

test.for(["oci", "tar", "docker"])(
  "an archive of type=%s is refused where several nodes would write it",
  async (type) => {
    using farm = twoNodes();
    const { code, stderr } = await bakeIn(
      farm,
      `${bare}  output = ["type=${type},dest=${join(farm.beside, "out.tar")}"]\n`,
    );
    expect(code).toBe(1);
    expect(stderr).toContain(`An archive of type=${type} cannot be put together from several nodes`);
    // One platform is one node.
    const one = await bakeIn(farm, `${bare}  output = ["type=${type},dest=${join(farm.beside, "one.tar")}"]\n`, [
      "--set=app.platform=linux/arm64",
    ]);
    expect(one.code, one.stderr).toBe(0);
  },
);

test("pushed images of one target get one index where they are alike, and are refused where they differ", async () => {
  using farm = twoNodes();
  const names = ["one", "two"].map((name) => `${engine.registry}/nodes/alike-${name}:v1`);
  const outputs = (more = "") =>
    `${bare}  output = ["type=registry,name=${names[0]}", "type=registry,name=${names[1]}${more}"]\n`;
  await must(bakeIn(farm, outputs()));
  const [one, two] = await Promise.all(["one", "two"].map((name) => registry.resolve(`nodes/alike-${name}`, "v1")));
  expect(one?.digest).toMatch(/^sha256:/);
  expect(two?.digest).toBe(one?.digest);
  const { code, stderr } = await bakeIn(farm, outputs(",compression=zstd,force-compression=true"));
  expect(code).toBe(1);
  expect(stderr).toContain("Pushed images that differ cannot be put together from several nodes");
});

test("the frontend is asked once about a target for several nodes", async () => {
  using farm = twoNodes();
  const { code, stdout, stderr } = await bakeIn(farm, "", ["--call=lint"]);
  expect(code, stderr).toBe(0);
  expect(stdout).toBe("app\n\nCheck complete: no warnings\n");
});
