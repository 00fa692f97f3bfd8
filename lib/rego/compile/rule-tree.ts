// All rules by their paths. Follows open-policy-agent/opa v1/ast/compile.go, RuleTree.

import type { Module, Rule, Scalar, Term } from "../syntax/tree.js";
import { formatValue } from "../values/index.js";

/** A rule where it is in `data`; `else` branches belong to the clause of their rule. */
export interface Clause {
  readonly rule: Rule;
  readonly module: Module;
  /** Behind the path of its node: empty unless the head has variables. */
  readonly tail: readonly Term[];
}

export interface RuleNode {
  /** From `data` on. */
  readonly path: readonly Scalar[];
  readonly clauses: readonly Clause[];
  readonly children: ReadonlyMap<Scalar, RuleNode>;
}

interface GrowingNode {
  readonly path: readonly Scalar[];
  readonly clauses: Clause[];
  readonly children: Map<Scalar, GrowingNode>;
}

/** The root is `data` itself. Packages without rules have their nodes, too. */
export function ruleTree(modules: readonly Module[]): RuleNode {
  const root: GrowingNode = { path: [], clauses: [], children: new Map() };
  for (const module of modules) {
    let home = root;
    for (const part of module.package) home = childOf(home, part);
    for (const rule of module.rules) {
      const [name, ...path] = rule.head.ref;
      let node = childOf(home, name.name);
      let depth = 0;
      for (const part of path) {
        if (part.kind !== "scalar") break;
        node = childOf(node, part.value);
        depth++;
      }
      node.clauses.push({ rule, module, tail: path.slice(depth) });
    }
  }
  return root;
}

function childOf(node: GrowingNode, key: Scalar): GrowingNode {
  const known = node.children.get(key);
  if (known !== undefined) return known;
  const child: GrowingNode = { path: [...node.path, key], clauses: [], children: new Map() };
  node.children.set(key, child);
  return child;
}

/** The node at exactly that path. */
export function findNode(root: RuleNode, path: readonly Scalar[]): RuleNode | undefined {
  let node: RuleNode | undefined = root;
  for (const part of path) node = node?.children.get(part);
  return node;
}

export function isFunction(node: RuleNode): boolean {
  return node.clauses[0]?.rule.head.args !== undefined;
}

export function isMultiValue({ head }: Rule): boolean {
  return head.value === undefined;
}

export function* nodesOf(node: RuleNode): Generator<RuleNode> {
  yield node;
  for (const child of node.children.values()) yield* nodesOf(child);
}

/** The rule and its `else` branches. */
export function* branchesOf(rule: Rule): Generator<Rule> {
  for (let branch: Rule | undefined = rule; branch !== undefined; branch = branch.otherwise) yield branch;
}

/** `data.a.b["c-d"]` */
export function pathText(path: readonly Scalar[]): string {
  const parts = path.map((part) =>
    typeof part === "string" && /^[A-Za-z_][A-Za-z0-9_]*$/.test(part) ? `.${part}` : `[${formatValue(part)}]`,
  );
  return `data${parts.join("")}`;
}

/** With the names that the policy gave to what is no scalar. */
export function clauseText({ module, rule }: Clause, nameOf: (name: string) => string): string {
  const [name, ...path] = rule.head.ref;
  return (
    pathText([...module.package, name.name]) +
    path
      .map((part) => {
        if (part.kind === "scalar") return pathText([part.value]).slice("data".length);
        return part.kind === "var" ? `[${nameOf(part.name)}]` : "[_]";
      })
      .join("")
  );
}
