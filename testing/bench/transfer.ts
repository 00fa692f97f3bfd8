// `npm run bench -- transfer`: how long contexts take to a daemon of its own, side by side with docker-buildx.
// Whole processes are timed. Nothing is built but what is sent: contents stay the same, so every step is in the cache.

import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { ensureEngine, startDaemon } from "../engine/index.js";
import { openPeer, type PeerBuilder } from "../peer.js";
import { builtCommand } from "../tools/index.js";
import { type Candidate, type Figure, measure } from "./measure.js";

interface Case {
  readonly name: string;
  /** Files and their size in bytes; 40 go into a folder. */
  readonly files: number;
  readonly size: number;
  /** Every file is as new before each run. */
  readonly isCold: boolean;
  readonly targets?: number;
  readonly rounds?: number;
}

const small = { files: 2000, size: 8000 };
const many = { files: 20_000, size: 3000 };
const large = { files: 1, size: 256 * 1024 * 1024 };
const cases: readonly Case[] = [
  { name: "(a) 2,000 files, 16 MB, cold", ...small, isCold: true },
  { name: "(b) 2,000 files, 16 MB, warm", ...small, isCold: false, rounds: 9 },
  { name: "(c) 20,000 files, 60 MB, cold", ...many, isCold: true },
  { name: "(d) 20,000 files, 60 MB, warm", ...many, isCold: false },
  { name: "(e) one file of 256 MiB, cold", ...large, isCold: true },
  { name: "(f) eight targets that copy different folders of 20,000 files, warm", ...many, isCold: false, targets: 8 },
];

/** Prints for each case and transport both times with their ratios. `only` picks cases by their letter. */
export async function benchTransfer(only: readonly string[]): Promise<void> {
  const engine = await ensureEngine({ hold: "use" });
  const top = mkdtempSync(join(tmpdir(), "bench-"));
  await using daemon = await startDaemon(engine, "bench");
  const own = { ...engine, dockerHost: daemon.dockerHost, buildkitHost: daemon.buildkitHost };
  try {
    for (const one of cases) {
      if (only.length > 0 && !only.some((letter) => one.name.startsWith(`(${letter})`))) continue;
      const cwd = mkdtempSync(join(top, "case-"));
      const paths = writeContext(cwd, one);
      writeFileSync(join(cwd, "docker-bake.json"), JSON.stringify(definition(one)));
      for (const builder of ["docker", "plain"] as const satisfies readonly PeerBuilder[]) {
        await using peer = await openPeer(own, builder);
        const args = ["-f", "docker-bake.json", "--progress=quiet"];
        const address = builder === "docker" ? { DOCKER_HOST: own.dockerHost } : { BUILDKIT_HOST: own.buildkitHost };
        const before = one.isCold ? () => renew(paths) : undefined;
        const candidates: readonly Candidate[] = [
          {
            name: "bake",
            argv: await builtCommand("bake", args),
            cwd,
            env: { HOME: top, DOCKER_CONFIG: top, ...address },
            ...(before === undefined ? {} : { before }),
          },
          {
            name: "docker-buildx",
            argv: [own.buildx, "bake", ...args],
            cwd,
            env: { HOME: top, ...peer.env },
            ...(before === undefined ? {} : { before }),
          },
        ];
        show(
          `${one.name}, over ${builder === "docker" ? "dockerd" : "the plain transport"}`,
          await measure(candidates, one.rounds ?? 5),
        );
      }
      rmSync(cwd, { recursive: true });
    }
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}

/** @returns the files that were written. */
function writeContext(cwd: string, { files, size }: Case): readonly string[] {
  const bytes = Buffer.alloc(size);
  const paths: string[] = [];
  for (let at = 0; at < files; at += 1) {
    const folder = join(cwd, "context", `part-${at % foldersOf(files)}`, `folder-${Math.floor(at / 40)}`);
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `file-${at}.txt`);
    // Nothing is found twice by its digest.
    bytes.write(`${at}\n`);
    writeFileSync(path, bytes);
    paths.push(path);
  }
  return paths;
}

/** Each target of case (f) copies its own folder and one that all copy. */
function definition({ targets = 1 }: Case): unknown {
  const names = Array.from({ length: targets }, (_, at) => `t${at}`);
  const copied = (at: number): string => (targets === 1 ? "COPY . /" : `COPY part-${at} part-8 /`);
  const target = names.map((name, at) => [
    name,
    { context: "context", "dockerfile-inline": `FROM scratch\n${copied(at)}\n`, output: ["type=cacheonly"] },
  ]);
  return { group: { default: { targets: names } }, target: Object.fromEntries(target) };
}

function foldersOf(files: number): number {
  return Math.min(files, 9);
}

let round = 0;

/** Gives every file a time that it never had, which is what a fresh checkout does. */
function renew(paths: readonly string[]): void {
  round += 1;
  const time = 1_000_000_000 + round;
  for (const path of paths) utimesSync(path, time, time);
}

function show(title: string, [ours, peer]: readonly Figure[]): void {
  if (ours === undefined || peer === undefined) throw new Error("internal error: a figure is missing");
  console.log(`${title} (load ${loadavg()[0]?.toFixed(1)})`);
  for (const { name, medianMs, minMs, maxMs, cpuMs } of [ours, peer]) {
    const range = `(${minMs.toFixed(0)} to ${maxMs.toFixed(0)})`;
    console.log(
      `  ${name.padEnd(14)} ${medianMs.toFixed(0).padStart(7)} ms ${range.padEnd(18)} ${cpuMs} ms of processor`,
    );
  }
  const best = (ours.minMs / peer.minMs).toFixed(2);
  console.log(`  ${(ours.medianMs / peer.medianMs).toFixed(2)} × the time of docker-buildx; best runs ${best} ×`);
}
