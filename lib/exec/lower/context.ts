// The build context and the Dockerfile.

import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { FetchError } from "../../builder/index.js";
import type { LocalDirectory } from "../../buildkit/session/index.js";
import type { Target } from "../../config/index.js";
import { copiedArguments } from "./copied-args.js";
import { isMixed } from "./fetched.js";
import type { Local, LowerWorld } from "./lowered.js";
import type { ReportMistake } from "./mistake.js";
import { remoteContext } from "./remote.js";

export interface LoweredContext {
  /** Absolute paths of the two, where they are on this machine. */
  readonly directory: string | undefined;
  readonly dockerfile: string | undefined;
  readonly attrs: Readonly<Record<string, string>>;
  readonly locals: readonly Local[];
  /** The context itself, when it is an archive of ours. */
  readonly uploads: ReadonlyMap<string, () => AsyncIterable<Uint8Array>>;
  /** What the frontend must know, as `frontend.caps` lists it. */
  readonly frontendCaps: readonly string[];
  /** A git context over ssh reads with the default agent. */
  readonly needsAgent: boolean;
  /** The tree of every local of this target: the Dockerfile, the stage and some arguments decide which files are asked for. */
  readonly tree: string;
}

/** Where the Dockerfile is. `key` is the same in the next run. */
type Dockerfile =
  | { readonly kind: "in-context"; readonly filename: string; readonly key: string }
  | {
      readonly kind: "apart";
      readonly directory: LocalDirectory;
      readonly filename: string;
      readonly key: string;
      /** The frontend would look in the context otherwise. */
      readonly isOutside: boolean;
    };

export async function lowerContext(target: Target, world: LowerWorld, report: ReportMistake): Promise<LoweredContext> {
  const remote = remoteContext(target.context);
  const folder = remote?.kind === "http" ? remote.folder : undefined;
  const standard = target.context === "-" ? world.standardContext : undefined;
  const isPlace = remote === undefined && standard === undefined;
  const directory = isPlace ? await contextDirectory(target, world, report) : undefined;
  const uploads = new Map(standard?.kind === "archive" ? [[world.newId(), standard.open]] : []);
  const isFetched = remote !== undefined || uploads.size > 0;
  const dockerfile = await lowerDockerfile(target, { directory, isFetched }, world, report);
  const frontendCaps = remote?.kind === "git" && remote.hasQuery ? ["moby.buildkit.frontend.gitquerystring"] : [];
  const attrs: Record<string, string> = { filename: dockerfile.filename };
  const locals: Local[] = [];
  const tree = [dockerfile.key, target.target ?? "", ...(await copiedArgs(target, dockerfile))].join("\n");
  if (remote !== undefined) attrs["context"] = remote.url;
  if (folder !== undefined) {
    attrs["contextsubdir"] = folder;
    // The frontend looks for it from the top of the archive.
    if (dockerfile.kind === "in-context") attrs["filename"] = path.posix.join(folder, dockerfile.filename);
  }
  // The host is the name by which the daemon knows the session.
  for (const id of uploads.keys()) attrs["context"] = `http://buildkit-session/${id}`;
  if (standard?.kind === "empty") {
    locals.push({ name: "context", directory: { kind: "memory", files: new Map() }, tree });
  }
  if (directory !== undefined) locals.push({ name: "context", directory: { kind: "disk", path: directory }, tree });
  if (dockerfile.kind === "apart") {
    locals.push({ name: "dockerfile", directory: dockerfile.directory, tree: dockerfile.key });
    if (dockerfile.isOutside) attrs["dockerfilekey"] = "dockerfile";
  }
  const isFile = dockerfile.kind === "apart" && dockerfile.directory.kind === "disk";
  return {
    directory,
    dockerfile: isFile ? dockerfile.key : undefined,
    attrs,
    locals,
    uploads,
    frontendCaps,
    needsAgent: remote?.kind === "git" && remote.isSsh,
    tree,
  };
}

/** The arguments that decide which files are asked for, with their values. */
async function copiedArgs({ args, dockerfileInline }: Target, dockerfile: Dockerfile): Promise<readonly string[]> {
  if (args === undefined || args.size === 0 || dockerfile.kind === "in-context") return [];
  const text = dockerfileInline ?? (await textOf(dockerfile));
  const names = copiedArguments(text);
  return [...args].flatMap(([name, value]) => (names.has(name) ? [`${name}=${value}`] : [])).sort();
}

async function textOf({ directory, key }: Dockerfile & { readonly kind: "apart" }): Promise<string> {
  if (directory.kind === "disk") return await readFile(key, "utf8").catch(() => "");
  return new TextDecoder().decode(directory.files.get("Dockerfile"));
}

