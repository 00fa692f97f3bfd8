// Two sets of objects, ours and docker-buildx's, in a form in which what means the same reads the same; and where ours are
// different on purpose.

import { type Json, record } from "./cluster.js";

export interface Difference {
  /** Why ours is different. */
  readonly reason: string;
  /** What the peer sends, as we send it. Objects by their paths. */
  readonly change: (objects: Objects, options: Readonly<Record<string, string>>) => Objects;
}

export type Objects = Readonly<Record<string, Json>>;

const apparmor = "container.apparmor.security.beta.kubernetes.io/buildkitd";

/** Of docker-buildx 0.29. */
export const differences: readonly Difference[] = [
  {
    reason:
      "newer buildx has a second probe, for daemons that hang, and patience in both; and we ask sooner whether it is up",
    change: (objects) =>
      mapContainer(objects, (container) => {
        const exec = { command: ["buildctl", "debug", "workers"] };
        return {
          ...container,
          readinessProbe: { exec, failureThreshold: 3, periodSeconds: 5, timeoutSeconds: 60 },
          livenessProbe: { exec, failureThreshold: 3, initialDelaySeconds: 5, periodSeconds: 30, timeoutSeconds: 60 },
        };
      }),
  },
  {
    reason: "buildx's annotation for the pod also gets onto what has no containers, as its objects share one map",
    change: (objects) =>
      mapObjects(objects, (object) => {
        const { metadata, ...others } = object;
        const { annotations, ...rest } = record(metadata);
        const { [apparmor]: _, ...kept } = record(annotations);
        return { ...others, metadata: { ...rest, ...(isEmpty(kept) ? {} : { annotations: kept }) } };
      }),
  },
  {
    reason: "buildx leaves the configuration where rootless buildkitd does not look for it",
    change: (objects) =>
      mapContainer(objects, (container) => {
        const args = list(container["args"]);
        const hasFile = list(container["volumeMounts"]).some((mount) => record(mount)["name"] === "config");
        if (!hasFile || !args.includes("--oci-worker-no-process-sandbox")) return container;
        return { ...container, args: ["--config", "/etc/buildkit/buildkitd.toml", ...args] };
      }),
  },
  {
    reason: "newer buildx keeps rootless buildkitd's state in memory; 0.29 mounts the memory where it does not look",
    change: (objects, { rootless, "buildkit-root-volume-memory": memory }) => {
      if (rootless !== "true" || memory === undefined) return objects;
      const isOther = (item: unknown) => record(item)["name"] !== "buildkit-memory";
      const mounted = mapContainer(objects, (container) => ({
        ...container,
        volumeMounts: list(container["volumeMounts"]).filter(isOther),
      }));
      return mapPod(mounted, (pod) => {
        const volumes = list(pod["volumes"]).map(record);
        const { emptyDir } = volumes.find((volume) => !isOther(volume)) ?? {};
        return {
          ...pod,
          volumes: volumes
            .filter(isOther)
            .map((volume) => (volume["name"] === "buildkitd" ? { ...volume, emptyDir } : volume)),
        };
      });
    },
  },
  {
    reason: "rootless=false is not rootless, and buildx takes the rootless image for it",
    change: (objects, { rootless }) =>
      rootless !== "false"
        ? objects
        : mapContainer(objects, (container) => ({
            ...container,
            image: String(container["image"]).replace(/-rootless$/, ""),
          })),
  },
];

/** What is not set is left out, quantities are numbers, and what has no order is sorted. */
export function comparable(objects: ReadonlyMap<string, Json> | Objects): Objects {
  const entries = objects instanceof Map ? [...objects] : Object.entries(objects);
  const ordered = entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, object]) => [path, record(canonical(object, ""))] as const);
  return Object.fromEntries(ordered);
}

function canonical(value: unknown, key: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => canonical(item, ""));
    return ["env", "volumes", "volumeMounts"].includes(key) ? items.sort(byName) : items;
  }
  if (typeof value !== "object" || value === null) return key === "sizeLimit" ? quantity(String(value)) : value;
  const isResources = key === "requests" || key === "limits";
  const fields = Object.entries(value)
    .map(([name, item]) => [name, isResources ? quantity(String(item)) : canonical(item, name)] as const)
    // An emptyDir without options is a choice of its own.
    .filter(([name, item]) => name === "emptyDir" || !isEmpty(item))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields);
}

/** In thousandths, since those are the smallest that a resource can have. */
function quantity(text: string): string {
  const [, amount = "", suffix = ""] = /^\+?([\d.]+)(.*)$/.exec(text) ?? [];
  if (suffix === "m") return text;
  const power = ["", "K", "M", "G", "T", "P", "E"];
  const factor = /^[eE]./.test(suffix)
    ? 10 ** Number(suffix.slice(1))
    : suffix.endsWith("i")
      ? 1024 ** power.indexOf(suffix.slice(0, -1))
      : 1000 ** power.indexOf(suffix.toUpperCase());
  return `${Number(amount) * factor * 1000}m`;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === "" || (typeof value === "object" && Object.keys(record(value)).length === 0);
}

function byName(a: unknown, b: unknown): number {
  return String(record(a)["name"]) < String(record(b)["name"]) ? -1 : 1;
}

function mapObjects(objects: Objects, change: (object: Json) => Json): Objects {
  return Object.fromEntries(Object.entries(objects).map(([path, object]) => [path, change(object)]));
}

function mapPod(objects: Objects, change: (pod: Json) => Json): Objects {
  return mapObjects(objects, (object) => {
    const spec = record(object["spec"]);
    const template = record(spec["template"]);
    if (isEmpty(template)) return object;
    return { ...object, spec: { ...spec, template: { ...template, spec: change(record(template["spec"])) } } };
  });
}

function mapContainer(objects: Objects, change: (container: Json) => Json): Objects {
  return mapPod(objects, (pod) => ({
    ...pod,
    containers: list(pod["containers"]).map((item) => change(record(item))),
  }));
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
