// Docker's HTTP API, as far as a build needs it.

import http from "node:http";
import { Readable } from "node:stream";
import { dial, type Endpoint, transportOf, unreachable } from "../buildkit/index.js";
import type { DockerEngine } from "./builder.js";
import { DockerError } from "./errors.js";
import { list, record, text } from "./json.js";

export function dockerEngine(endpoint: Endpoint): DockerEngine {
  return {
    name: "docker",
    endpoint: endpoint.address,
    async takesOci(signal) {
      const info = record(await dockerRequest(endpoint, { method: "GET", path: "/info" }, signal));
      return list(info["DriverStatus"]).some((pair) => {
        const [name, value] = list(pair);
        return name === "driver-type" && value === "io.containerd.snapshotter.v1";
      });
    },
    async load(archive, signal) {
      const response = await send(
        endpoint,
        { method: "POST", path: "/images/load?quiet=0", type: "application/x-tar", body: Readable.from(archive) },
        signal,
      );
      await readLoadAnswer(endpoint, response);
    },
  };
}

export interface DockerRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** Sent as JSON. */
  readonly json?: unknown;
}

/**
 * One request with a JSON answer; undefined when the answer is empty.
 * @throws {DockerError} when the engine refuses. @throws {DaemonError} when there is none.
 */
export async function dockerRequest(
  endpoint: Endpoint,
  { method, path, json }: DockerRequest,
  signal: AbortSignal,
): Promise<unknown> {
  const body = json === undefined ? {} : { type: "application/json", body: Readable.from([JSON.stringify(json)]) };
  const answer = await readText(await send(endpoint, { method, path, ...body }, signal));
  return answer.trim() === "" ? undefined : JSON.parse(answer);
}

interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly type?: string;
  readonly body?: Readable;
}

/** The head of the answer, when it is a good one. */
async function send(
  endpoint: Endpoint,
  { method, path, type, body }: RawRequest,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const transport = transportOf(endpoint);
  try {
    const stream = await dial(transport, signal);
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const request = http.request({
        method,
        path,
        headers: {
          host: transport.authority,
          connection: "close",
          ...(type === undefined ? {} : { "content-type": type }),
        },
        createConnection: () => stream,
        signal,
      });
      request.on("response", resolve);
      request.on("error", reject);
      if (body === undefined) request.end();
      else {
        body.on("error", (error) => request.destroy(error));
        body.pipe(request);
      }
    });
    const status = response.statusCode ?? 0;
    if (status < 400) return response;
    throw new DockerError(endpoint.address, status, refusalText(await readText(response), status));
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof DockerError ? error : unreachable(endpoint.address, error);
  }
}

async function readText(response: http.IncomingMessage): Promise<string> {
  response.setEncoding("utf8");
  let all = "";
  for await (const chunk of response) all += String(chunk);
  return all;
}

function refusalText(body: string, status: number): string {
  try {
    return text(record(JSON.parse(body))["message"]) || body;
  } catch {
    return body.trim() || `docker answered with status ${status}`;
  }
}

/** The engine answers 200 first and reports on the way: one JSON object a line, the last one an error when it failed. */
async function readLoadAnswer(endpoint: Endpoint, response: http.IncomingMessage): Promise<void> {
  for (const line of (await readText(response)).split("\n")) {
    if (line.trim() === "") continue;
    const { error } = record(JSON.parse(line));
    if (error !== undefined) throw new DockerError(endpoint.address, 200, text(error));
  }
}
