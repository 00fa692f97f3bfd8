// A detached signature and whether it holds, by the rules of buildkit's util/pgpsign/pgpsign.go.

import { MalformedError, UnverifiedError } from "../problem.js";
import { keyAlgorithms } from "./algorithms.js";
import { readArmor } from "./armor.js";
import { isDigestMadeBy, isMadeBy } from "./check.js";
import { type KeyOwner, readKnownSignature, type User } from "./key-ring.js";
import { readPackets, tags } from "./packet.js";
import { isIssuer, type PublicKey } from "./public-key.js";
import { type PgpSignature, signatureTypes } from "./signature.js";

/**
 * All signatures of an armored text that can be understood, at least one. Those of versions and algorithms that are not known
 * are passed over.
 * @throws {MalformedError}
 */
export function readDetachedSignatures(text: string): readonly [PgpSignature, ...PgpSignature[]] {
  const block = readArmor(text)[0];
  if (block === undefined) {
    throw new MalformedError('there is no signature in it: a line "-----BEGIN PGP SIGNATURE-----" is missing');
  }
  if (block.kind !== "PGP SIGNATURE" && block.kind !== "PGP MESSAGE")
    throw new MalformedError(`a ${block.kind} is no signature`);
  const signatures: PgpSignature[] = [];
  for (const { tag, body } of readPackets(block.data)) {
    if (tag !== tags.signature) throw new MalformedError(`the ${block.kind} holds more than signatures`);
    const signature = readKnownSignature(body);
    if (signature !== undefined) signatures.push(signature);
  }
  const [first, ...others] = signatures;
  if (first === undefined) throw new MalformedError(`the ${block.kind} holds no signature of a kind that is known`);
  return [first, ...others];
}

