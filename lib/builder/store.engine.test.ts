import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, inject, test, vi } from "vitest";
import { bake, runCommand, startCommand } from "../../testing/tools/index.js";
import {
  type BuilderWorld,
  chooseBuilder,
  listBuilders,
  readStoredBuilder,
  recordActivity,
  removeStoredBuilder,
  type StoredBuilder,
  type StoredNode,
  setCurrentBuilder,
  withStoreLock,
  writeStoredBuilder,
} from "./index.js";

// One store, used by docker-buildx and by us in turn.

const engine = inject("engine");

let home: string;
let world: BuilderWorld;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "store-"));
  await writeFile(join(home, "kubeconfig"), kubeconfig);
  const env = {
    PATH: process.env["PATH"],
    DOCKER_HOST: engine.dockerHost,
    DOCKER_CONFIG: join(home, ".docker"),
    KUBECONFIG: join(home, "kubeconfig"),
  };
  world = { env, home, sockets: [] };
});
afterEach(() => rm(home, { recursive: true }));

/** Enough for buildx, which looks for the namespace in it and connects to nothing. */
const kubeconfig = JSON.stringify({
  apiVersion: "v1",
  kind: "Config",
  clusters: [{ name: "c", cluster: { server: "http://127.0.0.1:1" } }],
  users: [{ name: "u", user: { token: "t" } }],
  contexts: [{ name: "c", context: { cluster: "c", user: "u", namespace: "ns" } }],
  "current-context": "c",
});

function commandEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(world.env).flatMap(([key, value]) => (value ? [[key, value]] : [])));
}

async function buildx(...args: readonly string[]): Promise<string> {
  const options = { cwd: home, env: commandEnv(), timeoutMs: 60_000 };
  const { code, stdout, stderr } = await runCommand([engine.buildx, ...args], options);
  if (code !== 0) throw new Error(`docker-buildx ${args.join(" ")}: ${stderr}`);
  return stdout;
}

interface Shown {
  readonly name: string;
  readonly driver: string;
  readonly isCurrent: boolean;
  readonly lastActivity: number | undefined;
  readonly nodes: readonly object[];
}

/** What `docker-buildx ls` tells of stored builders, in our words. */
async function buildxList(): Promise<readonly Shown[]> {
  const lines = (await buildx("ls", "--format", "json")).trim().split("\n");
  return lines
    .map((line) => JSON.parse(line))
    .map(({ Name, Driver, Current, LastActivity, Nodes }) => ({
      name: Name,
      driver: Driver,
      isCurrent: Current,
      // Go's zero time stands for none.
      lastActivity: Date.parse(LastActivity) > 0 ? Date.parse(LastActivity) : undefined,
      nodes: Nodes.map((node: Record<string, unknown>) => ({
        name: node["Name"],
        endpoint: node["Endpoint"],
        platforms: node["Platforms"] ?? [],
        driverOpts: node["DriverOpts"] ?? {},
        flags: node["Flags"] ?? [],
        files: node["Files"] ?? {},
      })),
    }))
    .filter(({ name }) => name !== "default")
    .map((shown) => (shown.driver === "docker" ? { ...shown, nodes: [] } : shown))
    .sort(byName);
}

/** buildx lists those of driver docker last, and says no more of their nodes than of a docker context's. */
const byName = (one: Shown, other: Shown): number => (one.name < other.name ? -1 : 1);

/** The same of ours. */
async function ownList(): Promise<readonly Shown[]> {
  return (await listBuilders(world)).flatMap((entry) => {
    if ("error" in entry) throw entry.error;
    const { builder, isCurrent, lastActivity } = entry;
    if (builder.stored === undefined) return [];
    const { name, driver, nodes } = builder.stored;
    const shown = driver === "docker" ? [] : nodes.map(shownNode);
    return [{ name, driver, isCurrent, lastActivity: lastActivity?.getTime(), nodes: shown }];
  });
}

function shownNode({ name, endpoint, platforms, driverOpts, flags, files }: StoredNode): object {
  return {
    name,
    endpoint,
    platforms: platforms.map(({ os, architecture, variant }) => [os, architecture, variant].filter(Boolean).join("/")),
    driverOpts,
    flags,
    files: Object.fromEntries(
      Object.entries(files).map(([path, bytes]) => [path, Buffer.from(bytes).toString("base64")]),
    ),
  };
}

