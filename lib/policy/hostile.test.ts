import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ask, op, provenanceChain, testPolicy } from "../../testing/policies/ask.js";
import { recordedCases } from "../../testing/signatures/cases.js";
import type { SourceMeta } from "../buildkit/index.js";
import { PolicyError, SourceError } from "./index.js";
import { signatureVerifier } from "./signatures/index.js";

// Names, images, provenance and commits are written by whoever wants to be built from.

const digest = `sha256:${"d".repeat(64)}`;
const policy = await testPolicy('decision := {"allow": true, "deny_msg": [json.marshal(input)]}', {
  verifier: async () => signatureVerifier({ stateFolder: "/nowhere", mirror: "http://127.0.0.1:1", now: () => 0 }),
});

/** There is an answer, or an error that says what is wrong. */
async function isAnswered(source: SourceMeta): Promise<void> {
  try {
    expect(await ask(policy, source)).toMatchObject({ kind: "decision", action: "allow" });
  } catch (error) {
    if (error instanceof SourceError || error instanceof PolicyError) return;
    if (error instanceof Error && error.name === "GitObjectError") return;
    throw error;
  }
}

const piece = fc.oneof(
  fc.constantFrom(
    "docker-image",
    "git",
    "https",
    "local",
    "://",
    "/",
    ":",
    "@",
    "#",
    "?",
    "&",
    "=",
    "%",
    "%2f",
    "%ff",
    ".",
  ),
  fc.constantFrom(
    "..",
    "a",
    "b.io",
    "[::1]",
    ":80",
    "git@",
    "refs/heads/",
    "refs/tags/",
    "__proto__",
    "\n",
    " ",
    "é",
    "😀",
  ),
  fc.constantFrom(digest, "a".repeat(40), "x".repeat(300)),
);
const joined = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));

test("whatever a source is called", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("", "docker-image://", "git://", "https://", "local://"), joined, (scheme, rest) =>
      isAnswered({ source: op(`${scheme}${rest}`, { "git.fullurl": rest.slice(0, 20) }) }),
    ),
  );
});

test("whatever an image is made of", async () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  const members = fc.constantFrom(
    ...["config", "Labels", "Env", "Volumes", "created", "buildType", "builder", "metadata", "materials", "invocation"],
    ...[
      "uri",
      "digest",
      "sha256",
      "buildDefinition",
      "resolvedDependencies",
      "runDetails",
      "configSource",
      "__proto__",
    ],
  );
  const document = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      json,
      joined,
      fc.dictionary(members, tie("value"), { maxKeys: 5 }),
      fc.array(tie("value"), { maxLength: 3 }),
    ),
  })).value;
  await fc.assert(
    fc.asyncProperty(document, document, fc.constantFrom("v0.2", "v1"), (config, predicate, version) => {
      const attestationChain = provenanceChain(`https://slsa.dev/provenance/${version}`, predicate);
      const image = { digest, config: Buffer.from(JSON.stringify(config) ?? "{"), attestationChain };
      return isAnswered({ source: op("docker-image://a:1"), image });
    }),
  );
});

test("whatever bytes a commit has", async () => {
  const raws = recordedCases.flatMap(({ objects }) => objects.filter(({ kind }) => kind === "commit"));
  const change = fc.record({ of: fc.nat(raws.length - 1), at: fc.nat(2000), text: fc.oneof(joined, fc.string()) });
  await fc.assert(
    fc.asyncProperty(change, ({ of, at, text }) => {
      const raw = raws[of]?.raw ?? "";
      const place = at % (raw.length + 1);
      const commitObject = Buffer.from(`${raw.slice(0, place)}${text}${raw.slice(place + text.length)}`, "latin1");
      const checksum = createHash("sha1").update(`commit ${commitObject.length}\0`).update(commitObject).digest("hex");
      const git = { ref: "refs/heads/main", checksum, commitChecksum: "", commitObject };
      return isAnswered({ source: op("git://github.com/a/b.git#main"), git });
    }),
  );
});

test.for([
  ["docker-image://", "a/".repeat(50_000)],
  ["docker-image://", "a-".repeat(50_000)],
  ["docker-image://", `${"a".repeat(100_000)}!`],
  ["docker-image://", `${"a.".repeat(50_000)}:`],
  ["git://", "a@".repeat(50_000)],
  ["git://", `git@${"a".repeat(100_000)}`],
  ["https://", "%".repeat(100_000)],
  ["https://a/?", "=&".repeat(50_000)],
])("a long name is answered: %s…", async ([scheme, rest]) => {
  await isAnswered({ source: op(`${scheme}${rest}`) });
});

test("a commit with very many parents is answered", async () => {
  const parents = `parent ${"2".repeat(40)}\n`.repeat(50_000);
  const commitObject = Buffer.from(`tree ${"1".repeat(40)}\n${parents}author A\ncommitter B\n\nm\n`);
  const checksum = createHash("sha1").update(`commit ${commitObject.length}\0`).update(commitObject).digest("hex");
  await isAnswered({
    source: op("git://github.com/a/b.git#main"),
    git: { ref: "refs/heads/main", checksum, commitChecksum: "", commitObject },
  });
});
