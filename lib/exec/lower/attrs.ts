// Frontend attributes of the plain settings: arguments, labels, stage, platforms, cache use, network, limits.

import { formatPlatform, parsePlatform } from "../../buildkit/index.js";
import type { AttributeName, Target } from "../../config/index.js";
import type { LowerWorld } from "./lowered.js";
import type { ReportMistake } from "./mistake.js";
import { hasRequired } from "./requirements.js";
import { parseBool, parseBytes } from "./text.js";

export interface LoweredAttrs {
  readonly frontend: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly entitlements: readonly string[];
  /** In normal form, as in `attrs.platform`. */
  readonly platforms: readonly string[];
}

export function lowerAttrs(target: Target, world: LowerWorld, report: ReportMistake): LoweredAttrs {
  const platforms = lowerPlatforms(target, world, report);
  if (world.cgroupParent) hasRequired("cgroupParent", world, report);
  const syntax = target.args?.get("BUILDKIT_SYNTAX")?.trim();
  if (syntax === "") {
    report({
      code: "invalid-value",
      attribute: "args",
      typed: "BUILDKIT_SYNTAX",
      summary: `Build argument "BUILDKIT_SYNTAX" is empty`,
      detail: "It names the image of a frontend. Leave it out, or set it to null, for the Dockerfile's own.",
    });
  }
  return {
    frontend: syntax === undefined ? "dockerfile.v0" : "gateway.v0",
    attrs: {
      ...argAttrs(target, world),
      ...prefixed("label:", target.labels ?? new Map()),
      ...(syntax === undefined ? {} : { source: syntax.split(" ")[0] ?? "", cmdline: syntax }),
      ...(target.target === undefined || target.target === "" ? {} : { target: target.target }),
      ...(platforms.length === 0 ? {} : { platform: platforms.join(",") }),
      ...(parseBool(target.args?.get("BUILDKIT_MULTI_PLATFORM") ?? "") === true ? { "multi-platform": "true" } : {}),
      ...(world.cgroupParent ? { "cgroup-parent": world.cgroupParent } : {}),
      ...cacheUse(target, world),
      ...networkAttrs(target, report),
      ...hostAttrs(target, world, report),
      ...limitAttrs(target, world, report),
      ...resourceAttrs(target, world, report),
    },
    entitlements: entitlementsOf(target, world, report),
    platforms,
  };
}

function argAttrs(target: Target, world: LowerWorld): Record<string, string> {
  const args = target.args ?? new Map<string, string>();
  const given = new Set([...args.keys()].map((name) => name.toLowerCase()));
  const proxies = Object.entries(world.proxyArgs).filter(([name]) => !given.has(name.toLowerCase()));
  return prefixed("build-arg:", [...proxies, ...args]);
}

function prefixed(prefix: string, pairs: Iterable<readonly [string, string]>): Record<string, string> {
  return Object.fromEntries([...pairs].map(([name, value]) => [`${prefix}${name}`, value]));
}

function lowerPlatforms(target: Target, world: LowerWorld, report: ReportMistake): readonly string[] {
  const ground = world.node.platforms[0] ?? { os: "linux", architecture: "amd64" };
  const platforms: string[] = [];
  for (const typed of (target.platforms ?? []).flatMap((item) => item.split(",")).map((item) => item.trim())) {
    if (typed === "") continue;
    const platform = typed === "local" ? ground : parsePlatform(typed, ground);
    if (platform === undefined) {
      report({
        code: "invalid-value",
        attribute: "platforms",
        typed,
        summary: `"${typed}" is no platform`,
        detail: `A platform is OS/ARCHITECTURE or OS/ARCHITECTURE/VARIANT, such as linux/amd64 or linux/arm/v7.`,
      });
    } else if (!platforms.includes(formatPlatform(platform))) platforms.push(formatPlatform(platform));
  }
  if (platforms.length > 1 && !world.node.hasContentStore) {
    report({
      code: "unsupported-by-builder",
      attribute: "platforms",
      summary: `This docker cannot build several platforms at once`,
      detail: `Its image store holds one platform an image. Turn the containerd image store on in docker, or use a BuildKit builder.`,
    });
  }
  return platforms;
}

function cacheUse(target: Target, { node }: LowerWorld): Record<string, string> {
  const attrs: Record<string, string> = {};
  if (target.pull === true) attrs["image-resolve-mode"] = "pull";
  // docker's own images come before a registry's. Follows docker/buildx build/opt.go.
  else if (node.driver === "docker") attrs["image-resolve-mode"] = "local";
  const stages = target.noCacheFilter ?? [];
  if (stages.length > 0) attrs["no-cache"] = stages.join(",");
  if (target.noCache === true) attrs["no-cache"] = "";
  return attrs;
}

