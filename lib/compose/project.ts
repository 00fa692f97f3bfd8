// What compose files say about building, as plain data with where each value was written.
// Everything is merged, interpolated and resolved here; turning services into targets belongs to lib/config.

import type { Range, SourceFile } from "../source/index.js";

/** A value and the YAML node that gave it. */
export interface Ranged<T> {
  readonly value: T;
  readonly range: Range;
}

/** All compose files of one run, merged in the order given. */
export interface ComposeProject {
  /** Top-level `name`, else COMPOSE_PROJECT_NAME, else the name handed in. */
  readonly name: string;
  /** In declaration order; a service of a later file stands where it was first declared. */
  readonly services: readonly ComposeService[];
}

export interface ComposeService {
  /** As written, so it may have dots; its range is the key. */
  readonly name: Ranged<string>;
  readonly image?: Ranged<string>;
  /** Absent for a service that is only run, not built. */
  readonly build?: ComposeBuild;
}

/**
 * The `build` of one service. A field that was not set, or set to null, is absent; maps and lists may be empty.
 * Paths are cleaned and relative to the directory of the run (or absolute); `~` is expanded.
 */
export interface ComposeBuild {
  /** The whole value of `build`. */
  readonly range: Range;
  /** A directory or a URL. Absent only when `build` has no context (compose then means `.`). */
  readonly context?: Ranged<string>;
  readonly dockerfile?: Ranged<string>;
  readonly dockerfileInline?: Ranged<string>;
  /** Entries without a value got it from the service's environment, else from the environment; those still without are left out. */
  readonly args: ReadonlyMap<string, Ranged<string>>;
  readonly labels: ReadonlyMap<string, Ranged<string>>;
  readonly target?: Ranged<string>;
  readonly network?: Ranged<string>;
  readonly tags: readonly Ranged<string>[];
  readonly platforms: readonly Ranged<string>[];
  /** As written: the short form or comma separated fields of bake's `cache-from`. */
  readonly cacheFrom: readonly Ranged<string>[];
  readonly cacheTo: readonly Ranged<string>[];
  /** Values still say `service:NAME` or `target:NAME` where they were written so. */
  readonly additionalContexts: ReadonlyMap<string, Ranged<string>>;
  readonly secrets: readonly ComposeSecret[];
  /** Sorted by id. */
  readonly ssh: readonly ComposeSsh[];
  /** A size that bake's `shm-size` takes and that means exactly what was written: `128MiB`, or bytes as `1000000`. */
  readonly shmSize?: Ranged<string>;
  /** Sorted by name. */
  readonly ulimits: readonly ComposeUlimit[];
  /** Host name to its addresses, joined by commas when there are several; without brackets. */
  readonly extraHosts: ReadonlyMap<string, Ranged<string>>;
  readonly noCache?: Ranged<boolean>;
  readonly pull?: Ranged<boolean>;
  /** What the flag `--provenance` would be given: `true`, `false` or fields such as `mode=max`. */
  readonly provenance?: Ranged<string>;
  /** What the flag `--sbom` would be given. */
  readonly sbom?: Ranged<string>;
  readonly entitlements: readonly Ranged<string>[];
  readonly privileged?: Ranged<boolean>;
  readonly noCacheFilter: readonly Ranged<string>[];
  readonly isolation?: Ranged<string>;
  readonly xBake?: ComposeBake;
}

/** A build secret with what the project's `secrets` says about it. */
export interface ComposeSecret {
  /** The `source` under which the service asks for it. */
  readonly id: string;
  readonly range: Range;
  /** At least one of the two is set, unless the declaration was reported as wrong. */
  readonly file?: string;
  readonly environment?: string;
}

export interface ComposeSsh {
  readonly id: string;
  /** A socket or key; absent: the running agent. */
  readonly path?: string;
  readonly range: Range;
}

/** -1 is no limit. */
export interface ComposeUlimit {
  readonly name: string;
  readonly soft: number;
  readonly hard: number;
  readonly range: Range;
}

/** `build.x-bake`: what Bake adds to the Compose specification. A string where a list is wanted was split on blanks. */
export interface ComposeBake {
  readonly range: Range;
  readonly tags: readonly Ranged<string>[];
  readonly platforms: readonly Ranged<string>[];
  readonly cacheFrom: readonly Ranged<string>[];
  readonly cacheTo: readonly Ranged<string>[];
  readonly secret: readonly Ranged<string>[];
  readonly ssh: readonly Ranged<string>[];
  readonly output: readonly Ranged<string>[];
  readonly pull?: Ranged<boolean>;
  readonly noCache?: Ranged<boolean>;
  readonly noCacheFilter: readonly Ranged<string>[];
  readonly contexts: ReadonlyMap<string, Ranged<string>>;
}

/** The world as the loader sees it; files are asked for only when a compose file names them. */
export interface ComposeOptions {
  /** `--var`, then the environment of the process. undefined: not set. */
  readonly env: (name: string) => string | undefined;
  /** The `.env` beside the run; what `env` knows wins over it. */
  readonly dotenv?: SourceFile;
  /** For paths that begin with `~`. */
  readonly homeDirectory?: string;
  /** Reads a file named by `extends`, `include` or `env_file`; undefined when there is none. Relative paths are about the directory of the run. */
  readonly readFile: (path: string) => Promise<string | undefined> | string | undefined;
  /** When neither a file nor COMPOSE_PROJECT_NAME gives one. Default `bake`. */
  readonly projectName?: string;
}
