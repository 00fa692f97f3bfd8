// Checks an ECDSA signature when only the digest of what was signed is there.
//
// A daemon hashes a download and tells the digest; `node:crypto`, like Web Crypto, checks ECDSA over the content alone and has no
// way to hand in a digest. All numbers here are public, so nothing has to take the same time for each input. Wherever the
// content is at hand, Node does the work. Follows FIPS 186-5, section 6.4.2; curves are those of SP 800-186, section 3.2.1.

import { type CurveName, type Point, toBigInt } from "./node-key.js";

interface Curve {
  readonly p: bigint;
  readonly n: bigint;
  readonly generator: Point;
}

/** Projective: x = X/Z², y = Y/Z³, so that nothing is divided on the way. Z is 0 at infinity. */
interface Jacobian {
  readonly X: bigint;
  readonly Y: bigint;
  readonly Z: bigint;
}

const curves: Readonly<Record<CurveName, Curve>> = {
  "P-256": {
    p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    n: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    generator: {
      x: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
      y: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
    },
  },
  "P-384": {
    p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    n: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    generator: {
      x: 0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7n,
      y: 0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5fn,
    },
  },
  "P-521": {
    p: 2n ** 521n - 1n,
    n: 0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
    generator: {
      x: 0x00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66n,
      y: 0x011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650n,
    },
  },
};

const infinity: Jacobian = { X: 1n, Y: 1n, Z: 0n };

export interface EcdsaInput {
  readonly curve: CurveName;
  /** On the curve: whoever reads the key has seen to it. */
  readonly publicPoint: Point;
  readonly digest: Uint8Array;
  readonly r: Uint8Array;
  readonly s: Uint8Array;
}

export function verifyEcdsaDigest({ curve: name, publicPoint, digest, r: rBytes, s: sBytes }: EcdsaInput): boolean {
  const curve = curves[name];
  const { p, n } = curve;
  const r = toBigInt(rBytes);
  const s = toBigInt(sBytes);
  if (r <= 0n || r >= n || s <= 0n || s >= n) return false;
  const inverse = invert(s, n);
  const point = addMultiples(
    { factor: (leftmostBits(digest, n) * inverse) % n, point: curve.generator },
    { factor: (r * inverse) % n, point: publicPoint },
    p,
  );
  if (point.Z === 0n) return false;
  const zInverse = invert(point.Z, p);
  const x = (((point.X * zInverse) % p) * zInverse) % p;
  return x % n === r;
}

/** As many bits of the digest as the order of the group has. */
function leftmostBits(digest: Uint8Array, n: bigint): bigint {
  const excess = digest.length * 8 - n.toString(2).length;
  const value = toBigInt(digest);
  return excess > 0 ? value >> BigInt(excess) : value;
}

interface Multiple {
  readonly factor: bigint;
  readonly point: Point;
}

/** a.factor · a.point + b.factor · b.point, with one pass over the bits of both. */
function addMultiples(a: Multiple, b: Multiple, p: bigint): Jacobian {
  const ofA: Jacobian = { X: a.point.x, Y: a.point.y, Z: 1n };
  const ofB: Jacobian = { X: b.point.x, Y: b.point.y, Z: 1n };
  const both = add(ofA, ofB, p);
  const bitsOfA = a.factor.toString(2);
  const bitsOfB = b.factor.toString(2);
  const length = Math.max(bitsOfA.length, bitsOfB.length);
  let sum = infinity;
  for (let i = 0; i < length; i++) {
    sum = double(sum, p);
    const hasA = bitsOfA[i - length + bitsOfA.length] === "1";
    const hasB = bitsOfB[i - length + bitsOfB.length] === "1";
    if (hasA && hasB) sum = add(sum, both, p);
    else if (hasA) sum = add(sum, ofA, p);
    else if (hasB) sum = add(sum, ofB, p);
  }
  return sum;
}

/** For curves whose a is -3, as these three. */
function double({ X, Y, Z }: Jacobian, p: bigint): Jacobian {
  if (Z === 0n || Y === 0n) return infinity;
  const zz = (Z * Z) % p;
  const yy = (Y * Y) % p;
  const slope = (3n * (X - zz) * (X + zz)) % p;
  const product = (4n * X * yy) % p;
  const x = mod(slope * slope - 2n * product, p);
  return { X: x, Y: mod(slope * (product - x) - 8n * yy * yy, p), Z: mod(2n * Y * Z, p) };
}

function add(a: Jacobian, b: Jacobian, p: bigint): Jacobian {
  if (a.Z === 0n) return b;
  if (b.Z === 0n) return a;
  const aa = (a.Z * a.Z) % p;
  const bb = (b.Z * b.Z) % p;
  const u = (a.X * bb) % p;
  const s = (a.Y * bb * b.Z) % p;
  const h = mod(b.X * aa - u, p);
  const slope = mod(b.Y * aa * a.Z - s, p);
  if (h === 0n) return slope === 0n ? double(a, p) : infinity;
  const hh = (h * h) % p;
  const hhh = (h * hh) % p;
  const v = (u * hh) % p;
  const x = mod(slope * slope - hhh - 2n * v, p);
  return { X: x, Y: mod(slope * (v - x) - s * hhh, p), Z: (((a.Z * b.Z) % p) * h) % p };
}

/** By Euclid's algorithm; `modulus` is prime and `value` not 0. */
function invert(value: bigint, modulus: bigint): bigint {
  let [a, b] = [mod(value, modulus), modulus];
  let [x, y] = [1n, 0n];
  while (a !== 1n) {
    const quotient = b / a;
    [a, b] = [b - quotient * a, a];
    [x, y] = [y - quotient * x, x];
  }
  return mod(x, modulus);
}

function mod(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}
