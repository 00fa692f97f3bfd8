// Private keys from files, to sign with. OpenSSH's own format is taken apart here, because node:crypto does not read it.
// Follows openssh PROTOCOL.key, RFC 4253 section 6.6, RFC 5656, RFC 8332 and RFC 8709.

import { createPrivateKey, type JsonWebKey, type KeyObject, sign } from "node:crypto";
import { StatusCode, StatusError } from "../errors.js";
import { readString, sshNumber, sshString } from "./ssh-wire.js";

export interface PrivateKey {
  /** The public key as ssh writes it. */
  readonly blob: Buffer;
  readonly comment: string;
  /** A signature as ssh writes it, with its algorithm. `rsaHash` counts for RSA keys alone. */
  readonly sign: (data: Uint8Array, rsaHash: "sha1" | "sha256" | "sha512") => Buffer;
}

const curves = [
  { jwk: "P-256", ssh: "nistp256", hash: "sha256" },
  { jwk: "P-384", ssh: "nistp384", hash: "sha384" },
  { jwk: "P-521", ssh: "nistp521", hash: "sha512" },
] as const;

/** `path` is for messages, and stands in for a comment. @throws {StatusError} for what is no private key, or a locked one. */
export function parsePrivateKey(text: Buffer, path: string): PrivateKey {
  try {
    const [, body] = /-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]+?)-----END/.exec(text.toString("latin1")) ?? [];
    const key = body === undefined ? createPrivateKey(text) : openSshKey(Buffer.from(body, "base64"));
    return withSignatures(key, path);
  } catch (error) {
    if (error instanceof StatusError) throw error;
    throw new StatusError(
      StatusCode.invalidArgument,
      `"${path}" is neither an ssh agent's socket nor a private key without a passphrase: start an agent and add the key to it`,
      { cause: error },
    );
  }
}

function withSignatures(key: KeyObject, comment: string): PrivateKey {
  const jwk = key.export({ format: "jwk" });
  if (jwk.kty === "RSA") {
    return {
      comment,
      blob: Buffer.concat([named("ssh-rsa"), sshNumber(field(jwk, "e")), sshNumber(field(jwk, "n"))]),
      sign(data, hash) {
        const algorithm = { sha1: "ssh-rsa", sha256: "rsa-sha2-256", sha512: "rsa-sha2-512" }[hash];
        return Buffer.concat([named(algorithm), sshString(sign(hash, data, key))]);
      },
    };
  }
  if (jwk.crv === "Ed25519") {
    return {
      comment,
      blob: Buffer.concat([named("ssh-ed25519"), sshString(field(jwk, "x"))]),
      sign: (data) => Buffer.concat([named("ssh-ed25519"), sshString(sign(null, data, key))]),
    };
  }
  const curve = curves.find((known) => known.jwk === jwk.crv);
  if (curve === undefined) throw new Error(`keys of the kind ${jwk.crv ?? jwk.kty} are not supported`);
  const algorithm = `ecdsa-sha2-${curve.ssh}`;
  const point = Buffer.concat([Buffer.of(4), field(jwk, "x"), field(jwk, "y")]);
  return {
    comment,
    blob: Buffer.concat([named(algorithm), named(curve.ssh), sshString(point)]),
    sign(data) {
      const both = sign(curve.hash, data, { key, dsaEncoding: "ieee-p1363" });
      const half = both.length / 2;
      const numbers = Buffer.concat([sshNumber(both.subarray(0, half)), sshNumber(both.subarray(half))]);
      return Buffer.concat([named(algorithm), sshString(numbers)]);
    },
  };
}

/** The first key of the container that OpenSSH writes. */
function openSshKey(bytes: Buffer): KeyObject {
  const magic = "openssh-key-v1\0";
  if (bytes.toString("latin1", 0, magic.length) !== magic) throw new Error("no OpenSSH private key");
  const cipher = readString(bytes, magic.length);
  if (cipher.value.toString() !== "none") throw new Error("the key has a passphrase");
  const derivation = readString(bytes, cipher.end);
  const derivationOptions = readString(bytes, derivation.end);
  const publicKey = readString(bytes, derivationOptions.end + 4);
  const { value: inner } = readString(bytes, publicKey.end);
  // Two equal numbers stand in front, to tell a wrong passphrase.
  const kind = readString(inner, 8);
  return createPrivateKey({ key: jwkOf(kind.value.toString(), fieldsFrom(inner, kind.end)), format: "jwk" });
}

function jwkOf(kind: string, next: () => Buffer): JsonWebKey {
  if (kind === "ssh-ed25519") {
    const x = next();
    return { kty: "OKP", crv: "Ed25519", x: base64Url(x), d: base64Url(next().subarray(0, 32)) };
  }
  if (kind === "ssh-rsa") {
    const [n, e, d, qi, p, q] = [next(), next(), next(), next(), next(), next()].map(withoutSign);
    if (!n || !e || !d || !qi || !p || !q) throw new Error("the key is cut short");
    const dp = remainder(d, p);
    const dq = remainder(d, q);
    return Object.fromEntries(
      Object.entries({ n, e, d, p, q, dp, dq, qi })
        .map(([name, value]) => [name, base64Url(value)])
        .concat([["kty", "RSA"]]),
    );
  }
  const curve = curves.find(({ ssh }) => kind === `ecdsa-sha2-${ssh}`);
  if (curve === undefined) throw new Error(`keys of the kind ${kind} are not supported`);
  next();
  const point = next();
  const size = (point.length - 1) / 2;
  const d = withoutSign(next());
  const padded = Buffer.concat([Buffer.alloc(Math.max(0, size - d.length)), d]);
  return {
    kty: "EC",
    crv: curve.jwk,
    x: base64Url(point.subarray(1, 1 + size)),
    y: base64Url(point.subarray(1 + size)),
    d: base64Url(padded),
  };
}

function fieldsFrom(bytes: Buffer, start: number): () => Buffer {
  let at = start;
  return () => {
    const { value, end } = readString(bytes, at);
    at = end;
    return value;
  };
}

/** `value mod (prime - 1)`, which OpenSSH leaves to be worked out. */
function remainder(value: Buffer, prime: Buffer): Buffer {
  const result = BigInt(`0x${value.toString("hex")}`) % (BigInt(`0x${prime.toString("hex")}`) - 1n);
  const hex = result.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex");
}

function withoutSign(number: Buffer): Buffer {
  return number[0] === 0 ? number.subarray(1) : number;
}

function named(name: string): Buffer {
  return sshString(Buffer.from(name));
}

function field(jwk: JsonWebKey, name: "e" | "n" | "x" | "y"): Buffer {
  return Buffer.from(jwk[name] ?? "", "base64url");
}

function base64Url(bytes: Buffer): string {
  return bytes.toString("base64url");
}
