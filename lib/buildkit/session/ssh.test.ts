import { execFile, execFileSync, spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import net from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { StatusCode } from "../errors.js";
import { CheckAgentRequest } from "../gen/session.js";
import { bytesMessage, bytesOf } from "./bytes-message.js";
import { type SshAgentSource, sshAgents } from "./index.js";
import { collect, type RawDaemon, rawDaemon } from "./testing/raw-daemon.js";
import { layOut, scratch } from "./testing/scratch.js";

const run = promisify(execFile);
const hasOpenSsh = spawnSync("ssh-keygen", ["-?"]).error === undefined;
const forwardPath = "/moby.sshforward.v1.SSH/ForwardAgent";

async function agentDaemon(...sources: readonly SshAgentSource[]): Promise<RawDaemon> {
  return rawDaemon([await sshAgents(sources)]);
}

/** A socket that answers each whole message with what `answer` makes of it, as an agent would. */
async function fakeAgent(answer: (request: Buffer) => Buffer): Promise<{ socket: string; seen: number[] }> {
  const socket = join(scratch(), "agent");
  const seen: number[] = [];
  const server = net.createServer({ allowHalfOpen: true }, (connection) => {
    connection.on("data", (bytes) => {
      seen.push(bytes[4] ?? -1);
      connection.write(answer(bytes));
    });
    connection.on("end", () => connection.end(framed(Buffer.from("bye"))));
    // Who was filtered leaves without listening.
    connection.on("error", () => {});
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return { socket, seen };
}

function framed(message: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(message.length);
  return Buffer.concat([head, message]);
}

test("listing and signing go through to the agent; whatever changes it does not", async () => {
  const { socket, seen } = await fakeAgent((request) => framed(Buffer.of((request[4] ?? 0) + 1, 7)));
  await using daemon = await agentDaemon({ id: "default", paths: [socket] });
  const call = daemon.call(forwardPath);
  // Add, remove, remove all, lock, extension; then what is allowed, the last cut in two.
  for (const type of [17, 18, 19, 22, 27, 11]) call.send(bytesMessage(framed(Buffer.of(type, 1, 2))));
  const sign = framed(Buffer.of(13, 1, 2));
  call.send(bytesMessage(sign.subarray(0, 3)));
  call.send(bytesMessage(sign.subarray(3)));
  call.halfClose();
  const answers = await collect(call.messages);
  expect(answers.map((message) => [...bytesOf(message)].slice(4))).toEqual([[5], [5], [5], [5], [5], [12, 7], [14, 7]]);
  expect(seen).toEqual([11, 13]);
  expect(await call.status).toMatchObject({ code: 0 });
});

test("a raw agent gets every byte, and each side's end reaches the other", async () => {
  const { socket, seen } = await fakeAgent((request) => request);
  await using daemon = await agentDaemon({ id: "raw", paths: [socket], isRaw: true });
  const call = daemon.call(forwardPath, { "buildkit.ssh.id": "raw" });
  call.send(bytesMessage(framed(Buffer.of(17, 1))));
  call.halfClose();
  const answers = Buffer.concat((await collect(call.messages)).map(bytesOf));
  expect(answers).toEqual(Buffer.concat([framed(Buffer.of(17, 1)), framed(Buffer.from("bye"))]));
  expect(seen).toEqual([17]);
  expect(await call.status).toMatchObject({ code: 0 });
});

test("an agent is known by its id, and another id is refused", async () => {
  const { socket } = await fakeAgent((request) => request);
  await using daemon = await agentDaemon({ id: "default", paths: [socket] });
  const check = async (id: string) => {
    const call = daemon.call("/moby.sshforward.v1.SSH/CheckAgent");
    call.send(CheckAgentRequest.encode({ id }).finish());
    call.halfClose();
    return call.status;
  };
  expect(await check("default")).toEqual({ code: 0, message: "" });
  expect(await check("")).toEqual({ code: 0, message: "" });
  expect(await check("github")).toEqual({
    code: StatusCode.notFound,
    message: 'ssh agent "github" was not given to this build',
  });
});

test("an agent that went away is told", async () => {
  const { socket } = await fakeAgent((request) => request);
  await using daemon = await agentDaemon({ id: "default", paths: [socket] });
  fs.rmSync(socket);
  expect(await daemon.call(forwardPath).status).toMatchObject({
    message: `cannot read "${socket}": no such file or directory`,
  });
});

test.for<{ title: string; paths: readonly string[]; isRaw?: boolean; message: RegExp }>([
  { title: "a missing path", paths: ["missing"], message: /^cannot read ".*\/missing": no such file/ },
  {
    title: "a file that is no key",
    paths: ["text"],
    message: /text" is neither an ssh agent's socket nor a private key/,
  },
  { title: "no path", paths: [], message: /"x" needs one socket, or one or more private keys, but has nothing$/ },
  { title: "a raw key", paths: ["text"], isRaw: true, message: /"x" needs one socket, but has ".*\/text"$/ },
])("$title is refused before the build", async ({ paths, isRaw = false, message }) => {
  const root = scratch();
  layOut(root, { text: "hello" });
  await expect(sshAgents([{ id: "x", paths: paths.map((path) => join(root, path)), isRaw }])).rejects.toThrow(message);
});

/** Lets OpenSSH's tools speak to the agent that `daemon` reaches. */
async function bridged(daemon: RawDaemon): Promise<string> {
  const socket = join(scratch(), "bridge");
  const server = net.createServer(async (connection) => {
    connection.on("error", () => {});
    const call = daemon.call(forwardPath);
    connection.on("data", (bytes) => call.send(bytesMessage(bytes)));
    connection.on("end", () => call.halfClose());
    for await (const message of call.messages) connection.write(bytesOf(message));
    connection.end();
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return socket;
}

describe.skipIf(!hasOpenSsh)("with OpenSSH", () => {
  const kinds = [
    { kind: "ed25519", bits: [], format: [] },
    { kind: "rsa", bits: ["-b", "2048"], format: [] },
    { kind: "ecdsa", bits: ["-b", "256"], format: [] },
    { kind: "ecdsa", bits: ["-b", "521"], format: [] },
    { kind: "rsa", bits: ["-b", "2048"], format: ["-m", "PEM"] },
    { kind: "ecdsa", bits: ["-b", "384"], format: ["-m", "PKCS8"] },
  ];

  test.for(kinds)("a private key signs: $kind $bits $format", async ({ kind, bits, format }) => {
    const key = join(scratch(), "key");
    execFileSync("ssh-keygen", ["-q", "-t", kind, ...bits, ...format, "-N", "", "-f", key]);
    await using daemon = await agentDaemon({ id: "default", paths: [key] });
    const env = { ...process.env, SSH_AUTH_SOCK: await bridged(daemon) };
    const [type, blob] = fs.readFileSync(`${key}.pub`, "utf8").split(" ");
    expect((await run("ssh-add", ["-L"], { env })).stdout.trim()).toBe(`${type} ${blob} ${key}`);
    // Signs something and verifies it.
    await run("ssh-add", ["-T", `${key}.pub`], { env });
  });

  test("a key with a passphrase is refused by name", async () => {
    const key = join(scratch(), "locked");
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "secret", "-f", key]);
    await expect(agentDaemon({ id: "default", paths: [key] })).rejects.toThrow(
      `"${key}" is neither an ssh agent's socket nor a private key without a passphrase: start an agent and add the key to it`,
    );
  });

  test("a real agent signs through the filter, and cannot be emptied through it", async () => {
    const root = scratch();
    const key = join(root, "key");
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key]);
    const agent = spawn("ssh-agent", ["-D", "-a", join(root, "agent")]);
    onTestFinished(() => void agent.kill());
    await new Promise((resolve) => agent.stdout.once("data", resolve));
    const own = { ...process.env, SSH_AUTH_SOCK: join(root, "agent") };
    await run("ssh-add", ["-q", key], { env: own });
    await using daemon = await agentDaemon({ id: "default", paths: [join(root, "agent")] });
    const env = { ...process.env, SSH_AUTH_SOCK: await bridged(daemon) };
    await run("ssh-add", ["-T", `${key}.pub`], { env });
    await expect(run("ssh-add", ["-D"], { env })).rejects.toThrow();
    expect((await run("ssh-add", ["-L"], { env: own })).stdout).toBe((await run("ssh-add", ["-L"], { env })).stdout);
  });
});
