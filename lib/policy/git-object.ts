// Commits and annotated tags as git keeps them. Follows git's format and moby/buildkit util/gitutil/gitobject.

import { createHash } from "node:crypto";
import { type Fields, withoutEmpty } from "./fields.js";
import type { SignedGitObject } from "./signature-verifier.js";

export interface GitObject {
  readonly type: "commit" | "tag";
  /** As policies see it, without its signature. */
  readonly fields: Fields;
  readonly signed: SignedGitObject;
}

/** The object is not what it is said to be. */
export class GitObjectError extends Error {
  override readonly name = "GitObjectError";
}

/** `id` is the object's, in hexadecimal. @throws GitObjectError */
export function readGitObject(type: GitObject["type"], bytes: Uint8Array, id: string): GitObject {
  // Bytes one to one: signatures are made over them, whatever their encoding.
  const text = Buffer.from(bytes).toString("latin1");
  checkId(type, bytes, id);
  const end = text.indexOf("\n\n");
  const head = end === -1 ? text : text.slice(0, end);
  const body = end === -1 ? "" : text.slice(end + 2);
  const { headers, kept, signature } = readHead(head, type === "commit");
  const needed = type === "commit" ? ["tree", "author", "committer"] : ["object", "type", "tag", "tagger"];
  const missing = needed.find((name) => !headers.has(name));
  if (missing !== undefined) throw new GitObjectError(`the ${type} ${id} has no "${missing}"`);
  if (type === "commit") {
    const signed = Buffer.from(`${kept}\n\n${body}`, "latin1");
    return { type, fields: commitFields(headers, body), signed: { signature, signed } };
  }
  const start = /^-----BEGIN (?:PGP|SSH) SIGNATURE-----$/m.exec(body)?.index ?? body.length;
  const message = body.slice(0, start);
  return {
    type,
    fields: tagFields(headers, message),
    signed: { signature: body.slice(start), signed: Buffer.from(`${kept}\n\n${message}`, "latin1") },
  };
}

function checkId(type: string, bytes: Uint8Array, id: string): void {
  const algorithm = id.length === 40 ? "sha1" : id.length === 64 ? "sha256" : undefined;
  if (algorithm === undefined) throw new GitObjectError(`"${id}" is no id of a git object`);
  const actual = createHash(algorithm).update(`${type} ${bytes.length}\0`).update(bytes).digest("hex");
  if (actual !== id) throw new GitObjectError(`the ${type} that came as ${id} is ${actual}`);
}

interface Head {
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** Without the signature, which cannot be made over itself. */
  readonly kept: string;
  readonly signature: string;
}

function readHead(head: string, hasSignature: boolean): Head {
  const headers = new Map<string, string[]>();
  const kept: string[] = [];
  const signature: string[] = [];
  let isInSignature = false;
  for (const line of head.split("\n")) {
    const begun = hasSignature ? /^gpgsig(?:-sha256)? (.*)$/.exec(line)?.[1] : undefined;
    if (begun !== undefined) {
      isInSignature = true;
      signature.push(begun);
    } else if (isInSignature && line.startsWith(" ")) {
      signature.push(line.slice(1));
    } else {
      isInSignature = false;
      kept.push(line);
      const space = line.indexOf(" ");
      if (space <= 0) continue;
      const [name, value] = [line.slice(0, space), line.slice(space + 1)];
      const sameName = headers.get(name);
      if (sameName === undefined) headers.set(name, [value]);
      else sameName.push(value);
    }
  }
  return { headers, kept: kept.join("\n"), signature: signature.join("\n") };
}

function commitFields(headers: Head["headers"], body: string): Fields {
  return withoutEmpty({
    tree: first(headers, "tree"),
    parents: headers.get("parent") ?? [],
    author: actorOf(first(headers, "author")),
    committer: actorOf(first(headers, "committer")),
    message: messageOf(body),
  });
}

function tagFields(headers: Head["headers"], body: string): Fields {
  return withoutEmpty({
    object: first(headers, "object"),
    type: first(headers, "type"),
    tag: readable(first(headers, "tag")),
    tagger: actorOf(first(headers, "tagger")),
    message: messageOf(body),
  });
}

function first(headers: Head["headers"], name: string): string {
  return headers.get(name)?.[0] ?? "";
}

function messageOf(body: string): string {
  return readable(body.replace(/\n$/, ""));
}

/** `NAME <ADDRESS> SECONDS ZONE`; what does not look like that is all name. */
function actorOf(text: string): Fields {
  const [, name, email, rest] = /^(.*)<([^<]*?)>([^>]*)$/.exec(text.trim()) ?? [];
  if (name === undefined || email === undefined) return withoutEmpty({ name: readable(text.trim()) });
  const [, seconds, zone] = /^\s*(-?\d+)\s+([+-]\d{4})(?:\s|$)/.exec(rest ?? "") ?? [];
  return withoutEmpty({
    name: readable(name.trim()),
    email: readable(email.trim()),
    when: seconds === undefined || zone === undefined ? "" : timeOf(Number(seconds), zone),
  });
}

/** RFC 3339 in the zone of whoever made it. */
function timeOf(seconds: number, zone: string): string {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3));
  if (minutes >= 24 * 60) return "";
  const shifted = new Date((seconds + (zone.startsWith("-") ? -60 : 60) * minutes) * 1000);
  if (Number.isNaN(shifted.getTime())) return "";
  const offset = minutes === 0 ? "Z" : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  return `${shifted.toISOString().slice(0, 19)}${offset}`;
}

function readable(latin1: string): string {
  return Buffer.from(latin1, "latin1").toString("utf8");
}
