import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import { tmpdir, userInfo } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { openStandIn, solveDockerfile } from "../../testing/builder/index.js";
import { runCommand } from "../../testing/tools/index.js";
import { type BuilderWorld, chooseBuilder } from "./index.js";

const engine = inject("engine");
const { signal } = new AbortController();
const buildkitSocket = engine.buildkitHost.replace("unix://", "");
const dockerSocket = engine.dockerHost.replace("unix://", "");

/** Programs that a machine behind ssh has: they lead to the engine's sockets. */
const remotePrograms = {
  buildctl: `#!/bin/sh
socket=$DEFAULT_BUILDKIT
if [ "$1" = --addr ]; then socket=\${2#unix://}; shift 2; fi
[ "$1" = dial-stdio ] && exec socat - "UNIX-CONNECT:$socket"
`,
  docker: `#!/bin/sh
[ "$1 $2" = "system dial-stdio" ] && exec socat - "UNIX-CONNECT:$DEFAULT_DOCKER"
`,
};

/** ssh that never leaves this machine: what comes after the host is run by a shell, as a server would. */
const standIn = `#!/bin/sh
while [ "$1" != -- ]; do shift; done
case "$2" in
nowhere) echo "ssh: Could not resolve hostname nowhere: Name or service not known" >&2; exit 255;;
esac
shift 2
PATH=$REMOTE_PATH exec sh -c "$*"
`;

const Dockerfile = Buffer.from("FROM scratch\n");

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "ssh-"));
  for (const [name, text] of Object.entries(remotePrograms)) await writeProgram(join(home, name), text);
});
afterAll(() => rm(home, { recursive: true }));

async function writeProgram(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  await chmod(path, 0o755);
}

/** The folder with the program `ssh`, and a server behind it where it has one. */
interface Line {
  readonly folder: string;
  readonly server?: ChildProcess;
}

async function standInLine(): Promise<Line> {
  const folder = await mkdtemp(join(home, "stand-in-"));
  await writeProgram(join(folder, "ssh"), standIn);
  return { folder };
}

