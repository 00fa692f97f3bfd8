// Base images where no registry can be reached: testing/offline.hcl hands a busybox to targets that say `FROM alpine`.

import { dirname, join } from "node:path";
import type { Engine } from "../engine/index.js";

export interface OfflineBase {
  /** To stand behind the bake files of the project: `-f docker-bake.hcl -f …/offline.hcl`. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * What makes `bake` and docker-buildx alike build offline. The targets of examples/ get the base by name; of any other
 * project, name in `targets` those that say `FROM alpine`.
 */
export function offlineBase(engine: Engine, targets: readonly string[] = []): OfflineBase {
  return {
    args: [
      ...["-f", join(import.meta.dirname, "../offline.hcl")],
      ...targets.flatMap((target) => ["--set", `${target}.contexts.alpine=target:offline-alpine`]),
    ],
    env: {
      BAKEHOUSE_OFFLINE_BASE: dirname(engine.busybox),
      // The base lies outside of the project's folder.
      BUILDX_BAKE_ENTITLEMENTS_FS: "0",
    },
  };
}
