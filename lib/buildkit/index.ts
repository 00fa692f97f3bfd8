export { askCapabilities } from "./capabilities.js";
export {
  AddressError,
  type ContainerAddress,
  containerAddress,
  type PodAddress,
  podAddress,
} from "./command-address.js";
export { MissingProgramError } from "./command-stream.js";
export { connect, connectOver } from "./connect.js";
export type { Attachable, ControlClient, GatewayClient, ServerCall, Session, SessionOptions } from "./control.js";
export { type Endpoint, transportOf } from "./endpoint.js";
export { ConnectError, DaemonError, SolveError, type SolveErrorDetails, StatusCode, StatusError } from "./errors.js";
export { formatPlatform, parsePlatform } from "./platform-name.js";
export { type SolveEvent, type SolveOptions, solve } from "./solve.js";
export { archiveDefinition, type Source, sourceDefinition } from "./source-definition.js";
export type {
  AttestationBlob,
  AttestationChain,
  ChecksumAlgorithm,
  PolicyAnswer,
  PolicyQuestion,
  SourceMeta,
  SourceMetaRequest,
  SourceOp,
  SourcePlatform,
} from "./source-meta.js";
export { encodeSourcePolicy, SourcePolicyError } from "./source-policy.js";
export type { TlsOptions, TlsWords } from "./tls.js";
export { dial, streamTransport, type Transport } from "./transport.js";
export { unreachable } from "./unreachable.js";
export { UpgradeRefused, type UpgradeRequest, upgrade } from "./upgrade.js";
export type {
  Attrs,
  CacheOption,
  Capabilities,
  DaemonInfo,
  Definition,
  Descriptor,
  Device,
  Exporter,
  GatewayRef,
  GatewayResult,
  GatewaySolveRequest,
  GcRule,
  HistoryEvent,
  HistoryRecord,
  HistoryRequest,
  HistoryResult,
  Platform,
  PruneRequest,
  SolveRequest,
  SolveResponse,
  SourceInfo,
  SourceRange,
  StatusUpdate,
  UsageRecord,
  Vertex,
  VertexLog,
  VertexStatus,
  VertexWarning,
  Worker,
} from "./wire.js";
