// Proof towards the daemon that two sessions belong to one user with the same credentials, so that a token fetched in one may
// be used in the other: an Ed25519 key made from the daemon's salt and a secret number kept for each registry.
// Follows moby/buildkit session/auth/authprovider/tokenseed.go and authprovider.go.

import { createHmac, createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stagingName } from "./staging.js";

export interface TokenAuthority {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** The signature, 64 bytes, and the payload after it. */
  readonly signed: (payload: Uint8Array) => Uint8Array;
}

/** `seed` is undefined when there are no credentials: then everybody without them is the same. */
export function tokenAuthority(salt: Uint8Array, seed: Uint8Array | undefined): TokenAuthority {
  const secret = createHmac("sha256", salt)
    .update(seed ?? Buffer.of())
    .digest();
  const key = privateKey(secret);
  return {
    publicKey: publicBytes(key),
    signed: (payload) => Buffer.concat([sign(null, payload, key), payload]),
  };
}

/** RFC 8410: the 32 bytes of an Ed25519 private key in PKCS #8 come after this. */
const pkcs8Head = Buffer.from("302e020100300506032b657004220420", "hex");

function privateKey(secret: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8Head, secret]), format: "der", type: "pkcs8" });
}

/** They are the last 32 bytes of the encoded key. */
function publicBytes(key: KeyObject): Uint8Array {
  return createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32);
}

export interface TokenSeeds {
  /** 16 bytes, always the same for a host. */
  seed(host: string): Promise<Uint8Array>;
}

/**
 * Seeds kept in `.token_seed` of docker's config directory, where other clients keep theirs. Where that cannot be written a
 * seed lasts as long as this object.
 */
export function tokenSeeds(directory: string): TokenSeeds {
  const known = new Map<string, Promise<Uint8Array>>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    seed(host) {
      const seed = known.get(host) ?? last.then(() => keepSeed(directory, host));
      known.set(host, seed);
      last = seed;
      return seed;
    },
  };
}

async function keepSeed(directory: string, host: string): Promise<Uint8Array> {
  const file = join(directory, ".token_seed");
  const seeds = await readSeeds(file);
  const kept = seeds[host]?.Seed;
  if (kept !== undefined) return Buffer.from(kept, "base64");
  const seed = randomBytes(16);
  const text = JSON.stringify({ ...seeds, [host]: { Seed: seed.toString("base64") } }, undefined, 2);
  try {
    await mkdir(directory, { recursive: true });
    // Other clients lock the file, which Node cannot; a whole file replaced at once is never half read.
    const staged = join(directory, stagingName());
    await writeFile(staged, text, { mode: 0o600 });
    await rename(staged, file);
  } catch {
    // A read-only home: the next run asks the token server anew.
  }
  return seed;
}

async function readSeeds(file: string): Promise<Readonly<Record<string, { readonly Seed: string }>>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readFile(file, "utf8"));
  } catch {
    // Missing, or cut short by a crash.
    return {};
  }
  if (typeof parsed !== "object" || parsed === null) return {};
  const entries: readonly (readonly [string, unknown])[] = Object.entries(parsed);
  return Object.fromEntries(
    entries.flatMap(([host, entry]) =>
      typeof entry === "object" && entry !== null && "Seed" in entry && typeof entry.Seed === "string"
        ? [[host, { Seed: entry.Seed }]]
        : [],
    ),
  );
}
