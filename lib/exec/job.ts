// Builds one step on one node: its sessions, its solve, and what the solve leaves to be done on this side.
//
// A step that nobody needs is one plain solve. One that others need is driven through the gateway: the frontend's result goes to
// them as soon as the daemon has its vertices in this build (load-watch.ts); then it is evaluated, held (hold.ts) and exported,
// while they already build.

import { type LinkedSignal, linkedAbort } from "../async/index.js";
import {
  type Attrs,
  DaemonError,
  type GatewayClient,
  type GatewayResult,
  type GatewaySolveRequest,
  SolveError,
  type SolveOptions,
  type SolveRequest,
  type StatusUpdate,
  solve,
} from "../buildkit/index.js";
import type { CredentialSource } from "../buildkit/session/index.js";
import { pushOutputs } from "./engine-push.js";
import type { StepOutcome } from "./event.js";
import type { Handed, Handovers } from "./farm/handovers.js";
import { type Hold, holdResult } from "./hold.js";
import { type LinkedResult, linkInputs, vertexDigests } from "./link.js";
import { loadWatch } from "./load-watch.js";
import type { Lowered } from "./lower/lowered.js";
import { metadataOf } from "./metadata.js";
import type { BuildNode, CallResult, RunOptions } from "./options.js";
import type { StepHandle } from "./schedule.js";
import type { RunSessions } from "./sessions.js";
import { openStepSessions, type StepSessions } from "./step-sessions.js";

/** A step, or a part of it, with all that its build on a node needs from outside. */
export interface Job {
  readonly name: string;
  readonly node: BuildNode;
  readonly needs: readonly string[];
  readonly lowered: Lowered;
  /** `call` asks the frontend and builds nothing; `offer` only hands the frontend's result to others, none of which builds. */
  readonly mode: "build" | "call" | "offer";
  /** Another step builds on the result; those that only ask the frontend do not count. */
  readonly isBuiltOn: boolean;
  /** Platforms that users on other nodes are handed, with those nodes. */
  readonly gives: ReadonlyMap<string, readonly string[]>;
  /** What is handed over from elsewhere: by need, its platforms. */
  readonly takes: ReadonlyMap<string, readonly string[]>;
}

/** What the jobs of one run share on a node. */
export interface JobWorld {
  readonly options: RunOptions;
  readonly sessions: RunSessions;
  readonly credentials: CredentialSource;
  /** Of steps that were offered. */
  readonly results: Map<string, GatewayResult>;
  readonly calls: Map<string, CallResult>;
  readonly holds: Hold[];
  readonly handovers: Handovers;
  readonly onStatus: (step: string, update: StatusUpdate) => void;
  /** Of the run: ends holds when it is cancelled. */
  readonly signal: AbortSignal;
}

/** Never rejects for what the world or the user did: that is the outcome. */
export async function runJob(job: Job, handle: StepHandle, world: JobWorld): Promise<StepOutcome> {
  using scope = linkedAbort(handle.signal);
  try {
    return { kind: "built", metadata: await build(job, handle, world, scope) };
  } catch (error) {
    return await outcomeOf(error, job, handle, world, scope);
  }
}

