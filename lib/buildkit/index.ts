export type { Attachable, ControlClient, GatewayClient, ServerCall, Session, SessionOptions } from "./control.js";
export { DaemonError, SolveError, type SolveErrorDetails, StatusCode, StatusError } from "./errors.js";
export type {
  Attrs,
  CacheOption,
  Capabilities,
  DaemonInfo,
  Definition,
  Exporter,
  GatewayRef,
  GatewayResult,
  GatewaySolveRequest,
  Platform,
  SolveRequest,
  SolveResponse,
  SourceInfo,
  SourceRange,
  StatusUpdate,
  Vertex,
  VertexLog,
  VertexStatus,
  VertexWarning,
  Worker,
} from "./wire.js";
