// Nodes whose buildkitd runs in pods.

import type { Duplex } from "node:stream";
import { pause } from "../../async/index.js";
import { type ControlClient, connectOver, streamTransport, type Transport } from "../../buildkit/index.js";
import type { BuilderNode, DockerEngine } from "../builder.js";
import { currentDocker } from "../docker-node.js";
import { BuilderError } from "../errors.js";
import type { StoredBuilder, StoredNode } from "../store.js";
import type { BuilderWorld } from "../world.js";
import type { ClusterApi } from "./api.js";
import { KubernetesError } from "./errors.js";
import { kubernetesLifecycle } from "./lifecycle.js";
import { buildkitdContainer, manifestOf } from "./manifest.js";
import { readKubernetesOptions, validateKubernetesOptions } from "./options.js";
import { choosePod, runningPods } from "./pods.js";

/**
 * A node for each that is stored; each connection goes to one of its pods. Connects to nothing.
 * @throws {BuilderError} when an option is wrong.
 */
export async function kubernetesNodes(
  { nodes }: Pick<StoredBuilder, "nodes">,
  world: BuilderWorld,
): Promise<readonly BuilderNode[]> {
  const docker = await currentDocker(world);
  return nodes.map((node) => kubernetesNode(node, world, docker));
}

export interface PodAddress {
  readonly pod: string;
  /** Of KUBECONFIG; when empty the current one. */
  readonly context: string;
  /** When empty that of the context. */
  readonly namespace: string;
  /** When empty the pod's first. */
  readonly container: string;
}

/**
 * The way to the buildkitd in a pod that somebody else runs, as `kube-pod://` names it.
 * @throws {BuilderError} when no cluster is named.
 */
export async function podTransport(
  { pod, context, namespace, container }: PodAddress,
  world: BuilderWorld,
): Promise<Transport> {
  const { openCluster } = await import("./api.js");
  const api = openCluster({ kubeconfig: "", context }, namespace || undefined, world);
  return streamTransport((signal) => dialPod(api, { pod, container }, signal));
}

type Say = (line: string) => void;

function kubernetesNode(node: StoredNode, world: BuilderWorld, docker: DockerEngine | undefined): BuilderNode {
  const [problem, ...others] = validateKubernetesOptions(node);
  if (problem !== undefined) throw new BuilderError(problem, others);
  const { options } = readKubernetesOptions(node.driverOpts);
  const manifest = manifestOf(node, options);
  let cluster: Promise<ClusterApi> | undefined;
  const open = (): Promise<ClusterApi> => {
    cluster ??= import("./api.js").then(({ openCluster }) =>
      openCluster({ kubeconfig: kubeconfigOf(node.endpoint), context: "" }, options.namespace, world),
    );
    return cluster;
  };
  const lifecycle = kubernetesLifecycle({ ...options, manifest, open });
  const own = {
    endpoint: node.endpoint,
    platforms: node.platforms,
    isDefaultLoad: options.isDefaultLoad,
    lifecycle,
    ...(docker === undefined ? {} : { docker }),
  };
  return {
    ...own,
    name: node.name,
    async connect(signal, say = () => {}) {
      const pods = await readyPods(say, signal);
      const pod = choosePod(pods, { loadBalance: options.loadBalance, key: world.workingDir ?? "" });
      if (pod === undefined) throw await noPod();
      return connectPod(await open(), pod);
    },
    // With `sticky` a project keeps to one pod, whose cache knows it.
    ...(options.loadBalance === "random" && options.replicas > 1
      ? {
          async daemons(signal: AbortSignal, say: Say = () => {}) {
            const pods = await readyPods(say, signal);
            if (pods.length === 0) throw await noPod();
            return pods.map((pod) => ({ ...own, name: pod, connect: async () => connectPod(await open(), pod) }));
          },
        }
      : {}),
  };

  /** As `docker buildx build` does: a builder that was created is there, whether its pods are or not. */
  async function readyPods(say: Say, signal: AbortSignal): Promise<readonly string[]> {
    const api = await open();
    const pods = runningPods(await api.listPods(manifest.podLabels, signal));
    if (pods.length > 0) return pods;
    await lifecycle.bootstrap(say, signal);
    return runningPods(await api.listPods(manifest.podLabels, signal));
  }

  async function noPod(): Promise<BuilderError> {
    const { kind } = manifest.workload;
    return new BuilderError(
      `The ${kind} "${manifest.name}" in the namespace "${(await open()).namespace}" has no pod that runs`,
    );
  }
}

function connectPod(api: ClusterApi, pod: string): Promise<ControlClient> {
  const transport = streamTransport((signal) => dialPod(api, { pod, container: buildkitdContainer }, signal));
  return connectOver(`kube-pod://${pod}?namespace=${api.namespace}`, transport);
}

/** `kubernetes:///NAME?deployment=…&kubeconfig=PATH`. The name is for people, and the deployment is not the one that is made. */
function kubeconfigOf(endpoint: string): string {
  return URL.canParse(endpoint) ? (new URL(endpoint).searchParams.get("kubeconfig") ?? "") : "";
}

const attempts = 5;
const firstPauseMs = 500;

/**
 * A machine that is new to the cluster is ready before its kubelet has a certificate, and the API then fails with a 5xx: so more
 * than one attempt, as buildx makes.
 */
async function dialPod(
  api: ClusterApi,
  { pod, container }: { readonly pod: string; readonly container: string },
  signal: AbortSignal,
): Promise<Duplex> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await api.exec({ pod, container, command: ["buildctl", "dial-stdio"] }, signal);
    } catch (error) {
      if (attempt === attempts || !isPassing(error)) throw error;
      await pause(firstPauseMs * 2 ** (attempt - 1), signal);
    }
  }
}

function isPassing(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof KubernetesError && cause.status >= 500;
}
