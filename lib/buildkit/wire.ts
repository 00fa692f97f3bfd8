// What goes over the wire to buildkitd and comes back, as plain data with our names.
// Follows moby/buildkit api/services/control and frontend/gateway/pb; gen/ has the codecs, *-methods.ts translate once.

/** String pairs of a request, such as frontend attributes. */
export type Attrs = Readonly<Record<string, string>>;

export interface Exporter {
  readonly type: string;
  readonly attrs: Attrs;
}

export interface CacheOption {
  readonly type: string;
  readonly attrs: Attrs;
}

/** LLB, passed on byte for byte as it came: nothing here looks inside an op, and unknown fields stay. */
export interface Definition {
  /** Encoded pb.Op each; the last one is the result. */
  readonly def: readonly Uint8Array[];
  /** Encoded pb.OpMetadata by the digest of its op. */
  readonly metadata: Readonly<Record<string, Uint8Array>>;
  /** Encoded pb.Source. */
  readonly source?: Uint8Array;
}

/**
 * One solve. With `frontend` set the daemon runs it; with both `frontend` and `definition` absent the daemon waits for
 * a gateway client that drives the build under the same `ref`.
 */
export interface SolveRequest {
  /** Chosen by the client; names the build on the daemon. */
  readonly ref: string;
  readonly session?: string;
  readonly frontend?: string;
  readonly frontendAttrs: Attrs;
  readonly frontendInputs?: Readonly<Record<string, Definition>>;
  readonly definition?: Definition;
  /** In order: the index is the exporter's id in the session. */
  readonly exporters: readonly Exporter[];
  readonly cacheExports: readonly CacheOption[];
  readonly cacheImports: readonly CacheOption[];
  readonly entitlements: readonly string[];
  /** Kept out of the build history. */
  readonly isInternal?: boolean;
  /** Id of the session that serves the PolicyVerifier. */
  readonly sourcePolicySession?: string;
  /** RUN steps reach the network through a proxy of the daemon, so that policies see what they fetch. */
  readonly proxyNetwork?: boolean;
  /** Encoded moby.buildkit.v1.sourcepolicy.Policy. */
  readonly sourcePolicy?: Uint8Array;
}

export interface SolveResponse {
  /** Keys such as `containerimage.digest`, `cache.manifest`, `image.name`. */
  readonly exporterResponse: Attrs;
}

/** One message of the status stream: upserts, keyed as spec section 7.1 says. Times are milliseconds since the epoch. */
export interface StatusUpdate {
  readonly vertexes: readonly Vertex[];
  readonly statuses: readonly VertexStatus[];
  readonly logs: readonly VertexLog[];
  readonly warnings: readonly VertexWarning[];
}

export interface Vertex {
  readonly digest: string;
  readonly inputs: readonly string[];
  readonly name: string;
  readonly isCached: boolean;
  readonly started?: number;
  readonly completed?: number;
  /** Empty when it did not fail; ends in `context canceled` when it was cancelled. */
  readonly error: string;
  readonly progressGroup?: { readonly id: string; readonly name: string; readonly isWeak: boolean };
}

export interface VertexStatus {
  /** The text to show, such as `transferring context:`; with `vertex` also the key. */
  readonly id: string;
  readonly vertex: string;
  readonly name: string;
  readonly current: number;
  readonly total: number;
  readonly timestamp?: number;
  readonly started?: number;
  readonly completed?: number;
}

export interface VertexLog {
  readonly vertex: string;
  readonly timestamp?: number;
  /** 1 stdout, 2 stderr. */
  readonly stream: number;
  /** Any chunking; may end inside a line and inside a character. */
  readonly data: Uint8Array;
}

export interface VertexWarning {
  readonly vertex: string;
  readonly level: number;
  readonly short: string;
  readonly detail: readonly string[];
  readonly url: string;
  readonly source?: SourceInfo;
  readonly ranges: readonly SourceRange[];
}

/** A Dockerfile as the frontend read it. */
export interface SourceInfo {
  readonly filename: string;
  readonly data: Uint8Array;
  readonly language: string;
}

/** Lines count from 1, characters from 0. */
export interface SourceRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly osVersion?: string;
}

export interface Worker {
  readonly id: string;
  readonly labels: Attrs;
  readonly platforms: readonly Platform[];
  /** What it removes by itself, and when; in the order in which it looks at them. */
  readonly gcPolicy: readonly GcRule[];
  readonly devices: readonly Device[];
}

