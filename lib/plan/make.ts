// Config + wanted names → Plan.

import { type Config, collectDiagnostics, makeResolve, type OverrideFlags, type Target } from "../config/index.js";
import type { WithDiagnostics } from "../source/index.js";
import { followLinks } from "./links.js";
import type { Plan, Step } from "./plan.js";
import { expandWanted, shownGroups } from "./wanted.js";

export interface PlanOptions {
  /** Names of targets and groups, or patterns; none: `default`. */
  readonly wanted: readonly string[];
  readonly overrides: OverrideFlags;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What `platforms = ["local"]` means, such as `linux/amd64`. */
  readonly localPlatform: string;
}

/** Resolves the wanted targets and all that they link to, and orders them. */
export function makePlan(config: Config, options: PlanOptions): WithDiagnostics<Plan> {
  const { report, found } = collectDiagnostics();
  const resolve = makeResolve(config, options, report);
  const wanted = expandWanted(config, options.wanted, report);
  const steps = followLinks(wanted.targets, { config, resolve, localPlatform: options.localPlatform }, report);
  if (steps.length === 0 && found().length === 0) {
    report({
      severity: "warning",
      code: "nothing-to-build",
      summary: `There is nothing to build: ${wanted.names.join(", ")} ${wanted.names.length === 1 ? "has" : "have"} no targets`,
    });
  }
  const epoch = options.env["SOURCE_DATE_EPOCH"];
  return {
    value: {
      steps: epoch ? steps.map((step) => withEpoch(step, epoch)) : steps,
      groups: shownGroups(wanted),
      ...(config.remote && { remote: config.remote }),
    },
    diagnostics: found(),
  };
}

/** The plan of one target that no bake file declares, and that links to no other. */
export function planTarget(target: Target, { env }: Pick<PlanOptions, "env">): Plan {
  const epoch = env["SOURCE_DATE_EPOCH"];
  const step: Step = { name: target.name, target, needs: [], isLinked: false };
  return { steps: [epoch ? withEpoch(step, epoch) : step], groups: [] };
}

/** BuildKit takes the time of a reproducible build as a build argument. */
function withEpoch(step: Step, epoch: string): Step {
  const { args = new Map<string, string>() } = step.target;
  if (args.has("SOURCE_DATE_EPOCH")) return step;
  return { ...step, target: { ...step.target, args: new Map([...args, ["SOURCE_DATE_EPOCH", epoch]]) } };
}