async function build(
  job: Job,
  handle: StepHandle,
  world: JobWorld,
  scope: LinkedSignal,
): Promise<ReadonlyMap<string, string>> {
  const { options } = world;
  const { node } = job;
  const taken = await takeAll(job, world, scope);
  const stores = taken.size === 0 ? [] : [await world.handovers.relay()];
  const policy = await job.lowered.policy?.start((update) => world.onStatus(job.name, update), ownDigests(taken));
  const services = {
    node,
    lowered: { ...job.lowered, stores: [...job.lowered.stores, ...stores] },
    ...(policy === undefined ? {} : { policy: policy.attachable }),
  };
  await using sessions = await openStepSessions(services, options, world.sessions);
  sessions.lost.catch((error: unknown) => scope.abort(error));
  const watch = loadWatch(handle.offer);
  const solving = solveOptions({ job, taken, sessions }, handle, world, watch.expect);
  let response: Attrs = {};
  try {
    for await (const event of solve(node.control, solving, scope)) {
      if (event.kind === "solved") response = event.response.exporterResponse;
      else {
        watch.see(event.update);
        world.onStatus(job.name, event.update);
      }
    }
  } catch (error) {
    throw sessions.refusal() ?? policy?.explain(error) ?? error;
  }
  await sessions.commit(response);
  if (job.gives.size > 0) await (await import("./farm/hand.js")).handPushed(job, response, world, scope);
  if (job.mode === "build") {
    const { credentials, onStatus } = world;
    const { now } = options;
    const push = { engine: node.loader, credentials, now, onStatus: onStatus.bind(undefined, job.name) };
    response = await pushOutputs(job.lowered.outputs, response, push, scope);
  }
  const answer = world.calls.get(job.name);
  if (job.mode !== "build") return answer?.answer ?? new Map();
  return await metadataOf({ node, lowered: job.lowered, ref: solving.request.ref, response }, options, scope);
}

/** What other nodes hand over, when they have: by need and platform. */
async function takeAll({ takes }: Job, { handovers }: JobWorld, signal: AbortSignal): Promise<Taken> {
  const taken = [...takes].map(async ([need, platforms]) => {
    const handed = platforms.map(async (platform) => {
      return [platform, await handovers.take(need, platform, signal)] as const;
    });
    return [need, new Map(await Promise.all(handed))] as const;
  });
  return new Map(await Promise.all(taken));
}

/** Of what this run built itself: its own sources have been asked about. */
function ownDigests(taken: Taken): ReadonlySet<string> {
  const handed = [...taken.values()].flatMap((platforms) => [...platforms.values()]);
  return new Set(handed.map(({ reference }) => reference.slice(reference.lastIndexOf("@") + 1)));
}

type Taken = ReadonlyMap<string, ReadonlyMap<string, Handed>>;

interface SolveWorld {
  readonly job: Job;
  readonly taken: Taken;
  readonly sessions: StepSessions;
}

function solveOptions(
  { job, taken, sessions }: SolveWorld,
  handle: StepHandle,
  world: JobWorld,
  onResult: (result: GatewayResult) => void,
): SolveOptions & { readonly request: SolveRequest } {
  const { lowered, mode } = job;
  const links = linkInputs(lowered.links, (step): LinkedResult => {
    const handed = taken.get(step) ?? new Map();
    const own = world.results.get(step);
    if (own === undefined && handed.size === 0)
      throw new Error(`internal error: the result of step "${step}" is not there`);
    return own === undefined ? { handed } : { own, handed };
  });
  const frontendInputs = { ...lowered.inputs, ...links.frontendInputs };
  const attrs: Attrs = { ...lowered.attrs, ...links.attrs, ...sessions.attrs };
  const isBuild = mode === "build";
  const request: SolveRequest = {
    ref: world.options.newId(),
    session: sessions.id,
    frontendAttrs: attrs,
    exporters: isBuild ? lowered.outputs.map(({ exporter }) => exporter) : [],
    cacheExports: isBuild ? lowered.cacheExports : [],
    cacheImports: lowered.cacheImports,
    entitlements: lowered.entitlements,
    ...policyOf(lowered, sessions.id, world),
    ...(isBuild ? {} : { isInternal: true }),
  };
  if (isBuild && !handle.hasUsers()) {
    return { request: { ...request, frontend: lowered.frontend, frontendInputs } };
  }
  const asked: GatewaySolveRequest = {
    frontend: lowered.frontend,
    frontendOpt: attrs,
    frontendInputs,
    // The frontend reads them from its attributes.
    cacheImports: [],
  };
  return {
    request,
    async drive(gateway, signal) {
      const answer = mode === "call" ? await ask(gateway, asked, job, world, signal) : undefined;
      if (answer !== undefined && !handle.hasUsers()) return answer;
      const result = await gateway.solve(asked, signal);
      world.results.set(job.name, result);
      if (job.isBuiltOn) {
        onResult(result);
        await evaluate(gateway, result, signal);
      }
      handle.offer();
      if (job.isBuiltOn) await hold(result, request, handle, job, world);
      if (job.gives.size > 0) await (await import("./farm/hand.js")).handResult(job, result, request, world, signal);
      return answer ?? (isBuild ? result : nothing);
    },
  };
}

