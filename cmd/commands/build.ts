// `bakehouse build`: one target from flags, built as `bake` builds those of its files.

import { rmSync } from "node:fs";
import { resolve } from "node:path";
import type { RunResult } from "../../lib/exec/index.js";
import { planTarget } from "../../lib/plan/index.js";
import type { Diagnostic } from "../../lib/source/index.js";
import { readBuildContext } from "../build-context.js";
import { type BuildFlags, buildFlags } from "../build-flags.js";
import { buildTarget } from "../build-target.js";
import type { Command } from "../command.js";
import { worldFileSystem } from "../file-system.js";
import { parseArguments, UsageError } from "../flags.js";
import { replaceFile } from "../replace-file.js";
import { diagnosticsForm, makeReporter } from "../report.js";
import type { World } from "../world.js";

export const build: Command = {
  usage: "bakehouse build [OPTIONS] PATH | URL | -",
  description:
    "Builds one image from a Dockerfile. On standard input (-) comes a tar archive, which is the context, or a Dockerfile.",
  flags: buildFlags,
  async run(args, world) {
    const { flags: given, operands } = parseArguments(buildFlags, args);
    return runBuild(given, operands, world);
  },
};

async function runBuild(given: BuildFlags, operands: readonly string[], world: World): Promise<number> {
  const [operand, ...more] = operands;
  if (operand === undefined)
    throw new UsageError("there is no context: name a folder or a URL, or - for standard input");
  if (more.length > 0) throw new UsageError(`there can be one context, but here are ${operands.join(", ")}`);
  const reporter = makeReporter(world, diagnosticsForm(given.diagnostics));
  const progress = progressOf(given);
  const place = await readBuildContext({ operand, file: given.file }, world, worldFileSystem(world));
  const diagnostics: Diagnostic[] = [];
  const target = buildTarget(given, place, world, (diagnostic) => diagnostics.push(diagnostic));
  if (reporter.show(diagnostics)) return 1;
  // An id that is there after a failure would be that of another image.
  if (given.iidfile !== undefined) rmSync(resolve(world.cwd, given.iidfile), { force: true });
  const isStdoutTaken = (target.output ?? []).some(({ attrs }) => attrs.get("dest") === "-");
  const { buildPlan } = await import("../build.js");
  try {
    const options = {
      builder: given.builder ?? given["buildkit-host"],
      progress,
      call: given.call ?? given.print,
      ...(given["cgroup-parent"] === undefined ? {} : { cgroupParent: given["cgroup-parent"] }),
      metadataFile: given["metadata-file"],
      isSingle: true,
      ...(place.standardContext === undefined ? {} : { standardContext: place.standardContext }),
      onBuilt(result: RunResult) {
        const id = imageId(result);
        if (id === undefined) return;
        if (given.iidfile !== undefined) replaceFile(resolve(world.cwd, given.iidfile), id);
        if (given.quiet === true && !isStdoutTaken) world.stdout.write(`${id}\n`);
      },
    };
    return await buildPlan(planTarget(target, { env: world.env }), options, world, reporter);
  } finally {
    // Whoever writes to it is not waited for any longer.
    if (operand === "-") world.stdin.destroy();
  }
}

function progressOf({ progress, quiet }: BuildFlags): string | undefined {
  if (quiet !== true) return progress;
  if (progress !== undefined && !["auto", "quiet", "none"].includes(progress))
    throw new UsageError(`--quiet and --progress=${progress} exclude each other`);
  return "quiet";
}

/** What docker calls the image: the digest of its config, or where images are known by their manifests that one. */
function imageId({ outcomes }: RunResult): string | undefined {
  for (const outcome of outcomes.values()) {
    if (outcome.kind !== "built") continue;
    return outcome.metadata.get("containerimage.config.digest") ?? outcome.metadata.get("containerimage.digest");
  }
  return undefined;
}
