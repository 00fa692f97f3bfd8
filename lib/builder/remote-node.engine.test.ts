import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openTlsRelay, solveDockerfile } from "../../testing/builder/index.js";
import { tables } from "../../testing/docs/markdown.js";
import { type Certificate, makeCertificate, startFakeDaemon } from "../../testing/fake/index.js";
import { runCommand } from "../../testing/tools/index.js";
import { type BuilderWorld, chooseBuilder } from "./index.js";

const engine = inject("engine");
const { signal } = new AbortController();

let home: string;
let world: BuilderWorld;
const env = () => ({
  DOCKER_HOST: engine.dockerHost,
  DOCKER_CONFIG: join(home, "docker"),
  BUILDX_CONFIG: join(home, "buildx"),
});

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "remote-node-"));
  world = { env: env(), home, sockets: [] };
  await mkdir(join(home, "buildx/instances"), { recursive: true });
  for (const [name, { cert, key }] of Object.entries(certificates)) {
    await writeFile(join(home, `${name}.pem`), cert);
    await writeFile(join(home, `${name}-key.pem`), key);
  }
  await writeFile(join(home, "text.pem"), "no certificate\n");
});
afterAll(() => rm(home, { recursive: true }));

async function remote(endpoint: string, opts: Readonly<Record<string, string>> = {}) {
  const name = `r${randomBytes(4).toString("hex")}`;
  const node = { Name: `${name}0`, Endpoint: endpoint, DriverOpts: opts };
  const stored = { Name: name, Driver: "remote", Nodes: [node], Dynamic: false };
  await writeFile(join(home, "buildx/instances", name), JSON.stringify(stored));
  const { nodes } = await chooseBuilder(name, world);
  return { name, node: nodes[0] };
}

const authority = makeCertificate({ name: "authority" });
const stranger = makeCertificate({ name: "stranger" });
const certificates = {
  authority,
  stranger,
  server: makeCertificate({ name: "localhost", issuer: authority }),
  expired: makeCertificate({ name: "localhost", issuer: authority, isExpired: true }),
  other: makeCertificate({ name: "build.test", issuer: authority }),
  client: makeCertificate({ name: "client", issuer: authority }),
  late: makeCertificate({ name: "client", issuer: authority, isExpired: true }),
  outsider: makeCertificate({ name: "outsider", issuer: stranger }),
} satisfies Record<string, Certificate>;

/** TLS in front of the engine's BuildKit. */
function tlsDaemon(server: Certificate, asksForClients: boolean) {
  const clients = asksForClients ? { clientAuthority: authority } : {};
  return openTlsRelay({ to: engine.buildkitHost.replace("unix://", ""), server, ...clients });
}

type CertificateName = keyof typeof certificates;

/** Options with files of `home` for the names of certificates. */
function tlsOpts(names: {
  readonly ca?: CertificateName | "text";
  readonly client?: CertificateName;
  readonly key?: CertificateName;
  readonly servername?: string;
}): Readonly<Record<string, string>> {
  const { ca, client, key = client, servername } = names;
  return {
    ...(ca === undefined ? {} : { cacert: join(home, `${ca}.pem`) }),
    ...(client === undefined ? {} : { cert: join(home, `${client}.pem`) }),
    ...(key === undefined ? {} : { key: join(home, `${key}-key.pem`) }),
    ...(servername === undefined ? {} : { servername }),
  };
}

const good: readonly {
  readonly title: string;
  readonly server: CertificateName;
  readonly asksForClients: boolean;
  readonly opts: Parameters<typeof tlsOpts>[0];
}[] = [
  { title: "its own name", server: "server", asksForClients: false, opts: { ca: "authority" } },
  {
    title: "another name that is told",
    server: "other",
    asksForClients: false,
    opts: { ca: "authority", servername: "build.test" },
  },
  {
    title: "a certificate of ours",
    server: "server",
    asksForClients: true,
    opts: { ca: "authority", client: "client" },
  },
];

test.for(good)("a build goes through TLS with $title, for us and for docker-buildx", async (example) => {
  const { server, asksForClients, opts } = example;
  await using daemon = await tlsDaemon(certificates[server], asksForClients);
  const { name, node } = await remote(daemon.address, tlsOpts(opts));
  expect(await node.lifecycle.status(signal)).toBe("running");
  const said: string[] = [];
  await node.lifecycle.bootstrap((line) => said.push(line), signal);
  expect(said).toEqual([]);
  await using control = await node.connect(signal);
  const files = { data: randomBytes(3_000_000) };
  await solveDockerfile(control, { dockerfile: "FROM scratch\nCOPY data /\n", files });
  const seen = await runCommand([engine.buildx, "inspect", name], { cwd: home, env: env() });
  expect(seen.stdout).toMatch(/^Status: +running$/m);
});

