// A builder: one name for the daemons that build.

import type { Capabilities, ControlClient, Platform } from "../buildkit/index.js";
import type { PushRequest } from "./docker-push.js";
import type { StoredBuilder } from "./store.js";

/** How the nodes of a builder are reached; `remote` is a buildkitd that someone else runs. */
export type Driver = "docker" | "docker-container" | "kubernetes" | "remote";

export interface Builder {
  readonly name: string;
  readonly driver: Driver;
  /** Why this builder and no other, to stand after a colon: names the flag, variable or file that said so. */
  readonly reason: string;
  /** The file of buildx's store behind it; absent for a docker context and for a daemon that was found. */
  readonly stored?: StoredBuilder;
  /** At least one. */
  readonly nodes: readonly [BuilderNode, ...BuilderNode[]];
}

export interface BuilderNode {
  readonly name: string;
  /** As the user knows it, such as `unix:///var/run/docker.sock`; for messages. */
  readonly endpoint: string;
  /** What the builder's file says it builds; empty when nobody said. */
  readonly platforms: readonly Platform[];
  /** A target without outputs is loaded into docker. The docker driver's BuildKit puts it there itself. */
  readonly isDefaultLoad: boolean;
  /**
   * Connects to the node's BuildKit, which is made or started first where that is the driver's part; `say` gets one line for each
   * thing of that which takes a while. The caller disposes the client.
   * @throws {DaemonError} when it cannot be reached. @throws {BuilderError} when it cannot be made.
   */
  readonly connect: (signal: AbortSignal, say?: (line: string) => void) => Promise<ControlClient>;
  /**
   * The daemons of a node that has several equal ones, each as a node of its own; they are made first where there are none.
   * Absent when a run belongs to one daemon, the one that `connect` finds.
   */
  readonly daemons?: (signal: AbortSignal, say?: (line: string) => void) => Promise<readonly BuilderNode[]>;
  /** What can be done with the daemon itself: making it, stopping it, taking it away. */
  readonly lifecycle: NodeLifecycle;
  /** Where `--load` goes: for the docker driver the engine that BuildKit is part of, else the engine of the docker context. */
  readonly docker?: DockerEngine;
}

/** As buildx names them; `inactive` has not been made yet. */
export type NodeStatus = "inactive" | "starting" | "running" | "stopping" | "stopped";

/**
 * The daemon of a node as a thing that is made and taken away. A driver whose daemon somebody else runs (docker, remote) has
 * nothing to make: it is `running`, and the verbs do nothing.
 * All throw {@link BuilderError}, {@link DockerError} or {@link DaemonError} when it cannot be done.
 */
export interface NodeLifecycle {
  /** Changes nothing and does not wait for a daemon that is down. */
  readonly status: (signal: AbortSignal) => Promise<NodeStatus>;
  /** Makes and starts what is missing and waits until the daemon answers. `say` gets one line for each thing that takes a while. */
  readonly bootstrap: (say: (line: string) => void, signal: AbortSignal) => Promise<void>;
  readonly stop: (signal: AbortSignal) => Promise<void>;
  /** Without what it keeps: its cache stays with `keepState`, the daemon itself with `keepDaemon`. */
  readonly remove: (
    keep: { readonly keepState: boolean; readonly keepDaemon: boolean },
    signal: AbortSignal,
  ) => Promise<void>;
}

/** What a build must know of the node that it runs on. */
export interface NodeTraits {
  readonly capabilities: Capabilities;
  readonly platforms: readonly Platform[];
  /** Whether BuildKit is part of dockerd. */
  readonly isDocker: boolean;
  /** Of dockerd: without it no oci or docker archives, no cache export, one platform and no attestations an image. */
  readonly hasContainerdStore: boolean;
  /** What `host-gateway` in extra hosts stands for; dockerd alone knows it. */
  readonly hostGatewayIp?: string;
}

/** The few calls of docker's HTTP API that a build needs. All throw {@link DockerError} for an engine's refusal. */
export interface DockerEngine {
  /** For messages. */
  readonly name: string;
  readonly endpoint: string;
  /** It reads OCI archives, and so images of several platforms: it has the containerd image store. */
  readonly takesOci: (signal: AbortSignal) => Promise<boolean>;
  /** Streams an image archive into the image store; resolves when the engine has the image. */
  readonly load: (archive: AsyncIterable<Uint8Array>, signal: AbortSignal) => Promise<void>;
  /** Pushes an image that it holds, and tells the digest that its manifest has in the registry. */
  readonly push: (request: PushRequest, signal: AbortSignal) => Promise<string>;
}
