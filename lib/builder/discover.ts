// Daemons that nobody named: who listens where daemons do by default, and whether it speaks BuildKit. Podman listens like docker
// and has no BuildKit, and /var/run/docker.sock is often a link to podman's socket, so the place alone says nothing.

import net from "node:net";
import { type BuilderWorld, type DefaultSocket, defaultSockets } from "./world.js";

export interface Discovery {
  /** The first that speaks BuildKit, with what it really is. */
  readonly found: DefaultSocket | undefined;
  /** Those before it where something is, but no BuildKit for us: path and why, for messages. */
  readonly passedOver: readonly string[];
}

/** Asks one after the other. Nothing is started, and what does not answer within seconds is passed over. */
export async function discover(world: BuilderWorld): Promise<Discovery> {
  const passedOver: string[] = [];
  for (const socket of world.sockets ?? defaultSockets(world)) {
    const answer = await probe(socket);
    if (answer === "absent") continue;
    if (answer === "dockerd" || answer === "buildkitd") return { found: { ...socket, kind: answer }, passedOver };
    passedOver.push(`${socket.path} (${answer.problem})`);
  }
  return { found: undefined, passedOver };
}

type Answer = DefaultSocket["kind"] | "absent" | { readonly problem: string };

/** Asks for what is expected there first. */
async function probe({ kind, path }: DefaultSocket): Promise<Answer> {
  const ask = { dockerd: askDocker, buildkitd: askBuildkit };
  const first = await ask[kind](path);
  if (first !== "something else") return first;
  const second = await ask[kind === "dockerd" ? "buildkitd" : "dockerd"](path);
  return second === "something else" ? { problem: "it does not speak BuildKit" } : second;
}

/** dockerd tells with each answer whether it has BuildKit; podman says the same words and that it is podman. */
async function askDocker(path: string): Promise<Answer | "something else"> {
  const question = "GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n";
  const answer = await converse(path, question, (text) => text.includes("\r\n\r\n"));
  if (answer.kind === "failed") return answer.because;
  const [head = ""] = answer.text.split("\r\n\r\n");
  if (!head.startsWith("HTTP/1.")) return "something else";
  if (/^Libpod-/im.test(head) && !/^Builder-Version: *2/im.test(head)) return { problem: "podman has no BuildKit" };
  return /^Builder-Version: *\S/im.test(head) ? "dockerd" : { problem: "the engine there has no BuildKit" };
}

/** An HTTP/2 client's first words, which only HTTP/2 answers with settings. */
export const http2Preface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0", "latin1");

/** A frame of HTTP/2 starts with its length in three bytes and its kind, which is 4 for settings. */
export function isHttp2Answer(text: string): boolean {
  return text.charCodeAt(3) === 4;
}

async function askBuildkit(path: string): Promise<Answer | "something else"> {
  const answer = await converse(path, http2Preface, (text) => text.length >= 4);
  if (answer.kind === "failed") return answer.because;
  return isHttp2Answer(answer.text) ? "buildkitd" : "something else";
}

type Conversation =
  | { readonly kind: "answered"; readonly text: string }
  | { readonly kind: "failed"; readonly because: "absent" | { readonly problem: string } };

const patienceMs = 3000;

/** What is said until `isEnough` or the other end closes, each byte as one character. */
function converse(path: string, words: string | Buffer, isEnough: (text: string) => boolean): Promise<Conversation> {
  return new Promise((resolve) => {
    let text = "";
    const socket = net.connect(path);
    const end = (conversation: Conversation): void => {
      socket.destroy();
      resolve(conversation);
    };
    socket.setEncoding("latin1");
    socket.setTimeout(patienceMs, () => end({ kind: "failed", because: { problem: "no answer" } }));
    socket.on("connect", () => socket.write(words));
    socket.on("data", (part: string) => {
      text += part;
      if (isEnough(text)) end({ kind: "answered", text });
    });
    socket.on("end", () => end({ kind: "answered", text }));
    socket.on("error", (error: NodeJS.ErrnoException) => {
      // A daemon that does not understand us may hang up before all our words have gone.
      if (error.code === "EPIPE" || error.code === "ECONNRESET") end({ kind: "answered", text });
      else end({ kind: "failed", because: problemOf(error) });
    });
  });
}

function problemOf({ code, message }: NodeJS.ErrnoException): "absent" | { readonly problem: string } {
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return "absent";
    case "ECONNREFUSED":
      return { problem: "left over from a daemon that has ended" };
    case "EACCES":
    case "EPERM":
      return { problem: "you may not open it" };
    default:
      return { problem: code ?? message };
  }
}