function networkAttrs(target: Target, report: ReportMistake): Record<string, string> {
  const network = target.network ?? "";
  if (network === "" || network === "default") return {};
  if (network === "host" || network === "none") return { "force-network-mode": network };
  report({
    code: "invalid-value",
    attribute: "network",
    typed: network,
    summary: `"${network}" is no network of a build`,
    detail: `RUN takes "default", "none" or "host". Another network is a setting of the builder.`,
  });
  return {};
}

function hostAttrs(target: Target, world: LowerWorld, report: ReportMistake): Record<string, string> {
  const hosts: string[] = [];
  for (const [host, value] of [...(target.extraHosts ?? [])].sort(([left], [right]) => (left < right ? -1 : 1))) {
    for (const typed of value.split(",").map((item) => item.trim())) {
      const address = typed === "host-gateway" ? world.node.hostGatewayIp : typed.replace(/^\[(.+)\]$/, "$1");
      if (address === undefined) {
        report({
          code: "unsupported-by-builder",
          attribute: "extraHosts",
          typed,
          summary: `This builder has no address for "host-gateway" of host "${host}"`,
          detail: "Only docker's own BuildKit knows the address of the host; write the address itself.",
        });
      } else if (isAddress(address)) hosts.push(`${host}=${address}`);
      else {
        report({
          code: "invalid-value",
          attribute: "extraHosts",
          typed,
          summary: `"${typed}" of host "${host}" is no IP address`,
        });
      }
    }
  }
  return hosts.length === 0 ? {} : { "add-hosts": hosts.join(",") };
}

function isAddress(text: string): boolean {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return text.split(".").every((part) => Number(part) <= 255);
  return text.includes(":") && URL.canParse(`http://[${text.replace(/%.*$/, "")}]/`);
}

function limitAttrs(target: Target, world: LowerWorld, report: ReportMistake): Record<string, string> {
  const attrs: Record<string, string> = {};
  const size = bytesOf(target.shmSize, "shmSize", "shm-size", report);
  if (size !== undefined && size > 0n) {
    attrs["shm-size"] = String(size);
    hasRequired("shmSize", world, report);
  }
  // The last of a name counts, and names are in order, so that steps are the same however the limits are written.
  // Follows docker/cli opts/ulimit.go: docker-buildx, too, finds the steps that we built.
  const limits = new Map<string, string>();
  for (const typed of target.ulimits ?? []) {
    const [, name, soft, hard] = /^([a-z]+)=(-?\d+)(?::(-?\d+))?$/.exec(typed) ?? [];
    if (name !== undefined && soft !== undefined) limits.set(name, `${name}=${soft}:${hard ?? soft}`);
    else {
      report({
        code: "invalid-value",
        attribute: "ulimits",
        typed,
        summary: `"${typed}" is no ulimit`,
        detail: "A ulimit is NAME=SOFT or NAME=SOFT:HARD, such as nofile=1024:2048; -1 is unlimited.",
      });
    }
  }
  if (limits.size > 0) {
    attrs["ulimit"] = [...limits.values()].sort().join(",");
    hasRequired("ulimits", world, report);
  }
  return attrs;
}

function resourceAttrs(target: Target, world: LowerWorld, report: ReportMistake): Record<string, string> {
  const { resources } = target;
  if (resources === undefined) return {};
  const numbers = {
    memory: bytesOf(resources.memory, "resources", "memory", report),
    memswap: resources.memorySwap === "-1" ? -1n : bytesOf(resources.memorySwap, "resources", "memory-swap", report),
    cpushares: resources.cpuShares,
    cpuperiod: resources.cpuPeriod,
    cpuquota: resources.cpuQuota,
  };
  const attrs: Record<string, string> = {};
  for (const [name, value] of Object.entries(numbers)) {
    if (value !== undefined && value !== 0n) attrs[name] = String(value);
  }
  if (resources.cpusetCpus) attrs["cpusetcpus"] = resources.cpusetCpus;
  if (resources.cpusetMems) attrs["cpusetmems"] = resources.cpusetMems;
  if (Object.keys(attrs).length > 0) hasRequired("resources", world, report);
  return attrs;
}

function bytesOf(
  text: string | undefined,
  attribute: AttributeName,
  name: string,
  report: ReportMistake,
): bigint | undefined {
  if (text === undefined || text === "") return undefined;
  const bytes = parseBytes(text);
  if (bytes === undefined) {
    report({
      code: "invalid-value",
      attribute,
      typed: text,
      summary: `"${text}" of "${name}" is no size`,
      detail: "A size is a number with a unit, such as 64m or 1.5gb; units are powers of 1024.",
    });
  }
  return bytes;
}

function entitlementsOf(target: Target, world: LowerWorld, report: ReportMistake): readonly string[] {
  if (target.entitlements?.some((text) => /^device(?:=|$)/.test(text)) === true) hasRequired("devices", world, report);
  const host = target.network === "host" ? ["network.host"] : [];
  return [...new Set([...(target.entitlements ?? []), ...host])];
}
