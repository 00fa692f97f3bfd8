// docs/remote.md: every block is run as it stands there. The names in it belong to nobody: hosts are led to this machine, and
// what listens there leads to the engine's BuildKit.

import { createHash, randomInt } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import net from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { dockerCall, openStandIn, openTlsRelay, sshKinds } from "../builder/index.js";
import { makeCertificate } from "../fake/index.js";
import { kubernetesSetting } from "../kubernetes/index.js";
import { runCommand } from "../tools/index.js";
import { type Commands, openCommands, shellBlocks, writePrograms } from "./setting.js";

const engine = inject("engine");
const { signal } = new AbortController();
const buildkitSocket = engine.buildkitHost.replace("unix://", "");
const blocks = shellBlocks("remote.md");

let commands: Commands;
/** Programs that the page's shell finds; no `kubectl` is among them, so that pods are reached the same way everywhere. */
let bin: string;
/** What a command knows of hosts. */
let hosts: Readonly<Record<string, string>>;

beforeAll(async () => {
  commands = openCommands(engine);
  const bake =
    'target "app" {\n  dockerfile-inline = "FROM scratch\\nCOPY docker-bake.hcl /\\n"\n  output = ["out"]\n}\n';
  writeFileSync(join(commands.folder, "docker-bake.hcl"), bake);
  bin = await writePrograms(commands.folder);
  symlinkSync("/bin/sh", join(bin, "sh"));
  // All of 127.0.0.0/8 is this machine, so that the page's port is free on an address of the run.
  const own = () => `127.${randomInt(1, 250)}.${randomInt(1, 250)}.${randomInt(2, 250)}`;
  hosts = { farm: own(), "farm-a": own() };
});
afterAll(() => commands[Symbol.dispose]());

/** What a test opened, to be closed after it, the last first. */
let closers: readonly (() => unknown)[] = [];

afterEach(async () => {
  for (const close of [...closers].reverse()) await close();
  closers = [];
});

function closeWith(close: () => unknown): void {
  closers = [...closers, close];
}

/** Takes the place of an entry in /etc/hosts, which is not ours to change. */
function hostsFile(): string {
  const path = join(commands.folder, "hosts.cjs");
  writeFileSync(
    path,
    `const dns = require("node:dns");
const hosts = ${JSON.stringify(hosts)};
for (const place of [dns, dns.promises]) {
  const { lookup } = place;
  place.lookup = (name, ...rest) => lookup(hosts[name] ?? name, ...rest);
}
`,
  );
  return path;
}

/** What has to be there for a block, and the variables with which its shell finds it. */
type Opening = () => Promise<Readonly<Record<string, string>>>;

const openings: Readonly<Record<string, readonly Opening[]>> = {
  "Builders that somebody else runs": [plainDaemon],
  "With TLS": [tlsDaemon],
  "Through ssh": [sshHost, sshHost],
  "In a container or a pod": [container, pod],
};

