import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ask, converse, op, type TestPolicyOptions, testPolicy } from "../../testing/policies/ask.js";
import { keepTrustedRoot, newAuthority } from "../../testing/signatures/authority.js";
import { recordedCases } from "../../testing/signatures/cases.js";
import {
  artifact,
  gitHub,
  json,
  ownRequest,
  provenanceOf,
  signedImages,
} from "../../testing/signatures/signed-image.js";
import { signatureVerifier } from "./signatures/index.js";

const digest = `sha256:${"d".repeat(64)}`;
const other = `sha256:${"e".repeat(64)}`;
const image = op("docker-image://a.io/b:1", { "image.recordtype": "internal" });
const download = op("https://github.com/o/r/releases/download/v1/a.tgz");

// Nobody answers there: what is needed has to be in the folder.
const mirror = "http://127.0.0.1:1";
const stateFolder = mkdtempSync(join(tmpdir(), "sigstore-"));
afterAll(() => rmSync(stateFolder, { recursive: true }));
const authority = newAuthority();
keepTrustedRoot(stateFolder, mirror, authority);
const verifier = async () => signatureVerifier({ stateFolder, mirror, now: () => Date.UTC(2025, 0, 1) });

function allowing(body: string, options: TestPolicyOptions = {}) {
  return testPolicy(`default allow := false\nallow if { ${body} }\ndecision := {"allow": allow}`, {
    verifier,
    ...options,
  });
}

function reasons({ log }: { readonly log: readonly string[] }): readonly string[] {
  return log.filter((line) => /^info: \w+: /.test(line));
}

describe("pin_image", () => {
  test("has another source read, with the digest in place of what the tag is", async () => {
    const policy = await allowing(`pin_image(input.image, "${digest}"); pin_image(input.image, "${digest}")`);
    expect(await ask(policy, { source: image })).toEqual({
      kind: "decision",
      action: "convert",
      messages: [],
      update: {
        identifier: `docker-image://a.io/b:1@${digest}`,
        attrs: { "image.recordtype": "internal", "image.checksum": digest },
      },
    });
    const short = await ask(policy, { source: op(`docker-image://alpine@${other}`) });
    expect(short).toMatchObject({ update: { identifier: `docker-image://docker.io/library/alpine@${digest}` } });
  });

  test("has nothing to do for the image that is that digest, or one that is not allowed", async () => {
    const policy = await allowing(`pin_image(input.image, "${digest}")`);
    expect(await ask(policy, { source: image, image: { digest } })).toMatchObject({ action: "allow" });
    expect(await ask(policy, { source: op(`docker-image://a.io/b@${digest}`) })).toMatchObject({ action: "allow" });
    const refusing = await allowing(`pin_image(input.image, "${digest}"); input.image.tag == "2"`);
    expect(await ask(refusing, { source: image })).toMatchObject({ action: "deny" });
  });

  test("to several digests is a mistake", async () => {
    const policy = await allowing(`pin_image(input.image, "${digest}"); pin_image(input.image, "${other}")`);
    await expect(ask(policy, { source: image })).rejects.toThrow(
      `the policy pins docker-image://a.io/b:1 (linux/amd64) to several digests: ${digest}, ${other}`,
    );
  });

  test.for<readonly [string, string]>([
    ['input.image, "sha256:abc"', 'info: pin_image: "sha256:abc" is no digest such as "sha256:…"'],
    [`{"ref": "x"}, "${digest}"`, "info: pin_image: the first argument has to be input.image"],
    ['input.image, json.unmarshal("1")', "info: pin_image: a digest is wanted, as a string"],
  ])("of %s does nothing, and the log says why", async ([args, reason]) => {
    const policy = await allowing(`pin_image(${args})`);
    expect(await ask(policy, { source: image })).toMatchObject({ action: "deny" });
    expect(reasons(policy)).toEqual([reason]);
  });

  test("of another source is false", async () => {
    const policy = await allowing(`pin_image({}, "${digest}") == false`);
    expect(await ask(policy, { source: op("local://context") })).toMatchObject({ action: "allow" });
  });
});

