// One step of the plan → what its solve asks and what its session serves. Puts the field families together.

import type { Step } from "../../plan/index.js";
import type { Diagnostic, WithDiagnostics } from "../../source/index.js";
import { lowerAttestations } from "./attest.js";
import { lowerAttrs } from "./attrs.js";
import { lowerCaches } from "./cache.js";
import { lowerContext } from "./context.js";
import { lowerContexts } from "./contexts.js";
import { isCall, lowerOutputs } from "./exports.js";
import { fetchedSecrets } from "./fetched.js";
import { lowerGit } from "./git.js";
import type { Lowered, LowerWorld } from "./lowered.js";
import { mistakesOf } from "./mistake.js";
import { lowerPolicy } from "./policy.js";
import { lowerAgents, lowerSecrets } from "./secrets.js";

/** Looks at the disk but not at the daemon: what is missing here is reported before anything is built. */
export async function lowerStep(step: Step, world: LowerWorld): Promise<WithDiagnostics<Lowered>> {
  const { target } = step;
  const diagnostics: Diagnostic[] = [];
  const notes: string[] = [];
  const report = mistakesOf(target, (diagnostic) => diagnostics.push(diagnostic));
  const note = (text: string): void => void notes.push(text);

  const plain = lowerAttrs(target, world, report);
  const attestations = lowerAttestations(target, world, report);
  const context = await lowerContext(target, world, report);
  const contexts = await lowerContexts(target, context.tree, world, report);
  const locals = [...context.locals, ...contexts.locals];
  const git = await lowerGit({ context: context.directory, dockerfile: context.dockerfile, locals }, world);
  const caches = await lowerCaches(target, note, world, report);
  const { outputs, lacksOutput } = await lowerOutputs(
    target,
    { platforms: plain.platforms, areAttestationsWanted: attestations.areWanted, isLinked: step.isLinked },
    world,
    report,
  );
  const secrets = [...(await lowerSecrets(target, world, report)), ...fetchedSecrets(target, world)];
  const agents = await lowerAgents(target, context.needsAgent || contexts.needsAgent, world, report);
  const policy = await lowerPolicy(target, { context, secrets, agents }, world, {
    mistake: report,
    diagnostic: (diagnostic) => diagnostics.push(diagnostic),
    note,
  });

  // `--call` is about the targets that were asked for, not about what they are built on.
  const call = isCall(target) && !step.isLinked ? callMethod(target.call ?? "") : undefined;
  const value: Lowered = {
    frontend: plain.frontend,
    attrs: {
      ...git,
      ...plain.attrs,
      ...attestations.attrs,
      ...context.attrs,
      ...contexts.attrs,
      ...caches.attrs,
      ...frontendCaps([...context.frontendCaps, ...contexts.frontendCaps]),
    },
    locals,
    outputs: call === undefined ? outputs : [],
    cacheExports: call === undefined ? caches.exports : [],
    cacheImports: caches.imports,
    entitlements: plain.entitlements,
    links: contexts.links,
    inputs: contexts.inputs,
    secrets,
    agents,
    stores: [...contexts.stores, ...caches.stores],
    uploads: context.uploads,
    cacheIndexes: call === undefined ? caches.indexes : [],
    ...(policy === undefined ? {} : { policy }),
    ...(call === undefined ? {} : { call }),
    lacksOutput,
    notes,
  };
  return { value, diagnostics };
}

/** `check` is the frontend's `lint`. A format behind a comma is for whoever prints the answer. */
function callMethod(text: string): string {
  const name = text.split(",")[0] ?? "";
  return name === "check" ? "lint" : name;
}

function frontendCaps(caps: readonly string[]): Readonly<Record<string, string>> {
  return caps.length === 0 ? {} : { "frontend.caps": [...new Set(caps)].sort().join(",") };
}
