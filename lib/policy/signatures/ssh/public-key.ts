// Reads public keys of SSH: RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709, and OpenSSH's PROTOCOL.u2f for keys on tokens.

import { createHash } from "node:crypto";
import { decodeBase64 } from "../base64.js";
import { ByteReader } from "../byte-reader.js";
import {
  type CurveName,
  type EcdsaKey,
  type Ed25519Key,
  ecdsaKey,
  ed25519Key,
  type RsaKey,
  rsaKey,
} from "../node-key.js";
import { MalformedError, UnsupportedError } from "../problem.js";

export interface SshPublicKey {
  /** "ssh-ed25519" and the like. */
  readonly format: string;
  readonly blob: Uint8Array;
  readonly verifying: RsaKey | EcdsaKey | Ed25519Key;
  /** Of a key on a token: what the token signs for. */
  readonly application?: Uint8Array;
}

const ecdsaCurves: ReadonlyMap<string, CurveName> = new Map([
  ["nistp256", "P-256"],
  ["nistp384", "P-384"],
  ["nistp521", "P-521"],
]);

/** @throws {MalformedError | UnsupportedError} */
export function readSshPublicKey(blob: Uint8Array): SshPublicKey {
  const reader = new ByteReader(blob, "an SSH key");
  const format = readText(reader);
  const key = readMaterial(format, reader);
  reader.end();
  return { format, blob, ...key };
}

function readMaterial(format: string, reader: ByteReader): Pick<SshPublicKey, "verifying" | "application"> {
  switch (format) {
    case "ssh-ed25519":
      return { verifying: ed25519Key(readBytes(reader)) };
    case "sk-ssh-ed25519@openssh.com":
      return { verifying: ed25519Key(readBytes(reader)), application: readBytes(reader) };
    case "ssh-rsa": {
      const exponent = readBytes(reader);
      return { verifying: rsaKey(readBytes(reader), exponent) };
    }
    case "ecdsa-sha2-nistp256":
    case "ecdsa-sha2-nistp384":
    case "ecdsa-sha2-nistp521":
      return { verifying: readEcdsa(format.slice("ecdsa-sha2-".length), reader) };
    case "sk-ecdsa-sha2-nistp256@openssh.com":
      return { verifying: readEcdsa("nistp256", reader), application: readBytes(reader) };
    default:
      throw new UnsupportedError(`SSH keys of the kind "${format}" are not known`);
  }
}

function readEcdsa(name: string, reader: ByteReader): EcdsaKey {
  const curve = ecdsaCurves.get(name);
  if (curve === undefined || readText(reader) !== name) throw new MalformedError("an SSH key names two curves");
  return ecdsaKey(curve, readBytes(reader));
}

/** "SHA256:" and the hash of the key, as `ssh-keygen -l` prints it. */
export function fingerprintOf({ blob }: SshPublicKey): string {
  return `SHA256:${createHash("sha256").update(blob).digest("base64").replaceAll("=", "")}`;
}

/** A string of the wire format: its length and its bytes. */
export function readBytes(reader: ByteReader): Uint8Array {
  return reader.take(reader.uint(4));
}

export function readText(reader: ByteReader): string {
  return Buffer.from(readBytes(reader)).toString("latin1");
}

/**
 * The first key of a file of lines as `authorized_keys` has them: `[options] kind key [comment]`. Lines that hold none are passed
 * over, and later keys are not read, as in buildkit's util/gitutil/gitsign.
 * @throws {MalformedError} when there is none.
 */
export function readFirstSshKey(text: string): SshPublicKey {
  let problem: unknown;
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    for (const candidate of [line, withoutOptions(line)]) {
      if (!/^\S+[ \t]/.test(candidate)) continue;
      try {
        return readKeyLine(candidate);
      } catch (error) {
        // What is wrong with the line that came closest to being a key.
        if (problem === undefined || error instanceof UnsupportedError) problem = error;
      }
    }
  }
  throw new MalformedError("there is no SSH public key in it", { cause: problem });
}

function readKeyLine(line: string): SshPublicKey {
  const [kind = "", base64 = ""] = line.split(/[ \t]+/);
  const key = readSshPublicKey(decodeBase64(base64, "key"));
  if (key.format !== kind)
    throw new MalformedError(`the line says "${kind}", and its key is of the kind "${key.format}"`);
  return key;
}

/** Options may hold spaces between quotes, and quotes after backslashes. */
function withoutOptions(line: string): string {
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line[at];
    if (character === '"' && line[at - 1] !== "\\") isQuoted = !isQuoted;
    else if (!isQuoted && (character === " " || character === "\t")) return line.slice(at).trimStart();
  }
  return "";
}
