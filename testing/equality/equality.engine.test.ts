// What `bake` builds is what docker-buildx builds: small targets, one for each attribute, built by both on the same
// daemon. Two builds say something by being equal only when nothing is taken from a cache and times are fixed.
// Not here, as the engine is too old: resources, policy, mode=delete.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { builderEnv, builders } from "../examples/setting.js";
import { type Release, releaseOf } from "../language/release.js";
import { openPeer, type PeerBuilder } from "../peer.js";
import { lackOfGit, openSite, type Site } from "../remote/site.js";
import {
  bake,
  type CommandResult,
  imageNames,
  openRegistry,
  pushScanner,
  removeImage,
  runCommand,
  savedImage,
  writeFiles,
} from "../tools/index.js";
import { leveller } from "./known-differences.js";
import { imageSet, productsOf } from "./products.js";
import { writeProject } from "./project.js";
import { type Remote, serveProject } from "./remote.js";
import { bakeFile, type Told, targetsOn } from "./targets.js";

const engine = inject("engine");
const programs = ["ours", "peer"] as const;
type Program = (typeof programs)[number];

const top = mkdtempSync(join(tmpdir(), "equality-"));
const project = join(top, "project");
const agent = join(top, "agent");
const versioned = join(top, "versioned");
const repository = {
  Dockerfile: "FROM scratch\nCOPY root.txt /\n",
  "root.txt": "of the repository\n",
  "sub/Dockerfile": "FROM scratch\nCOPY said.txt /\n",
  "sub/said.txt": "of the folder\n",
};
const baseImage = `${engine.registry}/equality-base:1`;
let release: Release | undefined;
const { level, needed, expected } = leveller(() => release);
let agentPid = 0;
let remote: Remote | undefined;
let site: Site | undefined;
let scanner = "";

beforeAll(async () => {
  await using peer = await openPeer(engine);
  release = releaseOf(peer.version);
  writeProject(project);
  remote = await serveProject(project);
  site = await openSite({ repositories: lackOfGit() === undefined ? { repo: repository } : {} });
  if (lackOfGit() === undefined) await makeVersioned();
  agentPid = await startAgent();
  scanner = await pushScanner(engine);
  await writeBases();
});
afterAll(async () => {
  await remote?.close();
  await site?.[Symbol.asyncDispose]();
  if (agentPid !== 0) process.kill(agentPid);
  rmSync(top, { recursive: true, force: true });
});

describe.for(builders)("equal to docker-buildx on %s", (builder) => {
  const wanted = targetsOn(builder).filter(({ isLinked }) => isLinked !== true);
  const built = new Map<Program, Built>();
  beforeAll(async () => {
    writeFileSync(join(project, "docker-bake.hcl"), bakeFile(builder));
    for (const program of programs) built.set(program, await buildAll(program, builder));
  });

  test("a changed target gives other digests", () => {
    for (const program of programs) expect(products(program, "changed-a")).not.toEqual(products(program, "changed-b"));
  });

  test.for(wanted)("$name, $about", ({ name, outputs }) => {
    const ours = products("ours", name);
    expect(level(ours)).toEqual(level(products("peer", name)));
    if (outputs === undefined) expect(ours).toHaveProperty(["image.oci.tar", "images", 0, "config"]);
    expect(level(metadata("ours", name))).toEqual(level(metadata("peer", name)));
  });

  test("docker finds the images under the same names", () => {
    // What is pushed is kept, too. The plain endpoint is that of the same dockerd, and so are its images; another daemon
    // keeps its own.
    const pushed = ["image", "pushed"].map((tag) => `${engine.registry}/<repository>:${tag}`);
    const kept = ["default:latest", "image:1", "load:1", "load:2", "named:1"].map((name) => `equality-${name}`);
    for (const program of programs)
      expect(built.get(program)?.names).toEqual(
        builder === "docker" ? [...pushed, ...kept] : builder === "plain" ? pushed : [],
      );
  });

  test("every known difference is still one", () => {
    expect([...needed]).toEqual(expect.arrayContaining([...expected()]));
  });

  function products(program: Program, name: string): unknown {
    return built.get(program)?.products.get(name);
  }

  function metadata(program: Program, name: string): unknown {
    return built.get(program)?.metadata.get(name);
  }
});

