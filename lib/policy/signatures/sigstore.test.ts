import { sign } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import {
  type Authority,
  type CertificateRequest,
  keepTrustedRoot,
  type LogOptions,
  newAuthority,
  signedAt,
} from "../../../testing/signatures/authority.js";
import { sha256 } from "../../../testing/signatures/certificate.js";
import type { AttestationBlob, AttestationChain } from "../../buildkit/index.js";
import type { SignatureVerifier } from "../signature-verifier.js";
import { signatureVerifier } from "./index.js";

// Nobody answers there: what is needed has to be in the folder.
const mirror = "http://127.0.0.1:1";
const folder = mkdtempSync(join(tmpdir(), "sigstore-"));
afterAll(() => rmSync(folder, { recursive: true }));

const authority = newAuthority();
const verifier = verifierTrusting(authority);

function verifierTrusting(trusted: Authority, expires?: string): SignatureVerifier {
  const stateFolder = mkdtempSync(join(folder, "state-"));
  keepTrustedRoot(stateFolder, mirror, trusted, expires);
  return signatureVerifier({ stateFolder, mirror, now: Date.now });
}

const gitHub = { 8: "https://token.actions.githubusercontent.com", 11: "github-hosted", 12: "https://github.com/o/r" };
const ownWorkflow = "https://github.com/o/r/.github/workflows/ci.yml@refs/heads/main";
const ownRequest: CertificateRequest = { name: ownWorkflow, extensions: { ...gitHub, 9: ownWorkflow } };
const artifact = `sha256:${sha256("artifact").toString("hex")}`;

function provenanceOf(digest: string, predicateType = "https://slsa.dev/provenance/v1"): object {
  const [algorithm = "", hex = ""] = digest.split(":");
  return {
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: "a", digest: { [algorithm]: hex } }],
    predicateType,
    predicate: {},
  };
}

