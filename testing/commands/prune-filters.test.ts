// `pruneFilters` of docker's config.json, as they reach a daemon. Expectations are what docker-buildx 0.36 sends for the same.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startFakeDaemon } from "../fake/index.js";
import { builtCommand, runCommand } from "../tools/index.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "prune-filters-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function prune(pruneFilters: readonly string[], args: readonly string[]) {
  await using daemon = await startFakeDaemon({});
  writeFileSync(join(folder, "config.json"), JSON.stringify({ pruneFilters }));
  const command = await builtCommand("bakehouse", ["prune", "--force", "--builder", daemon.address, ...args]);
  const { code, stderr } = await runCommand(command, { cwd: folder, env: { DOCKER_CONFIG: folder } });
  const sent = daemon.prunes.map(({ filter, keepDuration }) => ({ filter, keepDuration: Number(keepDuration) }));
  return { code, stderr, sent };
}

const hourNs = 3_600_000_000_000;

test.for<readonly [config: readonly string[], args: readonly string[], filter: string, keepDuration: number]>([
  [["type=source.local"], [], "type==source.local", 0],
  [["until=24h"], ["--filter", "type=regular"], "type==regular", 24 * hourNs],
  [["until=24h", "no filter"], ["--filter", "until=24h"], "", 24 * hourNs],
  [["label=keep"], ["--filter", "label!=keep"], "label!=keep", 0],
  [["label!=keep"], ["--filter", "label=keep"], "label==keep", 0],
  [["label!=keep"], ["--filter", "label=other"], "label==other,label!=keep", 0],
])("%j beside %j", async ([config, args, filter, keepDuration]) => {
  const { code, stderr, sent } = await prune(config, args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(sent).toEqual([{ filter: filter === "" ? [] : [filter], keepDuration }]);
});

test.for<readonly [config: readonly string[], args: readonly string[], says: string]>([
  [
    ["until=24h"],
    ["--filter", "until=1h"],
    "ERROR: --filter until can be given once, but here are 1h, 24h (pruneFilters of docker's config.json)\n",
  ],
  [
    ["until=24h"],
    ["--filter", "unused-for=1h"],
    "ERROR: until in pruneFilters of docker's config.json and --filter unused-for are the same and exclude each other\n",
  ],
  [
    ["until=2d"],
    [],
    'ERROR: invalid value "2d" for until in pruneFilters of docker\'s config.json: write such as 24h or 1h30m\n',
  ],
])("%j beside %j is told, and nothing is removed", async ([config, args, says]) => {
  const { code, stderr, sent } = await prune(config, args);
  expect({ code, sent }).toEqual({ code: 1, sent: [] });
  expect(stderr.slice(0, says.length)).toBe(says);
});
