// Which node builds what of a plan. Knows platforms and links, and nothing of daemons.
//
// Targets that are linked stay together: for each platform that any of them exports one node is chosen for all of them. What is
// only built for others is placed by who uses it (homes.ts).

import { formatPlatform, parsePlatform } from "../../buildkit/index.js";
import type { Step } from "../../plan/index.js";
import { isCall } from "../lower/exports.js";
import { chooseByAffinity } from "./affinity.js";
import { fittest, type NodePlatforms } from "./fitness.js";
import { placeLinks } from "./homes.js";
import type { Farm, LinkedGroup, Part, Place, Wish } from "./place.js";

export interface Placement {
  /** By step. None for a step that cannot be placed, for one that nobody uses, and for one that was handed over before. */
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

export function placeSteps(steps: readonly Step[], farm: Farm): Placement {
  if (farm.nodes.length === 1 && farm.gone.length === 0) return onlyNode(steps, farm.nodes[0]);
  const wishes = new Map(steps.map((step) => [step.name, wishOf(step, farm)]));
  const exported = new Map<string, readonly Part[]>();
  const unplaced = new Map<string, PlacementError>();
  const loads = new Map<string, number>();
  const groupOf = new Map<string, LinkedGroup>();
  for (const group of linkedGroups(steps)) placeGroup(group);
  const places = placeLinks(steps, { farm, exported, wishOf: wishOfStep, groupOf: (step) => groupOf.get(step), loads });
  return { places, unplaced };

  function placeGroup(group: readonly Step[]): void {
    const wanting = group.filter(({ isLinked }) => !isLinked);
    const wanted = new Map(
      wanting.flatMap(({ name }) => wishOfStep(name).placed.map((platform) => [formatPlatform(platform), platform])),
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
    for (const { name } of group) groupOf.set(name, { key, nodeOf });
    for (const { name } of wanting) placeStep(name, nodeOf);
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
    const isWhole = shares.size === 1 || isAsked;
    const all = wishOfStep(step).platforms;
    const parts = [...shares].map(
      ([node, platforms]): Part =>
        isWhole ? { node, role: "whole", platforms: all } : { node, role: "share", platforms },
    );
    exported.set(step, parts);
  }

  function wishOfStep(name: string): Wish {
    const wish = wishes.get(name);
    if (wish === undefined) throw new Error(`internal error: no step "${name}" in the plan`);
    return wish;
  }
}

function onlyNode(steps: readonly Step[], { name: node }: NodePlatforms): Placement {
  const place: Place = { node, role: "whole", platforms: [], gives: new Map(), takes: new Map() };
  return { places: new Map(steps.map(({ name }) => [name, [place]])), unplaced: new Map() };
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
