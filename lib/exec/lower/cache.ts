// Cache imports and exports, with what their services take from the environment. Follows docker/buildx build/opt.go.

import path from "node:path";
import type { Attrs, CacheOption } from "../../buildkit/index.js";
import type { AttributeName, CacheEntry, Target } from "../../config/index.js";
import type { AwsCredentials } from "../aws.js";
import { findManifest, hasBlob } from "../oci-index.js";
import type { CacheIndex, LowerWorld, Store } from "./lowered.js";
import type { ReportMistake } from "./mistake.js";
import { parseBool } from "./text.js";

export interface LoweredCaches {
  readonly imports: readonly CacheOption[];
  readonly exports: readonly CacheOption[];
  readonly stores: readonly Store[];
  readonly indexes: readonly CacheIndex[];
  readonly attrs: Readonly<Record<string, string>>;
}

export async function lowerCaches(
  target: Target,
  note: (text: string) => void,
  world: LowerWorld,
  report: ReportMistake,
): Promise<LoweredCaches> {
  const imports: CacheOption[] = [];
  const exports: CacheOption[] = [];
  const stores = new Map<string, Store>();
  const indexes: CacheIndex[] = [];

  for (const entry of target.cacheFrom ?? []) {
    const isUsed = entry.type === "local" ? await importLocal(entry) : isAvailable(entry);
    if (!isUsed) continue;
    if (entry.type !== "local") imports.push({ type: entry.type, attrs: await attrsOf(entry) });
  }
  for (const entry of target.cacheTo ?? []) {
    if (entry.type !== "inline" && !world.node.hasContentStore) {
      report({
        code: "unsupported-by-builder",
        attribute: "cacheTo",
        typed: entry.type,
        summary: `Docker's own image store cannot export a cache of type=${entry.type}`,
        detail: "Turn the containerd image store on in docker, use a BuildKit builder, or use type=inline.",
      });
    } else if (entry.type === "local") exportLocal(entry);
    else if (isAvailable(entry)) exports.push({ type: entry.type, attrs: await attrsOf(entry) });
  }
  if (parseBool(target.args?.get("BUILDKIT_INLINE_CACHE") ?? "") === true) exports.push({ type: "inline", attrs: {} });
  return {
    imports,
    exports,
    stores: [...stores.values()],
    indexes,
    // The frontend loads the imports, not the solver.
    attrs: imports.length === 0 ? {} : { "cache-imports": importsJson(imports) },
  };

  async function attrsOf(entry: CacheEntry): Promise<Attrs> {
    const attrs = Object.fromEntries(entry.attrs);
    if (entry.type === "gha") return withActions(attrs, world.env);
    if (entry.type !== "s3" || hasKeys(attrs)) return attrs;
    try {
      return { ...keysOf(environmentKeys(world.env) ?? (await world.awsCredentials())), ...attrs };
    } catch (error) {
      // The daemon may have credentials of its own. Whoever names a profile here means that one.
      if (world.env["AWS_PROFILE"]) {
        const problem = error instanceof Error ? error.message : String(error);
        note(
          `cache of type=s3 of target "${target.name}" has no credentials from profile "${world.env["AWS_PROFILE"]}": ${problem}`,
        );
      }
      return attrs;
    }
  }

  async function importLocal(entry: CacheEntry): Promise<boolean> {
    const src = folderOf(entry, "src", "cacheFrom");
    if (src === undefined) return false;
    const directory = path.resolve(world.cwd, src);
    const tag = entry.attrs.get("tag") ?? "latest";
    const digest = entry.attrs.get("digest") ?? (await findManifest(directory, tag).catch(() => undefined));
    if (digest === undefined || !(await hasBlob(directory, digest))) {
      note(`cache "${src}" of target "${target.name}" is not used: it has no "${digest ?? tag}"`);
      return false;
    }
    stores.set(`local:${src}`, { id: `local:${src}`, directory });
    imports.push({ type: "local", attrs: { ...Object.fromEntries(entry.attrs), digest } });
    return true;
  }

  function exportLocal(entry: CacheEntry): void {
    const dest = folderOf(entry, "dest", "cacheTo");
    if (dest === undefined) return;
    const directory = path.resolve(world.cwd, dest);
    stores.set(`local:${dest}`, { id: `local:${dest}`, directory });
    const { reset = "false", ...attrs } = Object.fromEntries(entry.attrs);
    const isReset = parseBool(reset);
    if (isReset === undefined) {
      report({
        code: "invalid-cache",
        attribute: "cacheTo",
        typed: reset,
        summary: `"${reset}" of "reset" is neither true nor false`,
        detail: "With reset=true a cache keeps only what its tags refer to.",
      });
    }
    indexes.push({ directory, tag: entry.attrs.get("tag") ?? "latest", isReset: isReset ?? false });
    // Done on this side: the daemon need not know of it.
    exports.push({ type: "local", attrs });
  }

  function folderOf(entry: CacheEntry, key: "src" | "dest", attribute: AttributeName): string | undefined {
    const folder = entry.attrs.get(key);
    if (folder !== undefined && folder !== "") return folder;
    report({
      code: "invalid-cache",
      attribute,
      summary: `A cache of type=local needs "${key}"`,
      detail: `Write type=local,${key}=FOLDER.`,
    });
    return undefined;
  }

  /** A cache service that the daemon or the environment lacks is left out, as buildx does, but not silently. */
  function isAvailable(entry: CacheEntry): boolean {
    const missing = missingFor(entry, world);
    if (missing !== undefined) note(`cache of type=${entry.type} of target "${target.name}" is not used: ${missing}`);
    return missing === undefined;
  }
}

