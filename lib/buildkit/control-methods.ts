// `moby.buildkit.v1.Control` for one build: each method with the translation between our nouns and the wire's.

import type { Method } from "./channel.js";
import * as gen from "./gen/control.js";
import { millisOf, nanosPerMilli, numberOf } from "./scalars.js";
import type {
  CacheOption,
  DaemonInfo,
  Definition,
  Device,
  Exporter,
  GcRule,
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

export const solveMethod: Method<SolveRequest, SolveResponse> = {
  path: "/moby.buildkit.v1.Control/Solve",
  encode: (request) => gen.SolveRequest.encode(solveRequest(request)).finish(),
  decode: (message) => ({ exporterResponse: gen.SolveResponse.decode(message).exporterResponse }),
};

/** By the ref of the solve. */
export const statusMethod: Method<string, StatusUpdate> = {
  path: "/moby.buildkit.v1.Control/Status",
  encode: (ref) => gen.StatusRequest.encode({ ref }).finish(),
  decode: (message) => statusUpdate(gen.StatusResponse.decode(message)),
};

export const infoMethod: Method<void, DaemonInfo> = {
  path: "/moby.buildkit.v1.Control/Info",
  encode: () => gen.InfoRequest.encode({}).finish(),
  decode(message) {
    const { buildkitVersion } = gen.InfoResponse.decode(message);
    return { version: buildkitVersion?.version ?? "", revision: buildkitVersion?.revision ?? "" };
  },
};

export const listWorkersMethod: Method<void, readonly Worker[]> = {
  path: "/moby.buildkit.v1.Control/ListWorkers",
  encode: () => gen.ListWorkersRequest.encode({}).finish(),
  decode: (message) => gen.ListWorkersResponse.decode(message).record.map(worker),
};

export const sessionPath = "/moby.buildkit.v1.Control/Session";

function solveRequest(request: SolveRequest): gen.SolveRequest.$Properties {
  const { exporters } = request;
  const [only] = exporters;
  return {
    ref: request.ref,
    session: request.session ?? "",
    definition: request.definition === undefined ? null : definitionMessage(request.definition),
    frontend: request.frontend ?? "",
    frontendAttrs: request.frontendAttrs,
    frontendInputs: definitionMessages(request.frontendInputs ?? {}),
    exporters: exporters.map(typeWithAttrs),
    // What daemons before 0.13 read. They know one exporter: several are for the caller to refuse.
    ...(only !== undefined && exporters.length === 1
      ? { exporterDeprecated: only.type, exporterAttrsDeprecated: only.attrs }
      : {}),
    // Sent when empty as well: old daemons do not expect it to be absent.
    cache: { exports: request.cacheExports.map(typeWithAttrs), imports: request.cacheImports.map(typeWithAttrs) },
    entitlements: [...request.entitlements],
    internal: request.isInternal ?? false,
    sourcePolicy: request.sourcePolicy ?? null,
    sourcePolicySession: request.sourcePolicySession ?? "",
    proxyNetwork: request.proxyNetwork ?? false,
  };
}

export function typeWithAttrs({ type, attrs }: Exporter | CacheOption): gen.TypeWithAttrs.$Properties {
  return { type, attrs };
}

export function definitionMessage({ def, metadata, source }: Definition): gen.Definition.$Properties {
  return { def: [...def], metadata, source: source ?? null };
}

export function definitionMessages(
  definitions: Readonly<Record<string, Definition>>,
): Record<string, gen.Definition.$Properties> {
  return Object.fromEntries(Object.entries(definitions).map(([name, value]) => [name, definitionMessage(value)]));
}

export function definitionFrom({ def, metadata, source }: gen.Definition.$Properties): Definition {
  return {
    def: def ?? [],
    metadata: metadata ?? {},
    ...(source == null || source.length === 0 ? {} : { source }),
  };
}

function statusUpdate(message: gen.StatusResponse): StatusUpdate {
  return {
    vertexes: message.vertexes.map(vertex),
    statuses: message.statuses.map(vertexStatus),
    logs: message.logs.map(vertexLog),
    warnings: message.warnings.map(vertexWarning),
  };
}

function vertex(message: gen.Vertex.$Properties): Vertex {
  const { progressGroup: group } = message;
  return {
    digest: message.digest ?? "",
    inputs: message.inputs ?? [],
    name: message.name ?? "",
    isCached: message.cached ?? false,
    ...times(message),
    error: message.error ?? "",
    ...(group == null
      ? {}
      : { progressGroup: { id: group.id ?? "", name: group.name ?? "", isWeak: group.weak ?? false } }),
  };
}

function vertexStatus(message: gen.VertexStatus.$Properties): VertexStatus {
  return {
    id: message.id ?? "",
    vertex: message.vertex ?? "",
    name: message.name ?? "",
    current: numberOf(message.current),
    total: numberOf(message.total),
    ...timestamp(message),
    ...times(message),
  };
}

function vertexLog(message: gen.VertexLog.$Properties): VertexLog {
  return {
    vertex: message.vertex ?? "",
    ...timestamp(message),
    stream: numberOf(message.stream),
    data: message.msg ?? new Uint8Array(),
  };
}

function vertexWarning(message: gen.VertexWarning.$Properties): VertexWarning {
  return {
    vertex: message.vertex ?? "",
    level: numberOf(message.level),
    short: utf8(message.short),
    detail: (message.detail ?? []).map(utf8),
    url: message.url ?? "",
    ...(message.info == null ? {} : { source: sourceInfo(message.info) }),
    ranges: (message.ranges ?? []).map(sourceRange),
  };
}

function sourceInfo({ filename, data, language }: gen.SourceInfo.$Properties): SourceInfo {
  return { filename: filename ?? "", data: data ?? new Uint8Array(), language: language ?? "" };
}

function sourceRange({ start, end }: gen.Range.$Properties): SourceRange {
  return { start: position(start ?? {}), end: position(end ?? {}) };
}

function position({ line, character }: gen.Position.$Properties): SourceRange["start"] {
  return { line: line ?? 0, character: character ?? 0 };
}

export function worker(message: gen.WorkerRecord.$Properties): Worker {
  return {
    id: message.id ?? "",
    labels: message.labels ?? {},
    platforms: (message.platforms ?? []).map(platform),
    gcPolicy: (message.gcPolicy ?? []).map(gcRule),
    devices: (message.cdiDevices ?? []).map(device),
  };
}

function gcRule(message: gen.GCPolicy.$Properties): GcRule {
  return {
    isAll: message.all ?? false,
    filters: message.filters ?? [],
    keepDurationMs: numberOf(message.keepDuration) / nanosPerMilli,
    reservedSpaceBytes: numberOf(message.reservedSpace),
    maxUsedSpaceBytes: numberOf(message.maxUsedSpace),
    minFreeSpaceBytes: numberOf(message.minFreeSpace),
  };
}

function device({ name, autoAllow, onDemand, annotations }: gen.CDIDevice.$Properties): Device {
  return {
    name: name ?? "",
    isAllowed: autoAllow ?? false,
    isOnDemand: onDemand ?? false,
    annotations: annotations ?? {},
  };
}

function platform({ os, architecture, variant, osVersion }: gen.Platform.$Properties): Platform {
  return {
    os: os ?? "",
    architecture: architecture ?? "",
    ...(variant ? { variant } : {}),
    ...(osVersion ? { osVersion } : {}),
  };
}

interface Timed {
  readonly started?: gen.Timestamp.$Properties | null;
  readonly completed?: gen.Timestamp.$Properties | null;
}

function times({ started, completed }: Timed): { readonly started?: number; readonly completed?: number } {
  return {
    ...(started == null ? {} : { started: millisOf(started) }),
    ...(completed == null ? {} : { completed: millisOf(completed) }),
  };
}

function timestamp(message: { readonly timestamp?: gen.Timestamp.$Properties | null }): {
  readonly timestamp?: number;
} {
  return message.timestamp == null ? {} : { timestamp: millisOf(message.timestamp) };
}

function utf8(bytes: Uint8Array | null | undefined): string {
  return new TextDecoder().decode(bytes ?? new Uint8Array());
}
