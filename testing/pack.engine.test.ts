// The package as its users get it: packed, installed into an empty folder, and baking an example from there.

import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { builderEnv } from "./examples/setting.js";
import { builtCommand, imageFor, offlineBase, readOciLayout, rootFiles, runCommand } from "./tools/index.js";

const root = join(import.meta.dirname, "..");
const engine = inject("engine");

test("an installed tarball bakes an example and brings nothing else along", async () => {
  await builtCommand("bake");
  const folder = mkdtempSync(join(tmpdir(), "pack-"));
  try {
    const packed = await npm(["pack", "--ignore-scripts", "--pack-destination", folder], root);
    const tarball = join(folder, packed.stdout.trim().split("\n").at(-1) ?? "");
    expect(existsSync(tarball)).toBe(true);

    const home = join(folder, "home");
    mkdirSync(home);
    writeFileSync(join(home, "package.json"), '{ "private": true }\n');
    await npm(["install", "--offline", tarball], home);
    expect(readdirSync(join(home, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["bakehouse"]);

    const bake = join(home, "node_modules/.bin/bake");
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }; // Ours.
    expect((await runCommand([bake, "--version"], { cwd: home })).stdout).toBe(`bakehouse ${version}\n`);

    const project = join(folder, "hello");
    cpSync(join(home, "node_modules/bakehouse/examples/hello"), project, { recursive: true });
    const offline = offlineBase(engine);
    const tar = join(folder, "hello.tar");
    const built = await runCommand(
      [bake, "-f", "docker-bake.hcl", ...offline.args, "--set", `hello.output=type=oci,dest=${tar}`],
      { cwd: project, env: { ...offline.env, ...builderEnv(engine, "docker", folder) } },
    );
    expect(built.code, built.stderr).toBe(0);
    const files = await rootFiles(imageFor(await readOciLayout(readFileSync(tar)), "linux/amd64"));
    expect([...files.keys()]).toContain("app/script.sh");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function npm(args: readonly string[], cwd: string) {
  const result = await runCommand(["npm", ...args], { cwd });
  if (result.code !== 0) throw new Error(`npm ${args.join(" ")} ends with ${result.code}:\n${result.stderr}`);
  return result;
}
