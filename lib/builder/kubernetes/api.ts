// The few calls of the Kubernetes API that the driver needs. Heavy (the client knows every type of Kubernetes, 50 ms to load):
// import this file with `await import`, when a cluster is asked.

import http from "node:http";
import https from "node:https";
import type { Duplex } from "node:stream";
import {
  AppsV1Api,
  CoreV1Api,
  createConfiguration,
  type HttpLibrary,
  type RequestContext,
  ResponseContext,
  ServerConfiguration,
  type V1ConfigMap,
  type V1Pod,
  wrapHttpLibrary,
} from "@kubernetes/client-node";
import type { ClientOptions } from "ws";
import { BuilderError } from "../errors.js";
import type { BuilderWorld } from "../world.js";
import { type ClusterChoice, chooseCluster } from "./config.js";
import { clusterError, KubernetesError } from "./errors.js";
import { type ExecTarget, openExec, refusal } from "./exec.js";
import type { Workload } from "./manifest.js";

/** How far a deployment or stateful set is. */
export interface WorkloadState {
  readonly wanted: number;
  readonly ready: number;
}

/** One namespace of a cluster. All throw {@link BuilderError}, naming what was tried, when the cluster does not do it. */
export interface ClusterApi {
  readonly namespace: string;
  /** undefined when there is none. */
  readonly readWorkload: (
    kind: Workload["kind"],
    name: string,
    signal: AbortSignal,
  ) => Promise<WorkloadState | undefined>;
  /** One that is there already stays as it is: somebody else was faster. */
  readonly createWorkload: (workload: Workload, signal: AbortSignal) => Promise<void>;
  /** One that is not there is no error. */
  readonly deleteWorkload: (kind: Workload["kind"], name: string, signal: AbortSignal) => Promise<void>;
  /** Replaces one that is there. */
  readonly putConfigMap: (map: V1ConfigMap, signal: AbortSignal) => Promise<void>;
  readonly deleteConfigMap: (name: string, signal: AbortSignal) => Promise<void>;
  readonly listPods: (labels: Readonly<Record<string, string>>, signal: AbortSignal) => Promise<readonly V1Pod[]>;
  /** A program in a pod; an empty container is the pod's first. */
  readonly exec: (target: Omit<ExecTarget, "namespace">, signal: AbortSignal) => Promise<Duplex>;
}

