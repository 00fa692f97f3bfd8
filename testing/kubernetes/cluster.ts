// What a cluster keeps: the objects that were sent to it, and the pods that its controllers made of them.

import { schemaProblems } from "./schema.js";

export type Json = Readonly<Record<string, unknown>>;

/** An answer as the API gives it; `body` is an object, or a Status when it is an error. */
export interface Answer {
  readonly status: number;
  readonly body: Json;
}

export interface Pod {
  readonly name: string;
  readonly namespace: string;
  /** The Deployment or StatefulSet that it belongs to. */
  readonly owner: string;
  readonly template: Json;
  readonly state: PodState;
}

export type PodState =
  | { readonly kind: "ready" }
  /** Runs, and buildkitd does not answer yet. */
  | { readonly kind: "unready" }
  /** Still listed as running until it is gone. */
  | { readonly kind: "terminating" }
  | { readonly kind: "waiting"; readonly reason: string; readonly message: string }
  | { readonly kind: "unschedulable"; readonly message: string };

interface Resource {
  readonly type: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly hasPods: boolean;
}

/** By the part of the path between `/api` and the namespace, and the plural. */
const resources: Readonly<Record<string, Resource>> = {
  "apis/apps/v1/deployments": { type: "V1Deployment", apiVersion: "apps/v1", kind: "Deployment", hasPods: true },
  "apis/apps/v1/statefulsets": { type: "V1StatefulSet", apiVersion: "apps/v1", kind: "StatefulSet", hasPods: true },
  "api/v1/configmaps": { type: "V1ConfigMap", apiVersion: "v1", kind: "ConfigMap", hasPods: false },
};

export class Cluster {
  /** By their paths, as they were sent. */
  readonly objects = new Map<string, Json>();
  readonly pods = new Map<string, Pod>();
  /** How new pods come up. */
  firstState: PodState = { kind: "ready" };
  /** What was wrong with objects that were sent. */
  readonly problems: string[] = [];

