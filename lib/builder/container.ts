// BuildKit inside a container of docker's, as the driver docker-container makes them: an exec of `buildctl dial-stdio` whose
// stdin and stdout are the connection. Follows docker/buildx driver/docker-container/driver.go.

import { Duplex } from "node:stream";
import { pause } from "../async/index.js";
import {
  ConnectError,
  dial,
  type Endpoint,
  streamTransport,
  type Transport,
  transportOf,
  upgrade,
} from "../buildkit/index.js";
import { dockerRequest } from "./docker-engine.js";
import { BuilderError, DockerError } from "./errors.js";
import { record, text } from "./json.js";

/**
 * The way to the buildkitd in `container`, which is started if it stands still.
 * @throws {BuilderError} when there is no such container, or its buildkitd does not come up.
 */
export async function containerTransport(
  endpoint: Endpoint,
  container: string,
  signal: AbortSignal,
): Promise<Transport> {
  if (!(await isRunning(endpoint, container, signal))) {
    await dockerRequest(endpoint, { method: "POST", path: `/containers/${container}/start` }, signal);
    await waitUntilReady(endpoint, container, signal);
  }
  // Each stream is another process in the container.
  return streamTransport((opening) => execStream(endpoint, container, ["dial-stdio"], opening));
}

/** The standard streams of a new `buildctl` in the container. */
async function execStream(
  endpoint: Endpoint,
  container: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<Duplex> {
  const base = transportOf(endpoint);
  const id = await createExec(endpoint, container, args, signal);
  const body = { Detach: false, Tty: false };
  const request = { path: `/exec/${id}/start`, host: base.authority, protocol: "tcp", body, headers: [] } as const;
  return standardStreams(await upgrade(await dial(base, signal), request));
}

async function isRunning(endpoint: Endpoint, container: string, signal: AbortSignal): Promise<boolean> {
  try {
    const found = await dockerRequest(endpoint, { method: "GET", path: `/containers/${container}/json` }, signal);
    return record(record(found)["State"])["Running"] === true;
  } catch (error) {
    if (!(error instanceof DockerError) || error.status !== 404) throw error;
    const help = ["`docker buildx inspect --bootstrap NAME` makes it."];
    throw new BuilderError(`The container "${container}" of this builder does not exist`, help, { cause: error });
  }
}

/** buildctl answers as soon as buildkitd listens. Waits as long as buildx does: 15 times, each a little longer. */
async function waitUntilReady(endpoint: Endpoint, container: string, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; attempt <= 15; attempt++) {
    if (await succeeds(endpoint, container, ["debug", "workers"], signal)) return;
    await pause(attempt * 120, signal);
  }
  throw new BuilderError(`The buildkitd in the container "${container}" does not come up`, [
    `\`docker logs ${container}\` tells why.`,
  ]);
}

async function succeeds(
  endpoint: Endpoint,
  container: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<boolean> {
  const id = await createExec(endpoint, container, args, signal);
  await dockerRequest(endpoint, { method: "POST", path: `/exec/${id}/start`, json: { Detach: true } }, signal);
  while (true) {
    const { Running, ExitCode } = record(
      await dockerRequest(endpoint, { method: "GET", path: `/exec/${id}/json` }, signal),
    );
    if (Running !== true) return ExitCode === 0;
    await pause(20, signal);
  }
}

async function createExec(
  endpoint: Endpoint,
  container: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const json = { Cmd: ["buildctl", ...args], AttachStdin: true, AttachStdout: true, AttachStderr: true, Tty: false };
  const made = await dockerRequest(endpoint, { method: "POST", path: `/containers/${container}/exec`, json }, signal);
  return text(record(made)["Id"]);
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
