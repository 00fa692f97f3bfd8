// Nodes that come to a builder, change, and leave it. Follows docker/buildx store/nodegroup.go.

import { formatPlatform, type Platform } from "../../buildkit/index.js";
import { BuilderError } from "../errors.js";
import type { StoredBuilder, StoredNode } from "../store.js";
import type { CreatedBuilder } from "./wish.js";

/** undefined is what was not given: a node that is there keeps its own. */
export interface NodeWish {
  readonly name: string | undefined;
  readonly endpoint: string;
  /** The user named the endpoint. */
  readonly isGiven: boolean;
  readonly platforms: readonly Platform[] | undefined;
  readonly flags: readonly string[];
  readonly options: Readonly<Record<string, string>> | undefined;
  readonly files: Readonly<Record<string, Uint8Array>> | undefined;
}

/** The builder with this node, new or changed. A platform that it is to build goes from the other nodes to it. */
export function joined(builder: StoredBuilder, wish: NodeWish): CreatedBuilder {
  const { name, nodes } = builder;
  if (builder.isDynamic) throw new BuilderError(`The nodes of the builder "${name}" come and go by themselves`);
  const before = nodes.find((node) => node.name === wish.name);
  const node = before === undefined ? newNode(builder, wish) : changed(before, wish);
  const others = nodes.filter((other) => other !== before);
  const twin = others.find(({ endpoint }) => endpoint === node.endpoint);
  if (twin !== undefined) {
    throw new BuilderError(`The node "${twin.name}" of the builder "${name}" is at ${node.endpoint} already`, [
      "A builder has each daemon once.",
    ]);
  }
  const taken = new Set(node.platforms.map(formatPlatform));
  const yielding: readonly StoredNode[] = others.map((other) => ({
    ...other,
    platforms: other.platforms.filter((platform) => !taken.has(formatPlatform(platform))),
  }));
  const at = before === undefined ? nodes.length : nodes.indexOf(before);
  return { builder: { ...builder, nodes: yielding.toSpliced(at, 0, node) }, isChanged: before !== undefined };
}

/** The builder without this node. @throws {BuilderError} when it has none of that name, or no other. */
export function without(builder: StoredBuilder, name: string): StoredBuilder {
  const nodes = builder.nodes.filter((node) => node.name !== name);
  if (builder.isDynamic) throw new BuilderError(`The nodes of the builder "${builder.name}" come and go by themselves`);
  if (nodes.length === builder.nodes.length) {
    throw new BuilderError(`The builder "${builder.name}" has no node "${name}"`, [
      `Its nodes are ${nodes.map((node) => node.name).join(", ")}.`,
    ]);
  }
  if (nodes.length === 0) {
    throw new BuilderError(`"${name}" is the last node of the builder "${builder.name}"`, [
      `\`bakehouse rm ${builder.name}\` removes the builder.`,
    ]);
  }
  return { ...builder, nodes };
}

function newNode({ name, nodes }: StoredBuilder, wish: NodeWish): StoredNode {
  return {
    name: (wish.name || nextName(name, nodes)).toLowerCase(),
    endpoint: wish.endpoint,
    platforms: wish.platforms ?? [],
    driverOpts: wish.options ?? {},
    flags: wish.flags,
    files: wish.files ?? {},
  };
}

function changed(node: StoredNode, { isGiven, endpoint, platforms, flags, options, files }: NodeWish): StoredNode {
  return {
    ...node,
    ...(isGiven ? { endpoint } : {}),
    ...(platforms === undefined ? {} : { platforms }),
    ...(flags.length === 0 ? {} : { flags }),
    ...(options === undefined ? {} : { driverOpts: options }),
    files: { ...node.files, ...files },
  };
}

function nextName(builder: string, nodes: readonly StoredNode[]): string {
  const names = new Set(nodes.map(({ name }) => name));
  let count = 0;
  while (names.has(`${builder}${count}`.toLowerCase()) || names.has(`${builder}${count}`)) count += 1;
  return `${builder}${count}`;
}
