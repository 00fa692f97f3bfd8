// Builders made from the flags of `create`, in a store of their own.

import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BuilderError } from "../errors.js";
import { readStoredBuilder } from "../store.js";
import type { BuilderWorld } from "../world.js";
import { type BuilderWish, createBuilder, leaveBuilder } from "./index.js";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "create-"));
});
afterEach(() => rmSync(home, { recursive: true }));

const hostNetwork = "--allow-insecure-entitlement=network.host";

function worldWith(env: BuilderWorld["env"] = {}): BuilderWorld {
  return { home, env: { PATH: process.env["PATH"], DOCKER_HOST: "unix:///somewhere/docker.sock", ...env } };
}

function wish(more: Partial<BuilderWish>): BuilderWish {
  return { platforms: [], driverOpts: [], isAppended: false, cwd: home, ...more };
}

async function create(more: Partial<BuilderWish>, env: BuilderWorld["env"] = {}) {
  const { value, diagnostics } = await createBuilder(wish(more), worldWith(env));
  expect(diagnostics).toEqual([]);
  if (value === undefined) throw new Error("nothing was created");
  expect(await readStoredBuilder(value.builder.name, worldWith())).toEqual(value.builder);
  return value;
}

function addContext(name: string): void {
  const folder = join(home, ".docker/contexts/meta", createHash("sha256").update(name).digest("hex"));
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "meta.json"),
    JSON.stringify({ Name: name, Endpoints: { docker: { Host: "ssh://user@far" } } }),
  );
}

describe("the driver", () => {
  test.for([
    { given: {}, driver: "docker-container", endpoint: "unix:///somewhere/docker.sock" },
    { given: { endpoint: "far" }, driver: "docker-container", endpoint: "far" },
    { given: { endpoint: "default" }, driver: "docker-container", endpoint: "unix:///somewhere/docker.sock" },
    { given: { endpoint: "tcp://box:1234" }, driver: "remote", endpoint: "tcp://box:1234" },
    { given: { endpoint: "ssh://box" }, driver: "remote", endpoint: "ssh://box" },
    {
      given: { driver: "docker-container", endpoint: "ssh://box" },
      driver: "docker-container",
      endpoint: "ssh://box",
    },
    {
      given: { driver: "docker-container", endpoint: "box:2376" },
      driver: "docker-container",
      endpoint: "tcp://box:2376",
    },
    { given: {}, env: { BUILDKIT_HOST: "tcp://b:1" }, driver: "remote", endpoint: "tcp://b:1" },
    { given: { driver: "remote" }, env: { BUILDKIT_HOST: "tcp://b:1" }, driver: "remote", endpoint: "tcp://b:1" },
  ])("of $given is $driver", async ({ given, env = {}, driver, endpoint }) => {
    addContext("far");
    const { builder } = await create({ name: "b", ...given }, env);
    expect(builder).toEqual({
      name: "b",
      driver,
      isDynamic: false,
      nodes: [
        {
          name: "b0",
          endpoint,
          platforms: [],
          driverOpts: {},
          flags: driver === "remote" ? [] : [hostNetwork],
          files: {},
        },
      ],
    });
  });
});

test("what is not named gets a name that no other has", async () => {
  const first = await create({});
  const second = await create({});
  expect(first.builder.name).toMatch(/^[a-z]+_[a-z]+$/);
  expect(second.builder.name).not.toBe(first.builder.name);
  expect(first.builder.nodes[0]?.name).toBe(`${first.builder.name}0`);
});

test("options, flags, platforms and files come to the node", async () => {
  writeFileSync(join(home, "my.toml"), 'insecure-entitlements = ["security.insecure"]\n');
  const { builder } = await create({
    name: "b",
    node: "Box",
    platforms: ["linux/x86_64,linux/arm64/v8", "linux/amd64"],
    driverOpts: ["image=busybox,network=host", '"env.LIST=a,b"'],
    buildkitdFlags: `--debug --label 'a b'`,
    config: "my.toml",
  });
  expect(builder.nodes).toEqual([
    {
      name: "box",
      endpoint: "unix:///somewhere/docker.sock",
      platforms: [
        { os: "linux", architecture: "amd64" },
        { os: "linux", architecture: "arm64" },
      ],
      driverOpts: { image: "busybox", network: "host", "env.LIST": "a,b" },
      flags: ["--debug", "--label", "a b", hostNetwork],
      files: { "buildkitd.toml": Buffer.from('insecure-entitlements = ["security.insecure"]\n') },
    },
  ]);
});

