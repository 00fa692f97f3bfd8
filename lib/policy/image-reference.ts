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

/** undefined for a text that names no image. */
export function parseImageReference(text: string): ImageReference | undefined {
  const match =
    /^([^@]+?)(?::([A-Za-z0-9_][\w.-]{0,127}))?(?:@([a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,}))?$/.exec(text);
  if (match === null) return undefined;
  const [, written = "", tag = "", digest = ""] = match;
  const slash = written.indexOf("/");
  const first = slash === -1 ? "" : written.slice(0, slash);
  const isHost = /[.:]/.test(first) || first === "localhost" || first !== first.toLowerCase();
  const host = isHost ? (first === "index.docker.io" ? "docker.io" : first) : "docker.io";
  const path = isHost ? written.slice(slash + 1) : written;
  if (!/^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/.test(path))
    return undefined;
  const isHub = host === "docker.io";
  const full = isHub && !path.includes("/") ? `library/${path}` : path;
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
