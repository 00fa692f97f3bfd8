// Which node builds what of a plan. Knows platforms and links, and nothing of daemons.
//
// Targets that are linked stay together: for each platform that any of them exports one node is chosen for all of them. Where
// platforms force them apart, a node that uses a target builds it for itself, without exporting it: a loan.

import { formatPlatform, type Platform, parsePlatform } from "../../buildkit/index.js";
import type { Step } from "../../plan/index.js";
import { isCall } from "../lower/exports.js";
import { chooseByAffinity } from "./affinity.js";
import { fittest, type NodePlatforms } from "./fitness.js";

/** A part of a step, on one node. */
export interface Place {
  readonly node: string;
  /** `share`: other nodes export the target's other platforms. `loan`: nothing is exported, others on this node build on it. */
  readonly role: "whole" | "share" | "loan";
  /** What is asked of the daemon, in normal form. Empty: what the target says, or what the daemon builds when that is nothing. */
  readonly platforms: readonly string[];
  /** What is built for others on this node of all that they may ask for; without it they build on `platforms`. */
  readonly lent?: { readonly used: readonly string[]; readonly all: readonly string[] };
}

export interface Placement {
  /** By step. None for a step that cannot be placed, and for one that nobody uses. */
  readonly places: ReadonlyMap<string, readonly Place[]>;
  /** Why a step has no place. */
  readonly unplaced: ReadonlyMap<string, PlacementError>;
}

/** The only nodes that build for a platform are gone. */
export class PlacementError extends Error {
  constructor(step: string, platform: string, nodes: readonly NodePlatforms[]) {
    const names = nodes.map(({ name }) => `"${name}"`);
    super(
      `target "${step}" cannot be built for ${platform}: only ${names.length === 1 ? "node" : "the nodes"} ${names.join(", ")} of this builder can, and ${names.length === 1 ? "it is" : "they are"} gone`,
    );
    this.name = "PlacementError";
  }
}

export interface Farm {
  readonly nodes: readonly [NodePlatforms, ...NodePlatforms[]];
  /** Nodes of the builder that cannot be built on any more. */
  readonly gone: readonly NodePlatforms[];
  /** What targets without platforms are built for, wherever they are built. */
  readonly ground: Platform;
  /** What tells projects apart whose targets have the same names. */
  readonly project: string;
}

