// What an engine remembers between runs. That something runs is not among it: processes.ts reads that from the kernel.

import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "./place.js";
import { processIdentity } from "./processes.js";

export interface State {
  readonly registryPort?: number;
  readonly authRegistryPort?: number;
  readonly authPassword: string;
  /** Somebody asked for the engine by name, so no test run takes it down. */
  readonly isPinned: boolean;
}

/** A state that is missing or damaged is a fresh one. */
export function readState(place: Place): State {
  const fresh: State = { authPassword: randomBytes(12).toString("hex"), isPinned: false };
  try {
    const found: unknown = JSON.parse(readFileSync(place.state, "utf8"));
    return isState(found) ? found : fresh;
  } catch {
    return fresh;
  }
}

export function writeState(place: Place, state: State): void {
  writeFileSync(`${place.state}.new`, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${place.state}.new`, place.state);
}

/** Says that this process uses the engine. */
export function addLease(place: Place): void {
  mkdirSync(place.leases, { recursive: true });
  writeFileSync(join(place.leases, ownIdentity()), "");
}

export function dropLease(place: Place): void {
  rmSync(join(place.leases, ownIdentity()), { force: true });
}

/** The ids of the processes that use the engine. Leases of processes that died are swept. */
export function leaseHolders(place: Place): readonly number[] {
  mkdirSync(place.leases, { recursive: true });
  const holders: number[] = [];
  for (const name of readdirSync(place.leases)) {
    const pid = Number.parseInt(name, 10);
    if (processIdentity(pid) === name) holders.push(pid);
    else rmSync(join(place.leases, name), { force: true });
  }
  return holders;
}

function ownIdentity(): string {
  return processIdentity(process.pid) ?? `${process.pid}-0`;
}

function isState(value: unknown): value is State {
  if (typeof value !== "object" || value === null) return false;
  const state = new Map<string, unknown>(Object.entries(value));
  const isPort = (name: string) => state.get(name) === undefined || Number.isInteger(state.get(name));
  return (
    typeof state.get("authPassword") === "string" &&
    typeof state.get("isPinned") === "boolean" &&
    isPort("registryPort") &&
    isPort("authRegistryPort")
  );
}
