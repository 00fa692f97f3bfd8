// The source policies of one target: what is asked to be loaded, and what the daemon that builds the target asks of them.

import type { Attachable, StatusUpdate } from "../../buildkit/index.js";
import type { PolicyEntry } from "../../config/index.js";
import type { Diagnostic } from "../../source/index.js";
import type { AgentSource, SecretSource } from "../lower/access.js";
import type { Mistake } from "../lower/mistake.js";
import type { RemoteContext } from "../lower/remote.js";
import type { BuildNode } from "../options.js";
import type { LayerFile } from "./layers.js";

/** What is to be loaded. Files have not been looked at, but for one beside the Dockerfile that is on this machine. */
export interface PolicyRequest {
  readonly entries: readonly PolicyEntry[];
  /** What holds unasked. */
  readonly beside: LayerFile | undefined;
  /** Also the one that is built in, as BUILDX_DEFAULT_POLICY asks. */
  readonly hasDefault: boolean;
  /** Where names are looked for: an absolute folder, or what the daemon fetches; undefined for a context that is no place. */
  readonly context: string | RemoteContext | undefined;
  readonly env: PolicyEnv;
  /** With which a context that is fetched may be read. */
  readonly secrets: readonly SecretSource[];
  readonly agents: readonly AgentSource[];
}

/** What a policy sees as `input.env`. */
export interface PolicyEnv {
  readonly args: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  /** Of the Dockerfile, without folders. */
  readonly filename: string;
  /** The stage; empty for the last. */
  readonly target: string;
}

export interface LoadedPolicies {
  /** Empty when there are none. */
  readonly files: readonly string[];
  /** The daemon has to ask about sources. */
  readonly isStrict: boolean;
  /** RUN steps have to reach the network through the daemon's proxy. */
  readonly isProxied: boolean;
  /** Absent when there are mistakes, or no policies. */
  readonly policy?: StepPolicy;
  /** About the target. */
  readonly mistakes: readonly Mistake[];
  /** In the files of the policy; those that another target has as well are told with one of them. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface StepPolicy {
  readonly isProxied: boolean;
  /** For one solve; what its policies tell goes to `onStatus`. Nobody is asked about what the run built itself, of the digests `own`. */
  readonly start: (onStatus: (update: StatusUpdate) => void, own: ReadonlySet<string>) => Promise<PolicyTalk>;
}

/** The questions and decisions of one solve. */
export interface PolicyTalk {
  readonly attachable: Attachable;
  /** What a failure of the solve means when a policy made it fail. */
  readonly explain: (error: unknown) => Error | undefined;
}

/** The policies of a run. */
export interface RunPolicies extends AsyncDisposable {
  readonly load: (request: PolicyRequest, node: BuildNode) => Promise<LoadedPolicies>;
}
