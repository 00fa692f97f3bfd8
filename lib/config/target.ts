// What a bake file says after everything is evaluated: targets and groups as plain data, with where each value was written.

import type { Range } from "../source/index.js";
import type { Site } from "./site.js";

/** A name written somewhere, such as a member of a group or the target of a link. */
export interface NameRef {
  readonly name: string;
  /** Absent for names that came from no text, such as matrix members. */
  readonly range?: Range;
}

/** `type` and the other fields of one exporter, as strings; `dest` is among them. */
export interface OutputEntry {
  readonly type: string;
  readonly attrs: ReadonlyMap<string, string>;
}

/** One cache import or export; `attrs` has all but `type`. */
export interface CacheEntry {
  readonly type: string;
  readonly attrs: ReadonlyMap<string, string>;
}

export interface AttestEntry {
  readonly type: string;
  readonly isDisabled: boolean;
  readonly attrs: ReadonlyMap<string, string>;
}

export interface SecretEntry {
  readonly id: string;
  readonly src?: string;
  readonly env?: string;
}

export interface SshEntry {
  readonly id: string;
  readonly paths: readonly string[];
}

export interface PolicyEntry {
  readonly filenames: readonly string[];
  readonly reset: boolean;
  readonly disabled: boolean;
  readonly strict?: boolean;
  readonly logLevel?: string;
}

export interface Resources {
  readonly memory?: string;
  readonly memorySwap?: string;
  readonly cpuShares?: bigint;
  readonly cpuPeriod?: bigint;
  readonly cpuQuota?: bigint;
  readonly cpusetCpus?: string;
  readonly cpusetMems?: string;
}

/**
 * The attributes of a target. One that was not set is absent; an empty list or map counts as not set.
 * Names are those of the bake file in camel case; lib/config/attributes.ts is the table that ties the two.
 */
export interface TargetAttributes {
  readonly description?: string;
  readonly annotations?: readonly string[];
  readonly attest?: readonly AttestEntry[];
  readonly context?: string;
  readonly contexts?: ReadonlyMap<string, string>;
  readonly dockerfile?: string;
  readonly dockerfileInline?: string;
  readonly args?: ReadonlyMap<string, string>;
  readonly labels?: ReadonlyMap<string, string>;
  readonly tags?: readonly string[];
  readonly cacheFrom?: readonly CacheEntry[];
  readonly cacheTo?: readonly CacheEntry[];
  readonly target?: string;
  readonly secret?: readonly SecretEntry[];
  readonly ssh?: readonly SshEntry[];
  readonly platforms?: readonly string[];
  readonly output?: readonly OutputEntry[];
  readonly pull?: boolean;
  readonly noCache?: boolean;
  readonly network?: string;
  readonly noCacheFilter?: readonly string[];
  readonly shmSize?: string;
  readonly ulimits?: readonly string[];
  readonly resources?: Resources;
  readonly call?: string;
  readonly entitlements?: readonly string[];
  readonly extraHosts?: ReadonlyMap<string, string>;
  readonly policy?: readonly PolicyEntry[];
}

export type AttributeName = keyof TargetAttributes;

/** Where the value of an attribute was written. */
export interface Origin extends Range {
  readonly site?: Site;
  /** Where the parts were written that this value was appended to or merged over. */
  readonly earlier?: readonly Origin[];
}

export type Origins = ReadonlyMap<AttributeName, Origin>;

/** One target as it will be built: parents, overrides and defaults are in it. */
export interface Target extends TargetAttributes {
  readonly name: string;
  /** Always set here; `.` and `Dockerfile` unless given. */
  readonly context: string;
  readonly dockerfile: string;
  /** Where the value of an attribute was written, for messages at build time. */
  readonly origins: Origins;
  /** Where the target was declared. */
  readonly declared?: Range;
}

export interface Group {
  readonly name: string;
  readonly description?: string;
  /** Members in declaration order, each once; undefined when never set (printed as null). */
  readonly targets?: readonly NameRef[];
  readonly declared?: Range;
}
