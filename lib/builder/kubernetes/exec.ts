// A program in a pod, with its standard streams as one: the API's exec over a websocket, in which every message begins with
// the number of its stream. Follows k8s.io/client-go tools/remotecommand/websocket.go.
// The exec of @kubernetes/client-node is not used: it knows no backpressure, so that a build context of gigabytes would be held
// in memory, and does not tell when the connection breaks.

import { Duplex } from "node:stream";
import { type ClientOptions, WebSocket } from "ws";
import { list, record, text } from "../json.js";
import { KubernetesError } from "./errors.js";

export interface ExecTarget {
  readonly namespace: string;
  readonly pod: string;
  /** When empty, the pod's first. */
  readonly container: string;
  readonly command: readonly string[];
}

/** The program ended while it was spoken to, or the way to it broke. */
export class ExecError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ExecError";
  }
}

/** Only v5 can close one stream; servers before Kubernetes 1.30 have v4. */
const closingProtocol = "v5.channel.k8s.io";
const protocols = [closingProtocol, "v4.channel.k8s.io"];

const stdin = 0;
const stdout = 1;
const stderr = 2;
const status = 3;
const close = 255;

/** Small messages, as kubectl's: proxies on the way hold whole ones. */
const messageBytes = 32 * 1024;
/** As kubectl: load balancers cut what is silent. */
const pingMs = 5_000;
const unansweredPings = 12;
const maxComplaint = 4096;

/**
 * Starts the program. Destroying the stream ends it.
 * @throws {KubernetesError} when the API refuses.
 */
export function openExec(
  server: string,
  { namespace, pod, container, command }: ExecTarget,
  options: ClientOptions,
  signal: AbortSignal,
): Promise<Duplex> {
  const query = new URLSearchParams({ stdin: "true", stdout: "true", stderr: "true" });
  if (container !== "") query.set("container", container);
  for (const word of command) query.append("command", word);
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/exec?${query}`;
  return new Promise<Duplex>((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const socket = new WebSocket(`${server.replace(/^http/, "ws")}${path}`, protocols, {
      ...options,
      perMessageDeflate: false,
      maxPayload: 0,
    });
    const stop = (): void => socket.terminate();
    signal.addEventListener("abort", stop, { once: true });
    const settle = (): void => signal.removeEventListener("abort", stop);
    // Before it opens; the stream takes over from there.
    const fail = (error: Error): void => {
      settle();
      reject(signal.aborted ? signal.reason : error);
    };
    socket.once("error", fail);
    socket.once("unexpected-response", async (_request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
      fail(refusal(response.statusCode ?? 0, Buffer.concat(chunks).toString("utf8")));
      // It does not close by itself when somebody listens to the answer.
      socket.on("error", () => {});
      socket.terminate();
    });
    socket.once("open", () => {
      settle();
      socket.off("error", fail);
      resolve(execStream(socket, pod));
    });
  });
}

/** What an answer with a bad status says. */
export function refusal(code: number, body: string): KubernetesError {
  let message = "";
  try {
    message = text(record(JSON.parse(body))["message"]);
  } catch {
    message = body.trim().split("\n")[0] ?? "";
  }
  return new KubernetesError(code, message || `it answers with status ${code}`);
}

function execStream(socket: WebSocket, pod: string): Duplex {
  let complaint = "";
  let unanswered = 0;
  let isEnded = false;
  const stream = new Duplex({
    // Who speaks to a program that has ended speaks to nobody.
    allowHalfOpen: false,
    read() {
      socket.resume();
    },
    write(chunk: Buffer, _encoding, done) {
      send([chunk], done);
    },
    writev(chunks, done) {
      // Nobody writes text to it.
      send(
        chunks.map(({ chunk }) => chunk as Buffer),
        done,
      );
    },
    final(done) {
      if (socket.protocol === closingProtocol) socket.send(Buffer.from([close, stdin]), () => done());
      else done();
    },
    destroy(error, done) {
      clearInterval(pings);
      socket.terminate();
      done(error);
    },
  });
  const pings = setInterval(() => {
    unanswered += 1;
    if (unanswered > unansweredPings) stream.destroy(new ExecError(`The connection to the pod "${pod}" is dead`));
    else if (socket.readyState === WebSocket.OPEN) socket.ping();
  }, pingMs);
  pings.unref();
  socket.on("pong", () => {
    unanswered = 0;
  });
  socket.on("message", (data) => {
    unanswered = 0;
    // What "nodebuffer" promises, which is the default.
    const message = data as Buffer;
    const content = message.subarray(1);
    switch (message[0]) {
      case stdout:
        if (content.length > 0 && !stream.push(content)) socket.pause();
        break;
      case stderr:
        complaint = (complaint + content.toString("utf8")).slice(-maxComplaint);
        break;
      case status:
        finish(content.toString("utf8"));
        break;
    }
  });
  socket.on("close", (code) => {
    if (!isEnded && !stream.destroyed)
      stream.destroy(new ExecError(`The connection to the pod "${pod}" was closed (${code})${said(complaint)}`));
  });
  socket.on("error", (error) => stream.destroy(error));
  return stream;

  function send(chunks: readonly Buffer[], done: (error?: Error | null) => void): void {
    const bytes = Buffer.concat(chunks);
    for (let at = 0; at < bytes.length; at += messageBytes) {
      const part = bytes.subarray(at, at + messageBytes);
      const isLast = at + messageBytes >= bytes.length;
      socket.send(Buffer.concat([Buffer.from([stdin]), part]), isLast ? done : () => {});
    }
    if (bytes.length === 0) done();
  }

  function finish(told: string): void {
    isEnded = true;
    const { status: outcome, message, details } = record(JSON.parse(told));
    if (outcome === "Success") {
      stream.push(null);
      return;
    }
    const causes = list(record(details)["causes"]).map((cause) => text(record(cause)["message"]));
    const why = text(message) || causes.join("; ") || "it ended";
    stream.destroy(new ExecError(`The program in the pod "${pod}" failed: ${why}${said(complaint)}`));
  }
}

function said(complaint: string): string {
  const lines = complaint
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return lines.length === 0 ? "" : `: ${lines.slice(-5).join("; ")}`;
}
