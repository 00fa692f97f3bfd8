// Signatures as cosign made them before bundles: a small JSON text is signed, and the rest is in annotations of the manifest.
// Follows sigstore/cosign specs/SIGNATURE_SPEC.md, and policy-helpers' hashedrecordbundle.go for both ways to write the log entry.

import { createHash, createPublicKey, type KeyObject, verify, X509Certificate } from "node:crypto";
import type { TransparencyLogEntry } from "@sigstore/bundle";
import { X509Certificate as ParsedCertificate } from "@sigstore/core";
import type { SignedEntity } from "@sigstore/verify";
import type { SignatureTimestamp, SignerIdentity } from "../../signature-verifier.js";
import { decodeBase64 } from "../base64.js";
import { bytesEqual } from "../byte-reader.js";
import { MalformedError, UnverifiedError } from "../problem.js";
import type { SignedChain } from "./chain.js";
import { expectCodeSigning, messageOf, timestampsOf, verifyEntity } from "./entity.js";
import { isRecord, list, readJson, text } from "./manifest.js";
import { readIdentity } from "./signer.js";
import { type TrustedRoot, trustMaterial } from "./trust.js";

export interface VerifiedSimpleSigning {
  /** Whose image this says it is, like "docker.io/dhi/node". */
  readonly dockerReference: string;
  readonly timestamps: readonly SignatureTimestamp[];
  /** Absent for hardened images. */
  readonly signer?: SignerIdentity;
}

/** Docker's key for hardened images. There is no certificate, so the time of the first one is all that limits it. */
const hardenedKey = {
  pem: `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKdROmntRJFBrOJOQF5ww6gDBJqGm
Fxa4333s1KsL9ISjtmRzGNih9lNRsqfRVjgFgJIdL6EQ9dohdanvn7r2cg==
-----END PUBLIC KEY-----
`,
  since: new Date("2025-04-02T12:00:00Z"),
};

/** @throws {MalformedError | UnverifiedError} */
export function verifySimpleSigning(
  { attestation, layer, isHardened }: SignedChain,
  root: TrustedRoot,
): VerifiedSimpleSigning {
  const dockerReference = readPayload(layer.bytes, attestation.digest);
  const { annotations } = layer.descriptor;
  const signature = Buffer.from(
    decodeBase64(annotation(annotations, "dev.cosignproject.cosign/signature"), "signature"),
  );
  const logged = annotations.get("dev.sigstore.cosign/bundle");
  const tlogEntries = logged ? [readLogEntry(logged)] : [];
  const content = {
    signature: payloadContent(layer.bytes, signature),
    tlogEntries,
    timestamps: tlogEntries.map((tlogEntry) => ({ $case: "transparency-log" as const, tlogEntry })),
  };
  if (isHardened) {
    const entity: SignedEntity = { ...content, key: { $case: "public-key", hint: "" } };
    const atLeast = logged ? 1 : 0;
    const thresholds = { tlogThreshold: atLeast, ctlogThreshold: 0, timestampThreshold: atLeast };
    const publicKey = { publicKey: createPublicKey(hardenedKey.pem), validFor: (at: Date) => at >= hardenedKey.since };
    verifyEntity({ entity, trust: trustMaterial(root, () => publicKey), thresholds });
    return { dockerReference, timestamps: timestampsOf(entity, root) };
  }
  const { der, certificate } = readCertificate(annotation(annotations, "dev.sigstore.cosign/certificate"));
  const entity: SignedEntity = {
    ...content,
    key: { $case: "certificate", certificate },
  };
  const thresholds = { tlogThreshold: 1, ctlogThreshold: 1, timestampThreshold: 1 };
  const signer = verifyEntity({ entity, trust: trustMaterial(root), thresholds });
  expectCodeSigning(der);
  return { dockerReference, timestamps: timestampsOf(entity, root), signer: readIdentity(der, signer) };
}

function annotation(annotations: ReadonlyMap<string, string>, name: string): string {
  const value = annotations.get(name);
  if (!value) throw new MalformedError(`the signature has no annotation "${name}"`);
  return value;
}

function readPayload(bytes: Uint8Array, digest: string): string {
  const { critical } = readJson(bytes, "the signed text");
  const { identity, image, type } = isRecord(critical) ? critical : {};
  const signed = isRecord(image) ? text(image["docker-manifest-digest"]) : "";
  if (signed !== digest)
    throw new UnverifiedError(`the signed text is about ${signed || "nothing"} and not about ${digest}`);
  if (type !== "cosign container image signature")
    throw new UnverifiedError(`the signed text is of the type ${JSON.stringify(type)}`);
  return isRecord(identity) ? text(identity["docker-reference"]) : "";
}

function payloadContent(payload: Uint8Array, signature: Buffer): SignedEntity["signature"] {
  const digest = createHash("sha256").update(payload).digest();
  return {
    signature,
    compareSignature: (other) => bytesEqual(other, signature),
    compareDigest: (other) => bytesEqual(other, digest),
    verifySignature: (key: KeyObject) =>
      verify(key.asymmetricKeyType === "ed25519" ? null : "sha256", payload, key, signature),
  };
}

function readCertificate(pem: string): { readonly der: Uint8Array; readonly certificate: ParsedCertificate } {
  try {
    const der = Buffer.from(new X509Certificate(pem).raw);
    return { der, certificate: ParsedCertificate.parse(der) };
  } catch (cause) {
    throw new MalformedError(`the certificate of the signature cannot be read: ${messageOf(cause)}`, { cause });
  }
}

/** In the newer way the entry lies in a bundle, in the older one it is spread over "Payload" and its surroundings. */
function readLogEntry(json: string): TransparencyLogEntry {
  const outer = readJson(Buffer.from(json), "the log entry");
  const content = record(outer["content"]);
  const newer = list(record(content["verificationMaterial"])["tlogEntries"])[0];
  if (isRecord(newer)) {
    return logEntry({
      body: newer["canonicalizedBody"],
      promise: record(newer["inclusionPromise"])["signedEntryTimestamp"],
      logId: text(record(newer["logId"])["keyId"]).toLowerCase(),
      time: newer["integratedTime"],
      index: newer["logIndex"],
    });
  }
  const payload = record(outer["Payload"]);
  return logEntry({
    body: payload["body"],
    promise: outer["SignedEntryTimestamp"],
    logId: text(outer["logID"]) || text(payload["logID"]),
    time: outer["integratedTime"] ?? payload["integratedTime"],
    index: outer["logIndex"] ?? payload["logIndex"],
  });
}

interface LogEntryFields {
  readonly body: unknown;
  readonly promise: unknown;
  /** In hexadecimal, in both ways. */
  readonly logId: string;
  readonly time: unknown;
  readonly index: unknown;
}

function logEntry({ body, promise, logId, time, index }: LogEntryFields): TransparencyLogEntry {
  return {
    logIndex: decimal(index),
    logId: { keyId: Buffer.from(logId, "hex") },
    kindVersion: { kind: "hashedrekord", version: "0.0.1" },
    integratedTime: decimal(time),
    inclusionPromise: { signedEntryTimestamp: Buffer.from(decodeBase64(text(promise), "promise of the log")) },
    inclusionProof: undefined,
    canonicalizedBody: Buffer.from(decodeBase64(text(body), "body of the log entry")),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function decimal(value: unknown): string {
  const digits = typeof value === "number" ? String(value) : text(value);
  if (!/^\d{1,18}$/.test(digits)) throw new MalformedError("a number of the log entry is none");
  return digits;
}
