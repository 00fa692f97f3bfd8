// Reads signature packets of OpenPGP. Follows RFC 9580, section 5.2, for version 4.

import { ByteReader, hexOf } from "../byte-reader.js";
import { MalformedError, UnsupportedError } from "../problem.js";
import { hashNames, keyAlgorithms } from "./algorithms.js";
import { variableLength } from "./packet.js";

export const signatureTypes = {
  binary: 0x00,
  text: 0x01,
  certifications: [0x10, 0x11, 0x12, 0x13] as readonly number[],
  subkeyBinding: 0x18,
  primaryKeyBinding: 0x19,
  keyRevocation: 0x20,
  subkeyRevocation: 0x28,
  certificationRevocation: 0x30,
} as const;

export interface PgpSignature {
  readonly version: number;
  /** See `signatureTypes`. */
  readonly type: number;
  readonly keyAlgorithm: number;
  /** As `node:crypto` calls it. */
  readonly hash: string;
  /** Hashed after the signed content. */
  readonly suffix: Uint8Array;
  /** One number for RSA, two for the others; the 64 bytes for Ed25519 of RFC 9580. */
  readonly values: readonly Uint8Array[];
  /** Times are seconds since 1970, lifetimes seconds. */
  readonly createdAt: number;
  readonly lifetime?: number;
  readonly keyLifetime?: number;
  /** 16 hexadecimal digits. */
  readonly issuer?: string;
  /** 40 of them, or 64 for a key of a later version. */
  readonly issuerFingerprint?: string;
  /** Absent when the signature does not tell what the key is for. */
  readonly maySign?: boolean;
  readonly isPrimaryUser?: boolean;
  readonly revocation?: { readonly reason: number; readonly text: string };
  /** The first notation that is marked as critical. None is known here, so it makes the signature one that must not be relied on. */
  readonly criticalNotation?: string;
  /** In the binding of a subkey that signs: made by the subkey, so that nobody adopts the key of another. */
  readonly embedded?: PgpSignature;
}

type Fields = { -readonly [K in keyof PgpSignature]?: PgpSignature[K] };

/**
 * @throws {MalformedError} for bytes that are no signature packet.
 * @throws {UnsupportedError} for another version, algorithm, or critical subpacket; such packets are passed over by those who can.
 */
export function readSignature(body: Uint8Array): PgpSignature {
  return readNested(body, 0);
}

function readNested(body: Uint8Array, depth: number): PgpSignature {
  const reader = new ByteReader(body, "a signature packet");
  const version = reader.byte();
  if (version !== 4) throw new UnsupportedError(`signatures of version ${version} are not known`);
  const type = reader.byte();
  const keyAlgorithm = reader.byte();
  const hashId = reader.byte();
  const hash = hashNames.get(hashId);
  if (hash === undefined) throw new UnsupportedError(`hash algorithm ${hashId} of a signature is not known`);

  const fields: Fields = {};
  readSubpackets(reader.take(reader.uint(2)), { isHashed: true, depth }, fields);
  const hashed = body.subarray(0, reader.offset);
  if (fields.createdAt === undefined) throw new MalformedError("a signature does not say when it was made");
  readSubpackets(reader.take(reader.uint(2)), { isHashed: false, depth }, fields);
  reader.take(2); // The start of the hash, a hint for quick refusal.
  const values = readValues(keyAlgorithm, reader);
  reader.end();

  const trailer = Buffer.from([4, 0xff, 0, 0, 0, 0]);
  trailer.writeUInt32BE(hashed.length, 2);
  const suffix = Buffer.concat([hashed, trailer]);
  return { ...fields, version, type, keyAlgorithm, hash, suffix, values, createdAt: fields.createdAt };
}

/** A multiprecision integer: its length in bits, then its bytes. */
export function readInteger(reader: ByteReader): Uint8Array {
  return reader.take(Math.ceil(reader.uint(2) / 8));
}

