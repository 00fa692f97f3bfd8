// What a daemon found out about an image, held together: image, what attests its build, and what signs that.
//
// Follows policy-helpers' image/resolve.go and the checks of verifier.go there. A daemon is believed as to which of several images
// a platform gets and what refers to what in the registry; that the blobs are what they are called is checked.

import type { AttestationChain, SourcePlatform } from "../../../buildkit/index.js";
import { MalformedError, UnverifiedError } from "../problem.js";
import {
  type Descriptor,
  digestOf,
  type Index,
  type Manifest,
  mediaTypes,
  provenanceTypes,
  readIndex,
  readManifest,
} from "./manifest.js";

export interface SignedChain {
  readonly attestation: { readonly digest: string; readonly bytes: Uint8Array };
  readonly signature: { readonly digest: string; readonly manifest: Manifest };
  /** The first layer of the signature and what is in it. */
  readonly layer: { readonly descriptor: Descriptor; readonly bytes: Uint8Array };
  /** Whether this is one of Docker's hardened images, which are signed with a key of their own. */
  readonly isHardened: boolean;
}

/**
 * `undefined` when the image is not an index, is not attested, or its attestation is not signed.
 * @throws {MalformedError | UnverifiedError} when the blobs do not fit together.
 */
export function readSignedChain(
  chain: AttestationChain,
  platform: SourcePlatform | undefined,
): SignedChain | undefined {
  if (chain.root === "" || chain.attestationManifest === "" || chain.signatureManifests.length === 0) return undefined;
  if (chain.blobs.get(chain.root)?.mediaType !== mediaTypes.index) return undefined;
  const index = readIndex(blobOf(chain, chain.root));
  const isHardened = isHardenedIndex(index);
  const image = findImage(index, chain.imageManifest, platform);

  const attestationBytes = blobOf(chain, chain.attestationManifest);
  const attestation = readManifest(attestationBytes, `the attestation ${chain.attestationManifest}`);
  if (isHardened) expectProvenanceReferrer(attestation, chain.attestationManifest);
  else expectListed(index, image, chain.attestationManifest);
  expectSubject(attestation, { what: `the attestation ${chain.attestationManifest}`, subject: image });
  if (!attestation.layers.some(({ annotations }) => provenanceTypes.includes(annotations.get(predicateType) ?? ""))) {
    throw new UnverifiedError(`the attestation ${chain.attestationManifest} has no provenance`);
  }

  const signature = chooseSignature(chain);
  if (signature === undefined) return undefined;
  const attested = { digest: chain.attestationManifest, size: attestationBytes.length };
  expectSubject(signature.manifest, { what: `the signature ${signature.digest}`, subject: attested });
  const descriptor = signature.manifest.layers[0];
  if (descriptor === undefined) throw new MalformedError(`the signature ${signature.digest} has no layer`);
  return {
    attestation: { digest: attested.digest, bytes: attestationBytes },
    signature,
    layer: { descriptor, bytes: blobOf(chain, descriptor.digest) },
    isHardened,
  };
}

const predicateType = "in-toto.io/predicate-type";

function blobOf({ blobs }: AttestationChain, digest: string): Uint8Array {
  const blob = blobs.get(digest);
  if (blob === undefined) throw new MalformedError(`the daemon did not send ${digest}`);
  if (digestOf(blob.data) !== digest) throw new UnverifiedError(`what the daemon sent as ${digest} is something else`);
  return blob.data;
}

function isHardenedIndex({ annotations, manifests }: Index): boolean {
  const areAllBuilt = manifests.every((each) => (each.annotations.get("com.docker.dhi.build.id") ?? "") !== "");
  return areAllBuilt && (annotations.get("org.opencontainers.image.title") ?? "").startsWith("dhi/");
}

function findImage(index: Index, digest: string, platform: SourcePlatform | undefined): Descriptor {
  const image = index.manifests.find((each) => each.digest === digest);
  if (image === undefined) throw new UnverifiedError(`the image ${digest} is not in its index`);
  const { os = platform?.os, architecture = platform?.architecture } = image.platform ?? {};
  if (platform !== undefined && (os !== platform.os || architecture !== platform.architecture)) {
    throw new UnverifiedError(
      `the image ${digest} is for ${os}/${architecture} and not for ${platform.os}/${platform.architecture}`,
    );
  }
  return image;
}

/** BuildKit puts what it attests beside the image, in the same index. */
function expectListed(index: Index, image: Descriptor, attestation: string): void {
  const listed = index.manifests.find(
    ({ annotations }) =>
      annotations.get("vnd.docker.reference.type") === "attestation-manifest" &&
      annotations.get("vnd.docker.reference.digest") === image.digest,
  );
  if (listed?.digest !== attestation) {
    throw new UnverifiedError(
      `the index names ${listed?.digest ?? "nothing"} as the attestation of ${image.digest}, and not ${attestation}`,
    );
  }
}

/** Attestations of hardened images are not in the index: they refer to the image. */
function expectProvenanceReferrer({ artifactType, annotations }: Manifest, digest: string): void {
  if (artifactType !== mediaTypes.inToto || !provenanceTypes.includes(annotations.get(predicateType) ?? "")) {
    throw new UnverifiedError(`${digest} is no provenance of a hardened image`);
  }
}

interface ExpectedSubject {
  readonly what: string;
  readonly subject: { readonly digest: string; readonly size: number };
}

function expectSubject(manifest: Manifest, { what, subject }: ExpectedSubject): void {
  const found = manifest.subject;
  if (found === undefined) throw new UnverifiedError(`${what} does not say what it is about`);
  if (found.digest !== subject.digest || found.size !== subject.size) {
    throw new UnverifiedError(`${what} is about ${found.digest} and not about ${subject.digest}`);
  }
  if (found.mediaType !== mediaTypes.manifest && found.mediaType !== mediaTypes.index) {
    throw new UnverifiedError(`${what} is about ${JSON.stringify(found.mediaType)}, which is no image`);
  }
}

/** One is read: a bundle before what older versions of cosign made. */
function chooseSignature(chain: AttestationChain): SignedChain["signature"] | undefined {
  const all = chain.signatureManifests
    .filter((digest) => chain.blobs.has(digest))
    .map((digest) => ({ digest, manifest: readManifest(blobOf(chain, digest), `the signature ${digest}`) }))
    // Older versions gave their manifests no type.
    .filter(({ manifest: { artifactType } }) => [mediaTypes.bundle, cosignType, ""].includes(artifactType));
  return all.find(({ manifest }) => manifest.artifactType === mediaTypes.bundle) ?? all[0];
}

const cosignType = "application/vnd.dev.cosign.artifact.sig.v1+json";
