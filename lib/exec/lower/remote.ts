// Contexts that the daemon fetches: which words are URLs. Follows moby/buildkit util/gitutil and docker/buildx util/urlutil.

/** A context that is a URL. `hasQuery` and `isSsh` are about git only. */
export type RemoteContext =
  | { readonly kind: "http" }
  | { readonly kind: "git"; readonly hasQuery: boolean; readonly isSsh: boolean };

/** undefined for a path. Schemes are case-sensitive, as in buildx. */
export function remoteContext(text: string): RemoteContext | undefined {
  if (/^https?:\/\//.test(text)) return isGitUrl(text) ? git(text, false) : { kind: "http" };
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

function git(text: string, isSsh: boolean): RemoteContext {
  return { kind: "git", hasQuery: /^[^#]*\?./.test(text), isSsh };
}
