// `npm run bench -- language`: --print of small and huge definitions, side by side with docker-buildx.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureEngine } from "../engine/index.js";
import { builtCommand } from "../tools/index.js";
import { chain, type Definition, files, matrix, small } from "./definitions.js";
import { type Candidate, type Figure, measure } from "./measure.js";

interface Case {
  readonly name: string;
  readonly definition: Definition;
  readonly targets: number;
  /** Beside the peer: Node doing nothing, which is the floor of any command here. */
  readonly withNode?: boolean;
  /** The goals: how many times faster than the peer at least, and how many times Node's own start at most. */
  readonly atLeast?: number;
  readonly atMostNode?: number;
  readonly rounds?: number;
}

const cases: readonly Case[] = [
  { name: "(a) three targets", definition: small(), targets: 3, withNode: true, atMostNode: 1.35 },
  { name: "(b) matrix of 1,000", definition: matrix(1000), targets: 1000, withNode: true, atLeast: 3 },
  { name: "(c) matrix of 10,000", definition: matrix(10_000), targets: 10_000, withNode: true, atLeast: 25 },
  { name: "(d) chain of 1,000", definition: chain(1000), targets: 1000, atLeast: 15 },
  { name: "(e) 300 files", definition: files(300), targets: 300 },
];

/** Prints a row a case, with ratios and whether the goals are met. `only` picks cases by their letter. */
export async function benchLanguage(only: readonly string[]): Promise<void> {
  const { buildx } = await ensureEngine({ hold: "use" });
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const perTarget = new Map<string, number>();
  try {
    for (const one of cases) {
      if (only.length > 0 && !only.some((letter) => one.name.startsWith(`(${letter})`))) continue;
      const cwd = mkdtempSync(join(folder, "case-"));
      for (const [name, text] of one.definition) writeFileSync(join(cwd, name), text);
      const fileFlags = one.definition.size === 1 ? [] : [...one.definition.keys()].flatMap((name) => ["-f", name]);
      const args = [...fileFlags, "--print"];
      const env = { HOME: folder, BUILDX_CONFIG: join(folder, "buildx"), DOCKER_CONFIG: join(folder, "docker") };
      const candidates: Candidate[] = [
        { name: "bake", argv: await builtCommand("bake", args), cwd, env },
        { name: "docker-buildx", argv: [buildx, "bake", ...args], cwd, env },
      ];
      if (one.withNode === true) candidates.push({ name: "node -e 0", argv: [process.execPath, "-e", "0"], cwd, env });
      const figures = await measure(candidates, one.rounds ?? 7);
      show(one, figures, perTarget);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const [b, c] = [perTarget.get("(b)"), perTarget.get("(c)")];
  if (b !== undefined && c !== undefined)
    console.log(`cost per target beyond Node's start: (c) is ${(c / b).toFixed(2)} × (b); goal at most 1.30`);
}

function show(one: Case, figures: readonly Figure[], perTarget: Map<string, number>): void {
  const [ours, peer, node] = figures;
  if (ours === undefined || peer === undefined) throw new Error("internal error: a figure is missing");
  console.log(`${one.name}`);
  for (const { name, medianMs, minMs, maxMs, peakMiB } of figures) {
    const memory = peakMiB === undefined ? "" : `   peak ${peakMiB.toFixed(0)} MiB`;
    console.log(
      `  ${name.padEnd(14)} ${medianMs.toFixed(1).padStart(9)} ms   (${minMs.toFixed(1)} to ${maxMs.toFixed(1)})${memory}`,
    );
  }
  const faster = peer.medianMs / ours.medianMs;
  console.log(`  ${faster.toFixed(2)} × faster than docker-buildx${goal(one.atLeast, faster, "at least")}`);
  if (node === undefined) return;
  const overNode = ours.medianMs / node.medianMs;
  console.log(`  ${overNode.toFixed(2)} × node -e 0${goal(one.atMostNode, overNode, "at most")}`);
  perTarget.set(one.name.slice(0, 3), (ours.medianMs - node.medianMs) / one.targets);
}

function goal(wanted: number | undefined, found: number, word: "at least" | "at most"): string {
  if (wanted === undefined) return "";
  const isMet = word === "at least" ? found >= wanted : found <= wanted;
  return `; goal ${word} ${wanted.toFixed(2)}: ${isMet ? "met" : "MISSED"}`;
}
