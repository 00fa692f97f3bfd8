// The life of an engine, in a folder of its own so that the one that serves other tests is left in peace.

import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { openPeer } from "../peer.js";
import { imageNames, offlineBase, runCommand, startCommand } from "../tools/index.js";
import {
  type Engine,
  engineEnvironment,
  engineStatus,
  ensureEngine,
  releaseEngine,
  startDaemon,
  takeDown,
} from "./index.js";
import { processIdentity } from "./processes.js";

const shared = inject("engine");
const parts = ["docker", "buildkit", "registry", "auth-registry"];
const main = [process.execPath, "--import", "tsx", join(import.meta.dirname, "main.ts")];
// A user's docker cannot be killed, and no second one be started beside it.
const hasOwnDocker = !process.env["BAKEHOUSE_TEST_DOCKER_HOST"];

let home = "";
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "engine-")));
  // Fetching the packages is not what is tested here.
  symlinkSync(join(shared.home, "packages"), join(home, "packages"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await takeDown(home);
  rmSync(home, { recursive: true });
});

describe.runIf(hasOwnDocker)("an engine of our own", () => {
  test("two that bring it up at once get the same one, and a third changes nothing", async () => {
    const [first, second] = await Promise.all([engine("up"), engine("up")]);
    expect(first.code, first.stderr).toBe(0);
    expect(second.stdout).toBe(first.stdout);
    const before = await engineStatus(home);
    expect(before.map(({ part, state }) => `${part} ${state}`)).toEqual(parts.map((part) => `${part} up`));
    // dockerd brings its containerd along.
    expect(before.map(({ pids }) => pids.length)).toEqual([2, 1, 1, 1]);

    expect((await engine("up")).stdout).toBe(first.stdout);
    expect(await engineStatus(home)).toEqual(before);
  });

  test("what it prints is the environment to export, and its parts work", async () => {
    const up = await engine("up");
    const shell = await runCommand(["sh", "-c", `${up.stdout}env`], { cwd: home });
    const ours = shell.stdout.split("\n").filter((line) => line.startsWith("BAKEHOUSE_"));
    const described = await ensureEngine({ home });
    expect(ours.sort()).toEqual(
      Object.entries(engineEnvironment(described))
        .map((entry) => entry.join("="))
        .sort(),
    );
    await expectBuilds(described);
  });

  test("status tells what runs, in its exit code too", async () => {
    expect(await engine("status")).toMatchObject({ code: 1, stdout: expect.stringMatching(/^docker +down +unix:/) });
    const { dockerHost, registry } = await ensureEngine({ home });
    const { code, stdout } = await engine("status");
    expect(code).toBe(0);
    expect(stdout.split("\n")[0]).toMatch(new RegExp(`^docker +up +${dockerHost} \\d+ \\d+$`));
    expect(stdout.split("\n")[2]).toMatch(new RegExp(`^registry +up +${registry} +\\d+$`));
  });

  test("a part that was killed comes back on its old address, and the others stay", async () => {
    const before = await ensureEngine({ home });
    const pids = pidsOf(await engineStatus(home));
    await kill([...(pids.get("docker") ?? []), ...(pids.get("registry") ?? [])]);

    expect(await ensureEngine({ home })).toEqual(before);
    const after = pidsOf(await engineStatus(home));
    expect(after.get("docker")).not.toEqual(pids.get("docker"));
    expect(after.get("registry")).not.toEqual(pids.get("registry"));
    expect(after.get("buildkit")).toEqual(pids.get("buildkit"));
    expect(after.get("auth-registry")).toEqual(pids.get("auth-registry"));
    await expectBuilds(before);
  });

  test("a part that hangs is started anew", async () => {
    await ensureEngine({ home });
    const [hanging = 0] = pidsOf(await engineStatus(home)).get("registry") ?? [];
    process.kill(hanging, "SIGSTOP");
    const said: string[] = [];
    await ensureEngine({ home, say: (line) => said.push(line) });
    expect(said).toEqual(["registry does not answer: starting it anew"]);
    expect((await engineStatus(home)).map(({ state }) => state)).toEqual(["up", "up", "up", "up"]);
    expect(isAlive(hanging)).toBe(false);
  });

  test("damaged files of an earlier run do not keep it down", async () => {
    await ensureEngine({ home });
    await takeDown(home);
    writeFileSync(join(home, "state.json"), "{");
    const data = join(home, "parts/docker/data");
    for (const name of readdirSync(data, { recursive: true, encoding: "utf8" }))
      if (name.endsWith(".db")) writeFileSync(join(data, name), "not a database");
    await expectBuilds(await ensureEngine({ home }));
  });

  test("down ends all that it started, with a build under way, a second daemon and a daemon that was killed", async () => {
    const described = await ensureEngine({ home });
    const killed = await startDaemon(described, "killed");
    const beside = await startDaemon(described, "beside");
    const builds = [killed.dockerHost, beside.dockerHost, described.dockerHost].map((host, index) =>
      slowBuild(described, host, index),
    );
    try {
      for (const build of builds) await build.shows("the step has begun");
      const status = pidsOf(await engineStatus(home));
      const [name = ""] = [...status.keys()].filter((part) => part.startsWith("killed-"));
      await kill(status.get(name) ?? []);

      const down = await engine("down");
      expect(down.code, down.stderr).toBe(0);
      expect(processesOf(home)).toEqual([]);
      expect(readFileSync("/proc/self/mountinfo", "utf8")).not.toContain(`${home}/`);
      expect(readdirSync(join(home, "parts")).sort()).toEqual([...parts].sort());
      expect((await engineStatus(home)).map(({ state }) => state)).toEqual(["down", "down", "down", "down"]);
    } finally {
      for (const build of builds) build.signal("SIGKILL");
      await Promise.all(builds.map(({ finished }) => finished));
    }
    expect(await engine("down")).toMatchObject({ code: 0, stdout: "", stderr: "" });
  });

  test("a second daemon has its own images, and is gone when it is stopped", async () => {
    const described = await ensureEngine({ home });
    const daemon = await startDaemon(described, "second");
    await expectBuilds({ ...described, dockerHost: daemon.dockerHost, buildkitHost: daemon.buildkitHost }, "only:here");
    expect(await imageNames(daemon.dockerHost)).toEqual(["only:here"]);
    expect(await imageNames(described.dockerHost)).toEqual([]);
    expect((await engineStatus(home)).map(({ part }) => part.replace(/-[0-9a-f]+$/, ""))).toEqual([...parts, "second"]);
    await daemon.stop();
    expect((await engineStatus(home)).map(({ part }) => part)).toEqual(parts);
    expect(readdirSync(join(home, "parts")).sort()).toEqual([...parts].sort());
  });

  test("a run that uses it takes it down with it, unless it was asked for by name", async () => {
    await ensureEngine({ home, hold: "use" });
    await releaseEngine(home);
    expect((await engineStatus(home)).map(({ state }) => state)).toEqual(["down", "down", "down", "down"]);
    await ensureEngine({ home });
    await ensureEngine({ home, hold: "use" });
    await releaseEngine(home);
    expect((await engineStatus(home)).map(({ state }) => state)).toEqual(["up", "up", "up", "up"]);
  });

  test("a run does not take it away from another one that uses it", async () => {
    // The other run is this process; the one that lets go is a child.
    await ensureEngine({ home, hold: "use" });
    const index = join(import.meta.dirname, "index.ts");
    const script = `import { ensureEngine, releaseEngine } from ${JSON.stringify(index)};
      await ensureEngine({ hold: "use" }); await releaseEngine();`;
    const other = await runCommand([process.execPath, "--import", "tsx", "--input-type=module", "-e", script], {
      cwd: join(import.meta.dirname, "../.."),
      env: { BAKEHOUSE_ENGINE_HOME: home },
    });
    expect(other.code, other.stderr).toBe(0);
    expect((await engineStatus(home)).map(({ state }) => state)).toEqual(["up", "up", "up", "up"]);
  });
});