/** Without a namespace, that of the context. Connects to nothing. @throws {BuilderError} when no cluster is named. */
export function openCluster(
  choice: ClusterChoice,
  namespaceOption: string | undefined,
  world: BuilderWorld,
): ClusterApi {
  const cluster = chooseCluster(choice, world);
  const namespace = namespaceOption ?? cluster.namespace;
  const where = ` in the namespace "${namespace}"`;
  let login: Promise<Login> | undefined;

  return {
    namespace,
    readWorkload: (kind, name, signal) =>
      doing(`read the ${kind} "${name}"${where}`, signal, async () => {
        const found = await unlessMissing(
          kind === "deployment"
            ? apps(signal).readNamespacedDeployment({ name, namespace })
            : apps(signal).readNamespacedStatefulSet({ name, namespace }),
        );
        return found && { wanted: found.spec?.replicas ?? 1, ready: found.status?.readyReplicas ?? 0 };
      }),
    createWorkload: ({ kind, body }, signal) =>
      doing(`create the ${kind} "${body.metadata?.name}"${where}`, signal, async () => {
        try {
          if (kind === "deployment") await apps(signal).createNamespacedDeployment({ namespace, body });
          else await apps(signal).createNamespacedStatefulSet({ namespace, body });
        } catch (error) {
          if (!hasStatus(error, 409)) throw error;
        }
      }),
    deleteWorkload: (kind, name, signal) =>
      doing(`delete the ${kind} "${name}"${where}`, signal, async () => {
        await unlessMissing<unknown>(
          kind === "deployment"
            ? apps(signal).deleteNamespacedDeployment({ name, namespace })
            : apps(signal).deleteNamespacedStatefulSet({ name, namespace }),
        );
      }),
    putConfigMap: (body, signal) =>
      doing(`create the config map "${body.metadata?.name}"${where}`, signal, async () => {
        try {
          await core(signal).createNamespacedConfigMap({ namespace, body });
        } catch (error) {
          if (!hasStatus(error, 409)) throw error;
          await core(signal).replaceNamespacedConfigMap({ name: body.metadata?.name ?? "", namespace, body });
        }
      }),
    deleteConfigMap: (name, signal) =>
      doing(`delete the config map "${name}"${where}`, signal, async () => {
        await unlessMissing<unknown>(core(signal).deleteNamespacedConfigMap({ name, namespace }));
      }),
    listPods: (labels, signal) =>
      doing(`list the pods${where}`, signal, async () => {
        const labelSelector = Object.entries(labels)
          .map(([key, value]) => `${key}=${value}`)
          .join(",");
        return (await core(signal).listNamespacedPod({ namespace, labelSelector })).items;
      }),
    exec: (target, signal) =>
      doing(`run a program in the pod "${target.pod}"${where}`, signal, () =>
        withLogin((options) => openExec(cluster.server, { ...target, namespace }, options, signal)),
      ),
  };

  async function doing<T>(what: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      throw clusterError(error, what, cluster);
    }
  }

  function apps(signal: AbortSignal): AppsV1Api {
    return new AppsV1Api(configuration(signal));
  }

  function core(signal: AbortSignal): CoreV1Api {
    return new CoreV1Api(configuration(signal));
  }

  function configuration(signal: AbortSignal) {
    return createConfiguration({
      baseServer: new ServerConfiguration(cluster.server, {}),
      httpApi: httpOver(signal),
    });
  }

  /** The client's own does not end with a signal, and asks a plugin for credentials again with each request. */
  function httpOver(signal: AbortSignal): HttpLibrary {
    return wrapHttpLibrary({ send: (request) => withLogin((options) => send(request, options, signal)) });
  }

  /** Once more with new credentials when those that were kept have become too old. */
  async function withLogin<T>(work: (options: Login) => Promise<T>): Promise<T> {
    const kept = login;
    login ??= logIn();
    try {
      return await work(await login);
    } catch (error) {
      if (!hasStatus(error, 401)) throw error;
      login = undefined;
      if (kept === undefined) throw error;
      return withLogin(work);
    }
  }

  async function logIn(): Promise<Login> {
    const options: Login = {};
    try {
      await cluster.config.applyToHTTPSOptions(options);
      return options;
    } catch (cause) {
      login = undefined;
      const reason = cause instanceof Error ? cause.message.trim() : String(cause);
      throw new BuilderError(`The credentials of ${cluster.origin} cannot be had: ${reason}`, [], { cause });
    }
  }
}

/** What a request or a websocket needs: certificates, headers and perhaps a proxy. */
type Login = https.RequestOptions & ClientOptions;

async function send(request: RequestContext, options: Login, signal: AbortSignal): Promise<ResponseContext> {
  signal.throwIfAborted();
  const url = request.getUrl();
  const { status, body } = await new Promise<{ status: number; body: Buffer }>((resolve, reject) => {
    const { request: open } = url.startsWith("http:") ? http : https;
    const sent = open(
      url,
      {
        ...options,
        method: request.getHttpMethod(),
        headers: { ...request.getHeaders(), ...options.headers },
        signal,
      },
      async (response) => {
        try {
          const chunks: Buffer[] = [];
          for await (const chunk of response) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) });
        } catch (error) {
          reject(error);
        }
      },
    );
    sent.on("error", reject);
    sent.end(request.getBody());
  }).catch((error) => {
    signal.throwIfAborted();
    throw error;
  });
  if (status >= 400) throw refusal(status, body.toString("utf8"));
  const content = { text: async () => body.toString("utf8"), binary: async () => body };
  return new ResponseContext(status, { "content-type": "application/json" }, content);
}

async function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}

function hasStatus(error: unknown, status: number): boolean {
  return error instanceof KubernetesError && error.status === status;
}
