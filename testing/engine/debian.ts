// The engine's programs out of Debian packages, unpacked into a folder of ours and not installed: docker-registry's
// package would start a service on every interface, and docker.io would become a second docker on the machine.

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type AptSource, debianMirror, parseDeb822Sources, parseListSources } from "./apt-sources.js";
import { EngineError } from "./error.js";
import type { Place } from "./place.js";
import { runTool } from "./run-tool.js";
import type { Say, Tools } from "./tools.js";

// A suite moves on, and what it has today may not run on an older machine tomorrow: the next one is tried then.
const suites = [
  { suite: "forky", init: "tini-static" },
  { suite: "trixie", init: "tini" },
];
const programs = ["docker.io", "containerd", "docker-buildx", "docker-registry"];
const architectures = ["amd64", "arm64"];
const keyrings = ["/usr/share/keyrings/debian-archive-keyring.gpg", "/usr/share/keyrings/debian-archive-keyring.pgp"];
const whenLate = "Is the Debian mirror of this machine within reach?";

/** The programs of an installation that was completed before. */
export function packagedTools(place: Place): Tools | undefined {
  // The file is written last. An installation of before may lack the init, which containers get that ask docker for one.
  const isWhole = ["suite", "usr/bin/tini-static"].every((name) => existsSync(join(place.packages, name)));
  return isWhole ? toolsIn(place.packages) : undefined;
}

/** Downloads and unpacks the packages from the first suite whose programs run here. */
export async function installPackages(place: Place, codename: string, say: Say): Promise<Tools> {
  const mirror = debianMirror(machineSources(), codename);
  if (mirror === undefined)
    throw new EngineError("the apt sources of this machine name no Debian mirror (a source with the component main)");
  const keyring = keyrings.find((path) => existsSync(path));
  if (keyring === undefined) throw new EngineError("the package debian-archive-keyring is not installed");
  const work = join(place.home, "install");
  const reasons: string[] = [];
  for (const { suite, init } of suites) {
    const packages = [...programs, init];
    rmSync(work, { recursive: true, force: true });
    try {
      say(`fetching ${packages.join(", ")} and busybox of Debian's ${suite}`);
      const root = await unpackSuite(work, {
        suite,
        packages,
        source: `deb [signed-by=${keyring}] ${mirror} ${suite} main\n`,
      });
      await checkPrograms(toolsIn(root));
      writeFileSync(join(root, "suite"), `${suite}\n`);
      rmSync(place.packages, { recursive: true, force: true });
      renameSync(root, place.packages);
      rmSync(work, { recursive: true, force: true });
      return toolsIn(place.packages);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      reasons.push(`${suite}: ${error.message}`);
    }
  }
  throw new EngineError(`the engine cannot be installed from any of Debian's suites.\n${reasons.join("\n")}`);
}

/** Follows sources.list(5): the main file and the parts beside it. */
function machineSources(): readonly AptSource[] {
  const main = "/etc/apt/sources.list";
  const parts = "/etc/apt/sources.list.d";
  const files = [main, ...(existsSync(parts) ? readdirSync(parts).map((name) => join(parts, name)) : [])];
  return files
    .filter((file) => existsSync(file))
    .flatMap((file) => {
      const text = readFileSync(file, "utf8");
      if (file.endsWith(".sources")) return parseDeb822Sources(text);
      return file.endsWith(".list") ? parseListSources(text) : [];
    });
}

/** Gives the folder with the unpacked programs. Nothing of the machine's own apt state is read or written. */
async function unpackSuite(
  work: string,
  {
    suite,
    packages,
    source,
  }: { readonly suite: string; readonly packages: readonly string[]; readonly source: string },
): Promise<string> {
  const folders = {
    lists: join(work, "lists/partial"),
    cache: join(work, "cache/archives/partial"),
    debs: join(work, "debs"),
  };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  writeFileSync(join(work, "sources.list"), source);
  const settings = {
    "Dir::Etc::SourceList": join(work, "sources.list"),
    "Dir::Etc::SourceParts": "/dev/null",
    "Dir::State::Lists": join(work, "lists"),
    "Dir::Cache": join(work, "cache"),
    "Acquire::Languages": "none",
    "Acquire::Retries": "2",
    "APT::Architectures": architectures.join(","),
  };
  const apt = ["apt-get", "-q", ...Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`])];
  await runTool([...apt, "update"], { timeoutMs: 120_000, whenLate });
  const names = [...packages, ...architectures.map((architecture) => `busybox-static:${architecture}`)];
  await runTool([...apt, "download", ...names], { cwd: folders.debs, timeoutMs: 240_000, whenLate });

  const root = join(work, suite);
  mkdirSync(join(root, "busybox"), { recursive: true });
  for (const deb of readdirSync(folders.debs).filter((name) => !name.startsWith("busybox")))
    await runTool(["dpkg", "-x", join(folders.debs, deb), root]);
  for (const architecture of architectures) {
    const folder = join(work, architecture);
    const deb = readdirSync(folders.debs).find(
      (name) => name.startsWith("busybox") && name.endsWith(`_${architecture}.deb`),
    );
    if (deb === undefined) throw new EngineError(`${suite} has no busybox-static for ${architecture}`);
    await runTool(["dpkg", "-x", join(folders.debs, deb), folder]);
    const programs = ["usr/bin/busybox", "bin/busybox"].map((path) => join(folder, path));
    copyFileSync(
      programs.find((path) => existsSync(path)) ?? join(folder, "busybox"),
      join(root, `busybox/busybox-${architecture}`),
    );
  }
  return root;
}

async function checkPrograms(tools: Tools): Promise<void> {
  const [system = "", user = ""] = tools.path.split(":");
  await runTool([join(system, "dockerd"), "--version"]);
  await runTool([join(user, "containerd"), "--version"]);
  await runTool([join(user, "docker-init"), "--version"]);
  await runTool([tools.registry, "--version"]);
  await runTool([tools.buildx, "version"]);
}

function toolsIn(root: string): Tools {
  const plugins = ["usr/libexec/docker/cli-plugins", "usr/lib/docker/cli-plugins"].map((path) =>
    join(root, path, "docker-buildx"),
  );
  return {
    path: `${join(root, "usr/sbin")}:${join(root, "usr/bin")}`,
    registry: join(root, "usr/bin/docker-registry"),
    buildx: plugins.find((path) => existsSync(path)) ?? join(root, "usr/bin/docker-buildx"),
    busyboxFolder: join(root, "busybox"),
  };
}
