// The signed cases that are kept with the tests, and what is to be found out about each.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SignedCase, SignedObject } from "./make.js";

/** Made by `record.ts`, so that they are checked where no tool is that could make them. */
export const recordedCases: readonly SignedCase[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "signed.json"), "utf8"),
) as readonly SignedCase[]; // Ours.

/** Commits, tags and files that do not hold, and why; of others all do. A digest is checked without asking about the time. */
export const refusals: Readonly<Record<string, { readonly object: RegExp; readonly file?: RegExp }>> = {
  rsa1024: { object: /^key \w{16} has 1024 bits; RSA keys need 2048$/ },
  brainpoolP256r1: {
    object: /^the curve 2b2403030208010107 is not known$/,
    file: /^the curve 2b2403030208010107 is not known$/,
  },
  dsa2048: {
    object: /^key \w{16} is of a kind whose signatures are not known$/,
    file: /^key \w{16} is of a kind whose signatures are not known$/,
  },
  "subkey-revoked-before": { object: /^subkey \w{16} was revoked$/ },
  "expired-before": { object: /^key \w{16} was not valid when this was signed$/ },
  revoked: { object: /^key \w{16} was revoked$/ },
  sha1: {
    object: /^signatures over sha1 are too weak to rely on; SHA-256 or longer is needed$/,
    file: /^signatures over sha1 are too weak to rely on; SHA-256, 384 or 512 is needed$/,
  },
  "another-key": {
    object: /^it was signed by key \w{16}, which is not among the keys or is not there for signing$/,
    file: /^none of the keys$/,
  },
  "ssh-another-key": { object: /^it was signed by the SSH key SHA256:\S{43}, and the key given is SHA256:\S{43}$/ },
  "ssh-second-line": { object: /^it was signed by the SSH key SHA256:\S{43}, and the key given is SHA256:\S{43}$/ },
};

/** Takes the signature out of an object, as git does before it checks one. */
export function splitObject({ kind, raw }: SignedObject): { readonly signature: string; readonly signed: Buffer } {
  if (kind === "tag") {
    const at = raw.indexOf("-----BEGIN ");
    return { signature: raw.slice(at), signed: Buffer.from(raw.slice(0, at), "latin1") };
  }
  const [, header = ""] = /^gpgsig (.*\n(?: .*\n)*)/m.exec(raw) ?? [];
  return {
    signature: header.replaceAll("\n ", "\n"),
    signed: Buffer.from(raw.replace(`gpgsig ${header}`, ""), "latin1"),
  };
}
