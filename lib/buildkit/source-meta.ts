// What a daemon knows of a source before it is read: asked for through the gateway, and by source policies.
// Follows moby/buildkit frontend/gateway/pb/gateway.proto (ResolveSourceMeta) and solver/pb/ops.proto.

import type { Attrs } from "./wire.js";

/** `identifier` is `docker-image://`, `git://`, `https://`, `local://` and the like. */
export interface SourceOp {
  readonly identifier: string;
  readonly attrs: Attrs;
}

export interface SourcePlatform {
  readonly os: string;
  readonly architecture: string;
  readonly variant: string;
  readonly osVersion: string;
  readonly osFeatures: readonly string[];
}

export type ChecksumAlgorithm = "sha256" | "sha384" | "sha512";

export interface SourceMetaRequest {
  readonly source: SourceOp;
  readonly platform?: SourcePlatform;
  readonly git?: { readonly returnObject: boolean };
  readonly image?: {
    readonly noConfig: boolean;
    readonly attestationChain: boolean;
    /** Types of predicates. */
    readonly resolveAttestations: readonly string[];
  };
  /** A digest of the body with `suffix` behind it, as signatures want it. */
  readonly http?: {
    readonly checksumRequest?: { readonly algorithm: ChecksumAlgorithm; readonly suffix: Uint8Array };
  };
}

export interface SourceMeta {
  readonly source: SourceOp;
  readonly image?: {
    readonly digest: string;
    /** The image's configuration, as JSON. */
    readonly config?: Uint8Array;
    readonly attestationChain?: AttestationChain;
  };
  readonly git?: {
    readonly checksum: string;
    readonly ref: string;
    /** Of the commit that an annotated tag points to; empty when it is `checksum`. */
    readonly commitChecksum: string;
    readonly commitObject?: Uint8Array;
    readonly tagObject?: Uint8Array;
  };
  readonly http?: {
    readonly checksum: string;
    readonly filename: string;
    readonly checksumResponse?: { readonly digest: string; readonly suffix: Uint8Array };
  };
}

export interface AttestationChain {
  /** Digests of blobs; empty when there is none. */
  readonly root: string;
  readonly imageManifest: string;
  readonly attestationManifest: string;
  readonly signatureManifests: readonly string[];
  /** By digest. */
  readonly blobs: ReadonlyMap<string, AttestationBlob>;
}

export interface AttestationBlob {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations: Attrs;
  readonly data: Uint8Array;
}

/** What a daemon asks of a policy: may this source be read? `source` holds more each time the answer was a request. */
export interface PolicyQuestion {
  /** Absent for sources that are the same on all platforms. */
  readonly platform?: SourcePlatform;
  readonly source: SourceMeta;
}

/** A `request` must be about the very source that was asked about; the daemon asks again with the answer to it. */
export type PolicyAnswer =
  | {
      readonly kind: "decision";
      readonly action: "allow" | "deny" | "convert";
      /** Why it is denied. */
      readonly messages: readonly string[];
      /** The source to read instead, of `convert`. The daemon asks about it as well. */
      readonly update?: SourceOp;
    }
  | { readonly kind: "request"; readonly request: SourceMetaRequest };