describe("what frontends answer", () => {
  beforeAll(() => {
    writeFileSync(join(project, "asked.hcl"), askedFile);
  });
  test.for(["--call=outline", "--call=targets"])("is the same as text for %s", async (flag) => {
    const { ours, peer } = await answers([flag, "asked"]);
    expect(ours.stdout).toBe(peer.stdout);
    expect([ours.code, peer.code]).toEqual([0, 0]);
  });

  test.for(["outline", "targets"])("is the same as JSON for --call=%s", async (call) => {
    const { ours, peer } = await answers([`--call=${call},format=json`, "asked"]);
    expect(JSON.parse(ours.stdout)).toEqual(JSON.parse(peer.stdout));
  });

  // The words of a check are our own, in the frame of all our warnings.
  test.for(["--check", "--call=check", "--call=lint"])("has the same exit code for %s", async (flag) => {
    for (const target of ["asked", "clean"]) {
      const { ours, peer } = await answers([flag, target]);
      expect(ours.code, ours.stderr).toBe(peer.code);
    }
  });

  test("is the same when a target asks by itself", async () => {
    const { ours, peer } = await answers(["outlined"]);
    expect(ours.stdout).toBe(peer.stdout);
    const checked = await answers(["checked"]);
    expect(checked.ours.code).toBe(checked.peer.code);
  });

  test("has the same warnings of a check", async () => {
    const { ours, peer } = await answers(["--call=check,format=json", "asked"]);
    const warnings = ({ stdout }: CommandResult): unknown => {
      const written: { target: { asked: { check: { warnings: readonly unknown[] } } } } = JSON.parse(stdout);
      return written.target.asked.check.warnings;
    };
    expect(warnings(ours)).toHaveLength(4);
    expect(warnings(ours)).toEqual(warnings(peer));
  });

  async function answers(args: readonly string[]): Promise<Readonly<Record<Program, CommandResult>>> {
    const asking = ["-f", "asked.hcl", ...args];
    return { ours: await run("ours", "docker", asking), peer: await run("peer", "docker", asking) };
  }
});

const askedFile = `target "asked" {
  context = "plain"
  args = { VERSION = "2" }
  dockerfile-inline = <<INLINE
# VERSION says which one
ARG VERSION=1
ARG UNUSED
# first makes a start
from scratch AS first
COPY a.txt /
# last is what is wanted
FROM first AS last
ARG PASSWORD=x
RUN --mount=type=secret,id=key,required=true --mount=type=ssh --mount=type=cache,target=/c true
MAINTAINER somebody
INLINE
}
target "outlined" {
  inherits = ["asked"]
  target   = "first"
  call     = "outline"
}
target "checked" {
  inherits = ["asked"]
  call     = "check"
}
target "clean" {
  context           = "plain"
  dockerfile-inline = "FROM scratch\\nCOPY a.txt /\\n"
  call              = "check"
}
`;

describe.for(programs)("what is kept from an earlier build by %s", (program) => {
  test.for(builders)("is built anew only where no-cache-filter says so, on %s", async (builder) => {
    const folder = join(top, `kept-${program}-${builder}`);
    writeFileSync(join(project, "kept.hcl"), keptFile(folder));
    const built = async (...more: readonly string[]) => {
      await mustRun(program, builder, ["-f", "kept.hcl", ...more]);
      return { first: readFileSync(join(folder, "out/first")), second: readFileSync(join(folder, "out/second")) };
    };
    const before = await built("--no-cache", "--set=*.no-cache-filter=");
    const after = await built();
    expect(after.first).toEqual(before.first);
    expect(after.second).not.toEqual(before.second);
    const last = await built("--set=*.no-cache-filter=");
    expect(last).toEqual(after);
  });
});

function keptFile(folder: string): string {
  return `target "default" {
  contexts = { tools = "${dirname(engine.busybox)}" }
  no-cache-filter = ["second"]
  output = ["${folder}/out"]
  cache-to = ["type=local,dest=${folder}/cache"]
  cache-from = ["type=local,src=${folder}/cache"]
  dockerfile-inline = <<INLINE
FROM scratch AS first
COPY --from=tools busybox-amd64 /bin/busybox
SHELL ["/bin/busybox", "sh", "-c"]
RUN busybox cat /proc/sys/kernel/random/uuid > /first
FROM first AS second
RUN busybox cat /proc/sys/kernel/random/uuid > /second
INLINE
}
`;
}

interface Built {
  readonly products: ReadonlyMap<string, unknown>;
  readonly metadata: ReadonlyMap<string, unknown>;
  /** Of the images that the daemon keeps. */
  readonly names: readonly string[];
}

async function buildAll(program: Program, builder: PeerBuilder): Promise<Built> {
  const root = join(top, builder, program);
  const chosen = targetsOn(builder);
  for (const { name } of chosen) mkdirSync(join(root, name), { recursive: true });
  for (const name of await ownNames()) await removeImage(engine.dockerHost, name);
  const repository = `equality-${program}-${builder}`;
  const metadata = new Map<string, unknown>();
  // All at once are too many for docker-buildx: some of its builds are late and end with "no such job".
  const wanted = chosen.filter(({ isLinked }) => isLinked !== true).map(({ name }) => name);
  for (let start = 0; start < wanted.length; start += batchSize) {
    const file = join(root, `metadata-${start}.json`);
    await mustRun(program, builder, [
      "--no-cache",
      "--allow=network.host",
      `--metadata-file=${file}`,
      ...wanted.slice(start, start + batchSize),
    ]);
    for (const [name, values] of entriesOf(JSON.parse(readFileSync(file, "utf8"))))
      metadata.set(name, metadataOf(name, values, repository));
  }

  const products = new Map<string, unknown>();
  for (const { name } of chosen) products.set(name, await productsOf(join(root, name)));
  const registry = openRegistry(engine.registry);
  for (const [name, tag] of [
    ["output-registry", "pushed"],
    ["output-image-push", "image"],
  ] as const)
    products.set(name, imageSet(await registry.images(repository, tag)));
  for (const { name, keeps } of chosen) {
    if (keeps === undefined) continue;
    const saved = await savedImage(engine.dockerHost, keeps);
    if (saved === undefined) throw new Error(`${program} left no ${keeps} in docker`);
    products.set(name, imageSet(saved));
  }
  const names = await ownNames();
  for (const name of names) await removeImage(engine.dockerHost, name);
  return { products, metadata, names: names.map((name) => name.replace(repository, "<repository>")) };
}

