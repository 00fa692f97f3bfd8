// A node of a cluster of the test's, as a user would have it: a kubeconfig, and the node in the store.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BuilderNode, BuilderWorld, StoredNode } from "../../lib/builder/index.js";
import { kubernetesNodes } from "../../lib/builder/kubernetes/index.js";
import { type KubeconfigOptions, kubeconfigFor } from "./kubeconfig.js";
import { type Kubernetes, type KubernetesOptions, startKubernetes } from "./server.js";

export interface KubernetesSetting extends AsyncDisposable {
  readonly kubernetes: Kubernetes;
  /** Empty but for the kubeconfig. */
  readonly folder: string;
  readonly kubeconfig: string;
  readonly world: BuilderWorld;
  /** What the store would hold; `b0` unless something else is said. */
  node(stored?: Partial<StoredNode>): StoredNode;
  /** The same, to be used. */
  open(stored?: Partial<StoredNode>, world?: Partial<BuilderWorld>): Promise<BuilderNode>;
}

export async function kubernetesSetting(
  options: KubernetesOptions = {},
  login: KubeconfigOptions = {},
): Promise<KubernetesSetting> {
  const kubernetes = await startKubernetes(options);
  const folder = mkdtempSync(join(tmpdir(), "kubernetes-"));
  const kubeconfig = join(folder, "kubeconfig");
  writeFileSync(kubeconfig, kubeconfigFor(kubernetes, login));
  const world: BuilderWorld = { env: {}, home: folder, sockets: [] };
  const node = (stored: Partial<StoredNode> = {}): StoredNode => ({
    name: "b0",
    endpoint: `kubernetes:///b?${new URLSearchParams({ deployment: "", kubeconfig })}`,
    platforms: [],
    driverOpts: {},
    flags: [],
    files: {},
    ...stored,
  });
  return {
    kubernetes,
    folder,
    kubeconfig,
    world,
    node,
    async open(stored, more) {
      const [opened] = await kubernetesNodes({ nodes: [node(stored)] }, { ...world, ...more });
      if (opened === undefined) throw new Error("there is no node");
      return opened;
    },
    async [Symbol.asyncDispose]() {
      await kubernetes[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}
