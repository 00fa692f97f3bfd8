// What `bake` builds is what docker-buildx builds: small targets, one for each attribute, built by both on the same
// daemon. Two builds say something by being equal only when nothing is taken from a cache and times are fixed.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { builderEnv } from "../examples/setting.js";
import { openPeer, type PeerBuilder } from "../peer.js";
import {
  bake,
  type CommandResult,
  imageNames,
  openRegistry,
  removeImage,
  runCommand,
  savedImage,
} from "../tools/index.js";
import { knownDifferences, leveller } from "./known-differences.js";
import { imageSet, productsOf } from "./products.js";
import { writeProject } from "./project.js";
import { bakeFile, targetsOn } from "./targets.js";

const engine = inject("engine");
const programs = ["ours", "peer"] as const;
type Program = (typeof programs)[number];

const top = mkdtempSync(join(tmpdir(), "equality-"));
const project = join(top, "project");
const agent = join(top, "agent");
const { level, needed } = leveller();
let agentPid = 0;

beforeAll(async () => {
  writeProject(project);
  agentPid = await startAgent();
  await writeLayout();
});
afterAll(() => {
  if (agentPid !== 0) process.kill(agentPid);
  rmSync(top, { recursive: true, force: true });
});

describe.for<PeerBuilder>(["docker", "plain"])("equal to docker-buildx on %s", (builder) => {
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
    // What is pushed is kept, too. The plain endpoint is that of the same dockerd, and so are its images.
    const pushed = ["image", "pushed"].map((tag) => `${engine.registry}/<repository>:${tag}`);
    const kept = ["default:latest", "image:1", "load:1", "load:2", "named:1"].map((name) => `equality-${name}`);
    for (const program of programs)
      expect(built.get(program)?.names).toEqual(builder === "docker" ? [...pushed, ...kept] : pushed);
  });

  test("every known difference is still one", () => {
    expect([...needed].sort()).toEqual(knownDifferences.map(({ reason }) => reason).sort());
  });

  function products(program: Program, name: string): unknown {
    return built.get(program)?.products.get(name);
  }

  function metadata(program: Program, name: string): unknown {
    return built.get(program)?.metadata.get(name);
  }
});

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
    return key === "containerimage.config.digest" && !target.startsWith("cache-inline") ? value : typeof value;
  }
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
  const env = {
    SOURCE_DATE_EPOCH: "0",
    PROJECT: project,
    TOOLS: dirname(engine.busybox),
    AGENT: agent,
    SSH_AUTH_SOCK: agent,
    EQUAL_SECRET: "a secret in a variable",
    BUILDX_BAKE_ENTITLEMENTS_FS: "0",
    ROOT: join(top, builder, program),
    REPOSITORY: `${engine.registry}/equality-${program}-${builder}`,
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

/** An agent with a key. It stays in the foreground, so that its id is known. */
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

/** What the targets on an OCI layout stand on. */
async function writeLayout(): Promise<void> {
  const folder = join(top, "layout");
  mkdirSync(folder);
  const file = `target "default" {
    dockerfile-inline = "FROM scratch\\nCOPY lower /from-layout\\nENV OF=layout"
    output = ["type=oci,tar=false,rewrite-timestamp=true,dest=layout"]
    attest = ["type=provenance,disabled=true"]
  }`;
  writeFileSync(join(project, "docker-bake.hcl"), file);
  await mustRun("peer", "docker", []);
}
