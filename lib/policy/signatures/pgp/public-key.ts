// Reads public keys of OpenPGP. Follows RFC 9580, section 5.5.2, for version 4.

import { createHash } from "node:crypto";
import { ByteReader, hexOf } from "../byte-reader.js";
import { type EcdsaKey, type Ed25519Key, ecdsaKey, ed25519Key, type RsaKey, rsaKey } from "../node-key.js";
import { MalformedError, UnsupportedError } from "../problem.js";
import { curvesByOid, ed25519Oid, keyAlgorithms } from "./algorithms.js";
import { readInteger } from "./signature.js";

export interface PublicKey {
  readonly algorithm: number;
  /** Seconds since 1970. */
  readonly createdAt: number;
  /** 40 hexadecimal digits. */
  readonly fingerprint: string;
  /** The last 16 of them. */
  readonly id: string;
  /** What a signature over this key hashes of it. */
  readonly hashed: Uint8Array;
  /** Absent when the key is of a kind that cannot sign, or whose signatures are not known here. */
  readonly verifying?: VerifyingKey;
}

export type VerifyingKey = RsaKey | EcdsaKey | Ed25519Key;

/**
 * Of the body of a public key packet; for that of a secret key, of the public part it begins with.
 * @throws {MalformedError} for bytes that are no key, such as a point that is not on its curve.
 * @throws {UnsupportedError} for another version or algorithm.
 */
export function readPublicKey(body: Uint8Array, { isSecret }: { readonly isSecret: boolean }): PublicKey {
  const reader = new ByteReader(body, "a key packet");
  const version = reader.byte();
  if (version !== 4) throw new UnsupportedError(`keys of version ${version} are not known`);
  const createdAt = reader.uint(4);
  const algorithm = reader.byte();
  const verifying = readMaterial(algorithm, reader);
  if (!isSecret) reader.end();
  const content = body.subarray(0, reader.offset);

  const head = Buffer.from([0x99, 0, 0]);
  head.writeUInt16BE(content.length, 1);
  const hashed = Buffer.concat([head, content]);
  const fingerprint = createHash("sha1").update(hashed).digest("hex");
  const key = { algorithm, createdAt, fingerprint, id: fingerprint.slice(-16), hashed };
  return verifying === undefined ? key : { ...key, verifying };
}

function readMaterial(algorithm: number, reader: ByteReader): VerifyingKey | undefined {
  switch (algorithm) {
    case keyAlgorithms.rsa:
    case keyAlgorithms.rsaSign:
      return rsaKey(readInteger(reader), readInteger(reader));
    case keyAlgorithms.ecdsa:
      return readEcdsa(readOid(reader), readInteger(reader));
    case keyAlgorithms.eddsaLegacy:
      return readEddsa(readOid(reader), readInteger(reader));
    case keyAlgorithms.ed25519:
      return ed25519Key(reader.take(32));
    // Of the others it is enough to know where they end: the keys beside them are read, and bindings hash them.
    case keyAlgorithms.rsaEncrypt:
      return skip(reader, 2);
    case keyAlgorithms.elgamal:
      return skip(reader, 3);
    case keyAlgorithms.dsa:
      return skip(reader, 4);
    case keyAlgorithms.ecdh:
      readOid(reader);
      skip(reader, 1);
      readOid(reader); // How keys are derived, written as an identifier is.
      return undefined;
    case keyAlgorithms.x25519:
      reader.take(32);
      return undefined;
    case keyAlgorithms.x448:
      reader.take(56);
      return undefined;
    case keyAlgorithms.ed448:
      reader.take(57);
      return undefined;
    default:
      throw new UnsupportedError(`public key algorithm ${algorithm} is not known`);
  }
}

function skip(reader: ByteReader, integers: number): undefined {
  for (let i = 0; i < integers; i++) readInteger(reader);
}

function readOid(reader: ByteReader): string {
  return hexOf(reader.take(reader.byte()));
}

function readEcdsa(oid: string, point: Uint8Array): VerifyingKey {
  const curve = curvesByOid.get(oid);
  if (curve === undefined) throw new UnsupportedError(`the curve ${oid} is not known`);
  return ecdsaKey(curve, point);
}

function readEddsa(oid: string, point: Uint8Array): VerifyingKey {
  if (oid !== ed25519Oid) throw new UnsupportedError(`the curve ${oid} is not known`);
  // A prefix says that the point is written as its own standard wants it.
  if (point[0] !== 0x40) throw new MalformedError("an Ed25519 key has no prefix");
  return ed25519Key(point.subarray(1));
}

/** Whether a signature names this key as its maker. */
export function isIssuer(
  key: PublicKey,
  signature: { readonly issuer?: string; readonly issuerFingerprint?: string },
): boolean {
  if (signature.issuerFingerprint !== undefined) return signature.issuerFingerprint === key.fingerprint;
  return signature.issuer === key.id;
}
