// `bake`: reads the definition, plans what is wanted, and prints, lists or builds it.

import {
  type Config,
  loadConfig,
  type Operands,
  type ReadOptions,
  type RemoteUrl,
  readBakeFiles,
  splitOperands,
} from "../../lib/config/index.js";
import { type ListFormat, listTargets, listVariables, makePlan, type Plan, printPlan } from "../../lib/plan/index.js";
import { type Diagnostic, hasErrors, type SourceFile } from "../../lib/source/index.js";
import { type BakeFlags, bakeFlags } from "../bake-flags.js";
import type { Command } from "../command.js";
import { worldFileSystem } from "../file-system.js";
import { parseArguments, UsageError } from "../flags.js";
import { localPlatform } from "../platform.js";
import { diagnosticsForm, makeReporter, type Reporter } from "../report.js";
import { delayOptimizing } from "../tier-up.js";
import type { World } from "../world.js";

export const bake: Command = {
  usage: "bake [OPTIONS] [URL [CONTEXT_URL]] [TARGET...]",
  description:
    "Builds targets from bake files: bake.hcl, docker-bake.hcl, docker-bake.json or compose files, unless -f names others. With a git or http URL the files come from there.",
  flags: bakeFlags,
  async run(args, world) {
    const { flags: given, operands } = parseArguments(bakeFlags, args);
    return runBake(given, operands, world);
  },
};

async function runBake(given: BakeFlags, operands: readonly string[], world: World): Promise<number> {
  const list = listRequest(given);
  if (list !== undefined && given.print === true) throw new UsageError("--print and --list exclude each other");
  const reporter = makeReporter(world, diagnosticsForm(given.diagnostics));

  const split = splitOperands(operands);
  const definition = await readDefinition(given, split, world, reporter);
  if (typeof definition === "number") return definition;
  const { config, files, diagnostics } = definition;
  const isBroken = hasErrors(diagnostics);
  const isShownAlone = list !== undefined || (isBroken && !config.isComplete);
  if (isShownAlone && reporter.show(diagnostics, files)) return 1;
  if (list !== undefined) {
    const text = list.what === "targets" ? listTargets(config, list.format) : listVariables(config, list.format);
    world.print(text);
    return 0;
  }

  const planned = makePlan(config, {
    wanted: split.wanted,
    overrides: overridesOf(given),
    env: world.env,
    localPlatform: localPlatform(),
  });
  // Mistakes of both steps are shown as one list, in the order of the files.
  const further = isBroken ? planned.diagnostics.filter(({ code }) => !consequences.has(code)) : planned.diagnostics;
  if (reporter.show([...diagnostics, ...further], files)) return 1;
  if (given.print === true) {
    world.print(printPlan(planned.value));
    return 0;
  }
  return build(planned.value, given, world, reporter, files);
}

/** What may be wrong with a plan only because an attribute could not be read. */
const consequences: ReadonlySet<string> = new Set(["nothing-to-build", "platform-mismatch"]);

interface Definition {
  readonly config: Config;
  readonly files: readonly SourceFile[];
  /** What is wrong in the files, not yet shown. */
  readonly diagnostics: readonly Diagnostic[];
}

/** An exit code: a file cannot be read, which has been shown. */
async function readDefinition(
  given: BakeFlags,
  { definition: url, commandContext }: Operands,
  world: World,
  reporter: Reporter,
): Promise<Definition | number> {
  const fileSystem = worldFileSystem(world);
  const named = { files: given.file, env: world.env, fileSystem };
  const read =
    url === undefined ? await readBakeFiles(named) : await fetchBakeFiles(named, url, given, world, reporter);
  if (typeof read === "number") return read;
  if (reporter.show(read.diagnostics)) return 1;
  const files = read.value.files.map(({ file }) => file);
  await delayOptimizing(files);
  const loaded = await loadConfig({
    files: read.value.files,
    env: world.env,
    vars: given.var,
    builtins: { BAKE_CMD_CONTEXT: commandContext ?? "cwd://", BAKE_LOCAL_PLATFORM: localPlatform() },
    world: { now: world.now(), homeDir: world.home, random: (count) => crypto.getRandomValues(new Uint8Array(count)) },
    fileSystem,
    directory: world.cwd,
    isStrict: given.strict === true,
    ...(read.value.remote && { remote: read.value.remote }),
  });
  return { config: loaded.value, files, diagnostics: loaded.diagnostics };
}

/** Only a definition that is somewhere else needs a builder to be read. */
async function fetchBakeFiles(named: ReadOptions, url: RemoteUrl, given: BakeFlags, world: World, reporter: Reporter) {
  const { fetchFailure, fetchWith } = await import("../remote.js");
  try {
    return await readBakeFiles({ ...named, remote: { url, fetch: fetchWith(given, world) } });
  } catch (error) {
    return fetchFailure(error, world, reporter);
  }
}

/** Everything that building needs is loaded here and not before, so that --print stays quick. */
async function build(
  plan: Plan,
  given: BakeFlags,
  world: World,
  reporter: Reporter,
  files: readonly SourceFile[],
): Promise<number> {
  const { buildPlan } = await import("../build.js");
  const { builder, progress, call, "metadata-file": metadataFile } = given;
  return buildPlan(plan, { builder, progress, call, metadataFile, rights: given, files }, world, reporter);
}

/** Flags that are short for an override, in no order: the order is config's. */
function overridesOf(given: BakeFlags) {
  const call = given.call ?? (given.check === true ? "check" : undefined);
  return {
    set: given.set,
    policy: given.policy,
    ...(given.push === undefined ? {} : { push: given.push }),
    ...(given.load === undefined ? {} : { load: given.load }),
    ...(given["no-cache"] === undefined ? {} : { noCache: given["no-cache"] }),
    ...(given.pull === undefined ? {} : { pull: given.pull }),
    ...(call === undefined ? {} : { call }),
    ...(given.sbom === undefined ? {} : { sbom: given.sbom }),
    ...(given.provenance === undefined ? {} : { provenance: given.provenance }),
  };
}

interface ListRequest {
  readonly what: "targets" | "variables";
  readonly format: ListFormat;
}

/** Reads `--list`: a bare word, or CSV with `type` and `format`. */
function listRequest(given: BakeFlags): ListRequest | undefined {
  if (given["list-targets"] === true) return { what: "targets", format: "table" };
  if (given["list-variables"] === true) return { what: "variables", format: "table" };
  if (given.list === undefined) return undefined;
  if (given.list === "targets" || given.list === "variables") return { what: given.list, format: "table" };
  let what: string | undefined;
  let format = "table";
  for (const field of given.list.split(",")) {
    const [key, value] = splitOnce(field);
    if (key === "type") what = value;
    else if (key === "format") format = value;
    else throw new UsageError(`invalid --list "${given.list}": write targets, variables or type=targets,format=json`);
  }
  if (what !== "targets" && what !== "variables")
    throw new UsageError(`invalid type "${what ?? ""}" for --list: it is targets or variables`);
  if (format !== "table" && format !== "json")
    throw new UsageError(`invalid format "${format}" for --list: it is table or json`);
  return { what, format };
}

function splitOnce(field: string): readonly [key: string, value: string] {
  const at = field.indexOf("=");
  return at === -1 ? [field.trim(), ""] : [field.slice(0, at).trim(), field.slice(at + 1).trim()];
}