describe("load_json", () => {
  const files = { "sub/a.json": '{"x": [1, {"y": null}], "big": 12345678901234567890}', "bad.json": "{" };

  test("gives what the file holds", async () => {
    const body =
      'found := load_json("sub/a.json"); found.x == [1, {"y": null}]; found.big == 12345678901234567890; load_json("sub/a.json") == found';
    expect(await ask(await allowing(body, { files }), { source: image })).toMatchObject({ action: "allow" });
  });

  test.for([
    ["nope.json", /^info: load_json: there is no file "nope\.json"$/],
    ["bad.json", /^info: load_json: "bad\.json" is not JSON: /],
  ] as const)("of %s gives nothing", async ([path, reason]) => {
    const policy = await allowing(`load_json("${path}")`, { files });
    expect(await ask(policy, { source: image })).toMatchObject({ action: "deny" });
    expect(reasons(policy)).toEqual([expect.stringMatching(reason)]);
  });

  test("reads up to four mebibytes, and only once", async () => {
    const asked: unknown[] = [];
    const readFile = async (path: string, limit: number) => {
      asked.push([path, limit]);
      return Buffer.from("1");
    };
    const policy = await testPolicy('decision := {"allow": load_json("a") + load_json("a") == 2}', { readFile });
    expect(await ask(policy, { source: image })).toMatchObject({ action: "allow" });
    expect(await ask(policy, { source: download })).toMatchObject({ action: "allow" });
    expect(asked).toEqual([["a", 4 * 1024 * 1024]]);
  });
});

describe("verify_http_pgp_signature", () => {
  const signed = recordedCases.find(({ name }) => name === "ed25519");
  if (signed?.file === undefined) throw new Error("there is no signed file");
  const { content, signature } = signed.file;
  const files = { "a.asc": signature, "keys.asc": signed.keys, "bad.asc": "x" };

  function answersTo(text: string, requests: object[]) {
    return async (policy: Awaited<ReturnType<typeof testPolicy>>) => {
      const first = await ask(policy, { source: download });
      if (first.kind !== "request" || first.request.http?.checksumRequest === undefined) return first;
      const { algorithm, suffix } = first.request.http.checksumRequest;
      requests.push({ algorithm });
      const hex = createHash(algorithm).update(text).update(suffix).digest("hex");
      const checksumResponse = { digest: `${algorithm}:${hex}`, suffix };
      return ask(policy, { source: download, http: { checksum: digest, filename: "a", checksumResponse } });
    };
  }

  test.for([
    ["the file", content, "allow"],
    ["another", `${content}x`, "deny"],
  ] as const)("has the daemon hash %s with what the signature adds", async ([, text, action]) => {
    const requests: object[] = [];
    const policy = await allowing('verify_http_pgp_signature(input.http, "a.asc", "keys.asc")', { files });
    expect(await answersTo(text, requests)(policy)).toMatchObject({ kind: "decision", action });
    expect(requests).toEqual([{ algorithm: expect.stringMatching(/^sha(?:256|384|512)$/) }]);
  });

  test("asks again when the answer is to another question", async () => {
    const policy = await allowing('verify_http_pgp_signature(input.http, "a.asc", "keys.asc")', { files });
    const checksumResponse = { digest, suffix: Buffer.from("other") };
    expect(
      await ask(policy, { source: download, http: { checksum: digest, filename: "a", checksumResponse } }),
    ).toMatchObject({ kind: "request", request: { http: { checksumRequest: {} } } });
  });

  test("of what is no signature, or is not there, gives nothing", async () => {
    for (const path of ["bad.asc", "nope.asc"]) {
      const policy = await allowing(`verify_http_pgp_signature(input.http, "${path}", "keys.asc")`, { files });
      expect(await ask(policy, { source: download })).toMatchObject({ action: "deny" });
      expect(reasons(policy)).toHaveLength(1);
    }
  });
});

const builder = "https://github.com/docker/github-builder/.github/workflows/build.yml@refs/tags/v1";
const byDocker = { name: builder, extensions: { ...gitHub, 9: builder } };
const bundleBy = (request: typeof byDocker | typeof ownRequest) =>
  json(authority.bundle(authority.certify(request), provenanceOf(artifact)));
const fetched = { http: { checksum: artifact, filename: "a" } };

