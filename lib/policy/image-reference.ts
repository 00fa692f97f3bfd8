// Names of images in full. Follows distribution/reference normalize.go: no registry is docker.io, one word there is of library/.

export interface ImageReference {
  /** `docker.io` */
  readonly host: string;
  /** `docker.io/library/alpine` */
  readonly name: string;
  /** `alpine`: as people write it. */
  readonly familiar: string;
  readonly tag: string;
  /** `sha256:…`, or empty. */
  readonly digest: string;
}

const hostPattern = /^(?:[a-z0-9]+(?:-+[a-z0-9]+)*(?:\.[a-z0-9]+(?:-+[a-z0-9]+)*)*|\[[a-f0-9:]+\])(?::\d+)?$/i;

/** undefined for a text that names no image. */
export function parseImageReference(text: string): ImageReference | undefined {
  const match = /^([^@]+?)(?::([A-Za-z0-9_][\w.-]{0,127}))?(?:@(.+))?$/.exec(text);
  if (match === null) return undefined;
  const [, written = "", tag = "", digest = ""] = match;
  if (digest !== "" && !isDigest(digest)) return undefined;
  const slash = written.indexOf("/");
  const first = slash === -1 ? "" : written.slice(0, slash);
  const isHost = /[.:]/.test(first) || first === "localhost" || first !== first.toLowerCase();
  if (isHost && !hostPattern.test(first)) return undefined;
  const host = isHost ? (first === "index.docker.io" ? "docker.io" : first) : "docker.io";
  const path = isHost ? written.slice(slash + 1) : written;
  if (!/^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/.test(path))
    return undefined;
  // Ids of images look like that.
  if (/^[0-9a-f]{64}$/.test(written)) return undefined;
  const isHub = host === "docker.io";
  const full = isHub && !path.includes("/") ? `library/${path}` : path;
  if (full.length > 255) return undefined;
  return {
    host,
    name: `${host}/${full}`,
    familiar: isHub ? full.replace(/^library\/(?=[^/]+$)/, "") : `${host}/${full}`,
    tag,
    digest,
  };
}

/** `docker.io/library/alpine:3@sha256:…` */
export function formatImageReference({ name, tag, digest }: ImageReference): string {
  return `${name}${tag === "" ? "" : `:${tag}`}${digest === "" ? "" : `@${digest}`}`;
}

/** Follows opencontainers/go-digest: the algorithms that BuildKit has, in small letters. */
export function isDigest(text: string): boolean {
  return /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/.test(text);
}
