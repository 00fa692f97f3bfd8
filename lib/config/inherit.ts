// A declared target with all that it inherits and the overrides on it.

import { type Range, type Report, suggest } from "../source/index.js";
import { attributeNames } from "./attributes.js";
import type { Config, DeclaredTarget } from "./config.js";
import {
  type Attributes,
  type MutableAttributes,
  mergeAttributes,
  noAttributes,
  normaliseAttributes,
  specOf,
} from "./merge.js";
import type { Override } from "./override.js";
import type { AttributeName, NameRef, TargetAttributes } from "./target.js";

/** An empty list of these clears what the target's parents gave; for those that inherit from it, it is as if not set. */
const clearedOnce = ["output", "cacheTo"] as const;

/** Looks up targets with parents merged in. The same name gives the same object. */
export type Inherit = (name: string) => Attributes | undefined;

/**
 * Parents are merged left to right, then the target's own attributes, then overrides, at every level; a parent reached
 * twice counts twice. What is wrong with the parents of a target is reported when the target is first asked for.
 */
export function makeInherit(config: Config, overrides: readonly Override[], report: Report): Inherit {
  const done = new Map<string, Attributes>();
  return (name) => {
    const target = config.targets.get(name);
    if (target === undefined) return undefined;
    const known = done.get(name);
    if (known !== undefined || !target.inherits.every((ref) => done.has(ref.name))) return known ?? resolve(target);
    // Nearly all targets: those from which they inherit are there already.
    const combined = combine(target);
    done.set(name, combined);
    return combined;
  };

  /** Goes down by a stack of its own: chains of parents are as long as they like. */
  function resolve(wanted: DeclaredTarget): Attributes {
    const path: { readonly target: DeclaredTarget; nextParent: number }[] = [];
    const open = new Set<string>();
    if (!done.has(wanted.name)) enter(wanted);
    for (let level = path.at(-1); level !== undefined; level = path.at(-1)) {
      const ref = level.target.inherits[level.nextParent];
      if (ref === undefined) {
        done.set(level.target.name, combine(level.target));
        open.delete(level.target.name);
        path.pop();
        continue;
      }
      level.nextParent += 1;
      const parent = config.targets.get(ref.name);
      if (parent === undefined) reportUnknownParent(level.target, ref);
      else if (open.has(ref.name)) {
        const targets = path.map(({ target }) => target);
        reportCycle(targets.slice(targets.indexOf(parent)), ref);
      } else if (!done.has(ref.name)) enter(parent);
    }
    return done.get(wanted.name) ?? noAttributes;

    function enter(target: DeclaredTarget): void {
      path.push({ target, nextParent: 0 });
      open.add(target.name);
    }
  }

  function combine(target: DeclaredTarget): Attributes {
    let combined = noAttributes;
    // A parent that is missing here was reported: unknown, or part of a cycle.
    for (const ref of target.inherits) {
      const parent = done.get(ref.name) ?? noAttributes;
      reportBroughtBack(target, ref, broughtBack(combined, parent, ref, target));
      combined = mergeAttributes(combined, parent);
    }
    combined = mergeAttributes(combined, { values: target.attributes, origins: target.origins });
    const relevant = overrides.filter(({ matches }) => matches(target.name));
    return settled(normaliseAttributes(relevant.length === 0 ? combined : override(target, combined, relevant)));
  }

  /** What `parent` only has from a target that an earlier parent overrides: merging it takes that back. */
  function broughtBack(
    combined: Attributes,
    parent: Attributes,
    ref: NameRef,
    target: DeclaredTarget,
  ): readonly AttributeName[] {
    if (combined === noAttributes || parent === noAttributes) return [];
    const suspects = attributeNames.filter((key) => isTakenBack(key, combined, parent));
    if (suspects.length === 0) return [];
    const shared = ancestorsOf(config, ref.name);
    const earlier = target.inherits.slice(0, target.inherits.indexOf(ref));
    const others = new Set(earlier.flatMap(({ name }) => [...ancestorsOf(config, name)]));
    return suspects.filter((key) =>
      [...shared].some((name) => others.has(name) && done.get(name)?.origins.get(key) === parent.origins.get(key)),
    );
  }

  function reportBroughtBack(target: DeclaredTarget, { name, range }: NameRef, keys: readonly AttributeName[]): void {
    if (keys.length === 0) return;
    const names = keys.map((key) => `"${specOf(key).name}"`).join(", ");
    report({
      severity: "warning",
      code: "overridden-again",
      summary: `Target "${target.name}" inherits ${names} from "${name}", which takes back what an earlier parent sets`,
      detail: `Both come from the same target, and the last parent counts. Name "${name}" first if that is not meant.`,
      ...subjectOf(range, target),
      where: `target "${target.name}"`,
    });
  }

  function override({ name }: DeclaredTarget, given: Attributes, relevant: readonly Override[]): Attributes {
    const values: MutableAttributes = { ...given.values };
    const origins = new Map(given.origins);
    const cleared = new Set<string>();
    for (const { key, replaces, change, origin, shown } of relevant) {
      const isClearing = replaces === "always" || (replaces === "first" && !cleared.has(key.attribute));
      if (isClearing) cleared.add(key.attribute);
      change(values, isClearing, (detail) =>
        report({
          severity: "error",
          code: "invalid-override",
          summary: `The override "${shown}" does not fit target "${name}"`,
          detail,
          subject: origin,
        }),
      );
      const earlier = origins.get(key.attribute);
      origins.set(key.attribute, isClearing || earlier === undefined ? origin : { ...origin, earlier: [earlier] });
    }
    return { values: values as TargetAttributes, origins };
  }

  function reportUnknownParent(target: DeclaredTarget, { name, range }: NameRef): void {
    const isGroup = config.groups.has(name);
    const near = isGroup ? undefined : suggest(name, config.targets.keys());
    report({
      severity: "error",
      code: "unknown-target",
      summary: isGroup
        ? `Target "${target.name}" inherits "${name}", which is a group`
        : `Target "${target.name}" inherits "${name}", which is not defined`,
      ...(isGroup && { detail: `Targets inherit from targets: ${groupHelp(config, name)}` }),
      ...subjectOf(range, target),
      where: `target "${target.name}"`,
      ...(near !== undefined && { hint: `did you mean "${near}"?` }),
    });
  }

  function reportCycle(cycle: readonly DeclaredTarget[], closing: NameRef): void {
    const names = [...cycle.map(({ name }) => name), closing.name];
    const [first] = cycle;
    const last = cycle.at(-1);
    if (first === undefined || last === undefined) return;
    report({
      severity: "error",
      code: "inheritance-cycle",
      summary:
        cycle.length === 1
          ? `Target "${first.name}" inherits from itself`
          : `Target "${first.name}" inherits from itself: ${names.join(" → ")}`,
      ...subjectOf(closing.range, last),
      where: `target "${last.name}"`,
      related: cycle.slice(0, -1).flatMap((target, index) => {
        const next = names[index + 1];
        const range = target.inherits.find(({ name }) => name === next)?.range;
        return range === undefined ? [] : [{ message: `"${target.name}" inherits "${next}" here`, range }];
      }),
    });
  }
}

