import { createHash, generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { verifyEcdsaDigest } from "./ecdsa-digest.js";
import { toBigInt } from "./node-key.js";

const curves = [
  ["P-256", 32],
  ["P-384", 48],
  ["P-521", 66],
] as const;

test.for(curves)("on %s, what Node signs holds for its digest and for no other", ([curve, size]) => {
  const hash = fc.constantFrom("sha256", "sha384", "sha512");
  fc.assert(
    fc.property(fc.uint8Array(), hash, fc.nat({ max: 2 * size * 8 - 1 }), (message, name, bit) => {
      const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: curve });
      const { x = "", y = "" } = publicKey.export({ format: "jwk" });
      const publicPoint = { x: toBigInt(Buffer.from(x, "base64url")), y: toBigInt(Buffer.from(y, "base64url")) };
      const signature = sign(name, message, { key: privateKey, dsaEncoding: "ieee-p1363" });
      const digest = createHash(name).update(message).digest();
      const input = { curve, publicPoint, digest, r: signature.subarray(0, size), s: signature.subarray(size) };
      expect(verifyEcdsaDigest(input)).toBe(true);

      const otherDigest = createHash(name).update(message).update("x").digest();
      expect(verifyEcdsaDigest({ ...input, digest: otherDigest })).toBe(false);
      const hurt = Buffer.from(signature);
      hurt[bit >> 3] = (hurt[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(verifyEcdsaDigest({ ...input, r: hurt.subarray(0, size), s: hurt.subarray(size) })).toBe(false);
    }),
    { numRuns: 40 },
  );
});

test("numbers that every key would accept are refused", () => {
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const publicPoint = { x: toBigInt(Buffer.from(x, "base64url")), y: toBigInt(Buffer.from(y, "base64url")) };
  const order = Buffer.from("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", "hex");
  const numbers = [Buffer.alloc(0), Buffer.alloc(32), Buffer.from([1]), order, Buffer.alloc(64, 0xff)];
  for (const r of numbers) {
    for (const s of numbers) {
      expect(verifyEcdsaDigest({ curve: "P-256", publicPoint, digest: Buffer.alloc(32), r, s })).toBe(false);
    }
  }
});