async function createAll(): Promise<void> {
  const toml = join(home, "buildkitd.toml");
  const ca = join(home, "ca.pem");
  await writeFile(ca, "CERTIFICATE\n");
  await writeFile(toml, `debug = true\n[registry."localhost:5000"]\n  http = true\n  ca = ["${ca}"]\n`);
  await buildx(
    ...["create", "--name", "Boxed", "--driver", "docker-container", "--config", toml],
    ...["--platform", "linux/amd64,linux/arm/v7", "--buildkitd-flags", "--debug --oci-max-parallelism=2"],
    ...["--driver-opt", "network=host,env.A=b=c", "--driver-opt", "default-load=true"],
  );
  // The same engine by another spelling: buildx asks an engine before it takes it, and takes each only once.
  const again = engine.dockerHost.replace("unix:///", "unix:////");
  await buildx("create", "--name", "boxed", "--append", "--node", "second", again);
  await buildx("create", "--name", "far", "--driver", "remote", "--driver-opt", "default-load=1", "tcp://127.0.0.1:9");
  await buildx("create", "--name", "far", "--append", "--node", "arm", "--platform", "linux/arm64", "unix:///x.sock");
  await buildx("create", "--name", "pods", "--driver", "kubernetes", "--driver-opt", "replicas=2,namespace=x");
}

const plain: StoredNode = { name: "engine0", endpoint: "default", platforms: [], driverOpts: {}, flags: [], files: {} };

/** One that buildx does not create itself, but reads. */
const docker: StoredBuilder = { name: "engine", driver: "docker", isDynamic: false, nodes: [plain] };

test("what buildx creates, for each driver, is listed by us as by it", async () => {
  await createAll();
  const listed = await ownList();
  expect(listed.map(({ name, driver }) => `${name} ${driver}`)).toEqual([
    "Boxed docker-container",
    "far remote",
    "pods kubernetes",
  ]);
  expect(listed).toEqual(await buildxList());
  expect(Object.keys((await readStoredBuilder("boxed", world))?.nodes[0]?.files ?? {})).toEqual([
    "buildkitd.toml",
    "certs/localhost_5000/ca.pem",
  ]);
});

test("what we write, for each driver, is shown by buildx as by us", async () => {
  await createAll();
  const names = ["boxed", "far", "pods"];
  const stored = await Promise.all(names.map((name) => readStoredBuilder(name, world)));
  const files = await Promise.all(names.map((name) => readFile(instance(name), "utf8")));
  for (const name of names) await removeStoredBuilder(name, world);
  expect(await buildxList()).toEqual([]);
  expect(await readdir(join(home, ".docker/buildx/activity"))).toEqual([]);

  for (const builder of stored) if (builder !== undefined) await writeStoredBuilder(builder, world);
  await writeStoredBuilder(docker, world);
  expect((await ownList()).map(({ name }) => name)).toEqual(["Boxed", "engine", "far", "pods"]);
  expect(await ownList()).toEqual(await buildxList());
  for (const [index, name] of names.entries()) {
    // buildx writes null or an empty list for nothing, and means the same.
    const meant = (text: string) => JSON.parse(text.replaceAll("[]", "null"));
    expect(meant(await readFile(instance(name), "utf8"))).toEqual(meant(files[index] ?? ""));
  }
  expect(await buildx("inspect", "boxed")).toMatch(/^Name:\s+Boxed\nDriver:\s+docker-container\n/);
  // It reads such a builder, and has docker contexts for building on one.
  expect(await buildx("inspect", "engine")).toMatch(/^Name:\s+engine\nDriver:\s+docker\n/);
});

