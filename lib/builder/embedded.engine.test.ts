import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import {
  appendFile,
  chmod,
  type FileHandle,
  mkdir,
  mkdtemp,
  open,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, inject, test, vi } from "vitest";
import { bake } from "../../testing/tools/index.js";
import { http2Preface } from "./discover.js";
import { type Builder, type BuilderWorld, chooseBuilder } from "./index.js";
import { defaultSockets } from "./world.js";

// Debian has no buildkitd, so a script of that name stands in for it: it listens where --addr says and hands each connection to
// the engine's BuildKit. What counts here is how it is started, shared and stopped.

const engine = inject("engine");
const { signal } = new AbortController();
const patience = { timeout: 20_000, interval: 20 };

let home: string;
let world: BuilderWorld;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "embedded-"));
  await mkdir(join(home, "bin"));
  await mkdir(join(home, "run"));
  await program("buildkitd", [
    `echo "$@" >>${home}/starts`,
    `env >${home}/environment`,
    `while [ "$1" != --addr ]; do shift; done`,
    `exec socat UNIX-LISTEN:"\${2#unix://}",fork UNIX-CONNECT:${engine.buildkitHost.replace("unix://", "")}`,
  ]);
  world = {
    env: { PATH: `${home}/bin:${process.env["PATH"]}`, XDG_RUNTIME_DIR: join(home, "run") },
    home,
    sockets: [],
    machine: { platform: "linux", uid: 0, osRelease: "" },
  };
});
afterEach(async () => {
  await (await embedded()).nodes[0].lifecycle.stop(signal);
  await rm(home, { recursive: true });
});

async function program(name: string, lines: readonly string[]): Promise<void> {
  const path = join(home, "bin", name);
  await writeFile(path, ["#!/bin/sh", ...lines, ""].join("\n"));
  await chmod(path, 0o755);
}

async function embedded(env: Readonly<Record<string, string>> = {}): Promise<Builder> {
  return chooseBuilder(undefined, { ...world, env: { ...world.env, ...env } });
}

async function linesOf(name: string): Promise<number> {
  return (await readFile(join(home, name), "utf8").catch(() => "")).split("\n").length - 1;
}

const starts = (): Promise<number> => linesOf("starts");

const state = (name: string): string => join(home, ".local/state/bakehouse/buildkitd", name);
const socketOf = (builder: Builder): string => builder.nodes[0].endpoint.replace("unix://", "");
const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
const status = async (): Promise<string> => (await embedded()).nodes[0].lifecycle.status(signal);

interface HeldTicks extends AsyncDisposable {
  /** Resolves when the supervisor has thought about each of them, or has ended. */
  letGo(count: number): Promise<void>;
}

/** Makes the supervisor's ticks ours: each waits until it is let go. */
async function heldTicks(): Promise<HeldTicks> {
  const gate = join(home, "gate");
  execFileSync("mkfifo", [gate]);
  // In both directions, so that neither end waits for the other.
  const handle: FileHandle = await open(gate, "r+");
  await program("sleep", [
    // The time after which a daemon that does not stop is killed is none of the ticks.
    `[ "$1" = 25 ] && exec /bin/sleep 25`,
    `echo "$1" >>${home}/ticks`,
    `read -r _ <${gate}`,
    `echo >>${home}/ticked`,
  ]);
  const begun = (): Promise<number> => linesOf("ticks");
  const waiting = async (): Promise<number> => (await begun()) - (await linesOf("ticked"));
  return {
    async letGo(count) {
      for (let number = 0; number < count && (await isThere(state("pid"))); number++) {
        const before = await vi.waitUntil(begun, patience);
        await handle.write("\n");
        await vi.waitUntil(async () => (await begun()) > before || !(await isThere(state("pid"))), patience);
      }
    },
    async [Symbol.asyncDispose]() {
      // Whoever still waits goes on, and who comes now sleeps by the clock.
      await rm(join(home, "bin/sleep"));
      await handle.write("\n".repeat(10));
      await vi.waitUntil(async () => (await waiting()) === 0, patience);
      await handle.close();
    },
  };
}

