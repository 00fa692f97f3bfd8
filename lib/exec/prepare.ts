// Plan → jobs: lowers every step before anything is built, so that all mistakes are told at once.

import { parsePlatform } from "../buildkit/index.js";
import type { Plan, Step } from "../plan/index.js";
import type { Diagnostic } from "../source/index.js";
import type { Handovers } from "./farm/handovers.js";
import { stepsBuiltOn } from "./farm/homes.js";
import type { LiveFarm } from "./farm/live.js";
import type { Place } from "./farm/place.js";
import { placeSteps } from "./farm/placement.js";
import { type Reach, reachOf } from "./farm/reach.js";
import { type IndexWish, lowerShare } from "./farm/share.js";
import type { Job } from "./job.js";
import { withFetchedContexts } from "./lower/fetched.js";
import type { Lowered, LowerWorld } from "./lower/lowered.js";
import { mistakesOf } from "./lower/mistake.js";
import { lowerStep } from "./lower/step.js";
import { lowerWorlds } from "./lower-worlds.js";
import type { BuildNode, RunOptions } from "./options.js";
import type { RunPolicies } from "./policies/step-policy.js";

export interface PreparedPlan {
  /** By step, in the order of the plan. */
  readonly steps: ReadonlyMap<string, PreparedStep>;
  readonly diagnostics: readonly Diagnostic[];
  /** About the whole plan, for the user. */
  readonly notes: readonly string[];
  /** The steps with mistakes, and the first one of each. */
  readonly refused: ReadonlyMap<string, Error>;
}

export interface PreparedStep {
  readonly step: Step;
  /** One for each node that builds a part of it. */
  readonly jobs: readonly Job[];
  /** What becomes of images that several nodes push. */
  readonly index?: IndexWish;
  /** Why there are no jobs. */
  readonly unplaced?: Error;
}

export interface PrepareWorld {
  readonly farm: LiveFarm;
  readonly handovers: Handovers;
  readonly options: RunOptions;
  readonly policies: RunPolicies;
}

export async function preparePlan(
  written: Plan,
  { farm, handovers, options, policies }: PrepareWorld,
): Promise<PreparedPlan> {
  const plan = withFetchedContexts(written);
  const reach = options.nodes.length === 1 ? new Map<string, Reach>() : await reaches(plan.steps, options.cwd);
  const { places, unplaced } = placeSteps(plan.steps, { ...farm.platforms(), reach, handed: handovers.handed });
  const worldOf = await lowerWorlds(plan, options, policies);
  const steps = await Promise.all(
    plan.steps.map(async (step): Promise<LoweredStep> => {
      const parts = (places.get(step.name) ?? []).map(async (place, index) => {
        const node = farm.node(place.node);
        return await lowerPart(step, place, index === 0, node, worldOf(node));
      });
      return { step, parts: await Promise.all(parts) };
    }),
  );
  const calls = new Set(
    steps.flatMap(({ step, parts: [first] }) => (first?.lowered.call === undefined ? [] : step.name)),
  );
  const builtOn = stepsBuiltOn(plan.steps, (step) => calls.has(step));
  const prepared = steps.map(({ step, parts }): readonly [string, PreparedStep] => {
    const [first] = parts;
    const reason = unplaced.get(step.name);
    const jobs = parts.map((part) => jobOf(step, part, builtOn.has(step.name)));
    return [
      step.name,
      {
        step,
        jobs,
        ...(first?.index === undefined ? {} : { index: first.index }),
        ...(reason === undefined ? {} : { unplaced: reason }),
      },
    ];
  });
  const mistakes = new Map(steps.map(({ step, parts }) => [step.name, distinct(parts)]));
  const diagnostics = [...[...mistakes.values()].flat(), ...sharedStdout(steps)];
  const refused = [...mistakes].flatMap(([name, own]) => {
    const [first] = own.filter(({ severity }) => severity === "error");
    return first === undefined ? [] : [[name, new TargetError(first)] as const];
  });
  return { steps: new Map(prepared), diagnostics, notes: outputNotes(steps), refused: new Map(refused) };
}

async function reaches(steps: readonly Step[], cwd: string): Promise<ReadonlyMap<string, Reach>> {
  const users = steps.filter(({ needs }) => needs.length > 0);
  return new Map(await Promise.all(users.map(async ({ name, target }) => [name, await reachOf(target, cwd)] as const)));
}

