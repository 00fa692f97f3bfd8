// The types of rules by their paths. Follows open-policy-agent/opa v1/ast/env.go, typeTreeNode.

import type { Scalar, Term } from "../../syntax/tree.js";
import {
  ANY,
  either,
  type Key,
  keyOf,
  type MaybeType,
  memberOf,
  type ObjectType,
  objectType,
  STRING,
  valuesOf,
} from "./type.js";

export interface RuleTypeNode {
  readonly key: Key;
  /** Of the rule at this path; undefined: none is there, or none is known. */
  type: MaybeType;
  readonly children: Map<Scalar, RuleTypeNode>;
}

export interface RuleTypes {
  /** That of `data`. */
  readonly root: RuleTypeNode;
  /** `path` without `data`. What no rule is at may be there all the same: any. */
  readonly typeAt: (path: readonly Term[]) => MaybeType;
  /** Adds what one more rule at that path gives. */
  readonly add: (path: readonly Scalar[], type: MaybeType) => void;
  /** In place of all that is known there: a rule with mistakes in it makes no others. */
  readonly forget: (path: readonly Scalar[]) => void;
}

export function createRuleTypes(): RuleTypes {
  const root = createNode("data");
  return {
    root,
    typeAt(path) {
      if (root.children.size === 0) return ANY;
      let node = root;
      for (const [depth, part] of path.entries()) {
        const child = part.kind === "scalar" ? node.children.get(part.value) : undefined;
        if (child === undefined && node.type !== undefined) return typeBelow(node.type, path.slice(depth));
        if (child !== undefined) node = child;
        else return keyOf(part) === undefined ? typeBelow(wholeType(node), path.slice(depth)) : ANY;
      }
      return wholeType(node);
    },
    add(path, type) {
      let node = root;
      for (const [depth, part] of path.entries()) {
        const child = childOf(node, part);
        const below = path.slice(depth + 1);
        if (child.type?.kind === "object" && below.length > 0) child.type = withMember(child.type, below, type);
        node = child;
      }
      node.type = merged(node.type, type);
      if (type?.kind !== "object" || node.type?.kind !== "object") return;
      for (const [below, leaf] of leavesOf(node)) node.type = withMember(node.type, below, leaf);
    },
    forget(path) {
      let node = root;
      for (const part of path) node = childOf(node, part);
      node.type = ANY;
    },
  };
}

function createNode(key: Scalar): RuleTypeNode {
  return { key: scalarKey(key), type: undefined, children: new Map() };
}

function childOf(node: RuleTypeNode, part: Scalar): RuleTypeNode {
  const known = node.children.get(part);
  if (known !== undefined) return known;
  const child = createNode(part);
  node.children.set(part, child);
  return child;
}

function scalarKey(value: Scalar): Key {
  const key = keyOf({ kind: "scalar", value, at: { file: "", row: 0, column: 0 } });
  if (key === undefined) throw new Error("internal error: a scalar is no key");
  return key;
}

/** Of all rules at and below a path. There may be other data beside them. */
export function wholeType(node: RuleTypeNode): MaybeType {
  if (node.type !== undefined) return node.type;
  const children = [...node.children.values()].filter(({ key }) => key.scalar !== null);
  const entries = children.map((child) => ({ key: child.key, type: wholeType(child) }));
  return objectType(entries, { key: STRING, value: ANY });
}

/** The nearest rules below, by their paths from `node` on. */
function* leavesOf(
  node: RuleTypeNode,
  before: readonly Scalar[] = [],
): Generator<readonly [readonly Scalar[], MaybeType]> {
  for (const [part, child] of node.children) {
    const path = [...before, part];
    if (child.type !== undefined) yield [path, child.type];
    else yield* leavesOf(child, path);
  }
}

function withMember({ entries, rest }: ObjectType, path: readonly Scalar[], type: MaybeType): ObjectType {
  const [first, ...below] = path;
  if (first === undefined) return objectType([...entries.values()], rest);
  const value = below.length === 0 ? type : withMember(objectType([]), below, type);
  const added = { key: either(rest?.key, scalarKey(first).type), value: either(rest?.value, value) };
  return objectType([...entries.values()], added);
}

/** Several rules at one path: objects without known keys grow together, as sets do; of others it is either. */
function merged(a: MaybeType, b: MaybeType): MaybeType {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.kind === "union" && b.kind !== "union") return merged(b, a);
  if (a.kind === "set" && b.kind === "set") return { kind: "set", of: either(a.of, b.of) };
  if (a.kind !== "object" || a.entries.size > 0) return either(a, b);
  if (b.kind === "object" && b.entries.size === 0) {
    return objectType([], { key: either(a.rest?.key, b.rest?.key), value: merged(a.rest?.value, b.rest?.value) });
  }
  if (b.kind !== "union") return either(a, b);
  const index = b.of.findIndex((one) => one.kind === "object" && one.entries.size === 0);
  const grown = b.of[index];
  if (grown?.kind !== "object") return either(a, b);
  const both = objectType([], {
    key: either(grown.rest?.key, a.rest?.key),
    value: either(grown.rest?.value, a.rest?.value),
  });
  return { kind: "union", of: b.of.with(index, both) };
}

/** What a reference finds in a value of that type. */
export function typeBelow(type: MaybeType, path: readonly Term[]): MaybeType {
  let found = type;
  for (const part of path) {
    const key = part.kind === "scalar" ? keyOf(part) : undefined;
    found = key === undefined ? valuesOf(found) : memberOf(found, key);
  }
  return found;
}
