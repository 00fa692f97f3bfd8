// A builder: one name for the daemons that build.

import type { Capabilities, ControlClient, Platform } from "../buildkit/index.js";

/** How the nodes of a builder are reached; `remote` is a buildkitd that someone else runs. */
export type Driver = "docker" | "docker-container" | "kubernetes" | "remote";

export interface Builder {
  readonly name: string;
  readonly driver: Driver;
  /** Why this builder and no other, to stand after a colon: names the flag, variable or file that said so. */
  readonly reason: string;
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
   * Connects to the node's BuildKit. The caller disposes the client.
   * @throws {DaemonError} when it cannot be reached.
   */
  readonly connect: (signal: AbortSignal) => Promise<ControlClient>;
  /** Where `--load` goes: for the docker driver the engine that BuildKit is part of, else the engine of the docker context. */
  readonly docker?: DockerEngine;
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
}
