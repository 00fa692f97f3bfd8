// What is shown of a builder, whoever found it out.

import { formatPlatform, type GcRule, type Platform, type Worker } from "../../buildkit/index.js";

export interface BuilderView {
  readonly name: string;
  readonly driver: string;
  readonly isCurrent: boolean;
  readonly isDynamic: boolean;
  readonly lastActivity?: Date;
  /** Why this builder and no other. */
  readonly reason?: string;
  /** Why nothing more is known of it. */
  readonly error?: string;
  readonly nodes: readonly NodeView[];
}

export interface NodeView {
  readonly name: string;
  readonly endpoint: string;
  readonly driverOpts: Readonly<Record<string, string>>;
  readonly flags: readonly string[];
  /** Files of buildkitd's configuration folder. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** Platforms that the user fixed for it. */
  readonly fixed: readonly Platform[];
  readonly status?: string;
  /** Of BuildKit. */
  readonly version?: string;
  readonly error?: string;
  /** None when the daemon was not asked. */
  readonly workers: readonly Worker[];
  /** What builds on it can do, by the names that buildx has for it. */
  readonly features: Readonly<Record<string, boolean>>;
}

/** Fixed ones first and with a star, then those of the workers; each once. */
export function platformNames({ fixed, workers }: NodeView): readonly string[] {
  const first = new Set(fixed.map(formatPlatform));
  const others = workerPlatforms(workers).filter((name) => !first.has(name));
  return [...[...first].map((name) => `${name}*`), ...others];
}

export function workerPlatforms(workers: readonly Worker[]): readonly string[] {
  return [...new Set(workers.flatMap(({ platforms }) => platforms).map(formatPlatform))];
}

/** Which other architectures a processor runs by itself. */
const relatives: Readonly<Record<string, readonly string[]>> = { amd64: ["386"], arm64: ["arm"] };

/**
 * Platforms that the daemon runs with an emulator. It tells of its own platform first: moby/buildkit util/archutil.
 * What was configured by hand may stand in any order, which nobody can tell.
 */
export function emulatedPlatforms(workers: readonly Worker[]): readonly string[] {
  const [own, ...others] = workers.flatMap(({ platforms }) => platforms);
  if (own === undefined) return [];
  const native = [own.architecture, ...(relatives[own.architecture] ?? [])];
  return [...new Set(others.filter(({ architecture }) => !native.includes(architecture)).map(formatPlatform))];
}

/** What is shown to nobody, unlike in buildx: terminals and logs are read by others. */
export function isPrivateKey(content: Uint8Array): boolean {
  return new TextDecoder().decode(content).includes("PRIVATE KEY-----");
}

/** As buildx's JSON has it. */
export function builderObject(view: BuilderView): Readonly<Record<string, unknown>> {
  const { name, driver, isCurrent, isDynamic, lastActivity, reason, error, nodes } = view;
  return {
    Current: isCurrent,
    Driver: driver,
    Dynamic: isDynamic,
    ...(error === undefined ? {} : { Err: error }),
    // What Go writes for no time at all.
    LastActivity: lastActivity === undefined ? "0001-01-01T00:00:00Z" : `${lastActivity.toISOString().slice(0, 19)}Z`,
    Name: name,
    Nodes: error === undefined ? nodes.map(nodeObject) : null,
    ...(reason === undefined ? {} : { Reason: reason }),
  };
}

function nodeObject(node: NodeView): Readonly<Record<string, unknown>> {
  const { driverOpts, endpoint, error, flags, files, workers, name, status, version } = node;
  const [worker] = workers;
  const platforms = workerPlatforms(workers);
  const emulated = emulatedPlatforms(workers);
  const shown = Object.entries(files).filter(([, content]) => !isPrivateKey(content));
  const encoded = shown.map(([path, content]) => [path, Buffer.from(content).toString("base64")]);
  return {
    ...(Object.keys(driverOpts).length === 0 ? {} : { DriverOpts: driverOpts }),
    ...(emulated.length === 0 ? {} : { Emulated: emulated }),
    Endpoint: endpoint,
    ...(error === undefined ? {} : { Err: error }),
    ...(encoded.length === 0 ? {} : { Files: Object.fromEntries(encoded) }),
    ...(flags.length === 0 ? {} : { Flags: flags }),
    ...(worker === undefined || worker.gcPolicy.length === 0 ? {} : { GCPolicy: worker.gcPolicy.map(gcObject) }),
    ...(workers.length === 0 ? {} : { IDs: workers.map(({ id }) => id).sort() }),
    ...(worker === undefined ? {} : { Labels: worker.labels }),
    Name: name,
    ...(platforms.length === 0 ? {} : { Platforms: platforms }),
    ...(error !== undefined ? { Status: "error" } : status === undefined ? {} : { Status: status }),
    ...(version === undefined || version === "" ? {} : { Version: version }),
  };
}

const nanosPerMilli = 1e6;

function gcObject(rule: GcRule): Readonly<Record<string, unknown>> {
  return {
    all: rule.isAll,
    filter: rule.filters.length === 0 ? null : rule.filters,
    keepDuration: rule.keepDurationMs * nanosPerMilli,
    maxUsedSpace: rule.maxUsedSpaceBytes,
    minFreeSpace: rule.minFreeSpaceBytes,
    reservedSpace: rule.reservedSpaceBytes,
  };
}
