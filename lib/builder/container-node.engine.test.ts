import { createHash, randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { dockerCall, openStandIn, type StandIn } from "../../testing/builder/index.js";
import { engineLogins, runCommand, writeDockerConfig } from "../../testing/tools/index.js";
import { type BuilderNode, type BuilderWorld, chooseBuilder } from "./index.js";

const engine = inject("engine");
const { signal } = new AbortController();

let standIn: StandIn;
let home: string;
let world: BuilderWorld;
const env = () => ({
  DOCKER_HOST: engine.dockerHost,
  DOCKER_CONFIG: join(home, "docker"),
  BUILDX_CONFIG: join(home, "buildx"),
});

beforeAll(async () => {
  standIn = await openStandIn(engine);
  home = await mkdtemp(join(tmpdir(), "container-node-"));
  writeDockerConfig(join(home, "docker"), engineLogins(engine));
  world = { env: env(), home, sockets: [] };
});
afterAll(async () => {
  await standIn[Symbol.asyncDispose]();
  await rm(home, { recursive: true });
});

interface StoredParts {
  readonly opts?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

/** A builder of one node with a name of its own, as the store has it; what docker has of it goes when it is disposed. */
async function storeBuilder({ opts = {}, flags, files = {} }: StoredParts = {}) {
  const name = `b${randomUUID()}`;
  const node = {
    Name: `${name}0`,
    Endpoint: engine.dockerHost,
    Platforms: null,
    DriverOpts: { ...standIn.driverOpts, ...opts },
    Flags: flags ?? null,
    Files: Object.fromEntries(Object.entries(files).map(([path, text]) => [path, btoa(text)])),
  };
  await mkdir(join(home, "buildx/instances"), { recursive: true });
  const stored = { Name: name, Driver: "docker-container", Nodes: [node], Dynamic: false };
  await writeFile(join(home, "buildx/instances", name), JSON.stringify(stored));
  return opened(name);
}

async function opened(name: string) {
  const container = `buildx_buildkit_${name}0`;
  const builder = await chooseBuilder(name, world);
  return {
    name,
    container,
    node: builder.nodes[0],
    async [Symbol.asyncDispose]() {
      await dockerCall(engine, "DELETE", `/containers/${container}?v=1&force=1`);
      await dockerCall(engine, "DELETE", `/volumes/${container}_state`);
    },
  };
}

async function bootstrap({ lifecycle }: BuilderNode): Promise<readonly string[]> {
  const said: string[] = [];
  await lifecycle.bootstrap((line) => said.push(line), signal);
  return said;
}

async function isThere(path: string): Promise<boolean> {
  return (await dockerCall(engine, "GET", path)).status === 200;
}

function peer(...args: readonly string[]) {
  return runCommand([engine.buildx, ...args], { cwd: home, env: env() });
}

const gone = { keepState: false, keepDaemon: false };

test("a container is made, used, stopped, started again and taken away", async () => {
  await using made = await storeBuilder();
  const { node, container } = made;
  expect(await node.lifecycle.status(signal)).toBe("inactive");
  expect(await bootstrap(node)).toEqual([`creating container ${container}`]);
  expect(await node.lifecycle.status(signal)).toBe("running");
  // What runs is left as it is.
  expect(await bootstrap(node)).toEqual([]);
  {
    await using control = await node.connect(signal);
    expect((await control.listWorkers(signal))[0]?.platforms[0]).toEqual({ os: "linux", architecture: "amd64" });
  }
  await node.lifecycle.stop(signal);
  expect(await node.lifecycle.status(signal)).toBe("stopped");
  await node.lifecycle.stop(signal);
  expect(await bootstrap(node)).toEqual([`starting container ${container}`]);

  await node.lifecycle.remove({ keepState: true, keepDaemon: true }, signal);
  expect(await node.lifecycle.status(signal)).toBe("running");
  await node.lifecycle.remove({ keepState: true, keepDaemon: false }, signal);
  expect(await node.lifecycle.status(signal)).toBe("inactive");
  expect(await isThere(`/volumes/${container}_state`)).toBe(true);
  await node.lifecycle.remove(gone, signal);
  expect(await isThere(`/volumes/${container}_state`)).toBe(false);
  // Nothing left to take away.
  await node.lifecycle.remove(gone, signal);
});

test("connecting makes the container that is not there yet, and says so", async () => {
  await using made = await storeBuilder();
  const said: string[] = [];
  await using control = await made.node.connect(signal, (line) => said.push(line));
  expect(said).toEqual([`creating container ${made.container}`]);
  expect(await control.listWorkers(signal)).toHaveLength(1);
});

test("two that need the container at once get the same one, with its files", async () => {
  await using made = await storeBuilder({ files: { "buildkitd.toml": toml }, opts: { "restart-policy": "no" } });
  // Settled, so that nothing is still being made when what was made is taken away.
  const both = await Promise.allSettled([made.node.connect(signal), made.node.connect(signal)]);
  for (const connected of both) {
    if (connected.status === "rejected") throw connected.reason;
    await using control = connected.value;
    expect(await control.listWorkers(signal)).toHaveLength(1);
  }
});

test("an image that the engine does not have is pulled, with the login of docker's config", async () => {
  const secret = `${engine.authRegistry}/stand-in:${randomUUID()}`;
  const login = engineLogins(engine);
  expect(login).not.toEqual([]);
  await copyImage(standIn.image, secret);
  await using made = await storeBuilder({ opts: { image: secret } });
  expect(await bootstrap(made.node)).toEqual([`pulling ${secret}`, `creating container ${made.container}`]);
  await made.node.lifecycle.remove(gone, signal);
  await dockerCall(engine, "DELETE", `/images/${secret}?force=1`);

  const nobody = { ...world, env: { ...env(), DOCKER_CONFIG: join(home, "nobody") } };
  const { nodes } = await chooseBuilder(made.name, nobody);
  await expect(nodes[0].lifecycle.bootstrap(() => {}, signal)).rejects.toMatchObject({
    name: "BuilderError",
    message: expect.stringContaining(`The image "${secret}" for the builder cannot be pulled: `),
  });
});

/** Puts the image under another name in another registry, and takes that name away from the engine. */
async function copyImage(from: string, to: string): Promise<void> {
  const [repo, tag] = [to.slice(0, to.lastIndexOf(":")), to.slice(to.lastIndexOf(":") + 1)];
  await dockerCall(engine, "POST", `/images/${from}/tag?repo=${repo}&tag=${tag}`);
  const folder = await mkdtemp(join(tmpdir(), "copy-"));
  await writeFile(join(folder, "Dockerfile"), `FROM ${to}\n`);
  const built = await peer("build", "--builder", "default", "--push", "-t", to, "--provenance=false", folder);
  expect(built.stderr).toContain("pushing");
  expect(built.code).toBe(0);
  await rm(folder, { recursive: true });
  await dockerCall(engine, "DELETE", `/images/${to}?force=1`);
}

test("a daemon that falls over when it starts is started once more", async () => {
  await using made = await storeBuilder({ opts: { "env.FALLS": "once", "restart-policy": "no" } });
  expect(await bootstrap(made.node)).toEqual([
    `creating container ${made.container}`,
    `starting container ${made.container}`,
  ]);
  expect(await made.node.lifecycle.status(signal)).toBe("running");
});

test("a daemon that does not come up is told with the last that it said", async () => {
  await using made = await storeBuilder({ opts: { "env.FALLS": "always", "restart-policy": "no" } });
  const line = "  buildkitd: could not lock /var/lib/buildkit/buildkitd.lock";
  await expect(bootstrap(made.node)).rejects.toMatchObject({
    name: "BuilderError",
    message: `The buildkitd in the container "${made.container}" does not come up: it has ended`,
    help: ["The last that it said:", line, line, `\`docker logs ${made.container}\` has all of it.`],
  });
});

const refusals: readonly { readonly title: string; readonly parts: StoredParts; readonly message: string }[] = [
  {
    title: "a network that is not there",
    parts: { opts: { network: "nowhere" } },
    message:
      'docker refuses what the builder\'s container "CONTAINER" needs: failed to set up container networking: network nowhere not found',
  },
  {
    title: "a limit below docker's least",
    parts: { opts: { memory: "1k" } },
    message: 'docker refuses what the builder\'s container "CONTAINER" needs: Minimum memory limit allowed is 6MB',
  },
];

test.for(refusals)("$title is docker's refusal, and leaves no container behind", async ({ parts, message }) => {
  await using made = await storeBuilder(parts);
  await expect(bootstrap(made.node)).rejects.toMatchObject({
    name: "BuilderError",
    message: message.replace("CONTAINER", made.container),
  });
  expect(await made.node.lifecycle.status(signal)).toBe("inactive");
});

/** What can be told apart in `docker inspect` of two containers that ought to be the same. */
async function inspected(container: string): Promise<unknown> {
  const { body } = await dockerCall(engine, "GET", `/containers/${container}/json`);
  const { Config, HostConfig, Mounts, Path, Args, AppArmorProfile } = JSON.parse(
    JSON.stringify(body).replaceAll(container, "CONTAINER"),
  );
  for (const changing of ["Hostname", "Domainname"]) delete Config[changing];
  Config.Env.sort();
  return { Config, HostConfig, Mounts, Path, Args, AppArmorProfile };
}

const toml = '[worker.oci]\n  max-parallelism = 2\n[registry."example.test"]\n  http = true\n';

const containers: readonly { readonly title: string; readonly args: readonly string[] }[] = [
  { title: "nothing but what it takes", args: [] },
  {
    title: "memory and processors",
    args: options("memory=512m", "memory-swap=1g", "cpu-shares=512", "cpu-period=50000", "cpu-quota=25000"),
  },
  { title: "swap without limit", args: options("memory=64MiB", "memory-swap=-1", "cpuset-cpus=0", "cpuset-mems=0") },
  { title: "a cgroup and a restart policy", args: options("cgroup-parent=/bakehouse", "restart-policy=on-failure:3") },
  { title: "never to be restarted", args: options("restart-policy=no", "default-load=true") },
  { title: "variables", args: options("env.HTTP_PROXY=http://proxy.test:3128", "env.EMPTY=", "env.WITH=a=b") },
  { title: "flags", args: ["--buildkitd-flags", "--debug --allow-insecure-entitlement security.insecure"] },
  { title: "a configuration", args: ["--buildkitd-config", "buildkitd.toml", "--buildkitd-flags", "--debug"] },
];

function options(...opts: readonly string[]): readonly string[] {
  return opts.flatMap((opt) => ["--driver-opt", opt]);
}

test.for(containers)("the container is made as docker-buildx makes it: $title", async ({ args }) => {
  await writeFile(join(home, "buildkitd.toml"), toml);
  const name = `p${randomUUID()}`;
  const common = Object.entries(standIn.driverOpts).map(([key, value]) => `${key}=${value}`);
  const created = await peer("create", "--name", name, "--driver", "docker-container", ...options(...common), ...args);
  expect(created).toMatchObject({ code: 0 });
  await using ours = await opened(name);
  const { container, node } = ours;
  expect(await peer("inspect", "--bootstrap", name)).toMatchObject({ code: 0 });
  const theirs = await inspected(container);
  const theirConfig = await configFiles(container);
  // A container of theirs is used as it is.
  expect(await bootstrap(node)).toEqual([]);
  await node.lifecycle.remove(gone, signal);

  await bootstrap(node);
  expect(await inspected(container)).toEqual(theirs);
  expect(await configFiles(container)).toEqual(theirConfig);
  // And they use ours.
  const seen = await peer("inspect", "--bootstrap", name);
  expect(seen.stdout).toMatch(/^Status: +running$/m);
  expect(await peer("rm", name)).toMatchObject({ code: 0 });
  expect(await node.lifecycle.status(signal)).toBe("inactive");
});

/** Kinds, owners, sizes, names and contents of the configuration; times are when it was made. */
async function configFiles(container: string): Promise<readonly string[]> {
  const script =
    'curl -sf --unix-socket "$SOCKET" "$URL" > config.tar; tar -tvf config.tar --full-time; tar -xOf config.tar';
  const { stdout } = await runCommand(["sh", "-c", script], {
    cwd: home,
    env: {
      SOCKET: engine.dockerHost.replace("unix://", ""),
      URL: `http://docker/containers/${container}/archive?path=/etc/buildkit`,
    },
  });
  return stdout.split("\n").map((line) => line.replace(/ \d{4}-\d\d-\d\d \d\d:\d\d:\d\d/, ""));
}

test("files of a configuration stand in folders, below /etc/buildkit", async () => {
  const long = `certs/${"n".repeat(90)}/ca.pem`;
  const files = { "buildkitd.toml": toml, "certs/example.test/ca.pem": "PEM", [long]: "long" };
  await using made = await storeBuilder({ files });
  await bootstrap(made.node);
  for (const [name, content] of Object.entries(files)) {
    const path = `/containers/${made.container}/archive?path=/etc/buildkit/${name}`;
    const { status, body } = await dockerCall(engine, "GET", path);
    expect(status).toBe(200);
    expect(String(body)).toContain(content);
  }
});

test("the provenance of GitHub Actions goes with the container", async () => {
  await using made = await storeBuilder();
  const event = join(home, "event.json");
  await writeFile(event, JSON.stringify({ action: "opened" }));
  const github = {
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: event,
    GITHUB_ACTOR: "baker",
    GITHUB_REF: "refs/heads/main",
    GITHUB_REF_NAME: "main",
    GITHUB_REF_PROTECTED: "true",
    GITHUB_REF_TYPE: "branch",
  };
  const { nodes } = await chooseBuilder(made.name, { ...world, env: { ...env(), ...github } });
  await bootstrap(nodes[0]);
  const file = "/etc/buildkit/provenance.d/github_actions_context.json";
  const { body } = await dockerCall(engine, "GET", `/containers/${made.container}/archive?path=${file}`);
  const text = String(body);
  expect(JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1))).toEqual({
    github_event_name: "pull_request",
    github_event_payload: { action: "opened" },
    // The actor's id is not told, and so the actor is not either.
    github_ref: "refs/heads/main",
    github_ref_name: "main",
    github_ref_protected: "true",
    github_ref_type: "branch",
  });
});

