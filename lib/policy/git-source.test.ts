import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { ask, op, shownInput, testPolicy } from "../../testing/policies/ask.js";
import { recordedCases, refusals } from "../../testing/signatures/cases.js";
import { signatureVerifier } from "./signatures/index.js";

const env = { filename: "Dockerfile", depth: 0 };
const sha1 = "a".repeat(40);
const sha256 = "b".repeat(64);
const repository = { schema: "https", host: "github.com", remote: "https://github.com/a/b.git" };

const addresses: readonly { readonly address: string; readonly full?: string; readonly git: object }[] = [
  { address: "github.com/a/b.git", git: repository },
  { address: "github.com/a/b.git#main", git: repository },
  {
    address: "github.com/a/b.git#refs/heads/main",
    git: { ...repository, branch: "main", ref: "refs/heads/main" },
  },
  {
    address: "github.com/a/b.git#refs/tags/v1:sub/./x/../dir/",
    git: { ...repository, tagName: "v1", ref: "refs/tags/v1", subDir: "sub/dir" },
  },
  { address: "github.com/a/b.git#main:/", git: repository },
  {
    address: `github.com/a/b.git#${sha1}`,
    git: { ...repository, ref: sha1, isCommitRef: true, checksum: sha1, commitChecksum: sha1 },
  },
  {
    address: `github.com/a/b.git#${sha256}`,
    git: { ...repository, ref: sha256, isCommitRef: true, isSHA256: true, checksum: sha256, commitChecksum: sha256 },
  },
  {
    address: "git@github.com:a/b.git#refs/heads/main",
    git: {
      schema: "ssh",
      host: "github.com",
      remote: "git@github.com:a/b.git",
      branch: "main",
      ref: "refs/heads/main",
    },
  },
  {
    address: "ssh://git@github.com:22/a/b.git",
    git: { schema: "ssh", host: "github.com:22", remote: "ssh://git@github.com:22/a/b.git" },
  },
  {
    address: "HTTP://u:p@github.com:8080/a/b.git?x=1#y",
    git: { schema: "http", host: "github.com:8080", remote: "http://u:p@github.com:8080/a/b.git" },
  },
  {
    address: "github.com/a/b.git#refs/heads/main",
    full: "git@github.com:a/b.git",
    git: {
      schema: "ssh",
      host: "github.com",
      remote: "git@github.com:a/b.git",
      fullURL: "git@github.com:a/b.git",
      branch: "main",
      ref: "refs/heads/main",
    },
  },
  {
    address: "github.com/a/b.git",
    full: "example.com/c",
    git: {
      schema: "https",
      host: "example.com",
      remote: "https://example.com/c",
      fullURL: "https://example.com/c",
    },
  },
];

test.for(addresses)("of $address ($full) the address tells", async ({ address, full, git }) => {
  const attrs = full === undefined ? {} : { "git.fullurl": full };
  expect(await shownInput({ source: op(`git://${address}`, attrs) })).toEqual({ env, git });
});

test.for<readonly [string, string | undefined]>([
  ["", undefined],
  ["github.com/%zz", undefined],
  ["github.com/a#x%", undefined],
  ["a_b@x_y:z", undefined],
  ["github.com/a", ""],
  ["github.com/a", "https://"],
])("%j (%j) is no address", async ([address, full]) => {
  const attrs = full === undefined ? {} : { "git.fullurl": full };
  const policy = await testPolicy("decision := {}");
  await expect(ask(policy, { source: op(`git://${address}`, attrs) })).rejects.toThrow(
    `"${full ?? address}" is no address of a git repository`,
  );
});

const tree = `tree ${"1".repeat(40)}`;
function commitBy(author: string): Buffer {
  return Buffer.from(`${tree}\nparent ${"2".repeat(40)}\nauthor ${author}\ncommitter C <c@d> 0 +0000\n\nadd\n\nmore\n`);
}
const tagger = "T <t@u> 1700000000 -0330";
const tagText = `object ${"3".repeat(40)}\ntype commit\ntag v1\ntagger ${tagger}\n\nrelease\n`;

function idOf(type: string, bytes: Uint8Array, algorithm = "sha1"): string {
  return createHash(algorithm).update(`${type} ${bytes.length}\0`).update(bytes).digest("hex");
}

function resolved(commit: Uint8Array, tag?: Uint8Array) {
  const commitChecksum = idOf("commit", commit);
  return {
    source: op(`git://github.com/a/b.git#${tag ? "v1" : "main"}`),
    git: {
      ref: tag ? "refs/tags/v1" : "refs/heads/main",
      checksum: tag ? idOf("tag", tag) : commitChecksum,
      commitChecksum: tag ? commitChecksum : "",
      commitObject: commit,
      ...(tag && { tagObject: tag }),
    },
  };
}

