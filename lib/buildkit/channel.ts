// Calls to one daemon, whatever carries them.

import type { Duplex } from "node:stream";

/** Header values; a repeated header has several. */
export type Metadata = Readonly<Record<string, string | readonly string[]>>;

/** One gRPC method: its path and its codecs. */
export interface Method<Request, Response> {
  /** `/package.Service/Method` */
  readonly path: string;
  readonly encode: (request: Request) => Uint8Array;
  readonly decode: (message: Uint8Array) => Response;
}

export interface CallOptions {
  readonly signal: AbortSignal;
  readonly metadata?: Metadata;
}

/**
 * A connection to one daemon, made at the first call and made anew when it was lost. No call has a deadline.
 * Calls fail with a SolveError or a DaemonError, or with the reason of their signal.
 */
export interface Channel {
  unary<Request, Response>(
    method: Method<Request, Response>,
    request: Request,
    options: CallOptions,
  ): Promise<Response>;
  /** Leaving the loop cancels the call. */
  serverStream<Request, Response>(
    method: Method<Request, Response>,
    request: Request,
    options: CallOptions,
  ): AsyncGenerator<Response, void>;
  /** A call whose messages both ways are the protobuf message `{ bytes data = 1 }`, as the bytes in them. */
  bytes(path: string, metadata: Metadata): Duplex;
  close(): void;
}
