// Which cluster is meant, and who asks: kubeconfig files, or the account of the pod that we run in.
// Follows k8s.io/client-go tools/clientcmd, in what comes first when several files say something.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Cluster, type Context, KubeConfig, type User } from "@kubernetes/client-node";
import { BuilderError } from "../errors.js";
import type { BuilderWorld } from "../world.js";

export interface ClusterChoice {
  /** A path or several, as in KUBECONFIG, which counts when this is empty. */
  readonly kubeconfig: string;
  /** Of the files' contexts; when empty the current one. */
  readonly context: string;
}

export interface ChosenCluster {
  readonly config: KubeConfig;
  readonly server: string;
  readonly namespace: string;
  /** Such as `the context "test" of /home/user/.kube/config`. */
  readonly origin: string;
}

const accountToken = "/var/run/secrets/kubernetes.io/serviceaccount/token";

/** @throws {BuilderError} when no cluster is named, or what names it cannot be used. */
export function chooseCluster({ kubeconfig, context }: ClusterChoice, { env, home }: BuilderWorld): ChosenCluster {
  const named = kubeconfig || env["KUBECONFIG"] || "";
  const paths = named === "" ? [join(home, ".kube", "config")] : named.split(delimiter).filter((path) => path !== "");
  const files = paths.filter((path) => existsSync(path));
  if (files.length === 0) {
    if (env["KUBERNETES_SERVICE_HOST"] && existsSync(accountToken)) return ownCluster();
    throw new BuilderError(`There is no ${paths.join(" nor ")}, which would name a Kubernetes cluster`, [
      named === ""
        ? "KUBECONFIG names another file; inside of a pod its service account is used."
        : kubeconfig === ""
          ? "KUBECONFIG names it."
          : "The builder was made for it; make it anew with KUBECONFIG set to where it is now.",
    ]);
  }
  const merged = merge(files.map(readConfig));
  const name = context || merged.currentContext;
  const chosen = merged.contexts.find((entry) => entry.name === name);
  if (chosen === undefined) {
    const known = merged.contexts.map((entry) => entry.name).join(", ");
    throw new BuilderError(
      name === ""
        ? `There is no current context in ${files.join(" and ")}`
        : `There is no context "${name}" in ${files.join(" and ")}`,
      [
        known === ""
          ? "There are none at all."
          : `Contexts are ${known}; \`kubectl config use-context NAME\` chooses one.`,
      ],
    );
  }
  const cluster = merged.clusters.find((entry) => entry.name === chosen.cluster);
  if (cluster === undefined)
    throw new BuilderError(`The context "${name}" of ${files.join(" and ")} is for a cluster that is not there`, [
      `It is called "${chosen.cluster}".`,
    ]);
  const user = merged.users.find((entry) => entry.name === chosen.user) ?? { name: chosen.user || "nobody" };
  const config = new KubeConfig();
  config.loadFromOptions({
    // Without TLS there is nothing to verify, but the client asks that somebody says so.
    clusters: [cluster.server.startsWith("http:") ? { ...cluster, skipTLSVerify: true } : cluster],
    users: [user],
    contexts: [{ ...chosen, user: user.name }],
    currentContext: chosen.name,
  });
  const origin = `the context "${name}" of ${files.join(" and ")}`;
  return { config, server: withoutSlash(cluster.server), namespace: chosen.namespace || "default", origin };
}

function ownCluster(): ChosenCluster {
  const config = new KubeConfig();
  config.loadFromCluster();
  const namespace = config.getContextObject(config.getCurrentContext())?.namespace?.trim() || "default";
  const server = withoutSlash(config.getCurrentCluster()?.server ?? "");
  return { config, server, namespace, origin: "the service account of this pod" };
}

function readConfig(path: string): KubeConfig {
  const config = new KubeConfig();
  try {
    config.loadFromFile(path);
    return config;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BuilderError(`${path} is no kubeconfig: ${reason}`, [], { cause });
  }
}

interface Merged {
  readonly clusters: readonly Cluster[];
  readonly users: readonly User[];
  readonly contexts: readonly Context[];
  readonly currentContext: string;
}

/** Of entries with one name the first counts, whose own merging refuses them. */
function merge(configs: readonly KubeConfig[]): Merged {
  return {
    clusters: configs.flatMap((config) => config.getClusters()),
    users: configs.flatMap((config) => config.getUsers()),
    contexts: configs.flatMap((config) => config.getContexts()),
    // Not there in a file that names none, whatever its type says.
    currentContext: configs.map((config): string | undefined => config.getCurrentContext()).find(Boolean) ?? "",
  };
}

function withoutSlash(server: string): string {
  return server.replace(/\/+$/, "");
}