/** The path of `cwd://x` or `x`, absolute. */
export function localPath(text: string, cwd: string): string {
  return path.resolve(cwd, text.startsWith("cwd://") ? text.slice("cwd://".length) : text);
}

async function contextDirectory(target: Target, world: LowerWorld, report: ReportMistake): Promise<string | undefined> {
  const { context } = target;
  const scheme = /^(docker-image|oci-layout|target):/.exec(context)?.[1];
  if (scheme !== undefined) {
    report({
      code: "invalid-context",
      attribute: "context",
      typed: context,
      summary: `"${context}" cannot be the context of a target`,
      detail: `A context is a folder or a git or http URL. Only entries of "contexts" take ${scheme}: values.`,
    });
    return undefined;
  }
  const directory = localPath(context, world.cwd);
  const kind = await kindOf(directory);
  if (kind === "directory") return directory;
  report({
    code: "invalid-context",
    attribute: "context",
    typed: context,
    summary: kind === undefined ? `Context "${context}" does not exist` : `Context "${context}" is not a folder`,
    detail: `Relative paths start at the folder in which the command runs: this one is ${directory}.`,
  });
  return undefined;
}

async function lowerDockerfile(
  target: Target,
  { directory: context, isFetched }: { readonly directory: string | undefined; readonly isFetched: boolean },
  world: LowerWorld,
  report: ReportMistake,
): Promise<Dockerfile> {
  if (target.dockerfileInline !== undefined) {
    const text = target.dockerfileInline;
    const files = new Map([["Dockerfile", new TextEncoder().encode(text)]]);
    const key = `inline ${world.inlineOwner(text)}`;
    return { kind: "apart", directory: { kind: "memory", files }, filename: "Dockerfile", key, isOutside: true };
  }
  const { dockerfile } = target;
  if (/^https?:\/\//.test(dockerfile)) return await fetchedDockerfile(dockerfile, world, report);
  if (isMixed(target, world, report)) return { kind: "in-context", filename: dockerfile, key: dockerfile };
  const isOwnPath = dockerfile.startsWith("cwd://") || path.isAbsolute(dockerfile);
  if (isFetched && !isOwnPath) return { kind: "in-context", filename: dockerfile, key: dockerfile };
  const base = isOwnPath ? world.cwd : context;
  // The context is wrong and was reported; nothing can be said of a file in it.
  if (base === undefined) return { kind: "in-context", filename: dockerfile, key: dockerfile };
  const file = await realDockerfile(localPath(dockerfile, base));
  const kind = await kindOf(file);
  if (kind !== "file") {
    // On the command line paths are about this folder without saying so.
    const typed = dockerfile.startsWith("cwd://") ? dockerfile.slice("cwd://".length) : dockerfile;
    report({
      code: "invalid-context",
      attribute: "dockerfile",
      typed,
      summary: kind === undefined ? `Dockerfile "${typed}" does not exist` : `Dockerfile "${typed}" is a folder`,
      detail: isOwnPath
        ? `The path is ${file}.`
        : `It is looked for in the context "${target.context}", so its path is ${file}.`,
    });
  }
  const directory: LocalDirectory = { kind: "disk", path: path.dirname(file) };
  return { kind: "apart", directory, filename: path.basename(file), key: file, isOutside: isFetched };
}

/** As docker/buildx build/url.go: it alone is fetched; what it copies comes from the context. */
async function fetchedDockerfile(url: string, world: LowerWorld, report: ReportMistake): Promise<Dockerfile> {
  const files = new Map<string, Uint8Array>();
  try {
    files.set("Dockerfile", await world.fetchDockerfile(url));
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    report({ code: "invalid-context", attribute: "dockerfile", typed: url, summary: error.message });
  }
  return { kind: "apart", directory: { kind: "memory", files }, filename: "Dockerfile", key: url, isOutside: true };
}

/** `dockerfile` serves for `Dockerfile` when only that is there. Follows docker/buildx build/opt.go. */
async function realDockerfile(file: string): Promise<string> {
  if (path.basename(file) !== "Dockerfile") return file;
  const directory = path.dirname(file);
  const names = await readdir(directory).catch((): string[] => []);
  return !names.includes("Dockerfile") && names.includes("dockerfile") ? path.join(directory, "dockerfile") : file;
}

/** Symlinks are followed. */
export async function kindOf(file: string): Promise<"file" | "directory" | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) return undefined;
  return found.isDirectory() ? "directory" : "file";
}
