// Which authorities and logs are trusted: sigstore's own list, as its repository publishes it, kept up to date through TUF.

import { join } from "node:path";
import { getTrustedRoot } from "@sigstore/tuf";
import { type TrustMaterial, toTrustMaterial } from "@sigstore/verify";
import { SignatureError } from "../../signature-verifier.js";

export type TrustedRoot = Awaited<ReturnType<typeof getTrustedRoot>>;

export interface TrustOptions {
  /** Where what was fetched is kept, below `tuf`. Made when it is not there; shared with docker buildx when it is the same. */
  readonly stateFolder: string;
  /** Another repository than sigstore's. Its first `root.json` has to be in the folder of its name already. */
  readonly mirror?: string;
}

/** Which authorities are trusted could not be told. Nothing is known of the signatures. */
export class TrustRootError extends SignatureError {
  override readonly name = "TrustRootError";
}

const sigstoreMirror = "https://tuf-repo-cdn.sigstore.dev";

/**
 * From the folder while what is there has not expired, which is for days; else from the network.
 * @throws {TrustRootError} when there is neither.
 */
export async function fetchTrustedRoot({ stateFolder, mirror = sigstoreMirror }: TrustOptions): Promise<TrustedRoot> {
  const cachePath = join(stateFolder, "tuf");
  try {
    return await getTrustedRoot({
      cachePath,
      mirrorURL: mirror,
      forceCache: true,
      retry: { retries: 1 },
      timeout: 5000,
    });
  } catch (cause) {
    throw new TrustRootError(
      `which signatures are trusted is not known: ${cachePath} has no list that is still valid, and ${mirror} did not give one (${deepest(cause)})`,
      { cause },
    );
  }
}

/** `publicKey` finds the key of signatures that have no certificate. */
export function trustMaterial(root: TrustedRoot, publicKey?: TrustMaterial["publicKey"]): TrustMaterial {
  return publicKey === undefined ? toTrustMaterial(root) : toTrustMaterial(root, publicKey);
}

/** The libraries wrap what happened in "error refreshing metadata". */
function deepest(error: unknown): string {
  let at = error;
  while (at instanceof Error && at.cause instanceof Error) at = at.cause;
  return at instanceof Error ? at.message : String(at);
}
