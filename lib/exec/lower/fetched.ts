// Targets of a definition that was fetched as a tree: which of their paths are about the tree, and who may read it.
// Follows docker/buildx bake/bake.go.

import path from "node:path";
import { areOnOneGitHost, gitSecrets } from "../../builder/index.js";
import { namedContextInRepository, type Target } from "../../config/index.js";
import type { Plan } from "../../plan/index.js";
import type { LowerWorld, SecretSource } from "./lowered.js";
import type { ReportMistake } from "./mistake.js";
import { remoteContext } from "./remote.js";

/** Relative named contexts are folders of the tree. In the plan they stand as written, for those who print it. */
export function withFetchedContexts(plan: Plan): Plan {
  const { remote } = plan;
  if (remote === undefined || remote.kind === "http") return plan;
  const steps = plan.steps.map((step) => {
    if (step.target.contexts === undefined) return step;
    const contexts = new Map(
      [...step.target.contexts].map(([name, value]) => [name, namedContextInRepository(remote.url, value)]),
    );
    return { ...step, target: { ...step.target, contexts } };
  });
  return { ...plan, steps };
}

/**
 * Reports a Dockerfile of the tree with a context that is here, and tells whether it did: the frontend would read a
 * Dockerfile that is here, too.
 */
export function isMixed(target: Target, { remote }: LowerWorld, report: ReportMistake): boolean {
  const { context, dockerfile } = target;
  if (remote === undefined || remote.kind === "http" || remoteContext(context) !== undefined) return false;
  if (dockerfile.startsWith("cwd://") || path.isAbsolute(dockerfile)) return false;
  const where = remote.kind === "git" ? "repository" : "archive";
  report({
    code: "invalid-context",
    attribute: "dockerfile",
    typed: dockerfile,
    summary: `Dockerfile "${dockerfile}" is in the ${where} of the definition, and the context "${context}" is here`,
    detail: `A context that is here takes a Dockerfile that is here, as "cwd://${dockerfile}", or one in the bake file, as dockerfile-inline.`,
  });
  return true;
}

/** What the definition was fetched with goes along with targets that read from the same host. */
export function fetchedSecrets(target: Target, { remote, env }: LowerWorld): readonly SecretSource[] {
  if (remote?.kind !== "git") return [];
  const isSameHost = [target.context, ...(target.contexts?.values() ?? [])].some(
    (value) => remoteContext(value)?.kind === "git" && areOnOneGitHost(value, remote.url),
  );
  if (!isSameHost) return [];
  const given = new Set((target.secret ?? []).map(({ id }) => id));
  return gitSecrets(remote.url, env)
    .filter(({ id }) => !given.has(id))
    .map(({ id, variable }) => ({ id, kind: "env", name: variable }));
}
