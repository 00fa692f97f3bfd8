// Artifacts and images with provenance that is signed, as a daemon would send them.

import { sign } from "node:crypto";
import type { AttestationBlob, AttestationChain } from "../../lib/buildkit/index.js";
import type { Authority, CertificateRequest } from "./authority.js";
import { sha256 } from "./certificate.js";

export const gitHub = {
  8: "https://token.actions.githubusercontent.com",
  11: "github-hosted",
  12: "https://github.com/o/r",
};
export const ownWorkflow = "https://github.com/o/r/.github/workflows/ci.yml@refs/heads/main";
export const ownRequest: CertificateRequest = { name: ownWorkflow, extensions: { ...gitHub, 9: ownWorkflow } };
export const artifact = `sha256:${sha256("artifact").toString("hex")}`;

export function provenanceOf(digest: string, predicateType = "https://slsa.dev/provenance/v1"): object {
  const [algorithm = "", hex = ""] = digest.split(":");
  return {
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: "a", digest: { [algorithm]: hex } }],
    predicateType,
    predicate: {},
  };
}

export function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

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

export function signedImages(authority: Authority) {
  return { chainOf, simplySigned };

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
      json({
        artifactType: type === bundleType ? type : "",
        layers: [{ ...signed, annotations }],
        subject: attestation,
      }),
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
}
