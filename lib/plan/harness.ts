// Bake files in, what `--print` shows out: for tests.

import type { OverrideFlags } from "../config/index.js";
import { loadMemory, localPlatform, type MemoryOptions } from "../config/testing/index.js";
import { type Diagnostic, hasErrors } from "../source/index.js";
import { makePlan, type Plan, printPlan } from "./index.js";

export interface BakeOptions extends MemoryOptions {
  readonly wanted?: readonly string[];
  readonly overrides?: OverrideFlags;
}

export interface Baked {
  readonly plan: Plan;
  /** What `--print` writes. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** As `bake --print`. Like the command, it plans nothing when the files are wrong. */
export async function bakeFiles(options: BakeOptions): Promise<Baked> {
  const { value: config, diagnostics } = await loadMemory(options);
  if (hasErrors(diagnostics)) return { plan: { steps: [], groups: [] }, text: "", diagnostics };
  const planned = makePlan(config, {
    wanted: options.wanted ?? [],
    overrides: options.overrides ?? {},
    env: options.env ?? {},
    localPlatform,
  });
  return {
    plan: planned.value,
    text: printPlan(planned.value),
    diagnostics: [...diagnostics, ...planned.diagnostics],
  };
}

/** The printed JSON of one native HCL file. @throws when anything is wrong with it. */
export async function printed(hcl: string, options: Omit<BakeOptions, "files"> = {}): Promise<Printed> {
  const { text, diagnostics } = await bakeFiles({ files: { "docker-bake.hcl": hcl }, ...options });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ summary, detail }) => `${summary}. ${detail ?? ""}`).join("\n"));
  // Our own text of a known shape.
  return JSON.parse(text) as Printed;
}

export interface Printed {
  readonly group: Readonly<
    Record<string, { readonly description?: string; readonly targets: readonly string[] | null }>
  >;
  readonly target: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A printed target without the two fields that are always there, when they have their usual values. */
export function essence(target: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, unknown>> {
  const { context, dockerfile, ...rest } = target ?? {};
  return {
    ...(context !== "." && { context }),
    ...(dockerfile !== "Dockerfile" && { dockerfile }),
    ...rest,
  };
}
