// `npm run bench -- targets`: what a target costs beyond its build, on a builder of one node, side by side with docker-buildx.
// Targets are tiny and in the cache. Whole processes are timed.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { ensureEngine } from "../engine/index.js";
import { openPeer, type PeerBuilder } from "../peer.js";
import { builtCommand } from "../tools/index.js";
import { type Candidate, type Figure, measure } from "./measure.js";

const peerName = "docker-buildx";
const counts = [1, 20, 200];
const builders: readonly { readonly builder: PeerBuilder; readonly name: string }[] = [
  { builder: "docker", name: "the docker engine" },
  { builder: "plain", name: "a builder of one remote node" },
];

/**
 * Prints for each count and builder both times with their ratio. `only` picks counts. The file that BENCH_OTHER_BAKE names, a
 * `bake.js` of another version, is measured as well.
 */
export async function benchTargets(only: readonly string[]): Promise<void> {
  const engine = await ensureEngine({ hold: "use" });
  const other = process.env["BENCH_OTHER_BAKE"];
  const cwd = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    for (const count of counts) {
      if (only.length > 0 && !only.includes(String(count))) continue;
      writeFileSync(join(cwd, "docker-bake.json"), JSON.stringify(definition(count)));
      for (const { builder, name } of builders) {
        await using peer = await openPeer(engine, builder);
        const args = ["-f", "docker-bake.json", "--progress=quiet"];
        const env = { HOME: cwd, ...peer.env };
        const candidates: readonly Candidate[] = [
          { name: "bake", argv: await builtCommand("bake", args), cwd, env },
          { name: peerName, argv: [engine.buildx, "bake", ...args], cwd, env },
          ...(other ? [{ name: "other bake", argv: [process.execPath, other, ...args], cwd, env }] : []),
        ];
        const title = `${count} ${count === 1 ? "target" : "targets"} on ${name}`;
        show(title, await measureThose(candidates, count > 100 ? 5 : 9));
      }
    }
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** docker-buildx does not get through with hundreds of targets everywhere; the others are measured all the same. */
async function measureThose(candidates: readonly Candidate[], rounds: number): Promise<readonly Figure[]> {
  try {
    return await measure(candidates, rounds);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith(`${peerName}: `)) throw error;
    console.log(error.message.split("\n").slice(1, 2).join(""));
    return await measure(
      candidates.filter(({ name }) => name !== peerName),
      rounds,
    );
  }
}

function definition(count: number): unknown {
  const names = Array.from({ length: count }, (_, at) => `t${at}`);
  const target = names.map((name) => [
    name,
    { "dockerfile-inline": `FROM scratch\nCOPY docker-bake.json /${name}\n`, output: ["type=cacheonly"] },
  ]);
  return { group: { default: { targets: names } }, target: Object.fromEntries(target) };
}

function show(title: string, figures: readonly Figure[]): void {
  console.log(`${title} (load ${loadavg()[0]?.toFixed(1)})`);
  const base = figures.find(({ name }) => name === peerName)?.medianMs ?? Number.NaN;
  for (const { name, medianMs, minMs, maxMs, cpuMs } of figures) {
    const range = `(${minMs.toFixed(0)} to ${maxMs.toFixed(0)})`;
    const ratio = Number.isNaN(base) ? "" : `${(medianMs / base).toFixed(2)} ×`;
    console.log(
      `  ${name.padEnd(14)} ${medianMs.toFixed(0).padStart(7)} ms ${range.padEnd(18)} ${ratio.padStart(7)}  ${cpuMs} ms of processor`,
    );
  }
}