function bundleBy(signer: Authority, request: CertificateRequest = ownRequest, options?: LogOptions) {
  return signer.bundle(signer.certify(request), provenanceOf(artifact), options);
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

describe("a bundle of an artifact", () => {
  test("says who signed it, and when", async () => {
    const request = {
      name: ownWorkflow,
      extensions: {
        ...gitHub,
        9: ownWorkflow,
        14: "refs/heads/main",
        20: "push",
        21: "https://github.com/o/r/actions/runs/1",
      },
    };
    expect(await verifier.verifyArtifact(artifact, json(bundleBy(authority, request)))).toEqual({
      kind: "self-signed-github-repo",
      type: "bundle-v0.3",
      timestamps: [{ type: "Tlog", uri: "https://rekor.test", timestamp: "2025-03-01T12:00:00Z" }],
      dockerReference: "",
      isHardened: false,
      signer: {
        certificateIssuer: "CN=sigstore-intermediate,O=sigstore.dev",
        subjectAlternativeName: ownWorkflow,
        issuer: "https://token.actions.githubusercontent.com",
        buildSignerURI: ownWorkflow,
        runnerEnvironment: "github-hosted",
        sourceRepositoryURI: "https://github.com/o/r",
        sourceRepositoryRef: "refs/heads/main",
        buildTrigger: "push",
        runInvocationURI: "https://github.com/o/r/actions/runs/1",
      },
    });
  });

  test("may have its time from an authority for it, beside the log or alone", async () => {
    const stamp = { type: "TimestampAuthority", uri: "https://time.test", timestamp: "2025-03-01T12:00:00Z" };
    const both = await verifier.verifyArtifact(artifact, json(bundleBy(authority, ownRequest, { isStamped: true })));
    expect(both.timestamps).toEqual([{ ...stamp, type: "Tlog", uri: "https://rekor.test" }, stamp]);
    const alone = bundleBy(authority, ownRequest, { isStamped: true, hasPromise: false });
    expect((await verifier.verifyArtifact(artifact, json(alone))).timestamps).toEqual([stamp]);
  });

  test("with a stamp of an authority that is not trusted does not hold", async () => {
    const stamped = bundleBy(newAuthority(), ownRequest, { isStamped: true }).verificationMaterial
      .timestampVerificationData;
    const foreign = {
      ...good,
      verificationMaterial: { ...good.verificationMaterial, timestampVerificationData: stamped },
    };
    await expect(verifier.verifyArtifact(artifact, json(foreign))).rejects.toThrow("timestamp could not be verified");
  });

  const builder = "https://github.com/docker/github-builder/.github/workflows/build.yml@refs/tags/v1";
  const kinds: readonly { readonly title: string; readonly request: CertificateRequest; readonly kind: string }[] = [
    {
      title: "docker's workflows",
      request: { name: builder, extensions: { ...gitHub, 9: builder } },
      kind: "docker-github-builder",
    },
    {
      title: "docker's workflows on a machine of one's own",
      request: { name: builder, extensions: { ...gitHub, 9: builder, 11: "self-hosted" } },
      kind: "self-signed",
    },
    {
      title: "a workflow of another repository",
      request: { name: ownWorkflow, extensions: { ...gitHub, 9: ownWorkflow, 12: "https://github.com/o/other" } },
      kind: "self-signed",
    },
    {
      title: "a person",
      request: { name: "a@example.com", extensions: { 8: "https://accounts.google.com" } },
      kind: "self-signed",
    },
  ];
  test.for(kinds)("by $title is of the kind $kind", async ({ request, kind }) => {
    expect((await verifier.verifyArtifact(artifact, json(bundleBy(authority, request)))).kind).toBe(kind);
  });

  test("by an authority of another name is untrusted, though it holds", async () => {
    const other = newAuthority("example.com");
    const verified = await verifierTrusting(other).verifyArtifact(artifact, json(bundleBy(other)));
    expect(verified).toMatchObject({
      kind: "untrusted",
      signer: { certificateIssuer: "CN=sigstore-intermediate,O=example.com" },
    });
  });

  const good = bundleBy(authority);
  const [entry] = good.verificationMaterial.tlogEntries;
  const withEntry = (changed: object) => ({
    ...good,
    verificationMaterial: { ...good.verificationMaterial, tlogEntries: [{ ...entry, ...changed }] },
  });
  const flipped = (base64: string) => {
    const bytes = Buffer.from(base64, "base64");
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    return bytes.toString("base64");
  };
  const { payload, payloadType, signatures } = good.dsseEnvelope;
  const otherStatement = json(provenanceOf(artifact, "https://slsa.dev/provenance/v0.2")).toString("base64");
  const refused: readonly { readonly title: string; readonly bundle: unknown; readonly message: RegExp }[] = [
    {
      title: "whose statement was changed",
      bundle: { ...good, dsseEnvelope: { payload: otherStatement, payloadType, signatures } },
      message: /DSSE payload hash mismatch/,
    },
    {
      title: "whose signature was changed",
      bundle: {
        ...good,
        dsseEnvelope: { payload, payloadType, signatures: [{ sig: flipped(signatures[0]?.sig ?? "") }] },
      },
      message: /tlog entry signature mismatch/,
    },
    {
      title: "by an authority that is not trusted",
      bundle: bundleBy(newAuthority()),
      message: /Failed to verify certificate chain/,
    },
    {
      title: "after its certificate expired",
      bundle: bundleBy(authority, ownRequest, { at: new Date(signedAt.getTime() + 3_600_000) }),
      message: /certificate is not valid or expired/,
    },
    {
      title: "whose certificate is in no log",
      bundle: bundleBy(authority, { ...ownRequest, isUnlogged: true }),
      message: /expected 1 SCTs, got 0/,
    },
    {
      title: "whose certificate is for something else",
      bundle: bundleBy(authority, { ...ownRequest, uses: ["1.3.6.1.5.5.7.3.1"] }),
      message: /^the certificate of the signature is not for signing$/,
    },
    {
      title: "that is in no log",
      bundle: { ...good, verificationMaterial: { ...good.verificationMaterial, tlogEntries: [] } },
      message: /expected 1 timestamps, got 0/,
    },
    {
      title: "whose time nobody vouches for",
      bundle: bundleBy(authority, ownRequest, { hasPromise: false }),
      message: /expected 1 timestamps, got 0/,
    },
    {
      title: "whose log did not promise it",
      bundle: withEntry({
        inclusionPromise: { signedEntryTimestamp: flipped(entry?.inclusionPromise?.signedEntryTimestamp ?? "") },
      }),
      message: /inclusion promise could not be verified/,
    },
    {
      title: "of another version",
      bundle: { ...good, mediaType: "application/json" },
      message: /^the bundle cannot be read: invalid bundle/,
    },
    { title: "that is no JSON", bundle: undefined, message: /^the bundle is not JSON$/ },
  ];
  test.for(refused)("$title does not hold", async ({ bundle, message }) => {
    const bytes = bundle === undefined ? Buffer.from("{") : json(bundle);
    await expect(verifier.verifyArtifact(artifact, bytes)).rejects.toThrow(message);
  });

  test("a pattern in place of a log's name is not run", async () => {
    const envelope = (entry?.inclusionProof.checkpoint.envelope ?? "").replace("\u2014 rekor.test", "\u2014 ((.*)*)*!");
    const bundle = withEntry({ inclusionProof: { ...entry?.inclusionProof, checkpoint: { envelope } } });
    await expect(verifier.verifyArtifact(artifact, json(bundle))).rejects.toThrow('a log calls itself "((.*)*)*!"');
  });

  test("it states nothing about another artifact, and other statements are no provenance", async () => {
    await expect(verifier.verifyArtifact(`sha256:${"0".repeat(64)}`, json(good))).rejects.toThrow(
      `states nothing about sha256:${"0".repeat(64)}`,
    );
    const other = authority.bundle(authority.certify(ownRequest), provenanceOf(artifact, "https://example.com/sbom"));
    await expect(verifier.verifyArtifact(artifact, json(other))).rejects.toThrow('states "https://example.com/sbom"');
  });
});

describe("the list of who is trusted", () => {
  test("without one, and without a network, says where it would be and who did not answer", async () => {
    const stateFolder = join(folder, "empty");
    keepTrustedRoot(stateFolder, mirror, authority, "2020-01-01T00:00:00Z");
    const offline = signatureVerifier({ stateFolder, mirror, now: Date.now });
    await expect(offline.verifyArtifact(artifact, json(bundleBy(authority)))).rejects.toThrow(
      new RegExp(
        `^which signatures are trusted is not known: ${join(stateFolder, "tuf")} has no list that is still valid, and ${mirror} did not give one`,
      ),
    );
  });

  test("is not asked for before a signature needs it", async () => {
    const stateFolder = mkdtempSync(join(folder, "unused-"));
    const unused = signatureVerifier({ stateFolder, mirror, now: Date.now });
    expect(await unused.verifyImage({ ...chainOf({}).chain, signatureManifests: [] }, undefined)).toBeUndefined();
    expect(readdirSync(stateFolder)).toEqual([]);
  });
});

interface ChainParts {
  readonly signature?: (attestation: { readonly digest: string; readonly bytes: Buffer }) => {
    readonly type: string;
    readonly layer: Buffer;
    readonly annotations?: object;
  };
  readonly indexTitle?: string;
  readonly predicate?: string;
}

const bundleType = "application/vnd.dev.sigstore.bundle.v0.3+json";
const manifestType = "application/vnd.oci.image.manifest.v1+json";
const provenance = "https://slsa.dev/provenance/v1";

/** An image with its attestation and a signature of that, as a daemon would send them. */
function chainOf({ signature = bundled, indexTitle, predicate = provenance }: ChainParts): {
  readonly chain: AttestationChain;
} {
  const blobs = new Map<string, AttestationBlob>();
  const put = (data: Buffer, mediaType: string) => {
    const digest = `sha256:${sha256(data).toString("hex")}`;
    blobs.set(digest, { mediaType, digest, size: data.length, annotations: {}, data });
    return { mediaType, digest, size: data.length };
  };
  const hardened = indexTitle === undefined ? {} : { annotations: { "com.docker.dhi.build.id": "1" } };
  const image = {
    mediaType: manifestType,
    digest: `sha256:${"1".repeat(64)}`,
    size: 7,
    platform: { os: "linux", architecture: "amd64" },
    ...hardened,
  };
  const layers = [
    {
      mediaType: "application/vnd.in-toto+json",
      digest: artifact,
      size: 1,
      annotations: { "in-toto.io/predicate-type": predicate },
    },
  ];
  const referrer = {
    artifactType: "application/vnd.in-toto+json",
    annotations: { "in-toto.io/predicate-type": predicate },
  };
  const bytes = json({
    schemaVersion: 2,
    mediaType: manifestType,
    layers,
    subject: { mediaType: manifestType, digest: image.digest, size: 7 },
    ...(indexTitle && referrer),
  });
  const attestation = put(bytes, manifestType);
  const beside = {
    ...attestation,
    annotations: { "vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": image.digest },
  };
  const index = {
    manifests: indexTitle ? [image] : [image, beside],
    annotations: { "org.opencontainers.image.title": indexTitle },
  };
  const root = put(json(index), "application/vnd.oci.image.index.v1+json");
  const { type, layer, annotations = {} } = signature({ digest: attestation.digest, bytes });
  const signed = put(layer, type);
  const manifest = put(
    json({ artifactType: type === bundleType ? type : "", layers: [{ ...signed, annotations }], subject: attestation }),
    manifestType,
  );
  return {
    chain: {
      root: root.digest,
      imageManifest: image.digest,
      attestationManifest: attestation.digest,
      signatureManifests: [manifest.digest],
      blobs,
    },
  };
}

function bundled({ digest }: { readonly digest: string }) {
  return { type: bundleType, layer: json(authority.bundle(authority.certify(ownRequest), provenanceOf(digest))) };
}

function simplySigned(options: { readonly digest?: string; readonly form?: "old" | "new"; readonly at?: Date } = {}) {
  return ({ digest }: { readonly digest: string }) => {
    const critical = {
      identity: { "docker-reference": "docker.io/o/r" },
      image: { "docker-manifest-digest": options.digest ?? digest },
      type: "cosign container image signature",
    };
    const layer = json({ critical, optional: {} });
    const certificate = authority.certify(ownRequest);
    const signature = sign("sha256", layer, certificate.key.privateKey);
    const { logIndex, logId, integratedTime, inclusionPromise, canonicalizedBody } = authority.hashedEntry(
      layer,
      signature,
      options,
    );
    const keyId = Buffer.from(logId.keyId, "base64").toString("hex");
    const older = {
      SignedEntryTimestamp: inclusionPromise?.signedEntryTimestamp,
      Payload: { body: canonicalizedBody, integratedTime: Number(integratedTime), logIndex: 0, logID: keyId },
    };
    const newer = {
      content: {
        verificationMaterial: {
          tlogEntries: [{ logIndex, logId: { keyId }, integratedTime, inclusionPromise, canonicalizedBody }],
        },
      },
    };
    return {
      type: "application/vnd.dev.cosign.simplesigning.v1+json",
      layer,
      annotations: {
        "dev.cosignproject.cosign/signature": signature.toString("base64"),
        "dev.sigstore.cosign/certificate": `-----BEGIN CERTIFICATE-----\n${certificate.der.toString("base64")}\n-----END CERTIFICATE-----\n`,
        "dev.sigstore.cosign/bundle": JSON.stringify(options.form === "new" ? newer : older),
      },
    };
  };
}

const amd64 = { os: "linux", architecture: "amd64", variant: "", osVersion: "", osFeatures: [] };

describe("an image", () => {
  test("whose attestation is signed with a bundle", async () => {
    expect(await verifier.verifyImage(chainOf({}).chain, amd64)).toMatchObject({
      kind: "self-signed-github-repo",
      type: "bundle-v0.3",
      dockerReference: "",
      signer: { subjectAlternativeName: ownWorkflow },
    });
  });

  test.for(["old", "new"] as const)(
    "whose attestation is signed as cosign did, with the %s way to write the log",
    async (form) => {
      const verified = await verifier.verifyImage(chainOf({ signature: simplySigned({ form }) }).chain, amd64);
      expect(verified).toMatchObject({
        kind: "self-signed-github-repo",
        type: "simplesigning-v1",
        dockerReference: "docker.io/o/r",
        timestamps: [{ type: "Tlog", timestamp: "2025-03-01T12:00:00Z" }],
      });
    },
  );

  test("a signed text about another image does not hold", async () => {
    const { chain } = chainOf({ signature: simplySigned({ digest: artifact }) });
    await expect(verifier.verifyImage(chain, amd64)).rejects.toThrow(
      `the signed text is about ${artifact} and not about ${chain.attestationManifest}`,
    );
  });

  test("a hardened image is checked with its own key, which nobody else has", async () => {
    const hardened = (at: Date) => chainOf({ signature: simplySigned({ at }), indexTitle: "dhi/node" }).chain;
    await expect(verifier.verifyImage(hardened(signedAt), amd64)).rejects.toThrow(
      "Public key is not valid for timestamp",
    );
    const later = hardened(new Date("2025-06-01T00:00:00Z"));
    await expect(verifier.verifyImage(later, amd64)).rejects.toThrow("signature verification failed");
  });

  test("a blob that is not what it is called does not hold", async () => {
    const { chain } = chainOf({});
    const blobs = new Map(chain.blobs);
    const root = blobs.get(chain.root);
    if (root) blobs.set(chain.root, { ...root, data: Buffer.concat([root.data, Buffer.from(" ")]) });
    await expect(verifier.verifyImage({ ...chain, blobs }, amd64)).rejects.toThrow(
      `what the daemon sent as ${chain.root} is something else`,
    );
  });

  test("another platform's, another attestation's, and no provenance do not hold", async () => {
    const { chain } = chainOf({});
    const other = chainOf({ predicate: "https://slsa.dev/provenance/v0.2" }).chain;
    const blobs = new Map([...chain.blobs, ...other.blobs]);
    await expect(verifier.verifyImage(chain, { ...amd64, architecture: "arm64" })).rejects.toThrow(
      "is for linux/amd64 and not for linux/arm64",
    );
    await expect(
      verifier.verifyImage({ ...chain, blobs, attestationManifest: other.attestationManifest }, amd64),
    ).rejects.toThrow(`and not ${other.attestationManifest}`);
    await expect(
      verifier.verifyImage({ ...chain, blobs, signatureManifests: other.signatureManifests }, amd64),
    ).rejects.toThrow(`is about ${other.attestationManifest} and not about`);
    await expect(
      verifier.verifyImage(chainOf({ predicate: "https://spdx.dev/Document" }).chain, amd64),
    ).rejects.toThrow("has no provenance");
  });
});
