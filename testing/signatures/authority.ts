// A little sigstore: an authority that gives out certificates, a log of those, a log of signatures, and a list that trusts them.

import { generateKeyPairSync, sign } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { certified, extension, type KeyPair, nameOf, newKey, sha256, spki, tbs } from "./certificate.js";
import { context, octets, oid, seq, tagged, utf8, yes } from "./der.js";
import { newTimeAuthority } from "./time-authority.js";

export interface Certificate {
  readonly der: Buffer;
  readonly key: KeyPair;
}

export interface CertificateRequest {
  /** An address of a workflow, or of mail. */
  readonly name: string;
  /** Of 1.3.6.1.4.1.57264.1.x, by their last number. */
  readonly extensions?: Readonly<Record<number, string>>;
  /** When it was given out; it is valid for ten minutes. */
  readonly at?: Date;
  /** Left out of the log of certificates. */
  readonly isUnlogged?: boolean;
  readonly uses?: readonly string[];
}

export interface LogOptions {
  readonly at?: Date;
  /** Without it, nothing says when the entry was made. */
  readonly hasPromise?: boolean;
  /** A time authority vouches for the time as well. */
  readonly isStamped?: boolean;
}

export const signedAt = new Date("2025-03-01T12:00:00Z");

export type Authority = ReturnType<typeof newAuthority>;

/** Named as sigstore's own, unless the case is about another. */
export function newAuthority(organization = "sigstore.dev") {
  const [rootKey, caKey, ctKey, rekorKey] = [newKey(), newKey(), newKey(), newKey()];
  const rootName = nameOf(organization, "sigstore");
  const caName = nameOf(organization, "sigstore-intermediate");
  const from = new Date("2025-01-01T00:00:00Z");
  const until = new Date("2035-01-01T00:00:00Z");
  const forCa = [
    extension("2.5.29.19", seq(yes), true),
    extension("2.5.29.15", tagged(0x03, Buffer.from([1, 6])), true),
  ];
  const root = certified(seq(...tbs(rootName, rootName, rootKey, [from, until], forCa)), rootKey);
  const ca = certified(seq(...tbs(rootName, caName, caKey, [from, until], forCa)), rootKey);

  const clock = newTimeAuthority(organization, [from, until]);

  return { certify, bundle, entry, hashedEntry, trustedRoot };

  function certify({
    name,
    extensions = {},
    at = signedAt,
    isUnlogged,
    uses = ["1.3.6.1.5.5.7.3.3"],
  }: CertificateRequest): Certificate {
    const key = newKey();
    const list = [
      extension("2.5.29.37", seq(...uses.map(oid))),
      extension(
        "2.5.29.17",
        seq(context(name.includes("://") ? 6 : 1, Buffer.from(name), { constructed: false })),
        true,
      ),
      ...Object.entries(extensions).map(([number, value]) => extension(`1.3.6.1.4.1.57264.1.${number}`, utf8(value))),
    ];
    const validity = [new Date(at.getTime() - 300_000), new Date(at.getTime() + 300_000)] as const;
    const unlogged = seq(...tbs(caName, Buffer.from(seq()), key, validity, list));
    if (isUnlogged) return { der: certified(unlogged, caKey), key };
    const logged = [...list, extension("1.3.6.1.4.1.11129.2.4.2", octets(certificateTimestamp(unlogged, at)))];
    return { der: certified(seq(...tbs(caName, Buffer.from(seq()), key, validity, logged)), caKey), key };
  }

  /** Of RFC 6962, section 3.2: what the log promised before the certificate was finished. */
  function certificateTimestamp(precertificate: Buffer, at: Date): Buffer {
    const when = Buffer.alloc(8);
    when.writeBigUInt64BE(BigInt(at.getTime()));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(precertificate.length);
    const none = Buffer.from([0, 0]);
    const what = [sha256(spki(caKey)), length.subarray(1), precertificate];
    const signature = sign(
      "sha256",
      Buffer.concat([Buffer.from([0, 0]), when, Buffer.from([0, 1]), ...what, none]),
      ctKey.privateKey,
    );
    const sct = Buffer.concat([
      Buffer.from([0]),
      sha256(spki(ctKey)),
      when,
      none,
      Buffer.from([4, 3]),
      sized(signature),
    ]);
    return sized(sized(sct));
  }

  function hashedEntry(payload: Uint8Array, signature: Buffer, options: LogOptions = {}) {
    const spec = {
      data: { hash: { algorithm: "sha256", value: sha256(payload).toString("hex") } },
      signature: { content: signature.toString("base64") },
    };
    return entry("hashedrekord", spec, options);
  }

  function entry(kind: string, spec: object, { at = signedAt, hasPromise = true }: LogOptions = {}) {
    const body = Buffer.from(JSON.stringify({ apiVersion: "0.0.1", kind, spec }));
    const integratedTime = at.getTime() / 1000;
    const logID = sha256(spki(rekorKey));
    const promised = { body: body.toString("base64"), integratedTime, logID: logID.toString("hex"), logIndex: 0 };
    const promise = sign("sha256", Buffer.from(JSON.stringify(promised)), rekorKey.privateKey);
    const rootHash = sha256(Buffer.concat([Buffer.from([0]), body]));
    const note = `rekor.test\n1\n${rootHash.toString("base64")}\n`;
    const noteSignature = Buffer.concat([logID.subarray(0, 4), sign("sha256", Buffer.from(note), rekorKey.privateKey)]);
    return {
      logIndex: "0",
      logId: { keyId: logID.toString("base64") },
      kindVersion: { kind, version: "0.0.1" },
      integratedTime: String(integratedTime),
      ...(hasPromise && { inclusionPromise: { signedEntryTimestamp: promise.toString("base64") } }),
      inclusionProof: {
        logIndex: "0",
        rootHash: rootHash.toString("base64"),
        treeSize: "1",
        hashes: [],
        checkpoint: { envelope: `${note}\n\u2014 rekor.test ${noteSignature.toString("base64")}\n` },
      },
      canonicalizedBody: body.toString("base64"),
    };
  }

  /** A statement, signed and logged. */
  function bundle(certificate: Certificate, statement: object, options: LogOptions = {}) {
    const payloadType = "application/vnd.in-toto+json";
    const payload = Buffer.from(JSON.stringify(statement));
    const encoded = `DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `;
    const signature = sign(
      "sha256",
      Buffer.concat([Buffer.from(encoded), payload]),
      certificate.key.privateKey,
    ).toString("base64");
    const spec = {
      envelopeHash: {
        algorithm: "sha256",
        value: sha256(JSON.stringify({ payload: payload.toString("base64") })).toString("hex"),
      },
      payloadHash: { algorithm: "sha256", value: sha256(payload).toString("hex") },
      signatures: [{ signature, verifier: Buffer.from(pemOf(certificate)).toString("base64") }],
    };
    return {
      mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
      verificationMaterial: {
        certificate: { rawBytes: certificate.der.toString("base64") },
        tlogEntries: [entry("dsse", spec, options)],
        ...(options.isStamped && {
          timestampVerificationData: {
            rfc3161Timestamps: [
              {
                signedTimestamp: clock
                  .stamp(Buffer.from(signature, "base64"), options.at ?? signedAt)
                  .toString("base64"),
              },
            ],
          },
        }),
      },
      dsseEnvelope: { payload: payload.toString("base64"), payloadType, signatures: [{ sig: signature }] },
    };
  }

  function trustedRoot(): object {
    const validFor = { start: from.toISOString() };
    const log = (baseUrl: string, key: KeyPair) => ({
      baseUrl,
      hashAlgorithm: "SHA2_256",
      publicKey: { rawBytes: spki(key).toString("base64"), keyDetails: "PKIX_ECDSA_P256_SHA_256", validFor },
      logId: { keyId: sha256(spki(key)).toString("base64") },
    });
    return {
      mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
      tlogs: [log("https://rekor.test", rekorKey)],
      certificateAuthorities: [
        {
          subject: { organization, commonName: "sigstore" },
          uri: "https://fulcio.test",
          certChain: { certificates: [ca, root].map((der) => ({ rawBytes: der.toString("base64") })) },
          validFor,
        },
      ],
      ctlogs: [log("https://ct.test", ctKey)],
      timestampAuthorities: [
        {
          subject: { organization, commonName: "time" },
          uri: "https://time.test",
          certChain: { certificates: clock.chain.map((der) => ({ rawBytes: der.toString("base64") })) },
          validFor,
        },
      ],
    };
  }
}

