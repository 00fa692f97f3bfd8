import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import {
  type Authority,
  type CertificateRequest,
  keepTrustedRoot,
  type LogOptions,
  newAuthority,
  signedAt,
} from "../../../testing/signatures/authority.js";
import {
  artifact,
  gitHub,
  json,
  ownRequest,
  ownWorkflow,
  provenanceOf,
  signedImages,
} from "../../../testing/signatures/signed-image.js";
import { SignatureError, type SignatureVerifier } from "../signature-verifier.js";
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

function bundleBy(signer: Authority, request: CertificateRequest = ownRequest, options?: LogOptions) {
  return signer.bundle(signer.certify(request), provenanceOf(artifact), options);
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
    expect(
      await unused.verifyImage({ ...signedImages(authority).chainOf({}).chain, signatureManifests: [] }, undefined),
    ).toBeUndefined();
    expect(readdirSync(stateFolder)).toEqual([]);
  });
});

test("whatever stands in a bundle, it holds as it did or the error says what is wrong", async () => {
  const bundle = bundleBy(authority, ownRequest, { isStamped: true });
  const places = placesOf(bundle);
  const odd = fc.oneof(
    fc.constantFrom(undefined, null, 0, "", "AAAA", [], {}, "-1", 1e300),
    fc.json().map((text): unknown => JSON.parse(text)),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), odd, async (place, value) => {
      // Nothing at all is no JSON.
      fc.pre(place.length > 0 || value !== undefined);
      await verifier.verifyArtifact(artifact, json(withValue(bundle, place, value))).catch((error: unknown) => {
        if (!(error instanceof SignatureError)) throw error;
      });
    }),
    { numRuns: 500 },
  );
});

type Place = readonly string[];

/** The way to each value in `value`, and to each in those. */
function placesOf(value: unknown): readonly Place[] {
  if (typeof value !== "object" || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, each]) => placesOf(each).map((rest) => [key, ...rest]))];
}

function withValue(value: unknown, [key, ...rest]: Place, put: unknown): unknown {
  if (key === undefined) return put;
  if (Array.isArray(value))
    return value.map((each, index) => (String(index) === key ? withValue(each, rest, put) : each));
  return { ...Object(value), [key]: withValue(Object(value)[key], rest, put) };
}
