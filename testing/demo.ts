// `npm run demo`: bakes every example with the built commands, and shows what came out. Uses the BuildKit that this machine
// has; where there is none, it brings up the project's own engine from Debian's packages.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { BuilderError, chooseBuilder } from "../lib/builder/index.js";
import { type Engine, EngineError, ensureEngine } from "./engine/index.js";
import { builtCommand, elfMachine, offlineBase, openRegistry, readOciLayout } from "./tools/index.js";

const examples = join(import.meta.dirname, "../examples");

/** Where the demo builds. `engine` is there when it is our own, which needs a base handed in and has a registry. */
interface Place {
  readonly title: string;
  readonly env: Readonly<Record<string, string>>;
  readonly engine?: Engine;
}

class DemoError extends Error {}

const started = process.hrtime.bigint();
try {
  const place = await findPlace();
  console.log(`Building on ${place.title}\n`);
  const out = mkdtempSync(join(tmpdir(), "bakehouse-demo-"));
  try {
    await showHello(place, out);
    await showCross(place, out);
    await showMonorepo(place, out);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
  console.log(`All examples were baked, ${seconds(started)} in all.`);
} catch (error) {
  if (!(error instanceof DemoError || error instanceof EngineError)) throw error;
  console.error(`\nThe demo stopped: ${error.message}`);
  process.exitCode = 1;
}

async function findPlace(): Promise<Place> {
  const env = Object.fromEntries(
    [
      "DOCKER_HOST",
      "DOCKER_CONTEXT",
      "DOCKER_CONFIG",
      "BUILDKIT_HOST",
      "BUILDX_BUILDER",
      "BUILDX_CONFIG",
      "XDG_RUNTIME_DIR",
    ]
      .map((name) => [name, process.env[name]] as const)
      .filter((pair): pair is readonly [string, string] => pair[1] !== undefined),
  );
  try {
    const builder = await chooseBuilder(undefined, { env: process.env, home: homedir() });
    return { title: `"${builder.name}", because ${builder.reason}`, env: { ...env, HOME: homedir() } };
  } catch (error) {
    if (!(error instanceof BuilderError)) throw error;
  }
  console.log("No BuildKit is running here: bringing up an engine of our own.");
  const engine = await ensureEngine({ say: (line) => console.log(`  ${line}`) });
  return {
    title: "the project's own engine (npm run engine -- status)",
    env: { DOCKER_HOST: engine.dockerHost, HOME: homedir(), ...offlineBase(engine).env },
    engine,
  };
}

async function showHello(place: Place, out: string): Promise<void> {
  const tar = join(out, "hello.tar");
  await run(place, "hello", await bakeArgs(place, ["--set", `hello.output=type=oci,dest=${tar}`]));
  await showImages(tar);
}

async function showCross(place: Place, out: string): Promise<void> {
  const bin = join(out, "path");
  mkdirSync(bin);
  for (const name of ["bake", "bakehouse"] as const) symlinkSync((await builtCommand(name))[1] ?? "", join(bin, name));
  const destination = join(out, "cross");
  await run(place, "cross", ["make", "cross", "BUILDX_CMD=bakehouse"], {
    PATH: `${bin}:${process.env["PATH"] ?? ""}`,
    DESTDIR: destination,
    ...(place.engine === undefined ? {} : { BUILDX_BAKE_FILE: `docker-bake.hcl:${offlineBase(place.engine).args[1]}` }),
  });
  for (const entry of readdirSync(destination, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    console.log(`  ${relative(destination, path)}: ${statSync(path).size} bytes, for ${elfMachine(path)}`);
  }
  console.log();
}

/** With a registry of our own the services are pushed; else they only become files. */
async function showMonorepo(place: Place, out: string): Promise<void> {
  const services = ["api", "auth", "billing", "mail", "web", "worker"];
  if (place.engine === undefined) {
    const outputs = services.map((name) => `--set=${name}.output=type=oci,dest=${join(out, `${name}.tar`)}`);
    const noCaches = ["--set=*.cache-from=", "--set=*.cache-to="];
    await run(place, "monorepo", await bakeArgs(place, [...noCaches, ...outputs]));
    for (const name of services) await showImages(join(out, `${name}.tar`), name);
    return;
  }
  const { registry } = place.engine;
  await run(place, "monorepo", await bakeArgs(place, ["--push"]), {
    REGISTRY: `${registry}/demo`,
    TAG: "1.0",
    SAVE_CACHE: "true",
  });
  for (const name of services) {
    const { images } = await openRegistry(registry).images(`demo/${name}`, "1.0");
    for (const { platform, configDigest } of images)
      console.log(`  ${registry}/demo/${name}:1.0 ${platform} ${configDigest}`);
  }
  console.log();
}

async function bakeArgs({ engine }: Place, args: readonly string[]): Promise<readonly string[]> {
  const files = engine === undefined ? [] : ["-f", "docker-bake.hcl", ...offlineBase(engine).args];
  return builtCommand("bake", [...files, "--progress=plain", ...args]);
}

async function showImages(tar: string, name = "image"): Promise<void> {
  for (const { platform, configDigest, layers } of (await readOciLayout(readFileSync(tar))).images)
    console.log(`  ${name} ${platform} ${configDigest}, ${layers.length} layers`);
  console.log();
}

/** Runs one example in its own folder. What it says is shown only when it fails. */
function run(
  place: Place,
  example: string,
  argv: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const start = process.hrtime.bigint();
  const shown = argv[0] === "make" ? argv.join(" ") : `bake ${argv.slice(2).join(" ")}`;
  console.log(`examples/${example}$ ${shown}`);
  const [program = "", ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: join(examples, example),
      env: { PATH: process.env["PATH"] ?? "", ...place.env, ...more },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    child.on("error", reject);
    child.on("close", (code) => {
      console.log(`  ${code === 0 ? "done" : "failed"} after ${seconds(start)}`);
      if (code === 0) resolve();
      else reject(new DemoError(`examples/${example} ends with ${code}\n\n${output}`));
    });
  });
}

function seconds(start: bigint): string {
  return `${(Number(process.hrtime.bigint() - start) / 1e9).toFixed(1)} s`;
}
