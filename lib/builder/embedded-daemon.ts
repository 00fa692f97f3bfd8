// Starting, using and stopping the buildkitd of our own in one place. Simultaneous runs agree by two locks: `start.lock` is held
// while one of them starts it, `daemon.lock` by its supervisor as long as that lives.

import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type FileHandle, lstat, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pause } from "../async/index.js";
import { embeddedPlace, makePlace, type Place } from "./embedded-place.js";
import { supervisorScript } from "./embedded-supervisor.js";
import { tryUse, type Use } from "./embedded-use.js";
import { BuilderError } from "./errors.js";
import { lockedFile, takeLock } from "./file-lock.js";
import { type BuilderWorld, readIfThere } from "./world.js";

/** What is run, and for how long nobody may use it before it is stopped. */
export interface EmbeddedOptions {
  /** `--addr` and `--root` are added. */
  readonly command: readonly string[];
  readonly idle: IdleTime;
}

export type IdleTime = { readonly kind: "never" } | { readonly kind: "after"; readonly seconds: number };

const patienceMs = 60_000;
const retryMs = 50;

/**
 * Starts the daemon when it does not run, and keeps it from being stopped until what this gives is disposed.
 * @throws {BuilderError} when it does not start, with the end of its log.
 */
export async function useDaemon(options: EmbeddedOptions, world: BuilderWorld, signal: AbortSignal): Promise<Use> {
  const found = await embeddedPlace(world);
  await makePlace(found, world);
  const running = await tryUse(found.socket, signal);
  if (running !== undefined) {
    await noteUse(found, options.idle);
    return running;
  }
  const { folder, log } = found;
  const path = world.env["PATH"];
  await using lock = await takeLock(join(folder, "start.lock"), { waitMs: patienceMs, path });
  if (lock === undefined) throw new BuilderError("Another run keeps starting a buildkitd and does not get done");
  // A run that was faster, or a supervisor that is stopping the daemon, has the other lock.
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += retryMs) {
    // Whoever was faster may have put the socket elsewhere.
    const place = await embeddedPlace(world);
    const started = await tryUse(place.socket, signal);
    if (started !== undefined) return started;
    const held = await lockedFile(join(folder, "daemon.lock"), { waitMs: 0, path });
    if (held === "no command") {
      throw new BuilderError("A buildkitd of our own needs the command flock on PATH", [
        "It is part of util-linux and of busybox.",
      ]);
    }
    if (held !== "held") {
      try {
        return await start(place, held, options, world, signal);
      } finally {
        await held.close();
      }
    }
    await pause(retryMs, signal);
  }
  throw new BuilderError(`The buildkitd that bakehouse started does not answer on ${found.socket}`, [
    `Its log is ${log}; \`kill ${(await supervisorOf(found)) ?? "PID"}\` stops it.`,
  ]);
}

/** Whatever is built on it ends with an error. Nothing happens when it does not run. */
export async function stopDaemon(world: BuilderWorld, signal: AbortSignal): Promise<void> {
  const place = await embeddedPlace(world);
  if (!(await exists(place.folder))) return;
  const path = world.env["PATH"];
  await using _start = await takeLock(join(place.folder, "start.lock"), { waitMs: patienceMs, path });
  let isTold = false;
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += retryMs) {
    const held = await lockedFile(join(place.folder, "daemon.lock"), { waitMs: 0, path });
    if (held === "no command") return;
    if (held !== "held") return held.close();
    // While its supervisor lives, which the lock shows, its process id means nobody else. Once is enough, when it has one.
    const pid = isTold ? undefined : await supervisorOf(place);
    if (pid !== undefined) {
      process.kill(pid, "SIGTERM");
      isTold = true;
    }
    await pause(retryMs, signal);
  }
  throw new BuilderError(`The buildkitd that bakehouse started does not stop`, [`Its log is ${place.log}.`]);
}

export async function daemonStatus(
  world: BuilderWorld,
  signal: AbortSignal,
): Promise<"running" | "stopped" | "inactive"> {
  const place = await embeddedPlace(world);
  using use = await tryUse(place.socket, signal);
  if (use !== undefined) return "running";
  return (await exists(place.root)) ? "stopped" : "inactive";
}

