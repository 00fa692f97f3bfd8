import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { converse, op, provenanceChain, testPolicy } from "../../testing/policies/ask.js";
import type { SourceMeta } from "../buildkit/index.js";

const digest = `sha256:${"d".repeat(64)}`;
const image = op("docker-image://a.io/b:1");
const pinned = op(`docker-image://a.io/b@${digest}`);
const git = op("git://github.com/a/b.git#main");
const download = op("https://example.com/a");

const provenanceTypes = ["https://slsa.dev/provenance/v0.2", "https://slsa.dev/provenance/v1"];
const configuration = { image: { noConfig: false, attestationChain: false, resolveAttestations: [] } };
const attestations = { image: { noConfig: true, attestationChain: true, resolveAttestations: provenanceTypes } };
const both = { image: { noConfig: false, attestationChain: true, resolveAttestations: provenanceTypes } };
const reference = { git: { returnObject: false } };
const objects = { git: { returnObject: true } };

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
const chain = provenanceChain("https://slsa.dev/provenance/v1", { buildDefinition: { buildType: "t" } });
const configured = { image: { digest, config: bytes({ config: { Labels: { a: "1" }, User: "u" } }) } };
const attested = { image: { digest, attestationChain: chain } };
const everything = { image: { ...configured.image, ...attested.image } };
const commit = { git: { ref: "refs/heads/main", checksum: "a".repeat(40), commitChecksum: "" } };
const fetched = { http: { checksum: digest, filename: "a" } };

interface Case {
  readonly source: typeof image;
  readonly rule: string;
  readonly answers: readonly Omit<SourceMeta, "source">[];
  readonly requests: readonly object[];
  readonly action: "allow" | "deny";
}

const cases: readonly Case[] = [
  // Nothing, when all that matters is in the name.
  { source: image, rule: 'input.image.tag == "1"', answers: [], requests: [], action: "allow" },
  { source: image, rule: 'input.image.tag == "2"; input.image.labels.a', answers: [], requests: [], action: "deny" },
  { source: image, rule: "input.git.checksum", answers: [], requests: [], action: "deny" },
  { source: image, rule: "input.image.nosuch", answers: [], requests: [], action: "deny" },
  { source: pinned, rule: "input.image.checksum", answers: [], requests: [], action: "allow" },
  { source: git, rule: 'input.git.host == "github.com"', answers: [], requests: [], action: "allow" },
  { source: op("local://context"), rule: 'input.local.name == "context"', answers: [], requests: [], action: "allow" },
  // The member that is asked of says what for.
  ...["checksum", "labels.a", "user"].map((name): Case => {
    return {
      source: image,
      rule: `input.image.${name}`,
      answers: [configured],
      requests: [configuration],
      action: "allow",
    };
  }),
  ...["volumes", "workingDir", "env"].map((name): Case => {
    return {
      source: image,
      rule: `input.image.${name}`,
      answers: [configured],
      requests: [configuration],
      action: "deny",
    };
  }),
  ...["hasProvenance", "provenance.buildType"].map((name): Case => {
    return {
      source: image,
      rule: `input.image.${name}`,
      answers: [attested],
      requests: [attestations],
      action: "allow",
    };
  }),
  { source: image, rule: "input.image.signatures", answers: [attested], requests: [attestations], action: "deny" },
  ...["ref", "checksum", "commitChecksum", "branch"].map((name): Case => {
    return { source: git, rule: `input.git.${name}`, answers: [commit], requests: [reference], action: "allow" };
  }),
  ...["tagName", "isAnnotatedTag", "isSHA256"].map((name): Case => {
    return { source: git, rule: `input.git.${name}`, answers: [commit], requests: [reference], action: "deny" };
  }),
  { source: download, rule: "input.http.checksum", answers: [fetched], requests: [{}], action: "allow" },
  // However it is asked.
  {
    source: image,
    rule: "not input.image.labels.x",
    answers: [configured],
    requests: [configuration],
    action: "allow",
  },
  { source: image, rule: "not input.image.labels.a", answers: [configured], requests: [configuration], action: "deny" },
  { source: image, rule: "input.image.labels[_]", answers: [configured], requests: [configuration], action: "allow" },
  {
    source: image,
    rule: 'k := "user"; input.image[k]',
    answers: [configured],
    requests: [configuration],
    action: "allow",
  },
  {
    source: image,
    rule: 'object.get(input, ["image", "labels", "a"], "") == "1"',
    answers: [configured],
    requests: [configuration],
    action: "allow",
  },
  { source: image, rule: "given(input.image)", answers: [configured], requests: [configuration], action: "allow" },
  {
    source: image,
    rule: 'docker_github_builder(input.image, "o/r")',
    answers: [attested],
    requests: [attestations],
    action: "deny",
  },
  // One after the other: what was told before is asked for again, as an answer takes the place of the last one.
  {
    source: image,
    rule: 'input.image.labels.a == "1"; input.image.hasProvenance; input.image.user == "u"',
    answers: [configured, everything],
    requests: [configuration, both],
    action: "allow",
  },
  {
    source: image,
    rule: 'input.image.hasProvenance; input.image.labels.a == "1"',
    answers: [attested, everything],
    requests: [attestations, both],
    action: "allow",
  },
  {
    source: image,
    rule: 'input.image.labels.a == "2"; input.image.hasProvenance',
    answers: [configured],
    requests: [configuration],
    action: "deny",
  },
];

test.for(cases)("$rule of $source.identifier", async ({ source, rule, answers, requests, action }) => {
  const policy = await testPolicy(`default allow := false
given(image) if image.labels.a == "1"
allow if { ${rule} }
decision := {"allow": allow}`);
  expect(await converse(policy, source, answers)).toEqual({
    requests,
    decision: { kind: "decision", action, messages: [] },
  });
});

test("objects of git are asked for", async () => {
  const policy = await testPolicy('decision := {"allow": true} if not input.git.commit.author.name == "x"');
  const raw = Buffer.from(`tree ${"1".repeat(40)}\nauthor A\ncommitter B\n\nm\n`);
  const checksum = createHash("sha1").update(`commit ${raw.length}\0`).update(raw).digest("hex");
  const answer = { git: { ref: "refs/heads/main", checksum, commitChecksum: "", commitObject: raw } };
  expect((await converse(policy, git, [answer])).requests).toEqual([objects]);
});

test("a rule that looks at all there is is shown what is known", async () => {
  const policy = await testPolicy(
    'decision := {"allow": false, "deny_msg": [concat(" ", sort(object.keys(input.image)))]}',
  );
  expect(await converse(policy, image, [])).toEqual({
    requests: [],
    decision: {
      kind: "decision",
      action: "deny",
      messages: ["arch fullRepo host os platform ref repo tag"],
    },
  });
});

test("what is asked and decided is logged", async () => {
  const policy = await testPolicy('decision := {"allow": input.image.user == "u", "deny_msg": ["not that"]}');
  await converse(policy, image, [configured]);
  expect(policy.log.filter((line) => line.startsWith("info"))).toEqual([
    "info: checking policy for source docker-image://a.io/b:1 (linux/amd64)",
    "info: policy decision for source docker-image://a.io/b:1 (linux/amd64): resolve missing fields user",
    "info: checking policy for source docker-image://a.io/b:1 (linux/amd64)",
    "info: policy decision for source docker-image://a.io/b:1 (linux/amd64): ALLOW",
  ]);
});