export function placeSteps(steps: readonly Step[], farm: Farm): Placement {
  if (farm.nodes.length === 1 && farm.gone.length === 0) return onlyNode(steps, farm.nodes[0]);
  const wishes = new Map(steps.map((step) => [step.name, wishOf(step, farm)]));
  const places = new Map<string, readonly Place[]>();
  const unplaced = new Map<string, PlacementError>();
  const loads = new Map<string, number>();
  for (const group of linkedGroups(steps)) placeGroup(group);
  // Users come after what they need: backwards, all uses of a step are known when its turn comes.
  const uses = new Map(steps.map(({ name }) => [name, new Map<string, Set<string>>()]));
  for (const step of steps.toReversed()) lend(step);
  return { places, unplaced };

  function placeGroup(group: readonly Step[]): void {
    const exported = group.filter(({ isLinked }) => !isLinked);
    const wanted = new Map(
      exported.flatMap(({ name }) => wishOfStep(name).placed.map((platform) => [formatPlatform(platform), platform])),
    );
    const fit = [...wanted].map(([name, platform]) => ({ name, nodes: fittest(platform, farm.nodes), platform }));
    const nodeOf = new Map<string, string>();
    const [key = ""] = group
      .filter(({ needs }) => needs.length === 0)
      .map(({ name, target }) => [farm.project, name, target.context ?? "", target.dockerfile ?? ""].join("\0"))
      .sort();
    for (const { name, nodes, platform } of fit.toSorted((left, right) => left.nodes.length - right.nodes.length)) {
      // Nobody knows the platform: the first node may copy files all the same. Follows docker/buildx build/driver.go.
      const isLost = nodes.length === 0 && fittest(platform, farm.gone).length > 0;
      const names = nodes.length === 0 ? [farm.nodes[0].name] : nodes.map((node) => node.name);
      const taken = names.find((node) => [...nodeOf.values()].includes(node));
      if (!isLost) nodeOf.set(name, taken ?? chooseByAffinity(key, names, loads));
    }
    for (const { name } of exported) placeStep(name, nodeOf);
  }

  function placeStep(step: string, nodeOf: ReadonlyMap<string, string>): void {
    const { placed, isCall: isAsked } = wishOfStep(step);
    const shares = new Map<string, string[]>();
    for (const platform of placed) {
      const name = formatPlatform(platform);
      const node = nodeOf.get(name);
      if (node === undefined) {
        unplaced.set(step, new PlacementError(step, name, fittest(platform, farm.gone)));
        return;
      }
      shares.set(node, [...(shares.get(node) ?? []), name]);
    }
    for (const node of shares.keys()) loads.set(node, (loads.get(node) ?? 0) + 1);
    const made = [...shares].map(
      ([node, platforms]): Place =>
        shares.size === 1 || isAsked
          ? { node, role: "whole", platforms: platformsOn(step, node) }
          : { node, role: "share", platforms },
    );
    places.set(step, made);
  }

  /** Gives what others use of a step to the nodes where they are, and tells what it uses itself. */
  function lend({ name, needs }: Step): void {
    const own = places.get(name) ?? [];
    const used = uses.get(name) ?? new Map<string, ReadonlySet<string>>();
    const all = wishOfStep(name).platforms;
    const kept = own.map((place): Place => {
      const here = used.get(place.node);
      if (place.role !== "share" || here === undefined) return place;
      const built = all.filter((platform) => place.platforms.includes(platform) || here.has(platform));
      return { ...place, lent: { used: built, all } };
    });
    const lent = [...used]
      .filter(([node]) => !own.some((place) => place.node === node))
      .map(([node, platforms]): Place => {
        const asked = platformsOn(name, node);
        const isWhole = own.length === 0 && used.size === 1 && platforms.size === all.length;
        return isWhole
          ? { node, role: "whole", platforms: asked }
          : { node, role: "loan", platforms: asked, lent: { used: [...platforms], all } };
      });
    const made = [...kept, ...lent];
    places.set(name, made);
    for (const { node, lent: loan, platforms } of made) {
      const built = loan?.used ?? (platforms.length === 0 ? all : platforms);
      for (const need of needs) {
        const theirs = wishOfStep(need).platforms;
        const shared = theirs.filter((platform) => built.includes(platform));
        const here = uses.get(need)?.get(node) ?? new Set();
        for (const platform of shared.length === 0 ? theirs : shared) here.add(platform);
        uses.get(need)?.set(node, here);
      }
    }
  }

  /** What a node is to be asked for when it builds all of a target: nothing when it says the same by itself. */
  function platformsOn(step: string, node: string): readonly string[] {
    const { platforms, isSaid } = wishOfStep(step);
    const own = farm.nodes.find(({ name }) => name === node)?.workers[0];
    const isItsOwn = own !== undefined && formatPlatform(own) === formatPlatform(farm.ground);
    return isSaid || !isItsOwn ? platforms : [];
  }

  function wishOfStep(name: string): Wish {
    const wish = wishes.get(name);
    if (wish === undefined) throw new Error(`internal error: no step "${name}" in the plan`);
    return wish;
  }
}

function onlyNode(steps: readonly Step[], { name: node }: NodePlatforms): Placement {
  const place: Place = { node, role: "whole", platforms: [] };
  return { places: new Map(steps.map(({ name }) => [name, [place]])), unplaced: new Map() };
}

interface Wish {
  /** In normal form; what is built when nothing is said, if nothing is. */
  readonly platforms: readonly string[];
  /** Those that decide where it goes. */
  readonly placed: readonly Platform[];
  readonly isSaid: boolean;
  readonly isCall: boolean;
}

/** What is no platform is told by whoever lowers the target. */
function wishOf({ target, isLinked }: Step, { ground }: Farm): Wish {
  const said = new Map(
    (target.platforms ?? [])
      .flatMap((text) => text.split(","))
      .map((text) => text.trim())
      .flatMap((text) => (text === "local" ? ground : (parsePlatform(text, ground) ?? [])))
      .map((platform) => [formatPlatform(platform), platform]),
  );
  const platforms = said.size === 0 ? [ground] : [...said.values()];
  // A question to the frontend is answered anywhere, and once.
  const isAsked = isCall(target) && !isLinked;
  return {
    platforms: platforms.map(formatPlatform),
    placed: isAsked ? platforms.slice(0, 1) : platforms,
    isSaid: said.size > 0,
    isCall: isAsked,
  };
}

/** Steps that are linked to each other, directly or not, together; groups in the order of their first steps. */
function linkedGroups(steps: readonly Step[]): readonly (readonly Step[])[] {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    const joined = new Set(step.needs.flatMap((need) => groups.get(need) ?? []).map(({ name }) => name));
    const group = [...new Set([...joined].flatMap((name) => groups.get(name) ?? [])), step];
    for (const { name } of group) groups.set(name, group);
  }
  return [...new Set(groups.values())];
}
