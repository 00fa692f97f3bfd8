// The verbs of one daemon. channel.ts is the transport below, session/ the callback channel beside it.

import type { SourceMeta, SourceMetaRequest } from "./source-meta.js";
import type {
  Capabilities,
  DaemonInfo,
  GatewayResult,
  GatewaySolveRequest,
  HistoryEvent,
  HistoryRequest,
  PruneRequest,
  SolveRequest,
  SolveResponse,
  StatusUpdate,
  UsageRecord,
  Worker,
} from "./wire.js";

/**
 * A connection to one buildkitd, plain or inside dockerd. Every verb takes a signal and ends with its reason when aborted.
 * Failures are a {@link SolveError} when the daemon refused or a vertex failed, else a {@link DaemonError}.
 */
export interface ControlClient extends AsyncDisposable {
  /** As given, such as `unix:///run/buildkit/buildkitd.sock`; for messages. */
  readonly address: string;
  info(signal: AbortSignal): Promise<DaemonInfo>;
  listWorkers(signal: AbortSignal): Promise<readonly Worker[]>;
  /** Stays open for the whole build; aborting it cancels the build on the daemon. */
  solve(request: SolveRequest, signal: AbortSignal): Promise<SolveResponse>;
  /** Ends when the build ended; breaking off early cancels only the stream. */
  status(ref: string, signal: AbortSignal): AsyncIterable<StatusUpdate>;
  /** Drives the build that `solve` opened under `ref` without a frontend. */
  gateway(ref: string): GatewayClient;
  /** Opens a session and serves `attachables` on it until it is disposed; `signal` only ends the opening. */
  openSession(options: SessionOptions, signal: AbortSignal): Promise<Session>;
  /** `filters` in containerd syntax; all must match. */
  diskUsage(filters: readonly string[], signal: AbortSignal): Promise<readonly UsageRecord[]>;
  /** Tells each record that it removed. */
  prune(request: PruneRequest, signal: AbortSignal): AsyncIterable<UsageRecord>;
  history(request: HistoryRequest, signal: AbortSignal): AsyncIterable<HistoryEvent>;
  /** A blob of a build record, such as an attestation. */
  readContent(digest: string, signal: AbortSignal): Promise<Uint8Array>;
}

export interface GatewayClient {
  ping(signal: AbortSignal): Promise<Capabilities>;
  solve(request: GatewaySolveRequest, signal: AbortSignal): Promise<GatewayResult>;
  evaluate(refId: string, signal: AbortSignal): Promise<void>;
  readFile(refId: string, part: FilePart, signal: AbortSignal): Promise<Uint8Array>;
  /** What the daemon can tell of a source without reading all of it. */
  resolveSourceMeta(request: SourceMetaRequest, signal: AbortSignal): Promise<SourceMeta>;
  /** Ends the gateway part: the daemon builds and exports `result`, and the open solve answers. */
  return(result: GatewayResult, signal: AbortSignal): Promise<void>;
  /** Ends it with an error: the open solve fails with this message. */
  fail(message: string, signal: AbortSignal): Promise<void>;
}

/** A file of a result; `length` says how much of its beginning is wanted, in bytes. */
export interface FilePart {
  readonly path: string;
  readonly length?: number;
}

export interface SessionOptions {
  /** See spec section 3.6: names the tree that the daemon keeps between builds. */
  readonly sharedKey: string;
  readonly attachables: readonly Attachable[];
}

export interface Session extends AsyncDisposable {
  readonly id: string;
  /** Rejects when the daemon or the connection ended the session before it was disposed; never resolves. */
  readonly lost: Promise<never>;
}

/** One gRPC service that the daemon calls on us, such as `moby.filesync.v1.Auth`. */
export interface Attachable {
  readonly service: string;
  readonly methods: Readonly<Record<string, (call: ServerCall) => Promise<void>>>;
}

/** One call from the daemon. Returning ends it well; throwing a {@link StatusError} ends it with that status. */
export interface ServerCall {
  /** Every value of a repeated header, in order. */
  readonly header: (name: string) => readonly string[];
  /** Names of all headers, each once. */
  readonly headerNames: () => readonly string[];
  /** Whole messages without the gRPC prefix; a zero-length one is meaningful. */
  readonly messages: AsyncIterable<Uint8Array>;
  /** Resolves when there is room for more. */
  readonly send: (message: Uint8Array) => Promise<void>;
  /** As `send`, for bytes that already hold gRPC-framed messages: see filesync. */
  readonly sendFramed: (frames: Uint8Array) => Promise<void>;
  readonly signal: AbortSignal;
}