test("buildx goes on with a builder that we changed, and we with one that it changed", async () => {
  await createAll();
  const far = await readStoredBuilder("far", world);
  if (far === undefined) throw new Error("buildx made no builder far");
  const more = { ...plain, name: "more", endpoint: "tcp://127.0.0.1:10" };
  await writeStoredBuilder({ ...far, nodes: [...far.nodes, more] }, world);
  await buildx("create", "--name", "far", "--leave", "--node", "arm");
  await buildx("create", "--name", "far", "--node", "more", "--platform", "linux/s390x", "tcp://127.0.0.1:11");
  const changed = await readStoredBuilder("far", world);
  expect(changed?.nodes.map(({ name, endpoint }) => `${name} ${endpoint}`)).toEqual([
    "far0 tcp://127.0.0.1:9",
    "more tcp://127.0.0.1:11",
  ]);
  expect(changed?.nodes[1]?.platforms).toEqual([{ os: "linux", architecture: "s390x" }]);
  expect(await ownList()).toEqual(await buildxList());
  await buildx("rm", "far");
  expect(await readStoredBuilder("far", world)).toBeUndefined();
});

const instance = (name: string): string => join(home, ".docker/buildx/instances", name);

/** Who is current: what we would choose, and what buildx says. */
async function current(env: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const before = world;
  world = { ...world, env: { ...world.env, ...env } };
  try {
    const ours = (await chooseBuilder(undefined, world)).name;
    const marked = (await listBuilders(world)).flatMap((entry) =>
      entry.isCurrent ? ["error" in entry ? entry.name : entry.builder.name] : [],
    );
    // Asked last: buildx notes what it finds.
    const [, theirs = ""] = /^Name:\s+(\S+)/.exec(await buildx("inspect")) ?? [];
    return [ours, ...marked, theirs];
  } finally {
    world = before;
  }
}

const all = (name: string): readonly string[] => [name, name, name];

async function dockerContext(name: string, host: string): Promise<void> {
  const folder = join(home, ".docker/contexts/meta", createHash("sha256").update(name).digest("hex"));
  await mkdir(folder, { recursive: true });
  const meta = { Name: name, Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } };
  await writeFile(join(folder, "meta.json"), JSON.stringify(meta));
}

/** Both ways to say `use`; each does the same. */
const users = [
  {
    title: "buildx",
    use: (name: string, flags: readonly string[] = []) => buildx("use", ...flags, name).then(() => {}),
  },
  {
    title: "we",
    use: (name: string, flags: readonly string[] = []) =>
      setCurrentBuilder(name, { isDefault: flags.includes("--default"), isGlobal: flags.includes("--global") }, world),
  },
];

test.for(users)("the builder that $title make current is current for both", async ({ use }) => {
  await createAll();
  expect(await current()).toEqual(all("default"));
  await use("far");
  expect(await current()).toEqual(all("far"));
  // Any case of the name will do, and the file's is shown.
  await use("bOXED");
  expect(await current()).toEqual(all("Boxed"));
  await use("default");
  expect(await current()).toEqual(all("default"));
});

test.for(users)("what $title make the default comes back with its docker endpoint", async ({ use }) => {
  await createAll();
  await dockerContext("lab", engine.dockerHost);
  const lab = { DOCKER_CONTEXT: "lab", DOCKER_HOST: "" };
  await use("far", ["--default"]);
  expect(await current(lab)).toEqual(all("lab"));
  expect(await current()).toEqual(all("far"));
  await use("boxed");
  expect(await current()).toEqual(all("Boxed"));
  expect(await current(lab)).toEqual(all("lab"));
  // The other endpoint has taken its place, and no default says otherwise.
  expect(await current()).toEqual(all("default"));
});

test.for(users)("what $title make current globally is so for every docker endpoint", async ({ use }) => {
  await createAll();
  await dockerContext("lab", engine.dockerHost);
  await use("far", ["--global"]);
  expect(await current({ DOCKER_CONTEXT: "lab", DOCKER_HOST: "" })).toEqual(all("far"));
  expect(await current()).toEqual(all("far"));
});

test.for(users)("$title refuse to use a docker context that is not in use, and what there is not", async ({ use }) => {
  await dockerContext("lab", engine.dockerHost);
  await expect(use("lab")).rejects.toThrow(/docker context/);
  await expect(use("nothing")).rejects.toThrow(/no(t found| such| builder)|failed to find/);
});

