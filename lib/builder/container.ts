// Processes in a container of docker's, and BuildKit through one: the stdin and stdout of `buildctl dial-stdio` are the
// connection. Follows docker/buildx driver/docker-container/driver.go.

import { Duplex } from "node:stream";
import {
  ConnectError,
  dial,
  type Endpoint,
  streamTransport,
  type Transport,
  transportOf,
  UpgradeRefused,
  upgrade,
} from "../buildkit/index.js";
import { dockerRequest } from "./docker-http.js";
import { DockerError } from "./errors.js";
import { record, text } from "./json.js";

/** The volume with what the daemon in a container keeps: it outlives the container. */
export function volumeOf(container: string): string {
  return `${container}_state`;
}

/** A process in a container, under one of docker's ids. Ends are told as streams tell them. */
export interface ContainerExec {
  readonly id: string;
  /** Its standard streams as one, see {@link standardStreams}. */
  readonly streams: Duplex;
}

/** The way to the buildkitd in a container that runs. Each stream is another process in it. */
export function containerTransport(endpoint: Endpoint, container: string): Transport {
  return streamTransport(async (signal) => {
    try {
      return (await startExec(endpoint, { container, command: ["buildctl", "dial-stdio"] }, signal)).streams;
    } catch (error) {
      if (!(error instanceof DockerError || error instanceof UpgradeRefused)) throw error;
      throw new ConnectError(`docker cannot run buildctl in the container "${container}": ${error.message}`, {
        cause: error,
      });
    }
  });
}

export interface ContainerCommand {
  readonly container: string;
  readonly command: readonly string[];
}

/** @throws {DockerError} or {UpgradeRefused} when docker does not start it. @throws {DaemonError} when there is no engine. */
export async function startExec(
  endpoint: Endpoint,
  { container, command }: ContainerCommand,
  signal: AbortSignal,
): Promise<ContainerExec> {
  const json = { Cmd: command, AttachStdin: true, AttachStdout: true, AttachStderr: true, Tty: false };
  const path = `/containers/${container}/exec`;
  const id = text(record(await dockerRequest(endpoint, { method: "POST", path, json }, signal))["Id"]);
  const base = transportOf(endpoint);
  const body = { Detach: false, Tty: false };
  const request = { path: `/exec/${id}/start`, host: base.authority, protocol: "tcp", body, headers: [] } as const;
  return { id, streams: standardStreams(await upgrade(await dial(base, signal), request)) };
}

/**
 * Runs a command to its end: undefined when it went well, else what it wrote to stderr.
 * @throws as {@link startExec} does
 */
export async function execProblem(
  endpoint: Endpoint,
  command: ContainerCommand,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { id, streams } = await startExec(endpoint, command, signal);
  streams.end();
  let complaint = "";
  try {
    for await (const _ of streams) signal.throwIfAborted();
  } catch (error) {
    signal.throwIfAborted();
    complaint = error instanceof Error ? error.message : String(error);
  }
  const { ExitCode } = record(await dockerRequest(endpoint, { method: "GET", path: `/exec/${id}/json` }, signal));
  return ExitCode === 0 ? undefined : complaint || `exit code ${ExitCode}`;
}

const headerBytes = 8;
const stderrStream = 2;

/**
 * The standard streams of a container's process as one duplex. What we write is raw; what it writes comes in frames of
 * stream number, three zero bytes, length and data. If the process ends before it said anything, its stderr is the error.
 */
export function standardStreams(raw: Duplex): Duplex {
  let header = Buffer.alloc(0);
  let stream = 0;
  let missing = 0;
  let hasOutput = false;
  let complaint = "";
  const joined = new Duplex({
    read() {
      raw.resume();
    },
    write(chunk: Buffer, _encoding, done) {
      raw.write(chunk, done);
    },
    final(done) {
      raw.end(done);
    },
    destroy(error, done) {
      raw.destroy();
      done(error);
    },
  });
  raw.on("data", (chunk: Buffer) => {
    for (let rest = chunk; rest.length > 0; ) rest = takeSome(rest);
  });
  raw.on("end", () => {
    if (hasOutput || complaint === "") joined.push(null);
    else joined.destroy(new ConnectError(complaint.trim()));
  });
  raw.on("error", (error) => joined.destroy(error));
  raw.on("close", () => {
    if (!joined.readableEnded) joined.destroy();
  });
  return joined;

  /** What is left of `bytes` after a header or a piece of data. */
  function takeSome(bytes: Buffer): Buffer {
    if (missing === 0) {
      const taken = bytes.subarray(0, headerBytes - header.length);
      header = Buffer.concat([header, taken]);
      if (header.length === headerBytes) {
        stream = header.readUInt8(0);
        missing = header.readUInt32BE(4);
        header = Buffer.alloc(0);
      }
      return bytes.subarray(taken.length);
    }
    const data = bytes.subarray(0, missing);
    missing -= data.length;
    if (stream === stderrStream) complaint = (complaint + data.toString("utf8")).slice(-4096);
    else {
      hasOutput = true;
      if (!joined.push(data)) raw.pause();
    }
    return bytes.subarray(data.length);
  }
}

/** The text in frames that are all there, whatever stream it is of. */
export function withoutFrames(bytes: Buffer): string {
  let all = "";
  for (let at = 0; at + headerBytes <= bytes.length; ) {
    const end = at + headerBytes + bytes.readUInt32BE(at + 4);
    all += bytes.toString("utf8", at + headerBytes, end);
    at = end;
  }
  return all;
}
