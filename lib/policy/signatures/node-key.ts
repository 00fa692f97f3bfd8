// Keys of `node:crypto` from the numbers they are made of.

import { createPublicKey, type KeyObject } from "node:crypto";
import { MalformedError, UnsupportedError } from "./problem.js";

export type CurveName = "P-256" | "P-384" | "P-521";

export interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

export interface RsaKey {
  readonly kind: "rsa";
  readonly key: KeyObject;
  /** Of the modulus. */
  readonly bits: number;
}

export interface EcdsaKey {
  readonly kind: "ecdsa";
  readonly key: KeyObject;
  readonly curve: CurveName;
  readonly point: Point;
}

export interface Ed25519Key {
  readonly kind: "ed25519";
  readonly key: KeyObject;
}

/** @throws {MalformedError | UnsupportedError} */
export function rsaKey(modulus: Uint8Array, exponent: Uint8Array): RsaKey {
  // A large exponent makes each check slow, and no key in use has one.
  if (stripZeros(exponent).length > 3) throw new UnsupportedError("an RSA key has a large exponent");
  const key = keyFromJwk(
    { kty: "RSA", n: base64Url(stripZeros(modulus)), e: base64Url(stripZeros(exponent)) },
    "an RSA key",
  );
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  // OpenSSL would refuse larger ones later, and call it a failed check.
  if (bits > 16_384) throw new UnsupportedError(`an RSA key has ${bits} bits`);
  return { kind: "rsa", key, bits };
}

/**
 * `encoded` is 4, x and y: an uncompressed point. Node refuses one that is not on the curve.
 * @throws {MalformedError}
 */
export function ecdsaKey(curve: CurveName, encoded: Uint8Array): EcdsaKey {
  const size = Math.ceil(Number(curve.slice(2)) / 8);
  if (encoded[0] !== 4 || encoded.length !== 1 + 2 * size)
    throw new MalformedError(`a ${curve} key is no uncompressed point`);
  const x = encoded.subarray(1, 1 + size);
  const y = encoded.subarray(1 + size);
  const key = keyFromJwk({ kty: "EC", crv: curve, x: base64Url(x), y: base64Url(y) }, `a ${curve} key`);
  return { kind: "ecdsa", key, curve, point: { x: toBigInt(x), y: toBigInt(y) } };
}

/** @throws {MalformedError} */
export function ed25519Key(point: Uint8Array): Ed25519Key {
  if (point.length !== 32) throw new MalformedError("an Ed25519 key is not 32 bytes long");
  return { kind: "ed25519", key: keyFromJwk({ kty: "OKP", crv: "Ed25519", x: base64Url(point) }, "an Ed25519 key") };
}

export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
}

/** Left-padded with zeros, or without those it has too many of; `undefined` when the number does not fit. */
export function sized(bytes: Uint8Array, length: number): Uint8Array | undefined {
  const digits = stripZeros(bytes);
  if (digits.length > length) return undefined;
  const padded = new Uint8Array(length);
  padded.set(digits, length - digits.length);
  return padded;
}

/** r and s as `node:crypto` takes them, of the size of the curve. */
export function ecdsaSignature(curve: CurveName, r: Uint8Array, s: Uint8Array): Uint8Array | undefined {
  const size = Math.ceil(Number(curve.slice(2)) / 8);
  const [left, right] = [sized(r, size), sized(s, size)];
  return left && right && Buffer.concat([left, right]);
}

function stripZeros(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? bytes.subarray(0, 0) : bytes.subarray(first);
}

function keyFromJwk(jwk: Readonly<Record<string, string>>, what: string): KeyObject {
  try {
    return createPublicKey({ key: jwk, format: "jwk" });
  } catch (cause) {
    throw new MalformedError(`${what} is none: its numbers do not fit`, { cause });
  }
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}