/** What decides about sources, in the request. */
function policyOf(
  { policy }: Lowered,
  session: string,
  { options: { sourcePolicy } }: JobWorld,
): Pick<SolveRequest, "sourcePolicy" | "sourcePolicySession" | "proxyNetwork"> {
  return {
    ...(sourcePolicy === undefined ? {} : { sourcePolicy }),
    ...(policy === undefined ? {} : { sourcePolicySession: session }),
    ...(policy?.isProxied === true ? { proxyNetwork: true } : {}),
  };
}

const nothing: GatewayResult = { refs: new Map(), isMultiPlatform: false, metadata: {}, attestations: {} };

/** Asks the frontend for what `call` names, such as its outline of the Dockerfile. Follows docker/buildx build/build.go. */
async function ask(
  gateway: GatewayClient,
  asked: GatewaySolveRequest,
  { name, lowered }: Job,
  world: JobWorld,
  signal: AbortSignal,
): Promise<GatewayResult> {
  const method = lowered.call ?? "";
  const caps = [asked.frontendOpt["frontend.caps"], "moby.buildkit.frontend.subrequests+forward"];
  const frontendOpt = {
    ...asked.frontendOpt,
    requestid: `frontend.${method}`,
    "frontend.caps": caps.filter((cap) => cap !== undefined).join(","),
  };
  const answer = await gateway.solve({ ...asked, frontendOpt }, signal);
  const texts = Object.entries(answer.metadata).map(([key, value]) => [key, new TextDecoder().decode(value)] as const);
  world.calls.set(name, { method, answer: new Map(texts) });
  return answer;
}

async function evaluate(gateway: GatewayClient, result: GatewayResult, signal: AbortSignal): Promise<void> {
  const ids = [...result.refs.values()].map(({ id }) => id).filter((id) => id !== "");
  await Promise.all(ids.map((id) => gateway.evaluate(id, signal)));
}

async function hold(
  result: GatewayResult,
  { ref, ...request }: SolveRequest,
  handle: StepHandle,
  { node: { control } }: Job,
  world: JobWorld,
): Promise<void> {
  if (!handle.hasUsers()) return;
  const { released } = handle;
  const kept = holdResult({ control, result, released, request: { ...request, ref: `${ref}-hold` } }, world.signal);
  world.holds.push(kept);
  await kept.held;
}

async function outcomeOf(
  error: unknown,
  job: Job,
  handle: StepHandle,
  world: JobWorld,
  scope: AbortSignal,
): Promise<StepOutcome> {
  // A session that was lost aborts the scope with what happened to it; anything else there is somebody's wish.
  if (scope.aborted) {
    return scope.reason instanceof DaemonError ? { kind: "failed", error: scope.reason } : { kind: "cancelled" };
  }
  if (!(error instanceof Error)) throw error;
  const culprit = error instanceof SolveError ? culpritOf(error, job, world) : undefined;
  if (culprit !== undefined) {
    // Both builds run the same vertex; the one it belongs to is about to end with the same error.
    const outcome = await handle.outcomeOf(culprit);
    if (outcome.kind === "failed") return { kind: "skipped", because: culprit };
    if (outcome.kind === "skipped") return outcome;
    if (outcome.kind === "postponed") return { kind: "cancelled" };
  }
  return { kind: "failed", error };
}

/** The step among the needs in whose part of the build the error happened. */
function culpritOf({ details }: SolveError, { needs }: Job, { results }: JobWorld): string | undefined {
  const { vertex } = details;
  if (vertex === undefined) return undefined;
  return needs.find((need) => {
    const result = results.get(need);
    return result !== undefined && vertexDigests(result).has(vertex);
  });
}
