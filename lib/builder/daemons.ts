// A builder as a farm: every daemon by itself.

import type { Builder } from "./builder.js";
import { BuilderError } from "./errors.js";

/**
 * The builder with a node for each daemon, where a node has several that are equal: what is to be built can then be spread over
 * them. All other nodes stay as they are, and nothing is connected to for them.
 * @throws {BuilderError} when daemons have to be made and cannot be.
 */
export async function withEveryDaemon(
  builder: Builder,
  signal: AbortSignal,
  say?: (line: string) => void,
): Promise<Builder> {
  const found = await Promise.all(builder.nodes.map((node) => node.daemons?.(signal, say) ?? [node]));
  const [first, ...others] = found.flat();
  if (first === undefined) throw new BuilderError(`The builder "${builder.name}" has no daemon that runs`);
  return { ...builder, nodes: [first, ...others] };
}
