// Reads the keys that a policy relies on. Which subkeys belong to a key, and what is revoked, is checked while reading.
//
// What is let in and what makes a key unreadable follows buildkit's util/pgpsign/pgpsign.go and the library it reads keys with.

import { MalformedError, UnsupportedError } from "../problem.js";
import { type ArmorBlock, readArmor } from "./armor.js";
import { isMadeBy } from "./check.js";
import { type Packet, readPackets, tags } from "./packet.js";
import { isIssuer, type PublicKey, readPublicKey } from "./public-key.js";
import { type PgpSignature, readSignature, signatureTypes } from "./signature.js";

/** A primary key with what it says of itself. */
export interface KeyOwner {
  readonly primary: PublicKey;
  readonly users: readonly User[];
  readonly subkeys: readonly Subkey[];
  readonly revocations: readonly PgpSignature[];
}

export interface User {
  readonly id: Uint8Array;
  /** The latest that the primary key made; absent when all it said was a revocation. */
  readonly certification?: PgpSignature;
  readonly revocations: readonly PgpSignature[];
}

export interface Subkey {
  readonly key: PublicKey;
  /** The latest. */
  readonly binding: PgpSignature;
  readonly revocations: readonly PgpSignature[];
}

/**
 * Armored blocks of public or secret keys, one after the other. In a block, a key that cannot be read is passed over while
 * another can.
 * @throws {MalformedError | UnsupportedError} when a block has none that can, with what is wrong with its last.
 */
export function readKeyRing(text: string): readonly KeyOwner[] {
  const blocks = readArmor(text);
  if (blocks.length === 0) {
    throw new MalformedError('there is no OpenPGP key in it: a line "-----BEGIN PGP PUBLIC KEY BLOCK-----" is missing');
  }
  return blocks.flatMap(readBlock);
}

function readBlock({ kind, data }: ArmorBlock): readonly KeyOwner[] {
  if (kind !== "PGP PUBLIC KEY BLOCK" && kind !== "PGP PRIVATE KEY BLOCK") {
    throw new MalformedError(`a ${kind} is no key`);
  }
  const owners: KeyOwner[] = [];
  let problem: Error = new MalformedError(`the ${kind} holds no key`);
  for (const packets of splitOwners(readPackets(data))) {
    try {
      owners.push(readOwner(packets));
    } catch (error) {
      if (!(error instanceof MalformedError || error instanceof UnsupportedError)) throw error;
      problem = error;
    }
  }
  if (owners.length === 0) throw problem;
  return owners;
}

/** Each part begins with a primary key. */
function splitOwners(packets: readonly Packet[]): readonly (readonly Packet[])[] {
  const owners: Packet[][] = [];
  for (const packet of packets) {
    if (packet.tag === tags.publicKey || packet.tag === tags.secretKey) owners.push([packet]);
    else owners.at(-1)?.push(packet);
  }
  return owners;
}

function readOwner(packets: readonly Packet[]): KeyOwner {
  const [first, ...others] = packets;
  if (first === undefined) throw new Error("internal error: a key without packets");
  const primary = readPublicKey(first.body, { isSecret: first.tag === tags.secretKey });
  if (primary.verifying === undefined)
    throw new UnsupportedError(`key ${primary.id} is of a kind whose signatures are not known`);
  const users: User[] = [];
  const subkeys: Subkey[] = [];
  const revocations: PgpSignature[] = [];
  for (const { packet, signatures } of withSignatures(others)) {
    if (packet === undefined) revocations.push(...readRevocations(primary, signatures));
    else if (packet.tag === tags.userId) users.push(...readUser(primary, packet.body, signatures));
    else if (packet.tag === tags.publicSubkey || packet.tag === tags.secretSubkey) {
      subkeys.push(...readSubkey(primary, packet, signatures));
    }
    // Pictures and what is not known are no reason to refuse a key, and prove nothing.
  }
  if (users.length === 0) throw new MalformedError(`key ${primary.id} has no user that it certifies`);
  return { primary, users, subkeys, revocations };
}

interface Section {
  /** Absent for the signatures right after the primary key. */
  readonly packet?: Packet;
  readonly signatures: readonly PgpSignature[];
}