export function pemOf({ der }: Certificate): string {
  return `-----BEGIN CERTIFICATE-----\n${der.toString("base64").replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
}

/** Puts a list that trusts `authority` where one from `mirror` would be kept. Nothing has to be fetched until `expires`. */
export function keepTrustedRoot(
  stateFolder: string,
  mirror: string,
  authority: Authority,
  expires = "2099-01-01T00:00:00Z",
): void {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
  const keyid = sha256(key).toString("hex");
  const role = { keyids: [keyid], threshold: 1 };
  const target = Buffer.from(JSON.stringify(authority.trustedRoot()));
  const folder = join(stateFolder, "tuf", encodeURIComponent(new URL(mirror).host));
  mkdirSync(join(folder, "targets"), { recursive: true });
  writeFileSync(join(folder, "targets", "trusted_root.json"), target);
  keep("root", {
    consistent_snapshot: true,
    keys: { [keyid]: { keytype: "ed25519", keyval: { public: key }, scheme: "ed25519" } },
    roles: { root: role, snapshot: role, targets: role, timestamp: role },
  });
  keep("timestamp", { meta: { "snapshot.json": { version: 1 } } });
  keep("snapshot", { meta: { "targets.json": { version: 1 } } });
  keep("targets", {
    targets: { "trusted_root.json": { hashes: { sha256: sha256(target).toString("hex") }, length: target.length } },
  });

  function keep(kind: string, content: object): void {
    const signed = sorted({ _type: kind, expires, spec_version: "1.0.31", version: 1, ...content });
    const sig = sign(null, Buffer.from(JSON.stringify(signed)), privateKey).toString("hex");
    writeFileSync(join(folder, `${kind}.json`), JSON.stringify({ signatures: [{ keyid, sig }], signed }));
  }
}

/** Signed is the text with its keys in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}

function sized(content: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(content.length);
  return Buffer.concat([length, content]);
}
