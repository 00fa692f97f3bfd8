// Connects to the nodes of a builder for a build.

import {
  BuilderError,
  type BuilderNode,
  type Builder as ChosenBuilder,
  DockerError,
  readTraits,
  registrySettings,
} from "../lib/builder/index.js";
import { DaemonError } from "../lib/buildkit/index.js";
import type { BuildNode, UnreachableNode } from "../lib/exec/index.js";

export interface ConnectedNodes extends AsyncDisposable {
  readonly nodes: readonly [BuildNode, ...BuildNode[]];
  readonly unreachable: readonly UnreachableNode[];
}

/**
 * All nodes at the same time. One that cannot be reached is left out while there is another; `say` gets what it takes until a
 * node is there. @throws what the first node throws when none is left.
 */
export async function connectNodes(
  builder: ChosenBuilder,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<ConnectedNodes> {
  const tried = await Promise.allSettled(builder.nodes.map((node) => connectNode(builder, node, say, signal)));
  const nodes = tried.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const close = async (): Promise<void> =>
    void (await Promise.allSettled(nodes.map(({ control }) => control[Symbol.asyncDispose]())));
  try {
    signal.throwIfAborted();
    const unreachable = tried.flatMap((result, index) =>
      result.status === "rejected" ? [unreachableNode(builder.nodes[index], result.reason)] : [],
    );
    const [first, ...others] = nodes;
    if (first === undefined) throw unreachable[0]?.error;
    return { nodes: [first, ...others], unreachable, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function connectNode(
  { name, driver, stored, nodes }: ChosenBuilder,
  node: BuilderNode,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<BuildNode> {
  const prefix = nodes.length > 1 ? `${node.name}: ` : "";
  const control = await node.connect(signal, (line) => say(`${prefix}${line}`));
  try {
    const files = stored?.nodes.find((one) => one.name === node.name)?.files ?? stored?.nodes[0]?.files;
    return {
      builder: name,
      name: node.name,
      driver,
      control,
      platforms: node.platforms,
      traits: await readTraits(control, signal),
      isDefaultLoad: node.isDefaultLoad,
      ...(files === undefined ? {} : { registries: () => registrySettings(files) }),
      ...(node.docker === undefined ? {} : { loader: node.docker }),
    };
  } catch (error) {
    await control[Symbol.asyncDispose]();
    throw error;
  }
}

/** @throws faults of ours, which no other node makes up for. */
function unreachableNode(node: BuilderNode | undefined, error: unknown): UnreachableNode {
  const isWorld = error instanceof DaemonError || error instanceof BuilderError || error instanceof DockerError;
  if (node === undefined || !isWorld) throw error;
  return { name: node.name, platforms: node.platforms, error };
}
