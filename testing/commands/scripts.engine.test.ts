// `$(BUILDX_CMD)` as Makefiles and pipelines use it, with BUILDX_CMD=bakehouse: the forms of docker/setup-buildx-action, of moby's
// Makefiles, and of docker's documentation. A docker-container builder runs the stand-in for buildkit's image.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openStandIn, type StandIn } from "../builder/index.js";
import { type Commands, openCommands } from "./setting.js";

const engine = inject("engine");
let standIn: StandIn;
let commands: Commands;

beforeAll(async () => {
  standIn = await openStandIn(engine);
  commands = openCommands(engine);
});
afterAll(async () => {
  await standIn?.[Symbol.asyncDispose]();
  commands?.[Symbol.dispose]();
});

function optionsOf(): readonly string[] {
  return Object.entries(standIn.driverOpts).flatMap(([key, value]) => ["--driver-opt", `${key}=${value}`]);
}

test("a builder is created, started, used, shown, stopped and removed", async () => {
  const name = `script-${process.pid}`;
  const { ours, theirs, must } = commands;
  const made = await must(ours, ["create", "--name", name, "--driver", "docker-container", ...optionsOf(), "--use"]);
  expect(made).toBe(`${name}\n`);
  try {
    expect(await must(ours, ["inspect", name])).toMatch(/^Status: +inactive$/m);
    const shown = await must(ours, ["inspect", "--bootstrap", "--builder", name]);
    expect(shown).toMatch(/^Status: +running$/m);
    expect(shown).toContain("--allow-insecure-entitlement=network.host");
    // The other program sees the same builder, and that it runs.
    expect(await must(theirs, ["inspect", name])).toMatch(/^Status: +running$/m);
    expect(await must(ours, ["ls", "--format", "names"])).toBe(`${name}\ndefault\n`);
    expect(await must(ours, ["ls"])).toContain(`${name}*`);
    writeFileSync(join(commands.folder, "Dockerfile"), "FROM scratch\nCOPY Dockerfile /\n");
    await must(ours, ["build", "-o", "out", "."]);
    expect(readFileSync(join(commands.folder, "out/Dockerfile"), "utf8")).toContain("FROM scratch");
    expect(await must(ours, ["du"])).toContain("Total:");
    await must(ours, ["stop"]);
    expect(await must(ours, ["inspect"])).toMatch(/^Status: +stopped$/m);
    const down = await ours(["du"]);
    expect(down.code).toBe(1);
    expect(down.stderr).toBe(
      `ERROR: The node "${name}0" of the builder "${name}" is stopped\n  \`bakehouse inspect --bootstrap ${name}\` starts it.\n`,
    );
  } finally {
    expect((await ours(["rm", name])).stderr).toBe(`${name} removed\n`);
  }
  expect(await must(theirs, ["ls", "--format", "{{.Name}}"])).not.toContain(name);
});

test("create --bootstrap starts it, and rm --all-inactive leaves what runs", async () => {
  const { ours, must } = commands;
  const running = `up-${process.pid}`;
  const args = ["create", "--bootstrap", "--name", running, "--driver=docker-container", ...optionsOf()];
  const created = await ours(args);
  expect(created).toMatchObject({ code: 0, stdout: `${running}\n` });
  expect(created.stderr).toContain(`Starting the builder ${running}`);
  try {
    await must(ours, ["create", "--name", "never-started", "--driver", "docker-container", ...optionsOf()]);
    expect(await must(ours, ["rm", "--all-inactive"], { input: "n\n" })).toBe("");
    expect((await ours(["rm", "--all-inactive", "--force"])).stderr).toBe("never-started removed\n");
    expect(await must(ours, ["ls", "--format=names"])).toBe(`${running}\ndefault\n`);
  } finally {
    await must(ours, ["rm", "-f", running]);
  }
});

