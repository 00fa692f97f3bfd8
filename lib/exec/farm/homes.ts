// Where linked targets are built, and what goes from node to node. Every platform of one has a single home in a run: a node that
// uses it elsewhere is handed the result by its digest, so that all users have the same bits.

import { formatPlatform, parsePlatform } from "../../buildkit/index.js";
import type { Step } from "../../plan/index.js";
import { chooseByAffinity } from "./affinity.js";
import { fittest } from "./fitness.js";
import type { Farm, LinkedGroup, Part, Place, Wish } from "./place.js";

export interface LinkWorld {
  readonly farm: Farm;
  /** Where targets are built that are not built for others alone. */
  readonly exported: ReadonlyMap<string, readonly Part[]>;
  readonly wishOf: (step: string) => Wish;
  readonly groupOf: (step: string) => LinkedGroup | undefined;
  readonly loads: ReadonlyMap<string, number>;
}

/** One platform of a step, used by another step on a node. */
interface Use {
  readonly platform: string;
  readonly node: string;
  readonly user: string;
}

export function placeLinks(steps: readonly Step[], world: LinkWorld): ReadonlyMap<string, readonly Place[]> {
  const { farm, exported, wishOf, groupOf, loads } = world;
  const builtOn = stepsBuiltOn(steps, (step) => wishOf(step).isCall);
  const uses = new Map<string, Use[]>(steps.map(({ name }) => [name, []]));
  const placed = new Map<string, readonly Part[]>();
  // Users come after what they need: backwards, all uses of a step are known when its turn comes.
  for (const step of steps.toReversed()) {
    const parts = partsOf(step);
    placed.set(step.name, parts);
    for (const part of parts) for (const need of step.needs) use(need, step.name, part);
  }
  return new Map([...steps.map((step) => [step.name, placesOf(step)] as const)]);

  function partsOf({ name, isLinked }: Step): readonly Part[] {
    const used = usesOf(name);
    const own = exported.get(name) ?? [];
    const all = wishOf(name).platforms;
    if (!builtOn.has(name)) {
      // Asking the frontend builds nothing, so that nothing is there to be handed over.
      const askers = [...new Set(used.map(({ node }) => node))];
      const others = askers.filter((asker) => !own.some(({ node }) => node === asker));
      return [...own, ...others.map((node): Part => ({ node, role: "offer", platforms: all }))];
    }
    if (!isLinked) return own;
    const shares = new Map<string, string[]>();
    for (const platform of all) {
      const users = used.filter((one) => one.platform === platform).map(({ node }) => node);
      if (users.length === 0 || isHanded(name, platform)) continue;
      const home = homeOf(name, platform, users);
      shares.set(home, [...(shares.get(home) ?? []), platform]);
    }
    return [...shares].map(([node, platforms]): Part => {
      return { node, role: platforms.length === all.length ? "whole" : "share", platforms };
    });
  }

  /** Where targets linked to it are exported for this platform, else a node that builds it well, of those that use it if it can be. */
  function homeOf(step: string, platform: string, users: readonly string[]): string {
    const group = groupOf(step);
    const known = group?.nodeOf.get(platform);
    if (known !== undefined) return known;
    const parsed = parsePlatform(platform, farm.ground);
    const fit = parsed === undefined ? [] : fittest(parsed, farm.nodes).map(({ name }) => name);
    const near = fit.filter((node) => users.includes(node));
    // Nobody knows the platform: a user may copy files all the same.
    const best = [near, fit, users].find((names) => names.length > 0) ?? [];
    const chosen = chooseByAffinity(group?.key ?? step, best, loads);
    group?.nodeOf.set(platform, chosen);
    return chosen;
  }

  function use(need: string, user: string, { node, platforms }: Part): void {
    const theirs = wishOf(need).platforms;
    const reach = farm.reach?.get(user) ?? "target";
    const machine = farm.nodes.find(({ name }) => name === node)?.workers[0];
    const isAsked = (platform: string): boolean =>
      platforms.includes(platform) ||
      reach === "any" ||
      (reach === "builder" && machine !== undefined && formatPlatform(machine) === platform);
    const shared = theirs.filter(isAsked);
    for (const platform of shared.length === 0 ? theirs : shared) usesOf(need).push({ platform, node, user });
  }

  function placesOf({ name, needs }: Step): readonly Place[] {
    return (placed.get(name) ?? []).map((part) => {
      const { node, role, platforms } = part;
      const given = platforms.flatMap((platform) => {
        const others = usesOf(name).filter((one) => one.platform === platform && isTaken(name, one));
        const nodes = [...new Set(others.map((one) => one.node))].sort();
        return nodes.length === 0 || isHanded(name, platform) ? [] : [[platform, nodes] as const];
      });
      const taken = needs.flatMap((need) => {
        const own = usesOf(need).filter((one) => one.user === name && one.node === node && isTaken(need, one));
        return own.length === 0 ? [] : [[need, own.map(({ platform }) => platform)] as const];
      });
      const asked = role === "share" ? platforms : platformsOn(name, node);
      return { node, role, platforms: asked, gives: new Map(given), takes: new Map(taken) };
    });
  }

  /** Whether it comes from elsewhere. */
  function isTaken(step: string, { platform, node }: Use): boolean {
    if (!builtOn.has(step)) return false;
    if (isHanded(step, platform)) return true;
    return !(placed.get(step) ?? []).some((part) => part.node === node && part.platforms.includes(platform));
  }

  function isHanded(step: string, platform: string): boolean {
    return farm.handed?.(step).has(platform) ?? false;
  }

  /** What a node is to be asked for when it builds all of a target: nothing when it says the same by itself. */
  function platformsOn(step: string, node: string): readonly string[] {
    const { platforms, isSaid } = wishOf(step);
    const own = farm.nodes.find(({ name }) => name === node)?.workers[0];
    const isItsOwn = own !== undefined && formatPlatform(own) === formatPlatform(farm.ground);
    return isSaid || !isItsOwn ? platforms : [];
  }

  function usesOf(step: string): Use[] {
    return uses.get(step) ?? raise(step);
  }
}

/** Steps on whose results others build; asking the frontend about a target builds nothing. */
export function stepsBuiltOn(steps: readonly Step[], isCall: (step: string) => boolean): ReadonlySet<string> {
  const builtOn = new Set<string>();
  // Users come after what they need, so backwards each is decided before what it needs.
  for (const { name, isLinked, needs } of steps.toReversed()) {
    const isBuilt = builtOn.has(name) || (!isLinked && !isCall(name));
    if (isBuilt) for (const need of needs) builtOn.add(need);
  }
  return builtOn;
}

function raise(step: string): never {
  throw new Error(`internal error: no step "${step}" in the plan`);
}