/** What it keeps between its starts; it must not run. `wrapper` is a command that may remove files of other user ids. */
export async function removeState(wrapper: readonly string[], world: BuilderWorld): Promise<void> {
  const { folder } = await embeddedPlace(world);
  const [command, ...args] = [...wrapper, "rm", "-rf", folder];
  const { spawn } = await import("node:child_process");
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"], env: { ...world.env } });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    complaint += part;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new BuilderError(`Cannot remove ${folder}: ${complaint.trim()}`);
}

async function start(
  place: Place,
  lock: FileHandle,
  { command, idle }: EmbeddedOptions,
  world: BuilderWorld,
  signal: AbortSignal,
): Promise<Use> {
  const { folder, root, log, socket } = place;
  for (const left of [socket, `${socket}.closing`]) await rm(left, { force: true });
  await rename(log, `${log}.old`).catch(() => {});
  await writeFile(join(folder, "socket"), `${socket}\n`, { mode: 0o600 });
  await noteUse(place, idle);
  const { spawn } = await import("node:child_process");
  const output = await open(log, "a", 0o600);
  const daemon = [...command, "--addr", `unix://${socket}`, "--root", root];
  const child = spawn("sh", ["-c", supervisorScript, "bakehouse-buildkitd", socket, folder, ...daemon], {
    // Of a session of its own: Ctrl-C and the end of a terminal are meant for the run, and others may be building by then.
    detached: true,
    cwd: "/",
    stdio: ["ignore", output.fd, output.fd, lock.fd],
    env: environmentOf(world),
  });
  try {
    await once(child, "spawn");
  } finally {
    await output.close();
  }
  const ended = once(child, "exit");
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += retryMs) {
    const use = await tryUse(socket, signal);
    if (use !== undefined) {
      child.unref();
      return use;
    }
    if (child.exitCode !== null || child.signalCode !== null) throw await startFailure(place, child.exitCode);
    await Promise.race([pause(retryMs, signal), ended]);
  }
  child.kill("SIGTERM");
  child.unref();
  throw await startFailure(place, undefined);
}

/**
 * What a daemon may know of the run that happens to start it: where programs and files are, and proxies. Tokens of a build have no
 * business in a process that outlives it.
 */
function environmentOf({ env, home }: BuilderWorld): Record<string, string> {
  const wanted =
    /^(PATH|HOME|USER|LOGNAME|LANG|TZ|TMPDIR|XDG_[A-Z_]*|DBUS_SESSION_BUS_ADDRESS|SSL_CERT_(FILE|DIR)|(https?|no|ftp|all)_proxy|BUILDKIT[A-Z_]*|ROOTLESSKIT[A-Z_]*)$/i;
  const kept = Object.entries(env).flatMap(([key, value]) =>
    value !== undefined && wanted.test(key) ? [[key, value] as const] : [],
  );
  return { HOME: home, ...Object.fromEntries(kept) };
}

const shownLines = 10;

async function startFailure({ log, socket }: Place, code: number | null | undefined): Promise<BuilderError> {
  const lines = ((await readIfThere(log)) ?? "").trimEnd().split("\n").slice(-shownLines);
  const what =
    code === undefined ? `it does not answer on ${socket}` : `it ended with exit code ${code ?? "of a signal"}`;
  return new BuilderError(`The buildkitd on PATH does not start: ${what}`, [
    ...lines.filter((line) => line !== "").map((line) => `  ${line}`),
    `Its whole log is ${log}.`,
  ]);
}

/** For the supervisor: how long to wait, and that somebody came by, even if the connection was too short to be seen. */
async function noteUse({ folder }: Place, idle: IdleTime): Promise<void> {
  const word = randomBytes(6).toString("hex");
  const draft = join(folder, `used.${word}`);
  await writeFile(draft, `${idleTicks(idle)} ${word}\n`, { mode: 0o600 });
  await rename(draft, join(folder, "used"));
}

const tickSeconds = 30;

/** How many ticks and how long one is: of half a minute, or ten when they are to be shorter. */
function idleTicks(idle: IdleTime): string {
  if (idle.kind === "never") return `never ${tickSeconds}`;
  const length = Math.min(tickSeconds, Math.max(idle.seconds / 10, 0.05));
  return `${Math.max(1, Math.ceil(idle.seconds / length))} ${length}`;
}

async function supervisorOf({ folder }: Place): Promise<number | undefined> {
  const pid = Number((await readFile(join(folder, "pid"), "utf8").catch(() => "")).trim());
  return Number.isInteger(pid) && pid > 1 ? pid : undefined;
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}