test.for([
  { title: "is added when the user says nothing", given: {}, flags: [hostNetwork] },
  {
    title: "is left out when the user names others",
    given: { buildkitdFlags: "--allow-insecure-entitlement security.insecure" },
    flags: ["--allow-insecure-entitlement", "security.insecure"],
  },
  {
    title: "is added for the network of the host",
    given: { buildkitdFlags: "--allow-insecure-entitlement=security.insecure", driverOpts: ["network=host"] },
    flags: ["--allow-insecure-entitlement=security.insecure", hostNetwork],
  },
  { title: "is left out when the configuration has it", given: { config: "host.toml" }, flags: [] },
])("the right to the host's network $title", async ({ given, flags }) => {
  writeFileSync(join(home, "host.toml"), 'insecure-entitlements = ["network.host"]\n');
  const { builder } = await create({ name: "b", ...given });
  expect(builder.nodes[0]?.flags).toEqual(flags);
});

test("buildx's default configuration goes to daemons of ours, and not to those of others", async () => {
  mkdirSync(join(home, ".docker/buildx"), { recursive: true });
  writeFileSync(join(home, ".docker/buildx/buildkitd.default.toml"), "[worker.oci]\n  gc = true\n");
  expect(Object.keys((await create({ name: "a" })).builder.nodes[0]?.files ?? {})).toEqual(["buildkitd.toml"]);
  expect((await create({ name: "b", endpoint: "tcp://b:1" })).builder.nodes[0]?.files).toEqual({});
});

test("a wrong configuration keeps the builder from being made, and a doubtful one does not", async () => {
  writeFileSync(join(home, "bad.toml"), "[worker.oci]\n  gc = 1\n");
  writeFileSync(join(home, "odd.toml"), "[worker.oci]\n  gx = true\n");
  const bad = await createBuilder(wish({ name: "bad", config: "bad.toml" }), worldWith());
  expect(bad.value).toBeUndefined();
  expect(bad.diagnostics.map(({ code }) => code)).toEqual(["buildkitd-type"]);
  expect(await readStoredBuilder("bad", worldWith())).toBeUndefined();
  const odd = await createBuilder(wish({ name: "odd", config: "odd.toml" }), worldWith());
  expect(odd.value?.builder.name).toBe("odd");
  expect(odd.diagnostics.map(({ code }) => code)).toEqual(["buildkitd-unknown-key"]);
});

describe("nodes", () => {
  test("are appended, take platforms over, change and leave", async () => {
    await create({ name: "farm", endpoint: "tcp://a:1", platforms: ["linux/amd64,linux/arm64"] });
    await create({ name: "farm", endpoint: "tcp://b:1", platforms: ["linux/arm64"], isAppended: true });
    const { builder } = await create({ name: "farm", endpoint: "tcp://c:1", node: "third", isAppended: true });
    expect(builder.nodes.map(({ name, endpoint, platforms }) => [name, endpoint, platforms])).toEqual([
      ["farm0", "tcp://a:1", [{ os: "linux", architecture: "amd64" }]],
      ["farm1", "tcp://b:1", [{ os: "linux", architecture: "arm64" }]],
      ["third", "tcp://c:1", []],
    ]);
    const changed = await create({ name: "farm", node: "farm1", endpoint: "tcp://d:1" });
    expect(changed.isChanged).toBe(true);
    expect(changed.builder.nodes[1]).toMatchObject({ endpoint: "tcp://d:1", platforms: [{ architecture: "arm64" }] });
    const again = await create({ name: "farm", node: "farm1", platforms: ["linux/arm/v7"] });
    expect(again.builder.nodes[1]).toMatchObject({ endpoint: "tcp://d:1", platforms: [{ architecture: "arm" }] });
    const left = await leaveBuilder({ name: "farm", node: "farm0" }, worldWith());
    expect(left.nodes.map(({ name }) => name)).toEqual(["farm1", "third"]);
    expect(await readStoredBuilder("farm", worldWith())).toEqual(left);
  });
});

