// Contexts that the daemon fetches: which words are URLs. Follows moby/buildkit util/gitutil and docker/buildx util/urlutil.

/** A context that is a URL. `url` is what the daemon fetches. */
export type RemoteContext =
  /** `folder` is one of an archive, which no server knows of: our own form, as for git. */
  | { readonly kind: "http"; readonly url: string; readonly folder?: string }
  | { readonly kind: "git"; readonly url: string; readonly hasQuery: boolean; readonly isSsh: boolean };

/** undefined for a path. Schemes are case-sensitive, as in buildx. */
export function remoteContext(text: string): RemoteContext | undefined {
  if (/^https?:\/\//.test(text)) return isGitUrl(text) ? git(text, false) : http(text);
  if (text.startsWith("./") || text.startsWith("../")) return undefined;
  if (/^git:\/\//.test(text)) return git(text, false);
  if (/^ssh:\/\//.test(text)) return git(text, true);
  if (/^github\.com\/[^/]+\/./.test(text)) return git(text, false);
  if (/^[A-Za-z0-9._-]+@[A-Za-z0-9._-]+:(?!\/\/)./.test(text)) return git(text, true);
  return undefined;
}

/** An http address is a git repository when its path ends in `.git`, before `?query` and `#ref:folder`. */
function isGitUrl(text: string): boolean {
  return /^[^?#]*\.git(?:[?#]|$)/.test(text);
}

function http(text: string): RemoteContext {
  const [, url = text, folder] = /^([^#]*)#:(.+)$/.exec(text) ?? [];
  return { kind: "http", url, ...(folder === undefined ? {} : { folder }) };
}

function git(text: string, isSsh: boolean): RemoteContext {
  return { kind: "git", url: text, hasQuery: /^[^#]*\?./.test(text), isSsh };
}
