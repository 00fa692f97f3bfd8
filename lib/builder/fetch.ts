// Reads bake files from a URL through a daemon, so that it is the daemon's network and git that reach them. Follows
// docker/buildx bake/remote.go.

import { randomUUID } from "node:crypto";
import {
  type Attachable,
  archiveDefinition,
  type ControlClient,
  type Definition,
  type GatewayClient,
  SolveError,
  StatusError,
  solve,
  sourceDefinition,
} from "../buildkit/index.js";
import { secrets, sshAgents } from "../buildkit/session/index.js";
import { FetchError } from "./errors.js";
import { gitAgentPaths, gitSecrets } from "./git-access.js";
import { parseGitUrl } from "./git-url.js";

export interface FetchRequest {
  readonly url: { readonly kind: "git" | "http" | "archive"; readonly url: string };
  /** Paths in the tree; those that are there come back. */
  readonly names: readonly string[];
  /** `BUILDX_BAKE_GIT_*` and the agent. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface FetchedFile {
  readonly name: string;
  readonly content: Uint8Array;
}

export interface FetchedDefinition {
  /** `http` is one file, named by its URL; an `archive` was unpacked, and `files` are in it as in a git tree. */
  readonly kind: "git" | "http" | "archive";
  readonly files: readonly FetchedFile[];
}

const largestFileBytes = 2 * 1024 * 1024;

/**
 * The files of `names` in a git tree or in an archive, or the one file of another URL.
 * @throws {FetchError} when it cannot be reached, or is not what a definition can be.
 */
export async function fetchFiles(
  control: ControlClient,
  { url: { kind, url }, names, env }: FetchRequest,
  signal: AbortSignal,
): Promise<FetchedDefinition> {
  const git = kind === "git" ? parseGitUrl(url) : undefined;
  const name = `[internal] load bake definitions from ${git?.remote ?? url}`;
  const values = git === undefined ? [] : gitSecrets(url, env).map((secret) => [secret.id, reader(secret)] as const);
  const agents = git?.isSsh === true ? [await agentFor(url, env)] : [];
  const attachables = [secrets(new Map(values)), ...agents];
  const fetched = await readThrough(control, { url, what: "bake file", attachables }, readAll, signal);
  for (const { content } of fetched.files) checkSize(url, "bake file", content);
  return fetched;

  async function readAll(gateway: GatewayClient, driving: AbortSignal): Promise<FetchedDefinition> {
    if (git !== undefined) {
      const tree = await evaluated(gateway, await sourceDefinition({ ...git.source, name }), driving);
      return { kind: "git", files: await readThere(gateway, tree, names, driving) };
    }
    const file = await evaluated(gateway, await httpDefinition(url, name), driving);
    const head = await gateway.readFile(file, { path: httpName, length: 1024 }, driving);
    if (!isPacked(url, head)) {
      const content = await gateway.readFile(file, { path: httpName }, driving);
      return { kind: "http", files: [{ name: url, content }] };
    }
    const tree = await evaluated(gateway, await archiveDefinition({ url, name }), driving);
    return { kind: "archive", files: await readThere(gateway, tree, names, driving) };
  }

  function reader({ variable }: { readonly variable: string }): () => Promise<Uint8Array> {
    return async () => new TextEncoder().encode(env[variable]);
  }
}

/** The Dockerfile at an http URL. Follows docker/buildx build/url.go. @throws {FetchError} when it cannot be had. */
export async function fetchDockerfile(control: ControlClient, url: string, signal: AbortSignal): Promise<Uint8Array> {
  const definition = await httpDefinition(url, `[internal] load ${url}`);
  const request = { url, what: "Dockerfile", attachables: [] };
  const content = await readThrough(
    control,
    request,
    async (gateway, driving) =>
      await gateway.readFile(await evaluated(gateway, definition, driving), { path: httpName }, driving),
    signal,
  );
  checkSize(url, "Dockerfile", content);
  return content;
}

interface Reading {
  readonly url: string;
  /** For messages. */
  readonly what: string;
  readonly attachables: readonly Attachable[];
}

