// What a run needs from outside and what it gives back.

import type { Driver, NodeTraits, PushRequest, RegistrySettings } from "../builder/index.js";
import type { ControlClient, Platform, VertexWarning } from "../buildkit/index.js";
import type { Diagnostic } from "../source/index.js";
import type { StepOutcome } from "./event.js";

/** The daemon to build on, and what its builder says of it. */
export interface BuildNode {
  /** Name of the builder and of this node in it: both stand in the reference of a build. */
  readonly builder: string;
  readonly name: string;
  readonly driver: Driver;
  readonly control: ControlClient;
  readonly traits: NodeTraits;
  /** What its builder says it is for; empty when nobody said. */
  readonly platforms: readonly Platform[];
  /** How its daemon reaches registries; asked only when several nodes push parts of one image. */
  readonly registries?: () => Promise<RegistrySettings>;
  /** A target without outputs is loaded into docker; the docker driver does so anyway. */
  readonly isDefaultLoad: boolean;
  /** Where `type=docker` without `dest` goes. The docker driver needs none: its daemon keeps the image itself. */
  readonly loader?: ImageLoader;
}

/** An engine that takes image archives and pushes images, such as docker's. */
export interface ImageLoader {
  /** It reads OCI archives, and so images of several platforms; else it reads docker archives only. Asked only when needed. */
  readonly takesOci: (signal: AbortSignal) => Promise<boolean>;
  /** Resolves when the engine has the image. */
  readonly load: (archive: AsyncIterable<Uint8Array>, signal: AbortSignal) => Promise<void>;
  /** Pushes an image that it holds, and tells the digest that its manifest has in the registry. */
  readonly push: (request: PushRequest, signal: AbortSignal) => Promise<string>;
}

/** A node of the builder that is left out from the start. */
export interface UnreachableNode {
  readonly name: string;
  readonly platforms: readonly Platform[];
  readonly error: Error;
}

export interface RunOptions {
  /** Those of one builder, by different names. One that goes away is left out, as long as another is there. */
  readonly nodes: readonly [BuildNode, ...BuildNode[]];
  readonly unreachable?: readonly UnreachableNode[];
  /** Absolute. Relative paths of the bake files start here. */
  readonly cwd: string;
  /** Secrets, caches and defaults read it; nothing else does. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute; the folder of docker's config.json. */
  readonly dockerConfigDir: string;
  /** For `dest=-`. */
  readonly stdout: StandardOutput;
  /** Aborting it cancels the builds on the daemon; the run still ends in order. */
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** A name for one build on the daemon, never the same twice: letters and digits. */
  readonly newId: () => string;
  /** The same in every run on this machine, as buildx's `.buildNodeID`: part of the name of the trees that the daemon keeps. */
  readonly machineId: string;
  /** What the context `-` of a target stands for; without it there is no such context. */
  readonly standardContext?: StandardContext;
  /** Of every solve: an encoded moby.buildkit.v1.sourcepolicy.Policy. */
  readonly sourcePolicy?: Uint8Array;
  /** Control group of RUN steps. */
  readonly cgroupParent?: string;
  /** Builds in flight at the same time; default 64. */
  readonly maxParallel?: number;
  /** A failure stops only what needs it; default: it stops all. */
  readonly isKeepGoing?: boolean;
  /** Reads the provenance of each build for the metadata file; default `disabled`. */
  readonly metadataProvenance?: "min" | "max" | "disabled";
  /** For tests: starts steps that are ready in an order made from this. */
  readonly shuffleSeed?: number;
}

/** A context that is no place: an archive, read once, or nothing at all beside an inline Dockerfile. */
export type StandardContext =
  | { readonly kind: "archive"; readonly open: () => AsyncIterable<Uint8Array> }
  | { readonly kind: "empty" };

export interface StandardOutput {
  readonly isTerminal: boolean;
  /** Resolves when there is room for more. */
  readonly write: (chunk: Uint8Array) => Promise<void>;
}

/** How a run ended. Nothing in it throws: all that went wrong is here. */
export interface RunResult {
  /** One for each step, in the order of the plan. */
  readonly outcomes: ReadonlyMap<string, StepOutcome>;
  /** Mistakes in the plan that only building shows, such as a context that is no folder. With an error among them nothing was built. */
  readonly diagnostics: readonly Diagnostic[];
  /** The signal ended it. */
  readonly isCancelled: boolean;
  /** What `call` targets answered, in the order of the plan. */
  readonly calls: ReadonlyMap<string, CallResult>;
  /** What the frontend warned about, once each, by step. */
  readonly warnings: ReadonlyMap<string, readonly VertexWarning[]>;
}

/** The answer to a frontend method such as `lint` or `outline`. */
export interface CallResult {
  readonly method: string;
  /** `result.json`, `result.txt`, `result.statuscode`, `version` and the like. */
  readonly answer: ReadonlyMap<string, string>;
}