describe("a docker that the user names", () => {
  let tools = "";
  beforeAll(() => {
    tools = mkdtempSync(join(tmpdir(), "tools-"));
    const registry = join(shared.home, "packages/usr/bin/docker-registry");
    for (const path of [shared.buildx, registry, shared.busybox, shared.busyboxArm64])
      symlinkSync(path, join(tools, path.slice(dirname(path).length + 1)));
  });
  afterAll(() => rmSync(tools, { recursive: true }));

  test("is used and not touched", async () => {
    const env = { BAKEHOUSE_TEST_DOCKER_HOST: shared.dockerHost, BAKEHOUSE_TEST_TOOLS: tools };
    const up = await engine("up", env);
    expect(up.code, up.stderr).toBe(0);
    expect(up.stdout).toContain(`export BAKEHOUSE_ENGINE_DOCKER_HOST=${shared.dockerHost}\n`);
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    expect((await engineStatus(home)).map(({ part }) => part)).toEqual(parts.slice(1));
    await expectBuilds(await ensureEngine({ home }));
    expect(await engine("down", env)).toMatchObject({ code: 0 });
    expect(processesOf(home)).toEqual([]);
    await expectBuilds(shared);
  });

  test.for([
    [
      "is not there",
      { BAKEHOUSE_TEST_DOCKER_HOST: "unix:///not/there.sock" },
      `"unix:///not/there.sock", where no docker answers`,
    ],
    ["comes with a folder that lacks a tool", { BAKEHOUSE_TEST_TOOLS: import.meta.dirname }, "without"],
  ] as const)("is refused when it %s", async ([, env, message]) => {
    const up = await engine("up", { BAKEHOUSE_TEST_DOCKER_HOST: shared.dockerHost, ...env });
    expect(up).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining(message) });
    expect(processesOf(home)).toEqual([]);
  });
});

