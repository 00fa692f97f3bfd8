// docs/builders.md, docs/docker.md and docs/docker-container.md: every block is run as it stands there, against daemons that are called as the
// pages call them.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openStandIn, type StandIn } from "../builder/index.js";
import { type Daemon, startDaemon } from "../engine/index.js";
import { runCommand } from "../tools/index.js";
import { type Commands, openCommands, shellBlocks, writePrograms } from "./setting.js";

const engine = inject("engine");

/** By the heading that a block stands below. */
const blocks = ["builders.md", "docker.md", "docker-container.md"].flatMap(shellBlocks);

let daemons: readonly Daemon[];
let standIn: StandIn;
let commands: Commands;
let bin: string;

beforeAll(async () => {
  // The page removes cache.
  daemons = await Promise.all([startDaemon(engine, "page-a"), startDaemon(engine, "page-b")]);
  const [first] = daemons;
  if (first === undefined) throw new Error("no daemon");
  standIn = await openStandIn(engine);
  commands = openCommands({ ...engine, dockerHost: first.dockerHost });
  const bake =
    'target "app" {\n  dockerfile-inline = "FROM scratch\\nCOPY docker-bake.hcl /\\n"\n  output = ["out"]\n}\n';
  writeFileSync(join(commands.folder, "docker-bake.hcl"), bake);
  bin = await writePrograms(commands.folder);
});
afterAll(async () => {
  await standIn?.[Symbol.asyncDispose]();
  commands?.[Symbol.dispose]();
  await Promise.all((daemons ?? []).map((daemon) => daemon.stop()));
});

/** The addresses of the page are those of our daemons, and a container's image is one that there is. */
function real(text: string): string {
  const options = Object.entries(standIn.driverOpts).map(([key, value]) => `--driver-opt ${key}=${value}`);
  return text
    .replaceAll("tcp://farm-a:1234", daemons[0]?.buildkitHost ?? "")
    .replaceAll("tcp://farm-b:1234", daemons[1]?.buildkitHost ?? "")
    .replaceAll("--driver docker-container", `--driver docker-container ${options.join(" ")}`);
}

test("there is a block for every way", () => {
  expect(blocks.map(([title]) => title)).toEqual([
    "Builders",
    "With a name",
    "With several nodes",
    "With a configuration",
    "What the cache takes",
    "In another form",
    "From docker buildx",
    "From buildctl",
    "The BuildKit of docker",
    "Builders in a container",
  ]);
});

test.for(blocks)("%s", async ([title, text]) => {
  const isContainer = text.includes("docker-container");
  const { code, stdout, stderr } = await runCommand(["sh", "-e", "-c", real(text)], {
    cwd: commands.folder,
    env: {
      ...commands.env,
      // The engine has the image that plays BuildKit's.
      ...(isContainer ? { DOCKER_HOST: engine.dockerHost } : {}),
      PATH: `${bin}:${process.env["PATH"]}`,
      BUILDKIT_PROGRESS: "plain",
    },
  });
  expect(stderr).not.toMatch(/^(?:ERROR|error|warning|WARNING)/m);
  expect(code, stderr).toBe(0);
  expect(stdout.length, title).toBeGreaterThan(0);
  // Each leaves the store as it was.
  expect(await commands.must(commands.ours, ["ls", "--format", "names"])).toBe("default\n");
});
