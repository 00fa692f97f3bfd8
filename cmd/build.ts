// Builds a plan: finds the daemon, runs the steps on it, shows how it goes, and tells how it ended as an exit code.

import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { resolve } from "node:path";
import {
  BuilderError,
  type BuilderWorld,
  type Builder as ChosenBuilder,
  chooseBuilder,
  dockerConfigDir,
  readMachineId,
  recordActivity,
  withEveryDaemon,
} from "../lib/builder/index.js";
import { DaemonError } from "../lib/buildkit/index.js";
import {
  exitCodeOf,
  metadataText,
  type RunResult,
  runPlan,
  type StandardContext,
  type StandardOutput,
} from "../lib/exec/index.js";
import type { Plan } from "../lib/plan/index.js";
import type { SourceFile } from "../lib/source/index.js";
import {
  callsJson,
  callsText,
  type Display,
  failureDiagnostics,
  failureLogs,
  openDisplay,
  type ProgressMode,
  type Trace,
  warningsText,
} from "../lib/ui/index.js";
import { connectNodes } from "./build-nodes.js";
import { type GivenRights, hasConsent } from "./consent.js";
import { UsageError } from "./flags.js";
import { replaceFile } from "./replace-file.js";
import { hasColor, type Reporter } from "./report.js";
import { readSourcePolicy } from "./source-policy.js";
import { waitingMaybe } from "./wait.js";
import type { World } from "./world.js";

/** What the commands that build have in common; texts are as typed. */
export interface BuildOptions {
  readonly builder?: string | undefined;
  readonly progress?: string | undefined;
  readonly call?: string | undefined;
  readonly metadataFile?: string | undefined;
  /** What the user grants; without it the plan may ask for everything, as the user wrote it himself. */
  readonly rights?: GivenRights;
  /** The plan is one target without a name of its own. */
  readonly isSingle?: boolean;
  readonly standardContext?: StandardContext;
  readonly cgroupParent?: string;
  /** The bake files that mistakes are shown in. */
  readonly files?: readonly SourceFile[];
  /** Called when all has been built. */
  readonly onBuilt?: (result: RunResult) => void;
}

/** Builds all of `plan` and returns the exit code: spec 6.9 of the command line. */
export async function buildPlan(plan: Plan, options: BuildOptions, world: World, reporter: Reporter): Promise<number> {
  const { rights, isSingle = false, files = [], metadataFile } = options;
  const mode = progressMode(options, world);
  const { isJson, ignoreStatus } = callForm(options);
  if (plan.steps.length === 0) {
    world.stderr.write("Nothing to build: what was asked for holds no targets.\n");
    return 0;
  }
  if (rights !== undefined && !(await hasConsent(plan, rights, world, reporter))) return 1;
  const sourcePolicy = await readSourcePolicy(world, reporter);
  if (sourcePolicy === "refused") return 1;
  try {
    const builderWorld: BuilderWorld = { env: world.env, home: world.home, workingDir: world.cwd };
    const chosen = await chooseBuilder(options.builder, builderWorld);
    const builder = await withEveryDaemon(chosen, world.signal);
    // Daemons that were found are none of buildx's builders, and are not known by name the next time.
    if (builder.stored !== undefined || builder.driver === "docker")
      await recordActivity(builder.name, new Date(world.now()), builderWorld);
    const { result, trace } = await runOn(builder, plan, { ...options, sourcePolicy }, world, mode);
    if (mode !== "rawjson") world.stderr.write(`${failureLogs(trace)}${warningsText(result)}`);
    reporter.show([...result.diagnostics, ...failureDiagnostics({ result, plan, trace })], files);
    if (result.calls.size > 0) {
      const shown = { result, plan, isSingle, color: world.stdout.isTTY === true && hasColor(world) };
      world.stdout.write(isJson ? callsJson(shown) : callsText(shown));
    }
    if (isAllBuilt(result)) {
      if (metadataFile !== undefined) writeMetadata(metadataFile, result, { world, isSingle });
      options.onBuilt?.(result);
    }
    return exitCodeOf(result, { ignoreStatus });
  } catch (error) {
    if (world.signal.aborted) return 130;
    if (!(error instanceof BuilderError || error instanceof DaemonError)) throw error;
    reporter.fail({ code: "no-builder", message: error.message, help: "help" in error ? error.help : [] });
    return 1;
  }
}