/** One rule of collecting garbage; a limit of 0 is none. */
export interface GcRule {
  /** Also internal and frontend images. */
  readonly isAll: boolean;
  readonly filters: readonly string[];
  /** What was used within this time stays. */
  readonly keepDurationMs: number;
  readonly reservedSpaceBytes: number;
  readonly maxUsedSpaceBytes: number;
  readonly minFreeSpaceBytes: number;
}

/** A device of the machine, in the words of the Container Device Interface. */
export interface Device {
  readonly name: string;
  /** Builds get it without asking for it. */
  readonly isAllowed: boolean;
  /** It can be set up when a build asks for it. */
  readonly isOnDemand: boolean;
  readonly annotations: Attrs;
}

/** Version texts of the daemon; dockerd's may be `v0.0.0+unknown`, so nothing is decided by it. */
export interface DaemonInfo {
  readonly version: string;
  readonly revision: string;
}

/** What the daemon can do, asked with `ping`: names of enabled capabilities. */
export interface Capabilities {
  readonly frontend: ReadonlySet<string>;
  readonly llb: ReadonlySet<string>;
}

/** A frontend's result inside a gateway build: per platform id, or one under "". Lazy until evaluated. */
export interface GatewayResult {
  readonly refs: ReadonlyMap<string, GatewayRef>;
  /** Whether `refs` was sent as one (`ref`) or by platform (`refs`). */
  readonly isMultiPlatform: boolean;
  readonly metadata: Readonly<Record<string, Uint8Array>>;
  /** Encoded Attestations by platform id, passed back unchanged. */
  readonly attestations: Readonly<Record<string, Uint8Array>>;
}

/** An empty `id` is scratch. */
export interface GatewayRef {
  readonly id: string;
  readonly definition?: Definition;
}

export interface GatewaySolveRequest {
  readonly frontend: string;
  readonly frontendOpt: Attrs;
  readonly frontendInputs: Readonly<Record<string, Definition>>;
  readonly cacheImports: readonly CacheOption[];
  readonly evaluate?: boolean;
  readonly definition?: Definition;
}

/** What the daemon keeps of the cache; sizes in bytes, times in milliseconds since the epoch. */
export interface UsageRecord {
  readonly id: string;
  readonly isMutable: boolean;
  readonly isInUse: boolean;
  readonly isShared: boolean;
  readonly size: number;
  readonly parents: readonly string[];
  readonly createdAt?: number;
  readonly lastUsedAt?: number;
  readonly usageCount: number;
  readonly description: string;
  /** Such as `regular`, `source.local`, `exec.cachemount`. */
  readonly recordType: string;
}

/** What to remove from the cache: everything unused, less what the limits and filters keep. */
export interface PruneRequest {
  /** containerd filter syntax, such as `type==source.local`. */
  readonly filters: readonly string[];
  /** Also internal and frontend images. */
  readonly isAll: boolean;
  /** Keeps what was used within this time. */
  readonly keepDurationMs?: number;
  readonly reservedSpaceBytes?: number;
  readonly maxUsedSpaceBytes?: number;
  readonly minFreeSpaceBytes?: number;
}

export interface HistoryRequest {
  /** One build; all without it. */
  readonly ref?: string;
  /** Goes on with builds to come instead of ending after those there are. */
  readonly isFollowing?: boolean;
}

export interface HistoryEvent {
  readonly kind: "started" | "complete" | "deleted";
  readonly record: HistoryRecord;
}

/** One build as the daemon remembers it. */
export interface HistoryRecord {
  readonly ref: string;
  readonly frontend: string;
  readonly frontendAttrs: Attrs;
  readonly exporterResponse: Attrs;
  readonly createdAt?: number;
  readonly completedAt?: number;
  readonly error?: { readonly code: number; readonly message: string };
  /** By platform id, or one under "". */
  readonly results: ReadonlyMap<string, HistoryResult>;
  readonly cachedSteps: number;
  readonly completedSteps: number;
  readonly totalSteps: number;
  readonly warnings: number;
}

export interface HistoryResult {
  readonly attestations: readonly Descriptor[];
}

/** A blob; its bytes are read with `readContent`. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations: Attrs;
}
