// Checks signed content against the list of trusted authorities and logs, with sigstore's own library.

import { X509Certificate } from "node:crypto";
import type { TransparencyLogEntry } from "@sigstore/bundle";
import { type SignedEntity, type Signer, type TrustMaterial, Verifier } from "@sigstore/verify";
import type { SignatureTimestamp } from "../../signature-verifier.js";
import { MalformedError, UnverifiedError } from "../problem.js";
import type { TrustedRoot } from "./trust.js";

export interface EntityCheck {
  readonly entity: SignedEntity;
  readonly trust: TrustMaterial;
  /** Of each, how many there must be at least. */
  readonly thresholds: {
    readonly tlogThreshold: number;
    readonly ctlogThreshold: number;
    readonly timestampThreshold: number;
  };
}

/** @throws {UnverifiedError} with what the library says. */
export function verifyEntity({ entity, trust, thresholds }: EntityCheck): Signer {
  for (const entry of entity.tlogEntries) expectPlainCheckpoint(entry);
  try {
    return new Verifier(trust, thresholds).verify(entity);
  } catch (cause) {
    // Whatever it throws comes from the input: the library reads as it goes along.
    throw new UnverifiedError(`the signature does not hold: ${messageOf(cause)}`, { cause });
  }
}

/**
 * The library looks a log up by taking the name in a checkpoint, which the maker of a bundle chooses, for a regular expression: one
 * could be written that runs for years.
 */
function expectPlainCheckpoint({ inclusionProof }: TransparencyLogEntry): void {
  for (const [, name = ""] of inclusionProof?.checkpoint?.envelope.matchAll(/^\u2014 (\S+) /gm) ?? []) {
    if (!/^[\w./:@-]{1,200}$/.test(name))
      throw new MalformedError(`a log calls itself ${JSON.stringify(name.slice(0, 60))}`);
  }
}

/** Of an entity that holds: what vouched for the time, logs first. */
export function timestampsOf(entity: SignedEntity, root: TrustedRoot): readonly SignatureTimestamp[] {
  const logs = entity.timestamps.flatMap((each) => (each.$case === "transparency-log" ? [each.tlogEntry] : []));
  const authorities = entity.timestamps.flatMap((each) =>
    each.$case === "timestamp-authority" ? [each.timestamp] : [],
  );
  return [
    ...logs
      .filter(({ inclusionPromise }) => inclusionPromise !== undefined)
      .map(({ logId, integratedTime }) => ({
        type: "Tlog" as const,
        uri: root.tlogs.find((log) => log.logId?.keyId.equals(logId.keyId))?.baseUrl ?? "",
        timestamp: rfc3339(new Date(Number(integratedTime) * 1000)),
      })),
    ...authorities.map(({ signingTime, signerSerialNumber }) => ({
      type: "TimestampAuthority" as const,
      uri:
        root.timestampAuthorities.find(({ certChain }) => serialOf(certChain) === hex(signerSerialNumber))?.uri ?? "",
      timestamp: rfc3339(signingTime),
    })),
  ];
}

function serialOf(chain: TrustedRoot["timestampAuthorities"][number]["certChain"]): string | undefined {
  const first = chain?.certificates[0];
  return first && new X509Certificate(first.rawBytes).serialNumber.toLowerCase().replace(/^0+/, "");
}

function hex(serial: Uint8Array): string {
  return Buffer.from(serial).toString("hex").replace(/^0+/, "");
}

/**
 * Certificates say what their key is for, and one for signing code is asked for. The library does not look.
 * @throws {UnverifiedError}
 */
export function expectCodeSigning(certificate: Uint8Array): void {
  const uses: readonly string[] | undefined = new X509Certificate(certificate).keyUsage;
  if (uses !== undefined && !uses.includes("1.3.6.1.5.5.7.3.3"))
    throw new UnverifiedError("the certificate of the signature is not for signing");
}

/** Without fractions of seconds where there are none. */
function rfc3339(date: Date): string {
  return date.toISOString().replace(".000Z", "Z");
}

export function messageOf(error: unknown): string {
  const causes: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) causes.push(at.message);
  return causes.join(": ") || String(error);
}
