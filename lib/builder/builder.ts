// A builder: one name for the daemons that build.

import type { Capabilities, ControlClient, Endpoint, Platform } from "../buildkit/index.js";

/** How the nodes of a builder are reached; `remote` is a buildkitd that someone else runs. */
export type Driver = "docker" | "docker-container" | "kubernetes" | "remote";

export interface Builder {
  readonly name: string;
  readonly driver: Driver;
  /** One sentence: why this builder and no other, naming the flag, variable or file that said so. */
  readonly reason: string;
  /** At least one. */
  readonly nodes: readonly BuilderNode[];
}

export interface BuilderNode {
  readonly name: string;
  /** As the user knows it, such as `unix:///var/run/docker.sock`; for messages. */
  readonly endpoint: string;
  /** What the builder's file says it builds; empty when nobody said. */
  readonly platforms: readonly Platform[];
  /**
   * Connects to the node's BuildKit. The caller disposes the client.
   * @throws {DaemonError} when it cannot be reached.
   */
  readonly connect: (signal: AbortSignal) => Promise<ControlClient>;
  /** The docker engine that BuildKit is part of; absent for the others. */
  readonly docker?: DockerEngine;
  /** Sends results without another exporter to the engine's image store. */
  readonly isDefaultLoad: boolean;
}

/** What a build on a node must know of it. */
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

/** The few calls of docker's HTTP API that a build needs. */
export interface DockerEngine {
  readonly endpoint: Endpoint;
  info(signal: AbortSignal): Promise<DockerInfo>;
  /**
   * Streams an image archive into the image store, and tells what the engine says about it.
   * @throws {DaemonError} with the engine's message when it refuses the archive.
   */
  loadImage(archive: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncIterable<string>;
}

export interface DockerInfo {
  readonly serverVersion: string;
  readonly hasContainerdStore: boolean;
}
