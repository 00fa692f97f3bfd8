// Who needs whom, as a graph.

import { Graph } from "@dagrejs/graphlib";

/** A node of the graph: a step of the plan, as far as order is concerned. */
export interface Node {
  readonly name: string;
  readonly needs: readonly string[];
}

export interface StepGraph {
  /** In the order given. */
  readonly names: readonly string[];
  readonly needsOf: (name: string) => readonly string[];
  /** Steps that need this one directly, in the order given. */
  readonly usersOf: (name: string) => readonly string[];
  /** Steps that this one needs, directly or not, in no order. */
  readonly allNeedsOf: (name: string) => readonly string[];
  /** Steps that need this one, directly or not, in the order given. */
  readonly allUsersOf: (name: string) => readonly string[];
}

/** Edges run from a step to those that need it. A plan has no cycles. */
export function stepGraph(nodes: readonly Node[]): StepGraph {
  const graph = new Graph({ directed: true });
  const places = new Map(nodes.map(({ name }, index) => [name, index]));
  for (const { name } of nodes) graph.setNode(name);
  for (const { name, needs } of nodes) for (const need of needs) graph.setEdge(need, name);
  const inOrder = (names: readonly string[]): readonly string[] =>
    names.toSorted((left, right) => (places.get(left) ?? 0) - (places.get(right) ?? 0));
  return {
    names: nodes.map(({ name }) => name),
    needsOf: (name) => inOrder(graph.predecessors(name) ?? []),
    usersOf: (name) => inOrder(graph.successors(name) ?? []),
    allNeedsOf: (name) => reached(name, (at) => graph.predecessors(at) ?? []),
    allUsersOf: (name) => inOrder(reached(name, (at) => graph.successors(at) ?? [])),
  };
}

/** All that can be reached from `name`, without it. The library would recurse, and a long chain ends the stack. */
function reached(name: string, next: (name: string) => readonly string[]): readonly string[] {
  const found = new Set<string>();
  const open = [...next(name)];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    open.push(...next(at));
  }
  return [...found];
}
