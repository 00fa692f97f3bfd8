// Certificates for tests, made when they are needed: Node signs, but has nothing to put a certificate together with.

import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  /** PEM. */
  readonly key: string;
  readonly name: string;
  readonly privateKey: KeyObject;
}

export interface CertificateOptions {
  /** Also its DNS name. */
  readonly name: string;
  /** Who signs; itself when absent, and then it may sign others. */
  readonly issuer?: Certificate;
  /** Was valid until 2001. */
  readonly isExpired?: boolean;
}

/** An X.509 certificate on a new P-256 key; RFC 5280. */
export function makeCertificate({ name, issuer, isExpired = false }: CertificateOptions): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const extensions = [
    extension("551d13", sequence(...(issuer === undefined ? [boolean(true)] : []))),
    extension("551d11", sequence(tlv(0x82, Buffer.from(name)))),
  ];
  const ecdsaWithSha256 = sequence(oid("2a8648ce3d040302"));
  const toBeSigned = sequence(
    tlv(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    commonName(issuer?.name ?? name),
    sequence(
      time(isExpired ? "20000101000000Z" : "20200101000000Z"),
      time(isExpired ? "20010101000000Z" : "20990101000000Z"),
    ),
    commonName(name),
    publicKey.export({ type: "spki", format: "der" }),
    tlv(0xa3, sequence(...extensions)),
  );
  const signature = sign("sha256", toBeSigned, issuer?.privateKey ?? privateKey);
  const der = sequence(toBeSigned, ecdsaWithSha256, tlv(0x03, Buffer.from([0]), signature));
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${der.toString("base64").replace(/.{64}(?!$)/g, "$&\n")}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    name,
    privateKey,
  };
}

function tlv(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const length: number[] = [];
  if (body.length < 0x80) length.push(body.length);
  else if (body.length < 0x100) length.push(0x81, body.length);
  else length.push(0x82, body.length >> 8, body.length & 0xff);
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

function sequence(...content: readonly Uint8Array[]): Buffer {
  return tlv(0x30, ...content);
}

function integer(value: Buffer): Buffer {
  return tlv(0x02, value);
}

function boolean(value: boolean): Buffer {
  return tlv(0x01, Buffer.from([value ? 0xff : 0]));
}

function oid(hex: string): Buffer {
  return tlv(0x06, Buffer.from(hex, "hex"));
}

function time(text: string): Buffer {
  return tlv(0x18, Buffer.from(text));
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(oid(id), tlv(0x04, value));
}

function commonName(name: string): Buffer {
  return sequence(tlv(0x31, sequence(oid("550403"), tlv(0x0c, Buffer.from(name)))));
}
