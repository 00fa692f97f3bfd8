// Package URLs of images, by which provenance names what a build read. Follows package-url/purl-spec and moby/buildkit util/purl.

import { type Platform, parsePlatform } from "../buildkit/index.js";
import { unescaped } from "./git-url.js";
import { formatImageReference, type ImageReference, parseImageReference } from "./image-reference.js";

export interface NamedImage {
  readonly image: ImageReference;
  readonly platform?: Platform;
}

/** `pkg:docker/NAME@TAG?platform=…&digest=…` → an image; undefined for another text. */
export function imageOfPackageUrl(text: string): NamedImage | undefined {
  const [, path = "", version = "", query = ""] = /^pkg:docker\/([^@?#]+)(?:@([^?#]*))?(?:\?([^#]*))?/.exec(text) ?? [];
  if (path === "") return undefined;
  const [name, label] = [unescaped(path), unescaped(version)];
  if (name === undefined || label === undefined) return undefined;
  const qualifiers = new URLSearchParams(query);
  const isDigest = label.includes(":");
  const said = qualifiers.get("digest") ?? "";
  if (isDigest && said !== "" && said !== label) return undefined;
  const digest = isDigest ? label : said;
  const tag = isDigest ? "" : label === "" && digest === "" ? "latest" : label;
  const written = `${name}${tag === "" ? "" : `:${tag}`}${digest === "" ? "" : `@${digest}`}`;
  const image = parseImageReference(written);
  if (image === undefined) return undefined;
  const ground = { os: "linux", architecture: "amd64" };
  const wanted = qualifiers.get("platform") ?? "";
  const platform = parsePlatform(wanted, ground);
  if (wanted !== "" && platform === undefined) return undefined;
  return { image, ...(platform === undefined ? {} : { platform }) };
}

/** With the digest that provenance gives beside the name; undefined when the two contradict each other. */
export function withDigest(image: ImageReference, hex: string): ImageReference | undefined {
  const digest = hex === "" ? image.digest : hex.includes(":") ? hex : `sha256:${hex}`;
  if (image.digest !== "" && image.digest !== digest) return undefined;
  return parseImageReference(formatImageReference({ ...image, digest }));
}