test("what is no verb is answered with the usage", async () => {
  expect(await engine("upp")).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("up|down|status") });
});

function engine(verb: string, env: Readonly<Record<string, string>> = {}) {
  return runCommand([...main, verb], {
    cwd: join(import.meta.dirname, "../.."),
    env: { BAKEHOUSE_ENGINE_HOME: home, ...env },
  });
}

/** Builds an image through both sockets. */
async function expectBuilds(described: Engine, tag = ""): Promise<void> {
  const folder = mkdtempSync(join(home, "project-"));
  writeFileSync(join(folder, "Dockerfile"), "FROM scratch\nCOPY Dockerfile /\n");
  const target = tag === "" ? "" : `\n  tags = ["${tag}"]\n  output = ["type=docker"]\n`;
  writeFileSync(join(folder, "docker-bake.hcl"), `target "default" {${target}}\n`);
  for (const builder of ["docker", "plain"] as const) {
    await using peer = await openPeer(described, builder);
    const { code, stderr } = await peer.bake(folder, ["--set", "default.no-cache=true"]);
    expect(code, stderr).toBe(0);
  }
}

/** A build that is in the middle of a RUN when it has shown its text, and stays there. */
function slowBuild(described: Engine, dockerHost: string, index: number) {
  const folder = mkdtempSync(join(home, "project-"));
  const base = offlineBase(described, ["default"]);
  writeFileSync(join(folder, "Dockerfile"), `FROM alpine\nRUN echo "the step has" "begun"; sleep ${10_000 + index}\n`);
  writeFileSync(join(folder, "docker-bake.hcl"), `target "default" {}\n`);
  return startCommand([described.buildx, "bake", "--progress=plain", "-f", "docker-bake.hcl", ...base.args], {
    cwd: folder,
    env: { ...base.env, DOCKER_HOST: dockerHost, DOCKER_CONFIG: folder, BUILDX_CONFIG: folder },
  });
}

/** Kills processes and waits until they have let go of their files, which is a while after they are seen no more. */
async function kill(pids: readonly number[]): Promise<void> {
  for (const pid of pids) {
    const identity = processIdentity(pid);
    // runc's processes come and go; the daemon's own stay.
    if (identity === undefined) continue;
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      continue;
    }
    await vi.waitFor(() => expect(processIdentity(pid)).not.toBe(identity), { timeout: 30_000, interval: 5 });
  }
}

function pidsOf(status: Awaited<ReturnType<typeof engineStatus>>): ReadonlyMap<string, readonly number[]> {
  return new Map(status.map(({ part, pids }) => [part, pids]));
}

/** Every process whose arguments or own mounts tell of the home, but clients of ours. */
function processesOf(folder: string): readonly string[] {
  const own = readProc("self/mountinfo");
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const mounts = readProc(`${pid}/mountinfo`);
      return (
        readProc(`${pid}/cmdline`).includes(`${folder}/parts`) || (mounts !== own && mounts.includes(`${folder}/parts`))
      );
    })
    .map((pid) => readProc(`${pid}/cmdline`).replaceAll("\0", " "));
}

function isAlive(pid: number): boolean {
  return readProc(`${pid}/cmdline`) !== "";
}

function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, "utf8");
  } catch {
    return "";
  }
}
