// moby.sshforward.v1.SSH: an ssh agent of ours, for RUN steps that mount one and for git over ssh.
// Follows moby/buildkit session/sshforward/sshprovider/agentprovider.go.

import { readFile, stat } from "node:fs/promises";
import net from "node:net";
import type { Attachable, ServerCall } from "../control.js";
import { StatusCode, StatusError } from "../errors.js";
import { CheckAgentRequest, CheckAgentResponse } from "../gen/session.js";
import { bytesMessage, bytesOf } from "./bytes-message.js";
import { fileProblem } from "./file-problem.js";
import { type AgentBackend, keyAgent, serveAgent, socketAgent } from "./ssh-agent.js";
import { parsePrivateKey } from "./ssh-key.js";
import { unary } from "./unary.js";

/** Where an agent is: one socket, or files with private keys that stand for one. */
export interface SshAgentSource {
  /** `default` unless the Dockerfile says otherwise. */
  readonly id: string;
  readonly paths: readonly string[];
  /** Hands the socket over as it is. Else only listing keys and signing are let through. */
  readonly isRaw?: boolean;
}

/** Opens a connection to one agent. */
type Connect = (signal: AbortSignal) => Promise<{ readonly kind: "raw"; readonly socket: net.Socket } | AgentBackend>;

/**
 * Serves the agents by id. Paths are looked at here, so that a mistake shows before the build.
 * @throws {StatusError} when a path is neither a socket nor a private key without a passphrase.
 */
export async function sshAgents(sources: readonly SshAgentSource[]): Promise<Attachable> {
  const agents = new Map<string, Connect>();
  for (const source of sources) agents.set(source.id, await connector(source));
  const agentFor = (id: string) => {
    const connect = agents.get(id || "default");
    if (connect === undefined) {
      throw new StatusError(StatusCode.notFound, `ssh agent "${id || "default"}" was not given to this build`);
    }
    return connect;
  };
  return {
    service: "moby.sshforward.v1.SSH",
    methods: {
      CheckAgent: unary(CheckAgentRequest, CheckAgentResponse, async ({ id }) => {
        agentFor(id);
        return {};
      }),
      async ForwardAgent(call) {
        const agent = await agentFor(call.header("buildkit.ssh.id")[0] ?? "")(call.signal);
        if (agent.kind === "raw") await forward(call, agent.socket);
        else await serveAgent(call, agent);
      },
    },
  };
}

async function connector({ id, paths, isRaw = false }: SshAgentSource): Promise<Connect> {
  const sockets: string[] = [];
  const keys: Buffer[] = [];
  for (const path of paths) {
    try {
      const found = await stat(path);
      if (found.isSocket()) sockets.push(path);
      else keys.push(await readFile(path));
    } catch (error) {
      throw fileProblem("read", error, path);
    }
  }
  const [socket] = sockets;
  if (socket !== undefined && sockets.length === 1 && keys.length === 0) {
    return isRaw
      ? async (signal) => ({ kind: "raw", socket: await dial(socket, signal) })
      : async (signal) => socketAgent(await dial(socket, signal));
  }
  if (sockets.length > 0 || isRaw || keys.length === 0) {
    throw new StatusError(
      StatusCode.invalidArgument,
      `ssh agent "${id}" needs ${isRaw ? "one socket" : "one socket, or one or more private keys"}, but has ${paths.map((path) => `"${path}"`).join(", ") || "nothing"}`,
    );
  }
  const parsed = keys.map((text, at) => parsePrivateKey(text, paths[at] ?? ""));
  return async () => keyAgent(parsed);
}

function dial(path: string, signal: AbortSignal): Promise<net.Socket> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const socket = net.connect(path);
    socket.once("connect", () => {
      signal.addEventListener("abort", () => socket.destroy(), { once: true });
      resolve(socket);
    });
    // Later errors end the loops that read from it; without a listener they would end the process.
    socket.on("error", (error) => reject(fileProblem("read", error, path)));
  });
}

/** Bytes both ways; either side's end goes on to the other. */
async function forward(call: ServerCall, socket: net.Socket): Promise<void> {
  try {
    await Promise.all([fromDaemon(), fromSocket()]);
  } finally {
    socket.destroy();
  }

  async function fromDaemon(): Promise<void> {
    for await (const message of call.messages) {
      await new Promise<void>((resolve, reject) => {
        socket.write(bytesOf(message), (error) => (error ? reject(error) : resolve()));
      });
    }
    socket.end();
  }

  async function fromSocket(): Promise<void> {
    for await (const bytes of socket) await call.send(bytesMessage(bytes));
  }
}
