// Signatures of content by SSH keys, as `ssh-keygen -Y sign` and git make them. Follows OpenSSH's PROTOCOL.sshsig.

import { createHash, verify } from "node:crypto";
import { decodeBase64 } from "../base64.js";
import { ByteReader, bytesEqual, hexOf } from "../byte-reader.js";
import { ecdsaSignature, sized } from "../node-key.js";
import { MalformedError, UnsupportedError, UnverifiedError } from "../problem.js";
import { fingerprintOf, readBytes, readSshPublicKey, readText, type SshPublicKey } from "./public-key.js";

export interface SshSignature {
  readonly version: number;
  /** The key that says it made this. */
  readonly key: SshPublicKey;
  /** What the signature is for, so that it cannot be taken for one for something else: "git". */
  readonly namespace: string;
  readonly hash: "sha256" | "sha512";
  readonly format: string;
  readonly value: Uint8Array;
  /** Of a key on a token: one byte of flags and four of a counter. */
  readonly tokenState: Uint8Array;
}

const magic = Buffer.from("SSHSIG");
const begin = "-----BEGIN SSH SIGNATURE-----";
const end = "-----END SSH SIGNATURE-----";

/**
 * Of the armored text, which begins at its first line.
 * @throws {MalformedError | UnsupportedError}
 */
export function readSshSignature(text: string): SshSignature {
  const lines = text.split("\n").map((line) => line.trim());
  const last = lines.indexOf(end);
  if (lines[0] !== begin) throw new MalformedError(`an SSH signature begins with "${begin}"`);
  if (last < 0) throw new MalformedError("the SSH signature is cut off before its END line");
  const reader = new ByteReader(decodeBase64(lines.slice(1, last).join(""), "SSH signature"), "an SSH signature");
  if (!bytesEqual(reader.take(magic.length), magic))
    throw new MalformedError("the SSH signature does not begin as one");
  const version = reader.uint(4);
  if (version !== 1) throw new UnsupportedError(`SSH signatures of version ${version} are not known`);
  const key = readSshPublicKey(readBytes(reader));
  const namespace = readText(reader);
  readBytes(reader); // Reserved.
  const hash = readText(reader);
  if (hash !== "sha256" && hash !== "sha512") throw new UnsupportedError(`SSH signatures over "${hash}" are not known`);
  const inner = new ByteReader(readBytes(reader), "an SSH signature");
  reader.end();
  const format = readText(inner);
  const value = readBytes(inner);
  const tokenState = key.application === undefined ? inner.take(0) : inner.take(5);
  inner.end();
  return { version, key, namespace, hash, format, value, tokenState };
}

/** @throws {UnverifiedError} with the reason when `allowed` did not sign `content` for `namespace`. */
export function verifySshSignature(
  signature: SshSignature,
  allowed: SshPublicKey,
  { content, namespace }: { readonly content: Uint8Array; readonly namespace: string },
): void {
  if (!bytesEqual(signature.key.blob, allowed.blob)) {
    throw new UnverifiedError(
      `it was signed by the SSH key ${fingerprintOf(signature.key)}, and the key given is ${fingerprintOf(allowed)}`,
    );
  }
  if (signature.namespace !== namespace) {
    throw new UnverifiedError(`the SSH signature is for "${signature.namespace}" and not for "${namespace}"`);
  }
  const digest = createHash(signature.hash).update(content).digest();
  const parts = [Buffer.from(namespace), Buffer.alloc(0), Buffer.from(signature.hash), digest];
  const signed = Buffer.concat([magic, ...parts.flatMap((part) => [lengthOf(part), part])]);
  if (!isSignedBy(allowed, signature, signed)) {
    throw new UnverifiedError(
      `the SSH key ${fingerprintOf(allowed)} did not sign this: the content or the signature was changed`,
    );
  }
}

function lengthOf(bytes: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return length;
}

function isSignedBy(key: SshPublicKey, { format, value, tokenState }: SshSignature, signed: Uint8Array): boolean {
  const { verifying, application } = key;
  if (application !== undefined && ((tokenState[0] ?? 0) & 1) === 0) {
    throw new UnverifiedError(`nobody touched the token of the SSH key ${fingerprintOf(key)} when this was signed`);
  }
  const message = application === undefined ? signed : tokenMessage(application, tokenState, signed);
  switch (verifying.kind) {
    case "rsa": {
      // Over SHA-1, which "ssh-rsa" is as a format of signatures, nothing is signed any more.
      const hash = { "rsa-sha2-256": "sha256", "rsa-sha2-512": "sha512" }[format];
      const padded = sized(value, Math.ceil(verifying.bits / 8));
      if (verifying.bits < 1024)
        throw new UnverifiedError(`the SSH key ${fingerprintOf(key)} has only ${verifying.bits} bits`);
      return hash !== undefined && padded !== undefined && verify(hash, message, verifying.key, padded);
    }
    case "ed25519":
      return format === key.format && value.length === 64 && verify(null, message, verifying.key, value);
    case "ecdsa": {
      const hash = { "P-256": "sha256", "P-384": "sha384", "P-521": "sha512" }[verifying.curve];
      const numbers = new ByteReader(value, "an ECDSA signature");
      const [r, s] = [readNatural(numbers), readNatural(numbers)];
      numbers.end();
      const pair = ecdsaSignature(verifying.curve, r, s);
      return (
        format === key.format &&
        pair !== undefined &&
        verify(hash, message, { key: verifying.key, dsaEncoding: "ieee-p1363" }, pair)
      );
    }
  }
}

function readNatural(reader: ByteReader): Uint8Array {
  const bytes = readBytes(reader);
  if ((bytes[0] ?? 0) >= 0x80)
    throw new MalformedError(`an ECDSA signature has a negative number: ${hexOf(bytes.subarray(0, 4))}…`);
  return bytes;
}

/** A token signs hashes, beside what it was asked to sign for and its own state. OpenSSH's PROTOCOL.u2f. */
function tokenMessage(application: Uint8Array, state: Uint8Array, signed: Uint8Array): Uint8Array {
  const [forWhat, what] = [application, signed].map((bytes) => createHash("sha256").update(bytes).digest());
  return Buffer.concat([forWhat ?? Buffer.alloc(0), state, what ?? Buffer.alloc(0)]);
}