const authors: readonly (readonly [string, object])[] = [
  ["A B <a@b> 1700000000 +0530", { name: "A B", email: "a@b", when: "2023-11-15T03:43:20+05:30" }],
  ["Ä <> 1700000000 -0000", { name: "Ä", when: "2023-11-14T22:13:20Z" }],
  ["A <x> < a@b >", { name: "A <x>", email: "a@b" }],
  ["nobody", { name: "nobody" }],
  ["A <a@b> soon +0000", { name: "A", email: "a@b" }],
  ["A <a@b> 1700000000 +9999", { name: "A", email: "a@b" }],
];

test.for(authors)("a commit by %j", async ([author, shown]) => {
  const commit = commitBy(author);
  const id = idOf("commit", commit);
  expect(await shownInput(resolved(commit))).toEqual({
    env,
    git: {
      ...repository,
      branch: "main",
      ref: "refs/heads/main",
      checksum: id,
      commitChecksum: id,
      commit: {
        tree: "1".repeat(40),
        parents: ["2".repeat(40)],
        author: shown,
        committer: { name: "C", email: "c@d", when: "1970-01-01T00:00:00Z" },
        message: "add\n\nmore",
      },
    },
  });
});

test("an annotated tag is told of beside its commit", async () => {
  const [commit, tag] = [commitBy("A"), Buffer.from(tagText)];
  expect(await shownInput(resolved(commit, tag))).toMatchObject({
    git: {
      tagName: "v1",
      ref: "refs/tags/v1",
      isAnnotatedTag: true,
      checksum: idOf("tag", tag),
      commitChecksum: idOf("commit", commit),
      tag: {
        object: "3".repeat(40),
        type: "commit",
        tag: "v1",
        tagger: { name: "T", email: "t@u", when: "2023-11-14T18:43:20-03:30" },
        message: "release",
      },
    },
  });
});

test("what the reference was is kept when the daemon does not say what it is", async () => {
  const source = op("git://github.com/a/b.git#refs/tags/v1");
  expect(await shownInput({ source, git: { ref: "", checksum: sha1, commitChecksum: "" } })).toEqual({
    env,
    git: { ...repository, tagName: "v1", checksum: sha1, commitChecksum: sha1 },
  });
});

const lies: readonly {
  readonly title: string;
  readonly commit: string;
  readonly tag?: string;
  readonly wrong: RegExp;
}[] = [
  { title: "of nothing", commit: "\n", wrong: /^the commit \w{40} has no "tree"$/ },
  { title: "without an author", commit: `${tree}\ncommitter b\n\n`, wrong: /has no "author"$/ },
  { title: "that is a tag", commit: tagText, wrong: /^the commit \w{40} has no "tree"$/ },
  { title: "whose tag is a commit", commit: `${commitBy("A")}`, tag: `${commitBy("A")}`, wrong: /has no "object"$/ },
];

test.for(lies)("a commit $title is refused", async ({ commit, tag, wrong }) => {
  const source = resolved(Buffer.from(commit), tag === undefined ? undefined : Buffer.from(tag));
  await expect(ask(await testPolicy("decision := {}"), source)).rejects.toThrow(wrong);
});

test("an object that is not what it is called is refused", async () => {
  const source = resolved(commitBy("A"));
  const changed = { ...source, git: { ...source.git, checksum: sha1 } };
  await expect(ask(await testPolicy("decision := {}"), changed)).rejects.toThrow(`the commit that came as ${sha1} is`);
  const short = { ...source, git: { ...source.git, checksum: "abc" } };
  await expect(ask(await testPolicy("decision := {}"), short)).rejects.toThrow('"abc" is no id of a git object');
});

const verifier = async () => signatureVerifier({ stateFolder: "/nowhere", now: () => Date.UTC(2025, 0, 1) });

const signed = recordedCases.flatMap(({ name, keys, objects }) =>
  objects.map(({ kind, raw }) => ({ name, keys, kind, raw, holds: refusals[name] === undefined })),
);

test.for(signed)("$kind signed with $name: verify_git_signature is $holds", async ({ keys, kind, raw, holds }) => {
  const object = Buffer.from(raw, "latin1");
  const source = kind === "tag" ? resolved(commitBy("A"), object) : resolved(object);
  const rule = (member: string, path: string) => `verify_git_signature(input.git.${member}, "${path}")`;
  const policy = await testPolicy(
    `default allow := false
allow if ${rule(kind, "keys.asc")}
decision := {"allow": allow}`,
    { files: { "keys.asc": keys }, verifier },
  );
  expect(await ask(policy, source)).toMatchObject({ action: holds ? "allow" : "deny" });
});

test("what a signature says of itself is shown, unchecked", async () => {
  const shownOf = async (name: string) => {
    const raw =
      recordedCases.find((one) => one.name === name)?.objects.find(({ kind }) => kind === "commit")?.raw ?? "";
    return shownInput(resolved(Buffer.from(raw, "latin1")), { verifier });
  };
  expect(await shownOf("ed25519")).toMatchObject({
    git: { commit: { pgpSignature: { version: 4, keyID: expect.stringMatching(/^[0-9a-f]{16}$/) } } },
  });
  expect(await shownOf("ssh-ed25519")).toMatchObject({
    git: { commit: { sshSignature: { version: 1, pubKey: expect.stringMatching(/^SHA256:/) } } },
  });
});