test("it is started by the first that connects, and shared by those who come then or later", async () => {
  const builder = await embedded();
  expect(builder).toMatchObject({
    name: "embedded",
    driver: "remote",
    reason: "nothing else is there and buildkitd is on PATH, so one of bakehouse's own is run",
  });
  expect(await starts()).toBe(0);
  const clients = await Promise.all(Array.from({ length: 6 }, async () => (await embedded()).nodes[0].connect(signal)));
  for (const client of clients) {
    const [worker] = await client.listWorkers(signal);
    expect(worker?.platforms[0]).toEqual({ os: "linux", architecture: "amd64" });
    await client[Symbol.asyncDispose]();
  }
  await using later = await (await embedded()).nodes[0].connect(signal);
  expect(await later.info(signal)).toHaveProperty("version");
  expect(await starts()).toBe(1);
  expect(await readFile(join(home, "starts"), "utf8")).toBe(
    `--addr unix://${socketOf(builder)} --root ${state("root")}\n`,
  );
  expect(socketOf(builder)).toMatch(new RegExp(`^${home}/run/bakehouse/buildkitd-[0-9a-f]{8}\\.sock$`));
  expect((await stat(join(home, "run/bakehouse"))).mode & 0o777).toBe(0o700);
  expect((await stat(state("log"))).mode & 0o777).toBe(0o600);
});

test("a run that does not know the runtime folder finds the one of a run that does", async () => {
  await using _client = await (await embedded()).nodes[0].connect(signal);
  const elsewhere = await embedded({ XDG_RUNTIME_DIR: "" });
  expect(socketOf(elsewhere)).toBe(socketOf(await embedded()));
  await using other = await elsewhere.nodes[0].connect(signal);
  await other.listWorkers(signal);
  expect(await starts()).toBe(1);
});

test("runs that would put its socket in different places start one all the same", async () => {
  const [one, other] = await Promise.all([embedded(), embedded({ XDG_RUNTIME_DIR: "" })]);
  expect(socketOf(one)).not.toBe(socketOf(other));
  for (const client of await Promise.all([one.nodes[0].connect(signal), other.nodes[0].connect(signal)])) {
    await client.listWorkers(signal);
    await client[Symbol.asyncDispose]();
  }
  expect(await starts()).toBe(1);
});

test("tokens of the run that starts it do not reach it", async () => {
  const env = { NPM_TOKEN: "hush", AWS_SECRET_ACCESS_KEY: "hush", HTTPS_PROXY: "http://proxy:1", BUILDKIT_X: "kept" };
  await using _client = await (await embedded(env)).nodes[0].connect(signal);
  const seen = await readFile(join(home, "environment"), "utf8");
  expect(seen).not.toContain("hush");
  expect(seen).toContain("HTTPS_PROXY=http://proxy:1\n");
  expect(seen).toContain("BUILDKIT_X=kept\n");
});

test("it is stopped after ten quiet ticks, and started again by the next run", async () => {
  await using ticks = await heldTicks();
  const builder = await embedded({ BAKEHOUSE_BUILDKITD_IDLE: "20s" });
  await (await builder.nodes[0].connect(signal))[Symbol.asyncDispose]();
  await ticks.letGo(9);
  expect(await status()).toBe("running");
  // Asking for the status was a connection; the stand-in needs a moment to see that it is over.
  await ticks.letGo(20);
  await vi.waitUntil(async () => !(await isThere(state("pid"))), patience);
  expect(await readFile(join(home, "ticks"), "utf8")).toMatch(/^(2\n)+$/);
  expect(await isThere(socketOf(builder))).toBe(false);
  expect(await status()).not.toBe("running");
  expect(await readFile(state("log"), "utf8")).toContain("nobody has used this buildkitd for a while");
  await using again = await builder.nodes[0].connect(signal);
  await again.listWorkers(signal);
  expect(await starts()).toBe(2);
});

