// What a daemon keeps between builds: cache, history, and the blobs of its build records.

import type { Method } from "./channel.js";
import * as gen from "./gen/control.js";
import { nanosPerMilli, numberOf, optionalMillis } from "./scalars.js";
import type {
  Descriptor,
  HistoryEvent,
  HistoryRecord,
  HistoryRequest,
  HistoryResult,
  PruneRequest,
  UsageRecord,
} from "./wire.js";

export const diskUsageMethod: Method<readonly string[], readonly UsageRecord[]> = {
  path: "/moby.buildkit.v1.Control/DiskUsage",
  encode: (filters) => gen.DiskUsageRequest.encode({ filter: [...filters] }).finish(),
  decode: (message) => gen.DiskUsageResponse.decode(message).record.map(usageRecord),
};

export const pruneMethod: Method<PruneRequest, UsageRecord> = {
  path: "/moby.buildkit.v1.Control/Prune",
  encode: (request) =>
    gen.PruneRequest.encode({
      filter: [...request.filters],
      all: request.isAll,
      keepDuration: (request.keepDurationMs ?? 0) * nanosPerMilli,
      reservedSpace: request.reservedSpaceBytes ?? 0,
      maxUsedSpace: request.maxUsedSpaceBytes ?? 0,
      minFreeSpace: request.minFreeSpaceBytes ?? 0,
    }).finish(),
  decode: (message) => usageRecord(gen.UsageRecord.decode(message)),
};

export const historyMethod: Method<HistoryRequest, HistoryEvent> = {
  path: "/moby.buildkit.v1.Control/ListenBuildHistory",
  encode: ({ ref, isFollowing }) =>
    gen.BuildHistoryRequest.encode({ ref: ref ?? "", earlyExit: isFollowing !== true }).finish(),
  decode(message) {
    const { type, record } = gen.BuildHistoryEvent.decode(message);
    return { kind: eventKinds[type] ?? "started", record: historyRecord(record ?? {}) };
  },
};

const eventKinds: readonly HistoryEvent["kind"][] = ["started", "complete", "deleted"];

/** By digest. A blob comes in pieces, in order. */
export const readContentMethod: Method<string, Uint8Array> = {
  path: "/containerd.services.content.v1.Content/Read",
  encode: (digest) => gen.ContentReadRequest.encode({ digest }).finish(),
  decode: (message) => gen.ContentReadResponse.decode(message).data,
};

function usageRecord(message: gen.UsageRecord.$Properties): UsageRecord {
  const createdAt = optionalMillis(message.createdAt);
  const lastUsedAt = optionalMillis(message.lastUsedAt);
  const parents = message.parents ?? [];
  return {
    id: message.id ?? "",
    isMutable: message.mutable ?? false,
    isInUse: message.inUse ?? false,
    isShared: message.shared ?? false,
    size: numberOf(message.size),
    // Daemons before 0.10 knew one parent, in a field of its own.
    parents: parents.length === 0 && message.parent ? [message.parent] : parents,
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
    usageCount: numberOf(message.usageCount),
    description: message.description ?? "",
    recordType: message.recordType ?? "",
  };
}

function historyRecord(message: gen.BuildHistoryRecord.$Properties): HistoryRecord {
  const createdAt = optionalMillis(message.createdAt);
  const completedAt = optionalMillis(message.completedAt);
  const { error } = message;
  const results = new Map<string, HistoryResult>();
  if (message.result != null) results.set("", historyResult(message.result));
  for (const [platform, result] of Object.entries(message.results ?? {})) results.set(platform, historyResult(result));
  return {
    ref: message.ref ?? "",
    frontend: message.frontend ?? "",
    frontendAttrs: message.frontendAttrs ?? {},
    exporterResponse: message.exporterResponse ?? {},
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(completedAt === undefined ? {} : { completedAt }),
    ...(error == null ? {} : { error: { code: error.code ?? 0, message: error.message ?? "" } }),
    results,
    cachedSteps: message.numCachedSteps ?? 0,
    completedSteps: message.numCompletedSteps ?? 0,
    totalSteps: message.numTotalSteps ?? 0,
    warnings: message.numWarnings ?? 0,
  };
}

function historyResult({ attestations }: gen.BuildResultInfo.$Properties): HistoryResult {
  return { attestations: (attestations ?? []).map(descriptor) };
}

function descriptor({ mediaType, digest, size, annotations }: gen.Descriptor.$Properties): Descriptor {
  return {
    mediaType: mediaType ?? "",
    digest: digest ?? "",
    size: numberOf(size),
    annotations: annotations ?? {},
  };
}
