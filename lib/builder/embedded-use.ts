// Using a daemon of our own: a connection that its supervisor sees.

import net from "node:net";
import { http2Preface, isHttp2Answer } from "./discover.js";

/** A connection that stays until it is disposed. It does not keep this process alive. */
export interface Use extends Disposable {
  readonly socket: string;
}

/** How long a daemon may think about the first words of a connection. */
const patienceMs = 20_000;

/** undefined when nobody listens there who speaks HTTP/2. */
export function tryUse(path: string, signal: AbortSignal): Promise<Use | undefined> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const socket = net.connect(path);
    const stop = (): void => {
      socket.destroy();
      reject(signal.reason);
    };
    const end = (use: Use | undefined): void => {
      signal.removeEventListener("abort", stop);
      clearTimeout(timer);
      if (use === undefined) socket.destroy();
      else socket.unref();
      resolve(use);
    };
    const timer = setTimeout(() => end(undefined), patienceMs);
    let answer = "";
    signal.addEventListener("abort", stop, { once: true });
    socket.setEncoding("latin1");
    socket.on("data", (part: string) => {
      if (answer.length < 4) answer += part;
      if (answer.length < 4) return;
      end(isHttp2Answer(answer) ? { socket: path, [Symbol.dispose]: () => socket.destroy() } : undefined);
    });
    socket.on("error", () => end(undefined));
    socket.on("close", () => end(undefined));
    // A connection on which nothing is said would be closed by the daemon after a while.
    socket.write(http2Preface);
  });
}
