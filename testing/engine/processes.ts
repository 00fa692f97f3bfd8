// The processes of an engine. Each carries a mark in its environment, and so does all that it starts: what is ours is
// read from the kernel, never from a file with process ids that may be out of date or name someone else by now.

import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { EngineError } from "./error.js";
import type { Place } from "./place.js";

const mark = "BAKEHOUSE_ENGINE_PART";

export interface MarkedProcess {
  readonly pid: number;
  readonly parent: number;
  readonly part: string;
}

export interface StartOptions {
  readonly place: Place;
  readonly part: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where stdout and stderr go. */
  readonly log: string;
}

/** Starts a process that outlives us. */
export function startProcess({ place, part, argv, env, log }: StartOptions): ChildProcess {
  const [program = "", ...args] = argv;
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, "w");
  try {
    const child = spawn(program, args, {
      cwd: dirname(log),
      env: { ...env, [mark]: `${place.home}#${part}` },
      detached: true,
      stdio: ["ignore", output, output],
    });
    // A failed start shows in the log and as a process that never answers.
    child.on("error", () => {});
    child.unref();
    return child;
  } finally {
    closeSync(output);
  }
}

/**
 * Waits until a started process does its work.
 * @throws {EngineError} with the end of its log when it ended before, or took longer than `timeoutMs`.
 */
export async function untilReady(
  child: ChildProcess,
  log: string,
  isReady: () => Promise<boolean>,
  timeoutMs = 30_000,
): Promise<void> {
  const name = child.spawnargs[0] ?? "";
  const deadline = Date.now() + timeoutMs;
  while (!(await isReady())) {
    const isGone = child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
    if (isGone) throw new EngineError(`${name} ended at once; the end of ${log}:\n${endOf(log)}`);
    if (Date.now() > deadline)
      throw new EngineError(`${name} did not answer within ${timeoutMs} ms; the end of ${log}:\n${endOf(log)}`);
    await pause(20);
  }
}

/** Every process alive that this place's engine started, and what those started in turn. */
export function markedProcesses(place: Place): readonly MarkedProcess[] {
  const prefix = `${mark}=${place.home}#`;
  return processIds().flatMap((pid) => {
    const part = environmentOf(pid)
      .find((entry) => entry.startsWith(prefix))
      ?.slice(prefix.length);
    const parent = parentOf(pid);
    return part === undefined || parent === undefined ? [] : [{ pid, parent, part }];
  });
}

/**
 * Ends the processes that `wanted` selects and waits until they are gone. Parents go first, so that a daemon can end
 * what it runs in its own way; what is left after `patienceMs` is killed.
 */
export async function endProcesses(
  wanted: () => readonly { readonly pid: number; readonly parent: number }[],
  patienceMs = 15_000,
): Promise<void> {
  const asked = new Set<number>();
  // A process that ends loses its environment first and its open files later: only then has it let go of its data.
  const ending = new Map<number, string>();
  const killAt = Date.now() + patienceMs;
  const giveUpAt = killAt + 10_000;
  for (;;) {
    const left = wanted();
    for (const { pid } of left) if (!ending.has(pid)) ending.set(pid, processIdentity(pid) ?? "");
    for (const [pid, identity] of ending) if (processIdentity(pid) !== identity) ending.delete(pid);
    if (ending.size === 0) return;
    if (Date.now() > giveUpAt) throw new EngineError(`these processes do not end: ${[...ending.keys()].join(", ")}`);
    for (const { pid, parent } of left) {
      if (Date.now() > killAt) sendSignal(pid, "SIGKILL");
      else if (!ending.has(parent) && !asked.has(pid)) {
        asked.add(pid);
        sendSignal(pid, "SIGTERM");
        // One that was stopped sees the signal only when it goes on.
        sendSignal(pid, "SIGCONT");
      }
    }
    await pause(20);
  }
}

/**
 * Processes that run in a container whose root lies on files below `folder`. A container's own processes have only the
 * environment of their image, so those of a daemon that was killed are found by what their `/` is mounted from.
 */
export function containedProcesses(folder: string): readonly { readonly pid: number; readonly parent: number }[] {
  const own = mountNamespaceOf("self");
  return processIds().flatMap((pid) => {
    const namespace = mountNamespaceOf(pid);
    if (namespace === undefined || namespace === own) return [];
    const rootMount = readProc(pid, "mountinfo")
      .split("\n")
      .find((line) => line.split(" ")[4] === "/");
    const parent = parentOf(pid);
    return rootMount?.includes(`${folder}/`) && parent !== undefined ? [{ pid, parent }] : [];
  });
}

/** Tells this run of a process from a later one with the same id. Nothing when there is none. */
export function processIdentity(pid: number): string | undefined {
  // Field 22 of stat is the start time; the name in field 2 may itself hold spaces and parentheses.
  const fields = statFieldsOf(pid);
  // The first thread can be a zombie while others still hold the files; field 20 counts them.
  const hasEnded = fields === undefined || (fields[0] === "Z" && Number(fields[17]) <= 1);
  return hasEnded ? undefined : `${pid}-${fields[19]}`;
}

function processIds(): readonly number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid);
}

function environmentOf(pid: number): readonly string[] {
  return readProc(pid, "environ").split("\0");
}

function parentOf(pid: number): number | undefined {
  const fields = statFieldsOf(pid);
  return fields === undefined || fields[0] === "Z" ? undefined : Number(fields[1]);
}

/** The fields of stat from the third on. */
function statFieldsOf(pid: number): readonly string[] | undefined {
  const text = readProc(pid, "stat");
  return text === "" ? undefined : text.slice(text.lastIndexOf(")") + 2).split(" ");
}

function mountNamespaceOf(pid: number | "self"): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/mnt`);
  } catch {
    return undefined;
  }
}

/** Empty for a process that is gone, or of another user. */
function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "latin1");
  } catch {
    return "";
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}

function endOf(log: string): string {
  return readFileSync(log, "utf8").trimEnd().split("\n").slice(-10).join("\n");
}
