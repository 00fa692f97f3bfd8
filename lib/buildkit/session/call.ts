// One call from the daemon on one HTTP/2 stream: its messages, its cancelling, and the status that ends it.

import { constants, type ServerHttp2Stream } from "node:http2";
import type { Attachable, ServerCall } from "../control.js";
import { StatusCode, StatusError } from "../errors.js";
import { frameMessage, readMessages } from "./framing.js";

const contentType = "application/grpc";

/** Bytes handed to HTTP/2 and not yet taken by the connection; `send` waits above it. Two of file sync's largest reads. */
const maxUnsentBytes = 4 * 1024 * 1024;

/**
 * Runs `serve` on `stream` and answers its outcome as the call's status. `rawHeaders` are names and values alternating.
 * Settles when the handler is done, however the call went; never rejects.
 */
export async function runCall(
  stream: ServerHttp2Stream,
  rawHeaders: readonly string[],
  serve: Attachable["methods"][string],
  sessionSignal: AbortSignal,
): Promise<void> {
  using cancel = callSignal(stream, sessionSignal);
  const { signal } = cancel;
  try {
    stream.respond({ ":status": 200, "content-type": contentType }, { waitForTrailers: true });
    const sendFramed = sender(stream, signal);
    const call: ServerCall = {
      header: (name) => headerValues(rawHeaders, name),
      headerNames: () => [...new Set(rawHeaders.filter((_, at) => at % 2 === 0))],
      messages: { [Symbol.asyncIterator]: () => readMessages(chunksOf(stream, signal)) },
      send: (message) => sendFramed(frameMessage(message)),
      sendFramed,
      signal,
    };
    await serve(call);
    sendStatus(stream, undefined);
  } catch (error) {
    sendStatus(stream, asStatus(error));
  }
}

/** Ends the call: as trailers after the messages sent so far, or at once when nothing was answered yet. */
export function sendStatus(stream: ServerHttp2Stream, error: StatusError | undefined): void {
  if (stream.destroyed || stream.closed) return;
  const status = {
    "grpc-status": String(error?.code ?? StatusCode.ok),
    ...(error === undefined ? {} : { "grpc-message": percentEncode(error.message) }),
  };
  if (stream.headersSent) {
    stream.once("wantTrailers", () => stream.sendTrailers(status));
    stream.end();
  } else {
    stream.respond({ ":status": 200, "content-type": contentType, ...status }, { endStream: true });
  }
  // What nobody read still counts against the connection's window.
  stream.resume();
}

/** Aborts when the daemon resets the call, when the connection ends, and with `sessionSignal`. */
function callSignal(
  stream: ServerHttp2Stream,
  sessionSignal: AbortSignal,
): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  let failure: Error | undefined;
  const onSession = () => {
    controller.abort(sessionSignal.reason);
    stream.close(constants.NGHTTP2_CANCEL);
  };
  stream.on("error", (error: Error) => {
    failure ??= error;
  });
  const onEnd = () =>
    controller.abort(new StatusError(StatusCode.cancelled, "the daemon ended the call", { cause: failure }));
  // Either may come alone: a reset without an error code closes the stream only once all is read.
  stream.once("aborted", onEnd);
  stream.once("close", onEnd);
  if (sessionSignal.aborted) onSession();
  else sessionSignal.addEventListener("abort", onSession, { once: true });
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => sessionSignal.removeEventListener("abort", onSession),
  };
}

async function* chunksOf(stream: ServerHttp2Stream, signal: AbortSignal): AsyncGenerator<Buffer, void> {
  try {
    // Leaving the loop early must not destroy the stream: its status is still to be sent.
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) yield chunk;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

/** `sendFramed` of the contract: resolves when fewer than {@link maxUnsentBytes} wait. */
function sender(stream: ServerHttp2Stream, signal: AbortSignal): (frames: Uint8Array) => Promise<void> {
  let unsent = 0;
  let waiting: (() => void)[] = [];
  const wake = () => {
    const woken = waiting;
    waiting = [];
    for (const resume of woken) resume();
  };
  signal.addEventListener("abort", wake, { once: true });
  return async (frames) => {
    signal.throwIfAborted();
    unsent += frames.length;
    // An error shows as the stream closing, which aborts the signal.
    stream.write(frames, () => {
      unsent -= frames.length;
      if (unsent < maxUnsentBytes) wake();
    });
    while (unsent >= maxUnsentBytes) {
      await new Promise<void>((resolve) => waiting.push(resolve));
      signal.throwIfAborted();
    }
  };
}

function headerValues(rawHeaders: readonly string[], name: string): readonly string[] {
  const values: string[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const value = rawHeaders[at + 1];
    if (rawHeaders[at] === name && value !== undefined) values.push(value);
  }
  return values;
}

function asStatus(error: unknown): StatusError {
  if (error instanceof StatusError) return error;
  return new StatusError(StatusCode.unknown, error instanceof Error ? error.message : String(error), { cause: error });
}

/** As the gRPC wire format asks: UTF-8, with all but printable ASCII, and `%` itself, escaped. */
function percentEncode(message: string): string {
  return message.replace(/[^ -$&-~]+/gu, (run) =>
    [...Buffer.from(run)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
  );
}
