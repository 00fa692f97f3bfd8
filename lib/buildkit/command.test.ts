import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startFakeDaemon, startFakeDockerd } from "../../testing/fake/index.js";
import { deferred } from "../async/index.js";
import { connect, type Endpoint } from "./index.js";

const { signal } = new AbortController();

/** Stands for ssh and the like: notes its arguments, and hands its stdin and stdout over to a socket. */
const standIn = `#!${process.execPath}
const fs = require("node:fs");
fs.appendFileSync(process.env.STAND_IN_NOTES, JSON.stringify(process.argv.slice(2)) + "\\n");
if (process.env.STAND_IN_COMPLAINT) {
  process.stderr.write(process.env.STAND_IN_COMPLAINT);
  process.exitCode = 255;
} else {
  const socket = require("node:net").connect(process.env.STAND_IN_SOCKET);
  process.stdin.pipe(socket).pipe(process.stdout);
  socket.on("error", () => {});
  socket.on("close", () => {
    process.stderr.write("Connection to farm closed by remote host.\\n");
    process.exit(255);
  });
}
`;

let folder: string;
let notes: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "commands-"));
  notes = join(folder, "notes");
  for (const program of ["ssh", "nerdctl", "podman", "kubectl"]) {
    await writeFile(join(folder, program), standIn);
    await chmod(join(folder, program), 0o755);
  }
  vi.stubEnv("PATH", `${folder}${delimiter}${process.env["PATH"] ?? ""}`);
  vi.stubEnv("STAND_IN_NOTES", notes);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function calls(): Promise<readonly (readonly string[])[]> {
  const lines = (await readFile(notes, "utf8")).trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line));
}

const ssh = ["-T", "-o", "ConnectTimeout=30"];

const addresses: readonly { readonly address: string; readonly args: readonly string[] }[] = [
  { address: "ssh://farm", args: [...ssh, "--", "farm", "buildctl", "dial-stdio"] },
  {
    address: "ssh://baker@farm.example:2222",
    args: [...ssh, "-l", "baker", "-p", "2222", "--", "farm.example", "buildctl", "dial-stdio"],
  },
  {
    address: "ssh://[::1]/run/user/1000/buildkit/buildkitd.sock",
    args: [...ssh, "--", "::1", "buildctl", "--addr", "unix:///run/user/1000/buildkit/buildkitd.sock", "dial-stdio"],
  },
  {
    address: "ssh://farm/tmp/$(reboot)",
    args: [...ssh, "--", "farm", "buildctl", "--addr", "'unix:///tmp/$(reboot)'", "dial-stdio"],
  },
  {
    address: "nerdctl-container://buildkitd",
    args: ["exec", "-i", "buildkitd", "buildctl", "dial-stdio"],
  },
  {
    address: "nerdctl-container://buildkitd?namespace=k8s.io",
    args: ["--namespace=k8s.io", "exec", "-i", "buildkitd", "buildctl", "dial-stdio"],
  },
  { address: "podman-container://Build_kit.1", args: ["exec", "-i", "Build_kit.1", "buildctl", "dial-stdio"] },
  { address: "kube-pod://buildkitd-0", args: ["exec", "-i", "buildkitd-0", "--", "buildctl", "dial-stdio"] },
  {
    address: "kube-pod://buildkitd-0?context=admin@farm&namespace=ci&container=daemon",
    args: [
      "--context=admin@farm",
      "--namespace=ci",
      "--container=daemon",
      "exec",
      "-i",
      "buildkitd-0",
      "--",
      "buildctl",
      "dial-stdio",
    ],
  },
];

test.for(addresses)("$address is reached by one run of its program", async ({ address, args }) => {
  await using daemon = await startFakeDaemon({ version: "v1" });
  vi.stubEnv("STAND_IN_SOCKET", daemon.address.replace("unix://", ""));
  await using control = await connect({ kind: "buildkitd", address }, signal);
  expect(await control.info(signal)).toEqual({ version: "v1", revision: "fake" });
  await using session = await control.openSession({ sharedKey: "", attachables: [] }, signal);
  expect(session.id).not.toBe("");
  expect(await calls()).toEqual([args]);
});

test.for(["1.51", "1.54"])("a docker host behind ssh is reached through its docker, API %s", async (apiVersion) => {
  await using daemon = await startFakeDaemon({ version: "v1" });
  await using dockerd = await startFakeDockerd(daemon, { apiVersion });
  vi.stubEnv("STAND_IN_SOCKET", dockerd.address.replace("unix://", ""));
  const endpoint = { kind: "dockerd", address: "ssh://baker@farm/run/docker.sock" } as const;
  await using control = await connect(endpoint, signal);
  expect(await control.info(signal)).toEqual({ version: "v1", revision: "fake" });
  await using session = await control.openSession({ sharedKey: "", attachables: [] }, signal);
  expect(session.id).not.toBe("");
  const remote = ["docker", "--host", "unix:///run/docker.sock", "system", "dial-stdio"];
  const run = [...ssh, "-l", "baker", "--", "farm", ...remote];
  // One asks for the version; all that follows shares the other.
  expect(await calls()).toEqual([run, run]);
});

