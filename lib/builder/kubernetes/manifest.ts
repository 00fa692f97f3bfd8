// The objects of a cluster that a node consists of: its pods, and the files of buildkitd's configuration.
// They are those of docker/buildx driver/kubernetes/manifest/manifest.go, so that either program finds the other's builders;
// where they differ from them, a comment says so.

import { posix } from "node:path";
import type {
  V1ConfigMap,
  V1Container,
  V1Deployment,
  V1PersistentVolumeClaim,
  V1PodTemplateSpec,
  V1Probe,
  V1StatefulSet,
  V1Volume,
  V1VolumeMount,
} from "@kubernetes/client-node";
import { formatPlatform } from "../../buildkit/index.js";
import type { StoredNode } from "../store.js";
import { appLabel, type KubernetesOptions, platformAnnotation, workloadName } from "./options.js";

/** What keeps the pods of a node: a set when each pod has a volume of its own that outlives it. */
export type Workload =
  | { readonly kind: "deployment"; readonly body: V1Deployment }
  | { readonly kind: "stateful set"; readonly body: V1StatefulSet };

export interface Manifest {
  readonly name: string;
  readonly workload: Workload;
  readonly configMaps: readonly V1ConfigMap[];
  /** What the pods are found by. */
  readonly podLabels: Readonly<Record<string, string>>;
}

/** Named, since clusters may add containers of their own to a pod. */
export const buildkitdContainer = "buildkitd";
const stateVolume = "buildkitd";
const configFolder = "/etc/buildkit";

export function manifestOf(
  { name: node, flags, files, platforms }: Pick<StoredNode, "name" | "flags" | "files" | "platforms">,
  options: KubernetesOptions,
): Manifest {
  const name = workloadName(node);
  const labels = { [appLabel]: name, ...options.labels };
  const annotations = {
    ...(platforms.length === 0 ? {} : { [platformAnnotation]: platforms.map(formatPlatform).join(",") }),
    ...options.annotations,
  };
  const folders = configFolders(files);
  const configMaps = folders.map(({ suffix, entries }) => configMap(`${name}-${suffix}`, annotations, entries));
  const configVolumes = folders.map(({ suffix, folder }) => ({
    volume: { name: suffix, configMap: { name: `${name}-${suffix}` } },
    mount: { name: suffix, mountPath: posix.join(configFolder, folder) },
  }));
  const state = stateOf(options);
  const template: V1PodTemplateSpec = {
    metadata: { labels, annotations: { ...annotations, ...(options.isRootless ? unconfined : {}) } },
    spec: {
      ...(options.serviceAccount === undefined ? {} : { serviceAccountName: options.serviceAccount }),
      ...(options.scheduler === undefined ? {} : { schedulerName: options.scheduler }),
      ...(options.qemuImage === undefined ? {} : { initContainers: [emulators(options.qemuImage)] }),
      containers: [
        {
          name: buildkitdContainer,
          image: options.image,
          args: buildkitdArgs(flags, files, options),
          securityContext: options.isRootless ? { seccompProfile: { type: "Unconfined" } } : { privileged: true },
          ...probes,
          resources: { requests: { ...options.requests }, limits: { ...options.limits } },
          volumeMounts: [...configVolumes.map(({ mount }) => mount), ...state.mounts],
          env: Object.entries(options.env).map(([key, value]) => ({ name: key, value })),
        },
      ],
      volumes: [...configVolumes.map(({ volume }) => volume), ...state.volumes],
      ...(isEmpty(options.nodeSelector) ? {} : { nodeSelector: { ...options.nodeSelector } }),
      ...(options.tolerations.length === 0 ? {} : { tolerations: [...options.tolerations] }),
    },
  };
  const metadata = { name, labels, annotations };
  const spec = { replicas: options.replicas, selector: { matchLabels: labels }, template };
  const workload: Workload =
    state.claims.length === 0
      ? { kind: "deployment", body: { apiVersion: "apps/v1", kind: "Deployment", metadata, spec } }
      : {
          kind: "stateful set",
          body: {
            apiVersion: "apps/v1",
            kind: "StatefulSet",
            metadata,
            spec: {
              ...spec,
              serviceName: "buildkitd",
              podManagementPolicy: "Parallel",
              volumeClaimTemplates: [...state.claims],
            },
          },
        };
  return { name, workload, configMaps, podLabels: labels };
}

