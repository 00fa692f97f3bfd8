// The driver options of a kubernetes node, as `create --driver-opt` takes them and the store keeps them.
// Names and forms follow docker/buildx driver/kubernetes/factory.go.

import { suggest } from "../../source/index.js";
import { parseDuration } from "../duration.js";
import type { StoredNode } from "../store.js";

export interface KubernetesOptions {
  readonly image: string;
  /** Absent: that of the kubeconfig's context. */
  readonly namespace?: string;
  /** At least one. */
  readonly replicas: number;
  /** Quantities of Kubernetes by `cpu`, `memory` and `ephemeral-storage`. */
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
  /** The size of a volume for each pod, which then belong to a stateful set. */
  readonly claim?: string;
  /** The size of a volume in memory for what buildkitd keeps. */
  readonly rootVolumeMemory?: string;
  readonly isRootless: boolean;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
  readonly serviceAccount?: string;
  readonly scheduler?: string;
  readonly loadBalance: "sticky" | "random";
  /** Present when emulators are to be installed on the machine of each pod. */
  readonly qemuImage?: string;
  readonly isDefaultLoad: boolean;
  /** How long `bootstrap` waits for the pods. */
  readonly timeoutMs: number;
  readonly env: Readonly<Record<string, string>>;
}

export interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
  readonly tolerationSeconds?: number;
}

/** Kept for the driver, which sets the two itself: they are what it finds its pods and their platforms by. */
export const appLabel = "app";
export const platformAnnotation = "buildx.docker.com/platform";

const defaultImage = "moby/buildkit:buildx-stable-1";
const defaultQemuImage = "tonistiigi/binfmt:latest";

/** The value of an option, or what was expected instead, to stand after "expected". */
type Reading<T> = { readonly value: T } | { readonly expected: string };

