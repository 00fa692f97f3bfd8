// Nodes whose buildkitd runs in pods.

import type { Duplex } from "node:stream";
import { pause } from "../../async/index.js";
import { connectOver, streamTransport, type Transport } from "../../buildkit/index.js";
import type { BuilderNode } from "../builder.js";
import { currentDockerContext, dockerContextEndpoint } from "../docker-context.js";
import { dockerEngine } from "../docker-engine.js";
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
  // As buildx, `--load` means the engine of the docker context, wherever the build ran.
  const endpoint = await dockerContextEndpoint(await currentDockerContext(world), world);
  const docker = endpoint === undefined ? {} : { docker: dockerEngine(endpoint) };
  return nodes.map((node) => ({ ...kubernetesNode(node, world), ...docker }));
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

function kubernetesNode(node: StoredNode, world: BuilderWorld): BuilderNode {
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
  return {
    name: node.name,
    endpoint: node.endpoint,
    platforms: node.platforms,
    isDefaultLoad: options.isDefaultLoad,
    lifecycle,
    async connect(signal) {
      const api = await open();
      const listed = async (): Promise<readonly string[]> =>
        runningPods(await api.listPods(manifest.podLabels, signal));
      let pods = await listed();
      if (pods.length === 0) {
        await lifecycle.bootstrap(() => {}, signal);
        pods = await listed();
      }
      const pod = choosePod(pods, { loadBalance: options.loadBalance, key: world.workingDir ?? "" });
      if (pod === undefined)
        throw new BuilderError(
          `The ${manifest.workload.kind} "${manifest.name}" in the namespace "${api.namespace}" has no pod that runs`,
        );
      const address = `kube-pod://${pod}?namespace=${api.namespace}`;
      return connectOver(
        address,
        streamTransport((dialing) => dialPod(api, { pod, container: buildkitdContainer }, dialing)),
      );
    },
  };
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