const bad: readonly {
  readonly title: string;
  readonly server?: CertificateName;
  readonly asksForClients?: boolean;
  readonly opts: Parameters<typeof tlsOpts>[0];
  readonly message: string;
}[] = [
  {
    title: "a certificate that has expired",
    server: "expired",
    opts: { ca: "authority" },
    message: "Cannot reach BuildKit at ADDRESS: the daemon's certificate has expired; renew it there",
  },
  {
    title: "a certificate for another host",
    server: "other",
    opts: { ca: "authority" },
    message:
      'Cannot reach BuildKit at ADDRESS: the daemon\'s certificate is not for "localhost", but for build.test; set the driver option servername to a name that it has',
  },
  {
    title: "a certificate of another CA",
    opts: { ca: "stranger" },
    message:
      "Cannot reach BuildKit at ADDRESS: the daemon's certificate is not signed by the CA that we were given; set the driver option cacert to the one that signed it",
  },
  {
    title: "a client without a certificate",
    asksForClients: true,
    opts: { ca: "authority" },
    message:
      "Cannot reach BuildKit at ADDRESS: the daemon asks for a certificate of ours; set the certificate (driver option cert) and the key (driver option key)",
  },
  {
    title: "a client with a certificate of another CA",
    asksForClients: true,
    opts: { ca: "authority", client: "outsider" },
    message:
      "Cannot reach BuildKit at ADDRESS: it closed the connection before it said anything; it may refuse our certificate: has the certificate (driver option cert) expired, or does the daemon trust another CA?",
  },
  {
    title: "a client with a certificate that has expired",
    asksForClients: true,
    opts: { ca: "authority", client: "late" },
    message:
      "Cannot reach BuildKit at ADDRESS: it closed the connection before it said anything; it may refuse our certificate: has the certificate (driver option cert) expired, or does the daemon trust another CA?",
  },
  {
    title: "a key of another certificate",
    opts: { ca: "authority", client: "client", key: "server" },
    message:
      "Cannot reach BuildKit at ADDRESS: the key (driver option key) does not belong to the certificate (driver option cert)",
  },
  {
    title: "no TLS options at all",
    opts: {},
    message:
      "Cannot reach BuildKit at ADDRESS: it closed the connection before it said anything; if it speaks TLS, set the driver option cacert",
  },
];

test.for(bad)("$title is told in one sentence, at once", async (example) => {
  const { server = "server", asksForClients = false, opts, message } = example;
  await using daemon = await tlsDaemon(certificates[server], asksForClients);
  const { node } = await remote(daemon.address, tlsOpts(opts));
  await using control = await node.connect(signal);
  const told = { name: "DaemonError", message: message.replace("ADDRESS", daemon.address) };
  await expect(control.listWorkers(signal)).rejects.toMatchObject(told);
  expect(await node.lifecycle.status(signal)).toBe("inactive");
  // Nothing that waiting could mend.
  await expect(node.lifecycle.bootstrap(() => {}, signal)).rejects.toMatchObject(told);
});

test("docs/remote.md has the messages as they are", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/remote.md"), "utf8");
  const rows = tables(page).find(({ head }) => head[0] === "Message")?.rows ?? [];
  const messages = [...bad.map(({ message }) => message), noTls];
  const known = rows.filter(([told = ""]) =>
    [...told.matchAll(/`([^`…"]+)/g)].some(([, text = ""]) => messages.some((message) => message.includes(text))),
  );
  expect(rows.length).toBe(8);
  expect(known).toEqual(rows);
});

const noTls = "what listens there does not speak TLS; take the driver option cacert and the other TLS settings away";

test("TLS to a daemon that speaks none is told", async () => {
  await using daemon = await startFakeDaemon({}, { kind: "tcp" });
  const { node } = await remote(daemon.address, tlsOpts({ ca: "authority" }));
  await using control = await node.connect(signal);
  await expect(control.listWorkers(signal)).rejects.toThrow(`Cannot reach BuildKit at ${daemon.address}: ${noTls}`);
});

test("a file of an option that is not there is told by both", async () => {
  const path = join(home, "missing.pem");
  const { node } = await remote("tcp://localhost:1", { cacert: path });
  await expect(node.connect(signal)).rejects.toMatchObject({
    name: "BuilderError",
    message: expect.stringContaining(`The driver option cacert names "${path}", which cannot be read: ENOENT`),
  });
  // Such a node can still be taken away.
  await node.lifecycle.remove({ keepState: false, keepDaemon: false }, signal);
});

test("a file that holds no certificate is told", async () => {
  await using daemon = await tlsDaemon(certificates.server, false);
  const { node } = await remote(daemon.address, tlsOpts({ ca: "text" }));
  await using control = await node.connect(signal);
  await expect(control.listWorkers(signal)).rejects.toThrow("driver option cacert");
});

test("a daemon that is just being started is waited for", async () => {
  const socket = join(home, "late.sock");
  const { node } = await remote(`unix://${socket}`);
  expect(await node.lifecycle.status(signal)).toBe("inactive");
  const said: string[] = [];
  const relay = net.createServer((client) => {
    const upstream = net.connect(engine.buildkitHost.replace("unix://", ""));
    client.pipe(upstream).pipe(client);
    client.on("error", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
  });
  await node.lifecycle.bootstrap((line) => {
    said.push(line);
    relay.listen(socket);
  }, signal);
  expect(said).toEqual([`waiting for unix://${socket}`]);
  expect(await node.lifecycle.status(signal)).toBe("running");
  relay.close();
});

test.for([
  { value: "true", isDefaultLoad: true },
  { value: "false", isDefaultLoad: false },
])("default-load=$value is honoured", async ({ value, isDefaultLoad }) => {
  const { node } = await remote(engine.buildkitHost, { "default-load": value });
  expect(node.isDefaultLoad).toBe(isDefaultLoad);
});
