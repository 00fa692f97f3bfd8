// What a daemon may answer instead of a result.

import type { SourceInfo, SourceRange } from "./wire.js";

/** gRPC status codes that we make or tell apart. */
export const StatusCode = {
  ok: 0,
  cancelled: 1,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  outOfRange: 11,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/** A gRPC status, ours to send or theirs to us. */
export class StatusError extends Error {
  constructor(
    readonly code: number,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "StatusError";
  }
}

/** The daemon cannot be reached, or went away. */
export class DaemonError extends Error {
  constructor(
    readonly address: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "DaemonError";
  }
}

/** Why a stream to a daemon failed, said so that nothing need be added; becomes the cause of a {@link DaemonError}. */
export class ConnectError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ConnectError";
  }
}

/** A build failed, or the daemon refused it. `details` are the typed errors of spec section 7.4. */
export class SolveError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly details: SolveErrorDetails,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "SolveError";
  }
}

export interface SolveErrorDetails {
  /** Where in which Dockerfile, innermost first. */
  readonly sources: readonly { readonly info: SourceInfo; readonly ranges: readonly SourceRange[] }[];
  /** Digest of the vertex that failed. */
  readonly vertex?: string;
  /** Exit code of the process that failed. */
  readonly exitCode?: number;
  /** Frontend capability or subrequest that the daemon lacks. */
  readonly missingCapability?: string;
  /** Why a source policy does not let a source be read. */
  readonly denials?: readonly string[];
}
