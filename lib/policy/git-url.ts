// Addresses of git repositories, as BuildKit names its sources. Follows moby/buildkit util/gitutil/git_url.go.

export interface GitUrl {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
  readonly ref: string;
  /** Without slashes at its ends; empty for the whole repository. */
  readonly folder: string;
  /** What git itself is given: without `?…` and `#…`. */
  readonly remote: string;
}

const schemes = ["http", "https", "ssh", "git"];
const scpStyle = /^([\w-]+)@([a-zA-Z0-9.-]+):([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/;

/** With the scheme that a source without one means. */
export function withScheme(text: string): string {
  return schemes.includes(schemeOf(text) ?? "") || scpStyle.test(text) ? text : `https://${text}`;
}

/** undefined for what is no address of a repository. */
export function parseGitUrl(text: string): GitUrl | undefined {
  const scheme = schemeOf(text);
  if (scheme === undefined) {
    const [, user, host, path, fragment] = scpStyle.exec(text) ?? [];
    if (user === undefined || host === undefined || path === undefined) return undefined;
    return { scheme: "ssh", host, path, ...partsOf(fragment ?? ""), remote: `${user}@${host}:${path}` };
  }
  if (!schemes.includes(scheme) || !URL.canParse(text)) return undefined;
  const remote = `${scheme}${text.slice(scheme.length).replace(/[?#].*$/s, "")}`;
  // As it is written: `URL` takes away ports that go without saying.
  const [, authority = "", path = ""] = /^[^:]+:\/\/([^/]*)(.*)$/s.exec(remote) ?? [];
  const [, fragment = ""] = /#(.*)$/s.exec(text) ?? [];
  const host = authority.replace(/^.*@/, "");
  const [readable, parts] = [unescaped(path), unescaped(fragment)];
  if (readable === undefined || parts === undefined) return undefined;
  return { scheme, host, path: readable, ...partsOf(parts), remote };
}

function schemeOf(text: string): string | undefined {
  return /^([a-zA-Z0-9]+):\/\//.exec(text)?.[1]?.toLowerCase();
}

function partsOf(fragment: string): Pick<GitUrl, "ref" | "folder"> {
  const [ref = "", ...rest] = fragment.split(":");
  const steps: string[] = [];
  for (const step of rest.join(":").split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return { ref, folder: steps.join("/") };
}

/** undefined for a "%" that begins no byte. Bytes that are no text become replacement characters. */
export function unescaped(text: string): string | undefined {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return undefined;
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll("%", ""), "hex").toString());
}
