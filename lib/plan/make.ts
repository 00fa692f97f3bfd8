// Config + wanted names → Plan.

import type { Config, OverrideFlags } from "../config/index.js";
import type { WithDiagnostics } from "../source/index.js";
import type { Plan } from "./plan.js";

export interface PlanOptions {
  /** Names of targets and groups, or patterns; none: `default`. */
  readonly wanted: readonly string[];
  readonly overrides: OverrideFlags;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What `platforms = ["local"]` means, such as `linux/amd64`. */
  readonly localPlatform: string;
}

/** Resolves the wanted targets and all that they link to, and orders them. */
export function makePlan(_config: Config, _options: PlanOptions): WithDiagnostics<Plan> {
  return { value: { steps: [], groups: [] }, diagnostics: [] };
}