/** A build that is only there to look at what the daemon fetched. */
async function readThrough<T>(
  control: ControlClient,
  { url, what, attachables }: Reading,
  read: (gateway: GatewayClient, signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  await using session = await control.openSession({ sharedKey: "", attachables }, signal);
  let found: { readonly value: T } | undefined;
  const drive: Parameters<typeof solve>[1]["drive"] = async (gateway, driving) => {
    found = { value: await read(gateway, driving) };
    return { refs: new Map(), isMultiPlatform: false, metadata: {}, attestations: {} };
  };
  const nothing = { frontendAttrs: {}, exporters: [], cacheExports: [], cacheImports: [], entitlements: [] };
  const request = { ...nothing, ref: randomUUID().replaceAll("-", ""), session: session.id, isInternal: true };
  try {
    for await (const event of solve(control, { request, drive }, signal)) void event;
  } catch (error) {
    if (!(error instanceof SolveError)) throw error;
    throw new FetchError(url, problemOf(error, what), { cause: error });
  }
  if (found === undefined) throw new Error("internal error: a build ended without its driver");
  return found.value;
}

/** Else the first file that is read would fail for what is wrong with the whole. */
async function evaluated(gateway: GatewayClient, definition: Definition, signal: AbortSignal): Promise<string> {
  const inputs = { frontend: "", frontendOpt: {}, frontendInputs: {}, cacheImports: [] };
  const result = await gateway.solve({ ...inputs, definition }, signal);
  const ref = result.refs.get("")?.id ?? "";
  await gateway.evaluate(ref, signal);
  return ref;
}

function httpDefinition(url: string, name: string): Promise<Definition> {
  return sourceDefinition({ identifier: url, attrs: { "http.filename": httpName }, name });
}

function checkSize(url: string, what: string, content: Uint8Array): void {
  if (content.length > largestFileBytes) throw new FetchError(url, tooLarge(what));
}

function tooLarge(what: string): string {
  return `a ${what} cannot be larger than 2 MiB`;
}

async function agentFor(url: string, env: FetchRequest["env"]): Promise<Attachable> {
  const paths = gitAgentPaths(env);
  if (paths.length === 0)
    throw new FetchError(url, "there is no ssh agent: start one, or name a socket or keys in BUILDX_BAKE_GIT_SSH");
  try {
    return await sshAgents([{ id: "default", paths }]);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    throw new FetchError(url, `${error.message} (BUILDX_BAKE_GIT_SSH or SSH_AUTH_SOCK)`, { cause: error });
  }
}

/** The daemon's words less those about its own machinery, and what helps. */
function problemOf({ message }: SolveError, what: string): string {
  const status = /invalid response status (\d+)$/.exec(message)?.[1];
  if (status !== undefined) return `the server answered ${status}`;
  // No message of gRPC holds more than 16 MiB.
  if (message.includes("message larger than max")) return tooLarge(what);
  const [, said] = /git stderr:\n(.*?)(?:\n\nPlease make sure.*)?(?:\n: exit status \d+)?$/s.exec(message) ?? [];
  const lines = said?.split("\n").map((line) => line.trim());
  const problem =
    lines === undefined ? message.replace(/^failed to load cache key: /, "") : `git says "${lines.join("; ")}"`;
  if (!/could not read Username|Authentication failed/.test(message)) return problem;
  return `${problem}. A private repository needs a token in BUILDX_BAKE_GIT_AUTH_TOKEN, or a header in BUILDX_BAKE_GIT_AUTH_HEADER`;
}

/** What the daemon calls the file that it downloads. */
const httpName = "fetched";

async function readThere(
  gateway: GatewayClient,
  ref: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<readonly FetchedFile[]> {
  const files: FetchedFile[] = [];
  for (const name of new Set(names)) {
    try {
      files.push({ name, content: await gateway.readFile(ref, { path: name }, signal) });
    } catch (error) {
      if (!(error instanceof SolveError) || !error.message.includes("no such file or directory")) throw error;
    }
  }
  return files;
}

/** Whether BuildKit can unpack it. @throws {FetchError} for an archive of another kind. */
function isPacked(url: string, head: Uint8Array): boolean {
  const kind = archiveKind(Buffer.from(head.buffer, head.byteOffset, head.byteLength));
  if (kind !== "zip" && kind !== "zstd") return kind !== undefined;
  throw new FetchError(
    url,
    `it is an archive (${kind}) that BuildKit does not unpack: use a tar, plain or with gzip, bzip2 or xz`,
  );
}

function archiveKind(content: Buffer): string | undefined {
  const magics: readonly (readonly [kind: string, at: number, magic: string])[] = [
    ["gzip", 0, "1f8b08"],
    ["bzip2", 0, "425a68"],
    ["xz", 0, "fd377a585a00"],
    ["zstd", 0, "28b52ffd"],
    ["zip", 0, "504b0304"],
    ["tar", 257, "7573746172"],
  ];
  return magics.find(([, at, magic]) => content.toString("hex", at, at + magic.length / 2) === magic)?.[0];
}