/** Shows what it takes until the nodes are there, such as the pull of an image, where words are wanted. */
function connectShown(builder: ChosenBuilder, world: World, mode: ProgressMode): ReturnType<typeof connectNodes> {
  const { signal } = world;
  if (mode === "rawjson" || mode === "quiet") return connectNodes(builder, () => {}, signal);
  if (mode === "plain") return connectNodes(builder, (line) => world.stderr.write(`${line}\n`), signal);
  return waitingMaybe(world, (say) => connectNodes(builder, say, signal));
}

async function runOn(
  builder: ChosenBuilder,
  plan: Plan,
  {
    metadataFile,
    standardContext,
    cgroupParent,
    sourcePolicy,
  }: BuildOptions & { sourcePolicy: Uint8Array | undefined },
  world: World,
  mode: ProgressMode,
): Promise<{ readonly result: RunResult; readonly trace: Trace }> {
  const builderWorld: BuilderWorld = { env: world.env, home: world.home };
  await using connected = await connectShown(builder, world, mode);
  const run = runPlan(plan, {
    nodes: connected.nodes,
    unreachable: connected.unreachable,
    cwd: world.cwd,
    env: world.env,
    dockerConfigDir: dockerConfigDir(builderWorld),
    stdout: standardOutput(world),
    signal: world.signal,
    now: world.now,
    newId: () => randomUUID().replaceAll("-", ""),
    machineId: await readMachineId(builderWorld),
    ...(standardContext === undefined ? {} : { standardContext }),
    ...(cgroupParent === undefined ? {} : { cgroupParent }),
    ...(sourcePolicy === undefined ? {} : { sourcePolicy }),
    ...(metadataFile === undefined ? {} : { metadataProvenance: metadataProvenance(world) }),
  });
  const display = openDisplay({
    mode,
    write: (text) => void world.stderr.write(text),
    isTerminal: world.stderr.isTTY === true,
    size: () => ({ columns: world.stderr.columns ?? 80, rows: world.stderr.rows ?? 24 }),
    hasColor: hasColor(world),
    now: world.now,
  });
  await show(run, display);
  return { result: await run.result, trace: display.trace() };
}

async function show(events: ReturnType<typeof runPlan>, display: Display): Promise<void> {
  try {
    for await (const event of events) display.show(event);
  } finally {
    display.close();
  }
}

/** What stands behind the name in `--call`, as `check,format=json,ignorestatus=true`. */
function callForm({ call = "" }: BuildOptions): { readonly isJson: boolean; readonly ignoreStatus: boolean } {
  const [, ...fields] = call.split(",").map((field) => field.trim());
  let isJson = false;
  let ignoreStatus = false;
  for (const field of fields) {
    if (field === "format=json") isJson = true;
    else if (field === "ignorestatus" || /^ignorestatus=(1|t|true)$/i.test(field)) ignoreStatus = true;
    else if (field !== "format=text" && !/^ignorestatus=(0|f|false)$/i.test(field))
      throw new UsageError(`invalid field "${field}" of --call: it is format=json or ignorestatus=true`);
  }
  return { isJson, ignoreStatus };
}

function progressMode({ progress }: BuildOptions, world: World): ProgressMode {
  const wanted = progress ?? "auto";
  const mode = wanted === "auto" ? world.env["BUILDKIT_PROGRESS"] || "auto" : wanted;
  if (mode === "none") return "quiet";
  if (mode === "auto" || mode === "plain" || mode === "tty" || mode === "quiet" || mode === "rawjson") return mode;
  throw new UsageError(`invalid value "${mode}" for --progress: it is auto, plain, tty, quiet or rawjson`);
}

function metadataProvenance({ env }: World): "min" | "max" | "disabled" {
  const wanted = env["BUILDX_METADATA_PROVENANCE"];
  if (wanted === "max") return "max";
  return wanted === "disabled" || wanted === "0" || wanted === "false" ? "disabled" : "min";
}

function writeMetadata(
  path: string,
  result: RunResult,
  { world, isSingle }: { readonly world: World; readonly isSingle: boolean },
): void {
  const hasWarnings = world.env["BUILDX_METADATA_WARNINGS"] === "1" && result.calls.size === 0;
  replaceFile(resolve(world.cwd, path), metadataText(result, { hasWarnings, isSingle }));
}

function isAllBuilt(result: RunResult): boolean {
  return [...result.outcomes.values()].every(({ kind }) => kind === "built");
}

function standardOutput({ stdout }: World): StandardOutput {
  return {
    isTerminal: stdout.isTTY === true,
    async write(chunk) {
      if (!stdout.write(chunk)) await once(stdout, "drain");
    },
  };
}
