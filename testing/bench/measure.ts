// Times whole commands side by side: in turn, so that a drift of the machine's speed meets all of them alike.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

export interface Candidate {
  readonly name: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Done before each run, and not timed. */
  readonly before?: () => void;
}

export interface Figure {
  readonly name: string;
  readonly medianMs: number;
  readonly minMs: number;
  readonly maxMs: number;
  /** User and system time of the process and those it waited for, median; in steps of 10 ms. */
  readonly cpuMs: number;
  /** Largest resident set of any run, in MiB; undefined where /proc does not tell. */
  readonly peakMiB: number | undefined;
}

/** Runs each candidate once to warm up and then `rounds` times, in turn. @throws when one of them fails. */
export async function measure(candidates: readonly Candidate[], rounds = 7): Promise<readonly Figure[]> {
  const samples = candidates.map(() => [] as Sample[]);
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, candidate] of candidates.entries()) {
      const sample = await runOnce(candidate);
      if (round >= 0) samples[index]?.push(sample);
    }
  }
  return candidates.map(({ name }, index) => figureOf(name, samples[index] ?? []));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

interface Sample {
  readonly ms: number;
  readonly cpuMs: number;
  readonly peakMiB: number | undefined;
}

function figureOf(name: string, samples: readonly Sample[]): Figure {
  const times = samples.map(({ ms }) => ms);
  const peaks = samples.map(({ peakMiB }) => peakMiB).filter((peak) => peak !== undefined);
  return {
    name,
    medianMs: median(times),
    minMs: Math.min(...times),
    maxMs: Math.max(...times),
    cpuMs: median(samples.map(({ cpuMs }) => cpuMs)),
    peakMiB: peaks.length === 0 ? undefined : Math.max(...peaks),
  };
}

function runOnce({ name, argv, cwd, env, before }: Candidate): Promise<Sample> {
  const [program = "", ...args] = argv;
  before?.();
  return new Promise((resolve, reject) => {
    const cpuBefore = childrenCpuMs();
    const start = process.hrtime.bigint();
    const child = spawn(program, args, {
      cwd,
      // As the user's shell would start it: what Node itself does at start depends on the environment.
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let errors = "";
    let peakMiB: number | undefined;
    // The high-water mark only grows, so the last look before the end is close to the truth.
    const watch = setInterval(() => {
      peakMiB = highWaterMark(child.pid) ?? peakMiB;
    }, 20);
    child.stdout.on("data", () => {
      peakMiB = highWaterMark(child.pid) ?? peakMiB;
    });
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(watch);
      const ms = Number(process.hrtime.bigint() - start) / 1e6;
      if (code === 0) resolve({ ms, peakMiB, cpuMs: childrenCpuMs() - cpuBefore });
      else reject(new Error(`${name}: ${argv.join(" ")} ended with ${code}\n${errors.slice(0, 2000)}`));
    });
  });
}

/** What all children that ended have used, see proc(5); 0 where /proc does not tell. */
function childrenCpuMs(): number {
  try {
    const fields = readFileSync("/proc/self/stat", "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    const [user = 0, system = 0] = fields.slice(13, 15).map(Number);
    return (user + system) * 10;
  } catch {
    return 0;
  }
}

function highWaterMark(pid: number | undefined): number | undefined {
  try {
    const kib = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kib === undefined ? undefined : Number(kib) / 1024;
  } catch {
    return undefined;
  }
}
