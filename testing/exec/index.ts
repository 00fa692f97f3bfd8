// Runs plans against the fake daemon, or the real engine, for tests.

import { randomUUID } from "node:crypto";
import { copyFile, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type NodeTraits, readTraits } from "../../lib/builder/index.js";
import { type ControlClient, connect } from "../../lib/buildkit/index.js";
import type { Target } from "../../lib/config/index.js";
import {
  type BuildEvent,
  type BuildNode,
  type Run,
  type RunOptions,
  type RunResult,
  runPlan,
  type StepOutcome,
} from "../../lib/exec/index.js";
import type { Plan } from "../../lib/plan/index.js";
import type { Engine } from "../engine/index.js";
import { type FakeBuild, type FakeDaemon, type FakeDaemonScript, FakeFailure, startFakeDaemon } from "../fake/index.js";
import { engineLogins, writeDockerConfig } from "../tools/docker-config.js";
import { writeFiles } from "../tools/golden.js";

/** A target as a test writes it. `needs` are those of its `target:` contexts unless given. */
export interface TargetSpec extends Partial<Omit<Target, "name">> {
  readonly isLinked?: boolean;
}

export interface World extends AsyncDisposable {
  readonly daemon: FakeDaemon;
  readonly control: ControlClient;
  /** Where the run starts: holds `Dockerfile` unless the files say otherwise. */
  readonly cwd: string;
  readonly options: RunOptions;
}

export interface WorldSpec {
  readonly script?: FakeDaemonScript;
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: Partial<RunOptions>;
  readonly node?: Partial<BuildNode>;
  readonly traits?: Partial<NodeTraits>;
}

/** All that a new daemon can do. */
export const allCapabilities: readonly string[] = [
  "cache.azblob",
  "cache.gha",
  "cache.s3",
  "exec.meta.cdi",
  "exec.meta.cgroup.parent",
  "exec.meta.linux.resources",
  "exec.meta.ulimit",
  "exec.mount.tmpfs.size",
  "exporter.image.annotations",
  "exporter.image.attestations",
  "exporter.multiple",
  "exporter.sourcedateepoch",
  "gateway.evaluate",
  "source.ocilayout",
];

/** Of a new daemon that is no part of docker. */
export const newTraits: NodeTraits = {
  capabilities: { frontend: new Set(), llb: new Set(allCapabilities) },
  platforms: [{ os: "linux", architecture: "amd64" }],
  isDocker: false,
  hasContainerdStore: false,
};

export async function startWorld({ script, files, options, node, traits }: WorldSpec = {}): Promise<World> {
  const cwd = await realpath(await mkdtemp(path.join(tmpdir(), "exec-")));
  writeFiles(cwd, new Map(Object.entries({ Dockerfile: "FROM scratch\n", ...files })));
  const daemon = await startFakeDaemon({ llbCaps: allCapabilities, solve: endWell, ...script });
  const { signal } = new AbortController();
  const control = await connect({ kind: "buildkitd", address: daemon.address }, signal);
  let ids = 0;
  return {
    daemon,
    control,
    cwd,
    options: {
      nodes: [
        {
          builder: "builder",
          name: "node",
          driver: "remote",
          control,
          isDefaultLoad: false,
          platforms: [],
          traits: { ...newTraits, ...traits },
          ...node,
        },
      ],
      cwd,
      env: {},
      dockerConfigDir: path.join(cwd, "docker"),
      stdout: { isTerminal: true, write: async () => {} },
      signal,
      now: () => 0,
      newId: () => `id${++ids}`,
      machineId: "machine",
      ...options,
    },
    async [Symbol.asyncDispose]() {
      await control[Symbol.asyncDispose]();
      await daemon[Symbol.asyncDispose]();
      await rm(cwd, { recursive: true });
    },
  };
}

export interface FarmWorld extends AsyncDisposable {
  /** By the name of the node. */
  readonly daemons: ReadonlyMap<string, FakeDaemon>;
  readonly options: RunOptions;
}

export interface FarmSpec {
  /** By the name of the node; the first is the builder's first. */
  readonly nodes: Readonly<Record<string, { readonly script?: FakeDaemonScript; readonly lists?: readonly string[] }>>;
  readonly options?: Partial<RunOptions>;
}

/** A world of several fake daemons. `lists` are architectures, the node's own first; default amd64. */
export async function startFarmWorld({ nodes, options = {} }: FarmSpec): Promise<FarmWorld> {
  const worlds: World[] = [];
  const made: BuildNode[] = [];
  for (const [name, { script, lists = ["amd64"] }] of Object.entries(nodes)) {
    const platforms = lists.map((architecture) => ({ os: "linux", architecture }));
    const world = await startWorld({
      ...(script === undefined ? {} : { script }),
      node: { name },
      traits: { platforms },
    });
    worlds.push(world);
    made.push(world.options.nodes[0]);
  }
  const [world] = worlds;
  const [first, ...others] = made;
  if (world === undefined || first === undefined) throw new Error("a farm needs a node");
  return {
    daemons: new Map(worlds.map(({ daemon }, index) => [made[index]?.name ?? "", daemon])),
    options: { ...world.options, nodes: [first, ...others], ...options },
    async [Symbol.asyncDispose]() {
      await Promise.all(worlds.map((one) => one[Symbol.asyncDispose]()));
    },
  };
}

