// What an image was made of → sources that policies can be asked about. Follows docker/buildx policy/materials.go.

import type { SourceOp, SourcePlatform } from "../buildkit/index.js";
import { parseGitUrl } from "./git-url.js";
import { formatImageReference } from "./image-reference.js";
import { imageOfPackageUrl, withDigest } from "./package-url.js";

export interface Material {
  readonly uri: string;
  /** In hexadecimal; empty when provenance does not say. */
  readonly sha256: string;
}

export interface MaterialSource {
  readonly source: SourceOp;
  readonly platform?: SourcePlatform;
}

/** undefined for what no daemon could be asked about. */
export function materialOf({ uri, sha256 }: Material): MaterialSource | undefined {
  if (uri.startsWith("pkg:docker/")) return imageMaterial(uri, sha256);
  const git = parseGitUrl(uri);
  if (git !== undefined && (/\.git$/i.test(git.path) || !git.scheme.startsWith("http"))) {
    const path = `/${git.path.replace(/^\/+/, "")}`;
    const fragment = git.folder === "" ? git.ref : `${git.ref}:${git.folder}`;
    const identifier = `git://${git.host}${path}${fragment === "" ? "" : `#${fragment}`}`;
    return { source: { identifier, attrs: { "git.fullurl": uri } } };
  }
  return /^https?:\/\//.test(uri) ? { source: { identifier: uri, attrs: {} } } : undefined;
}

function imageMaterial(uri: string, sha256: string): MaterialSource | undefined {
  const named = imageOfPackageUrl(uri);
  const image = named === undefined ? undefined : withDigest(named.image, sha256.trim());
  if (named === undefined || image === undefined) return undefined;
  const source = { identifier: `docker-image://${formatImageReference(image)}`, attrs: {} };
  if (named.platform === undefined) return { source };
  const { os, architecture, variant = "" } = named.platform;
  return { source, platform: { os, architecture, variant, osVersion: "", osFeatures: [] } };
}
