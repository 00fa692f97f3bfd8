import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recordedCases, refusals, splitObject } from "../../../testing/signatures/cases.js";
import { lackOfTools, makeSignedCases, type SignedCase } from "../../../testing/signatures/make.js";
import { SignatureError } from "../signature-verifier.js";
import { signatureVerifier } from "./index.js";

const verifier = signatureVerifier({ stateFolder: "/nowhere", now: () => Date.UTC(2025, 0, 1) });

/** "good", or what is wrong. Anything but a `SignatureError` is a failure of the test. */
function resultOf(check: () => boolean | undefined): string {
  try {
    return check() === false ? "none of the keys" : "good";
  } catch (error) {
    if (error instanceof SignatureError) return error.message;
    throw error;
  }
}

function objectResults({ keys, objects }: SignedCase): readonly string[] {
  return objects.map((object) =>
    resultOf(() => {
      verifier.verifyGitSignature(splitObject(object), Buffer.from(keys, "latin1"));
      return undefined;
    }),
  );
}

function fileResult({ keys, file }: SignedCase, change: (content: string) => string = (content) => content): string {
  if (file === undefined) throw new Error("the case has no file");
  return resultOf(() => {
    const { algorithm, suffix, verifyDigest } = verifier.detachedSignature(Buffer.from(file.signature));
    const digest = createHash(algorithm).update(change(file.content)).update(suffix).digest();
    return verifyDigest(digest, Buffer.from(keys));
  });
}

describe.each(recordedCases)("signed in the past: $name", (signedCase) => {
  const refusal = refusals[signedCase.name];

  test("commit and tag", () => {
    for (const result of objectResults(signedCase)) expect(result).toMatch(refusal?.object ?? /^good$/);
  });

  if (signedCase.file !== undefined) {
    test("file", () => {
      expect(fileResult(signedCase)).toMatch(refusal?.file ?? /^good$/);
      expect(fileResult(signedCase, (content) => `${content}x`)).not.toBe("good");
    });
  }

  test("a changed object does not hold", () => {
    const objects = signedCase.objects.map(({ kind, raw }) => ({
      kind,
      raw: raw.replace("c@example.com", "d@example.com"),
    }));
    for (const result of objectResults({ ...signedCase, objects })) expect(result).not.toBe("good");
    if (refusal === undefined) {
      for (const result of objectResults({ ...signedCase, objects })) {
        expect(result).toMatch(/^(?:the SSH )?key \S+ did not sign this: the content or the signature was changed$/);
      }
    }
  });
});

const lack = lackOfTools();
test.skipIf(lack !== undefined)(`what git, gpg and ssh-keygen sign now${lack === undefined ? "" : `: ${lack}`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "sign-"));
  try {
    const cases = makeSignedCases(folder);
    expect(cases.map(({ name }) => name)).toEqual(recordedCases.map(({ name }) => name));
    for (const signedCase of cases) {
      const refusal = refusals[signedCase.name];
      for (const result of objectResults(signedCase))
        expect(result, signedCase.name).toMatch(refusal?.object ?? /^good$/);
      if (signedCase.file) expect(fileResult(signedCase), signedCase.name).toMatch(refusal?.file ?? /^good$/);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("what a signature says of itself", () => {
  const parsed = (name: string) => {
    const object = recordedCases.find((each) => each.name === name)?.objects[0];
    return object && verifier.parseGitSignature(splitObject(object).signature);
  };
  expect(parsed("ed25519")).toEqual({ kind: "pgp", version: 4, keyId: expect.stringMatching(/^[0-9a-f]{16}$/) });
  expect(parsed("ssh-ed25519")).toEqual({
    kind: "ssh",
    version: 1,
    fingerprint: expect.stringMatching(/^SHA256:[\w+/]{43}$/),
  });
  expect(() => verifier.parseGitSignature("-----BEGIN CERTIFICATE-----")).toThrow(
    "it is signed neither by an OpenPGP key nor by an SSH key",
  );
});

test("an object that is not signed does not hold", () => {
  expect(() => verifier.verifyGitSignature({ signature: "", signed: Buffer.from("x") }, Buffer.from(""))).toThrow(
    "it is not signed",
  );
});

const good = recordedCases.filter(({ name }) => refusals[name] === undefined);

describe.each(good)("damaged: $name", (signedCase) => {
  const damage = fc.record({
    at: fc.nat({ max: 1_000_000 }),
    byte: fc.nat({ max: 255 }),
    kind: fc.constantFrom("set", "cut", "insert", "repeat"),
    part: fc.constantFrom("key", "signature"),
  });

  // Both armors hold base64, in which most damage is plain to see: so what is inside is damaged, too.
  test("bytes of a key or a signature, inside its armor and out, are an error or leave it as good as it was", () => {
    fc.assert(
      fc.property(damage, fc.boolean(), ({ at, byte, kind, part }, inside) => {
        const change = (text: string) =>
          inside ? insideArmor(text, (bytes) => hurt(bytes, { at, byte, kind })) : hurtText(text, { at, byte, kind });
        for (const object of signedCase.objects) {
          const { signature, signed } = splitObject(object);
          const keys = part === "key" ? change(signedCase.keys) : signedCase.keys;
          resultOf(() => {
            verifier.verifyGitSignature(
              { signature: part === "signature" ? change(signature) : signature, signed },
              Buffer.from(keys, "latin1"),
            );
            return undefined;
          });
        }
      }),
      { numRuns: 300 },
    );
  });
});

interface Damage {
  readonly at: number;
  readonly byte: number;
  readonly kind: string;
}

function hurt(bytes: Buffer, { at, byte, kind }: Damage): Buffer {
  const place = at % (bytes.length + 1);
  const [head, tail] = [bytes.subarray(0, place), bytes.subarray(place)];
  if (kind === "cut") return head;
  if (kind === "insert") return Buffer.concat([head, Buffer.from([byte]), tail]);
  if (kind === "repeat") return Buffer.concat([head, ...Array.from({ length: 20 }, () => tail)]);
  return Buffer.concat([head, Buffer.from([byte]), tail.subarray(1)]);
}

function hurtText(text: string, damage: Damage): string {
  return hurt(Buffer.from(text, "latin1"), damage).toString("latin1");
}

function insideArmor(text: string, change: (bytes: Buffer) => Buffer): string {
  const armored = /^(-----BEGIN [^\n]+\n(?:\n)?)([\s\S]*?)(?:\n=\S{4})?\n(-----END[^\n]+)/m.exec(text);
  const line = /^(\S+ )(\S+)/.exec(text);
  const [, before = "", base64 = ""] = armored ?? line ?? [];
  const changed = change(Buffer.from(base64, "base64")).toString("base64");
  return `${before}${changed}${armored ? `\n${armored[3]}\n` : "\n"}`;
}
