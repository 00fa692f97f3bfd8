// Nodes that go away around a handover: before it, after it, and one that used what it was handed.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { type Daemon, startDaemon } from "../engine/index.js";
import { writeFiles } from "../tools/index.js";
import { type Farm, openFarm } from "./setting.js";

const engine = inject("engine");

const platforms: Readonly<Record<string, string>> = { a: "linux/amd64", b: "linux/arm64", c: "linux/arm64" };

/** What waits as long as the file `gate` in the context does not say `go`: a build that starts later finds another one. */
const wait = `COPY gate /gate\nRUN read -r gate < /gate; echo waiting at "$gate"; [ "$gate" = go ] || busybox sleep 1000000`;
const base = `FROM scratch
COPY busybox /bin/sh
COPY busybox /bin/busybox
RUN busybox head -c 16 /dev/urandom | busybox md5sum > /id.txt
`;

async function onNodes(
  names: readonly string[],
  files: Readonly<Record<string, string>>,
  work: (farm: Farm, daemons: ReadonlyMap<string, Daemon>) => Promise<void>,
): Promise<void> {
  const daemons = await Promise.all(names.map((name) => startDaemon(engine, `handover-lost-${name}`)));
  try {
    const nodes = daemons.map((daemon, index) => ({ daemon, platforms: [platforms[names[index] ?? ""] ?? ""] }));
    using farm = openFarm(engine, nodes, { gate: "closed\n", ...files });
    const bakeFile = `target "base" {
  dockerfile = "base.Dockerfile"
  no-cache = true
  platforms = ["linux/amd64"]
  output = ["type=local,dest=${farm.beside}/out/base"]
}
target "app" {
  dockerfile = "app.Dockerfile"
  contexts = { base = "target:base" }
  platforms = ["linux/arm64"]
  output = ["type=local,dest=${farm.beside}/out/app"]
}
`;
    writeFiles(farm.beside, new Map([["docker-bake.hcl", bakeFile]]));
    await work(farm, new Map(daemons.map((daemon, index) => [names[index] ?? "", daemon])));
  } finally {
    await Promise.all(daemons.map((daemon) => daemon[Symbol.asyncDispose]()));
  }
}

function idIn(farm: Farm, target: string): string {
  return readFileSync(join(farm.beside, "out", target, "id.txt"), "utf8");
}

function openGate(farm: Farm): void {
  writeFiles(farm.folder, new Map([["gate", "go\n"]]));
}

test("a home that dies before it handed over leaves its target to another node", async () => {
  const files = { "base.Dockerfile": base + wait, "app.Dockerfile": "FROM base" };
  await onNodes(["a", "b"], files, async (farm, daemons) => {
    const run = await farm.start(["-f", join(farm.beside, "docker-bake.hcl"), "app"]);
    await run.shows("waiting at closed");
    openGate(farm);
    await daemons.get("a")?.kill();
    const { code, stderr } = await run.finished;
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/built again on other nodes: "base", "app"/);
    expect(idIn(farm, "app")).toMatch(/^[0-9a-f]{32}/);
  });
});

test("a home that dies after it handed over is not missed", async () => {
  // Another build on the same node lets it go on.
  const gate = "RUN --mount=type=cache,id=gate,target=/gate";
  const files = {
    "base.Dockerfile": base,
    "app.Dockerfile": `FROM base\n${gate} echo waiting in app; until [ -e /gate/open ]; do busybox sleep 0.1; done`,
    "open.Dockerfile": `FROM scratch\nCOPY busybox /bin/sh\nCOPY busybox /bin/busybox\n${gate} busybox touch /gate/open`,
  };
  await onNodes(["a", "b"], files, async (farm, daemons) => {
    const file = join(farm.beside, "docker-bake.hcl");
    const run = await farm.start(["-f", file, "app"]);
    await run.shows("waiting in app");
    await daemons.get("a")?.kill();
    const set = [
      "--set",
      "app.dockerfile=open.Dockerfile",
      "--set",
      "app.contexts.base=.",
      "--set",
      "app.output=type=cacheonly",
    ];
    const opened = await farm.bake(["-f", file, ...set, "app"]);
    expect(opened.code, opened.stderr).toBe(0);
    const { code, stderr } = await run.finished;
    expect(code, stderr).toBe(0);
    expect(stderr).not.toContain("built again");
    expect(idIn(farm, "app")).toMatch(/^[0-9a-f]{32}/);
  });
});

test("a node that dies with what it was handed leaves it to another, which gets the same bits", async () => {
  const files = { "base.Dockerfile": base, "app.Dockerfile": `FROM base\n${wait}` };
  await onNodes(["a", "b", "c"], files, async (farm, daemons) => {
    const run = await farm.start(["-f", join(farm.beside, "docker-bake.hcl"), "base", "app"]);
    await run.shows("waiting at closed");
    openGate(farm);
    const users = ["b", "c"].map((node) =>
      run.shows(`handing over "base" (linux/amd64) to node ${node}`).then(() => node),
    );
    const user = await Promise.any(users);
    await daemons.get(user)?.kill();
    const { code, stderr } = await run.finished;
    expect(code, stderr).toBe(0);
    expect(stderr).toContain(`built again on other nodes: "app"`);
    expect(new Set(stderr.match(/#\d+ \[base\] handing over/g)).size).toBe(1);
    expect(idIn(farm, "app")).toBe(idIn(farm, "base"));
  });
});
