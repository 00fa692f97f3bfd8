// Whether a key made a signature, over content or over a digest of it. Nothing here asks whether the key may be relied on.

import { constants, createHash, publicEncrypt, verify } from "node:crypto";
import { bytesEqual } from "../byte-reader.js";
import { verifyEcdsaDigest } from "../ecdsa-digest.js";
import { ecdsaSignature, type RsaKey, sized } from "../node-key.js";
import { keyAlgorithms } from "./algorithms.js";
import type { PublicKey } from "./public-key.js";
import type { PgpSignature } from "./signature.js";

/** What a signature is over: the parts in order, and then its own suffix. */
export function isMadeBy(key: PublicKey, signature: PgpSignature, signed: readonly Uint8Array[]): boolean {
  if (key.algorithm !== signature.keyAlgorithm || key.verifying === undefined) return false;
  const content = Buffer.concat([...signed, signature.suffix]);
  const { verifying } = key;
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = signature.values;
  switch (verifying.kind) {
    case "rsa": {
      const value = sized(first, Math.ceil(verifying.bits / 8));
      return value !== undefined && verify(signature.hash, content, verifying.key, value);
    }
    case "ecdsa": {
      const value = ecdsaSignature(verifying.curve, first, second);
      const asPair = { key: verifying.key, dsaEncoding: "ieee-p1363" } as const;
      return value !== undefined && verify(signature.hash, content, asPair, value);
    }
    case "ed25519":
      return isDigestMadeBy(key, signature, createHash(signature.hash).update(content).digest());
  }
}

/** Like `isMadeBy`, for the digest of content and suffix, made by the signature's own hash. */
export function isDigestMadeBy(key: PublicKey, signature: PgpSignature, digest: Uint8Array): boolean {
  if (key.algorithm !== signature.keyAlgorithm || key.verifying === undefined) return false;
  const { verifying } = key;
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = signature.values;
  switch (verifying.kind) {
    case "rsa":
      return isRsaDigest(verifying, { digest, hash: signature.hash, value: first });
    case "ecdsa":
      return verifyEcdsaDigest({ curve: verifying.curve, publicPoint: verifying.point, digest, r: first, s: second });
    case "ed25519": {
      // The digest is the message that is signed, so there is nothing to go around.
      const value = key.algorithm === keyAlgorithms.ed25519 ? first : ed25519Signature(first, second);
      return value !== undefined && verify(null, digest, verifying.key, value);
    }
  }
}

function ed25519Signature(r: Uint8Array, s: Uint8Array): Uint8Array | undefined {
  const [left, right] = [sized(r, 32), sized(s, 32)];
  return left && right && Buffer.concat([left, right]);
}

/** What stands before a digest: the name of its hash, in DER. RFC 8017, section 9.2. */
const digestInfo: ReadonlyMap<string, string> = new Map([
  ["sha256", "3031300d060960864801650304020105000420"],
  ["sha384", "3041300d060960864801650304020205000430"],
  ["sha512", "3051300d060960864801650304020305000440"],
]);

interface RsaValue {
  readonly digest: Uint8Array;
  readonly hash: string;
  readonly value: Uint8Array;
}

/**
 * PKCS #1 v1.5 with what should come out made here and compared as a whole: a reader of padding that lets bytes pass can be made
 * to accept anything. The public operation on a number is what Node calls encrypting without padding.
 */
function isRsaDigest({ key, bits }: RsaKey, { digest, hash, value }: RsaValue): boolean {
  const size = Math.ceil(bits / 8);
  const prefix = digestInfo.get(hash);
  const padded = sized(value, size);
  if (prefix === undefined || padded === undefined) return false;
  const info = Buffer.concat([Buffer.from(prefix, "hex"), digest]);
  if (size < info.length + 11) return false;
  const wanted = Buffer.concat([
    Buffer.from([0, 1]),
    Buffer.alloc(size - info.length - 3, 0xff),
    Buffer.from([0]),
    info,
  ]);
  try {
    return bytesEqual(publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, padded), wanted);
  } catch {
    return false; // A number that is not below the modulus.
  }
}
