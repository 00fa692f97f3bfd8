// Who a certificate was given to, from the extensions of Fulcio. Follows sigstore/fulcio docs/oid-info.md.

import { X509Certificate } from "node:crypto";
import type { Signer } from "@sigstore/verify";
import type { SignerIdentity } from "../../signature-verifier.js";
import { ByteReader } from "../byte-reader.js";
import { MalformedError } from "../problem.js";

/** By the last number of 1.3.6.1.4.1.57264.1.x. */
const fieldsByNumber = {
  9: "buildSignerURI",
  10: "buildSignerDigest",
  11: "runnerEnvironment",
  12: "sourceRepositoryURI",
  13: "sourceRepositoryDigest",
  14: "sourceRepositoryRef",
  15: "sourceRepositoryIdentifier",
  16: "sourceRepositoryOwnerURI",
  17: "sourceRepositoryOwnerIdentifier",
  18: "buildConfigURI",
  19: "buildConfigDigest",
  20: "buildTrigger",
  21: "runInvocationURI",
  22: "sourceRepositoryVisibilityAtSigning",
} as const;

const fulcio = "1.3.6.1.4.1.57264.1.";

/**
 * `signer` is what the certificate, in DER, was found to say while it was checked.
 * @throws {MalformedError} for a certificate without a name, or an extension that is no text.
 */
export function readIdentity(certificate: Uint8Array, signer: Signer): SignerIdentity {
  const subjectAlternativeName = signer.identity?.subjectAlternativeName;
  if (!subjectAlternativeName) throw new MalformedError("the certificate of the signature names nobody");
  const fields: { -readonly [Field in keyof SignerIdentity]?: string } = {};
  for (const { oid, value } of signer.identity?.oids ?? []) {
    const id = oid?.id.join(".") ?? "";
    if (!id.startsWith(fulcio)) continue;
    const number = Number(id.slice(fulcio.length));
    if (number === 1) fields.issuer ??= Buffer.from(value).toString();
    else if (number === 8) fields.issuer = derText(value);
    else if (isKnown(number)) fields[fieldsByNumber[number]] = derText(value);
  }
  return { ...fields, certificateIssuer: issuerName(certificate), subjectAlternativeName };
}

function isKnown(number: number): number is keyof typeof fieldsByNumber {
  return number in fieldsByNumber;
}

/** Names are printed from the last part to the first. RFC 2253. */
function issuerName(certificate: Uint8Array): string {
  return new X509Certificate(certificate).issuer.split("\n").reverse().join(",");
}

/** UTF8String, PrintableString or IA5String. */
function derText(value: Uint8Array): string {
  const reader = new ByteReader(value, "an extension of a certificate");
  const tag = reader.byte();
  if (tag !== 0x0c && tag !== 0x13 && tag !== 0x16)
    throw new MalformedError("an extension of a certificate is no text");
  const first = reader.byte();
  const bytes = reader.take(first < 0x80 ? first : reader.uint(first & 0x7f));
  reader.end();
  return Buffer.from(bytes).toString();
}