test("a buildkitd in a pipeline is created, used and removed", async () => {
  const { ours, theirs, must } = commands;
  await must(ours, ["create", "--name", "plain", "--driver", "remote", "--use", engine.buildkitHost]);
  expect(await must(theirs, ["inspect"])).toMatch(/^Name: +plain$/m);
  expect(await must(ours, ["inspect"])).toMatch(/^Chosen because: it is the current builder/m);
  await must(ours, ["use", "default"]);
  expect(await must(theirs, ["inspect"])).toMatch(/^Name: +default$/m);
  await must(theirs, ["use", "plain"]);
  expect(await must(ours, ["--builder", "plain", "version", "--builder=plain"])).toMatch(/^plain0 +v/m);
  expect(await must(ours, ["inspect", "--format", "json"])).toContain('"Reason": "it is the current builder');
  await must(ours, ["rm"]);
  expect(await must(ours, ["inspect"])).toMatch(/^Name: +default$/m);
});

test("removes on no node when one does not answer", async () => {
  const { ours, must } = commands;
  await must(ours, ["create", "--name", "half", engine.buildkitHost]);
  await must(ours, ["create", "--name", "half", "--append", "unix:///nowhere/buildkitd.sock"]);
  // Of the daemon that all tests share nothing matches.
  const pruned = await ours(["prune", "-f", "--builder", "half", "--filter", "id=none-of-this-name"]);
  expect(pruned).toMatchObject({ code: 1, stdout: "" });
  expect(pruned.stderr).toContain("unix:///nowhere/buildkitd.sock");
  await must(ours, ["rm", "half"]);
});

test("a configuration makes the same files with either program", async () => {
  const { ours, theirs, must } = commands;
  const pem = "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n";
  const key = "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n";
  for (const [name, text] of [
    ["ca.pem", pem],
    ["key.pem", key],
    ["cert.pem", pem],
  ] as const)
    writeFileSync(join(commands.folder, name), text);
  const config = `# for a test
insecure-entitlements = ["security.insecure"]
[worker.oci]
  max-parallelism = 4
[registry."registry.test:5000"]
  http = false
  mirrors = ["mirror.test"]
  ca = ["ca.pem"]
  [[registry."registry.test:5000".keypair]]
    key = "key.pem"
    cert = "cert.pem"
`;
  writeFileSync(join(commands.folder, "buildkitd.toml"), config);
  const args = ["--driver", "docker-container", "--buildkitd-config", "buildkitd.toml"];
  await must(ours, ["create", "--name", "ours", ...args]);
  await must(theirs, ["create", "--name", "theirs", ...args]);
  const [mine, other] = ["ours", "theirs"].map((name) => {
    const stored = JSON.parse(readFileSync(join(commands.env["BUILDX_CONFIG"] ?? "", "instances", name), "utf8"));
    const { Files, Flags, DriverOpts, Platforms } = stored.Nodes[0];
    return { Files, Flags, DriverOpts, Platforms };
  });
  const { "buildkitd.toml": ourToml, ...ourFiles } = mine?.Files ?? {};
  const { "buildkitd.toml": theirToml, ...theirFiles } = other?.Files ?? {};
  expect(ourFiles).toEqual(theirFiles);
  expect(Object.keys(ourFiles).sort()).toEqual([
    "certs/registry.test_5000/ca.pem",
    "certs/registry.test_5000/cert.pem",
    "certs/registry.test_5000/key.pem",
  ]);
  // They write it anew; the paths in it are the same, and here the rest is as it was typed.
  const paths = (toml: string) => (atob(toml).match(/\/etc\/buildkit\/[^"']+/g) ?? []).sort();
  expect(paths(ourToml)).toEqual(paths(theirToml));
  expect(atob(ourToml)).toContain("# for a test\ninsecure-entitlements");
  expect({ ...mine, Files: {} }).toEqual({ ...other, Files: {} });
  const shown = await must(ours, ["inspect", "ours"]);
  expect(shown).toContain("File#certs/registry.test_5000/ca.pem:\n > -----BEGIN CERTIFICATE-----\n");
  expect(shown).toContain("File#certs/registry.test_5000/key.pem:\n > (a private key)\n");
  expect((await ours(["rm", "ours", "theirs"])).code).toBe(0);
});
