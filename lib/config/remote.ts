// Definitions that are fetched: which words are URLs, and what relative paths in a fetched bake file mean.

import { cleanPath, joinPaths } from "./path.js";

/** A word of the command line that names something to fetch. */
export interface RemoteUrl {
  /** What is at an http URL shows when it is fetched: one file, or an `archive`, whose tree is taken for a repository's. */
  readonly kind: "git" | "http" | "archive";
  /** As typed. */
  readonly url: string;
}

/** The operands of a command: a definition to fetch and the caller's context come before the names. */
export interface Operands {
  readonly definition?: RemoteUrl;
  /** The second operand, when both are URLs: what BAKE_CMD_CONTEXT then is. */
  readonly commandContext?: string;
  readonly wanted: readonly string[];
}

export function splitOperands(operands: readonly string[]): Operands {
  const [first, second, ...rest] = operands;
  const definition = first === undefined ? undefined : parseRemoteUrl(first);
  if (definition === undefined) return { wanted: operands };
  if (second === undefined) return { definition, wanted: [] };
  if (parseRemoteUrl(second) === undefined) return { definition, wanted: [second, ...rest] };
  return { definition, commandContext: second, wanted: rest };
}

/** What kind of URL `text` is; undefined for anything local. Follows BuildKit's util/gitutil and dfgitutil. */
export function parseRemoteUrl(text: string): RemoteUrl | undefined {
  // Most contexts are short paths.
  if (!text.includes(":") && !text.startsWith("github.com/")) return undefined;
  if (text.startsWith("./") || text.startsWith("../")) return undefined;
  if (/^https?:\/\//.test(text)) return { kind: isGitOverHttp(text) ? "git" : "http", url: text };
  if (/^(?:git|ssh):\/\//.test(text) || text.startsWith("github.com/")) return { kind: "git", url: text };
  return /^[A-Za-z0-9_-]+@[A-Za-z0-9.-]+:/.test(text) ? { kind: "git", url: text } : undefined;
}

function isGitOverHttp(url: string): boolean {
  return /^https?:\/\/[^/]+[^?#]*\.git(?:[?#]|$)/.test(url);
}

/** How a context says that it is about this machine although the definition was fetched. */
export const localPrefix = "cwd://";

/** True for what names no path of the file system: URLs, images, layouts and other targets. */
export function isNotPath(value: string): boolean {
  return /^(?:target|docker-image|oci-layout):/.test(value) || parseRemoteUrl(value) !== undefined;
}

/**
 * The main context `context` of a target in a bake file that came from the Git URL or the archive `definition`. A folder of an
 * archive is written as one of a repository, `https://host/x.tar.gz#:folder`, which no server ever sees.
 */
export function contextInRepository(definition: string, context: string): string {
  if (context.startsWith(localPrefix)) return cleanPath(context.slice(localPrefix.length));
  if (parseRemoteUrl(context) !== undefined) return context;
  const folder = cleanPath(context);
  return folder === "." ? definition : withFolder(definition, folder);
}

/** The named context `value` likewise; `cwd://` stays, as it says that the folder is here. */
export function namedContextInRepository(definition: string, value: string): string {
  const isElsewhere = value.startsWith(localPrefix) || isNotPath(value);
  return isElsewhere ? value : contextInRepository(definition, value);
}

/** `url` with `folder` below the folder that it already names, in its query or behind its fragment's colon. */
function withFolder(url: string, folder: string): string {
  const hash = url.indexOf("#");
  const [base, fragment] = hash === -1 ? [url, ""] : [url.slice(0, hash), url.slice(hash + 1)];
  const inQuery = /([?&]subdir=)([^&]*)/.exec(base);
  if (inQuery !== null) {
    const [whole, key = "", value = ""] = inQuery;
    const joined = encodeURIComponent(joinPaths(decodeURIComponent(value), folder));
    const rewritten = base.slice(0, inQuery.index) + key + joined + base.slice(inQuery.index + whole.length);
    return fragment === "" ? rewritten : `${rewritten}#${fragment}`;
  }
  const colon = fragment.indexOf(":");
  const [ref, known] = colon === -1 ? [fragment, ""] : [fragment.slice(0, colon), fragment.slice(colon + 1)];
  return `${base}#${ref}:${joinPaths(known, folder)}`;
}
