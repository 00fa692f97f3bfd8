// The driver options of docker-container. Follows docker/buildx driver/docker-container/factory.go.

import { badOption, flagOption, unknownOption } from "./driver-opts.js";
import type { StoredNode } from "./store.js";

export interface ContainerOptions {
  readonly image: string;
  /** As `NAME=value`. */
  readonly env: readonly string[];
  readonly network?: string;
  /** Only where docker manages cgroups itself. */
  readonly cgroupParent: string;
  readonly restartPolicy: RestartPolicy;
  /** Limits under the names of docker's `HostConfig`. */
  readonly limits: Readonly<Record<string, number | string>>;
  /** Provenance tells of the GitHub Actions run that makes the container. */
  readonly tellsOfGithub: boolean;
}

export interface RestartPolicy {
  readonly name: string;
  readonly maximumRetryCount: number;
}

const defaultImage = "moby/buildkit:buildx-stable-1";

const plainOptions = [
  "image",
  "network",
  "memory",
  "memory-swap",
  "cpu-quota",
  "cpu-period",
  "cpu-shares",
  "cpuset-cpus",
  "cpuset-mems",
  "cgroup-parent",
  "restart-policy",
  "default-load",
  "provenance-add-gha",
  "allow-untrusted-image",
];

/** @throws {BuilderError} that names the option when there is none of its name, or its value makes no sense. */
export function containerOptions(node: StoredNode): ContainerOptions {
  const { driverOpts } = node;
  for (const option of Object.keys(driverOpts)) {
    if (option === "env.") throw badOption(node, option, "expected a name after the dot, as in env.FOO=bar");
    if (!option.startsWith("env.") && !plainOptions.includes(option))
      throw unknownOption(node, "docker-container", option, [...plainOptions, "env.NAME"]);
  }
  flagOption(node, "default-load", false);
  // buildx checks who signed its own image before it uses it. We check no images, so that there is nothing to turn off.
  flagOption(node, "allow-untrusted-image", false);
  return {
    image: driverOpts["image"] || defaultImage,
    env: Object.entries(driverOpts).flatMap(([option, value]) =>
      option.startsWith("env.") ? [`${option.slice("env.".length)}=${value}`] : [],
    ),
    ...(driverOpts["network"] ? { network: driverOpts["network"] } : {}),
    // Of all builders together, so that limits can be set on whatever is built on the machine.
    cgroupParent: driverOpts["cgroup-parent"] || "/docker/buildx",
    restartPolicy: restartPolicy(node),
    limits: Object.fromEntries(
      Object.entries({
        Memory: size(node, "memory"),
        MemorySwap: driverOpts["memory-swap"] === "-1" ? -1 : size(node, "memory-swap"),
        CpuQuota: count(node, "cpu-quota"),
        CpuPeriod: count(node, "cpu-period"),
        CpuShares: count(node, "cpu-shares"),
        CpusetCpus: driverOpts["cpuset-cpus"] ?? "",
        CpusetMems: driverOpts["cpuset-mems"] ?? "",
      }).filter(([, limit]) => limit !== 0 && limit !== ""),
    ),
    tellsOfGithub: flagOption(node, "provenance-add-gha", true),
  };
}

function restartPolicy(node: StoredNode): RestartPolicy {
  const value = node.driverOpts["restart-policy"] ?? "unless-stopped";
  const [, name, retries] = /^(no|always|unless-stopped|on-failure(?=$|:\d+$))(?::(\d+))?$/.exec(value) ?? [];
  if (name === undefined || (retries !== undefined && name !== "on-failure"))
    throw badOption(node, "restart-policy", "expected no, always, unless-stopped, on-failure or on-failure:TIMES");
  return { name, maximumRetryCount: Number(retries ?? 0) };
}

const units = ["", "k", "m", "g", "t", "p"];

/** Bytes, as docker reads sizes: `512m`, `1.5 GB` and `2GiB` are multiples of 1024. 0 when it is not set. */
function size(node: StoredNode, option: string): number {
  const value = node.driverOpts[option];
  if (value === undefined) return 0;
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?) ?([kmgtp]?)(?:i?b)?$/i.exec(value) ?? [];
  if (number === undefined) throw badOption(node, option, "expected a size such as 512m or 2g");
  return Math.trunc(Number(number) * 1024 ** units.indexOf(unit.toLowerCase()));
}

function count(node: StoredNode, option: string): number {
  const value = node.driverOpts[option];
  if (value === undefined) return 0;
  if (!/^[+-]?\d+$/.test(value) || !Number.isSafeInteger(Number(value)))
    throw badOption(node, option, "expected a whole number");
  return Number(value);
}