async function plainDaemon() {
  const relay = net.createServer((client) => {
    const upstream = net.connect(buildkitSocket);
    client.pipe(upstream).pipe(client);
    client.on("error", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
  });
  relay.listen(1234, hosts["farm-a"]);
  await once(relay, "listening");
  closeWith(() => relay.close());
  return {};
}

async function tlsDaemon() {
  const authority = makeCertificate({ name: "authority" });
  const server = makeCertificate({ name: "farm", issuer: authority });
  const client = makeCertificate({ name: "client", issuer: authority });
  const folder = join(commands.folder, "farm");
  mkdirSync(folder);
  writeFileSync(join(folder, "ca.pem"), authority.cert);
  writeFileSync(join(folder, "cert.pem"), client.cert);
  writeFileSync(join(folder, "key.pem"), client.key);
  const listenAt = { host: hosts["farm"] ?? "", port: 1234 };
  const relay = await openTlsRelay({ to: buildkitSocket, server, clientAuthority: authority, listenAt });
  closeWith(() => relay[Symbol.asyncDispose]());
  return {};
}

/** OpenSSH where it is installed. */
async function sshHost() {
  const kind = sshKinds.filter(({ isThere }) => isThere).at(-1);
  if (kind === undefined) throw new Error("there is no kind of ssh");
  const line = await kind.open(engine);
  closeWith(() => line[Symbol.asyncDispose]());
  return { ...line.env, PATH: `${line.folder}:${bin}` };
}

async function container() {
  const standIn = await openStandIn(engine);
  closeWith(() => standIn[Symbol.asyncDispose]());
  const port = standIn.driverOpts["env.BRIDGE_PORT"] ?? "";
  const body = { Image: standIn.image, Env: [`BRIDGE_PORT=${port}`], HostConfig: { NetworkMode: "host" } };
  // The engine is not ours alone, so the container is not called as on the page.
  const name = `my-buildkitd-${randomInt(1e9)}`;
  await dockerCall(engine, "POST", `/containers/create?name=${name}`, body);
  closeWith(() => dockerCall(engine, "DELETE", `/containers/${name}?v=1&force=1`));
  await dockerCall(engine, "POST", `/containers/${name}/start`);
  const meta = join(commands.folder, "docker/contexts/meta", createHash("sha256").update("farm").digest("hex"));
  mkdirSync(meta, { recursive: true });
  const context = { Name: "farm", Metadata: {}, Endpoints: { docker: { Host: engine.dockerHost } } };
  writeFileSync(join(meta, "meta.json"), JSON.stringify(context));
  return { CONTAINER: name };
}

async function pod() {
  const setting = await kubernetesSetting({ buildkit: () => buildkitSocket });
  closeWith(() => setting[Symbol.asyncDispose]());
  const driverOpts = { namespace: "builds", "persistent-volume-claim.requests.storage": "1Gi" };
  const endpoint = `kubernetes:///b?${new URLSearchParams({ deployment: "buildkitd", kubeconfig: setting.kubeconfig })}`;
  const node = await setting.open({ name: "buildkitd", endpoint, driverOpts });
  await node.lifecycle.bootstrap(() => {}, signal);
  expect(setting.kubernetes.podNames).toEqual(["buildkitd-0"]);
  return { KUBECONFIG: setting.kubeconfig };
}

const runs = blocks.map(([title, text], at) => {
  const nth = blocks.slice(0, at).filter(([other]) => other === title).length;
  return { title, text, nth };
});

test("there is a block for every way", () => {
  const ways = Object.entries(openings).flatMap(([title, list]) => list.map(() => title));
  expect(blocks.map(([title]) => title)).toEqual(ways);
});

test.for(runs)("$title, $nth", async ({ title, text, nth }) => {
  const open = openings[title]?.[nth];
  if (open === undefined) throw new Error(`nothing is opened for "${title}"`);
  const { CONTAINER = "", ...env } = await open();
  const out = join(commands.folder, "out");
  rmSync(out, { recursive: true, force: true });
  const { DOCKER_CONFIG, BUILDX_CONFIG } = commands.env;
  const { code, stdout, stderr } = await runCommand(
    ["/bin/sh", "-e", "-c", text.replaceAll("//my-buildkitd", `//${CONTAINER}`)],
    {
      cwd: commands.folder,
      env: {
        DOCKER_CONFIG: DOCKER_CONFIG ?? "",
        BUILDX_CONFIG: BUILDX_CONFIG ?? "",
        HOME: commands.folder,
        PATH: bin,
        NODE_OPTIONS: `--require=${hostsFile()}`,
        BUILDKIT_PROGRESS: "plain",
        ...env,
      },
    },
  );
  expect(stderr).not.toMatch(/^(?:ERROR|error|warning|WARNING)/m);
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/^Status: +running$/m);
  expect(existsSync(join(out, "docker-bake.hcl"))).toBe(true);
  // Each leaves the store as it was.
  const instances = join(commands.folder, "buildx/instances");
  expect(existsSync(instances) ? readdirSync(instances) : []).toEqual([]);
});
