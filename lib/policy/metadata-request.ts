// What a policy asked of → what the daemon is asked for. Follows docker/buildx policy/validate.go AddUnknowns.

import type { SourceMetaRequest } from "../buildkit/index.js";
import { provenanceTypes } from "./provenance.js";
import type { SourceNode } from "./source.js";

const ofConfiguration: ReadonlySet<string> = new Set(["checksum", "labels", "user", "volumes", "workingDir", "env"]);
const ofAttestations: ReadonlySet<string> = new Set(["hasProvenance", "provenance", "signatures"]);
const ofObjects: ReadonlySet<string> = new Set(["commit", "tag"]);

/** undefined when the daemon has nothing to tell. What it told before is asked for again: an answer takes the place of the last one. */
export function metadataRequest(
  { kind, meta, platform }: SourceNode,
  asked: ReadonlySet<string>,
): SourceMetaRequest | undefined {
  if (meta === undefined || asked.size === 0) return undefined;
  const base = { source: meta.source, ...(platform === undefined ? {} : { platform }) };
  const has = (names: ReadonlySet<string>): boolean => [...asked].some((name) => names.has(name));
  switch (kind) {
    case "image": {
      const wantsChain = has(ofAttestations) || meta.image?.attestationChain !== undefined;
      return {
        ...base,
        image: {
          noConfig: !has(ofConfiguration) && meta.image?.config === undefined,
          attestationChain: wantsChain,
          // Together with the chain: a policy that finds out that there is provenance looks at it next.
          resolveAttestations: wantsChain ? provenanceTypes : [],
        },
      };
    }
    case "git":
      return { ...base, git: { returnObject: has(ofObjects) || meta.git?.commitObject !== undefined } };
    case "http":
      return base;
    default:
      return undefined;
  }
}
