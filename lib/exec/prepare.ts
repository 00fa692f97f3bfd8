// Plan → jobs: lowers every step before anything is built, so that all mistakes are told at once.

import { fetchDockerfile } from "../builder/index.js";
import type { Plan, Step } from "../plan/index.js";
import type { Diagnostic } from "../source/index.js";
import type { Job } from "./job.js";
import { withFetchedContexts } from "./lower/fetched.js";
import type { Lowered, LowerWorld, NodeFeatures } from "./lower/lowered.js";
import { mistakesOf } from "./lower/mistake.js";
import { lowerStep } from "./lower/step.js";
import type { BuildNode, RunOptions } from "./options.js";
import { proxyArguments } from "./proxy.js";
import { readRepository } from "./repository.js";

export interface PreparedPlan {
  /** By step, in the order of the plan. */
  readonly jobs: ReadonlyMap<string, Job>;
  readonly diagnostics: readonly Diagnostic[];
  /** About the whole plan, for the user. */
  readonly notes: readonly string[];
  /** The steps with mistakes, and the first one of each. */
  readonly refused: ReadonlyMap<string, Error>;
}

export async function preparePlan(written: Plan, options: RunOptions): Promise<PreparedPlan> {
  const plan = withFetchedContexts(written);
  const { cwd, env, node, newId, dockerConfigDir, stdout } = options;
  // The chain has half a megabyte: only caches that need it load it.
  const awsCredentials = onceEach(async () => await (await import("./aws.js")).defaultAwsCredentials());
  const world: LowerWorld = {
    cwd,
    env,
    node: featuresOf(node, options.signal),
    isStdoutTerminal: stdout.isTerminal,
    newId,
    proxyArgs: await proxyArguments(dockerConfigDir, env["DOCKER_HOST"] ?? "unix:///var/run/docker.sock"),
    repositoryOf: onceEach(readRepository),
    inlineOwner: inlineOwners(plan),
    awsCredentials: () => awsCredentials("default"),
    fetchDockerfile: onceEach((url) => fetchDockerfile(node.control, url, options.signal)),
    ...(plan.remote === undefined ? {} : { remote: plan.remote }),
    ...(options.cgroupParent === undefined ? {} : { cgroupParent: options.cgroupParent }),
    ...(options.standardContext === undefined ? {} : { standardContext: options.standardContext }),
  };
  const steps = await Promise.all(
    plan.steps.map(async (step) => {
      const { value, diagnostics } = await lowerStep(step, world);
      return { step, lowered: value, diagnostics };
    }),
  );
  const builtOn = stepsBuiltOn(steps);
  const jobs = steps.map(({ step, lowered }): readonly [string, Job] => {
    const { name, needs } = step;
    const isBuiltOn = builtOn.has(name);
    return [name, { name, needs, lowered, mode: modeOf(step, lowered, isBuiltOn), isBuiltOn }];
  });
  const diagnostics = [...steps.flatMap((one) => one.diagnostics), ...sharedStdout(steps)];
  const refused = steps.flatMap(({ step, diagnostics: own }) => {
    const [first] = own.filter(({ severity }) => severity === "error");
    return first === undefined ? [] : [[step.name, new TargetError(first)] as const];
  });
  return { jobs: new Map(jobs), diagnostics, notes: outputNotes(steps), refused: new Map(refused) };
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
  readonly lowered: Lowered;
}

function featuresOf({ driver, traits, isDefaultLoad, loader }: BuildNode, signal: AbortSignal): NodeFeatures {
  let form: ReturnType<NodeFeatures["loadForm"]> | undefined;
  const ask = async (): ReturnType<NodeFeatures["loadForm"]> => {
    if (driver === "docker") return "kept";
    if (loader === undefined) return "none";
    return (await loader.takesOci(signal)) ? "oci-archive" : "docker-archive";
  };
  return {
    driver,
    isDefaultLoad,
    capabilities: traits.capabilities,
    platforms: traits.platforms,
    ...(traits.hostGatewayIp === undefined ? {} : { hostGatewayIp: traits.hostGatewayIp }),
    hasContentStore: !traits.isDocker || traits.hasContainerdStore,
    loadForm() {
      form ??= ask();
      return form;
    },
  };
}

/** A build whose result goes nowhere is rarely meant; said once for all targets. */
function outputNotes(steps: readonly LoweredStep[]): readonly string[] {
  const names = steps.filter(({ lowered }) => lowered.lacksOutput).map(({ step }) => `"${step.name}"`);
  if (names.length === 0) return [];
  const targets = names.length === 1 ? `Target ${names[0]} has` : `Targets ${names.join(", ")} have`;
  return [
    `${targets} no output: the result stays in the build cache. Push it with --push, load it into docker with --load, or set "output"`,
  ];
}

/** Asks for each name once, however many targets need it. */
function onceEach<T>(ask: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (name) => {
    const answer = known.get(name) ?? ask(name);
    known.set(name, answer);
    return answer;
  };
}

function inlineOwners(plan: Plan): LowerWorld["inlineOwner"] {
  const owners = new Map<string, string>();
  for (const { name, target } of plan.steps) {
    const text = target.dockerfileInline;
    if (text !== undefined && !owners.has(text)) owners.set(text, name);
  }
  return (text) => owners.get(text) ?? "";
}

/** Steps on whose results others build; asking the frontend about a target builds nothing. */
function stepsBuiltOn(steps: readonly LoweredStep[]): ReadonlySet<string> {
  const builtOn = new Set<string>();
  // Users come after what they need, so backwards each is decided before what it needs.
  for (const { step, lowered } of steps.toReversed()) {
    const isBuilt = builtOn.has(step.name) || (!step.isLinked && lowered.call === undefined);
    if (isBuilt) for (const need of step.needs) builtOn.add(need);
  }
  return builtOn;
}

function modeOf({ isLinked }: Step, { call }: Lowered, isBuiltOn: boolean): Job["mode"] {
  if (call !== undefined) return "call";
  return isLinked && !isBuiltOn ? "offer" : "build";
}

/** Archives of two targets on one standard output could not be told apart. */
function sharedStdout(steps: readonly LoweredStep[]): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const [first, ...others] = steps.filter(({ lowered }) =>
    lowered.outputs.some(({ destination }) => destination.kind === "stdout"),
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