function withSignatures(packets: readonly Packet[]): readonly Section[] {
  const sections: { packet?: Packet; signatures: PgpSignature[] }[] = [{ signatures: [] }];
  for (const packet of packets) {
    if (packet.tag !== tags.signature) {
      sections.push({ packet, signatures: [] });
      continue;
    }
    const signature = readKnownSignature(packet.body);
    if (signature !== undefined) sections.at(-1)?.signatures.push(signature);
  }
  return sections;
}

/** What cannot be understood, such as a signature of version 3 by somebody else, is as if it were not there. */
export function readKnownSignature(body: Uint8Array): PgpSignature | undefined {
  try {
    return readSignature(body);
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined;
    throw error;
  }
}

function readRevocations(primary: PublicKey, signatures: readonly PgpSignature[]): readonly PgpSignature[] {
  const revocations = signatures.filter(({ type }) => type === signatureTypes.keyRevocation);
  for (const revocation of revocations) {
    // Somebody else may have been named to revoke the key. Who that is, is not read: better no key than one that is revoked.
    if (!isMadeBy(primary, revocation, [primary.hashed])) {
      throw new MalformedError(`key ${primary.id} carries a revocation that it did not make`);
    }
  }
  return revocations;
}

function readUser(primary: PublicKey, id: Uint8Array, signatures: readonly PgpSignature[]): readonly User[] {
  const head = Buffer.from([0xb4, 0, 0, 0, 0]);
  head.writeUInt32BE(id.length, 1);
  const own: PgpSignature[] = [];
  for (const signature of signatures) {
    const isRevocation = signature.type === signatureTypes.certificationRevocation;
    if (!isRevocation && !signatureTypes.certifications.includes(signature.type)) {
      throw new MalformedError(`a user of key ${primary.id} is followed by a signature of type ${signature.type}`);
    }
    if (!isIssuer(primary, signature)) continue;
    if (!isMadeBy(primary, signature, [primary.hashed, head, id])) {
      throw new MalformedError(`a user of key ${primary.id} has a certification that the key did not make`);
    }
    own.push(signature);
  }
  if (own.length === 0) return [];
  const revocations = own.filter(({ type }) => type === signatureTypes.certificationRevocation);
  const certification = latest(own.filter((signature) => !revocations.includes(signature)));
  return [certification === undefined ? { id, revocations } : { id, certification, revocations }];
}

function readSubkey(primary: PublicKey, packet: Packet, signatures: readonly PgpSignature[]): readonly Subkey[] {
  const key = readKnownKey(packet);
  if (key === undefined) return [];
  for (const signature of signatures) {
    if (signature.type !== signatureTypes.subkeyBinding && signature.type !== signatureTypes.subkeyRevocation) {
      throw new MalformedError(`subkey ${key.id} is followed by a signature of type ${signature.type}`);
    }
    if (!isMadeBy(primary, signature, [primary.hashed, key.hashed])) {
      throw new MalformedError(`subkey ${key.id} is not bound by its primary key ${primary.id}`);
    }
    // Without it, anyone could take the signing key of another into an own key ring, and its signatures with it.
    const { embedded } = signature;
    if (signature.maySign && !(embedded && isMadeBy(key, embedded, [primary.hashed, key.hashed]))) {
      throw new MalformedError(`subkey ${key.id} does not say itself that it belongs to ${primary.id}`);
    }
  }
  const binding = latest(signatures.filter(({ type }) => type === signatureTypes.subkeyBinding));
  if (binding === undefined) throw new MalformedError(`subkey ${key.id} is not bound by its primary key ${primary.id}`);
  return [{ key, binding, revocations: signatures.filter(({ type }) => type === signatureTypes.subkeyRevocation) }];
}

function readKnownKey(packet: Packet): PublicKey | undefined {
  try {
    return readPublicKey(packet.body, { isSecret: packet.tag === tags.secretSubkey });
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined;
    throw error;
  }
}

function latest(signatures: readonly PgpSignature[]): PgpSignature | undefined {
  let found: PgpSignature | undefined;
  for (const signature of signatures)
    if (found === undefined || signature.createdAt > found.createdAt) found = signature;
  return found;
}
