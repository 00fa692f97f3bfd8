// The cache of GitHub's runners, from one daemon to another that knows nothing else.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { startDaemon } from "../engine/index.js";
import { openActionsCache } from "./actions-cache.js";
import { build, openProject } from "./setting.js";

const engine = inject("engine");

test("a cache of type=gha serves a daemon that knows nothing else", async () => {
  using project = openProject(engine);
  await using service = await openActionsCache();
  await using daemon = await startDaemon(engine, "gha");
  const other = { ...engine, dockerHost: daemon.dockerHost, buildkitHost: daemon.buildkitHost };
  const env = {
    ACTIONS_RESULTS_URL: service.url,
    ACTIONS_RUNTIME_TOKEN: service.token,
    ACTIONS_CACHE_SERVICE_V2: "true",
  };

  /** What a RUN made that gives something else each time. */
  async function random(on: typeof engine, ...args: readonly string[]): Promise<string> {
    const output = ["--target=app", "--secret=id=token,src=token.txt", "-o", "dist", "."];
    const { code, stderr } = await build(on, "docker", project, [...args, ...output], { env });
    expect(code, stderr).toBe(0);
    return readFileSync(join(project.folder, "dist", "random.txt"), "utf8");
  }

  const first = await random(engine, "--cache-to=type=gha,mode=max,scope=test");
  expect(service.keys().filter((key) => key.startsWith("index-test"))).toHaveLength(1);
  expect(await random(other, "--cache-from=type=gha,scope=test")).toBe(first);
  expect(await random(other, "--no-cache")).not.toBe(first);
  expect(service.refused()).toBe(0);
});
