// Who signed what attests an image, or a bundle about an artifact. Follows policy-helpers' verifier.go.

import type { AttestationChain, SourcePlatform } from "../../../buildkit/index.js";
import type { AttestationSignature } from "../../signature-verifier.js";
import { MalformedError, UnsupportedError, UnverifiedError } from "../problem.js";
import { verifyBundle } from "./bundle.js";
import { readSignedChain, type SignedChain } from "./chain.js";
import { kindOf } from "./kind.js";
import { mediaTypes, provenanceTypes } from "./manifest.js";
import { verifySimpleSigning } from "./simple-signing.js";
import type { TrustedRoot } from "./trust.js";

export async function verifyImage(
  chain: AttestationChain,
  platform: SourcePlatform | undefined,
  trustedRoot: () => Promise<TrustedRoot>,
): Promise<AttestationSignature | undefined> {
  const signed = readSignedChain(chain, platform);
  if (signed === undefined) return undefined;
  const { mediaType } = signed.layer.descriptor;
  if (mediaType === mediaTypes.bundle) return fromBundle(signed, await trustedRoot());
  if (mediaType !== mediaTypes.simpleSigning) {
    throw new UnsupportedError(
      `the signature ${signed.signature.digest} is of the kind ${JSON.stringify(mediaType)}, which is not known`,
    );
  }
  const { dockerReference, timestamps, signer } = verifySimpleSigning(signed, await trustedRoot());
  const { isHardened } = signed;
  const verified = {
    type: "simplesigning-v1",
    timestamps,
    dockerReference,
    isHardened,
    ...(signer && { signer }),
  } as const;
  return { kind: kindOf(verified), ...verified };
}

function fromBundle(
  { signature, attestation, layer, isHardened }: SignedChain,
  root: TrustedRoot,
): AttestationSignature {
  if (signature.manifest.artifactType !== mediaTypes.bundle) {
    throw new MalformedError(`the signature ${signature.digest} holds a bundle and does not say so`);
  }
  // Hardened images are signed with one key, and bundles here with certificates.
  if (isHardened) throw new UnsupportedError("bundles of hardened images are not known");
  const { signer, timestamps } = verifyBundle(layer.bytes, attestation, root);
  const verified = { type: "bundle-v0.3", timestamps, dockerReference: "", isHardened, signer } as const;
  return { kind: kindOf(verified), ...verified };
}

export async function verifyArtifact(
  digest: string,
  bundle: Uint8Array,
  trustedRoot: () => Promise<TrustedRoot>,
): Promise<AttestationSignature> {
  const { signer, timestamps, predicateType } = verifyBundle(bundle, { digest }, await trustedRoot());
  if (!provenanceTypes.includes(predicateType)) {
    throw new UnverifiedError(
      `the bundle states ${JSON.stringify(predicateType)} of ${digest}, and provenance is wanted`,
    );
  }
  const verified = { type: "bundle-v0.3", timestamps, dockerReference: "", isHardened: false, signer } as const;
  return { kind: kindOf(verified), ...verified };
}