test("a program that fails is told with its command line and what it said", async () => {
  vi.stubEnv("STAND_IN_COMPLAINT", "Warning: added to known hosts.\nbaker@farm: Permission denied (publickey).\n");
  await using control = await connect({ kind: "buildkitd", address: "ssh://baker@farm" }, signal);
  await expect(control.info(signal)).rejects.toMatchObject({
    name: "DaemonError",
    address: "ssh://baker@farm",
    message:
      "Cannot reach BuildKit at ssh://baker@farm: `ssh -T -o ConnectTimeout=30 -l baker -- farm buildctl dial-stdio` ended with exit code 255: Warning: added to known hosts.; baker@farm: Permission denied (publickey).",
  });
});

test("a docker host whose ssh fails is told in the same way", async () => {
  vi.stubEnv("STAND_IN_COMPLAINT", "ssh: Could not resolve hostname farm: Name or service not known\n");
  await expect(connect({ kind: "dockerd", address: "ssh://farm" }, signal)).rejects.toMatchObject({
    name: "DaemonError",
    message:
      "Cannot reach BuildKit at ssh://farm: `ssh -T -o ConnectTimeout=30 -- farm docker system dial-stdio` ended with exit code 255: ssh: Could not resolve hostname farm: Name or service not known",
  });
});

test("a program that is not installed is told by its name", async () => {
  vi.stubEnv("PATH", folder);
  await rm(join(folder, "kubectl"));
  await using control = await connect({ kind: "buildkitd", address: "kube-pod://buildkitd-0" }, signal);
  await expect(control.info(signal)).rejects.toThrow(
    'Cannot reach BuildKit at kube-pod://buildkitd-0: it takes the program "kubectl", which is not on the PATH',
  );
});

test("a program that never answers is ended with its client", async () => {
  await writeFile(
    join(folder, "ssh"),
    `#!/bin/sh\necho $$ > '${notes}.part'; mv '${notes}.part' '${notes}'; exec sleep 600\n`,
  );
  const control = await connect({ kind: "buildkitd", address: "ssh://farm" }, signal);
  const waiting = new AbortController();
  const asked = control.info(waiting.signal);
  const pid = Number(await vi.waitFor(() => readFile(notes, "utf8"), { timeout: 20_000 }));
  waiting.abort(new Error("enough"));
  await expect(asked).rejects.toThrow("enough");
  await control[Symbol.asyncDispose]();
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow("ESRCH"), { timeout: 20_000 });
});

test("a program that ends during a build is told with what it said", async () => {
  const arrived = deferred();
  await using daemon = await startFakeDaemon({
    async solve() {
      arrived.resolve();
      return new Promise(() => {});
    },
  });
  vi.stubEnv("STAND_IN_SOCKET", daemon.address.replace("unix://", ""));
  await using control = await connect({ kind: "buildkitd", address: "ssh://farm" }, signal);
  const request = { ref: "r", session: "", frontend: "", frontendAttrs: {}, exporters: [], cacheExports: [] };
  const solved = control.solve({ ...request, cacheImports: [], entitlements: [] }, signal);
  solved.catch(() => {});
  await arrived.promise;
  await daemon.kill();
  await expect(solved).rejects.toMatchObject({
    name: "DaemonError",
    message:
      "The daemon at ssh://farm closed the connection (`ssh -T -o ConnectTimeout=30 -- farm buildctl dial-stdio` ended with exit code 255: Connection to farm closed by remote host.)",
  });
});

const bad: readonly { readonly endpoint: Endpoint; readonly message: string }[] = [
  { endpoint: at("ssh://-oProxyCommand=reboot/"), message: "the host cannot begin with a hyphen" },
  { endpoint: at("ssh://-v@farm"), message: "the user cannot begin with a hyphen" },
  { endpoint: at("ssh://me:secret@farm"), message: "a password cannot be given there; use keys and an ssh agent" },
  { endpoint: at("ssh:///run/buildkitd.sock"), message: "the host is missing" },
  { endpoint: at("ssh://farm?x=1"), message: '"?x=" is unknown there' },
  { endpoint: at("ssh://farm#top"), message: '"#top" has no meaning there' },
  { endpoint: at("podman-container://--privileged"), message: '"--privileged" cannot be a name there' },
  { endpoint: at("nerdctl-container://a?name=b"), message: '"?name=" is unknown there; there are namespace' },
  { endpoint: at("nerdctl-container://a/b"), message: 'nothing can come after the name "a"' },
  { endpoint: at("kube-pod://Pod"), message: '"Pod" cannot be a name there' },
  { endpoint: at("kube-pod://pod?namespace=--all"), message: '"--all" is no name of a namespace' },
  { endpoint: at("kube-pod://"), message: "the name is missing" },
];

function at(address: string): Endpoint {
  return { kind: "buildkitd", address };
}

test.for(bad)("$endpoint.address runs nothing", async ({ endpoint, message }) => {
  await expect(connect(endpoint, signal)).rejects.toMatchObject({
    name: "DaemonError",
    message: `"${endpoint.address.replace(":secret@", ":***@")}" is no address of a daemon: ${message}`,
  });
  await expect(readFile(notes)).rejects.toMatchObject({ code: "ENOENT" });
});
