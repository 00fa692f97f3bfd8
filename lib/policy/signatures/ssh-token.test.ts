import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { expect, test } from "vitest";
import { signatureVerifier } from "./index.js";

const verifier = signatureVerifier({ stateFolder: "/nowhere", now: Date.now });
const content = Buffer.from("what is signed");
const format = "sk-ssh-ed25519@openssh.com";

function sized(bytes: Uint8Array | string): Buffer {
  const content = Buffer.from(bytes);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
}

function hash(bytes: Uint8Array | string): Buffer {
  return createHash("sha256").update(bytes).digest();
}

/** As a security key signs for ssh-keygen: `flags` says whether somebody touched it. */
function signedByToken(flags: number, namespace = "git") {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const point = publicKey.export({ type: "spki", format: "der" }).subarray(-32);
  const key = Buffer.concat([sized(format), sized(point), sized("ssh:")]);
  const message = Buffer.concat([
    Buffer.from("SSHSIG"),
    sized(namespace),
    sized(""),
    sized("sha256"),
    sized(hash(content)),
  ]);
  const state = Buffer.from([flags, 0, 0, 0, 7]);
  const value = sign(null, Buffer.concat([hash("ssh:"), state, hash(message)]), privateKey);
  const inner = Buffer.concat([sized(format), sized(value), state]);
  const version = Buffer.from([0, 0, 0, 1]);
  const blob = [Buffer.from("SSHSIG"), version, sized(key), sized(namespace), sized(""), sized("sha256"), sized(inner)];
  const base64 = Buffer.concat(blob).toString("base64");
  return {
    object: { signature: `-----BEGIN SSH SIGNATURE-----\n${base64}\n-----END SSH SIGNATURE-----`, signed: content },
    keys: Buffer.from(`${format} ${key.toString("base64")} c\n`),
  };
}

test("a key on a token signs when somebody touches it", () => {
  const { object, keys } = signedByToken(1);
  expect(() => verifier.verifyGitSignature(object, keys)).not.toThrow();
  const changed = { ...object, signed: Buffer.from("something else") };
  expect(() => verifier.verifyGitSignature(changed, keys)).toThrow("the content or the signature was changed");
  const untouched = signedByToken(0);
  expect(() => verifier.verifyGitSignature(untouched.object, untouched.keys)).toThrow("nobody touched the token");
});

test("a signature for something else than git does not hold", () => {
  const { object, keys } = signedByToken(1, "file");
  expect(() => verifier.verifyGitSignature(object, keys)).toThrow('the SSH signature is for "file" and not for "git"');
});