test("a container that somebody runs is reached by its address, and not started", async () => {
  await using made = await storeBuilder();
  await bootstrap(made.node);
  const context = join(home, "docker/contexts/meta", createHash("sha256").update("lab").digest("hex"));
  await mkdir(context, { recursive: true });
  const meta = { Name: "lab", Endpoints: { docker: { Host: engine.dockerHost } } };
  await writeFile(join(context, "meta.json"), JSON.stringify(meta));
  const address = `docker-container://${made.container}`;
  const builder = await chooseBuilder(address, world);
  expect(await builder.nodes[0].lifecycle.status(signal)).toBe("running");
  {
    await using control = await builder.nodes[0].connect(signal);
    expect(await control.listWorkers(signal)).toHaveLength(1);
  }
  const inContext = await chooseBuilder(`${address}?context=lab`, { ...world, env: { ...env(), DOCKER_HOST: "" } });
  expect(await inContext.nodes[0].lifecycle.status(signal)).toBe("running");
  await made.node.lifecycle.stop(signal);
  expect(await builder.nodes[0].lifecycle.status(signal)).toBe("inactive");
  await using control = await builder.nodes[0].connect(signal);
  await expect(control.listWorkers(signal)).rejects.toMatchObject({
    name: "DaemonError",
    message: expect.stringMatching(
      /^Cannot reach BuildKit at docker-container:\/\/.*: docker cannot run buildctl in the container ".*": container .* is not running$/,
    ),
  });
});

test("an engine's own BuildKit is running when the engine answers", async () => {
  const { nodes } = await chooseBuilder("default", world);
  expect(await nodes[0].lifecycle.status(signal)).toBe("running");
  await nodes[0].lifecycle.bootstrap(() => {}, signal);
  const away = { ...world, env: { ...env(), DOCKER_HOST: `unix://${join(home, "docker.sock")}` } };
  const { nodes: missing } = await chooseBuilder("default", away);
  await expect(missing[0].lifecycle.status(signal)).rejects.toMatchObject({ name: "DaemonError" });
  await expect(missing[0].lifecycle.bootstrap(() => {}, signal)).rejects.toMatchObject({ name: "DaemonError" });
});