/** Targets in the order given, each after those it links to. Each is labelled with its name, so that a script can tell them apart. */
export function planOf(targets: Readonly<Record<string, TargetSpec>>): Plan {
  return {
    groups: [],
    steps: Object.entries(targets).map(([name, { isLinked = false, ...spec }]) => ({
      name,
      isLinked,
      needs: [...(spec.contexts?.values() ?? [])].flatMap((value) => /^target:(.+)$/.exec(value)?.[1] ?? []),
      target: {
        name,
        context: ".",
        dockerfile: "Dockerfile",
        origins: new Map(),
        ...spec,
        labels: new Map([["step", name], ...(spec.labels ?? [])]),
      },
    })),
  };
}

/** `contexts` that link to these steps. */
export function linksTo(...steps: readonly string[]): ReadonlyMap<string, string> {
  return new Map(steps.map((step) => [step, `target:${step}`]));
}

/** Ends a build as a daemon does: at once, when its gateway returned, or when it is cancelled. */
export async function endWell(build: FakeBuild): Promise<Readonly<Record<string, string>>> {
  if (build.isGateway) await Promise.race([build.returned, cancelled(build)]);
  return {};
}

/** Waits until the client cancels the build, and fails it. */
export async function cancelled({ signal }: FakeBuild): Promise<never> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  throw new FakeFailure(1, "context canceled");
}

/** The step that a build is of; empty for one that is not a step's own. */
export function stepOf({ request }: FakeBuild): string {
  return request.frontendAttrs["label:step"] ?? "";
}

/** The result of a gateway solve: one op, whose digest is the name of the vertex. */
export function resultOf(digest: string, metadata: Readonly<Record<string, string>> = {}) {
  return {
    ref: { id: `ref-${digest}`, def: { def: [Buffer.from(digest)], metadata: { [digest]: Buffer.of() } } },
    metadata: Object.fromEntries(Object.entries(metadata).map(([key, text]) => [key, Buffer.from(text)])),
  };
}

export interface Finished {
  readonly events: readonly BuildEvent[];
  readonly result: RunResult;
  /** `built`, `failed: MESSAGE`, `cancelled`, or `skipped: NAME`. */
  readonly outcomes: Readonly<Record<string, string>>;
}

export async function runToEnd(plan: Plan, options: RunOptions): Promise<Finished> {
  return finish(runPlan(plan, options));
}

export async function finish(run: Run): Promise<Finished> {
  const events: BuildEvent[] = [];
  for await (const event of run) events.push(event);
  const result = await run.result;
  const outcomes = [...result.outcomes].map(([step, outcome]) => [step, outcomeText(outcome)] as const);
  return { events, result, outcomes: Object.fromEntries(outcomes) };
}

function outcomeText(outcome: StepOutcome): string {
  if (outcome.kind === "failed") return `failed: ${outcome.error.message}`;
  return outcome.kind === "skipped" ? `skipped: ${outcome.because}` : outcome.kind;
}

export interface EngineWorldSpec {
  readonly driver: "docker" | "remote";
  /** Beside `busybox`. */
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: Partial<RunOptions>;
}

/** A world with the project's own engine instead of the fake daemon. */
export async function startEngineWorld(
  engine: Engine,
  { driver, files = {}, options }: EngineWorldSpec,
): Promise<Omit<World, "daemon">> {
  const cwd = await realpath(await mkdtemp(path.join(tmpdir(), "exec-")));
  writeFiles(cwd, new Map(Object.entries(files)));
  await copyFile(engine.busybox, path.join(cwd, "busybox"));
  const { signal } = new AbortController();
  const endpoint =
    driver === "docker"
      ? ({ kind: "dockerd", address: engine.dockerHost } as const)
      : ({ kind: "buildkitd", address: engine.buildkitHost } as const);
  const control = await connect(endpoint, signal);
  const dockerConfigDir = path.join(cwd, ".docker");
  writeDockerConfig(dockerConfigDir, engineLogins(engine));
  return {
    control,
    cwd,
    options: {
      nodes: [
        {
          builder: "builder",
          name: "node",
          driver,
          control,
          platforms: [],
          traits: await readTraits(control, signal),
          isDefaultLoad: false,
        },
      ],
      cwd,
      env: {},
      dockerConfigDir,
      stdout: { isTerminal: true, write: async () => {} },
      signal,
      now: Date.now,
      newId: () => randomUUID().replaceAll("-", ""),
      machineId: "0123456789abcdef",
      ...options,
    },
    async [Symbol.asyncDispose]() {
      await control[Symbol.asyncDispose]();
      await rm(cwd, { recursive: true });
    },
  };
}
