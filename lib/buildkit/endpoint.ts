// Where a daemon is.

import { AddressError, commandOf } from "./command-address.js";
import { commandStream } from "./command-stream.js";
import { DaemonError } from "./errors.js";
import { secure, silenceOf, type TlsOptions, type TlsWords } from "./tls.js";
import { type SocketTarget, streamTransport, type Transport } from "./transport.js";

/** One daemon. */
export interface Endpoint {
  /** `buildkitd` speaks BuildKit's gRPC on the address itself; `dockerd` behind docker's HTTP API. */
  readonly kind: "buildkitd" | "dockerd";
  /** As the user knows it: a socket (`unix://PATH`, `tcp://HOST:PORT`, `npipe://…`) or something behind a program, see {@link commandOf}. */
  readonly address: string;
  /** Present when the address speaks TLS. */
  readonly tls?: TlsOptions;
  readonly words?: TlsWords;
}

/** @throws {DaemonError} when the address has no form that we know. */
export function transportOf({ kind, address, tls, words }: Endpoint): Transport {
  const command = commandFor(kind, address);
  if (command !== undefined) return streamTransport((signal) => commandStream(command, signal));
  const target = socketTarget(kind, address);
  const host = "host" in target ? target.host : "localhost";
  const silence = "host" in target ? silenceOf(tls, words) : undefined;
  return {
    way: {
      kind: "socket",
      target,
      over:
        tls === undefined
          ? (socket) => Promise.resolve(socket)
          : (socket) => secure(socket, { host, options: tls, words }),
    },
    isLocal: "path" in target,
    authority: tls?.serverName ?? host,
    isSecure: tls !== undefined,
    ...(silence === undefined ? {} : { silence }),
  };
}

function commandFor(kind: Endpoint["kind"], address: string) {
  try {
    return commandOf(kind, address);
  } catch (error) {
    if (!(error instanceof AddressError)) throw error;
    const shown = address.replace(/(:\/\/[^/@:]*):[^/@]*@/, "$1:***@");
    throw new DaemonError(shown, `"${shown}" is no address of a daemon: ${error.message}`);
  }
}

const socketForms = "unix:///PATH, tcp://HOST:PORT";
const commandForms = "ssh://USER@HOST, docker-container://NAME, podman-container://NAME, nerdctl-container://NAME";

function socketTarget(kind: Endpoint["kind"], address: string): SocketTarget {
  const [, scheme, rest = ""] = /^([a-z]+):\/\/(.*)$/.exec(address) ?? [];
  if (scheme === "unix" && rest !== "") return { path: rest };
  // A named pipe is connected to as a socket file is, under its Windows name.
  if (scheme === "npipe" && rest !== "") return { path: rest.replaceAll("/", "\\") };
  if (scheme === "tcp" && URL.canParse(`tcp://${rest}`)) {
    const { hostname, port } = new URL(`tcp://${rest}`);
    if (hostname !== "" && port !== "") return { host: hostname.replace(/^\[(.*)\]$/, "$1"), port: Number(port) };
  }
  const expected =
    kind === "dockerd" ? `${socketForms} or ssh://USER@HOST` : `${socketForms}, ${commandForms} or kube-pod://POD`;
  throw new DaemonError(address, `"${address}" is no address of a daemon: expected ${expected}`);
}
