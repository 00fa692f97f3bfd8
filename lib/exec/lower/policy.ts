// Source policies of a target. Follows docker/buildx build/opt.go: one beside the Dockerfile holds unasked.

import path from "node:path";
import type { Target } from "../../config/index.js";
import type { Diagnostic } from "../../source/index.js";
import type { LayerFile } from "../policies/layers.js";
import type { PolicyRequest, StepPolicy } from "../policies/step-policy.js";
import { kindOf, type LoweredContext } from "./context.js";
import type { AgentSource, LowerWorld, SecretSource } from "./lowered.js";
import type { ReportMistake } from "./mistake.js";
import { remoteContext } from "./remote.js";
import { hasRequired, policyWarning } from "./requirements.js";
import { parseBool } from "./text.js";

export interface PolicyGround {
  readonly context: LoweredContext;
  readonly secrets: readonly SecretSource[];
  readonly agents: readonly AgentSource[];
}

export interface PolicyReports {
  readonly mistake: ReportMistake;
  readonly diagnostic: (diagnostic: Diagnostic) => void;
  readonly note: (text: string) => void;
}

/** Loads what holds for `target`; undefined when nothing does, or the daemon cannot ask, or there are mistakes. */
export async function lowerPolicy(
  target: Target,
  { context, secrets, agents }: PolicyGround,
  world: LowerWorld,
  { mistake, diagnostic, note }: PolicyReports,
): Promise<StepPolicy | undefined> {
  const entries = target.policy ?? [];
  if (entries.some(({ disabled }) => disabled)) {
    if (entries.length > 1 || entries.some(hasOthers)) {
      const detail = "It takes away all policies, so that there is nothing to say about them: write it alone.";
      mistake({
        code: "invalid-policy",
        attribute: "policy",
        summary: `"disabled" of "policy" must stand alone`,
        detail,
      });
    }
    return undefined;
  }
  const hasDefault = parseBool(world.env["BUILDX_DEFAULT_POLICY"] ?? "") === true;
  const beside = await policyBeside(target, context, world);
  if (beside === undefined && !hasDefault && entries.every(({ filenames }) => filenames.length === 0)) return undefined;
  const request: PolicyRequest = {
    entries,
    beside,
    hasDefault,
    context: context.directory ?? remoteContext(target.context),
    env: {
      args: target.args ?? new Map(),
      labels: target.labels ?? new Map(),
      filename: path.basename(target.dockerfile),
      target: target.target ?? "",
    },
    secrets,
    agents,
  };
  const loaded = await world.loadPolicies(request);
  for (const one of loaded.mistakes) mistake(one);
  for (const one of loaded.diagnostics) diagnostic(one);
  if (loaded.files.length === 0) return undefined;
  if (loaded.isProxied && !hasRequired("policyProxy", world, mistake)) return undefined;
  if (loaded.isStrict && !hasRequired("policy", world, mistake)) return undefined;
  const warning = policyWarning(target.name, loaded.files, world);
  if (warning === undefined) return loaded.policy;
  note(warning);
  return undefined;
}

function hasOthers({ filenames, reset, strict, logLevel }: NonNullable<Target["policy"]>[number]): boolean {
  return filenames.length > 0 || reset || strict !== undefined || logLevel !== undefined;
}

/** In a tree that the daemon fetches it cannot be seen from here; nothing lies beside a Dockerfile that is no file. */
async function policyBeside(
  { dockerfile, dockerfileInline, context: written }: Target,
  { dockerfile: file }: LoweredContext,
  { cwd }: LowerWorld,
): Promise<LayerFile | undefined> {
  if (file !== undefined) {
    const found = `${file}.rego`;
    if ((await kindOf(found)) !== "file") return undefined;
    return { name: path.relative(cwd, found) || found, path: found, isOptional: true };
  }
  const isInTree =
    remoteContext(written) !== undefined && dockerfileInline === undefined && !/^https?:/.test(dockerfile);
  return isInTree ? { name: `${dockerfile}.rego`, isOptional: true } : undefined;
}
