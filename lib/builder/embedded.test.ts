import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type BuilderWorld, chooseBuilder } from "./index.js";

const { signal } = new AbortController();

let home: string;
let world: BuilderWorld;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "embedded-"));
  await mkdir(join(home, "bin"));
  world = {
    env: { PATH: `${home}/bin:${process.env["PATH"]}` },
    home,
    sockets: [],
    machine: { platform: "linux", uid: 0, osRelease: "" },
  };
});
afterEach(() => rm(home, { recursive: true }));

async function buildkitd(...lines: readonly string[]): Promise<void> {
  const path = join(home, "bin/buildkitd");
  await writeFile(path, ["#!/bin/sh", ...lines, ""].join("\n"));
  await chmod(path, 0o755);
}

async function endpoint(env: Readonly<Record<string, string>>): Promise<string> {
  return (await chooseBuilder(undefined, { ...world, env: { ...world.env, ...env } })).nodes[0].endpoint;
}

test("a buildkitd that does not start is told with the end of its log", async () => {
  await buildkitd("seq 1 20", "echo 'could not lock root' >&2", "exit 3");
  const builder = await chooseBuilder(undefined, world);
  const log = join(home, ".local/state/bakehouse/buildkitd/log");
  for (let attempt = 0; attempt < 2; attempt++) {
    await expect(builder.nodes[0].connect(signal)).rejects.toMatchObject({
      name: "BuilderError",
      message: "The buildkitd on PATH does not start: it ended with exit code 3",
      help: [
        ...[12, 13, 14, 15, 16, 17, 18, 19, 20].map((number) => `  ${number}`),
        "  could not lock root",
        `Its whole log is ${log}.`,
      ],
    });
  }
  expect(await builder.nodes[0].lifecycle.status(signal)).toBe("inactive");
});

test("who stops waiting for it is let go", async () => {
  await buildkitd(`echo >${home}/begun`, "exec sleep 60");
  const builder = await chooseBuilder(undefined, world);
  const controller = new AbortController();
  const connecting = builder.nodes[0].connect(controller.signal);
  connecting.catch(() => {});
  await vi.waitUntil(() => existsSync(join(home, "begun")), { timeout: 10_000, interval: 10 });
  controller.abort(new Error("enough"));
  await expect(connecting).rejects.toThrow("enough");
  await builder.nodes[0].lifecycle.stop(signal);
});

test("a file of that name that cannot be run is none", async () => {
  await writeFile(join(home, "bin/buildkitd"), "");
  await expect(chooseBuilder(undefined, world)).rejects.toThrow("there is no buildkitd on PATH");
});

test("it may be named, also where another would be taken", async () => {
  const env = { ...world.env, BUILDKIT_HOST: "unix:///elsewhere.sock" };
  await expect(chooseBuilder("embedded", { ...world, env })).rejects.toThrow('no builder or docker context "embedded"');
  await buildkitd("exit 0");
  expect(await chooseBuilder("embedded", { ...world, env })).toMatchObject({
    name: "embedded",
    reason: "--builder names it",
  });
});

test("elsewhere than on Linux none is started", async () => {
  await buildkitd("exit 0");
  const machine = { platform: "darwin", uid: 501, osRelease: "" };
  await expect(chooseBuilder(undefined, { ...world, machine })).rejects.toThrow("There is no BuildKit to build on");
});

test.for(["soon", "10", "1m30", "-1s"])("an idle time of %s is refused", async (said) => {
  await buildkitd("exit 0");
  const env = { ...world.env, BAKEHOUSE_BUILDKITD_IDLE: said };
  await expect(chooseBuilder(undefined, { ...world, env })).rejects.toMatchObject({
    message: `BAKEHOUSE_BUILDKITD_IDLE is "${said}", which is no time`,
    help: ["It is a time such as 90s, 15m or 1h30m, or never."],
  });
});

test("its socket lies where its path is short enough", async () => {
  await buildkitd("exit 0");
  const long = join(home, "x".repeat(100));
  await mkdir(join(home, "run"));
  await mkdir(long);
  const inState = join(home, ".local/state/bakehouse/buildkitd");
  expect(await endpoint({ XDG_RUNTIME_DIR: join(home, "run") })).toMatch(`unix://${home}/run/bakehouse/buildkitd-`);
  expect(await endpoint({})).toMatch(`unix://${inState}/buildkitd-`);
  expect(await endpoint({ XDG_RUNTIME_DIR: join(home, "absent") })).toMatch(`unix://${inState}/buildkitd-`);
  expect(await endpoint({ XDG_RUNTIME_DIR: long })).toMatch(`unix://${inState}/buildkitd-`);
  const uid = process.getuid?.() ?? 0;
  expect(await endpoint({ XDG_STATE_HOME: long })).toMatch(`unix://${join(tmpdir(), `bakehouse-${uid}`)}/buildkitd-`);
});

test("two state folders are two daemons", async () => {
  await buildkitd("exit 0");
  await mkdir(join(home, "run"));
  const run = { XDG_RUNTIME_DIR: join(home, "run") };
  expect(await endpoint(run)).not.toBe(await endpoint({ ...run, XDG_STATE_HOME: join(home, "other") }));
});

test("a folder that others may write to is not trusted", async () => {
  await buildkitd("exit 0");
  const runtime = join(home, "run");
  await mkdir(join(runtime, "bakehouse"), { recursive: true });
  await chmod(join(runtime, "bakehouse"), 0o777);
  const env = { ...world.env, XDG_RUNTIME_DIR: runtime };
  const builder = await chooseBuilder(undefined, { ...world, env });
  await expect(builder.nodes[0].connect(signal)).rejects.toMatchObject({
    message: `${join(runtime, "bakehouse")} belongs to somebody else, or others may write to it`,
  });
});
