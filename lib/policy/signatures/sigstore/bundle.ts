// Reads and checks sigstore's bundles. Follows sigstore-go's pkg/verify in what is asked of them.

import { type Bundle, bundleFromJSON } from "@sigstore/bundle";
import { toSignedEntity } from "@sigstore/verify";
import type { SignatureTimestamp, SignerIdentity } from "../../signature-verifier.js";
import { MalformedError, UnverifiedError } from "../problem.js";
import { expectCodeSigning, messageOf, timestampsOf, verifyEntity } from "./entity.js";
import { isRecord, list, readJson, text } from "./manifest.js";
import { readIdentity } from "./signer.js";
import { type TrustedRoot, trustMaterial } from "./trust.js";

export interface SignedArtifact {
  /** "sha256:…" and the like. */
  readonly digest: string;
  /** Where it is at hand. Without it, only statements about the digest can be checked. */
  readonly bytes?: Uint8Array;
}

export interface VerifiedBundle {
  readonly signer: SignerIdentity;
  readonly timestamps: readonly SignatureTimestamp[];
  /** Of the statement; empty when the bytes themselves are signed. */
  readonly predicateType: string;
}

/**
 * A certificate of a trusted authority, in a log of certificates, and the signature in a log and at a time that somebody vouches for.
 * @throws {MalformedError | UnverifiedError}
 */
export function verifyBundle(bytes: Uint8Array, artifact: SignedArtifact, root: TrustedRoot): VerifiedBundle {
  const bundle = readBundle(bytes);
  const certificate = certificateOf(bundle);
  // The library only reads the bytes, and says that it wants a Buffer.
  const content = artifact.bytes && Buffer.from(artifact.bytes);
  if (bundle.content.$case === "messageSignature" && content === undefined) {
    throw new UnverifiedError(
      "the bundle signs bytes and states nothing about them, so a digest is not enough to check it",
    );
  }
  const entity = parse(() => toSignedEntity(bundle, content));
  const thresholds = { tlogThreshold: 1, ctlogThreshold: 1, timestampThreshold: 1 };
  const signer = verifyEntity({ entity, trust: trustMaterial(root), thresholds });
  expectCodeSigning(certificate);
  const predicateType =
    bundle.content.$case === "dsseEnvelope" ? expectStatement(bundle.content.dsseEnvelope, artifact.digest) : "";
  return { signer: readIdentity(certificate, signer), timestamps: timestampsOf(entity, root), predicateType };
}

function readBundle(bytes: Uint8Array): Bundle {
  const json = readJson(bytes, "the bundle");
  return parse(() => bundleFromJSON(json));
}

function parse<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new MalformedError(`the bundle cannot be read: ${messageOf(cause)}`, { cause });
  }
}

function certificateOf({ verificationMaterial: { content } }: Bundle): Uint8Array {
  switch (content.$case) {
    case "certificate":
      return content.certificate.rawBytes;
    case "x509CertificateChain":
      return content.x509CertificateChain.certificates[0]?.rawBytes ?? new Uint8Array();
    case "publicKey":
      throw new UnverifiedError("the bundle is signed by a bare key, which says nothing about its owner");
  }
}

type Envelope = Extract<Bundle["content"], { $case: "dsseEnvelope" }>["dsseEnvelope"];

/** A statement is signed as a whole; what it is about is written in it. in-toto attestation spec/v1/statement.md. */
function expectStatement({ payloadType, payload }: Envelope, digest: string): string {
  if (payloadType !== "application/vnd.in-toto+json")
    throw new UnverifiedError(`the bundle signs ${JSON.stringify(payloadType)}, which is no statement`);
  const statement = readJson(payload, "the statement in the bundle");
  const [algorithm = "", hex = ""] = digest.split(":");
  const subjects = list(statement["subject"]).filter(isRecord);
  const isAbout = subjects.some(
    ({ digest: digests }) => isRecord(digests) && text(digests[algorithm]).toLowerCase() === hex && hex !== "",
  );
  if (!isAbout) throw new UnverifiedError(`the bundle states nothing about ${digest}`);
  return text(statement["predicateType"]);
}
