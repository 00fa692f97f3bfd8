// TLS on a connected socket, and what its failures mean.

import net from "node:net";
import type { Duplex } from "node:stream";
import tls from "node:tls";
import { ConnectError } from "./errors.js";

/** Certificates as PEM text. `cert` and `key` come together; `ca` replaces the system's roots. */
export interface TlsOptions {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Name in the daemon's certificate when it is not the host of the address. */
  readonly serverName?: string;
  /** Takes any certificate, as docker does without `DOCKER_TLS_VERIFY`. */
  readonly skipVerify?: boolean;
}

/** What the user calls these settings; for messages. */
export interface TlsWords {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  readonly serverName: string;
}

const plainWords: TlsWords = { ca: "CA file", cert: "certificate", key: "key", serverName: "server name" };

export interface SecureOptions {
  readonly host: string;
  readonly options: TlsOptions;
  readonly words?: TlsWords | undefined;
}

/** The stream inside TLS. Fails with a {@link ConnectError} that says which setting to change, at once or while it is read. */
export function secure(socket: Duplex, { host, options, words = plainWords }: SecureOptions): Promise<Duplex> {
  const servername = options.serverName ?? host;
  return new Promise((resolve, reject) => {
    const secured = connectTls(socket, { servername, options, words }, reject);
    if (secured === undefined) return;
    const fail = (error: Error): void => reject(tlsFailure({ error, servername, words, options }));
    secured.once("secureConnect", () => {
      secured.off("error", fail);
      resolve(withTlsFailures(secured, (error) => tlsFailure({ error, servername, words, options })));
    });
    secured.once("error", fail);
  });
}

function connectTls(
  socket: Duplex,
  { servername, options, words }: Omit<Failure, "error">,
  reject: (error: Error) => void,
): tls.TLSSocket | undefined {
  try {
    return tls.connect({
      socket,
      // grpc-go refuses a connection on which HTTP/2 was not agreed on.
      ALPNProtocols: ["h2"],
      ...(net.isIP(servername) === 0 ? { servername } : {}),
      ...(options.ca === undefined ? {} : { ca: options.ca }),
      ...(options.cert === undefined ? {} : { cert: options.cert }),
      ...(options.key === undefined ? {} : { key: options.key }),
      checkServerIdentity: (_, certificate) => tls.checkServerIdentity(servername, certificate),
      rejectUnauthorized: options.skipVerify !== true,
    });
  } catch (cause) {
    // Certificates of ours that cannot be read are told by throwing.
    const why = cause instanceof Error ? cause.message : String(cause);
    const text = /key values mismatch/i.test(why)
      ? `the ${words.key} does not belong to the ${words.cert}`
      : `the ${words.ca}, ${words.cert} or ${words.key} is not valid PEM (${why})`;
    reject(new ConnectError(text, { cause }));
    return undefined;
  }
}

/** With TLS 1.3 a server refuses our certificate when the handshake is over for us: that comes as an error of the stream. */
function withTlsFailures(secured: tls.TLSSocket, failure: (error: Error) => Error): Duplex {
  const emit = secured.emit.bind(secured);
  secured.emit = (event: string | symbol, ...args: unknown[]): boolean => {
    const [first] = args;
    return event === "error" && first instanceof Error ? emit("error", failure(first)) : emit(event, ...args);
  };
  return secured;
}

function tlsFailure(failure: Failure): Error {
  const { error } = failure;
  const code = "code" in error ? String(error.code) : "";
  const problem = problems.find(({ pattern }) => pattern.test(code) || pattern.test(error.message));
  return problem === undefined ? error : new ConnectError(problem.tell(failure), { cause: error });
}

interface Failure {
  readonly error: Error;
  readonly servername: string;
  readonly words: TlsWords;
  readonly options: TlsOptions;
}

/** Why a daemon may close a TCP connection that was just made. Not every server says that it refuses a certificate. */
export function silenceOf(options: TlsOptions | undefined, words: TlsWords = plainWords): string {
  if (options === undefined) return `if it speaks TLS, set the ${words.ca}`;
  return options.cert === undefined
    ? `if it asks for a certificate of ours, set the ${words.cert} and the ${words.key}`
    : `it may refuse our certificate: has the ${words.cert} expired, or does the daemon trust another CA?`;
}

const problems: readonly { readonly pattern: RegExp; readonly tell: (failure: Failure) => string }[] = [
  {
    pattern: /ALERT_CERTIFICATE_EXPIRED|alert certificate expired/i,
    tell: ({ words }) => `the daemon refuses our certificate, which has expired; renew the ${words.cert}`,
  },
  {
    pattern: /ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_UNKNOWN|DECRYPT_ERROR)/,
    tell: ({ words }) =>
      `the daemon refuses our certificate; the ${words.cert} must be signed by the CA that the daemon trusts`,
  },
  {
    pattern: /ALERT_(CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE)/,
    tell: ({ words, options }) =>
      options.cert === undefined
        ? `the daemon asks for a certificate of ours; set the ${words.cert} and the ${words.key}`
        : `the daemon refuses our certificate; the ${words.cert} must be signed by the CA that the daemon trusts`,
  },
  {
    pattern: /^CERT_HAS_EXPIRED$/,
    tell: () => "the daemon's certificate has expired; renew it there",
  },
  {
    pattern: /^CERT_NOT_YET_VALID$/,
    tell: () => "the daemon's certificate is not valid yet; are the clocks right?",
  },
  {
    pattern: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    tell: ({ error, servername, words }) =>
      `the daemon's certificate is not for "${servername}"${namesIn(error)}; set the ${words.serverName} to a name that it has`,
  },
  {
    pattern: /SELF_SIGNED|UNABLE_TO_VERIFY_LEAF|UNABLE_TO_GET_ISSUER|CERT_SIGNATURE_FAILURE|CERT_UNTRUSTED|INVALID_CA/,
    tell: ({ words, options }) =>
      options.ca === undefined
        ? `the daemon's certificate is signed by nobody whom this machine trusts; set the ${words.ca} to the CA that signed it`
        : `the daemon's certificate is not signed by the CA that we were given; set the ${words.ca} to the one that signed it`,
  },
  {
    pattern: /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|wrong version number/,
    tell: ({ words }) => `what listens there does not speak TLS; take the ${words.ca} and the other TLS settings away`,
  },
];

function namesIn(error: Error): string {
  const subject = "cert" in error && typeof error.cert === "object" && error.cert !== null ? error.cert : {};
  const names = "subjectaltname" in subject ? String(subject.subjectaltname).replace(/\b(DNS|IP Address):/g, "") : "";
  return names === "" ? "" : `, but for ${names}`;
}
