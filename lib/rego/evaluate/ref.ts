// References: from a document or a variable along a path, through every member where the path leaves it open.

import type { RuleNode } from "../compile/rule-tree.js";
import type { Ref, Scalar } from "../syntax/tree.js";
import { compareValues, isArray, isObject, isSet, objectOf, type Value } from "../values/index.js";
import { isBound, planGet, planMatch, type Slots } from "./pattern.js";
import type { Frame, Get, Match, Patch, Scope } from "./scope.js";

/** Says true to end the search. */
export type Take = (value: Value) => boolean;

/** Where there is one value at most, `get` has it; otherwise `each` finds all. */
export type Source =
  | { readonly kind: "one"; readonly get: (frame: Frame, scope: Scope) => Value | undefined }
  | { readonly kind: "many"; readonly each: (frame: Frame, scope: Scope, take: Take) => boolean };

type Part = { readonly get: Get; readonly match?: undefined } | { readonly match: Match; readonly get?: undefined };

/** Variables of the path that have no value yet get one; they are added to `bound`. */
export function planRef(ref: Ref, options: { root: RuleNode; slots: Slots; bound: Set<string> }): Source {
  const { root, slots, bound } = options;
  const { head } = ref;
  const headName = head.kind === "var" && !bound.has(head.name) ? head.name : undefined;
  const from = headName === undefined ? planGet(head, slots, bound) : undefined;
  const parts = ref.path.map((part): Part => {
    if (isBound(part, bound)) return { get: planGet(part, slots, bound) };
    return { match: planMatch(part, slots, bound) };
  });
  const each = (frame: Frame, scope: Scope, take: Take): boolean => {
    const value = headName === undefined ? from?.(frame) : scope.input;
    return value !== undefined && walkValue(value, { parts, frame, take }, 0);
  };
  const inData = headName === "data" ? planData(ref, root, parts) : each;
  if (parts.every((part) => part.get !== undefined)) return { kind: "one", get: onlyValue(inData) };
  return { kind: "many", each: inData };
}

function onlyValue(each: (frame: Frame, scope: Scope, take: Take) => boolean) {
  return (frame: Frame, scope: Scope): Value | undefined => {
    let found: Value | undefined;
    each(frame, scope, (value) => {
      found = value;
      return true;
    });
    return found;
  };
}

interface Walk {
  readonly parts: readonly Part[];
  readonly frame: Frame;
  readonly take: Take;
}

function walkValue(start: Value, walk: Walk, from: number): boolean {
  let value = start;
  for (let i = from; i < walk.parts.length; i++) {
    const part = walk.parts[i];
    if (part?.get !== undefined) {
      const key = part.get(walk.frame);
      const child = key === undefined ? undefined : childOf(value, key);
      if (child === undefined) return false;
      value = child;
    } else if (part !== undefined) {
      return walkMembers(value, walk, { part, next: i + 1 });
    }
  }
  return walk.take(value);
}

function walkMembers(
  value: Value,
  walk: Walk,
  { part, next }: { part: Extract<Part, { match: Match }>; next: number },
): boolean {
  const { frame } = walk;
  if (isArray(value)) {
    return value.some((item, i) => part.match(frame, i) && walkValue(item, walk, next));
  }
  if (isObject(value)) {
    return value.entries().some(([key, held]) => part.match(frame, key) && walkValue(held, walk, next));
  }
  return isSet(value) && value.members().some((member) => part.match(frame, member) && walkValue(member, walk, next));
}

/** Of an array by index, of an object by key; a member of a set is its own. */
export function childOf(value: Value, key: Value): Value | undefined {
  if (isArray(value)) return typeof key === "number" ? value[key] : undefined;
  if (isObject(value)) return value.get(key);
  return isSet(value) && value.has(key) ? key : undefined;
}

/** All members with their keys. */
export function membersOf(value: Value): readonly (readonly [Value, Value])[] | undefined {
  if (isArray(value)) return value.map((item, i) => [i, item] as const);
  if (isObject(value)) return value.entries();
  return isSet(value) ? value.members().map((member) => [member, member] as const) : undefined;
}

/** As much of the path as is written in the policy is followed now. */
function planData(ref: Ref, root: RuleNode, parts: readonly Part[]) {
  let known: RuleNode | undefined = root;
  let depth = 0;
  for (const part of ref.path) {
    if (part.kind !== "scalar" || known === undefined || known.clauses.length > 0) break;
    known = known.children.get(part.value);
    depth++;
  }
  const start = known;
  return (frame: Frame, scope: Scope, take: Take): boolean => {
    const walk = { parts, frame, take };
    if (scope.patch !== undefined) return walkTree({ node: root, patch: scope.patch }, { ...walk, scope }, 0);
    return start !== undefined && walkTree({ node: start, patch: undefined }, { ...walk, scope }, depth);
  };
}

interface Spot {
  readonly node: RuleNode | undefined;
  readonly patch: Patch | undefined;
}

function walkTree(spot: Spot, walk: Walk & { readonly scope: Scope }, at: number): boolean {
  const { node, patch } = spot;
  const { scope, parts, frame } = walk;
  if (patch?.value !== undefined) return walkValue(patch.value, walk, at);
  if (node === undefined && patch === undefined) return false;
  if (node !== undefined && node.clauses.length > 0) {
    const value = scope.run.valueOf(node, scope);
    return value !== undefined && walkValue(value, walk, at);
  }
  const part = parts[at];
  if (part === undefined) {
    const extent = extentOf(spot, scope);
    return extent !== undefined && walk.take(extent);
  }
  if (part.get !== undefined) {
    const key = part.get(frame);
    return key !== undefined && walkTree(childSpot(spot, key), walk, at + 1);
  }
  return keysOf(spot).some((key) => part.match(frame, key) && walkTree(childSpot(spot, key), walk, at + 1));
}

function childSpot({ node, patch }: Spot, key: Value): Spot {
  if (typeof key === "object" && key !== null) return { node: undefined, patch: undefined };
  return { node: node?.children.get(key), patch: patch?.children.get(key) };
}

function keysOf({ node, patch }: Spot): readonly Scalar[] {
  return [...new Set([...(node?.children.keys() ?? []), ...(patch?.children.keys() ?? [])])].sort(compareValues);
}

/** A package as an object of its rules' values; those without a value are left out. */
export function extentOf(spot: Spot, scope: Scope): Value | undefined {
  const { node, patch } = spot;
  if (patch?.value !== undefined) return patch.value;
  if (node !== undefined && node.clauses.length > 0) return scope.run.valueOf(node, scope);
  if (node === undefined && patch === undefined) return undefined;
  const entries: (readonly [Value, Value])[] = [];
  for (const key of keysOf(spot)) {
    const value = extentOf(childSpot(spot, key), scope);
    if (value !== undefined) entries.push([key, value]);
  }
  return objectOf(entries);
}

/** The value at a path in `data`. */
export function valueAt(path: readonly Scalar[], root: RuleNode, scope: Scope): Value | undefined {
  const parts = path.map((key): Part => ({ get: () => key }));
  let found: Value | undefined;
  const take = (value: Value) => {
    found = value;
    return true;
  };
  walkTree({ node: root, patch: scope.patch }, { parts, frame: [], take, scope }, 0);
  return found;
}
