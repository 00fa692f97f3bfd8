// Numbers of OpenPGP for algorithms. RFC 9580, sections 9.1, 9.2 and 9.5.

import type { CurveName } from "../node-key.js";

/** Of public keys. */
export const keyAlgorithms = {
  rsa: 1,
  rsaEncrypt: 2,
  rsaSign: 3,
  elgamal: 16,
  dsa: 17,
  ecdh: 18,
  ecdsa: 19,
  eddsaLegacy: 22,
  x25519: 25,
  x448: 26,
  ed25519: 27,
  ed448: 28,
} as const;

/** Names as `node:crypto` has them. MD5 and RIPEMD-160 are not known here: what they sign is as good as unsigned. */
export const hashNames: ReadonlyMap<number, string> = new Map([
  [2, "sha1"],
  [8, "sha256"],
  [9, "sha384"],
  [10, "sha512"],
  [11, "sha224"],
  [12, "sha3-256"],
  [14, "sha3-512"],
]);

/** Curves of ECDSA by their object identifier, in hexadecimal. */
export const curvesByOid: ReadonlyMap<string, CurveName> = new Map([
  ["2a8648ce3d030107", "P-256"],
  ["2b81040022", "P-384"],
  ["2b81040023", "P-521"],
]);

export const ed25519Oid = "2b06010401da470f01";
