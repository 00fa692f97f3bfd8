// Makes certificates, with the key that each is for.

import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { bits, context, int, octets, oid, seq, set, tagged, time, utf8, yes } from "./der.js";

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export const ecdsa = seq(oid("1.2.840.10045.4.3.2"));

export function newKey(): KeyPair {
  return generateKeyPairSync("ec", { namedCurve: "P-256" });
}

export function spki({ publicKey }: KeyPair): Buffer {
  return publicKey.export({ type: "spki", format: "der" });
}

export function sha256(data: Uint8Array | string): Buffer {
  return createHash("sha256").update(data).digest();
}

export function nameOf(organization: string, common: string): Buffer {
  return seq(set(seq(oid("2.5.4.10"), utf8(organization))), set(seq(oid("2.5.4.3"), utf8(common))));
}

export function extension(id: string, value: Buffer, isCritical = false): Buffer {
  return seq(oid(id), ...(isCritical ? [yes] : []), octets(value));
}

export function tbs(
  issuer: Buffer,
  subject: Buffer,
  key: KeyPair,
  [from, until]: readonly [Date, Date],
  extensions: readonly Buffer[],
): readonly Buffer[] {
  const all = context(3, seq(...extensions), { constructed: true });
  const version = context(0, int(2), { constructed: true });
  return [version, serialOf(key), ecdsa, issuer, seq(time(from), time(until)), subject, spki(key), all];
}

export function certified(content: Buffer, issuer: KeyPair): Buffer {
  return seq(content, ecdsa, bits(sign("sha256", content, issuer.privateKey)));
}

export function serialOf(key: KeyPair): Buffer {
  return tagged(0x02, Buffer.from([1, ...sha256(spki(key)).subarray(0, 8)]));
}
