// A web site on loopback for definitions that are fetched: files, and git repositories in git's "dumb" form.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, normalize } from "node:path";
import { writeFiles } from "../tools/golden.js";

export interface Site extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly address: string;
  /** The paths that were asked for with an `Authorization`, and what it was. */
  readonly authorized: ReadonlyMap<string, string>;
}

export interface SiteContent {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Trees by the name of the repository, which is reached as NAME.git. Their branch is `main`. */
  readonly repositories?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Why git repositories cannot be served; undefined when they can. */
export function lackOfGit(): string | undefined {
  try {
    execFileSync("git", ["--version"]);
    return undefined;
  } catch {
    return "there is no git on this machine, and so none for the daemon";
  }
}

export async function openSite({ files = {}, repositories = {} }: SiteContent): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), "site-"));
  for (const [name, tree] of Object.entries(repositories)) makeRepository(folder, name, tree);
  const authorized = new Map<string, string>();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://site").pathname;
    if (request.headers.authorization !== undefined) authorized.set(path, request.headers.authorization);
    const body = files[path.slice(1)] ?? fileBelow(folder, path);
    // Repositories whose name says so are shown to those who log in.
    const isClosed = path.startsWith("/private") && request.headers.authorization === undefined;
    if (isClosed) response.writeHead(401, { "www-authenticate": 'Basic realm="site"' }).end();
    else if (body === undefined) response.writeHead(404).end();
    else response.writeHead(200).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // It listens on TCP, so its address is no text.
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    authorized,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function makeRepository(folder: string, name: string, tree: Readonly<Record<string, string>>): void {
  const work = join(folder, `${name}-work`);
  const bare = join(folder, `${name}.git`);
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@localhost", ...args], { stdio: "pipe" });
  git("init", "--quiet", "--initial-branch=main", work);
  writeFiles(work, new Map(Object.entries(tree)));
  git("-C", work, "add", "--all");
  git("-C", work, "commit", "--quiet", "--message=test");
  git("clone", "--quiet", "--bare", work, bare);
  git("-C", bare, "update-server-info");
}

function fileBelow(folder: string, path: string): Buffer | undefined {
  const file = join(folder, normalize(path));
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(file) : undefined;
}
