// What `version --builder` adds: the BuildKit of every node. A file of its own, as `version` alone loads nothing.

import { columns } from "../lib/ui/tables/index.js";
import { builderToShow, guarded, viewBuilder } from "./builder-command.js";
import type { World } from "./world.js";

const timeoutMs = 20_000;

export function showNodeVersions(
  name: string,
  flags: { readonly debug?: boolean | undefined },
  world: World,
): Promise<number> {
  return guarded(world, flags, async () => {
    const builder = await builderToShow(name, world);
    const view = await viewBuilder(builder, { isCurrent: false, lastActivity: undefined, timeoutMs }, world);
    const rows = view.nodes.map((node) => [
      node.name,
      node.version || node.error || `BuildKit is ${node.status ?? "away"}`,
    ]);
    world.stdout.write(columns(rows));
    return 0;
  });
}