function readValues(keyAlgorithm: number, reader: ByteReader): readonly Uint8Array[] {
  switch (keyAlgorithm) {
    case keyAlgorithms.rsa:
    case keyAlgorithms.rsaSign:
      return [readInteger(reader)];
    case keyAlgorithms.dsa:
    case keyAlgorithms.ecdsa:
    case keyAlgorithms.eddsaLegacy:
      return [readInteger(reader), readInteger(reader)];
    case keyAlgorithms.ed25519:
      return [reader.take(64)];
    case keyAlgorithms.ed448:
      return [reader.take(114)];
    default:
      throw new UnsupportedError(`public key algorithm ${keyAlgorithm} of a signature is not known`);
  }
}

interface Area {
  /** Only what is hashed is signed. Elsewhere nothing counts but hints and signatures that stand for themselves. */
  readonly isHashed: boolean;
  readonly depth: number;
}

const unhashedTypes: ReadonlySet<number> = new Set([16, 32, 33]);

/** Known, and of no consequence here: trust, preferences, policy addresses, signer's name, features, recipients. */
const idleTypes: ReadonlySet<number> = new Set([5, 6, 11, 21, 22, 23, 24, 26, 28, 30, 35, 39]);

function readSubpackets(bytes: Uint8Array, area: Area, fields: Fields): void {
  const reader = new ByteReader(bytes, "a signature's subpackets");
  while (reader.left > 0) {
    const length = variableLength(reader.byte(), reader);
    const subpacket = new ByteReader(reader.take(length), "a signature's subpacket");
    const first = subpacket.byte();
    const type = first & 0x7f;
    if (area.isHashed || unhashedTypes.has(type))
      readSubpacket({ type, isCritical: first >= 0x80, area }, subpacket, fields);
  }
}

interface SubpacketHead {
  readonly type: number;
  readonly isCritical: boolean;
  readonly area: Area;
}

function readSubpacket({ type, isCritical, area }: SubpacketHead, reader: ByteReader, fields: Fields): void {
  switch (type) {
    case 2:
      fields.createdAt = onlyUint(reader);
      return;
    case 3:
      fields.lifetime = onlyUint(reader);
      return;
    case 4:
      if (reader.byte() === 0) throw new UnsupportedError("a certification is meant for its maker alone");
      return;
    case 9:
      fields.keyLifetime = onlyUint(reader);
      return;
    case 16:
      fields.issuer = hexOf(reader.take(8));
      reader.end();
      return;
    case 20:
      readNotation(reader, isCritical, fields);
      return;
    case 25:
      fields.isPrimaryUser = reader.byte() > 0;
      reader.end();
      return;
    case 27:
      fields.maySign = reader.left > 0 && (reader.byte() & 0x02) !== 0;
      return;
    case 29:
      fields.revocation = { reason: reader.byte(), text: Buffer.from(reader.rest()).toString() };
      return;
    case 32:
      readEmbedded(reader, area, fields);
      return;
    case 33:
      readFingerprint(reader, fields);
      return;
    default:
      if (isCritical && !idleTypes.has(type))
        throw new UnsupportedError(`critical subpacket ${type} of a signature is not known`);
  }
}

function onlyUint(reader: ByteReader): number {
  const value = reader.uint(4);
  reader.end();
  return value;
}

function readNotation(reader: ByteReader, isCritical: boolean, fields: Fields): void {
  reader.take(4);
  const nameLength = reader.uint(2);
  const valueLength = reader.uint(2);
  const name = Buffer.from(reader.take(nameLength)).toString();
  reader.take(valueLength);
  reader.end();
  if (isCritical) fields.criticalNotation ??= name;
}

function readEmbedded(reader: ByteReader, area: Area, fields: Fields): void {
  // A signature in a signature in a signature means nothing, and would let a small input call this very often.
  if (area.depth > 0) throw new MalformedError("an embedded signature embeds another one");
  if (fields.embedded !== undefined) throw new MalformedError("a signature embeds more than one");
  fields.embedded = readNested(reader.rest(), area.depth + 1);
  if (fields.embedded.type !== signatureTypes.primaryKeyBinding) {
    throw new MalformedError(`an embedded signature is of type ${fields.embedded.type}`);
  }
}

function readFingerprint(reader: ByteReader, fields: Fields): void {
  const version = reader.byte();
  const fingerprint = hexOf(reader.take(version >= 5 ? 32 : 20));
  reader.end();
  fields.issuerFingerprint = fingerprint;
  fields.issuer = version >= 5 ? fingerprint.slice(0, 16) : fingerprint.slice(-16);
}
