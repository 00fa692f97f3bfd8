// `ssh` for tests: a stand-in, or OpenSSH both ways on a port of the loopback. Whatever host is named, it leads to this machine,
// whose `buildctl` and `docker` lead to the engine's sockets.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../engine/index.js";
import { runCommand } from "../tools/index.js";

export interface SshLine extends AsyncDisposable {
  /** Has the program `ssh`, to be put before the PATH. */
  readonly folder: string;
  /** What else the program needs. */
  readonly env: Readonly<Record<string, string>>;
}

export interface SshKind {
  readonly name: string;
  readonly isThere: boolean;
  /** Leads to the sockets of `engine`; hosts are `farm`, and `nowhere` that there is not. */
  open(engine: Engine): Promise<SshLine>;
}

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

const sshPath = "/usr/bin/ssh";
const sshdPath = "/usr/sbin/sshd";

/** Both kinds; sshd takes root: it gives up its rights to a user that its package makes. */
export const sshKinds: readonly SshKind[] = [
  { name: "a stand-in", isThere: true, open: standInLine },
  {
    name: "OpenSSH (where its server is installed)",
    isThere: [sshPath, sshdPath].every((path) => existsSync(path)) && process.getuid?.() === 0,
    open: opensshLine,
  },
];

async function standInLine(engine: Engine): Promise<SshLine> {
  const { home, env } = await machine(engine);
  await writeProgram(join(home, "ssh"), standIn);
  return { folder: home, env, [Symbol.asyncDispose]: () => rm(home, { recursive: true }) };
}

/** With keys of this run. */
async function opensshLine(engine: Engine): Promise<SshLine> {
  const { home, env } = await machine(engine);
  const at = (name: string): string => join(home, name);
  for (const name of ["host", "user"]) {
    const { code, stderr } = await runCommand(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", at(name)], {
      cwd: home,
    });
    if (code !== 0) throw new Error(`ssh-keygen: ${stderr}`);
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
    `SetEnv PATH=${env.REMOTE_PATH} DEFAULT_BUILDKIT=${env.DEFAULT_BUILDKIT} DEFAULT_DOCKER=${env.DEFAULT_DOCKER}`,
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
  await untilListening(child);
  return {
    folder: home,
    env: {},
    async [Symbol.asyncDispose]() {
      child.kill();
      await rm(home, { recursive: true });
    },
  };
}

async function untilListening({ stderr }: ChildProcess): Promise<void> {
  let log = "";
  for await (const chunk of stderr ?? []) {
    log += String(chunk);
    if (log.includes("listening on")) return;
  }
  throw new Error(`sshd does not listen: ${log}`);
}

/** The programs that the machine behind ssh has, and what they want to know. */
async function machine({ buildkitHost, dockerHost }: Engine) {
  const home = await mkdtemp(join(tmpdir(), "ssh-"));
  await mkdir(join(home, "remote"));
  for (const [name, text] of Object.entries(remotePrograms)) await writeProgram(join(home, "remote", name), text);
  const env = {
    REMOTE_PATH: `${join(home, "remote")}:/usr/bin:/bin`,
    DEFAULT_BUILDKIT: buildkitHost.replace("unix://", ""),
    DEFAULT_DOCKER: dockerHost.replace("unix://", ""),
  };
  return { home, env };
}

async function writeProgram(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  await chmod(path, 0o755);
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
