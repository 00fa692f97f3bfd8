// Opens the callback channel of a run: bytes to the daemon with the headers that announce it, served by session/.
// Follows moby/buildkit session/session.go.

import { randomBytes } from "node:crypto";
import type { Duplex } from "node:stream";
import type { Session, SessionOptions } from "./control.js";
import { DaemonError } from "./errors.js";
import { servedMethods, serveSession } from "./session/index.js";
import { unreachable } from "./unreachable.js";
import { UpgradeRefused } from "./upgrade.js";

/** Header name to its values; one with several is sent several times. */
export type SessionHeaders = ReadonlyMap<string, string | readonly string[]>;

/** Makes the byte streams of sessions. */
export interface SessionDialer {
  open(headers: SessionHeaders, signal: AbortSignal): Promise<Duplex>;
  /** After the last session. */
  close(): void;
}

/** `signal` ends the opening; what is open ends by being disposed. */
export async function openSession(
  address: string,
  dialer: SessionDialer,
  { sharedKey, attachables }: SessionOptions,
  signal: AbortSignal,
): Promise<Session> {
  signal.throwIfAborted();
  const id = sessionId();
  const headers: SessionHeaders = new Map<string, string | readonly string[]>([
    ["x-docker-expose-session-uuid", id],
    ["x-docker-expose-session-sharedkey", headerSafe(sharedKey)],
    ["x-docker-expose-session-grpc-method", servedMethods(attachables)],
  ]);
  const served = serveSession(await open(address, dialer, headers, signal), attachables);

  let isDisposed = false;
  const lost = served.closed.then((cause): Promise<never> => {
    // Nobody waits for a session any more that was closed by us.
    if (isDisposed) return new Promise<never>(() => {});
    throw new DaemonError(address, `The daemon at ${address} closed the session of this build`, { cause });
  });
  // Whoever needs the session looks at `lost`; a run that is over anyway does not.
  lost.catch(() => {});
  return {
    id,
    lost,
    async [Symbol.asyncDispose]() {
      isDisposed = true;
      await served[Symbol.asyncDispose]();
    },
  };
}

async function open(
  address: string,
  dialer: SessionDialer,
  headers: SessionHeaders,
  signal: AbortSignal,
): Promise<Duplex> {
  try {
    return await dialer.open(headers, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UpgradeRefused)
      throw new DaemonError(address, `The daemon at ${address} refuses a session: ${error.message}`, { cause: error });
    throw unreachable(address, error);
  }
}

/** 25 characters of base 36, as reference clients make them; a colon would be taken for a prefix. */
function sessionId(): string {
  return BigInt(`0x${randomBytes(20).toString("hex")}`)
    .toString(36)
    .padStart(25, "0")
    .slice(-25);
}

/** Keys come from names of folders, and headers take printable ASCII only. */
function headerSafe(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, encodeURIComponent);
}
