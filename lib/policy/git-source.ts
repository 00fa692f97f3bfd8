// What policies are told of a git repository.

import type { SourceMeta } from "../buildkit/index.js";
import { type Fields, withoutEmpty } from "./fields.js";
import { type GitObject, readGitObject } from "./git-object.js";
import { parseGitUrl, withScheme } from "./git-url.js";
import { type NodeWorld, SourceError, type SourceFacts } from "./source.js";

/** `rest` is the source's identifier without `git://`. */
export async function gitSource({ source, git }: SourceMeta, rest: string, world: NodeWorld): Promise<SourceFacts> {
  const url = parseGitUrl(withScheme(rest));
  if (url === undefined) throw new SourceError(`"${rest}" is no address of a git repository`);
  const written = source.attrs["git.fullurl"];
  const fullURL = written === undefined ? undefined : withScheme(written);
  const full = fullURL === undefined ? url : parseGitUrl(fullURL);
  if (full === undefined) throw new SourceError(`"${written}" is no address of a git repository`);
  const { ref, folder } = url;
  const base = { schema: full.scheme, host: full.host, remote: full.remote, fullURL, subDir: folder };
  if (git === undefined) return unresolved(base, ref);

  const checksum = git.checksum;
  const commitChecksum = git.commitChecksum === "" ? checksum : git.commitChecksum;
  const unknown = new Set<string>();
  let objects: { readonly commit?: GitObject; readonly tag?: GitObject } = {};
  if (git.commitObject === undefined || git.commitObject.length === 0) {
    unknown.add("commit").add("tag");
  } else {
    const tagged = git.tagObject === undefined || git.tagObject.length === 0 ? undefined : git.tagObject;
    objects = {
      commit: readGitObject("commit", git.commitObject, commitChecksum),
      ...(tagged === undefined ? {} : { tag: readGitObject("tag", tagged, checksum) }),
    };
  }
  return {
    fields: withoutEmpty({
      ...base,
      ...namesOf(ref),
      ...namesOf(git.ref),
      ref: git.ref,
      isCommitRef: isCommit(ref),
      isSHA256: checksum.length === 64,
      checksum,
      commitChecksum,
      isAnnotatedTag: checksum !== commitChecksum,
      commit: await shown(objects.commit, world),
      tag: await shown(objects.tag, world),
    }),
    unknown,
    ...objects,
  };
}

function unresolved(base: Fields, ref: string): SourceFacts {
  const names = namesOf(ref);
  const isWhole = isCommit(ref) || Object.keys(names).length > 0;
  const checksum = isCommit(ref) ? ref : "";
  return {
    fields: withoutEmpty({
      ...base,
      ...names,
      ref: isWhole ? ref : "",
      isCommitRef: isCommit(ref),
      isSHA256: checksum.length === 64,
      checksum,
      commitChecksum: checksum,
    }),
    unknown: new Set([
      ...(isWhole ? [] : ["tagName", "branch", "ref"]),
      ...(checksum === "" ? ["checksum", "isAnnotatedTag", "commitChecksum", "isSHA256"] : []),
      ...["tag", "commit"],
    ]),
  };
}

function namesOf(ref: string): Fields {
  if (ref.startsWith("refs/tags/")) return { tagName: ref.slice("refs/tags/".length) };
  if (ref.startsWith("refs/heads/")) return { branch: ref.slice("refs/heads/".length) };
  return {};
}

function isCommit(ref: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(ref);
}

/** With what its signature says of itself, which nobody has checked. */
async function shown(object: GitObject | undefined, { verifier, log }: NodeWorld): Promise<Fields> {
  if (object === undefined) return {};
  const { fields, signed } = object;
  if (signed.signature === "" || verifier === undefined) return fields;
  try {
    const read = (await verifier()).parseGitSignature(signed.signature);
    return read.kind === "pgp"
      ? { ...fields, pgpSignature: withoutEmpty({ version: read.version, keyID: read.keyId }) }
      : { ...fields, sshSignature: withoutEmpty({ version: read.version, pubKey: read.fingerprint }) };
  } catch (error) {
    log("debug", `the signature of a ${object.type} cannot be read: ${error instanceof Error ? error.message : error}`);
    return fields;
  }
}
