// What docker's config.json says of pruning.

import { join } from "node:path";
import { list, readJson, record, text } from "../json.js";
import { type BuilderWorld, dockerConfigDir } from "../world.js";

/** `pruneFilters` as they stand there, such as `until=24h`. Follows docker/cli cli/config/configfile. @throws {BuilderError} */
export async function configuredPruneFilters(world: BuilderWorld): Promise<readonly string[]> {
  const config = record(await readJson(join(dockerConfigDir(world), "config.json")));
  return list(config["pruneFilters"]).map(text);
}
