// HTTP/1.1 upgrade on a stream of our own: how dockerd hands a connection over to its BuildKit.
// By hand and not by node:http, so that any duplex will do and no agent keeps the socket.

import type { Duplex } from "node:stream";

export interface UpgradeRequest {
  readonly path: string;
  readonly host: string;
  /** What to speak afterwards: `h2c` for BuildKit, `tcp` for the raw streams of containers. */
  readonly protocol?: "h2c" | "tcp";
  /** Sent as JSON. */
  readonly body?: unknown;
  /** A name may be repeated: each value is sent as its own line. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** The daemon answered the request, but with something else than `101 Switching Protocols`. */
export class UpgradeRefused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = "UpgradeRefused";
  }
}

/** An answer's head is a few lines; one that does not end here is no HTTP. */
const maxHeadBytes = 64 * 1024;

/**
 * Sends `POST path` with an `Upgrade` header and resolves to the stream after the daemon agreed.
 * @throws {UpgradeRefused} with the daemon's message when it did not.
 */
export async function upgrade(
  stream: Duplex,
  { path, host, protocol = "h2c", body, headers }: UpgradeRequest,
): Promise<Duplex> {
  const content = body === undefined ? "" : JSON.stringify(body);
  const lines = [
    `POST ${path} HTTP/1.1`,
    `Host: ${host}`,
    "Connection: Upgrade",
    `Upgrade: ${protocol}`,
    ...(body === undefined ? [] : ["Content-Type: application/json"]),
    `Content-Length: ${Buffer.byteLength(content)}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  stream.write(`${lines.join("\r\n")}\r\n\r\n${content}`);
  const { head, rest } = await readHead(stream);
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1]);
  // Old engines hand the stream of a container over with a plain 200.
  if (status !== 101 && !(protocol === "tcp" && status === 200)) {
    stream.destroy();
    throw new UpgradeRefused(status, refusalText(head, rest.toString("utf8")));
  }
  // The first bytes of the new protocol may have come along with the answer.
  if (rest.length > 0) stream.unshift(rest);
  return stream;
}

function readHead(stream: Duplex): Promise<{ readonly head: string; readonly rest: Buffer }> {
  return new Promise((resolve, reject) => {
    let read: Buffer = Buffer.alloc(0);
    const settle = (finish: () => void): void => {
      stream.off("readable", onReadable);
      stream.off("error", onError);
      stream.off("end", onEnd);
      stream.off("close", onEnd);
      finish();
    };
    const onReadable = (): void => {
      for (let chunk: unknown = stream.read(); Buffer.isBuffer(chunk); chunk = stream.read()) {
        read = Buffer.concat([read, chunk]);
      }
      const end = read.indexOf("\r\n\r\n");
      if (end >= 0) settle(() => resolve({ head: read.toString("latin1", 0, end), rest: read.subarray(end + 4) }));
      else if (read.length > maxHeadBytes) settle(() => reject(new Error("the daemon's answer is no HTTP")));
    };
    const onError = (error: Error): void => settle(() => reject(error));
    const onEnd = (): void =>
      settle(() => reject(new Error("the daemon closed the connection instead of upgrading it")));
    stream.on("readable", onReadable);
    stream.on("error", onError);
    stream.on("end", onEnd);
    stream.on("close", onEnd);
    onReadable();
  });
}

/** docker answers errors with `{"message": …}`; other servers with a page. */
function refusalText(head: string, body: string): string {
  const statusLine = head.split("\r\n", 1)[0] ?? "";
  const message = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(body)?.[1];
  return message === undefined ? `the daemon answered "${statusLine}"` : JSON.parse(`"${message}"`);
}
