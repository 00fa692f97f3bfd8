// What a policy is made of, and whom it may ask.

import type { SourceMeta, SourceMetaRequest, SourcePlatform } from "../buildkit/index.js";
import type { PolicyEnv } from "./input.js";
import type { SignatureVerifier } from "./signature-verifier.js";

export interface PolicyFile {
  /** As it is shown. */
  readonly filename: string;
  readonly text: string;
}

/** A file beside the policies: what they import and load, and keys. `limit` is in bytes. undefined: there is none. */
export type ReadPolicyFile = (path: string, limit: number) => Promise<Uint8Array | undefined>;

/** Asks the daemon about what the build itself does not read. */
export interface SourceResolver {
  readonly resolveMeta: (request: SourceMetaRequest, signal: AbortSignal) => Promise<SourceMeta>;
  readonly fetch: (
    url: string,
    headers: Readonly<Record<string, string>>,
    /** Of the step that fetches it, as progress shows it. */
    name: string,
    signal: AbortSignal,
  ) => Promise<Uint8Array>;
}

export interface PolicyOptions {
  readonly files: readonly PolicyFile[];
  readonly env: PolicyEnv;
  readonly readFile?: ReadPolicyFile;
  /** Of sources that the daemon asks about without one. */
  readonly defaultPlatform: SourcePlatform;
  readonly resolver?: SourceResolver;
  /** Called once, when a source is signed or a policy asks who signed something. */
  readonly verifier?: () => Promise<SignatureVerifier>;
  /** Levels are `error`, `warn`, `info` and `debug`. */
  readonly log: (level: string, text: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
