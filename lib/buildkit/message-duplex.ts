// A byte stream over a call whose messages carry the bytes.

import { Duplex } from "node:stream";
import { maxDataBytes } from "./bytes-message.js";

export interface MessageCall {
  /** Calls `done` when there is room for more. */
  readonly sendAll: (chunks: readonly Buffer[], done: (error?: Error | null) => void) => void;
  /** The reader wants more. */
  readonly resume: () => void;
  readonly end: (done: () => void) => void;
  readonly cancel: () => void;
}

/** What comes is for the caller to push. The call is cancelled when the stream is destroyed. */
export function messageDuplex({ sendAll, resume, end, cancel }: MessageCall): Duplex {
  return new Duplex({
    // One message's worth: the windows of HTTP/2 below and above are the real buffers.
    writableHighWaterMark: maxDataBytes,
    readableHighWaterMark: maxDataBytes,
    read: resume,
    write(chunk: Buffer, _encoding, done) {
      sendAll([chunk], done);
    },
    writev(chunks, done) {
      sendAll(
        chunks.map(({ chunk }) => chunk),
        done,
      );
    },
    final: end,
    destroy(error, done) {
      cancel();
      done(error);
    },
  });
}
