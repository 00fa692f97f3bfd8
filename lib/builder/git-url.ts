// Git URLs as a source of the daemon. Follows moby/buildkit util/gitutil, frontend/dockerfile/dfgitutil and client/llb/source.go.

import type { Source } from "../buildkit/index.js";
import { FetchError } from "./errors.js";

export interface GitUrl {
  /** What git clones. */
  readonly remote: string;
  /** With the port: secrets are given to a host. */
  readonly host: string;
  readonly isSsh: boolean;
  readonly source: Source;
}

/** The host of a Git URL, with its port; undefined for a text that is none. */
export function gitHost(text: string): string | undefined {
  return placeOf(remoteOf(text))?.host;
}

/** @throws {FetchError} when it names something that no daemon knows. */
export function parseGitUrl(text: string): GitUrl {
  const [beforeFragment, fragment] = cut(text, "#");
  const [, query] = cut(beforeFragment, "?");
  const remote = remoteOf(text);
  const place = placeOf(remote);
  if (place === undefined) throw new FetchError(text, "this is no URL that git knows");
  const { host, path, isSsh } = place;
  const [fragmentRef, fragmentFolder] = cut(fragment, ":");
  const asked = readQuery(new URLSearchParams(query), text);
  const ref = asked.ref ?? fragmentRef;
  const folder = asked.folder ?? fragmentFolder;
  const suffix = folder === "" ? ref : `${ref}:${folder}`;
  return {
    remote,
    host,
    isSsh,
    source: {
      identifier: `git://${host}${path}${suffix === "" ? "" : `#${suffix}`}`,
      attrs: {
        "git.fullurl": remote,
        "git.authtokensecret": "GIT_AUTH_TOKEN",
        "git.authheadersecret": "GIT_AUTH_HEADER",
        ...(isSsh ? { "git.mountsshsock": "default" } : {}),
        ...asked.attrs,
      },
    },
  };
}

interface Place {
  readonly host: string;
  readonly path: string;
  readonly isSsh: boolean;
}

/** Without what it asks of the repository. */
function remoteOf(text: string): string {
  const base = text.replace(/[?#].*$/s, "");
  return base.startsWith("github.com/") ? `https://${base}` : base;
}

function placeOf(remote: string): Place | undefined {
  // As ssh itself has it: user@host:path.
  const [, host, path] = /^[^@/:]+@([^:/]+):(.*)$/.exec(remote) ?? [];
  if (host !== undefined && path !== undefined) {
    return { host, path: path.startsWith("/") ? path : `/${path}`, isSsh: true };
  }
  if (!URL.canParse(remote)) return undefined;
  const url = new URL(remote);
  return { host: url.host, path: url.pathname, isSsh: url.protocol === "ssh:" };
}

interface Asked {
  readonly ref?: string;
  readonly folder?: string;
  readonly attrs: Readonly<Record<string, string>>;
}

const flags: ReadonlyMap<string, string> = new Map([
  ["keep-git-dir", "git.keepgitdir"],
  ["fetch-by-commit", "git.fetchbycommit"],
]);

function readQuery(query: URLSearchParams, text: string): Asked {
  let ref: string | undefined;
  let folder: string | undefined;
  const attrs: Record<string, string> = {};
  for (const [key, value] of query) {
    const flag = flags.get(key);
    if (key === "ref") ref = value;
    else if (key === "tag") ref = `refs/tags/${value}`;
    else if (key === "branch") ref = `refs/heads/${value}`;
    else if (key === "subdir") folder = value;
    else if (key === "checksum" || key === "commit") attrs["git.checksum"] = value;
    else if (key === "mtime") attrs["git.mtime"] = value;
    else if (key === "submodules") {
      if (!isTrue(value)) attrs["git.skipsubmodules"] = "true";
    } else if (flag === undefined) {
      const known = "ref, tag, branch, subdir, commit, checksum, submodules, mtime, keep-git-dir and fetch-by-commit";
      throw new FetchError(text, `its query has "${key}"; there are ${known}`);
    } else if (isTrue(value)) attrs[flag] = "true";
  }
  return { ...(ref !== undefined && { ref }), ...(folder !== undefined && { folder }), attrs };
}

function isTrue(value: string): boolean {
  return value === "" || /^(?:1|t|true)$/i.test(value);
}

function cut(text: string, separator: string): readonly [before: string, after: string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
