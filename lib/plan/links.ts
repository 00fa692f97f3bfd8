// The targets that wanted ones link to with `contexts = { x = "target:NAME" }`, and the order in which all are built.
// Follows buildx bake.go, loadLinks. The graph is walked here rather than by a library because a cycle is told with the
// place of every link on it, and because this runs for --print, where loading counts.

import {
  type Config,
  type NameRef,
  normalPlatforms,
  type OutputEntry,
  placeOfEntry,
  type Resolve,
  type Target,
} from "../config/index.js";
import { type Diagnostic, type Range, type Report, suggest } from "../source/index.js";
import type { Step } from "./plan.js";

/** One `target:` entry of a target's contexts. */
interface Link {
  /** Its name among the contexts. */
  readonly key: string;
  readonly name: string;
}

export interface LinkOptions {
  readonly config: Config;
  readonly resolve: Resolve;
  readonly localPlatform: string;
}

const cacheOnly: readonly OutputEntry[] = [{ type: "cacheonly", attrs: new Map() }];

/** A step for each wanted target and all they link to, each behind those it needs. Broken links are reported and left out. */
export function followLinks(wanted: readonly NameRef[], options: LinkOptions, report: Report): readonly Step[] {
  const wantedNames = new Set(wanted.map(({ name }) => name));
  const steps = new Map<string, Step>();
  for (const { name } of wanted) {
    const target = options.resolve(name);
    if (target !== undefined && !steps.has(name)) follow(target);
  }
  return [...steps.values()];

  function follow(first: Target): void {
    const links = linksOf(first);
    if (links.length === 0) finish(first, links);
    else followAll(first);
  }

  /** Links are followed by a stack of our own: chains are as long as they like. */
  function followAll(first: Target): void {
    const path: { readonly target: Target; readonly links: readonly Link[]; next: number }[] = [];
    const open = new Set<string>();
    enter(first);
    for (let level = path.at(-1); level !== undefined; level = path.at(-1)) {
      const link = level.links[level.next];
      level.next += 1;
      if (link === undefined) {
        finish(level.target, level.links);
        open.delete(level.target.name);
        path.pop();
      } else if (open.has(link.name)) {
        const targets = path.map(({ target }) => target);
        report(linkCycle(targets.slice(targets.findIndex(({ name }) => name === link.name)), link));
      } else if (!steps.has(link.name)) {
        const target = options.resolve(link.name);
        if (target === undefined) report(unknownLink(options.config, level.target, link));
        else enter(target);
      }
    }

    function enter(target: Target): void {
      path.push({ target, links: linksOf(target), next: 0 });
      open.add(target.name);
    }
  }

  function finish(target: Target, links: readonly Link[]): void {
    const isLinked = !wantedNames.has(target.name);
    const linked = links.flatMap((link) => {
      const step = steps.get(link.name);
      return step === undefined ? [] : [{ link, target: step.target }];
    });
    for (const { link, target: other } of linked) checkPlatforms(target, other, link, options.localPlatform, report);
    steps.set(target.name, {
      name: target.name,
      target: withRights(
        isLinked ? { ...target, output: cacheOnly } : target,
        linked.flatMap(({ target: other }) => other.entitlements ?? []),
      ),
      needs: [...new Set(linked.map(({ link }) => link.name))],
      isLinked,
    });
  }
}

/** A build needs the rights of what it links to. */
function withRights(target: Target, linked: readonly string[]): Target {
  return linked.length === 0
    ? target
    : { ...target, entitlements: [...new Set([...(target.entitlements ?? []), ...linked])] };
}

function linksOf(target: Target): readonly Link[] {
  const links: Link[] = [];
  for (const [key, value] of target.contexts ?? []) {
    if (value.startsWith("target:")) links.push({ key, name: value.slice("target:".length) });
  }
  return links;
}

function placeOf(target: Target, { key }: Link): { readonly subject?: Range; readonly where: string } {
  const subject = placeOfEntry(target.origins.get("contexts"), key) ?? target.declared;
  const where = `target "${target.name}"`;
  return subject === undefined ? { where } : { subject, where };
}

function unknownLink(config: Config, target: Target, link: Link): Diagnostic {
  const near = suggest(link.name, config.targets.keys());
  const isGroup = config.groups.has(link.name);
  return {
    severity: "error",
    code: "unknown-target",
    summary: `Target "${target.name}" links to "${link.name}" as "${link.key}", which is ${isGroup ? "a group" : "not defined"}`,
    ...(isGroup && { detail: "A link takes the result of one target; name one of the group." }),
    ...placeOf(target, link),
    ...(near !== undefined && !isGroup && { hint: `did you mean "${near}"?` }),
  };
}

function linkCycle(targets: readonly Target[], closing: Link): Diagnostic {
  const last = targets.at(-1);
  if (last === undefined) throw new Error("internal error: a cycle without targets");
  const names = [...targets.map(({ name }) => name), closing.name];
  return {
    severity: "error",
    code: "target-cycle",
    summary:
      targets.length === 1
        ? `Target "${closing.name}" links to itself`
        : `Target "${closing.name}" links to itself: ${names.join(" → ")}`,
    ...placeOf(last, closing),
    related: targets.slice(0, -1).flatMap((target, index) => {
      const next = names[index + 1];
      const link = linksOf(target).find(({ name }) => name === next);
      const range = link && placeOf(target, link).subject;
      return range === undefined ? [] : [{ message: `"${target.name}" links to "${next}" here`, range }];
    }),
  };
}

/** A target built for several platforms needs each of them of what it links to, when that is built for several, too. */
function checkPlatforms(target: Target, linked: Target, link: Link, local: string, report: Report): void {
  const own = new Set(normalPlatforms(target.platforms ?? [], local));
  const available = new Set(normalPlatforms(linked.platforms ?? [], local));
  if (own.size < 2 || available.size < 2) return;
  const missing = [...own].filter((platform) => !available.has(platform));
  if (missing.length === 0) return;
  report({
    severity: "error",
    code: "platform-mismatch",
    summary: `Target "${target.name}" is built for ${missing.join(", ")}, but "${linked.name}", which it links to, is not`,
    detail: `"${linked.name}" is built for ${[...available].join(", ")}. Add what is missing to its "platforms".`,
    ...placeOf(target, link),
  });
}
