// Checks signatures of images, downloads, commits and tags. Loaded only when a policy asks for one.

import type { DetachedSignature, GitSignature, SignatureVerifier, SignedGitObject } from "../signature-verifier.js";
import { checkGitSignature, readGitSignature } from "./git.js";
import { isDetachedDigest, readDetachedSignatures } from "./pgp/detached.js";
import { readKeyRing } from "./pgp/key-ring.js";
import { MalformedError, UnsupportedError } from "./problem.js";
import type { TrustedRoot, TrustOptions } from "./sigstore/trust.js";
import { fingerprintOf } from "./ssh/public-key.js";

export interface SignatureOptions extends TrustOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Sigstore's list of authorities is fetched when the first image or artifact is checked, and at most once. */
export function signatureVerifier({ now, ...trust }: SignatureOptions): SignatureVerifier {
  let root: Promise<TrustedRoot> | undefined;
  // A failure is kept, too: without a network each attempt takes seconds, and images come by the dozen.
  const trustedRoot = () => {
    root ??= import("./sigstore/trust.js").then(({ fetchTrustedRoot }) => fetchTrustedRoot(trust));
    return root;
  };
  return {
    // Sigstore's libraries are large, and signatures of commits and files need none of them.
    verifyImage: async (chain, platform) =>
      (await import("./sigstore/attested.js")).verifyImage(chain, platform, trustedRoot),
    verifyArtifact: async (digest, bundle) =>
      (await import("./sigstore/attested.js")).verifyArtifact(digest, bundle, trustedRoot),
    parseGitSignature,
    verifyGitSignature: (object: SignedGitObject, keys) =>
      checkGitSignature(object, { text: textOf(keys), now: now() }),
    detachedSignature,
  };
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
