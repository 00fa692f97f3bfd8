// One step in the words of buildkitd: what goes into the request, and what its session has to serve.

import type { Driver } from "../../builder/index.js";
import type { Attrs, CacheOption, Capabilities, Definition, Exporter, Platform } from "../../buildkit/index.js";
import type { LocalDirectory } from "../../buildkit/session/index.js";
import type { RemoteUrl } from "../../config/index.js";
import type { AwsCredentials } from "../aws.js";
import type { StandardContext } from "../options.js";
import type { LoadedPolicies, PolicyRequest, StepPolicy } from "../policies/step-policy.js";
import type { Repository } from "../repository.js";
import type { AgentSource, SecretSource } from "./access.js";

export type { AgentSource, SecretSource } from "./access.js";

/** A target lowered. Ids of sessions, links and the ref of the build are put in when it runs. */
export interface Lowered {
  readonly frontend: string;
  readonly attrs: Attrs;
  /** Directories that the frontend reads, by the name it asks for. */
  readonly locals: readonly Local[];
  /** In the order of the request: the index is the exporter's id. */
  readonly outputs: readonly Output[];
  readonly cacheExports: readonly CacheOption[];
  readonly cacheImports: readonly CacheOption[];
  readonly entitlements: readonly string[];
  readonly links: readonly Link[];
  /** Trees that we describe to the daemon ourselves, by the name under which the frontend asks for them. */
  readonly inputs: Readonly<Record<string, Definition>>;
  readonly secrets: readonly SecretSource[];
  readonly agents: readonly AgentSource[];
  readonly stores: readonly Store[];
  /** Bytes that the daemon fetches from the session, by the id in their address. */
  readonly uploads: ReadonlyMap<string, () => AsyncIterable<Uint8Array>>;
  /** Index files to bring up to date after the solve. */
  readonly cacheIndexes: readonly CacheIndex[];
  /** Decides about the sources of the build. */
  readonly policy?: StepPolicy;
  /** The frontend method to ask instead of building, such as `lint`. */
  readonly call?: string;
  /** Nothing was said about outputs, and the builder has no default. */
  readonly lacksOutput: boolean;
  /** Told to the user before the step starts, such as a cache that was left out. */
  readonly notes: readonly string[];
}

export interface Local {
  readonly name: string;
  /** The named context that it serves, which may have another name. */
  readonly context?: string;
  /** A folder by its absolute path, or an inline Dockerfile in memory. */
  readonly directory: LocalDirectory;
  /**
   * Says which files of the directory are asked for, as far as we know: locals with equal name, directory and tree are
   * sent once, and the daemon keeps what it got under this name for the next run.
   */
  readonly tree: string;
}

export interface Output {
  readonly exporter: Exporter;
  readonly destination: Destination;
  /** Names under which docker's engine pushes the image when it is built, as its BuildKit cannot. */
  readonly pushes?: readonly string[];
}

/** Where the bytes of an exporter go on this side. Paths are absolute. */
export type Destination =
  | { readonly kind: "none" }
  | { readonly kind: "stdout" }
  | { readonly kind: "file"; readonly path: string }
  /** A tree, merged into what is there, or made equal to it when `isMirror`. */
  | { readonly kind: "directory"; readonly path: string; readonly isMirror: boolean }
  /** An OCI layout directory, served to the daemon as a content store. */
  | { readonly kind: "layout"; readonly path: string }
  | { readonly kind: "load" };

/** A named context that is the result of another step. */
export interface Link {
  /** Of the named context. */
  readonly name: string;
  readonly step: string;
}

/** A content store on disk and the id under which the daemon asks for it. */
export interface Store {
  readonly id: string;
  /** Absolute. */
  readonly directory: string;
}

/** A local cache export: its manifest is told only in the answer to the solve. */
export interface CacheIndex {
  readonly directory: string;
  readonly tag: string;
  /** Takes out of the directory what no tag refers to any more. */
  readonly isReset: boolean;
}

/** What the daemon and its driver can do. Decided by capabilities and labels, never by a version text. */
export interface NodeFeatures {
  readonly driver: Driver;
  readonly isDefaultLoad: boolean;
  readonly capabilities: Capabilities;
  /** What it builds for when nothing is said, first. */
  readonly platforms: readonly Platform[];
  readonly hostGatewayIp?: string;
  /** False for docker's own image store: no OCI, cache export, several platforms, attestations, direct push. */
  readonly hasContentStore: boolean;
  /** What `type=docker` without `dest` can load into; the docker driver keeps the image itself. Asks an engine only when called. */
  readonly loadForm: () => Promise<"none" | "docker-archive" | "oci-archive" | "kept">;
}

/** What lowering reads besides the target. */
export interface LowerWorld {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly node: NodeFeatures;
  readonly isStdoutTerminal: boolean;
  readonly newId: () => string;
  /** Build arguments that docker's config adds, such as `HTTP_PROXY`. */
  readonly proxyArgs: Attrs;
  /** The repository around a folder; each folder is looked at once. */
  readonly repositoryOf: (directory: string) => Promise<Repository | undefined>;
  /** The step that has this inline Dockerfile first in the plan: steps with the same text share its trees. */
  readonly inlineOwner: (text: string) => string;
  /** From profiles and files of AWS; looked up once. @throws when there are none. */
  readonly awsCredentials: () => Promise<AwsCredentials>;
  /** A Dockerfile by its http URL, which the daemon fetches; each once. @throws {FetchError} when it cannot be had. */
  readonly fetchDockerfile: (url: string) => Promise<Uint8Array>;
  /** Source policies, read and compiled; whatever is wrong with them is in the result. */
  readonly loadPolicies: (request: PolicyRequest) => Promise<LoadedPolicies>;
  /** Where the definition came from, when not from this machine. */
  readonly remote?: RemoteUrl;
  /** What the context `-` stands for. */
  readonly standardContext?: StandardContext;
  readonly cgroupParent?: string;
}
