// The gRPC server of a session: the daemon is the HTTP/2 client on a byte stream that we opened, and calls our attachables.
// Own framing on node:http2, because a general gRPC server joins repeated headers with ", ", stops at 128 header pairs,
// receives with 64 KiB windows and writes one frame a message; file sync needs the opposite of all four.

import { setMaxListeners } from "node:events";
import http2, { type IncomingHttpHeaders, type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";
import type { Duplex } from "node:stream";
import type { Attachable } from "../control.js";
import { StatusCode, StatusError } from "../errors.js";
import { runCall, sendStatus } from "./call.js";
import { health } from "./health.js";

/** A session being served. Disposing cancels the calls still running, waits for them, and closes the connection. */
export interface ServedSession extends AsyncDisposable {
  /** Resolves when the connection ended, by us or by the other side; with what went wrong, if anything did. Never rejects. */
  readonly closed: Promise<Error | undefined>;
}

/** Room for a whole DATA burst: with small windows a receiver waits for a round trip every 64 KiB. */
const windowBytes = 16 * 1024 * 1024;

const serverOptions: http2.ServerOptions = {
  settings: {
    initialWindowSize: windowBytes,
    maxConcurrentStreams: 1024,
    maxHeaderListSize: 64 * 1024 * 1024,
  },
  // Every ignore pattern and every COPY source is one header pair; the default of 128 kills the stream. What stays is a limit
  // of nghttp2's that Node does not lift: eight CONTINUATION frames, which hold some 8,000 patterns of ordinary length.
  maxHeaderListPairs: 1 << 20,
  /** Megabytes. Reached by header lists and by data that waits for a slow disk. */
  maxSessionMemory: 1024,
};

/** The methods of `attachables` and of the built-in health service, as the session headers list them: `/package.Service/Method`. */
export function servedMethods(attachables: readonly Attachable[]): readonly string[] {
  return [...methodTable(attachables).keys()];
}

/**
 * Serves `attachables`, and the health service without which the daemon drops a session, on `duplex`: the bytes of
 * `Control.Session`, or of dockerd's `/session` after its upgrade. Takes the duplex over and ends it.
 * HTTP/2 writes a small buffer for each frame header, so the duplex should gather writes (`writev`).
 * Follows moby/buildkit session/session.go and session/grpc.go.
 */
export function serveSession(duplex: Duplex, attachables: readonly Attachable[]): ServedSession {
  const methods = methodTable(attachables);
  const running = new Set<Promise<void>>();
  const disposed = new AbortController();
  // Each call listens, and a build of many contexts has many.
  setMaxListeners(0, disposed.signal);
  let failure: Error | undefined;
  let connection: ServerHttp2Session | undefined;

  const server = http2.createServer(serverOptions);
  server.on("session", (session) => {
    connection = session;
    session.setLocalWindowSize(windowBytes);
  });
  server.on("sessionError", (error) => {
    failure ??= error;
  });
  // The fourth argument alone has repeated headers apart; `headers` joins them.
  server.on(
    "stream",
    (stream: ServerHttp2Stream, headers: IncomingHttpHeaders, _flags: number, rawHeaders: unknown) => {
      const path = String(headers[":path"] ?? "");
      const method = methods.get(path);
      if (method === undefined) {
        stream.on("error", () => {});
        sendStatus(stream, new StatusError(StatusCode.unimplemented, `this session does not serve ${path}`));
        return;
      }
      const call = runCall(stream, headerPairs(rawHeaders), method, disposed.signal);
      running.add(call);
      void call.finally(() => running.delete(call));
    },
  );

  const closed = new Promise<Error | undefined>((resolve) => {
    duplex.once("error", (error: Error) => {
      failure ??= error;
    });
    duplex.once("close", () => resolve(failure));
  });
  server.emit("connection", duplex);

  return {
    closed,
    async [Symbol.asyncDispose]() {
      disposed.abort(new StatusError(StatusCode.cancelled, "the session was closed"));
      await Promise.allSettled(running);
      connection?.destroy();
      duplex.destroy();
      await closed;
    },
  };
}

function methodTable(attachables: readonly Attachable[]): ReadonlyMap<string, Attachable["methods"][string]> {
  return new Map(
    [health, ...attachables].flatMap(({ service, methods }) =>
      Object.entries(methods).map(([name, serve]) => [`/${service}/${name}`, serve] as const),
    ),
  );
}

/** Node gives names and values alternating; its types do not tell. */
function headerPairs(rawHeaders: unknown): readonly string[] {
  return Array.isArray(rawHeaders) ? rawHeaders.map(String) : [];
}
