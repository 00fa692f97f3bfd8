// What a policy asks of signatures. Who can answer is handed in, so that the libraries for it are loaded only when one asks.

import type { AttestationChain, ChecksumAlgorithm, SourcePlatform } from "../buildkit/index.js";

/** What holds of a signature that was found to be good. The words are those of docker buildx's policies. */
export interface AttestationSignature {
  readonly kind: SignatureKind;
  readonly type: "bundle-v0.3" | "simplesigning-v1";
  /** When it was made, by the clock of somebody else. */
  readonly timestamps: readonly SignatureTimestamp[];
  /** Whose image the signed text says it is; empty for bundles. */
  readonly dockerReference: string;
  /** Whether this is one of Docker's hardened images, which are signed with a key of their own. */
  readonly isHardened: boolean;
  /** Whom the certificate was given to; absent when there is a bare key. */
  readonly signer?: SignerIdentity;
}

export type SignatureKind =
  /** Docker's own workflows for building on GitHub. */
  | "docker-github-builder"
  | "docker-hardened-image"
  /** A workflow in the repository that was built. */
  | "self-signed-github-repo"
  /** Somebody whom sigstore gave a certificate. */
  | "self-signed"
  | "untrusted";

export interface SignatureTimestamp {
  readonly type: "Tlog" | "TimestampAuthority";
  /** Of the log or the authority. */
  readonly uri: string;
  /** RFC 3339, in UTC. */
  readonly timestamp: string;
}

/** Texts as the certificate has them; absent where it has none. */
export interface SignerIdentity {
  /** The name of the authority, like "CN=sigstore-intermediate,O=sigstore.dev". */
  readonly certificateIssuer: string;
  /** An address of mail, or that of the workflow that ran. */
  readonly subjectAlternativeName: string;
  readonly issuer?: string;
  readonly buildSignerURI?: string;
  readonly buildSignerDigest?: string;
  readonly runnerEnvironment?: string;
  readonly sourceRepositoryURI?: string;
  readonly sourceRepositoryDigest?: string;
  readonly sourceRepositoryRef?: string;
  readonly sourceRepositoryIdentifier?: string;
  readonly sourceRepositoryOwnerURI?: string;
  readonly sourceRepositoryOwnerIdentifier?: string;
  readonly buildConfigURI?: string;
  readonly buildConfigDigest?: string;
  readonly buildTrigger?: string;
  readonly runInvocationURI?: string;
  readonly sourceRepositoryVisibilityAtSigning?: string;
}

/** What a signature of a commit or tag says of itself, unchecked. */
export type GitSignature =
  /** `keyId` is 16 hexadecimal digits; empty when the signature names no key. */
  | { readonly kind: "pgp"; readonly version: number; readonly keyId: string }
  /** `fingerprint` is "SHA256:…". */
  | { readonly kind: "ssh"; readonly version: number; readonly fingerprint: string };

export interface SignedGitObject {
  /** As the object holds it, armored; empty when it is not signed. */
  readonly signature: string;
  readonly signed: Uint8Array;
}

/** An OpenPGP signature of a download, which only the daemon has. */
export interface DetachedSignature {
  readonly algorithm: ChecksumAlgorithm;
  /** To be hashed after the content. */
  readonly suffix: Uint8Array;
  /**
   * Whether one of the armored keys made it, given the digest of content and suffix.
   * @throws {SignatureError} for keys that cannot be read, or a digest of another length.
   */
  verifyDigest(digest: Uint8Array, keys: Uint8Array): boolean;
}

/** A signature does not hold, or it or a key cannot be read. */
export class SignatureError extends Error {
  override readonly name: string = "SignatureError";
}

export interface SignatureVerifier {
  /**
   * Of what attests the image. `undefined` when it is not signed.
   * @throws {SignatureError} when the signature does not hold, or which signatures are trusted cannot be told.
   */
  verifyImage(chain: AttestationChain, platform: SourcePlatform | undefined): Promise<AttestationSignature | undefined>;
  /**
   * `digest` is "sha256:…"; `bundle` the JSON of a sigstore bundle that holds provenance of it.
   * @throws {SignatureError}
   */
  verifyArtifact(digest: string, bundle: Uint8Array): Promise<AttestationSignature>;
  /** @throws {SignatureError} for a text that is no signature. */
  parseGitSignature(text: string): GitSignature;
  /**
   * `keys` are armored OpenPGP keys or an SSH public key, by what the object is signed with.
   * @throws {SignatureError} unless one of them signed the object.
   */
  verifyGitSignature(object: SignedGitObject, keys: Uint8Array): void;
  /** @throws {SignatureError} for what is no armored OpenPGP signature over SHA-256, 384 or 512. */
  detachedSignature(signature: Uint8Array): DetachedSignature;
}
