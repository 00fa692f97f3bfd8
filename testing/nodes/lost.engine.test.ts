// Nodes that go away, while targets are built on them or before.

import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { watch } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { type Daemon, startDaemon } from "../engine/index.js";
import { writeFiles } from "../tools/index.js";
import { openFarm } from "./setting.js";

const engine = inject("engine");

const ends = [
  { how: "stopped", end: (daemon: Daemon) => daemon.stop() },
  { how: "killed", end: (daemon: Daemon) => daemon.kill() },
] as const;

test.for(ends)("60 targets on three nodes all end well when one of them is $how half-way", async ({ how, end }) => {
  const daemons = await Promise.all(["a", "b", "c"].map((name) => startDaemon(engine, `${how}-${name}`)));
  try {
    const names = Array.from({ length: 60 }, (_, index) => `t${index}`);
    using farm = openFarm(
      engine,
      daemons.map((daemon) => ({ daemon })),
      { Dockerfile: "FROM scratch AS sh\nCOPY busybox /bin/sh\nFROM sh\nARG N\nRUN echo $N > /made.txt\n" },
    );
    const out = join(farm.beside, "out");
    const targets = names.map(
      (name) => `target "${name}" {\n  args = { N = "${name}" }\n  output = ["type=local,dest=${out}/${name}"]\n}\n`,
    );
    writeFiles(
      farm.beside,
      new Map([["docker-bake.hcl", `group "default" { targets = ${JSON.stringify(names)} }\n${targets.join("")}`]]),
    );
    mkdirSync(out);
    const run = await farm.start(["-f", join(farm.beside, "docker-bake.hcl")]);
    await Promise.race([filesIn(out, 20), run.finished]);
    const [first] = daemons;
    if (first !== undefined) await end(first);
    const { code, stderr } = await run.finished;
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/node "a" went away and is left out from here on: /);
    expect(stderr).toMatch(/built again on other nodes: "t\d+"/);
    expect(readdirSync(out).sort()).toEqual(names.toSorted());
    for (const name of names) expect(readFileSync(join(out, name, "made.txt"), "utf8")).toBe(`${name}\n`);
  } finally {
    await Promise.all(daemons.map((daemon) => daemon[Symbol.asyncDispose]()));
  }
});

/** Resolves when this many are in the folder. */
async function filesIn(folder: string, count: number): Promise<void> {
  for await (const _ of watch(folder)) if (readdirSync(folder).length >= count) return;
}

test("a node that is not there is left out with a warning, and what only it builds fails with the reason", async () => {
  await using daemon = await startDaemon(engine, "lost-at-start");
  const gone = { buildkitHost: "unix:///nowhere/buildkitd.sock" };
  using farm = openFarm(
    engine,
    [
      { daemon: gone, platforms: ["linux/s390x"] },
      { daemon, platforms: ["linux/amd64"] },
    ],
    { Dockerfile: "FROM scratch\nCOPY busybox /busybox\n" },
  );
  const bakeFile = `target "app" {\n  platforms = ["linux/amd64"]\n}\ntarget "ibm" {\n  platforms = ["linux/s390x"]\n}\n`;
  writeFiles(farm.beside, new Map([["docker-bake.hcl", bakeFile]]));
  const file = join(farm.beside, "docker-bake.hcl");
  const app = await farm.bake(["-f", file, "app"]);
  expect(app.code, app.stderr).toBe(0);
  expect(app.stderr).toContain(`node "a" cannot be reached and is left out: `);
  const ibm = await farm.bake(["-f", file, "ibm"]);
  expect(ibm.code).toBe(1);
  expect(ibm.stderr).toContain(
    `target "ibm" cannot be built for linux/s390x: only node "a" of this builder can, and it is gone`,
  );
});

test("without any node the first one's reason is told", async () => {
  const gone = (name: string) => ({ daemon: { buildkitHost: `unix:///nowhere/${name}.sock` } });
  using farm = openFarm(engine, [gone("first"), gone("second")], { Dockerfile: "FROM scratch\n" });
  writeFiles(farm.beside, new Map([["docker-bake.hcl", `target "app" {}\n`]]));
  const { code, stderr } = await farm.bake(["-f", join(farm.beside, "docker-bake.hcl"), "app"]);
  expect(code).toBe(1);
  expect(stderr).toContain("/nowhere/first.sock");
});
