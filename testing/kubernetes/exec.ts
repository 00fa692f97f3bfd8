// The pod end of an exec: a websocket whose messages begin with the number of their stream, in front of any duplex.

import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";

/** The first that the client offers is taken, as the API server does. Only v5 can end one stream of several. */
export const execProtocols = ["v5.channel.k8s.io", "v4.channel.k8s.io"] as const;

const stdin = 0;
const stdout = 1;
const stderr = 2;
const status = 3;
const close = 255;

export type ExecEnd = { readonly kind: "success" } | { readonly kind: "failure"; readonly message: string };

/** Connects the two until one of them ends. */
export function serveExec(socket: WebSocket, process: Duplex): void {
  socket.on("message", (data) => {
    // "nodebuffer" is what the server hands out.
    const message = data as Buffer;
    if (message[0] === stdin) {
      if (!process.write(message.subarray(1))) socket.pause();
    } else if (message[0] === close && message[1] === stdin) process.end();
  });
  socket.on("close", () => process.destroy());
  socket.on("error", () => process.destroy());
  process.on("drain", () => socket.resume());
  process.on("data", (chunk: Buffer) => {
    process.pause();
    socket.send(Buffer.concat([Buffer.from([stdout]), chunk]), () => process.resume());
  });
  process.on("end", () => endExec(socket, { kind: "success" }));
  process.on("error", ({ message }) => endExec(socket, { kind: "failure", message }));
}

/** Ends an exec as a process does that fails, having said `complaint`. */
export function failExec(socket: WebSocket, complaint: string): void {
  socket.send(Buffer.concat([Buffer.from([stderr]), Buffer.from(complaint)]));
  endExec(socket, { kind: "failure", message: "command terminated with exit code 1" });
}

function endExec(socket: WebSocket, end: ExecEnd): void {
  const body =
    end.kind === "success"
      ? { metadata: {}, status: "Success" }
      : { metadata: {}, status: "Failure", message: end.message, reason: "NonZeroExitCode" };
  socket.send(Buffer.concat([Buffer.from([status]), Buffer.from(JSON.stringify(body))]));
  socket.close(1000);
}