const shells = [
  { title: "bash", shell: "/bin/bash" },
  { title: "busybox", shell: engine.busybox },
];
test.for(shells)("it is watched over by $title as well", async ({ shell }) => {
  await symlink(shell, join(home, "bin/sh"));
  const builder = await embedded({ BAKEHOUSE_BUILDKITD_IDLE: "1s" });
  const client = await builder.nodes[0].connect(signal);
  const supervisor = Number(await readFile(state("pid"), "utf8"));
  expect(await realpath(`/proc/${supervisor}/exe`)).toBe(await realpath(shell));
  await client.listWorkers(signal);
  await client[Symbol.asyncDispose]();
  await vi.waitUntil(async () => !(await isThere(`/proc/${supervisor}`)), patience);
  expect(await isThere(socketOf(builder))).toBe(false);
  expect(await readFile(state("log"), "utf8")).toContain("nobody has used this buildkitd for a while");
  await builder.nodes[0].lifecycle.bootstrap(() => {}, signal);
  await builder.nodes[0].lifecycle.stop(signal);
  expect(await starts()).toBe(2);
});

test.for(["ours", "somebody else's"])("it is not stopped while a connection of %s is open", async (whose) => {
  await using ticks = await heldTicks();
  const builder = await embedded({ BAKEHOUSE_BUILDKITD_IDLE: "1s" });
  const client = await builder.nodes[0].connect(signal);
  const guest = net.connect(socketOf(builder));
  await once(guest, "connect");
  if (whose === "ours") guest.destroy();
  else await client[Symbol.asyncDispose]();
  await ticks.letGo(25);
  expect(await isThere(socketOf(builder))).toBe(true);
  if (whose === "ours") {
    await client.listWorkers(signal);
    await client[Symbol.asyncDispose]();
  } else {
    expect(guest.readyState).toBe("open");
    guest.destroy();
  }
  await ticks.letGo(20);
  await vi.waitUntil(async () => !(await isThere(state("pid"))), patience);
  expect(await starts()).toBe(1);
});

