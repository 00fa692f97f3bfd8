// Reads bake files from a URL through a daemon, so that it is the daemon's network and git that reach them. Follows
// docker/buildx bake/remote.go.

import { randomUUID } from "node:crypto";
import {
  type Attachable,
  type ControlClient,
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
  readonly url: { readonly kind: "git" | "http"; readonly url: string };
  /** Paths in the tree; those that are there come back. */
  readonly names: readonly string[];
  /** `BUILDX_BAKE_GIT_*` and the agent. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface FetchedFile {
  readonly name: string;
  readonly content: Uint8Array;
}

const largestFileBytes = 2 * 1024 * 1024;
const tooLarge = "a bake file cannot be larger than 2 MiB";

/**
 * The files of `names` in a git tree, or the one file of another URL, named by it.
 * @throws {FetchError} when it cannot be reached, or is not what a definition can be.
 */
export async function fetchFiles(
  control: ControlClient,
  { url: { kind, url }, names, env }: FetchRequest,
  signal: AbortSignal,
): Promise<readonly FetchedFile[]> {
  const git = kind === "git" ? parseGitUrl(url) : undefined;
  const name = `[internal] load bake definitions from ${git?.remote ?? url}`;
  const source = git?.source ?? { identifier: url, attrs: { "http.filename": httpName } };
  const definition = await sourceDefinition({ ...source, name });
  const values = git === undefined ? [] : gitSecrets(url, env).map((secret) => [secret.id, reader(secret)] as const);
  const agents = git?.isSsh === true ? [await agentFor(url, env)] : [];
  await using session = await control.openSession(
    {
      sharedKey: "",
      attachables: [secrets(new Map(values)), ...agents],
    },
    signal,
  );
  let files: readonly FetchedFile[] = [];
  const drive: Parameters<typeof solve>[1]["drive"] = async (gateway, driving) => {
    const inputs = { frontend: "", frontendOpt: {}, frontendInputs: {}, cacheImports: [] };
    const result = await gateway.solve({ ...inputs, definition }, driving);
    const ref = result.refs.get("")?.id ?? "";
    // Else the first file that is read would fail for what is wrong with the whole.
    await gateway.evaluate(ref, driving);
    files =
      git === undefined
        ? [{ name: url, content: plainFile(url, await gateway.readFile(ref, httpName, driving)) }]
        : await readThere(gateway, ref, names, driving);
    return result;
  };
  const nothing = { frontendAttrs: {}, exporters: [], cacheExports: [], cacheImports: [], entitlements: [] };
  const request = { ...nothing, ref: randomUUID().replaceAll("-", ""), session: session.id };
  try {
    for await (const event of solve(control, { request, drive }, signal)) void event;
  } catch (error) {
    if (!(error instanceof SolveError)) throw error;
    throw new FetchError(url, problemOf(error), { cause: error });
  }
  if (files.some(({ content }) => content.length > largestFileBytes)) throw new FetchError(url, tooLarge);
  return files;

  function reader({ variable }: { readonly variable: string }): () => Promise<Uint8Array> {
    return async () => new TextEncoder().encode(env[variable]);
  }
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
function problemOf({ message }: SolveError): string {
  const status = /invalid response status (\d+)$/.exec(message)?.[1];
  if (status !== undefined) return `the server answered ${status}`;
  // No message of gRPC holds more than 16 MiB.
  if (message.includes("message larger than max")) return tooLarge;
  const [, said] = /git stderr:\n(.*?)(?:\n\nPlease make sure.*)?(?:\n: exit status \d+)?$/s.exec(message) ?? [];
  const lines = said?.split("\n").map((line) => line.trim());
  const problem =
    lines === undefined ? message.replace(/^failed to load cache key: /, "") : `git says "${lines.join("; ")}"`;
  if (!/could not read Username|Authentication failed/.test(message)) return problem;
  return `${problem}. A private repository needs a token in BUILDX_BAKE_GIT_AUTH_TOKEN, or a header in BUILDX_BAKE_GIT_AUTH_HEADER`;
}

/** What the daemon calls the file that it downloads. */
const httpName = "bake-definition";

async function readThere(
  gateway: GatewayClient,
  ref: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<readonly FetchedFile[]> {
  const files: FetchedFile[] = [];
  for (const name of new Set(names)) {
    try {
      files.push({ name, content: await gateway.readFile(ref, name, signal) });
    } catch (error) {
      if (!(error instanceof SolveError) || !error.message.includes("no such file or directory")) throw error;
    }
  }
  return files;
}

/** Relative paths in a tree that was packed would have no meaning for the build: a git URL has one. */
function plainFile(url: string, content: Uint8Array): Uint8Array {
  const packed = archiveKind(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
  if (packed === undefined) return content;
  throw new FetchError(
    url,
    `it is an archive (${packed}), and a bake file is expected: give the address of the bake file itself, or that of a git repository, which ends in .git`,
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
