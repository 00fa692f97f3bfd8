// Checks signatures of images, downloads, commits and tags. Loaded only when a policy asks for one.

import type { AttestationChain, SourcePlatform } from "../../buildkit/index.js";
import type {
  AttestationSignature,
  DetachedSignature,
  GitSignature,
  SignatureVerifier,
  SignedGitObject,
} from "../signature-verifier.js";
import { checkGitSignature, readGitSignature } from "./git.js";
import { isDetachedDigest, readDetachedSignatures } from "./pgp/detached.js";
import { readKeyRing } from "./pgp/key-ring.js";
import { MalformedError, UnsupportedError, UnverifiedError } from "./problem.js";
import { verifyBundle } from "./sigstore/bundle.js";
import { readSignedChain, type SignedChain } from "./sigstore/chain.js";
import { kindOf } from "./sigstore/kind.js";
import { mediaTypes, provenanceTypes } from "./sigstore/manifest.js";
import { verifySimpleSigning } from "./sigstore/simple-signing.js";
import { fetchTrustedRoot, type TrustedRoot, type TrustOptions } from "./sigstore/trust.js";
import { fingerprintOf } from "./ssh/public-key.js";

export interface SignatureOptions extends TrustOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Sigstore's list of authorities is fetched when the first image or artifact is checked, and at most once. */
export function signatureVerifier({ now, ...trust }: SignatureOptions): SignatureVerifier {
  let root: Promise<TrustedRoot> | undefined;
  // A failure is kept, too: without a network each attempt takes seconds, and images come by the dozen.
  const trustedRoot = () => (root ??= fetchTrustedRoot(trust));
  return {
    verifyImage: (chain, platform) => verifyImage(chain, platform, trustedRoot),
    verifyArtifact: (digest, bundle) => verifyArtifact(digest, bundle, trustedRoot),
    parseGitSignature,
    verifyGitSignature: (object: SignedGitObject, keys) =>
      checkGitSignature(object, { text: textOf(keys), now: now() }),
    detachedSignature,
  };
}

async function verifyImage(
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

async function verifyArtifact(
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

function parseGitSignature(text: string): GitSignature {
  const read = readGitSignature(text);
  switch (read.kind) {
    case "pgp": {
      const [{ version, issuer = "" }] = read.signatures;
      return { kind: "pgp", version, keyId: issuer };
    }
    case "ssh":
      return { kind: "ssh", version: read.signature.version, fingerprint: fingerprintOf(read.signature.key) };
  }
}

function detachedSignature(signature: Uint8Array): DetachedSignature {
  const [read] = readDetachedSignatures(textOf(signature));
  const { hash: algorithm, suffix } = read;
  if (algorithm !== "sha256" && algorithm !== "sha384" && algorithm !== "sha512") {
    throw new UnsupportedError(`signatures over ${algorithm} are too weak to rely on; SHA-256, 384 or 512 is needed`);
  }
  const length = Number(algorithm.slice(3)) / 8;
  return {
    algorithm,
    suffix,
    verifyDigest(digest, keys) {
      if (digest.length !== length)
        throw new MalformedError(`a digest of ${algorithm} has ${length} bytes, and this one ${digest.length}`);
      return isDetachedDigest(read, readKeyRing(textOf(keys)), digest);
    },
  };
}

/** Armor is ASCII; what is not must not become something else on the way. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
