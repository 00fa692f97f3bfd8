// The git repository that a folder lies in, read from its files: starting git for each folder would cost more than all the rest
// of getting ready. Follows gitrepository-layout(5).

import { readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";

export interface Repository {
  /** The work tree's top, symlinks followed. */
  readonly root: string;
  /** Absent before the first commit. */
  readonly revision?: string;
  /** Of the branch's remote, else `origin`, else `upstream`; without credentials. */
  readonly remoteUrl?: string;
}

/** The repository around `directory`, which is absolute; undefined when there is none. */
export async function readRepository(directory: string): Promise<Repository | undefined> {
  const from = await realpath(directory).catch(() => undefined);
  if (from === undefined) return undefined;
  for (let root = from; ; root = path.dirname(root)) {
    const gitDir = await gitDirOf(path.join(root, ".git"));
    if (gitDir !== undefined) return readAt(root, gitDir);
    if (root === path.dirname(root)) return undefined;
  }
}

/** `.git` is the folder itself, or in a worktree or submodule a file that names it. */
async function gitDirOf(place: string): Promise<string | undefined> {
  const found = await stat(place).catch(() => undefined);
  if (found === undefined) return undefined;
  if (found.isDirectory()) return place;
  const target = /^gitdir: (.+)$/m.exec((await text(place)) ?? "")?.[1];
  return target === undefined ? undefined : path.resolve(path.dirname(place), target.trim());
}

async function readAt(root: string, gitDir: string): Promise<Repository> {
  const common = path.resolve(gitDir, (await text(path.join(gitDir, "commondir")))?.trim() ?? ".");
  const head = (await text(path.join(gitDir, "HEAD")))?.trim() ?? "";
  const ref = /^ref: (.+)$/.exec(head)?.[1];
  const revision = ref === undefined ? head : await revisionOf(ref, [gitDir, common]);
  const remoteUrl = remoteUrlIn((await text(path.join(common, "config"))) ?? "", ref);
  return {
    root,
    ...(revision !== undefined && /^[0-9a-f]{40,64}$/.test(revision) ? { revision } : {}),
    ...(remoteUrl === undefined ? {} : { remoteUrl: withoutCredentials(remoteUrl) }),
  };
}

async function revisionOf(ref: string, folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const loose = await text(path.join(folder, ref));
    if (loose !== undefined) return loose.trim();
  }
  const packed = (await text(path.join(folders.at(-1) ?? "", "packed-refs"))) ?? "";
  const line = packed.split("\n").find((one) => one.endsWith(` ${ref}`));
  return line?.split(" ")[0];
}

/** `ref` is the branch that is checked out. */
function remoteUrlIn(config: string, ref: string | undefined): string | undefined {
  const values = new Map<string, string>();
  let section = "";
  for (const line of config.split("\n")) {
    const [, name, sub] = /^\s*\[([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\]/.exec(line) ?? [];
    if (name !== undefined) section = `${name.toLowerCase()}.${sub ?? ""}`;
    const [, key, value] = /^\s*([A-Za-z][\w-]*)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) values.set(`${section}.${key.toLowerCase()}`, value);
  }
  const branch = ref?.replace(/^refs\/heads\//, "");
  const tracked = branch === undefined ? undefined : values.get(`branch.${branch}.remote`);
  const remotes = [...(tracked === undefined ? [] : [tracked]), "origin", "upstream"];
  return remotes.map((remote) => values.get(`remote.${remote}.url`)).find((url) => url !== undefined && url !== "");
}

const mask = "xxxxx";

/** As moby/buildkit util/urlutil RedactCredentials. What is no URL, such as `git@host:path`, holds no password. */
function withoutCredentials(url: string): string {
  return url.replace(
    /^([A-Za-z][\w+.-]*:\/\/)([^/@:]*)(:[^/@]*)?@/,
    (_all, scheme: string, user: string, password?: string) => {
      return `${scheme}${user === "" ? "" : mask}${password === undefined ? "" : `:${mask}`}@`;
    },
  );
}

async function text(file: string): Promise<string | undefined> {
  return await readFile(file, "utf8").catch(() => undefined);
}
