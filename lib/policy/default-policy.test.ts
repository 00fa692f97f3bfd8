import { expect, test } from "vitest";
import { amd64, op, provenanceChain } from "../../testing/policies/ask.js";
import { defaultPolicyFile, openPolicy } from "./index.js";
import type { AttestationSignature } from "./signature-verifier.js";
import { signatureVerifier } from "./signatures/index.js";

const digest = `sha256:${"d".repeat(64)}`;

/** As Docker's workflow for building leaves one, for what was released from `ref`. */
function signatureAt(repository: string, ref: string): AttestationSignature {
  return {
    kind: "docker-github-builder",
    type: "bundle-v0.3",
    timestamps: [{ type: "Tlog", uri: "https://rekor.test", timestamp: "2025-03-01T12:00:00Z" }],
    dockerReference: "",
    isHardened: false,
    signer: {
      certificateIssuer: "CN=sigstore-intermediate,O=sigstore.dev",
      subjectAlternativeName: "https://github.com/docker/github-builder/.github/workflows/build.yml@refs/tags/v1",
      issuer: "https://token.actions.githubusercontent.com",
      runnerEnvironment: "github-hosted",
      sourceRepositoryURI: `https://github.com/${repository}`,
      sourceRepositoryRef: ref,
    },
  };
}

/** "asked" when it matters who signed the image, and then what is decided: unsigned, and signed. */
async function decided(name: string, signature?: AttestationSignature): Promise<string> {
  const policy = await openPolicy({
    files: [defaultPolicyFile],
    env: { args: new Map(), labels: new Map(), filename: "Dockerfile", target: "" },
    defaultPlatform: amd64,
    verifier: async () => ({
      ...signatureVerifier({ stateFolder: "/nowhere", now: () => 0 }),
      verifyImage: async () => signature,
    }),
    log: () => {},
    now: () => 0,
  });
  const source = op(`docker-image://${name}`);
  const first = await policy.check({ source: { source }, platform: amd64 }, new AbortController().signal);
  if (first.kind === "decision") return first.action;
  const chain = { ...provenanceChain("https://slsa.dev/provenance/v1", {}), signatureManifests: [digest] };
  const answer = await policy.check(
    { source: { source, image: { digest, attestationChain: chain } }, platform: amd64 },
    new AbortController().signal,
  );
  return answer.kind === "decision" ? `asked, ${answer.action}` : "asked twice";
}

const buildkit = "moby/buildkit";
const scanner = "docker/buildkit-syft-scanner";