describe("artifact_attestation", () => {
  const files = {
    "own.json": bundleBy(ownRequest).toString("latin1"),
    "docker.json": bundleBy(byDocker).toString("latin1"),
    "bad.json": "{}",
  };

  test.for([
    ['artifact_attestation(input.http, "own.json").kind == "self-signed-github-repo"', "allow"],
    ['artifact_attestation(input.http, "own.json").signer.sourceRepositoryURI == "https://github.com/o/r"', "allow"],
    ['artifact_attestation(input.http, "own.json").timestamps[0].type == "Tlog"', "allow"],
    ['docker_github_builder_bundle(input.http, "docker.json", "o/r")', "allow"],
    ['docker_github_builder_bundle(input.http, "docker.json", "o/other")', "deny"],
    ['docker_github_builder_bundle(input.http, "own.json", "o/r")', "deny"],
    ['artifact_attestation(input.http, "bad.json")', "deny"],
    ['artifact_attestation(input.http, "nope.json")', "deny"],
  ] as const)("%s: %s, once the checksum is there", async ([body, action]) => {
    const policy = await allowing(body, { files });
    expect(await converse(policy, download, [fetched])).toMatchObject({ requests: [{}], decision: { action } });
  });

  test("of another file does not hold", async () => {
    const policy = await allowing('artifact_attestation(input.http, "own.json")', { files });
    expect(await ask(policy, { source: download, http: { checksum: digest, filename: "a" } })).toMatchObject({
      action: "deny",
    });
  });
});

describe("github_attestation", () => {
  const listing = "https://api.github.com/repos/o/r/attestations";
  const resolverOf = (answers: Readonly<Record<string, Uint8Array>>, asked: string[]) => ({
    resolveMeta: () => Promise.reject(new Error("not asked")),
    fetch: async (url: string) => {
      asked.push(url);
      const answer = answers[url];
      if (answer === undefined) throw new Error("404 Not Found");
      return answer;
    },
  });
  const page = `${listing}/${artifact}?predicate_type=https%3A%2F%2Fslsa.dev%2Fprovenance%2Fv1`;
  const parsed: unknown = JSON.parse(bundleBy(byDocker).toString());
  const stored = "https://store.example/b.json?sig=1";

  const cases = [
    {
      title: "that is in the answer",
      answers: { [page]: json({ attestations: [{ bundle: parsed }] }) },
      action: "allow",
    },
    {
      title: "that is kept elsewhere",
      answers: { [page]: json({ attestations: [{ bundle: null, bundle_url: stored }] }), [stored]: bundleBy(byDocker) },
      action: "allow",
    },
    {
      title: "after one that cannot be read and one that does not hold",
      answers: {
        [page]: json({ attestations: [{ bundle_url: "https://gone.example/" }, { bundle: {} }, { bundle: parsed }] }),
      },
      action: "allow",
    },
    { title: "when there is none", answers: { [page]: json({ attestations: [] }) }, action: "deny" },
    { title: "in what is no answer", answers: { [page]: Buffer.from("<html>") }, action: "deny" },
    { title: "when nobody answers", answers: {}, action: "deny" },
  ];

  test.for(cases)("finds a bundle $title: $action", async ({ answers, action }) => {
    const asked: string[] = [];
    const policy = await allowing('docker_github_builder_signature(github_release_attestation(input.http), "o/r")', {
      resolver: resolverOf(answers, asked),
    });
    expect(await converse(policy, download, [fetched])).toMatchObject({ requests: [{}], decision: { action } });
    expect(asked[0]).toBe(page);
  });

  test.for(["o", "o/r/x", "../../x", ""])("asks nobody about %j", async (repository) => {
    const asked: string[] = [];
    const policy = await allowing(`github_attestation(input.http, "${repository}")`, {
      resolver: resolverOf({}, asked),
    });
    expect(await converse(policy, download, [fetched])).toMatchObject({ decision: { action: "deny" } });
    expect(asked).toEqual([]);
  });
});

test("signatures of an image are shown when they hold", async () => {
  const { chain } = signedImages(authority).chainOf({});
  const policy = await allowing(
    'some signature in input.image.signatures; signature.kind == "self-signed-github-repo"; signature.type == "bundle-v0.3"',
  );
  const source = { source: image, image: { digest, attestationChain: chain } };
  expect(await ask(policy, source)).toMatchObject({ action: "allow" });
  const changed = { ...chain, attestationManifest: other };
  expect(await ask(policy, { ...source, image: { digest, attestationChain: changed } })).toMatchObject({
    action: "deny",
  });
});