function groupHelp(config: Config, name: string): string {
  const members = config.groups.get(name)?.targets ?? [];
  return members.length === 0
    ? "name one of them."
    : `it stands for ${members.map((ref) => `"${ref.name}"`).join(", ")}.`;
}

function subjectOf(range: Range | undefined, target: DeclaredTarget): { readonly subject?: Range } {
  const subject = range ?? target.declared;
  return subject === undefined ? {} : { subject };
}

/** Whether merging `parent` over `combined` changes a value that both have from different places. */
function isTakenBack(key: AttributeName, combined: Attributes, parent: Attributes): boolean {
  const [earlier, later] = [combined.values[key], parent.values[key]];
  if (earlier === undefined || later === undefined || earlier === later) return false;
  if (combined.origins.get(key) === parent.origins.get(key)) return false;
  if (earlier instanceof Map && later instanceof Map) {
    return [...later].some(([name, value]) => earlier.has(name) && earlier.get(name) !== value);
  }
  return specOf(key).merge.kind === "replace" && JSON.stringify(earlier) !== JSON.stringify(later);
}

/** A target and all that it inherits from, near and far. */
function ancestorsOf(config: Config, name: string): ReadonlySet<string> {
  const found = new Set([name]);
  for (const known of found) {
    // A set that grows while it is walked is walked to its end.
    for (const parent of config.targets.get(known)?.inherits ?? []) found.add(parent.name);
  }
  return found;
}

/** As the target's children see it. Follows buildx bake.go, where normalising makes nothing of an empty list of entries. */
function settled(attributes: Attributes): Attributes {
  const empty = clearedOnce.filter((key) => attributes.values[key]?.length === 0);
  if (empty.length === 0) return attributes;
  const values: MutableAttributes = { ...attributes.values };
  for (const key of empty) delete values[key];
  return { values, origins: attributes.origins };
}