export interface Content {
  readonly bytes: Uint8Array;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Checks the first signature that one of the keys could have made. Whether a key had expired is asked for the time of the
 * signature; a primary key that is revoked proves nothing about any time.
 * @throws {UnverifiedError} with the reason.
 */
export function verifyDetached(
  signatures: readonly PgpSignature[],
  ring: readonly KeyOwner[],
  { bytes, now }: Content,
): void {
  for (const signature of signatures) {
    const { issuer } = signature;
    if (issuer === undefined) throw new UnverifiedError("the signature does not say which key made it");
    const candidates = ring.flatMap((owner) => signingKeys(owner, issuer));
    if (candidates.length === 0) continue;
    refuseWeak(signature);
    const signed = signature.type === signatureTypes.text ? withCrLf(bytes) : bytes;
    const candidate = candidates.find(({ key }) => isMadeBy(key, signature, [signed]));
    if (candidate === undefined)
      throw new UnverifiedError(`key ${issuer} did not sign this: the content or the signature was changed`);
    const reason = whyNotReliable(candidate, signature, now);
    if (reason !== undefined) throw new UnverifiedError(reason);
    return;
  }
  const makers = [...new Set(signatures.map(({ issuer }) => issuer))].join(", ");
  throw new UnverifiedError(`it was signed by key ${makers}, which is not among the keys or is not there for signing`);
}

/**
 * Like buildkit's VerifySignatureWithDigest: whether any key made the signature. Expiry and revocation are not asked for, for
 * releases stay signed by the keys of their time.
 */
export function isDetachedDigest(signature: PgpSignature, ring: readonly KeyOwner[], digest: Uint8Array): boolean {
  // A certification of a key is no signature of a file, though a file could be made to look like what it certifies.
  if (signature.type !== signatureTypes.binary && signature.type !== signatureTypes.text) return false;
  const keys = ring.flatMap(({ primary, subkeys }) => [primary, ...subkeys.map(({ key }) => key)]);
  const likelyFirst = [
    ...keys.filter((key) => isIssuer(key, signature)),
    ...keys.filter((key) => !isIssuer(key, signature)),
  ];
  return likelyFirst.some((key) => isDigestMadeBy(key, signature, digest));
}

const relied: readonly string[] = ["sha256", "sha384", "sha512"];
const reliedAlgorithms: readonly number[] = [
  keyAlgorithms.rsa,
  keyAlgorithms.rsaSign,
  keyAlgorithms.ecdsa,
  keyAlgorithms.eddsaLegacy,
  keyAlgorithms.ed25519,
];

function refuseWeak({ type, hash, keyAlgorithm }: PgpSignature): void {
  if (type !== signatureTypes.binary && type !== signatureTypes.text) {
    throw new UnverifiedError(`a signature of type ${type} is not one over content`);
  }
  if (!relied.includes(hash))
    throw new UnverifiedError(`signatures over ${hash} are too weak to rely on; SHA-256 or longer is needed`);
  if (!reliedAlgorithms.includes(keyAlgorithm)) {
    throw new UnverifiedError(`signatures by public key algorithm ${keyAlgorithm} are not relied on`);
  }
}

interface Candidate {
  readonly owner: KeyOwner;
  readonly key: PublicKey;
  /** What gives the key its use: the primary user's certification, or the subkey's binding. */
  readonly self: PgpSignature;
  /** Of the subkey; empty for the primary key, whose own are with its owner. */
  readonly revocations: readonly PgpSignature[];
}

function signingKeys(owner: KeyOwner, id: string): readonly Candidate[] {
  const self = primaryUser(owner)?.certification;
  const primary = self === undefined ? [] : [{ owner, key: owner.primary, self, revocations: [] }];
  const subkeys = owner.subkeys.map(({ key, binding, revocations }) => ({ owner, key, self: binding, revocations }));
  return [...primary, ...subkeys].filter((candidate) => candidate.key.id === id && candidate.self.maySign === true);
}

/** The one with fewest revocations; among those one that is marked as primary, and then the latest. */
function primaryUser({ users }: KeyOwner): User | undefined {
  return [...users].sort(
    (a, b) =>
      a.revocations.length - b.revocations.length ||
      Number(b.certification?.isPrimaryUser ?? false) - Number(a.certification?.isPrimaryUser ?? false) ||
      (b.certification?.createdAt ?? 0) - (a.certification?.createdAt ?? 0),
  )[0];
}

/** A sentence, or `undefined` when there is nothing against the key. */
function whyNotReliable(
  { owner, key, self, revocations }: Candidate,
  signature: PgpSignature,
  now: number,
): string | undefined {
  const at = signature.createdAt;
  const { primary } = owner;
  const user = primaryUser(owner);
  if (user?.certification === undefined) return `key ${primary.id} has no user that it certifies`;
  const isSubkey = key !== primary;
  const relied = [
    signature,
    user.certification,
    ...(isSubkey ? [self, ...(self.embedded ? [self.embedded] : [])] : []),
  ];
  for (const { criticalNotation } of relied) {
    if (criticalNotation !== undefined) return `a signature asks to honour "${criticalNotation}", which is not known`;
  }
  const revocation = owner.revocations[0];
  if (revocation !== undefined) {
    const text = revocation.revocation?.text;
    return `key ${primary.id} was revoked${text ? `: ${text}` : ""}`;
  }
  if (isSubkey && isRevoked(revocations, at)) return `subkey ${key.id} was revoked`;
  if (isRevoked(user.revocations, at)) return `the user of key ${primary.id} was revoked`;
  if (isKeyExpired(primary, user.certification, at)) return `key ${primary.id} was not valid when this was signed`;
  if (isSubkey && isKeyExpired(key, self, at)) return `subkey ${key.id} was not valid when this was signed`;
  if (relied.some((each) => isSignatureExpired(each, at)))
    return "a signature that this one needs was not valid when it was made";
  if (primary.verifying?.kind === "rsa" && primary.verifying.bits < 2048) {
    return `key ${primary.id} has ${primary.verifying.bits} bits; RSA keys need 2048`;
  }
  if (at * 1000 > now + 5 * 60_000) return "the signature says that it was made in the future";
  return undefined;
}

/** Reason 2 says that the key was taken: from then on nobody knows since when. */
function isRevoked(revocations: readonly PgpSignature[], at: number): boolean {
  return revocations.some((each) => each.revocation?.reason === 2 || !isSignatureExpired(each, at));
}

function isKeyExpired({ createdAt }: PublicKey, { keyLifetime }: PgpSignature, at: number): boolean {
  return createdAt > at || (keyLifetime !== undefined && keyLifetime > 0 && at > createdAt + keyLifetime);
}

function isSignatureExpired({ createdAt, lifetime }: PgpSignature, at: number): boolean {
  return createdAt > at || (lifetime !== undefined && lifetime > 0 && at > createdAt + lifetime);
}

/** Texts are signed with line ends of both characters. */
function withCrLf(bytes: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString("latin1").replace(/\r?\n/g, "\r\n"), "latin1");
}