test.runIf(process.getuid?.() === 0)("a connection from another network namespace is seen as well", async () => {
  await using ticks = await heldTicks();
  const builder = await embedded({ BAKEHOUSE_BUILDKITD_IDLE: "1s" });
  await (await builder.nodes[0].connect(signal))[Symbol.asyncDispose]();
  // As from a container that has the socket mounted: the kernel does not list it among the connections here.
  const guest = spawn("unshare", ["--net", "socat", "-", `UNIX-CONNECT:${socketOf(builder)}`], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  guest.stdin.write(http2Preface);
  await once(guest.stdout, "data");
  await ticks.letGo(25);
  expect(guest.exitCode).toBe(null);
  expect(await isThere(socketOf(builder))).toBe(true);
  guest.kill();
  await once(guest, "exit");
  await ticks.letGo(25);
  await vi.waitUntil(async () => !(await isThere(state("pid"))), patience);
});

test("it stays for ever when told so", async () => {
  await using ticks = await heldTicks();
  await (await (await embedded({ BAKEHOUSE_BUILDKITD_IDLE: "1s" })).nodes[0].connect(signal))[Symbol.asyncDispose]();
  // What the last run said counts.
  const builder = await embedded({ BAKEHOUSE_BUILDKITD_IDLE: "never" });
  await (await builder.nodes[0].connect(signal))[Symbol.asyncDispose]();
  await ticks.letGo(25);
  expect(await isThere(socketOf(builder))).toBe(true);
});

test("it stops when nobody can reach it any more", async () => {
  await using ticks = await heldTicks();
  const builder = await embedded({ BAKEHOUSE_BUILDKITD_IDLE: "4m" });
  await (await builder.nodes[0].connect(signal))[Symbol.asyncDispose]();
  await ticks.letGo(2);
  await rm(join(home, "run"), { recursive: true });
  await ticks.letGo(1);
  await vi.waitUntil(async () => !(await isThere(state("pid"))), patience);
  await using again = await (await embedded()).nodes[0].connect(signal);
  await again.listWorkers(signal);
});

test("one that was killed is replaced", async () => {
  const builder = await embedded();
  await (await builder.nodes[0].connect(signal))[Symbol.asyncDispose]();
  const supervisor = Number(await readFile(state("pid"), "utf8"));
  const [daemon = 0] = await childrenNamed(supervisor, "socat");
  process.kill(daemon, "SIGKILL");
  await using again = await builder.nodes[0].connect(signal);
  await again.listWorkers(signal);
  expect(await starts()).toBe(2);
});

test("one whose supervisor was killed too is used as long as it answers", async () => {
  const builder = await embedded();
  await (await builder.nodes[0].connect(signal))[Symbol.asyncDispose]();
  const supervisor = Number(await readFile(state("pid"), "utf8"));
  const [daemon = 0] = await childrenNamed(supervisor, "socat");
  process.kill(supervisor, "SIGKILL");
  try {
    await using again = await builder.nodes[0].connect(signal);
    await again.listWorkers(signal);
    expect(await starts()).toBe(1);
  } finally {
    process.kill(daemon, "SIGKILL");
  }
});

async function childrenNamed(parent: number, name: string): Promise<readonly number[]> {
  const pids = (await readFile(`/proc/${parent}/task/${parent}/children`, "utf8")).trim().split(" ").map(Number);
  const names = await Promise.all(pids.map(async (pid) => (await readFile(`/proc/${pid}/comm`, "utf8")).trim()));
  return pids.filter((_pid, index) => names[index] === name);
}

test("its verbs make it, stop it and take it away", async () => {
  const { lifecycle } = (await embedded()).nodes[0];
  const said: string[] = [];
  expect(await lifecycle.status(signal)).toBe("inactive");
  await lifecycle.bootstrap((line) => said.push(line), signal);
  await lifecycle.bootstrap((line) => said.push(line), signal);
  expect(said).toEqual(["starting buildkitd"]);
  expect(await lifecycle.status(signal)).toBe("running");
  // What buildkitd would have made.
  await mkdir(state("root"));
  await lifecycle.stop(signal);
  await lifecycle.stop(signal);
  expect(await lifecycle.status(signal)).toBe("stopped");
  await lifecycle.remove({ keepState: true, keepDaemon: false }, signal);
  expect(await isThere(state("root"))).toBe(true);
  await lifecycle.remove({ keepState: false, keepDaemon: false }, signal);
  expect(await isThere(state(""))).toBe(false);
});

test("who is not root has it run through rootlesskit when that is there", async () => {
  world = { ...world, machine: { platform: "linux", uid: 1000, osRelease: "" } };
  await program("rootlesskit", [`echo "rootlesskit $*" >>${home}/wrapped`, `exec "$@"`]);
  const builder = await embedded();
  expect(builder.reason).toBe(
    "nothing else is there and buildkitd is on PATH, so one of bakehouse's own is run through rootlesskit",
  );
  await using client = await builder.nodes[0].connect(signal);
  await client.listWorkers(signal);
  expect(await readFile(join(home, "wrapped"), "utf8")).toBe(
    `rootlesskit buildkitd --addr unix://${socketOf(builder)} --root ${state("root")}\n`,
  );
});

test("the log of the start before is kept as well", async () => {
  const { lifecycle } = (await embedded()).nodes[0];
  await lifecycle.bootstrap(() => {}, signal);
  await appendFile(state("log"), "from the first\n");
  await lifecycle.stop(signal);
  await lifecycle.bootstrap(() => {}, signal);
  expect(await readFile(state("log.old"), "utf8")).toContain("from the first");
});

/** On a machine where one of these listens, a command takes that, as it should. */
const hasDefaultDaemon = defaultSockets({ env: {}, home: "/nowhere" }).some(({ path }) => existsSync(path));

test.skipIf(hasDefaultDaemon)(
  "runs of bake at the same time start one together, and the next run finds it",
  async () => {
    const recipe = 'target "app" {\n  dockerfile-inline = "FROM scratch\\nCOPY name /\\n"\n  output = ["out"]\n}\n';
    const build = async (name: string): Promise<void> => {
      const cwd = join(home, name);
      await mkdir(cwd);
      await writeFile(join(cwd, "docker-bake.hcl"), recipe);
      await writeFile(join(cwd, "name"), name);
      const env = { PATH: world.env["PATH"] ?? "", HOME: home, XDG_RUNTIME_DIR: join(home, "run") };
      const { code, stderr } = await bake(["app", "--allow=fs.write=out"], { cwd, env });
      expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
      expect(await readFile(join(cwd, "out/name"), "utf8")).toBe(name);
    };
    await Promise.all(["one", "two", "three"].map(build));
    await build("four");
    expect(await starts()).toBe(1);
  },
);
