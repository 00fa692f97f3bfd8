import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { keepTrustedRoot, newAuthority, signedAt } from "../../../testing/signatures/authority.js";
import { artifact, ownWorkflow, signedImages } from "../../../testing/signatures/signed-image.js";
import { signatureVerifier } from "./index.js";

// Nobody answers there: what is needed has to be in the folder.
const mirror = "http://127.0.0.1:1";
const folder = mkdtempSync(join(tmpdir(), "sigstore-"));
afterAll(() => rmSync(folder, { recursive: true }));

const authority = newAuthority();
const { chainOf, simplySigned } = signedImages(authority);
keepTrustedRoot(folder, mirror, authority);
const verifier = signatureVerifier({ stateFolder: folder, mirror, now: Date.now });
const amd64 = { os: "linux", architecture: "amd64", variant: "", osVersion: "", osFeatures: [] };

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
  await expect(verifier.verifyImage(chainOf({ predicate: "https://spdx.dev/Document" }).chain, amd64)).rejects.toThrow(
    "has no provenance",
  );
});