describe("mistakes", () => {
  test.for<{ given: Partial<BuilderWish>; says: string }>([
    { given: { name: "default" }, says: '"default" is the name of docker\'s own builder, and no other can have it' },
    { given: { isAppended: true }, says: "--append needs --name, the builder that gets a node" },
    { given: { name: "other", isAppended: true }, says: 'There is no builder "other", which --append needs' },
    { given: { name: "far" }, says: '"far" is a docker context, and so a builder already' },
    { given: { name: "1x" }, says: '"1x" cannot be the name of a builder or node' },
    { given: { name: "old" }, says: 'There is a builder "old" already' },
    {
      given: { name: "old", node: "old0", driver: "docker-container" },
      says: 'The builder "old" has the driver "remote", and cannot have nodes with "docker-container"',
    },
    { given: { name: "old", node: "old7" }, says: 'The builder "old" has no node "old7"' },
    {
      given: { name: "old", isAppended: true, endpoint: "tcp://a:1" },
      says: 'The node "old0" of the builder "old" is at tcp://a:1 already',
    },
    {
      given: { name: "b", driver: "docker" },
      says: "Builders with the driver docker cannot be created: every docker context is one",
    },
    { given: { name: "b", driver: "docker-contaner" }, says: 'There is no driver "docker-contaner"' },
    { given: { name: "b", driver: "remote" }, says: "A remote builder needs the address of its buildkitd" },
    { given: { name: "b", driver: "remote", endpoint: "box" }, says: '"box" is no address of a buildkitd' },
    {
      given: { name: "b", endpoint: "nowhere" },
      says: '"nowhere" is neither a docker context nor the address of a docker engine',
    },
    {
      given: { name: "b", driver: "kubernetes", endpoint: "k" },
      says: 'The driver kubernetes takes no endpoint, and here is "k"',
    },
    { given: { name: "b", driverOpts: ["network"] }, says: '"network" is no option of a driver' },
    { given: { name: "b", driverOpts: ['"a=b'] }, says: '--driver-opt "a=b has a quote that is not closed' },
    { given: { name: "b", platforms: ["linux/"] }, says: '"linux/" is no platform' },
    {
      given: { name: "b", buildkitdFlags: "--x 'y" },
      says: '--buildkitd-flags "--x \'y" has a quote that is not closed',
    },
    {
      given: { name: "b", endpoint: "tcp://a:1", buildkitdFlags: "--debug" },
      says: "A remote builder takes no --buildkitd-flags",
    },
  ])("$says", async ({ given, says }) => {
    addContext("far");
    await create({ name: "old", endpoint: "tcp://a:1" });
    const failed = await createBuilder(wish(given), worldWith()).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(BuilderError);
    expect(failed).toMatchObject({ message: says });
    expect(await readStoredBuilder("b", worldWith())).toBeUndefined();
  });

  test.for([
    {
      given: { name: undefined, node: undefined },
      says: "--leave needs --name, the builder, and --node, the node that leaves it",
    },
    { given: { name: "old", node: undefined }, says: "--leave needs --node, the node that leaves it" },
    { given: { name: "nope", node: "n" }, says: 'There is no builder "nope", which --leave needs' },
    { given: { name: "old", node: "old1" }, says: 'The builder "old" has no node "old1"' },
    { given: { name: "old", node: "old0" }, says: '"old0" is the last node of the builder "old"' },
  ])("$says", async ({ given, says }) => {
    await create({ name: "old", endpoint: "tcp://a:1" });
    const failed = await leaveBuilder(given, worldWith()).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(BuilderError);
    expect(failed).toMatchObject({ message: says });
  });
});
