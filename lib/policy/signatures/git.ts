// Signatures of commits and tags. Follows buildkit's util/gitutil/gitsign/gitsign.go.

import type { SignedGitObject } from "../signature-verifier.js";
import { readDetachedSignatures, verifyDetached } from "./pgp/detached.js";
import { readKeyRing } from "./pgp/key-ring.js";
import type { PgpSignature } from "./pgp/signature.js";
import { UnverifiedError } from "./problem.js";
import { readFirstSshKey } from "./ssh/public-key.js";
import { readSshSignature, type SshSignature, verifySshSignature } from "./ssh/signature.js";

export type ReadGitSignature =
  | { readonly kind: "pgp"; readonly signatures: readonly [PgpSignature, ...PgpSignature[]] }
  | { readonly kind: "ssh"; readonly signature: SshSignature };

/** @throws {MalformedError | UnsupportedError} */
export function readGitSignature(text: string): ReadGitSignature {
  if (text.startsWith("-----BEGIN PGP SIGNATURE-----"))
    return { kind: "pgp", signatures: readDetachedSignatures(text) };
  if (text.startsWith("-----BEGIN SSH SIGNATURE-----")) return { kind: "ssh", signature: readSshSignature(text) };
  throw new UnverifiedError("it is signed neither by an OpenPGP key nor by an SSH key");
}

export interface GivenKeys {
  /** Armored OpenPGP keys or SSH public keys, by what the signature is. */
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** @throws {UnverifiedError | MalformedError | UnsupportedError} when the object is not signed by one of the keys. */
export function checkGitSignature({ signature, signed }: SignedGitObject, { text, now }: GivenKeys): void {
  if (signature === "") throw new UnverifiedError("it is not signed");
  const read = readGitSignature(signature);
  switch (read.kind) {
    case "pgp":
      verifyDetached(read.signatures, readKeyRing(text), { bytes: signed, now });
      return;
    case "ssh":
      verifySshSignature(read.signature, readFirstSshKey(text), { content: signed, namespace: "git" });
  }
}
