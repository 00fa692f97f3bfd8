// The commands about a buildkitd of our own, which is in no store: it goes by its name.

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { builtCommand, runCommand } from "../tools/index.js";

let folder: string;
const state = () => join(folder, "bakehouse/buildkitd");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "embedded-"));
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "bin/buildkitd"), "#!/bin/sh\nexit 3\n", { mode: 0o755 });
  // What one that ran has left.
  mkdirSync(join(state(), "root"), { recursive: true, mode: 0o700 });
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(...args: readonly string[]) {
  const env = {
    BUILDX_BUILDER: "embedded",
    BUILDX_CONFIG: join(folder, "buildx"),
    DOCKER_CONFIG: folder,
    PATH: `${join(folder, "bin")}:${process.env["PATH"]}`,
    XDG_RUNTIME_DIR: folder,
    XDG_STATE_HOME: folder,
  };
  return runCommand(await builtCommand("bakehouse", args), { cwd: folder, env });
}

// Elsewhere there is none.
const isLinux = process.platform === "linux";

test.skipIf(!isLinux)("rm takes away what it keeps, when it is named (on Linux)", async () => {
  expect(await run("rm", "embedded")).toMatchObject({ code: 0, stderr: "embedded removed\n" });
  expect(existsSync(state())).toBe(false);
  // Nothing is left to remove, and that is well.
  expect(await run("rm", "embedded")).toMatchObject({ code: 0 });
});

test.skipIf(!isLinux)("rm --keep-state stops it and keeps its cache (on Linux)", async () => {
  expect(await run("rm", "--keep-state", "embedded")).toMatchObject({ code: 0, stderr: "embedded removed\n" });
  expect(existsSync(join(state(), "root"))).toBe(true);
});

test.skipIf(!isLinux)("rm without a name leaves it alone (on Linux)", async () => {
  const { code, stderr } = await run("rm");
  expect(code).toBe(1);
  expect(stderr).toContain('"embedded" is no builder that was created: BUILDX_BUILDER names it');
  expect(stderr).toContain("`bakehouse rm embedded` stops it and removes its cache.");
  expect(existsSync(join(state(), "root"))).toBe(true);
});

test.skipIf(!isLinux)("rm --keep-daemon is told that nothing would be removed (on Linux)", async () => {
  const { code, stderr } = await run("rm", "--keep-daemon", "embedded");
  expect(code).toBe(1);
  expect(stderr).toContain("--keep-daemon leaves nothing to remove");
  expect(existsSync(join(state(), "root"))).toBe(true);
});