/** OpenSSH both ways, on a port of the loopback, with keys of this run. */
async function opensshLine(): Promise<Line> {
  const folder = await mkdtemp(join(home, "openssh-"));
  const at = (name: string): string => join(folder, name);
  for (const name of ["host", "user"]) {
    const made = await runCommand(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", at(name)], { cwd: folder });
    expect(made.code).toBe(0);
  }
  await writeFile(at("authorized"), await readFile(at("user.pub")));
  const port = await freePort();
  const server = [
    `Port ${port}`,
    "ListenAddress 127.0.0.1",
    `HostKey ${at("host")}`,
    `AuthorizedKeysFile ${at("authorized")}`,
    "StrictModes no",
    "UsePAM no",
    "PidFile none",
    "PasswordAuthentication no",
    `SetEnv PATH=${home}:/usr/bin:/bin DEFAULT_BUILDKIT=${buildkitSocket} DEFAULT_DOCKER=${dockerSocket}`,
  ];
  await writeFile(at("sshd_config"), `${server.join("\n")}\n`);
  const client = [
    "Host farm",
    "HostName 127.0.0.1",
    `Port ${port}`,
    `IdentityFile ${at("user")}`,
    "IdentityAgent none",
    "StrictHostKeyChecking no",
    `UserKnownHostsFile ${at("known_hosts")}`,
    "LogLevel ERROR",
  ];
  await writeFile(at("ssh_config"), `${client.join("\n")}\n`);
  await writeProgram(at("ssh"), `#!/bin/sh\nexec ${sshPath} -F ${at("ssh_config")} "$@"\n`);
  // Made when a machine starts, which a container does not.
  mkdirSync("/run/sshd", { recursive: true });
  const child = spawn(sshdPath, ["-D", "-e", "-f", at("sshd_config")], { stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  for await (const chunk of child.stderr) {
    log += String(chunk);
    if (log.includes("listening on")) break;
  }
  expect(log).toContain("listening on");
  return { folder, server: child };
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

const sshPath = "/usr/bin/ssh";
const sshdPath = "/usr/sbin/sshd";
// sshd takes root: it gives up its rights to a user that its package makes.
const hasOpenssh = [sshPath, sshdPath].every((path) => existsSync(path)) && process.getuid?.() === 0;

const lines = [
  { name: "a stand-in", isThere: true, open: standInLine },
  { name: "OpenSSH (where its server is installed)", isThere: hasOpenssh, open: opensshLine },
];

for (const { name, isThere, open } of lines) {
  describe.skipIf(!isThere)(`through ${name}`, () => {
    let line: Line;
    let world: BuilderWorld;

    beforeAll(async () => {
      line = await open();
    });
    afterAll(() => {
      line.server?.kill();
    });
    beforeEach(() => {
      vi.stubEnv("REMOTE_PATH", `${home}:/usr/bin:/bin`);
      vi.stubEnv("DEFAULT_BUILDKIT", buildkitSocket);
      vi.stubEnv("DEFAULT_DOCKER", dockerSocket);
      vi.stubEnv("PATH", `${line.folder}${delimiter}${process.env["PATH"] ?? ""}`);
      world = { env: {}, home, sockets: [] };
    });
    afterEach(() => {
      vi.unstubAllEnvs();
    });

    test.for(["ssh://farm", `ssh://${userInfo().username}@farm`, `ssh://farm${buildkitSocket}`])(
      "a build goes to the buildkitd at %s",
      async (address) => {
        const { nodes } = await chooseBuilder(address, world);
        expect(await nodes[0].lifecycle.status(signal)).toBe("running");
        await using control = await nodes[0].connect(signal);
        const files = { data: randomBytes(3_000_000) };
        await solveDockerfile(control, { dockerfile: "FROM scratch\nCOPY data /\n", files });
      },
    );

    test("a build goes to the docker of a DOCKER_HOST behind ssh", async () => {
      const { driver, nodes } = await chooseBuilder(undefined, { ...world, env: { DOCKER_HOST: "ssh://farm" } });
      expect(driver).toBe("docker");
      expect(await nodes[0].lifecycle.status(signal)).toBe("running");
      expect(await nodes[0].docker?.takesOci(signal)).toBe(true);
      await using control = await nodes[0].connect(signal);
      const files = { data: randomBytes(3_000_000) };
      await solveDockerfile(control, { dockerfile: "FROM scratch\nCOPY data /\n", files });
    });

    test("a builder's container is made on a docker behind ssh, and built in", async () => {
      await using image = await openStandIn(engine);
      const node = { Name: `s${randomBytes(4).toString("hex")}`, Endpoint: "ssh://farm", DriverOpts: image.driverOpts };
      await mkdir(join(home, ".docker/buildx/instances"), { recursive: true });
      const stored = { Name: "boxed", Driver: "docker-container", Nodes: [node], Dynamic: false };
      await writeFile(join(home, ".docker/buildx/instances/boxed"), JSON.stringify(stored));
      const { nodes } = await chooseBuilder("boxed", world);
      try {
        await using control = await nodes[0].connect(signal);
        await solveDockerfile(control, { dockerfile: "FROM scratch\nCOPY Dockerfile /\n", files: { Dockerfile } });
      } finally {
        await nodes[0].lifecycle.remove({ keepState: false, keepDaemon: false }, signal);
      }
      expect(await nodes[0].lifecycle.status(signal)).toBe("inactive");
    });

    test("a host that there is not is told with what ssh says", async () => {
      const { nodes } = await chooseBuilder("ssh://nowhere", world);
      await using control = await nodes[0].connect(signal);
      await expect(control.listWorkers(signal)).rejects.toMatchObject({
        name: "DaemonError",
        message: expect.stringMatching(
          /^Cannot reach BuildKit at ssh:\/\/nowhere: `ssh -T -o ConnectTimeout=30 -- nowhere buildctl dial-stdio` ended with exit code 255: .*nowhere/,
        ),
      });
    });

    test("a socket that is not on the host is told with what its program says", async () => {
      const { nodes } = await chooseBuilder("ssh://farm/nowhere/buildkitd.sock", world);
      await using control = await nodes[0].connect(signal);
      await expect(control.listWorkers(signal)).rejects.toThrow(
        /ended with exit code 1: .*"?\/nowhere\/buildkitd\.sock"?.*No such file or directory/,
      );
    });
  });
}
