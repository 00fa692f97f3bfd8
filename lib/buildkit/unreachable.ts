// The error for a daemon that is not there, with what may be done about it.

import { ConnectError, DaemonError } from "./errors.js";

/** A DaemonError for a connection that could not be made. */
export function unreachable(address: string, cause: unknown): DaemonError {
  const text = cause instanceof Error ? cause.message : String(cause);
  const hint = cause instanceof ConnectError ? undefined : reachHints.find(([pattern]) => pattern.test(text))?.[1];
  const why = hint === undefined ? text : `${hint} (${text})`;
  return new DaemonError(address, `Cannot reach BuildKit at ${address}: ${why}`, { cause });
}

const reachHints: readonly (readonly [RegExp, string])[] = [
  [/ENOENT/, "there is no such socket; is the daemon running?"],
  [/ECONNREFUSED/, "nothing listens there; is the daemon running?"],
  [/EACCES|EPERM/, "you may not open this socket; run as a user that may, such as a member of its group"],
  [/ENOTFOUND|EAI_AGAIN|Name resolution failed/, "the host name is not known"],
  [/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/, "the host does not answer"],
  [/certificate|CERT_|self[- ]signed|SSL|TLS|wrong version number/i, "TLS failed"],
  [/EPIPE|ECONNRESET/, "it hung up; if it is a docker engine, name it with DOCKER_HOST or a docker context"],
  [/Protocol error|HTTP status code/, "what listens there does not speak BuildKit's gRPC"],
];