  create(collection: string, namespace: string, body: Json): Answer {
    const resource = resources[collection];
    if (resource === undefined) return failure(404, "NotFound", `there are no ${collection} here`);
    const problems = [...schemaProblems(body, resource.type), ...ruleProblems(body, resource, namespace)];
    this.problems.push(...problems);
    if (problems.length > 0) return failure(422, "Invalid", problems.join("; "));
    const name = nameOf(body);
    const path = objectPath(collection, namespace, name);
    if (this.objects.has(path)) return failure(409, "AlreadyExists", `${resource.kind} "${name}" already exists`);
    this.objects.set(path, body);
    if (resource.hasPods) this.#makePods(resource, namespace, body);
    return { status: 201, body: this.#shown(resource, body) };
  }

  read(collection: string, namespace: string, name: string): Answer {
    const resource = resources[collection];
    const found = this.objects.get(objectPath(collection, namespace, name));
    if (resource === undefined || found === undefined)
      return failure(404, "NotFound", `${collection.split("/").at(-1)} "${name}" not found`);
    return { status: 200, body: this.#shown(resource, found) };
  }

  replace(collection: string, namespace: string, name: string, body: Json): Answer {
    const now = this.read(collection, namespace, name);
    if (now.status !== 200) return now;
    const type = resources[collection]?.type ?? "";
    const problems = schemaProblems(body, type);
    this.problems.push(...problems);
    if (problems.length > 0) return failure(422, "Invalid", problems.join("; "));
    this.objects.set(objectPath(collection, namespace, name), body);
    return { status: 200, body };
  }

  remove(collection: string, namespace: string, name: string): Answer {
    const now = this.read(collection, namespace, name);
    if (now.status !== 200) return now;
    this.objects.delete(objectPath(collection, namespace, name));
    if (resources[collection]?.hasPods === true)
      for (const pod of this.pods.values()) if (pod.owner === name) this.pods.delete(pod.name);
    return { status: 200, body: { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success" } };
  }

  /** `selector` as in a query: `app=x,team=y`. */
  listPods(namespace: string, selector: string): Answer {
    const wanted = selector === "" ? [] : selector.split(",").map((pair) => pair.split("="));
    const items = [...this.pods.values()]
      .filter((pod) => pod.namespace === namespace)
      .filter((pod) => wanted.every(([key = "", value]) => record(metadata(pod.template)["labels"])[key] === value))
      .map(shownPod);
    return { status: 200, body: { kind: "PodList", apiVersion: "v1", metadata: {}, items } };
  }

  setPod(name: string, state: PodState): void {
    const pod = this.pods.get(name);
    if (pod === undefined) throw new Error(`there is no pod ${name}, only ${[...this.pods.keys()].join(", ")}`);
    this.pods.set(name, { ...pod, state });
  }

  #makePods(resource: Resource, namespace: string, body: Json): void {
    const { replicas = 1, template } = record(body["spec"]);
    for (let at = 0; at < Number(replicas); at++) {
      // A set's pods are numbered; a deployment's have random names, which are not random here.
      const name = `${nameOf(body)}-${resource.kind === "StatefulSet" ? at : `7c9f-${at}x${at}q`}`;
      const pod = { name, namespace, owner: nameOf(body), template: record(template), state: this.firstState };
      this.pods.set(name, pod);
    }
  }

  #shown({ apiVersion, kind, hasPods }: Resource, body: Json): Json {
    if (!hasPods) return { apiVersion, kind, ...body };
    const own = [...this.pods.values()].filter(({ owner }) => owner === nameOf(body));
    const readyReplicas = own.filter(({ state }) => state.kind === "ready").length;
    // As the API does, which leaves out what is zero.
    const status = { replicas: own.length, ...(readyReplicas === 0 ? {} : { readyReplicas }) };
    return { apiVersion, kind, ...body, status };
  }
}

export function failure(code: number, reason: string, message: string): Answer {
  return {
    status: code,
    body: { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message, reason, code },
  };
}

export function record(value: unknown): Json {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** Rules of the API server that the types do not tell. */
function ruleProblems(body: Json, { kind, apiVersion, hasPods }: Resource, namespace: string): readonly string[] {
  const problems: string[] = [];
  const { name, namespace: ownNamespace } = metadata(body);
  if (typeof name !== "string" || !/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(name))
    problems.push(`metadata.name "${String(name)}" is no name`);
  if (ownNamespace !== undefined && ownNamespace !== namespace)
    problems.push(`metadata.namespace "${String(ownNamespace)}" is not that of the path`);
  if ((body["kind"] ?? kind) !== kind || (body["apiVersion"] ?? apiVersion) !== apiVersion)
    problems.push(`${String(body["apiVersion"])} ${String(body["kind"])} is no ${apiVersion} ${kind}`);
  if (!hasPods) return problems;
  const { selector, template } = record(body["spec"]);
  const labels = record(metadata(record(template))["labels"]);
  for (const [key, value] of Object.entries(record(record(selector)["matchLabels"])))
    if (labels[key] !== value) problems.push(`the selector's "${key}" is not in the template's labels`);
  const spec = record(record(template)["spec"]);
  const volumes = list(spec["volumes"]).map((volume) => record(volume)["name"]);
  const claims = list(record(body["spec"])["volumeClaimTemplates"]).map((claim) => metadata(record(claim))["name"]);
  for (const container of list(spec["containers"]).map(record)) {
    for (const mount of list(container["volumeMounts"]).map(record))
      if (![...volumes, ...claims].includes(mount["name"]))
        problems.push(`there is no volume "${String(mount["name"])}"`);
    for (const part of ["requests", "limits"])
      for (const quantity of Object.values(record(record(container["resources"])[part])))
        if (!/^[+-]?(\d+|\d+\.\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/.test(String(quantity)))
          problems.push(`"${String(quantity)}" is no quantity`);
  }
  return problems;
}

function shownPod({ name, namespace, template, state }: Pod): Json {
  const isReady = state.kind === "ready" || state.kind === "terminating";
  const conditions: Json[] = [
    {
      type: "PodScheduled",
      ...(state.kind === "unschedulable"
        ? { status: "False", reason: "Unschedulable", message: state.message }
        : { status: "True" }),
    },
    { type: "Ready", status: isReady ? "True" : "False" },
  ];
  const waiting = state.kind === "waiting" ? { reason: state.reason, message: state.message } : undefined;
  const isRunning = state.kind !== "waiting" && state.kind !== "unschedulable";
  return {
    metadata: {
      ...metadata(template),
      name,
      namespace,
      ...(state.kind === "terminating" ? { deletionTimestamp: "2026-01-01T00:00:00Z" } : {}),
    },
    spec: template["spec"],
    status: {
      phase: isRunning ? "Running" : "Pending",
      conditions,
      containerStatuses: [
        {
          name: "buildkitd",
          image: "",
          imageID: "",
          restartCount: 0,
          ready: isReady,
          state: waiting === undefined ? {} : { waiting },
        },
      ],
    },
  };
}

function objectPath(collection: string, namespace: string, name: string): string {
  const [, group, plural] = /^(.*)\/([^/]*)$/.exec(collection) ?? [];
  return `/${group}/namespaces/${namespace}/${plural}/${name}`;
}

function metadata(body: Json): Json {
  return record(body["metadata"]);
}

function nameOf(body: Json): string {
  return String(metadata(body)["name"]);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