/** Options as they stand in the store, and a sentence for each that is wrong; those count as not given. */
export function readKubernetesOptions(stored: Readonly<Record<string, string>>): {
  readonly options: KubernetesOptions;
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const env: Record<string, string> = {};
  for (const [key, value] of Object.entries(stored)) {
    if (key.startsWith("env.")) {
      if (key === "env.") problems.push('The driver option "env." has no name of a variable: write env.NAME=VALUE');
      else env[key.slice("env.".length)] = value;
    } else if (!optionNames.includes(key)) {
      const near = suggest(key, optionNames);
      const hint = near === undefined ? `there are ${optionNames.join(", ")} and env.NAME` : `did you mean "${near}"?`;
      problems.push(`The kubernetes driver has no option "${key}": ${hint}`);
    }
  }
  const isRootless = read("rootless", boolean) ?? false;
  const hasQemu = read("qemu.install", boolean) ?? false;
  const qemuImage = text("qemu.image") ?? defaultQemuImage;
  const claim = read("persistent-volume-claim.requests.storage", quantity);
  const rootVolumeMemory = read("buildkit-root-volume-memory", quantity);
  if (claim !== undefined && rootVolumeMemory !== undefined)
    problems.push(
      "The driver options persistent-volume-claim.requests.storage and buildkit-root-volume-memory exclude each other: " +
        "what buildkitd keeps is on a volume or in memory",
    );
  const options: KubernetesOptions = {
    image: text("image") ?? (isRootless ? `${defaultImage}-rootless` : defaultImage),
    ...optional("namespace", read("namespace", dnsLabel)),
    replicas: read("replicas", count) ?? 1,
    requests: resources("requests"),
    limits: resources("limits"),
    ...optional("claim", claim),
    ...optional("rootVolumeMemory", claim === undefined ? rootVolumeMemory : undefined),
    isRootless,
    nodeSelector: read("nodeselector", pairs) ?? {},
    annotations: withoutReserved("annotations", platformAnnotation),
    labels: withoutReserved("labels", appLabel),
    tolerations: read("tolerations", tolerations) ?? [],
    ...optional("serviceAccount", text("serviceaccount")),
    ...optional("scheduler", text("schedulername")),
    loadBalance: read("loadbalance", loadBalance) ?? "sticky",
    ...optional("qemuImage", hasQemu ? qemuImage : undefined),
    isDefaultLoad: read("default-load", boolean) ?? false,
    timeoutMs: read("timeout", timeout) ?? 120_000,
    env,
  };
  return { options, problems };

  /** undefined when it is not given, empty or wrong. */
  function read<T>(key: string, reader: (value: string) => Reading<T>): T | undefined {
    const given = text(key);
    if (given === undefined) return undefined;
    const reading = reader(given);
    if ("value" in reading) return reading.value;
    problems.push(`The driver option ${key}="${given}" is wrong: expected ${reading.expected}`);
    return undefined;
  }

  function text(key: string): string | undefined {
    return stored[key] || undefined;
  }

  function resources(part: "requests" | "limits"): Readonly<Record<string, string>> {
    const found = ["cpu", "memory", "ephemeral-storage"].map(
      (name) => [name, read(`${part}.${name}`, quantity)] as const,
    );
    return Object.fromEntries(found.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  }

  function withoutReserved(key: "annotations" | "labels", reserved: string): Readonly<Record<string, string>> {
    const { [reserved]: own, ...others } = read(key, pairs) ?? {};
    if (own !== undefined)
      problems.push(`The driver option ${key} cannot set "${reserved}": the driver finds its pods by it`);
    return others;
  }
}

/** A sentence for each thing that is wrong with the options of a node, or with its name. */
export function validateKubernetesOptions({
  name,
  driverOpts,
}: Pick<StoredNode, "name" | "driverOpts">): readonly string[] {
  const { problems } = readKubernetesOptions(driverOpts);
  const workload = workloadName(name);
  if (/^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/.test(workload)) return problems;
  const problem = `The node "${name}" would be the deployment "${workload}", which is no name in Kubernetes: expected at most 63 small letters, digits and hyphens`;
  return [problem, ...problems];
}

/** The name of the node's deployment or stateful set, also where it cannot be one. */
export function workloadName(node: string): string {
  return node.replaceAll("_", "-");
}

const optionNames: readonly string[] = [
  "annotations",
  "buildkit-root-volume-memory",
  "default-load",
  "image",
  "labels",
  "limits.cpu",
  "limits.ephemeral-storage",
  "limits.memory",
  "loadbalance",
  "namespace",
  "nodeselector",
  "persistent-volume-claim.requests.storage",
  "qemu.image",
  "qemu.install",
  "replicas",
  "requests.cpu",
  "requests.ephemeral-storage",
  "requests.memory",
  "rootless",
  "schedulername",
  "serviceaccount",
  "timeout",
  "tolerations",
];

/** As Go's strconv.ParseBool. */
function boolean(text: string): Reading<boolean> {
  if (/^(1|t|T|true|True|TRUE)$/.test(text)) return { value: true };
  if (/^(0|f|F|false|False|FALSE)$/.test(text)) return { value: false };
  return { expected: "true or false" };
}

function count(text: string): Reading<number> {
  const value = Number(text);
  return /^\+?\d+$/.test(text) && value >= 1 && value < 2 ** 31
    ? { value }
    : { expected: "a whole number of pods, at least 1" };
}

function quantity(text: string): Reading<string> {
  return /^\+?(\d+|\d+\.\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/.test(text)
    ? { value: text }
    : { expected: "a quantity such as 500m, 2 or 4Gi" };
}

function dnsLabel(text: string): Reading<string> {
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text)
    ? { value: text }
    : { expected: "a name of small letters, digits and hyphens" };
}

function loadBalance(text: string): Reading<"sticky" | "random"> {
  return text === "sticky" || text === "random" ? { value: text } : { expected: "sticky or random" };
}

function timeout(text: string): Reading<number> {
  const value = parseDuration(text);
  return value === undefined || value <= 0 ? { expected: "a time such as 90s or 5m" } : { value };
}

/** `a=b,c=d`, in quotes or without, as buildx's own documentation writes it. */
function pairs(text: string): Reading<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const pair of unquoted(text).split(",")) {
    const at = pair.indexOf("=");
    if (at < 1) return { expected: `pairs such as a=b,c=d, and "${pair}" is none` };
    found[pair.slice(0, at)] = pair.slice(at + 1);
  }
  return { value: found };
}

/** `key=a,operator=Exists;key=b,value=c,effect=NoSchedule`. */
function tolerations(text: string): Reading<readonly Toleration[]> {
  const found: Toleration[] = [];
  for (const one of unquoted(text).split(";")) {
    const reading = pairs(one);
    if ("expected" in reading)
      return { expected: `fields such as key=a,operator=Exists with ; between tolerations, and "${one}" is not so` };
    const { tolerationSeconds, ...fields } = reading.value;
    const unknown = Object.keys(fields).find((name) => !tolerationFields.includes(name));
    if (unknown !== undefined)
      return { expected: `the fields ${tolerationFields.join(", ")} and tolerationSeconds, and "${unknown}" is none` };
    if (tolerationSeconds === undefined) found.push(fields);
    else if (/^-?\d+$/.test(tolerationSeconds)) found.push({ ...fields, tolerationSeconds: Number(tolerationSeconds) });
    else return { expected: `a number of seconds, and tolerationSeconds is "${tolerationSeconds}"` };
  }
  return { value: found };
}

const tolerationFields: readonly string[] = ["key", "operator", "value", "effect"];

function unquoted(text: string): string {
  return text.replace(/^"+|"+$/g, "");
}

function optional<Key extends string, T>(key: Key, value: T | undefined): { readonly [K in Key]?: T } {
  // A computed key widens to string in the eyes of the compiler.
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: T };
}
