// How well nodes build for a platform.

import { formatPlatform, type Platform } from "../../buildkit/index.js";

/** What is known of the platforms of a node. */
export interface NodePlatforms {
  readonly name: string;
  /** What its builder says it is for; empty when nobody said. */
  readonly stored: readonly Platform[];
  /** What its workers list, their own first. */
  readonly workers: readonly Platform[];
}

/** Best first. `said`: its builder says so; `native`: its machine; `compatible`: its machine runs it; `emulated`: a worker lists it. */
const fits = ["said", "native", "compatible", "emulated"] as const;
type Fit = (typeof fits)[number];

/**
 * The nodes that build best for `platform`, all of them as well as each other; none when nobody lists it.
 * Follows docker/buildx driver resolution (build/driver.go): what builders say goes first, then what workers list.
 */
export function fittest<N extends NodePlatforms>(platform: Platform, nodes: readonly N[]): readonly N[] {
  for (const fit of fits) {
    const found = nodes.filter((node) => fitOf(platform, node) === fit);
    if (found.length > 0) return found;
  }
  return [];
}

function fitOf(platform: Platform, { stored, workers }: NodePlatforms): Fit | undefined {
  const name = formatPlatform(platform);
  const isNamed = (one: Platform): boolean => formatPlatform(one) === name;
  if (stored.some(isNamed)) return "said";
  const [own] = workers;
  if (own !== undefined && isNamed(own)) return "native";
  if (own !== undefined && runs(own, platform)) return "compatible";
  return workers.some(isNamed) ? "emulated" : undefined;
}

/** Whether a machine runs programs of another platform without emulation. Follows containerd/platforms Only. */
function runs(machine: Platform, wanted: Platform): boolean {
  if (machine.os !== wanted.os) return false;
  if (machine.architecture === wanted.architecture) return versionOf(wanted) <= versionOf(machine);
  if (machine.architecture === "amd64") return wanted.architecture === "386";
  return machine.architecture === "arm64" && wanted.architecture === "arm" && versionOf(wanted) <= 8;
}

/** The number in a variant such as `v7`; without one the first of amd64, the eighth of arm64. */
function versionOf({ architecture, variant }: Platform): number {
  const usual: Readonly<Record<string, number>> = { amd64: 1, arm64: 8, arm: 7 };
  const number = /\d+/.exec(variant ?? "")?.[0];
  return number === undefined ? (usual[architecture] ?? 0) : Number(number);
}