const batchSize = 25;

async function ownNames(): Promise<readonly string[]> {
  return (await imageNames(engine.dockerHost)).filter((name) => name.includes("equality-"));
}

/** Keys with their values, where a value does not tell of one build or one program. */
function metadataOf(target: string, values: unknown, repository: string): unknown {
  return Object.fromEntries(entriesOf(values).map(([key, value]) => [key, stable(key, value)]));

  function stable(key: string, value: unknown): unknown {
    if (key === "image.name") return String(value).replaceAll(repository, "<repository>");
    // A cache inside of the image tells when it was made.
    return key === "containerimage.config.digest" && !target.startsWith("cache-inline") ? value : shapeOf(value);
  }
}

/** The names in it, and what is there of each. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value !== "object" || value === null) throw new Error(`no object: ${JSON.stringify(value)}`);
  return Object.entries(value);
}

async function mustRun(program: Program, builder: PeerBuilder, args: readonly string[]): Promise<CommandResult> {
  const result = await run(program, builder, args);
  if (result.code !== 0) throw new Error(`${program} ends with ${result.code}:\n${result.stderr}`);
  return result;
}

async function run(program: Program, builder: PeerBuilder, args: readonly string[]): Promise<CommandResult> {
  const told: Told = {
    PROJECT: project,
    TOOLS: dirname(engine.busybox),
    AGENT: agent,
    REMOTE: remote?.url ?? "",
    GIT: `${site?.address}/repo.git`,
    VERSIONED: versioned,
    IMAGE: baseImage,
    SCANNER: scanner,
    ROOT: join(top, builder, program),
    REPOSITORY: `${engine.registry}/equality-${program}-${builder}`,
  };
  const env = {
    ...told,
    SOURCE_DATE_EPOCH: "0",
    SSH_AUTH_SOCK: agent,
    EQUAL_SECRET: "a secret in a variable",
    BUILDX_BAKE_ENTITLEMENTS_FS: "0",
    BUILDX_GIT_LABELS: "full",
    BUILDX_GIT_CHECK_DIRTY: "1",
  };
  if (program === "ours")
    return bake(["--progress=plain", ...args], {
      cwd: project,
      env: { ...env, ...builderEnv(engine, builder, top) },
      timeoutMs: 180_000,
    });
  await using peer = await openPeer(engine, builder);
  return await peer.bake(project, args, env);
}

/** Starts an agent that has a key, and tells its process id. */
async function startAgent(): Promise<number> {
  const started = await runCommand(["ssh-agent", "-s", "-a", agent], { cwd: top });
  const pid = Number(/SSH_AGENT_PID=(\d+)/.exec(started.stdout)?.[1]);
  const key = join(top, "key");
  const made = await runCommand(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "equal", "-f", key], {
    cwd: top,
  });
  const added = await runCommand(["ssh-add", "-q", key], { cwd: top, env: { SSH_AUTH_SOCK: agent } });
  if (made.code !== 0 || added.code !== 0) throw new Error(`the ssh agent takes no key: ${made.stderr}${added.stderr}`);
  return pid;
}

/** A checkout with a remote and a file that is not committed. */
async function makeVersioned(): Promise<void> {
  writeFiles(versioned, new Map(Object.entries(repository)));
  const git = ["git", "-c", "user.name=test", "-c", "user.email=test@localhost"];
  const commands = [
    ["init", "--quiet", "--initial-branch=main"],
    ["add", "--all"],
    ["commit", "--quiet", "--message=test"],
    ["remote", "add", "origin", "https://git.example/team/project.git"],
  ];
  for (const args of commands) {
    const { code, stderr } = await runCommand([...git, ...args], { cwd: versioned });
    if (code !== 0) throw new Error(`git ${args.join(" ")} fails: ${stderr}`);
  }
  writeFileSync(join(versioned, "root.txt"), "changed\n");
}

/** What the targets on an OCI layout and on an image stand on. */
async function writeBases(): Promise<void> {
  mkdirSync(join(top, "layout"));
  // Two targets, as the daemon tells the digest of one image only.
  const file = `target "layout" {
    dockerfile-inline = "FROM scratch\\nCOPY lower /from-layout\\nENV OF=layout"
    output = ["type=oci,tar=false,rewrite-timestamp=true,dest=layout"]
    attest = ["type=provenance,disabled=true"]
  }
  target "image" {
    inherits = ["layout"]
    output = ["type=image,push=true,name=${baseImage}"]
  }`;
  writeFileSync(join(project, "docker-bake.hcl"), file);
  await mustRun("peer", "docker", ["layout", "image"]);
}