const cases: readonly (readonly [image: string, repository: string, ref: string, decision: string])[] = [
  // Not Docker's to load, or from before there were signatures.
  ["alpine:3", buildkit, "", "allow"],
  ["example.com/docker/dockerfile:1", buildkit, "", "allow"],
  ["docker/dockerfile:1.20", buildkit, "", "allow"],
  ["docker/dockerfile:1.9.0-labs", buildkit, "", "allow"],
  ["docker/dockerfile:0", buildkit, "", "allow"],
  ["docker/dockerfile:mine", buildkit, "", "allow"],
  [`docker/dockerfile@${digest}`, buildkit, "", "allow"],
  ["docker/buildkit-syft-scanner:1.9", scanner, "", "allow"],
  ["moby/buildkit:v0.26.3", buildkit, "", "allow"],
  ["moby/buildkit:master-cache", buildkit, "", "allow"],
  [`moby/buildkit@${digest}`, buildkit, "", "allow"],
  // Unsigned.
  ...[
    "docker/dockerfile:1",
    "docker/dockerfile:latest",
    "docker/dockerfile-upstream:master",
    "docker/dockerfile:2.0",
    "docker/buildkit-syft-scanner:latest",
    "docker/buildkit-syft-scanner:1",
    "moby/buildkit:latest",
    "moby/buildkit:buildx-stable-1-rootless",
    "moby/buildkit:v0.27.0",
    "moby/buildkit:v1.0.0-rc1-ubuntu",
  ].map((name) => [name, "", "", "asked, deny"] as const),
  // Tags that move may be built from anything in the repository.
  ["docker/dockerfile:labs", buildkit, "refs/heads/master", "asked, allow"],
  ["docker/dockerfile:labs", scanner, "refs/heads/master", "asked, deny"],
  ["docker/buildkit-syft-scanner:latest", scanner, "refs/heads/main", "asked, allow"],
  ["moby/buildkit:buildx-stable-1", buildkit, "refs/heads/master", "asked, allow"],
  ["moby/buildkit:nightly", "o/fork", "refs/heads/master", "asked, deny"],
  // Others are of their release.
  ["docker/dockerfile:1", buildkit, "refs/tags/dockerfile/1.21.0", "asked, allow"],
  ["docker/dockerfile:1.21", buildkit, "refs/tags/dockerfile/1.21.3", "asked, allow"],
  ["docker/dockerfile:1.21.0", buildkit, "refs/tags/dockerfile/1.21.0", "asked, allow"],
  ["docker/dockerfile:1.21-labs", buildkit, "refs/tags/dockerfile/1.21.0-labs", "asked, allow"],
  [`docker/dockerfile:1.21@${digest}`, buildkit, "refs/tags/dockerfile/1.21.3", "asked, allow"],
  ["docker/dockerfile:1.21", buildkit, "refs/tags/dockerfile/1.22.0", "asked, deny"],
  ["docker/dockerfile:1.21", buildkit, "refs/tags/dockerfile/1.21.0-rc1", "asked, deny"],
  ["docker/dockerfile:1.21", buildkit, "refs/tags/dockerfile/1.21.0-labs", "asked, deny"],
  ["docker/dockerfile:1.21", buildkit, "refs/tags/v1.21.0", "asked, deny"],
  ["docker/dockerfile:1.21.0", buildkit, "refs/tags/dockerfile/1.21.1", "asked, deny"],
  ["docker/dockerfile:1.2", buildkit, "refs/tags/dockerfile/1.21.0", "allow"],
  ["docker/dockerfile:2", buildkit, "refs/tags/dockerfile/1.21.0", "asked, deny"],
  ["docker/dockerfile:1.21", "o/fork", "refs/tags/dockerfile/1.21.0", "asked, deny"],
  ["docker/buildkit-syft-scanner:1.10", scanner, "refs/tags/1.10.0", "asked, allow"],
  ["docker/buildkit-syft-scanner:1.10", scanner, "refs/heads/1.10.0", "asked, deny"],
  ["moby/buildkit:v0.27.0", buildkit, "refs/tags/v0.27.0", "asked, allow"],
  ["moby/buildkit:v0.27.0-rootless", buildkit, "refs/tags/v0.27.0", "asked, allow"],
  ["moby/buildkit:v0.27.0-rc2", buildkit, "refs/tags/v0.27.0-rc2", "asked, allow"],
  ["moby/buildkit:v0.27.0", buildkit, "refs/tags/v0.27.1", "asked, deny"],
  ["moby/buildkit:v0.27.0", buildkit, "refs/tags/v0.27.0-rc2", "asked, deny"],
];

test.for(cases)("%s, signed by %j at %j: %s", async ([image, repository, ref, decision]) => {
  expect(await decided(image, repository === "" ? undefined : signatureAt(repository, ref))).toBe(decision);
});

const weak: readonly (readonly [string, (good: AttestationSignature) => AttestationSignature])[] = [
  ["of another kind", (good) => ({ ...good, kind: "self-signed-github-repo" })],
  ["of another form", (good) => ({ ...good, type: "simplesigning-v1" })],
  ["of no time", (good) => ({ ...good, timestamps: [] })],
  ["of no signer", ({ signer: _, ...good }) => good],
  ["of a machine of one's own", (good) => ({ ...good, ...changed(good, { runnerEnvironment: "self-hosted" }) })],
  ["of another issuer", (good) => ({ ...good, ...changed(good, { issuer: "https://accounts.google.com" }) })],
  ["of another authority", (good) => ({ ...good, ...changed(good, { certificateIssuer: "CN=other" }) })],
];

test.for(weak)("a signature %s does not count", async ([, weaken]) => {
  const good = signatureAt(buildkit, "refs/tags/dockerfile/1.21.0");
  expect(await decided("docker/dockerfile:1.21", good)).toBe("asked, allow");
  expect(await decided("docker/dockerfile:1.21", weaken(good))).toBe("asked, deny");
});

function changed({ signer }: AttestationSignature, change: Partial<NonNullable<typeof signer>>) {
  return signer === undefined ? {} : { signer: { ...signer, ...change } };
}

test.for(["https://example.com/a", "git://github.com/a/b.git", "local://context"])(
  "%s is allowed",
  async (identifier) => {
    const policy = await openPolicy({
      files: [defaultPolicyFile],
      env: { args: new Map(), labels: new Map(), filename: "Dockerfile", target: "" },
      defaultPlatform: amd64,
      log: () => {},
      now: () => 0,
    });
    expect(await policy.check({ source: { source: op(identifier) } }, new AbortController().signal)).toEqual({
      kind: "decision",
      action: "allow",
      messages: [],
    });
    expect([...(await policy.caps())]).toEqual([]);
  },
);
