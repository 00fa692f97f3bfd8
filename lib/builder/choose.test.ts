import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startFakeDaemon } from "../../testing/fake/index.js";
import { type Builder, BuilderError, type BuilderWorld, chooseBuilder, readMachineId, readTraits } from "./index.js";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "builder-"));
});
afterEach(() => rm(home, { recursive: true }));

/** A machine with these files below home, where nothing listens. */
async function machine(
  files: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string>> = {},
): Promise<BuilderWorld> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(home, path)), { recursive: true });
    await writeFile(join(home, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  return { env, home, sockets: [], machine: debian };
}

const debian = { platform: "linux", uid: 0, osRelease: "NAME=Debian\nID=debian\n" };

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

function instance(name: string, driver: string, ...nodes: readonly object[]) {
  return { [`.docker/buildx/instances/${name.toLowerCase()}`]: { Name: name, Driver: driver, Nodes: nodes } };
}

function dockerContext(name: string, docker: object) {
  return { [`.docker/contexts/meta/${sha256(name)}/meta.json`]: { Name: name, Endpoints: { docker } } };
}

const remote = (name: string, address: string) =>
  instance(name, "remote", { Name: `${name}0`, Endpoint: address, Platforms: null, DriverOpts: null });

function told({ name, driver, reason, nodes }: Builder) {
  return { name, driver, reason, nodes: nodes.map((node) => `${node.name} ${node.endpoint}`) };
}

const farm = remote("Farm", "tcp://farm:1234");
const cases: readonly {
  readonly title: string;
  readonly wanted?: string;
  readonly files?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly builder: ReturnType<typeof told>;
}[] = [
  {
    title: "a builder of buildx is found by its name in any case",
    wanted: "farm",
    files: farm,
    env: { BUILDX_BUILDER: "other", DOCKER_HOST: "unix:///d.sock" },
    builder: { name: "Farm", driver: "remote", reason: "--builder names it", nodes: ["Farm0 tcp://farm:1234"] },
  },
  {
    title: "BUILDX_BUILDER names one as well",
    files: farm,
    env: { BUILDX_BUILDER: "farm" },
    builder: { name: "Farm", driver: "remote", reason: "BUILDX_BUILDER names it", nodes: ["Farm0 tcp://farm:1234"] },
  },
  {
    title: "BUILDX_CONFIG and DOCKER_CONFIG say where builders are kept",
    wanted: "x",
    files: { "conf/instances/x": { Name: "x", Driver: "docker", Nodes: [{ Name: "x", Endpoint: "remote" }] } },
    env: { BUILDX_CONFIG: "HOME/conf", DOCKER_CONFIG: "HOME/elsewhere", DOCKER_HOST: "unix:///d.sock" },
    builder: { name: "x", driver: "docker", reason: "--builder names it", nodes: ["x unix:///ctx.sock"] },
  },
  {
    title: "the docker context in use is a builder of its own",
    wanted: "lab",
    files: dockerContext("lab", { Host: "tcp://lab" }),
    env: { DOCKER_CONTEXT: "lab" },
    builder: {
      name: "lab",
      driver: "docker",
      reason: "--builder names this docker context",
      nodes: ["lab tcp://lab:2375"],
    },
  },
  {
    title: "the context default is what DOCKER_HOST says",
    wanted: "default",
    env: { DOCKER_HOST: "unix:///d.sock" },
    builder: {
      name: "default",
      driver: "docker",
      reason: "--builder names this docker context",
      nodes: ["default unix:///d.sock"],
    },
  },
  {
    title: "an address is a builder as well",
    wanted: "tcp://host:1234",
    builder: {
      name: "tcp://host:1234",
      driver: "remote",
      reason: "--builder is this address",
      nodes: ["tcp://host:1234 tcp://host:1234"],
    },
  },
  {
    title: "the current builder of the docker endpoint in use is taken",
    files: { ...farm, ".docker/buildx/current": { Key: "unix:///d.sock", Name: "farm", Global: false } },
    env: { DOCKER_HOST: "unix:///d.sock" },
    builder: {
      name: "Farm",
      driver: "remote",
      reason: "it is the current builder of docker buildx; --builder names another",
      nodes: ["Farm0 tcp://farm:1234"],
    },
  },
  {
    title: "the current builder of another docker endpoint is not",
    files: { ...farm, ".docker/buildx/current": { Key: "unix:///other.sock", Name: "farm", Global: false } },
    env: { DOCKER_HOST: "unix:///d.sock" },
    builder: {
      name: "default",
      driver: "docker",
      reason: "DOCKER_HOST names it",
      nodes: ["default unix:///d.sock"],
    },
  },
  {
    title: "a global current builder holds for every docker endpoint",
    files: { ...farm, ".docker/buildx/current": { Key: "unix:///other.sock", Name: "farm", Global: true } },
    env: { DOCKER_HOST: "unix:///d.sock" },
    builder: {
      name: "Farm",
      driver: "remote",
      reason: "it is the current builder of docker buildx; --builder names another",
      nodes: ["Farm0 tcp://farm:1234"],
    },
  },
  {
    title: "the default builder of a docker context is taken",
    files: {
      ...farm,
      ...dockerContext("lab", { Host: "tcp://lab:1" }),
      ".docker/config.json": { currentContext: "lab" },
      [`.docker/buildx/defaults/${sha256("lab").slice(0, 20)}`]: "farm",
    },
    builder: {
      name: "Farm",
      driver: "remote",
      reason: "it is the current builder of docker buildx; --builder names another",
      nodes: ["Farm0 tcp://farm:1234"],
    },
  },
  {
    title: "a current builder that was removed is passed over",
    files: { ".docker/buildx/current": { Key: "unix:///d.sock", Name: "gone", Global: true } },
    env: { DOCKER_HOST: "unix:///d.sock" },
    builder: {
      name: "default",
      driver: "docker",
      reason: "DOCKER_HOST names it",
      nodes: ["default unix:///d.sock"],
    },
  },
  {
    title: "the default builder does not stand in for a current one that was removed",
    files: {
      ...farm,
      ".docker/buildx/current": { Key: "unix:///d.sock", Name: "gone", Global: false },
      [`.docker/buildx/defaults/${sha256("unix:///d.sock").slice(0, 20)}`]: "farm",
    },
    env: { DOCKER_HOST: "unix:///d.sock" },
    builder: {
      name: "default",
      driver: "docker",
      reason: "DOCKER_HOST names it",
      nodes: ["default unix:///d.sock"],
    },
  },
  {
    title: "a builder named like the docker context in use stands above the context",
    files: { ...remote("lab", "tcp://farm:1"), ...dockerContext("lab", { Host: "tcp://lab:1" }) },
    env: { DOCKER_CONTEXT: "lab" },
    builder: {
      name: "lab",
      driver: "remote",
      reason: "it is named like the docker context in use, which DOCKER_CONTEXT names",
      nodes: ["lab0 tcp://farm:1"],
    },
  },
  {
    title: "DOCKER_HOST stands above contexts and BUILDKIT_HOST",
    files: { ".docker/config.json": { currentContext: "lab" } },
    env: { DOCKER_HOST: "tcp://d", DOCKER_CONTEXT: "lab", BUILDKIT_HOST: "unix:///b.sock" },
    builder: { name: "default", driver: "docker", reason: "DOCKER_HOST names it", nodes: ["default tcp://d:2375"] },
  },
  {
    title: "DOCKER_HOST is completed as docker does",
    env: { DOCKER_HOST: "/d.sock" },
    builder: { name: "default", driver: "docker", reason: "DOCKER_HOST names it", nodes: ["default unix:///d.sock"] },
  },
  {
    title: "DOCKER_CONTEXT stands above the context of docker's config.json",
    files: {
      ...dockerContext("a", { Host: "unix:///a.sock" }),
      ...dockerContext("b", { Host: "unix:///b.sock" }),
      ".docker/config.json": { currentContext: "a" },
    },
    env: { DOCKER_CONTEXT: "b" },
    builder: { name: "b", driver: "docker", reason: "DOCKER_CONTEXT names it", nodes: ["b unix:///b.sock"] },
  },
  {
    title: "the context of docker's config.json stands above BUILDKIT_HOST",
    files: {
      ...dockerContext("a", { Host: "unix:///a.sock" }),
      ".docker/config.json": { currentContext: "a" },
    },
    env: { BUILDKIT_HOST: "unix:///b.sock" },
    builder: { name: "a", driver: "docker", reason: "docker's config.json names it", nodes: ["a unix:///a.sock"] },
  },
  {
    title: "BUILDKIT_HOST is taken when no docker is named",
    env: { BUILDKIT_HOST: "unix:///b.sock" },
    builder: {
      name: "buildkit-host",
      driver: "remote",
      reason: "BUILDKIT_HOST names it",
      nodes: ["buildkit-host unix:///b.sock"],
    },
  },
];

test.for(cases)("$title", async ({ wanted, files = {}, env = {}, builder }) => {
  const placed = Object.fromEntries(Object.entries(env).map(([key, value]) => [key, value.replace("HOME", home)]));
  const elsewhere = { [`elsewhere/contexts/meta/${sha256("remote")}/meta.json`]: contextFile("unix:///ctx.sock") };
  const world = await machine({ ...elsewhere, ...files }, placed);
  expect(told(await chooseBuilder(wanted, world))).toEqual(builder);
});

function contextFile(host: string) {
  return { Name: "remote", Endpoints: { docker: { Host: host } } };
}

const failures: readonly {
  readonly title: string;
  readonly wanted?: string;
  readonly files?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly message: string;
  readonly help: readonly string[];
}[] = [
  {
    title: "an unknown builder is told with those there are",
    wanted: "frm",
    files: { ...farm, ...remote("lab", "tcp://lab:1") },
    message: 'There is no builder or docker context "frm", which --builder asks for',
    help: [
      "Builders are farm, lab.",
      "An address such as unix:///run/buildkit/buildkitd.sock or tcp://HOST:PORT will do as well.",
    ],
  },
  {
    title: "a name with a path in it is no builder",
    wanted: "../current",
    files: { ".docker/buildx/current": { Name: "x", Driver: "remote" } },
    message: 'There is no builder or docker context "../current", which --builder asks for',
    help: [
      "There are no builders of docker buildx.",
      "An address such as unix:///run/buildkit/buildkitd.sock or tcp://HOST:PORT will do as well.",
    ],
  },
  {
    title: "a driver that we cannot drive is told",
    wanted: "k",
    files: instance("k", "cloud", { Name: "k0", Endpoint: "" }),
    message: 'The builder "k" has the driver "cloud", which cannot be used',
    help: ["Usable drivers are docker, docker-container, kubernetes and remote."],
  },
  {
    title: "a docker context that is not in use is refused",
    wanted: "lab",
    files: dockerContext("lab", { Host: "tcp://lab" }),
    message: 'The builder "lab", which --builder asks for, is a docker context, and the one in use is "default"',
    help: ["DOCKER_CONTEXT=lab without DOCKER_HOST, or `docker context use lab`, switches to it."],
  },
  {
    title: "the context default is refused when another is in use",
    wanted: "default",
    files: dockerContext("lab", { Host: "tcp://lab" }),
    env: { DOCKER_CONTEXT: "lab" },
    message: 'The builder "default", which --builder asks for, is a docker context, and the one in use is "lab"',
    help: ["Unset DOCKER_CONTEXT or run `docker context use default` to switch to it."],
  },
  {
    title: "a docker context that does not exist is told with what asked for it",
    env: { DOCKER_CONTEXT: "nowhere" },
    message: 'There is no docker context "nowhere", which DOCKER_CONTEXT asks for',
    help: ["docker context ls shows those there are."],
  },
];

test.for(failures)("$title", async ({ wanted, files = {}, env = {}, message, help }) => {
  const world = await machine(files, env);
  const error = await chooseBuilder(wanted, world).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(BuilderError);
  expect(error).toMatchObject({ message, help });
});

test("a broken file of buildx is told by its path", async () => {
  const world = await machine({ ".docker/buildx/current": "{" });
  await expect(chooseBuilder(undefined, world)).rejects.toThrow(
    `${join(home, ".docker/buildx/current")} is not valid JSON`,
  );
});

test("a docker context that is not in use may be looked at", async () => {
  const world = await machine(dockerContext("lab", { Host: "tcp://lab" }));
  expect(told(await chooseBuilder("lab", world, { isAnyContext: true }))).toEqual({
    name: "lab",
    driver: "docker",
    reason: "--builder names this docker context",
    nodes: ["lab tcp://lab:2375"],
  });
});

test("a node says what its builder's file says it builds", async () => {
  const world = await machine(
    instance("b", "remote", {
      Name: "b0",
      Endpoint: "tcp://b:1",
      Platforms: [{ os: "linux", architecture: "arm", variant: "v7" }],
      DriverOpts: { "default-load": "true" },
    }),
  );
  const { nodes } = await chooseBuilder("b", world);
  expect(nodes[0]).toMatchObject({
    platforms: [{ os: "linux", architecture: "arm", variant: "v7" }],
    isDefaultLoad: true,
  });
});

test("a node's traits come from its labels and capabilities", async () => {
  const label = "org.mobyproject.buildkit.worker";
  await using daemon = await startFakeDaemon({
    llbCaps: ["mergeop"],
    workers: [
      {
        labels: { [`${label}.moby.host-gateway-ip`]: "10.0.0.1", [`${label}.snapshotter`]: "overlayfs" },
        platforms: [{ os: "linux", architecture: "amd64" }],
      },
    ],
  });
  const { signal } = new AbortController();
  const builder = await chooseBuilder(daemon.address, await machine({}));
  await using control = await builder.nodes[0].connect(signal);
  expect(await readTraits(control, signal)).toEqual({
    capabilities: { frontend: new Set(), llb: new Set(["mergeop"]) },
    platforms: [{ os: "linux", architecture: "amd64" }],
    isDocker: true,
    hasContainerdStore: true,
    hostGatewayIp: "10.0.0.1",
  });
});

test("the machine's id is made once, and is buildx's if that has one", async () => {
  const world = await machine({});
  const [first, second] = await Promise.all([readMachineId(world), readMachineId(world)]);
  expect(first).toMatch(/^[0-9a-f]{16}$/);
  expect(second).toBe(first);
  const path = join(home, ".docker/buildx/.buildNodeID");
  expect(await readFile(path, "utf8")).toBe(first);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await writeFile(path, "0123456789abcdef");
  expect(await readMachineId(world)).toBe("0123456789abcdef");
});