const hosts = [
  "unix:///x.sock",
  "tcp://127.0.0.1",
  "tcp://a:99",
  "tcp://[::1]:99",
  "tcp://a:1/path",
  "127.0.0.1:1",
  ":1",
];
test.for(hosts)("both file the builder of DOCKER_HOST=%s under the same key", async (host) => {
  world = { ...world, env: { ...world.env, DOCKER_HOST: host } };
  await buildx("create", "--name", "far", "--driver", "remote", "tcp://127.0.0.1:9");
  const files = async () => [
    await readFile(join(home, ".docker/buildx/current"), "utf8"),
    await readdir(join(home, ".docker/buildx/defaults")),
  ];
  await buildx("use", "--default", "far");
  const theirs = await files();
  await buildx("use", "default");
  await setCurrentBuilder("far", { isDefault: true, isGlobal: false }, world);
  expect(await files()).toEqual(theirs);
});

test("builds that we note are the last activity that buildx shows", async () => {
  await createAll();
  await recordActivity("Boxed", new Date("2020-01-02T03:04:05.678Z"), world);
  const [boxed] = await buildxList();
  expect(boxed?.lastActivity).toBe(Date.parse("2020-01-02T03:04:05Z"));
  expect(await ownList()).toEqual(await buildxList());
});

test("a build is the last activity of its builder or docker context", async () => {
  await buildx("create", "--name", "plain", "--driver", "remote", engine.buildkitHost);
  const before = new Date("2020-01-02T03:04:05Z");
  await writeFile(
    join(home, "docker-bake.hcl"),
    'target "app" {\n  dockerfile-inline = "FROM scratch\\nCOPY ca /\\n"\n}\n',
  );
  await writeFile(join(home, "ca"), "");
  for (const name of ["plain", "default"]) {
    await recordActivity(name, before, world);
    const { code, stderr } = await bake(["app", "--builder", name], { cwd: home, env: commandEnv() });
    expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
    const noted = await readFile(join(home, ".docker/buildx/activity", name), "utf8");
    expect(Date.parse(noted)).toBeGreaterThan(before.getTime());
  }
  const [plain] = await buildxList();
  expect(plain?.lastActivity).toBeGreaterThan(before.getTime());
});

test("writers of both tools at the same time lose nothing", async () => {
  await buildx("create", "--name", "busy", "--driver", "remote", "--node", "first", "tcp://127.0.0.1:1000");
  const numbers = Array.from({ length: 12 }, (_, index) => index);
  const theirs = numbers.map((number) =>
    buildx("create", "--name", "busy", "--append", "--node", `theirs${number}`, `tcp://127.0.0.1:${2000 + number}`),
  );
  const ours = numbers.map((number) =>
    withStoreLock(world, async () => {
      const busy = await readStoredBuilder("busy", world);
      if (busy === undefined) throw new Error("the builder is gone");
      const node = { ...plain, name: `ours${number}`, endpoint: `tcp://127.0.0.1:${3000 + number}` };
      await writeStoredBuilder({ ...busy, nodes: [...busy.nodes, node] }, world);
    }),
  );
  await Promise.all([...theirs, ...ours]);
  const names = (await readStoredBuilder("busy", world))?.nodes.map(({ name }) => name);
  const expected = ["first", ...numbers.flatMap((number) => [`ours${number}`, `theirs${number}`])];
  expect(names?.toSorted()).toEqual(expected.toSorted());
});

test("buildx waits while we have its lock", async () => {
  const creating = await withStoreLock(world, async () => {
    const args = ["create", "--name", "far", "--driver", "remote", "tcp://127.0.0.1:9"];
    const command = startCommand([engine.buildx, ...args], { cwd: home, env: commandEnv() });
    // The kernel marks who waits for a lock with an arrow.
    const waits = new RegExp(`-> FLOCK .* ${command.pid} `);
    await vi.waitUntil(async () => waits.test(await readFile("/proc/locks", "utf8")), {
      timeout: 20_000,
      interval: 20,
    });
    expect(await readStoredBuilder("far", world)).toBeUndefined();
    return command;
  });
  expect(await creating.finished).toMatchObject({ code: 0 });
  expect(await readStoredBuilder("far", world)).toBeDefined();
});
