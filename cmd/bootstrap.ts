// Getting the daemons of a builder up.

import type { Builder } from "../lib/builder/index.js";
import { waiting } from "./wait.js";
import type { World } from "./world.js";

/** Makes and starts what does not run, all nodes at the same time. @throws what the first of them that fails throws. */
export async function bootstrapBuilder({ name, nodes }: Builder, world: World): Promise<void> {
  const { signal } = world;
  const statuses = await Promise.all(nodes.map(async (node) => [node, await node.lifecycle.status(signal)] as const));
  const down = statuses.flatMap(([node, status]) => (status === "running" ? [] : [node]));
  if (down.length === 0) return;
  await waiting(world, `Starting the builder ${name}`, async (say) => {
    const started = await Promise.allSettled(
      down.map((node) => {
        const prefix = nodes.length > 1 ? `${node.name}: ` : "";
        return node.lifecycle.bootstrap((line) => say(`${prefix}${line}`), signal);
      }),
    );
    for (const result of started) if (result.status === "rejected") throw result.reason;
  });
}
