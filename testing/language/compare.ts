// One generated definition, printed by docker-buildx and by ours.

import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import type { Peer } from "../peer.js";
import { writeFiles } from "../tools/index.js";
import { definition } from "./definition.js";
import { printBake } from "./print.js";
import type { Release } from "./release.js";
import type { Definition } from "./render.js";

export interface Comparison {
  readonly isSame: boolean;
  /** undefined: refused. */
  readonly ours: unknown;
  readonly theirs: unknown;
  /** What was said when it was refused. */
  readonly messages: string;
}

export interface DifferentialOptions {
  /** What definitions may have. */
  readonly release: Release;
  readonly runs: number;
  readonly seed: number;
  readonly say?: (line: string) => void;
}

export interface DifferentialResult {
  readonly compared: number;
  /** Of them, refused by both. */
  readonly refused: number;
  /** The first difference, as small as it could be made. */
  readonly difference: string | undefined;
}

/** Compares as many definitions as asked for, or until one is printed differently. */
export async function compareMany(
  peer: Peer,
  { release, runs, seed, say }: DifferentialOptions,
): Promise<DifferentialResult> {
  let compared = 0;
  let refused = 0;
  let isShrinking = false;
  const found = await fc.check(
    fc.asyncProperty(definition(release), async (one) => {
      const { isSame, ours } = await compare(peer, one);
      if (!isShrinking) {
        compared += 1;
        if (ours === undefined) refused += 1;
        if (compared % 100 === 0) say?.(`${compared} compared`);
      }
      isShrinking ||= !isSame;
      return isSame;
    }),
    { numRuns: runs, seed, endOnFailure: false },
  );
  const [smallest] = found.counterexample ?? [];
  const difference = smallest === undefined ? undefined : describe(smallest, await compare(peer, smallest));
  return { compared, refused, difference };
}

async function compare(peer: Peer, { files, args, env, unordered }: Definition): Promise<Comparison> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "compare-")));
  try {
    writeFiles(folder, new Map(Object.entries(files)));
    const [printed, [theirs, message]] = await Promise.all([
      printBake({ folder, args, env }),
      peer.print(folder, args, env).then(
        (json) => [json, ""] as const,
        (error: unknown) => [undefined, String(error)] as const,
      ),
    ]);
    const ours: unknown = printed.code === 0 ? JSON.parse(printed.stdout) : undefined;
    const same = isDeepStrictEqual(comparable(ours, unordered), comparable(theirs, unordered));
    return { isSame: same, ours, theirs, messages: `${printed.code === 0 ? "" : printed.stderr}${message}` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Without what docker-buildx leaves to chance: the order of a group that two axes make, and that of cache imports when
 * a target inherits the same one twice.
 */
function comparable(json: unknown, unordered: readonly string[]): unknown {
  if (json === undefined) return undefined;
  // Both print this form.
  const { group, target } = json as {
    readonly group: Readonly<Record<string, { readonly targets: readonly string[] }>>;
    readonly target: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  return {
    group: Object.fromEntries(
      Object.entries(group).map(([name, value]) => [
        name,
        unordered.includes(name) ? { ...value, targets: value.targets.toSorted() } : value,
      ]),
    ),
    target: Object.fromEntries(
      Object.entries(target).map(([name, value]) => [
        name,
        { ...value, "cache-from": sorted(value["cache-from"]), policy: policiesOf(value["policy"]) },
      ]),
    ),
  };
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? value.map((one) => JSON.stringify(one)).toSorted() : value;
}

/** docker-buildx prints what it made of a policy, in a form that it does not read; ours prints what one writes. */
function policiesOf(value: unknown): unknown {
  return Array.isArray(value) ? value.map(policyOf) : value;
}

function policyOf(value: unknown): unknown {
  if (typeof value === "string") {
    const fields = value.split(",").map((field) => field.split("="));
    return Object.fromEntries(fields.filter(([key, said]) => key !== "reset" || said !== "false"));
  }
  // What docker-buildx prints has this form.
  const { Files, Reset, Strict, LogLevel } = value as {
    readonly Files: readonly { readonly Filename: string }[] | null;
    readonly Reset: boolean;
    readonly Strict: boolean | null;
    readonly LogLevel: number | string | null;
  };
  return {
    ...(Files !== null && { filename: Files.map(({ Filename }) => Filename).join() }),
    ...(Reset && { reset: "true" }),
    ...(Strict !== null && { strict: String(Strict) }),
    ...(LogLevel !== null && { "log-level": LogLevel }),
  };
}

function describe({ files, args, env }: Definition, { ours, theirs, messages }: Comparison): string {
  const show = (value: unknown) => (value === undefined ? "(refused)" : JSON.stringify(value, undefined, 2));
  return [
    ...Object.entries(files).map(([name, text]) => `-- ${name} --\n${text}`),
    `-- args --\n${args.join("\n")}`,
    `-- env --\n${JSON.stringify(env)}`,
    `-- theirs --\n${show(theirs)}`,
    `-- ours --\n${show(ours)}`,
    `-- messages --\n${messages}`,
  ].join("\n");
}