async function lowerPart(
  { target, ...step }: Step,
  place: Place,
  isFirst: boolean,
  node: BuildNode,
  world: LowerWorld,
): Promise<LoweredPart> {
  const { role } = place;
  // What is no platform is told once, by the first.
  const ground = { os: "linux", architecture: "amd64" };
  const written = (target.platforms ?? []).flatMap((item) => item.split(",")).map((item) => item.trim());
  const wrong = written.filter((text) => text !== "local" && parsePlatform(text, ground) === undefined);
  const platforms = [...place.platforms, ...(isFirst ? wrong : [])];
  const placed = place.platforms.length === 0 ? target : { ...target, platforms };
  if (role === "offer") {
    const offered = { ...step, isLinked: true, target: { ...placed, output: [], cacheTo: [] } };
    const { value, diagnostics } = await lowerStep(offered, world);
    return { place, node, lowered: value, diagnostics };
  }
  const { value, diagnostics } = await lowerStep({ ...step, target: placed }, world);
  if (role === "whole") return { place, node, lowered: value, diagnostics };
  const own: Diagnostic[] = [...diagnostics];
  const share = lowerShare(
    value,
    mistakesOf(target, (diagnostic) => own.push(diagnostic)),
  );
  return { place, node, ...share, diagnostics: own };
}

function jobOf(step: Step, { place, node, lowered }: LoweredPart, isBuiltOn: boolean): Job {
  const { name, needs } = step;
  const { role, gives, takes } = place;
  const mode = role === "offer" ? "offer" : modeOf(step, lowered, isBuiltOn);
  return { name, needs, node, lowered, mode, isBuiltOn, gives, takes };
}

/** Several nodes tell the same mistakes. */
function distinct([first, ...others]: readonly LoweredPart[]): readonly Diagnostic[] {
  const own = first?.diagnostics ?? [];
  const known = new Set(own.map(textOf));
  const news = others.flatMap(({ diagnostics }) => diagnostics).filter((one) => !known.has(textOf(one)));
  return [...own, ...news];

  function textOf({ summary, detail }: Diagnostic): string {
    return `${summary}\n${detail}`;
  }
}

/** A target that cannot be built as it is written; the run's diagnostics tell all that is wrong with it. */
export class TargetError extends Error {
  constructor({ summary }: Diagnostic) {
    super(summary);
    this.name = "TargetError";
  }
}

interface LoweredStep {
  readonly step: Step;
  readonly parts: readonly LoweredPart[];
}

interface LoweredPart {
  readonly place: Place;
  readonly node: BuildNode;
  readonly lowered: Lowered;
  readonly diagnostics: readonly Diagnostic[];
  readonly index?: IndexWish;
}

/** A build whose result goes nowhere is rarely meant; said once for all targets. */
function outputNotes(steps: readonly LoweredStep[]): readonly string[] {
  const names = steps.filter(({ parts }) => parts[0]?.lowered.lacksOutput).map(({ step }) => `"${step.name}"`);
  if (names.length === 0) return [];
  const targets = names.length === 1 ? `Target ${names[0]} has` : `Targets ${names.join(", ")} have`;
  return [
    `${targets} no output: the result stays in the build cache. Push it with --push, load it into docker with --load, or set "output"`,
  ];
}

function modeOf({ isLinked }: Step, { call }: Lowered, isBuiltOn: boolean): Job["mode"] {
  if (call !== undefined) return "call";
  return isLinked && !isBuiltOn ? "offer" : "build";
}

/** Archives of two targets on one standard output could not be told apart. */
function sharedStdout(steps: readonly LoweredStep[]): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const [first, ...others] = steps.filter(({ parts }) =>
    parts.some(({ lowered }) => lowered.outputs.some(({ destination }) => destination.kind === "stdout")),
  );
  for (const { step } of others) {
    mistakesOf(step.target, (diagnostic) => diagnostics.push(diagnostic))({
      code: "invalid-output",
      attribute: "output",
      summary: `Targets "${first?.step.name}" and "${step.name}" both write to standard output`,
      detail: "Give all but one of them a file: dest=FILE.",
    });
  }
  return diagnostics;
}
