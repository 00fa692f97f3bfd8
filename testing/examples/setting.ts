// What the tests of examples/ share: copies of them, both builders, both programs, and the images that come out.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Engine, namedBuildkitHost } from "../engine/index.js";
import { buildkitHost, type PeerBuilder } from "../peer.js";
import {
  bake,
  builtCommand,
  type CommandResult,
  engineLogins,
  type Image,
  offlineBase,
  readOciLayout,
  writeDockerConfig,
} from "../tools/index.js";

export const builders: readonly PeerBuilder[] = [
  "docker",
  "plain",
  ...(namedBuildkitHost === undefined ? [] : (["buildkit-host"] as const)),
];

/** A copy of one example in a temporary folder. */
export interface Project extends Disposable {
  readonly folder: string;
  /** A folder beside it for what comes out. */
  readonly out: string;
}

export function copyExample(name: string): Project {
  const top = mkdtempSync(join(tmpdir(), "example-"));
  const folder = join(top, name);
  const out = join(top, "out");
  cpSync(join(import.meta.dirname, "../../examples", name), folder, { recursive: true });
  mkdirSync(out);
  return { folder, out, [Symbol.dispose]: () => rmSync(top, { recursive: true, force: true }) };
}

/** What reaches one of the engine's builders, with its logins, and no other daemon of the machine. */
export function builderEnv(engine: Engine, builder: PeerBuilder, folder: string): Readonly<Record<string, string>> {
  const dockerConfig = join(folder, "docker-config");
  writeDockerConfig(dockerConfig, engineLogins(engine));
  const address: Record<string, string> =
    builder === "docker" ? { DOCKER_HOST: engine.dockerHost } : { BUILDKIT_HOST: buildkitHost(engine, builder) };
  return { DOCKER_CONFIG: dockerConfig, ...address };
}

/** Bakes in `project` with the offline base behind its own file, and fails the test when the build fails. */
export async function bakeOffline(
  engine: Engine,
  builder: PeerBuilder,
  project: Project,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const offline = offlineBase(engine);
  const result = await bake(["-f", "docker-bake.hcl", ...offline.args, "--progress=plain", ...args], {
    cwd: project.folder,
    env: { ...offline.env, ...builderEnv(engine, builder, project.out), ...env },
    timeoutMs: 180_000,
  });
  if (result.code !== 0) throw new Error(`bake ${args.join(" ")} ends with ${result.code}:\n${result.stderr}`);
  return result;
}

/** A folder for PATH in which `bake` and `bakehouse` are the built commands. */
export async function commandsOnPath(project: Project): Promise<string> {
  const folder = join(project.out, "bin");
  mkdirSync(folder);
  for (const name of ["bake", "bakehouse"] as const) {
    const [, script = ""] = await builtCommand(name);
    symlinkSync(script, join(folder, name));
  }
  return folder;
}

/** What identifies an image: the digests of its config and layers, by platform. */
export async function identities(ociTar: string): Promise<Readonly<Record<string, unknown>>> {
  const { images } = await readOciLayout(readFileSync(ociTar));
  return Object.fromEntries(images.map((image: Image) => [image.platform, identity(image)]));
}

function identity({ configDigest, layers }: Image) {
  return { config: configDigest, layers: layers.map(({ digest }) => digest) };
}