/** Rootless BuildKit makes user namespaces and mounts, which the default profiles forbid. */
const unconfined = { [`container.apparmor.security.beta.kubernetes.io/${buildkitdContainer}`]: "unconfined" };

const answers: V1Probe = { exec: { command: ["buildctl", "debug", "workers"] }, timeoutSeconds: 60 };

/**
 * A daemon under load may take its time to answer before it is started anew. Whether it is up is asked more often than buildx
 * does, which after a first question that came too early waits for half a minute.
 */
const probes: Pick<V1Container, "readinessProbe" | "livenessProbe"> = {
  readinessProbe: { ...answers, periodSeconds: 5, failureThreshold: 3 },
  livenessProbe: { ...answers, initialDelaySeconds: 5, periodSeconds: 30, failureThreshold: 3 },
};

function emulators(image: string): V1Container {
  return { name: "qemu", image, args: ["--install", "all"], securityContext: { privileged: true } };
}

function buildkitdArgs(
  flags: readonly string[],
  files: StoredNode["files"],
  { isRootless }: KubernetesOptions,
): string[] {
  if (!isRootless) return [...flags];
  // Rootless buildkitd looks for its configuration in the home of its user; buildx leaves it there.
  const isNamed = flags.some((flag) => flag === "--config" || flag.startsWith("--config="));
  const config = "buildkitd.toml" in files && !isNamed ? ["--config", `${configFolder}/buildkitd.toml`] : [];
  return [...config, ...flags, "--oci-worker-no-process-sandbox"];
}

interface State {
  readonly mounts: readonly V1VolumeMount[];
  readonly volumes: readonly V1Volume[];
  readonly claims: readonly V1PersistentVolumeClaim[];
}

/** Where buildkitd keeps its cache. The pod's own file system serves for that, but for rootless. */
function stateOf({ isRootless, claim, rootVolumeMemory }: KubernetesOptions): State {
  const mountPath = isRootless ? "/home/user/.local/share/buildkit" : "/var/lib/buildkit";
  const memory = rootVolumeMemory === undefined ? {} : { medium: "Memory", sizeLimit: rootVolumeMemory };
  if (claim !== undefined) {
    const spec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: claim } } };
    return {
      mounts: [{ name: stateVolume, mountPath }],
      volumes: [],
      claims: [{ metadata: { name: stateVolume }, spec }],
    };
  }
  if (isRootless) {
    // The volume of the image would be mounted nosuid and nodev on some systems (moby/buildkit issue 879).
    return {
      mounts: [{ name: stateVolume, mountPath }],
      volumes: [{ name: stateVolume, emptyDir: memory }],
      claims: [],
    };
  }
  if (rootVolumeMemory === undefined) return { mounts: [], volumes: [], claims: [] };
  const name = "buildkit-memory";
  return { mounts: [{ name, mountPath }], volumes: [{ name, emptyDir: memory }], claims: [] };
}

interface ConfigFolder {
  /** `config`, or `config-N` for a folder below. */
  readonly suffix: string;
  /** Relative to the configuration's. */
  readonly folder: string;
  readonly entries: readonly (readonly [name: string, content: Uint8Array])[];
}

/** A config map holds the files of one folder. */
function configFolders(files: StoredNode["files"]): readonly ConfigFolder[] {
  const paths = Object.keys(files).sort();
  const folders = [...new Set(paths.map((path) => posix.dirname(path)))].sort();
  const below = folders.filter((folder) => folder !== ".");
  return folders.map((folder) => ({
    suffix: folder === "." ? "config" : `config-${below.indexOf(folder) + 1}`,
    folder,
    entries: paths
      .filter((path) => posix.dirname(path) === folder)
      .map((path) => [posix.basename(path), files[path] ?? new Uint8Array()]),
  }));
}

function configMap(
  name: string,
  annotations: Readonly<Record<string, string>>,
  entries: ConfigFolder["entries"],
): V1ConfigMap {
  const data: Record<string, string> = {};
  const binaryData: Record<string, string> = {};
  for (const [file, content] of entries) {
    const text = Buffer.from(content).toString("utf8");
    if (Buffer.from(text).equals(content)) data[file] = text;
    else binaryData[file] = Buffer.from(content).toString("base64");
  }
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name, annotations: { ...annotations } },
    data,
    ...(isEmpty(binaryData) ? {} : { binaryData }),
  };
}

function isEmpty(value: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(value).length === 0;
}