function missingFor(entry: CacheEntry, world: LowerWorld): string | undefined {
  const releases: Readonly<Record<string, string>> = { gha: "0.9", s3: "0.11", azblob: "0.11" };
  const release = releases[entry.type];
  if (release !== undefined && !world.node.capabilities.llb.has(`cache.${entry.type}`)) {
    return `the daemon of this builder lacks it; BuildKit has it since ${release}`;
  }
  if (entry.type !== "gha") return undefined;
  const attrs = withActions(Object.fromEntries(entry.attrs), world.env);
  if (!attrs["token"]) return `it has no "token", and ACTIONS_RUNTIME_TOKEN is not set`;
  if (!attrs["url"] && !attrs["url_v2"])
    return `it has no "url", and ACTIONS_CACHE_URL and ACTIONS_RESULTS_URL are not set`;
  return undefined;
}

type Environment = LowerWorld["env"];

function withActions(attrs: Attrs, env: Environment): Attrs {
  const isSecond = (attrs["version"] ?? (parseBool(env["ACTIONS_CACHE_SERVICE_V2"] ?? "") ? "2" : "")) === "2";
  return {
    ...defined({
      token: env["ACTIONS_RUNTIME_TOKEN"],
      url: env["ACTIONS_CACHE_URL"] ?? env["ACTIONS_RESULTS_URL"],
      url_v2: isSecond ? env["ACTIONS_RESULTS_URL"] : undefined,
    }),
    ...attrs,
  };
}

/** With both keys given, a session token from elsewhere would belong to other keys. */
function hasKeys(attrs: Attrs): boolean {
  return "access_key_id" in attrs && "secret_access_key" in attrs;
}

/** They come before a profile, even one that AWS_PROFILE names. Follows aws-sdk-go-v2 config/resolve_credentials.go. */
function environmentKeys(env: Environment): AwsCredentials | undefined {
  const accessKeyId = env["AWS_ACCESS_KEY_ID"] || env["AWS_ACCESS_KEY"];
  const secretAccessKey = env["AWS_SECRET_ACCESS_KEY"] || env["AWS_SECRET_KEY"];
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, sessionToken: env["AWS_SESSION_TOKEN"] };
}

function keysOf({ accessKeyId, secretAccessKey, sessionToken }: AwsCredentials): Record<string, string> {
  return defined({ access_key_id: accessKeyId, secret_access_key: secretAccessKey, session_token: sessionToken });
}

function defined(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== "") found[name] = value;
  }
  return found;
}

function importsJson(imports: readonly CacheOption[]): string {
  return JSON.stringify(imports.map(({ type, attrs }) => ({ Type: type, Attrs: attrs })));
}
