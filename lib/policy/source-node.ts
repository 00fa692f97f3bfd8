// A source as a policy is shown it, with what is not known of it yet. Follows docker/buildx policy/validate.go and input.go.

import type { ChecksumAlgorithm, SourceMeta, SourceOp, SourcePlatform } from "../buildkit/index.js";
import { withoutEmpty } from "./fields.js";
import { gitSource } from "./git-source.js";
import { httpSource } from "./http-source.js";
import { imageSource } from "./image-source.js";
import { type Material, materialOf } from "./material.js";
import { type NodeWorld, SourceError, type SourceNode } from "./source.js";

/** Images that are made of images that are made of images: nobody goes further than this by intent. */
const maxDepth = 24;

const nothing: SourceNode = {
  kind: undefined,
  fields: {},
  unknown: new Set(),
  meta: undefined,
  platform: undefined,
  materials: [],
};

/** @throws SourceError for a source that policies cannot be asked about */
export async function sourceNode(
  meta: SourceMeta,
  platform: SourcePlatform | undefined,
  world: NodeWorld,
  above: readonly string[] = [],
): Promise<SourceNode> {
  if (above.length > maxDepth) throw new SourceError(`the provenance goes more than ${maxDepth} images deep`);
  const { identifier } = meta.source;
  const [, scheme = "", rest = ""] = /^([^:]+):\/\/(.*)$/s.exec(identifier) ?? [];
  switch (scheme) {
    case "http":
    case "https":
      return { ...nothing, ...httpSource(meta), kind: "http", meta, platform };
    case "git":
      return { ...nothing, ...(await gitSource(meta, rest, world)), kind: "git", meta, platform };
    case "docker-image": {
      const { madeOf, ...facts } = await imageSource(meta, { reference: rest, platform }, world);
      const materials = await materialNodes(madeOf, meta, { platform, above }, world);
      return { ...nothing, ...facts, kind: "image", meta, platform, materials };
    }
    case "local":
      return { ...nothing, kind: "local", fields: withoutEmpty({ name: rest }), meta, platform };
    default:
      throw new SourceError(
        scheme === ""
          ? `the daemon asks about "${identifier}", which is no source`
          : `policies know nothing of sources of the kind "${scheme}", such as ${identifier}`,
      );
  }
}

async function materialNodes(
  materials: readonly Material[],
  { source }: SourceMeta,
  { platform, above }: { readonly platform: SourcePlatform | undefined; readonly above: readonly string[] },
  world: NodeWorld,
): Promise<readonly SourceNode[]> {
  const key = JSON.stringify([source.identifier, platform]);
  // Provenance that names its own image again would never end.
  if (above.includes(key)) return [];
  const path = [...above, key];
  return await Promise.all(
    materials.map(async (material) => {
      const found = materialOf(material);
      if (found === undefined) return nothing;
      return await sourceNode({ source: found.source }, found.platform ?? platform, world, path);
    }),
  );
}

/** What the daemon answered to a question for a checksum with a suffix, when it is the one that is wanted. */
export function checksumAnswer(
  { meta }: SourceNode,
  algorithm: ChecksumAlgorithm,
  suffix: Uint8Array,
): Uint8Array | undefined {
  const answer = meta?.http?.checksumResponse;
  if (answer === undefined || !Buffer.from(answer.suffix).equals(suffix)) return undefined;
  const [, said = "", hex = ""] = /^([a-z0-9]+):([0-9a-f]+)$/.exec(answer.digest) ?? [];
  return said === algorithm ? Buffer.from(hex, "hex") : undefined;
}

/** The source with `digest` in place of whatever its tag is now. */
export function pinnedSource({ identifier, attrs }: SourceOp, pinned: string, digest: string): SourceOp {
  if (!identifier.startsWith("docker-image://")) throw new SourceError(`"${identifier}" is no image to be pinned`);
  return { identifier: `docker-image://${pinned}`, attrs: { ...attrs, "image.checksum": digest } };
}
